//! How a body is carried.

use std::io::Write;

use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::Response;
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use serde_json::json;

use crate::faults::{Fault, Shape};

use super::{json, respond, with};

const PAGE: &str = "<html><body>请登录 | please log in</body></html>";

pub fn shaped(fault: &Fault, code: &str, text: String) -> Response {
    let plain = |bytes: Vec<u8>| respond(200, "application/json;charset=utf-8", bytes);
    let encoded = |encoding, bytes| with(plain(bytes), header::CONTENT_ENCODING, encoding);
    match fault.shape() {
        Some(Shape::Empty) => plain(vec![]),
        Some(Shape::Html) => respond(200, "text/html", PAGE),
        Some(Shape::GbkHtml) => {
            respond(200, "text/html", encoding_rs::GBK.encode(PAGE).0.into_owned())
        }
        Some(Shape::Gbk) => plain(encoding_rs::GBK.encode(&text).0.into_owned()),
        Some(Shape::Utf16) => plain(utf16(&text)),
        Some(Shape::Utf16Bom) => plain([b"\xff\xfe".to_vec(), utf16(&text)].concat()),
        Some(Shape::Latin1) => plain(encoding_rs::WINDOWS_1252.encode(&text).0.into_owned()),
        Some(Shape::Bom) => plain(format!("\u{feff}{text}").into_bytes()),
        Some(Shape::TruncatedJson) => plain(text[..text.len() / 2].to_owned().into_bytes()),
        Some(Shape::Redirect) => {
            let location = format!("https://localhost/elsewhere?code={code}");
            with(respond(302, "text/html", ""), header::LOCATION, &location)
        }
        Some(Shape::Http) => http_error(fault.number()),
        Some(Shape::HttpCode) => {
            let body = json!({"code": fault.number(), "message": "refused"});
            json(u16::try_from(fault.number()).unwrap_or(500), &body)
        }
        Some(Shape::CodeMsg) => json(500, &json!({"code": 400_001, "msg": "internal error"})),
        Some(Shape::Gzip) => encoded("gzip", gzip(text.as_bytes())),
        Some(Shape::GzipBomb) => encoded("gzip", gzip(&vec![b' '; fault.number() as usize])),
        Some(Shape::GzipUnannounced) => plain(gzip(text.as_bytes())),
        Some(Shape::ZlibUnannounced) => {
            let mut encoder = ZlibEncoder::new(vec![], Compression::default());
            encoder.write_all(text.as_bytes()).expect("into memory");
            plain(encoder.finish().expect("into memory"))
        }
        Some(Shape::Deflate) => {
            let mut encoder = DeflateEncoder::new(vec![], Compression::default());
            encoder.write_all(text.as_bytes()).expect("into memory");
            encoded("deflate", encoder.finish().expect("into memory"))
        }
        Some(Shape::BrLabel) => encoded("br", b"\x0b\x02\x80not really".to_vec()),
        Some(Shape::AnnouncedClose) => with(plain(text.into_bytes()), header::CONNECTION, "close"),
        Some(Shape::Chunked) => {
            let pieces: Vec<_> = text.as_bytes().chunks(7).map(Bytes::copy_from_slice).collect();
            Response::new(Body::new(Pieces(pieces.into())))
        }
        None => plain(text.into_bytes()),
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
