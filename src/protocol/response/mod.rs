//! What a response says: read liberally, reported exactly (guide, section 4, and the gateway's own shapes).

mod body;
mod envelope;

use crate::config::Config;
use crate::error::{Error, Permission, Presence, ResponseError, Seen};
use crate::json::{self, Value};
use crate::protocol::code::Code;
use crate::protocol::fields::FieldError;
use crate::protocol::identity::Identity;
use crate::secret::is_in;
use envelope::{Inside, Layer};

/// Two envelopes, the body, the data, and an identity within: more objects in each other were never seen.
const MAX_LAYERS: usize = 5;
/// JSON within a text of JSON, each of which costs its own memory: the whole body, or the data.
const MAX_TEXTS: usize = 2;
/// The gateway's code is shown to people: only what can be one, never a number that may be a person's.
const MAX_CODE: usize = 20;
const MAX_NUMBER: usize = 10;

/// The identity, out of the response to a request with this one-time code.
pub(crate) fn identity(
    http_status: u16,
    body: Result<&[u8], ResponseError>,
    config: &Config,
    code: &Code,
) -> Result<Identity, Error> {
    let seen = |gateway_code: String| Seen { http_status, gateway_code };
    if (300..400).contains(&http_status) {
        return Err(Error::Response(ResponseError::Redirect, seen(String::new())));
    }
    let failed = by_http_status(http_status);
    let text = body.and_then(body::text).map_err(Refusal::Unreadable);
    let reader = Reader { config, code: code.as_str() };
    let (error, gateway_code) = match text.and_then(|text| reader.open(text, Place::default())) {
        Ok(user) => match failed {
            None => return Ok(user),
            Some(error) => (error, String::new()),
        },
        Err(Refusal::Code(code)) => {
            (no(meaning(&code), failed, code == http_status.to_string()), reader.printable(&code))
        }
        Err(Refusal::WithoutCode) => {
            (no(ResponseError::RefusedWithoutCode, failed, false), "?".to_owned())
        }
        // A proxy's or a portal's page: the status is its own.
        Err(Refusal::Unreadable(ResponseError::Html)) if matches!(http_status, 401 | 403) => {
            (ResponseError::Html, String::new())
        }
        // A failing HTTP status says more than the shape of its body.
        Err(Refusal::Unreadable(error)) => (failed.unwrap_or(error), String::new()),
        Err(Refusal::Field(error)) => match failed {
            None => return Err(error.seen(seen("0".to_owned()))),
            Some(failed) => (failed, String::new()),
        },
    };
    Err(Error::Response(error, seen(gateway_code)))
}

/// Why a response is no login.
enum Refusal {
    /// The gateway or the interface said no, with this code.
    Code(String),
    /// It said no in another way.
    WithoutCode,
    /// There is no response to be read.
    Unreadable(ResponseError),
    /// A field of the identity cannot be used.
    Field(FieldError),
}

impl From<json::JsonError> for Refusal {
    fn from(error: json::JsonError) -> Refusal {
        Refusal::Unreadable(match error {
            json::JsonError::BrokenOff => ResponseError::Truncated,
            json::JsonError::Malformed => ResponseError::NotJson,
            json::JsonError::TooDeep => ResponseError::TooDeep { limit: json::MAX_DEPTH },
        })
    }
}

/// What is needed to read a response.
struct Reader<'a> {
    config: &'a Config,
    /// The one-time code, which the response may repeat.
    code: &'a str,
}

/// How deep a JSON text stands within the response: in so many objects, and texts of JSON.
#[derive(Clone, Copy, Default)]
struct Place {
    layers: usize,
    texts: usize,
}

impl Reader<'_> {
    /// A JSON text: an object, or once more a text of JSON, as senders that serialise twice write.
    fn open(&self, text: &str, place: Place) -> Result<Identity, Refusal> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        match Value::parse(text)? {
            Value::Object(object) => self.peel(object, place),
            Value::Text(inner) if place.texts < MAX_TEXTS => {
                self.open(&inner, Place { texts: place.texts + 1, ..place })
            }
            _ => Err(Refusal::Unreadable(ResponseError::NotTheInterface)),
        }
    }

    /// An identity, or what is around it: every layer may say no, and the outermost must say yes.
    fn peel(&self, object: &str, place: Place) -> Result<Identity, Refusal> {
        let mut layer = Layer::read(object, self.code)?;
        if let Some(field) = layer.fields.contradiction {
            return Err(Refusal::Field(FieldError::Bad(ResponseError::Contradiction { field })));
        }
        let is_outermost = place.layers == 0;
        let is_identity = !is_outermost && layer.fields.tell_who();
        if let Some(refusal) = layer.take_refusal(is_identity) {
            return Err(refusal);
        }
        if is_identity {
            let (key, rules) = (&self.config.app_key, &self.config.encrypted_fields);
            return Identity::read(&layer.fields, key, rules).map_err(Refusal::Field);
        }
        if is_outermost && !layer.has_code() {
            return Err(Refusal::Unreadable(ResponseError::NotTheInterface));
        }
        let deeper = Place { layers: place.layers + 1, ..place };
        let has_room = deeper.layers < MAX_LAYERS;
        let inner = match layer.inside() {
            Inside::Object(object) if has_room => self.peel(object, deeper),
            Inside::Text(text) if has_room && place.texts < MAX_TEXTS => {
                let deeper = Place { texts: place.texts + 1, ..deeper };
                self.open(&text, deeper).map_err(|refusal| match refusal {
                    Refusal::Unreadable(
                        ResponseError::Truncated
                        | ResponseError::NotJson
                        | ResponseError::NotTheInterface,
                    ) => no_data_kind(),
                    other => other,
                })
            }
            Inside::Nothing if is_outermost || layer.has_code() && !layer.fields.are_any() => {
                Err(Refusal::Unreadable(ResponseError::NoData))
            }
            Inside::Nothing | Inside::Object(_) => Err(nobody(Presence::default())),
            Inside::Text(_) | Inside::WrongKind => Err(no_data_kind()),
        };
        inner.map_err(|refusal| match refusal {
            Refusal::Field(FieldError::Bad(ResponseError::Nobody(deeper))) if deeper.is_empty() => {
                nobody(layer.fields.presence())
            }
            other => other,
        })
    }

    /// The gateway's code, unless it can be anything else than one.
    fn printable(&self, code: &str) -> String {
        let plain =
            code.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'));
        let digits = code.bytes().filter(u8::is_ascii_digit).count();
        let short = (1..=MAX_CODE).contains(&code.len()) && digits <= MAX_NUMBER;
        let repeats = code == self.code || is_in(self.code, code) || self.config.is_repeated(code);
        if plain && short && !repeats { code.to_owned() } else { "?".to_owned() }
    }
}

fn no_data_kind() -> Refusal {
    Refusal::Field(FieldError::Bad(ResponseError::BadField { field: "data" }))
}

fn nobody(presence: Presence) -> Refusal {
    Refusal::Field(FieldError::Bad(ResponseError::Nobody(presence)))
}

/// Where the code says nothing, as in `{"code":503,…}` under HTTP 503, the status does: each of those that have a meaning,
/// and any that the code only repeats.
fn no(said: ResponseError, failed: Option<ResponseError>, repeats_status: bool) -> ResponseError {
    match said {
        ResponseError::OtherCode | ResponseError::RefusedWithoutCode => {
            failed.filter(|e| repeats_status || *e != ResponseError::HttpStatus).unwrap_or(said)
        }
        known => known,
    }
}

/// What the codes of the interface and of this family of gateways mean.
fn meaning(code: &str) -> ResponseError {
    match code {
        "1" => ResponseError::Failed,
        "2" => ResponseError::InvalidParameter,
        "3" => ResponseError::Signature,
        "ACG.1401" | "AGW.1401" | "400000401" => ResponseError::Identity,
        "AGW.1403" | "400000403" => ResponseError::NotPermitted(Permission::NotSubscribed),
        "AGW.1405" => ResponseError::NotPermitted(Permission::Address),
        "AGW.1407" => ResponseError::NotPermitted(Permission::Expired),
        "AGW.1429" | "AGW.1430" | "AGW.1504" | "400000429" => ResponseError::Busy,
        "AGW.1433" => ResponseError::GatewaySignature,
        _ => ResponseError::OtherCode,
    }
}

/// What a failing HTTP status means when the body has no code.
fn by_http_status(status: u16) -> Option<ResponseError> {
    match status {
        200..300 => None,
        401 => Some(ResponseError::Identity),
        403 => Some(ResponseError::NotPermitted(Permission::NotSubscribed)),
        429 | 502 | 503 | 504 => Some(ResponseError::Busy),
        _ => Some(ResponseError::HttpStatus),
    }
}
