//! How the body is carried, or what is carried instead.

use std::io::Write;

use axum::http::header;
use axum::response::Response;
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use serde_json::json;

use super::response::{chunked, json, normal, respond, with};
use crate::faults::Fault;

const PAGE: &str = "<html><body>请登录 | please log in</body></html>";

#[derive(Clone, Copy)]
pub enum Shape {
    Empty,
    Html,
    GbkHtml,
    Gbk,
    Utf16,
    Utf16Bom,
    Latin1,
    Bom,
    TruncatedJson,
    Redirect,
    Http,
    HttpCode,
    CodeMsg,
    Gzip,
    GzipBomb,
    GzipUnannounced,
    ZlibUnannounced,
    Deflate,
    BrLabel,
    AnnouncedClose,
    Chunked,
}

impl Shape {
    pub fn response(self, text: String, fault: &Fault, code: &str) -> Response {
        let encoded = |encoding, bytes| with(normal(bytes), header::CONTENT_ENCODING, encoding);
        match self {
            Shape::Empty => normal(""),
            Shape::Html => respond(200, "text/html", PAGE),
            Shape::GbkHtml => respond(200, "text/html", encoding_rs::GBK.encode(PAGE).0),
            Shape::Gbk => normal(encoding_rs::GBK.encode(&text).0),
            Shape::Utf16 => normal(utf16(&text)),
            Shape::Utf16Bom => normal([b"\xff\xfe".to_vec(), utf16(&text)].concat()),
            Shape::Latin1 => normal(encoding_rs::WINDOWS_1252.encode(&text).0),
            Shape::Bom => normal(format!("\u{feff}{text}")),
            Shape::TruncatedJson => normal(&text[..text.len() / 2]),
            Shape::Redirect => {
                let location = format!("https://localhost/elsewhere?code={code}");
                with(respond(302, "text/html", ""), header::LOCATION, &location)
            }
            Shape::Http => http_error(fault.number()),
            Shape::HttpCode => {
                let body = json!({"code": fault.number(), "message": "refused"});
                json(u16::try_from(fault.number()).unwrap_or(500), &body)
            }
            Shape::CodeMsg => json(500, &json!({"code": 400_001, "msg": "internal error"})),
            Shape::Gzip => encoded("gzip", gzip(text.as_bytes())),
            Shape::GzipBomb => encoded("gzip", gzip(&vec![b' '; fault.number() as usize])),
            Shape::GzipUnannounced => normal(gzip(text.as_bytes())),
            Shape::ZlibUnannounced => {
                let mut encoder = ZlibEncoder::new(vec![], Compression::default());
                encoder.write_all(text.as_bytes()).expect("into memory");
                normal(encoder.finish().expect("into memory"))
            }
            Shape::Deflate => {
                let mut encoder = DeflateEncoder::new(vec![], Compression::default());
                encoder.write_all(text.as_bytes()).expect("into memory");
                encoded("deflate", encoder.finish().expect("into memory"))
            }
            Shape::BrLabel => encoded("br", b"\x0b\x02\x80not really".to_vec()),
            Shape::AnnouncedClose => with(normal(text), header::CONNECTION, "close"),
            Shape::Chunked => chunked(&text),
        }
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

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(vec![], Compression::best());
    encoder.write_all(bytes).expect("into memory");
    encoder.finish().expect("into memory")
}
