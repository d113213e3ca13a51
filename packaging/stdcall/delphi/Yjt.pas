unit Yjt;
{ Delphi 7 起,32 位:yjt_stdcall.dll 的声明,各函数的约定见 yjt.h。文本进出都是 UTF-8。
  Delphi 7 and later, 32-bit: declarations of yjt_stdcall.dll; yjt.h tells what each function promises. Texts are UTF-8. }

interface

uses
  SysUtils;

const
  { [constants] written by yjt-tools from src/ffi }
  YJT_OK = 0;
  YJT_DICTIONARY_CERTIFICATE_TYPE = 1;
  YJT_DICTIONARY_GENDER = 2;
  YJT_DICTIONARY_NATION = 3;
  YJT_DICTIONARY_CHANNEL = 4;
  YJT_DICTIONARY_BUSINESS_TYPE = 5;
  { [/constants] }

type
  TYjtClient = Pointer;
  TYjtStatus = Longint;

  { Grows at its end in later versions: read it in place, never copy it whole. }
  { [structs] written by yjt-tools from src/ffi }
  PYjtUser = ^TYjtUser;
  TYjtUser = record
    certificate_no, certificate_type, health_card_no, phone, name: PAnsiChar;
    gender: Longint;
    nation, user_id, channel, extra_json: PAnsiChar;
  end;

  PYjtError = ^TYjtError;
  TYjtError = record
    status: TYjtStatus;
    http_status: Longint;
    gateway_code, message, hint: PAnsiChar;
  end;
  { [/structs] }

  TYjtLogger = procedure(context: Pointer; level: Longint; message: PAnsiChar); stdcall;

  EYjt = class(Exception)
  public
    Status: TYjtStatus;
  end;

{ [functions] written by yjt-tools from src/ffi }
function yjt_init(config_json: PAnsiChar; out client: TYjtClient): TYjtStatus; stdcall;
function yjt_code_from_link(text: PAnsiChar; out code: PAnsiChar): TYjtStatus; stdcall;
function yjt_exchange_code(client: TYjtClient; code: PAnsiChar; business_type: Longint; out user: PYjtUser): TYjtStatus; stdcall;
function yjt_user_to_json(user: PYjtUser; out json: PAnsiChar): TYjtStatus; stdcall;
function yjt_sm4_encrypt(key_hex, text: PAnsiChar; out cipher_hex: PAnsiChar): TYjtStatus; stdcall;
function yjt_sm4_decrypt(key_hex, cipher_hex: PAnsiChar; out text: PAnsiChar): TYjtStatus; stdcall;
function yjt_sm4_verify(key_hex, cipher_hex, text: PAnsiChar; out matches: Longint): TYjtStatus; stdcall;
function yjt_encrypt(client: TYjtClient; text: PAnsiChar; out cipher_hex: PAnsiChar): TYjtStatus; stdcall;
function yjt_decrypt(client: TYjtClient; cipher_hex: PAnsiChar; out text: PAnsiChar): TYjtStatus; stdcall;
function yjt_diagnose(config_json, options_json: PAnsiChar; out report_json: PAnsiChar): TYjtStatus; stdcall;
function yjt_last_error: PYjtError; stdcall;
function yjt_status_text(status: TYjtStatus): PAnsiChar; stdcall;
function yjt_set_logger(logger: TYjtLogger; context: Pointer; max: Longint): TYjtStatus; stdcall;
function yjt_version: PAnsiChar; stdcall;
function yjt_label(dictionary: Longint; code: PAnsiChar): PAnsiChar; stdcall;
function yjt_free(any: Pointer): TYjtStatus; stdcall;
{ [/functions] }

{ Raises the library's own message unless status is YJT_OK. }
procedure YjtCheck(status: TYjtStatus);

{ A text that an out-parameter handed out, and gives it back. }
function YjtTake(text: PAnsiChar): UTF8String;

{ The patient's identity as JSON; client comes from yjt_init, once, at start. }
function YjtLogIn(client: TYjtClient; const link: UTF8String): UTF8String;

implementation

const
  LIBRARY_NAME = 'yjt_stdcall.dll';

{ [externals] written by yjt-tools from src/ffi }
function yjt_init; external LIBRARY_NAME;
function yjt_code_from_link; external LIBRARY_NAME;
function yjt_exchange_code; external LIBRARY_NAME;
function yjt_user_to_json; external LIBRARY_NAME;
function yjt_sm4_encrypt; external LIBRARY_NAME;
function yjt_sm4_decrypt; external LIBRARY_NAME;
function yjt_sm4_verify; external LIBRARY_NAME;
function yjt_encrypt; external LIBRARY_NAME;
function yjt_decrypt; external LIBRARY_NAME;
function yjt_diagnose; external LIBRARY_NAME;
function yjt_last_error; external LIBRARY_NAME;
function yjt_status_text; external LIBRARY_NAME;
function yjt_set_logger; external LIBRARY_NAME;
function yjt_version; external LIBRARY_NAME;
function yjt_label; external LIBRARY_NAME;
function yjt_free; external LIBRARY_NAME;
{ [/externals] }

procedure YjtCheck(status: TYjtStatus);
var
  failure: EYjt;
begin
  if status = YJT_OK then
    Exit;
  failure := EYjt.Create(string(UTF8Decode(UTF8String(yjt_last_error^.message))) + #13#10 +
    string(UTF8Decode(UTF8String(yjt_last_error^.hint))));
  failure.Status := status;
  raise failure;
end;

function YjtTake(text: PAnsiChar): UTF8String;
begin
  Result := UTF8String(text);
  yjt_free(text);
end;

function YjtLogIn(client: TYjtClient; const link: UTF8String): UTF8String;
var
  code, json: PAnsiChar;
  user: PYjtUser;
begin
  YjtCheck(yjt_code_from_link(PAnsiChar(link), code));
  try
    YjtCheck(yjt_exchange_code(client, code, 1, user));
  finally
    yjt_free(code);
  end;
  try
    YjtCheck(yjt_user_to_json(user, json));
    Result := YjtTake(json);
  finally
    yjt_free(user);
  end;
end;

end.
