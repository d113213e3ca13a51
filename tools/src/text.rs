//! Names in each language's spelling, and pieces of text.

/// `cipher_hex`, `CIPHER_HEX`, `cipherHex` -> `cipherHex`
pub fn camel(name: &str) -> String {
    let pascal = pascal(name);
    pascal[..1].to_lowercase() + &pascal[1..]
}

/// `cipher_hex`, `CIPHER_HEX`, `cipherHex` -> `CipherHex`
pub fn pascal(name: &str) -> String {
    let word = |word: &str| word[..1].to_uppercase() + &word[1..].to_lowercase();
    snake(name).split('_').filter(|part| !part.is_empty()).map(word).collect()
}

/// `cipherHex`, `CIPHER_HEX` -> `cipher_hex`; `pinnedSha256` -> `pinned_sha256`
pub fn snake(name: &str) -> String {
    if name.contains('_') || !name.contains(|c: char| c.is_lowercase()) {
        return name.to_lowercase();
    }
    let mut snake = String::new();
    for (at, c) in name.char_indices() {
        if c.is_uppercase() && at > 0 {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

/// `encryptedFields` -> `encryptedField`
pub fn singular(name: &str) -> &str {
    name.strip_suffix('s').unwrap_or(name)
}

/// Markdown without its marks: of `` `a` `` and `[a](b)` an `a` is left.
pub fn plain(markdown: &str) -> String {
    let text = markdown.replace('`', "");
    let mut plain = String::new();
    let mut rest = text.as_str();
    while let Some((before, (shown, behind))) =
        rest.split_once('[').and_then(|(before, link)| Some((before, link.split_once("](")?)))
    {
        plain += before;
        plain += shown;
        rest = behind.split_once(')').expect("a link's end").1;
    }
    plain + rest
}

/// "中文 | English", taken apart.
pub fn both(text: &str) -> [&str; 2] {
    text.split_once(" | ").unwrap_or_else(|| panic!("no two languages: {text}")).into()
}

/// With a capital at its start, unless that is a name's.
pub fn sentence(text: &str) -> String {
    if text.split([' ', ':']).next().is_some_and(|word| word.contains(|c: char| c.is_uppercase())) {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Lines of at most so many characters.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().unwrap();
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= width {
            *line += " ";
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}
