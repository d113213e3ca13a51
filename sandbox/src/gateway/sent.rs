//! What a client sent, as the parts of the gateway look at it and as it is kept for the person who debugs.

use axum::http::{HeaderMap, Method, Uri};
use serde_json::{Value, json};

/// Longer texts are cut when they are kept: no rule is kept by one that long.
const LONGEST: usize = 4096;

pub struct Sent {
    pub method: String,
    pub target: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub path: String,
    query: Vec<(String, String)>,
}

/// What is to be there exactly once.
pub enum Found<'a> {
    Once(&'a str),
    Missing,
    Empty,
    Repeated(usize),
    /// A header that is no visible ASCII.
    Unreadable,
}

impl Sent {
    pub fn of(method: &Method, uri: &Uri, headers: &HeaderMap) -> Sent {
        let headers = headers.iter().map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes());
            (name.as_str().to_owned(), cut(&value))
        });
        Sent {
            method: method.to_string(),
            target: cut(&uri.to_string()),
            headers: headers.collect(),
            path: cut(uri.path()),
            query: parameters(uri.query().unwrap_or_default()),
        }
    }

    pub fn header(&self, name: &str) -> Found<'_> {
        let named = self.headers.iter().filter(|(n, _)| n == name);
        let found = Found::of(named.map(|(_, value)| value.as_str()));
        match found {
            Found::Once(value) if !value.bytes().all(|b| (32..127).contains(&b) || b == b'\t') => {
                Found::Unreadable
            }
            found => found,
        }
    }

    pub fn parameter(&self, name: &str) -> Found<'_> {
        Found::of(self.query.iter().filter(|(n, _)| n == name).map(|(_, value)| value.as_str()))
    }

    /// The code that it carries, however wrong the rest is.
    pub fn code(&self) -> &str {
        let code = self.query.iter().find(|(name, _)| name == "code");
        code.map_or("", |(_, value)| value.as_str())
    }

    pub fn to_json(&self) -> Value {
        json!({"method": self.method, "target": self.target, "headers": self.headers})
    }
}

impl<'a> Found<'a> {
    fn of(mut values: impl Iterator<Item = &'a str>) -> Found<'a> {
        match (values.next(), values.count()) {
            (None, _) => Found::Missing,
            (Some(""), 0) => Found::Empty,
            (Some(value), 0) => Found::Once(value),
            (_, more) => Found::Repeated(more + 1),
        }
    }

    pub fn once(&self) -> Option<&'a str> {
        match self {
            Found::Once(value) => Some(value),
            _ => None,
        }
    }

    /// For people.
    pub fn shown(&self) -> String {
        match self {
            Found::Once(value) => (*value).to_owned(),
            Found::Missing => "没有 | missing".to_owned(),
            Found::Empty => "空的 | empty".to_owned(),
            Found::Repeated(times) => format!("{times} 次 | {times} times"),
            Found::Unreadable => "不可见字符 | not visible ASCII".to_owned(),
        }
    }
}

fn parameters(query: &str) -> Vec<(String, String)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (cut(name), cut(value)))
        .collect()
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        None => text.to_owned(),
        Some((at, _)) => format!("{}…", &text[..at]),
    }
}
