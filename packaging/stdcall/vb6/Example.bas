Attribute VB_Name = "Example"
' Example.exe yjt.json LINK: logs a patient in, and tells what came of it in a message box.
Option Explicit

' MsgBox shows only the characters of Windows' code page: rare names would become question marks.
Private Declare Function MessageBoxW Lib "user32" (ByVal owner As Long, ByVal text As Long, ByVal title As Long, ByVal style As Long) As Long

Public Sub Main()
    Dim arguments() As String, bytes() As Byte, client As Long
    On Error GoTo Failed
    arguments = Split(Command$, " ")
    bytes = FileBytes(arguments(0))
    Check yjt_init(bytes(0), client)
    Tell Greeting(client, arguments(1)), vbInformation
    yjt_free client
    Exit Sub
Failed:
    Tell Err.Description, vbCritical
    yjt_free client
End Sub

' CertificateType and CertificateNo together are the person; an empty text is never a key.
Private Function Greeting(ByVal client As Long, ByVal link As String) As String
    Dim pointer As Long, user As YjtUser
    pointer = Exchange(client, link)
    user = UserAt(pointer)
    Greeting = TextAt(user.Name) & vbCrLf & _
        LabelOf(YJT_DICTIONARY_CERTIFICATE_TYPE, TextAt(user.CertificateType)) & vbCrLf & _
        LabelOf(YJT_DICTIONARY_NATION, TextAt(user.Nation))
    yjt_free pointer
End Function

' The configuration is UTF-8 already: its bytes go to yjt_init as they are, with a NUL behind them.
Private Function FileBytes(ByVal path As String) As Byte()
    Dim file As Integer, bytes() As Byte
    file = FreeFile
    Open path For Binary Access Read As #file
    ReDim bytes(0 To LOF(file))
    Get #file, , bytes
    Close #file
    FileBytes = bytes
End Function

Private Sub Tell(ByVal text As String, ByVal style As Long)
    MessageBoxW 0, StrPtr(text), StrPtr("yjt"), style
End Sub
