unit Yjt;
{ Delphi 7 起,32 位:yjt_stdcall.dll 的声明,各函数的约定见 yjt.h。文本进出都是 UTF-8。
  Delphi 7 and later, 32-bit: declarations of yjt_stdcall.dll; yjt.h tells what each function promises. Texts are UTF-8. }

interface

uses
  SysUtils, Windows;

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

  { Delphi 7's Message is in the code page of Windows; Reason and Hint hold every character. }
  EYjt = class(Exception)
  public
    Status: TYjtStatus;
    Reason, Hint: WideString;
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

{ UTF-8 to UTF-16, by Windows: Delphi 7's UTF8Decode knows no characters of four bytes, which rare names have. }
function YjtWide(text: PAnsiChar): WideString;

{ UTF-16 to UTF-8: PAnsiChar(YjtUtf8(text)) is what the functions take. }
function YjtUtf8(const text: WideString): UTF8String;

{ A text that an out-parameter handed out, and gives it back. }
function YjtTake(text: PAnsiChar): UTF8String;

{ The patient's identity, for yjt_free; client comes from yjt_init, once, at start. }
function YjtExchange(client: TYjtClient; const link: UTF8String): PYjtUser;

{ The identity as JSON. }
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
  failure := EYjt.Create('');
  failure.Status := status;
  failure.Reason := YjtWide(yjt_last_error^.message);
  failure.Hint := YjtWide(yjt_last_error^.hint);
  failure.Message := string(failure.Reason + #13#10 + failure.Hint);
  raise failure;
end;

function YjtWide(text: PAnsiChar): WideString;
var
  size: Integer;
begin
  Result := '';
  if text = nil then
    Exit;
  size := MultiByteToWideChar(CP_UTF8, 0, text, -1, nil, 0); { with the NUL }
  SetLength(Result, size - 1);
  if size > 1 then
    MultiByteToWideChar(CP_UTF8, 0, text, -1, PWideChar(Result), size);
end;

function YjtUtf8(const text: WideString): UTF8String;
var
  size: Integer;
begin
  Result := '';
  size := WideCharToMultiByte(CP_UTF8, 0, PWideChar(text), -1, nil, 0, nil, nil);
  SetLength(Result, size - 1);
  if size > 1 then
    WideCharToMultiByte(CP_UTF8, 0, PWideChar(text), -1, PAnsiChar(Result), size, nil, nil);
end;

function YjtTake(text: PAnsiChar): UTF8String;
begin
  Result := UTF8String(text);
  yjt_free(text);
end;

function YjtExchange(client: TYjtClient; const link: UTF8String): PYjtUser;
var
  code: PAnsiChar;
begin
  YjtCheck(yjt_code_from_link(PAnsiChar(link), code));
  try
    YjtCheck(yjt_exchange_code(client, code, 1, Result));
  finally
    yjt_free(code);
  end;
end;

function YjtLogIn(client: TYjtClient; const link: UTF8String): UTF8String;
var
  user: PYjtUser;
  json: PAnsiChar;
begin
  user := YjtExchange(client, link);
  try
    YjtCheck(yjt_user_to_json(user, json));
    Result := YjtTake(json);
  finally
    yjt_free(user);
  end;
end;

end.
