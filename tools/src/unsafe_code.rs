//! How much unsafe code a crate holds.

use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

/// How often the keyword stands in a folder's Rust files: comments and texts apart, tests and other systems included.
pub fn count(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{folder:?}: {e}"));
    let of_entry = |path: &Path| match path.extension() {
        _ if path.is_dir() => count(path),
        Some(extension) if extension == "rs" => in_tokens(tokens(path)),
        _ => 0,
    };
    entries.map(|entry| of_entry(&entry.unwrap().path())).sum()
}

fn tokens(file: &Path) -> TokenStream {
    let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("{file:?}: {e}"));
    text.parse().unwrap_or_else(|e| panic!("{file:?}: {e}"))
}

fn in_tokens(tokens: TokenStream) -> usize {
    let of_token = |token| match token {
        TokenTree::Group(group) => in_tokens(group.stream()),
        TokenTree::Ident(name) => (name == "unsafe").into(),
        _ => 0,
    };
    tokens.into_iter().map(of_token).sum()
}

/// Whether a crate's root forbids it without a condition: `#![forbid(unsafe_code)]`, alone or with others.
pub fn is_forbidden(root: &Path) -> bool {
    let tokens: Vec<_> = tokens(root).into_iter().collect();
    tokens.windows(3).any(|three| match three {
        [TokenTree::Punct(hash), TokenTree::Punct(bang), TokenTree::Group(attribute)] => {
            let text = attribute.stream().to_string();
            hash.as_char() == '#'
                && bang.as_char() == '!'
                && text.starts_with("forbid")
                && text.contains("unsafe_code")
        }
        _ => false,
    })
}
