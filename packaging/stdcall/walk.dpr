program Walk;
{ What Example.dpr shows, as lines of UTF-8 for a test: walk CONFIGURATION LINK. Ends with 1 when it failed. }

{$APPTYPE CONSOLE}

uses
  Windows, SysUtils, Yjt, Patient;

procedure Say(const text: WideString);
var
  line: UTF8String;
begin
  line := YjtUtf8(text) + #10;
  FileWrite(GetStdHandle(STD_OUTPUT_HANDLE), PAnsiChar(line)^, Length(line));
end;

var
  client: TYjtClient;
  someone: TPatient;

begin
  client := OpenClient(ParamStr(1));
  try
    someone := LogIn(client, ParamStr(2));
    Say(someone.Name);
    Say(someone.CertificateNo);
    Say(someone.Phone);
    Say(Greeting(someone));
  except
    on failure: EYjt do
    begin
      Say(Explained(failure));
      ExitCode := 1;
    end;
  end;
  yjt_free(client);
end.
