//! The one-time code and the business type: the two arguments of the exchange (guide, section 4).

use std::fmt;
use std::sync::Arc;

use crate::error::{CodeError, Error};

/// The guide's String(32).
const MAX_CODE: usize = 32;

/// A one-time code: 1 to 32 of RFC 3986's unreserved characters (`A-Z a-z 0-9 - . _ ~`),
/// which a query carries as they are, so that no two parties can disagree on how it is encoded.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Code(Arc<str>);

impl Code {
    /// Checks length and alphabet.
    pub fn new(text: &str) -> Result<Code, CodeError> {
        if text.is_empty() {
            return Err(CodeError::Empty);
        }
        let characters = text.chars().count();
        if characters > MAX_CODE {
            return Err(CodeError::TooLong { characters });
        }
        if let Some(position) = text.chars().position(|c| !is_unreserved(c)) {
            return Err(CodeError::Alphabet { position: position + 1 });
        }
        Ok(Code(text.into()))
    }

    /// The code as the query carries it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(***)")
    }
}

/// What the user came for: 1 to 12 are in the guide, other positive numbers are legal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BusinessType(i32);

impl BusinessType {
    /// Refuses zero and negative numbers.
    pub fn new(number: i32) -> Result<BusinessType, Error> {
        if number < 1 {
            return Err(Error::BusinessType(number));
        }
        Ok(BusinessType(number))
    }

    /// The number as the query carries it.
    pub fn number(self) -> i32 {
        self.0
    }
}

/// RFC 3986, section 2.3.
pub(crate) fn is_unreserved(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~')
}
