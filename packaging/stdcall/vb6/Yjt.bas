Attribute VB_Name = "Yjt"
' VB6 declarations of yjt_stdcall.dll. See yjt.h for what each function promises.
' Put yjt_stdcall.dll beside the program. This file is plain ASCII; texts are UTF-8 in and out:
'   pass text by   bytes = Utf8("..."), then bytes(0)   (a Byte array that ends with NUL)
'   read text by   TextAt(pointer)       (a pointer to UTF-8 becomes a String)
'   what an out-parameter hands out goes back through yjt_free: TakeText does both.
Option Explicit

' [constants] written by yjt-tools from src/ffi
Public Const YJT_OK As Long = 0
Public Const YJT_DICTIONARY_CERTIFICATE_TYPE As Long = 1
Public Const YJT_DICTIONARY_GENDER As Long = 2
Public Const YJT_DICTIONARY_NATION As Long = 3
Public Const YJT_DICTIONARY_CHANNEL As Long = 4
Public Const YJT_DICTIONARY_BUSINESS_TYPE As Long = 5
' [/constants]

' A user grows at its end in later versions: UserAt copies the part that is known here.
' [structs] written by yjt-tools from src/ffi
Public Type YjtUser
    CertificateNo As Long ' a pointer to UTF-8: TextAt
    CertificateType As Long ' a pointer to UTF-8: TextAt
    HealthCardNo As Long ' a pointer to UTF-8: TextAt
    Phone As Long ' a pointer to UTF-8: TextAt
    Name As Long ' a pointer to UTF-8: TextAt
    Gender As Long
    Nation As Long ' a pointer to UTF-8: TextAt
    UserId As Long ' a pointer to UTF-8: TextAt
    Channel As Long ' a pointer to UTF-8: TextAt
    ExtraJson As Long ' a pointer to UTF-8: TextAt
End Type

Public Type YjtError
    Status As Long
    HttpStatus As Long
    GatewayCode As Long ' a pointer to UTF-8: TextAt
    Message As Long ' a pointer to UTF-8: TextAt
    Hint As Long ' a pointer to UTF-8: TextAt
End Type
' [/structs]

' [functions] written by yjt-tools from src/ffi
Public Declare Function yjt_init Lib "yjt_stdcall.dll" (ByRef configJson As Byte, ByRef client As Long) As Long
Public Declare Function yjt_code_from_link Lib "yjt_stdcall.dll" (ByRef text As Byte, ByRef code As Long) As Long
Public Declare Function yjt_exchange_code Lib "yjt_stdcall.dll" (ByVal client As Long, ByRef code As Byte, ByVal businessType As Long, ByRef user As Long) As Long
Public Declare Function yjt_user_to_json Lib "yjt_stdcall.dll" (ByVal user As Long, ByRef json As Long) As Long
Public Declare Function yjt_sm4_encrypt Lib "yjt_stdcall.dll" (ByRef keyHex As Byte, ByRef text As Byte, ByRef cipherHex As Long) As Long
Public Declare Function yjt_sm4_decrypt Lib "yjt_stdcall.dll" (ByRef keyHex As Byte, ByRef cipherHex As Byte, ByRef text As Long) As Long
Public Declare Function yjt_sm4_verify Lib "yjt_stdcall.dll" (ByRef keyHex As Byte, ByRef cipherHex As Byte, ByRef text As Byte, ByRef matches As Long) As Long
Public Declare Function yjt_encrypt Lib "yjt_stdcall.dll" (ByVal client As Long, ByRef text As Byte, ByRef cipherHex As Long) As Long
Public Declare Function yjt_decrypt Lib "yjt_stdcall.dll" (ByVal client As Long, ByRef cipherHex As Byte, ByRef text As Long) As Long
Public Declare Function yjt_diagnose Lib "yjt_stdcall.dll" (ByRef configJson As Byte, ByRef optionsJson As Byte, ByRef reportJson As Long) As Long
Public Declare Function yjt_last_error Lib "yjt_stdcall.dll" () As Long
Public Declare Function yjt_status_text Lib "yjt_stdcall.dll" (ByVal status As Long) As Long
' logger: AddressOf Sub (ByVal context As Long, ByVal level As Long, ByVal message As Long) in a module; 0 turns it off
Public Declare Function yjt_set_logger Lib "yjt_stdcall.dll" (ByVal logger As Long, ByVal context As Long, ByVal max As Long) As Long
Public Declare Function yjt_version Lib "yjt_stdcall.dll" () As Long
Public Declare Function yjt_label Lib "yjt_stdcall.dll" (ByVal dictionary As Long, ByRef code As Byte) As Long
Public Declare Function yjt_free Lib "yjt_stdcall.dll" (ByVal pointer As Long) As Long
' [/functions]

Private Const CP_UTF8 As Long = 65001
Private Declare Function lstrlenA Lib "kernel32" (ByVal text As Long) As Long
Private Declare Sub RtlMoveMemory Lib "kernel32" (ByRef into As Any, ByVal from As Long, ByVal length As Long)
Private Declare Function MultiByteToWideChar Lib "kernel32" (ByVal page As Long, ByVal flags As Long, ByVal from As Long, ByVal length As Long, ByVal into As Long, ByVal size As Long) As Long
Private Declare Function WideCharToMultiByte Lib "kernel32" (ByVal page As Long, ByVal flags As Long, ByVal from As Long, ByVal length As Long, ByRef into As Any, ByVal size As Long, ByVal default As Long, ByVal used As Long) As Long

Public Function Utf8(ByVal text As String) As Byte()
    Dim bytes() As Byte, size As Long
    size = WideCharToMultiByte(CP_UTF8, 0, StrPtr(text), Len(text), ByVal 0&, 0, 0, 0)
    ReDim bytes(0 To size) ' the last one stays NUL
    If size > 0 Then WideCharToMultiByte CP_UTF8, 0, StrPtr(text), Len(text), bytes(0), size, 0, 0
    Utf8 = bytes
End Function

Public Function TextAt(ByVal pointer As Long) As String
    Dim length As Long, size As Long, text As String
    If pointer = 0 Then Exit Function
    length = lstrlenA(pointer)
    If length = 0 Then Exit Function
    size = MultiByteToWideChar(CP_UTF8, 0, pointer, length, 0, 0)
    text = String$(size, 0)
    MultiByteToWideChar CP_UTF8, 0, pointer, length, StrPtr(text), size
    TextAt = text
End Function

Public Function TakeText(ByVal pointer As Long) As String
    TakeText = TextAt(pointer)
    yjt_free pointer
End Function

Public Function LastError() As YjtError
    Dim failure As YjtError
    RtlMoveMemory failure, yjt_last_error(), LenB(failure)
    LastError = failure
End Function

Public Function UserAt(ByVal pointer As Long) As YjtUser
    Dim user As YjtUser
    RtlMoveMemory user, pointer, LenB(user)
    UserAt = user
End Function

Public Function LabelOf(ByVal dictionary As Long, ByVal code As String) As String
    Dim bytes() As Byte
    bytes = Utf8(code)
    LabelOf = TextAt(yjt_label(dictionary, bytes(0)))
End Function

' Raises the library's own message and hint unless status is YJT_OK.
Public Sub Check(ByVal status As Long)
    Dim failure As YjtError
    If status = YJT_OK Then Exit Sub
    failure = LastError()
    Err.Raise vbObjectError + status, "yjt", TextAt(failure.Message) & vbCrLf & TextAt(failure.Hint)
End Sub

' A pointer to the patient's identity, for UserAt and then yjt_free; client comes from yjt_init, once, at start.
Public Function Exchange(ByVal client As Long, ByVal link As String) As Long
    Dim bytes() As Byte, code As Long, user As Long
    bytes = Utf8(link)
    Check yjt_code_from_link(bytes(0), code)
    bytes = Utf8(TakeText(code))
    Check yjt_exchange_code(client, bytes(0), 1, user)
    Exchange = user
End Function

' The identity as JSON.
Public Function LogIn(ByVal client As Long, ByVal link As String) As String
    Dim user As Long, json As Long, status As Long
    user = Exchange(client, link)
    status = yjt_user_to_json(user, json)
    yjt_free user
    Check status
    LogIn = TakeText(json)
End Function
