program Example;
{ Example.exe yjt.json LINK:登录,用消息框说结果。 Logs in, and tells what came of it in a message box. }

{$APPTYPE GUI}

uses
  Windows, SysUtils, Yjt, Patient;

{ MessageBoxW, and not ShowMessage, which in Delphi 7 knows only the characters of Windows' code page. }
procedure Show(const text: WideString; icon: Longint);
begin
  MessageBoxW(0, PWideChar(text), 'yjt', icon);
end;

var
  client: TYjtClient;

begin
  try
    client := OpenClient(ParamStr(1));
    try
      Show(Greeting(LogIn(client, ParamStr(2))), MB_ICONINFORMATION);
    finally
      yjt_free(client);
    end;
  except
    on failure: EYjt do
      Show(Explained(failure), MB_ICONERROR);
    on failure: Exception do
      Show(failure.Message, MB_ICONERROR);
  end;
end.
