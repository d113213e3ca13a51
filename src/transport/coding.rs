//! The names of codings (RFC 9110, 8.4): the body is plain, gzip, or something that nobody asked for.

/// How a body is coded.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) enum Coding {
    #[default]
    Plain,
    Gzip,
    Unknown,
}

impl Coding {
    /// What a list of codings comes to. A charset here is a common slip of servers and says nothing about coding.
    pub(super) fn of(list: impl Iterator<Item = String>) -> Coding {
        let mut coding = Coding::Plain;
        for name in list.filter(|name| !is_none(name)) {
            let gzip = matches!(name.as_str(), "gzip" | "x-gzip") && coding == Coding::Plain;
            coding = if gzip { Coding::Gzip } else { Coding::Unknown };
        }
        coding
    }
}

/// A comma-separated list of names, in lower case.
pub(super) fn list(value: &[u8]) -> impl Iterator<Item = String> {
    let name = |name: &[u8]| String::from_utf8_lossy(name.trim_ascii()).to_ascii_lowercase();
    value.split(|b| *b == b',').map(name).filter(|name| !name.is_empty())
}

fn is_none(name: &str) -> bool {
    const CHARSETS: [&str; 5] = ["utf", "gb", "iso-8859", "us-ascii", "ascii"];
    matches!(name, "identity" | "none") || CHARSETS.iter().any(|charset| name.starts_with(charset))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_mean_what_they_mean() {
        use Coding::{Gzip, Plain, Unknown};
        for (value, wanted) in [
            ("", Plain),
            ("identity", Plain),
            ("None", Plain),
            ("UTF-8", Plain),
            ("utf8", Plain),
            ("GBK", Plain),
            ("gzip", Gzip),
            ("GZIP", Gzip),
            ("x-gzip", Gzip),
            ("identity, gzip", Gzip),
            ("gzip,, UTF-8", Gzip),
            ("gzip, gzip", Unknown),
            ("br", Unknown),
            ("br, gzip", Unknown),
            ("deflate", Unknown),
            ("gzipped", Unknown),
        ] {
            assert_eq!(Coding::of(list(value.as_bytes())), wanted, "{value}");
        }
    }
}
