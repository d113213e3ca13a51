unit Patient;
{ 从链接登录一位患者。没有窗体:照抄进自己的程序。本文件只有 ASCII 的代码,文本在内存里都是 UTF-16(WideString)。
  Logs a patient in from a link. No forms: copy it into your own program. Texts are UTF-16 (WideString) in memory. }

interface

uses
  SysUtils, Classes, Yjt;

type
  { The certificate's type and number together are the person; an empty text is never a key. }
  TPatient = record
    CertificateType, CertificateNo, UserId, Name, Phone, Nation: WideString;
  end;

{ Once, at start; all threads share it. Gives it back by yjt_free. }
function OpenClient(const fileName: string): TYjtClient;

{ Raises EYjt. }
function LogIn(client: TYjtClient; const link: WideString): TPatient;

{ For the message box of a login, and of one that failed. }
function Greeting(const patient: TPatient): WideString;
function Explained(failure: EYjt): WideString;

implementation

const
  HELLO: WideString = #$60A8#$597D',';

function OpenClient(const fileName: string): TYjtClient;
var
  stream: TFileStream;
  json: UTF8String;
begin
  stream := TFileStream.Create(fileName, fmOpenRead or fmShareDenyWrite);
  try
    SetLength(json, stream.Size);
    stream.ReadBuffer(PAnsiChar(json)^, Length(json));
  finally
    stream.Free;
  end;
  YjtCheck(yjt_init(PAnsiChar(json), Result));
end;

function LogIn(client: TYjtClient; const link: WideString): TPatient;
var
  user: PYjtUser;
begin
  user := YjtExchange(client, YjtUtf8(link));
  try
    Result.CertificateType := YjtWide(user^.certificate_type);
    Result.CertificateNo := YjtWide(user^.certificate_no);
    Result.UserId := YjtWide(user^.user_id);
    Result.Name := YjtWide(user^.name);
    Result.Phone := YjtWide(user^.phone);
    Result.Nation := YjtWide(user^.nation);
  finally
    yjt_free(user);
  end;
end;

function Labelled(dictionary: Longint; const code: WideString): WideString;
begin
  Result := YjtWide(yjt_label(dictionary, PAnsiChar(YjtUtf8(code))));
  if Result = '' then
    Result := code; { one that the dictionary lacks }
end;

function Greeting(const patient: TPatient): WideString;
begin
  Result := HELLO + patient.Name + #13#10 +
    Labelled(YJT_DICTIONARY_CERTIFICATE_TYPE, patient.CertificateType) + #13#10 +
    Labelled(YJT_DICTIONARY_NATION, patient.Nation);
end;

function Explained(failure: EYjt): WideString;
begin
  Result := failure.Reason + #13#10#13#10 + failure.Hint + #13#10#13#10 + 'yjt ' + IntToStr(failure.Status);
end;

end.
