//! What is wrong with a link or a code.

/// What is wrong with a one-time code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeError {
    Empty,
    TooLong { characters: usize },
    Alphabet { position: usize },
}

/// Why a landing link gives no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkError {
    /// Neither a link, nor a query string, nor extraData JSON.
    NotALink,
    /// Looks like JSON and is not.
    BadJson { line: usize, column: usize },
    /// No parameter called `code`.
    NoCode,
    /// `code=` with nothing behind it.
    EmptyCode,
    /// Several codes that differ.
    DifferentCodes,
    /// Percent-encoding that is broken.
    BadEncoding,
    /// A code that cannot be one.
    Code(CodeError),
}
