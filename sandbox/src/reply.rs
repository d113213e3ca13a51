//! The answer to an accepted request, as the code's fault wants it.

use std::io::Write;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use serde_json::{Value, json};

use crate::codes::Minted;
use crate::crypto::{encrypt, encrypt_blocks};
use crate::faults::Fault;
use crate::raw::{self, Control, End, Script};
use crate::settings;

const PAGE: &str = "<html><body>请登录 | please log in</body></html>";

static NONE: Fault = Fault { name: "", argument: String::new() };

/// Answers, or hands the connection over to a script and never returns.
pub async fn answer(minted: &Minted, code: &str, control: &Control) -> Response {
    let fault = minted.fault.as_ref().unwrap_or(&NONE);
    let text = body(minted, code, fault).to_string();
    match transport(fault, text.as_bytes()) {
        Some(script) => return control.play(script).await,
        None => match fault.name {
            "slow" => tokio::time::sleep(milliseconds(fault)).await,
            "stale" => control.end_at_next_request(End::Close),
            "stale-reset" => control.end_at_next_request(End::Reset),
            _ => {}
        },
    }
    shaped(fault, code, text)
}

pub fn json(status: u16, body: &Value) -> Response {
    respond(status, "application/json;charset=utf-8", body.to_string())
}

/// Faults below HTTP.
fn transport(fault: &Fault, body: &[u8]) -> Option<Script> {
    let whole = raw::answer(body, body.len());
    let head = whole.len() - body.len();
    Some(match fault.name {
        "stall" => Script::only(End::Hang),
        "reset" => Script::only(End::Reset),
        "close" => Script::only(End::Close),
        "close-after" => Script::of(whole, End::Close),
        "half-answer" => Script::of(whole[..head / 2].to_vec(), End::Close),
        "truncated" => Script::of(raw::answer(body, body.len() + 100), End::Close),
        "drip" => Script::drip(&whole, head, milliseconds(fault)),
        "drip-head" => Script::drip(&whole, 0, milliseconds(fault)),
        "garbage" => Script::of(b"SSH-2.0-OpenSSH_9.2\r\n\r\n".to_vec(), End::Close),
        "long-header" => {
            let line = format!("HTTP/1.1 200 OK\r\nx-long: {}\r\n\r\n", "a".repeat(1 << 20));
            Script::of(line.into_bytes(), End::Close)
        }
        _ => return None,
    })
}

/// Faults in how a body is carried.
fn shaped(fault: &Fault, code: &str, text: String) -> Response {
    let plain = |bytes: Vec<u8>| respond(200, "application/json;charset=utf-8", bytes);
    let encoded = |encoding, bytes| with(plain(bytes), header::CONTENT_ENCODING, encoding);
    match fault.name {
        "empty" => plain(vec![]),
        "html" => respond(200, "text/html", PAGE),
        "gbk-html" => respond(200, "text/html", encoding_rs::GBK.encode(PAGE).0.into_owned()),
        "gbk" => plain(encoding_rs::GBK.encode(&text).0.into_owned()),
        "utf16" => plain(utf16(&text)),
        "utf16-bom" => plain([b"\xff\xfe".to_vec(), utf16(&text)].concat()),
        "latin1" => plain(encoding_rs::WINDOWS_1252.encode(&text).0.into_owned()),
        "bom" => plain(format!("\u{feff}{text}").into_bytes()),
        "truncated-json" => plain(text[..text.len() / 2].to_owned().into_bytes()),
        "redirect" => {
            let location = format!("https://localhost/elsewhere?code={code}");
            with(respond(302, "text/html", ""), header::LOCATION, &location)
        }
        "http" => http_error(fault.number()),
        "http-code" => {
            let body = json!({"code": fault.number(), "message": "refused"});
            json(u16::try_from(fault.number()).unwrap_or(500), &body)
        }
        "code-msg" => json(500, &json!({"code": 400_001, "msg": "internal error"})),
        "gzip" => encoded("gzip", gzip(text.as_bytes())),
        "gzip-bomb" => encoded("gzip", gzip(&vec![b' '; fault.number() as usize])),
        "gzip-unannounced" => plain(gzip(text.as_bytes())),
        "zlib-unannounced" => {
            let mut encoder = ZlibEncoder::new(vec![], Compression::default());
            encoder.write_all(text.as_bytes()).expect("into memory");
            plain(encoder.finish().expect("into memory"))
        }
        "deflate" => {
            let mut encoder = DeflateEncoder::new(vec![], Compression::default());
            encoder.write_all(text.as_bytes()).expect("into memory");
            encoded("deflate", encoder.finish().expect("into memory"))
        }
        "br-label" => encoded("br", b"\x0b\x02\x80not really".to_vec()),
        "announced-close" => with(plain(text.into_bytes()), header::CONNECTION, "close"),
        "chunked" => {
            let pieces: Vec<_> = text.as_bytes().chunks(7).map(Bytes::copy_from_slice).collect();
            Response::new(Body::new(Pieces(pieces.into())))
        }
        _ => plain(text.into_bytes()),
    }
}

fn http_error(status: i64) -> Response {
    let status = u16::try_from(status).unwrap_or(500);
    match status {
        401 => json(401, &json!({"message": "Invalid API key in request"})),
        429 | 502..=504 => {
            let page = format!(
                "<html><head><title>{status}</title></head><body><center>nginx</center></body></html>"
            );
            respond(status, "text/html", page)
        }
        _ => respond(status, "text/plain", "error"),
    }
}

/// The interface's body.
fn body(minted: &Minted, code: &str, fault: &Fault) -> Value {
    let data = data(minted, fault);
    let success = |data: Value| json!({"errcode": 0, "errmsg": "SUCCESS", "data": data});
    let envelope = |data: Value| json!({"code": 200, "message": "成功", "success": true, "data": data, "timestamp": "1782354727112"});
    let person = |name: &str| {
        minted.citizen.fields.get(name).and_then(Value::as_str).unwrap_or("").to_owned()
    };
    match fault.name {
        "gateway" => json!({"errcode": fault.argument, "errmsg": "refused"}),
        "errcode" => json!({"errcode": fault.number(), "errmsg": "refused"}),
        "errcode-text" => json!({"errcode": fault.argument, "errmsg": "refused"}),
        "envelope" => envelope(success(data)),
        "envelope-data" => envelope(data),
        "envelope-failure" => envelope(json!({"errcode": 1, "errmsg": "失败"})),
        "envelope-refused" => {
            json!({"code": 200, "success": false, "message": "失败", "data": data})
        }
        "envelope-result" => json!({
            "success": true, "message": "操作成功", "code": 200, "result": success(data),
        }),
        "envelope-res" => envelope(json!({"success": true, "res": data, "msg": "ok"})),
        "inner-refused" => envelope(json!({"success": false, "res": null, "msg": "code已过期"})),
        "inner-refused-text" => envelope(json!({"success": "False", "res": data, "msg": "失败"})),
        "inner-refused-zero" => envelope(json!({"success": 0, "res": data, "msg": "失败"})),
        "inner-null" => envelope(json!({"res": null, "msg": "code已过期"})),
        "inner-code" => envelope(json!({(&fault.argument): 7, "msg": "失败", "data": data})),
        "beside-code" => {
            let mut body = success(data);
            body[&fault.argument] = json!("7");
            body
        }
        "code-name" => json!({(&fault.argument): 0, "message": "ok", "data": data}),
        "echoed-code" => json!({"errcode": 0, "code": code, "data": data}),
        "double-encoded" => json!(success(data).to_string()),
        "floats" => json!({"errcode": 0.0, "errmsg": "SUCCESS", "data": data}),
        "deeper" => success(json!({(&fault.argument): data})),
        "empty-data" => success(json!({})),
        "envelope-text" => json!({"errcode": "0", "errmsg": "ok", "data": success(data)}),
        "returncode" => json!({"returnCode": "0", "message": "ok", "data": data}),
        "no-errcode" => json!({"message": "hello"}),
        "numbers-as-text" => json!({"errcode": "0", "errmsg": "SUCCESS", "data": data}),
        "data-as-text" => success(json!(data.to_string())),
        "data-bad-text" => success(json!("not json")),
        "no-data" => json!({"errcode": 0, "errmsg": "SUCCESS"}),
        "data-null" => success(Value::Null),
        "data-empty-array" => success(json!([])),
        "data-array" => success(json!([data])),
        "overlong" => {
            let mut body = success(data);
            body["padding"] = json!("x".repeat(fault.number() as usize));
            body
        }
        "echo" => {
            let message = format!(
                "{code} {} {} {} {} {} {}",
                settings::APP_SECRET,
                settings::TOKEN,
                settings::APP_KEY,
                person("name"),
                person("phone"),
                person("certificateNo"),
            );
            json!({"errcode": "AGW.1403", "errmsg": message})
        }
        "echo-code" => json!({"errcode": person("certificateNo"), "errmsg": "失败"}),
        _ => success(data),
    }
}

/// The nine fields, encrypted where they are to be.
fn data(minted: &Minted, fault: &Fault) -> Value {
    let mut fields = minted.citizen.fields.clone();
    let encrypted =
        ["certificateNo", "phone"].into_iter().chain(minted.encrypted.iter().map(String::as_str));
    for name in encrypted {
        if let Some(Value::String(plain)) = fields.get(name).cloned() {
            fields.insert(name.to_owned(), json!(cipher_text(fault, &plain)));
        }
    }
    let mut set = |name: &str, value: Value| {
        fields.insert(name.to_owned(), value);
    };
    match fault.name {
        "numbers-as-text" => {
            let gender = fields["gender"].to_string();
            fields.insert("gender".to_owned(), json!(gender));
        }
        "text-as-numbers" => {
            for name in ["channel", "nation", "certificateType", "userId"] {
                let number: u64 =
                    fields[name].as_str().and_then(|text| text.parse().ok()).unwrap_or_default();
                fields.insert(name.to_owned(), json!(number));
            }
        }
        "floats" | "exponents" => {
            for name in ["gender", "channel", "nation", "certificateType", "userId"] {
                let value = &fields[name];
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                let number: f64 = text.parse().unwrap_or_default();
                let written =
                    if fault.name == "floats" { json!(number) } else { json!(exponent(&text)) };
                fields.insert(name.to_owned(), written);
            }
        }
        "short-codes" => {
            for name in ["nation", "certificateType"] {
                let short = fields[name].as_str().unwrap_or_default().trim_start_matches('0');
                fields[name] = json!(short);
            }
        }
        "big-user-id" => {
            set("userId", serde_json::from_str("12345678901234567890").expect("a number"));
        }
        "blanks" => {
            let blanks = ["", " ", "\u{3000}", "\t\u{a0}", "\u{200b}\u{feff}"];
            fields.values_mut().zip(blanks.iter().cycle()).for_each(|(v, b)| *v = json!(b));
        }
        "null-texts" => {
            set("certificateNo", Value::Null);
            set("userId", json!("null"));
        }
        "zero-user-id" => {
            set("certificateNo", Value::Null);
            set("userId", json!(0));
        }
        "blank-user-id" => set("userId", json!("\u{3000}")),
        "blank-plaintext" => fields.retain(|name, _| name == "certificateNo" || name == "name"),
        "renamed-fields" => {
            fields = fields.into_iter().map(|(name, v)| (name.to_uppercase(), v)).collect();
        }
        "success-false" => set("success", json!(false)),
        "latin1" => set("name", json!("José é")),
        "nulls" => fields.values_mut().for_each(|value| *value = Value::Null),
        "missing-fields" => fields.retain(|name, _| name == "userId"),
        "extra-fields" => {
            set("email", json!("someone@example.invalid"));
            set("level", json!(3));
            set("code", json!(7));
            set("status", json!("active"));
            set("nested", json!({"a": [1, null]}));
            set("big", serde_json::from_str("12345678901234567890").expect("a number"));
        }
        "nul-in-name" => set("name", json!("小\u{0}明")),
        "lone-surrogate" => set("name", json!("LONE-SURROGATE")),
        "lone-surrogate-extra" => set("remark", json!("LONE-SURROGATE")),
        "deep-json" => set("deep", json!("DEEP-JSON")),
        "gender-word" => set("gender", json!("男")),
        "name-object" => set("name", json!({"first": "小", "last": "明"})),
        _ => {}
    }
    Value::Object(fields)
}

fn cipher_text(fault: &Fault, plain: &str) -> String {
    match fault.name {
        "wrong-key" => encrypt(settings::OTHER_KEY, plain.as_bytes()),
        "bad-padding" => encrypt_blocks(settings::APP_KEY, &[0x55; 32]),
        "zero-padding" => {
            let mut padded = plain.as_bytes().to_vec();
            padded.push(0);
            padded.resize(padded.len().next_multiple_of(16), 0);
            encrypt_blocks(settings::APP_KEY, &padded)
        }
        "bad-hex" => "XYZ".to_owned() + &encrypt(settings::APP_KEY, plain.as_bytes())[3..],
        "not-utf8-plaintext" => {
            encrypt(settings::APP_KEY, &encoding_rs::GBK.encode("中文证件号").0)
        }
        "blank-plaintext" => encrypt(settings::APP_KEY, "\u{3000} ".as_bytes()),
        "nul-plaintext" => encrypt(settings::APP_KEY, b"44\x0010"),
        _ => encrypt(settings::APP_KEY, plain.as_bytes()),
    }
}

/// A number's digits as some writers put them; without quotes once it is out.
fn exponent(digits: &str) -> String {
    format!("EXPONENT-{}e0", digits.trim_start_matches('0'))
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(vec![], Compression::best());
    encoder.write_all(bytes).expect("into memory");
    encoder.finish().expect("into memory")
}

fn respond(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Response {
    // What no JSON library will write is put in afterwards.
    let mut body = body.into();
    replace(&mut body, b"LONE-SURROGATE", b"\\ud800");
    while let Some(at) = position(&body, b"\"EXPONENT-") {
        let end = at + position(&body[at..], b"e0\"").expect("as it was written");
        body.remove(end + 2);
        body.drain(at..at + b"\"EXPONENT-".len());
    }
    replace(&mut body, b"\"DEEP-JSON\"", &[vec![b'['; 10_000], vec![b']'; 10_000]].concat());
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    with(response, header::CONTENT_TYPE, content_type)
}

fn replace(body: &mut Vec<u8>, mark: &[u8], with: &[u8]) {
    if let Some(at) = position(body, mark) {
        body.splice(at..at + mark.len(), with.iter().copied());
    }
}

fn position(body: &[u8], mark: &[u8]) -> Option<usize> {
    body.windows(mark.len()).position(|window| window == mark)
}

fn with(mut response: Response, name: HeaderName, value: &str) -> Response {
    response.headers_mut().insert(name, HeaderValue::from_str(value).expect("a header's value"));
    response
}

fn milliseconds(fault: &Fault) -> Duration {
    Duration::from_millis(u64::try_from(fault.number()).unwrap_or_default())
}

/// A body whose pieces travel as chunks.
struct Pieces(std::collections::VecDeque<Bytes>);

impl hyper::body::Body for Pieces {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<hyper::body::Frame<Bytes>, Self::Error>>> {
        std::task::Poll::Ready(self.0.pop_front().map(|piece| Ok(hyper::body::Frame::data(piece))))
    }
}
