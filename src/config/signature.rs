//! How the signature is made: the `signature` section.

use super::section::Section;
use crate::error::{ConfigError, Rule};

/// Ten times what any gateway of this family uses.
const MAX_TEMPLATE: usize = 1024;

/// How the signature is made.
#[derive(Debug)]
pub struct SignatureRule {
    /// What is hashed, in this order.
    pub template: Vec<SignaturePart>,
    pub milliseconds: bool,
    pub lower_case: bool,
}

/// A piece of what the signature is made of.
#[derive(Debug, PartialEq, Eq)]
pub enum SignaturePart {
    Timestamp,
    Token,
    Nonce,
    Text(String),
}

impl SignatureRule {
    pub(super) fn read(top: &mut Section) -> Result<SignatureRule, ConfigError> {
        let mut own = top.section("signature")?;
        let template = own.text("template")?;
        let template = template.as_deref().unwrap_or("{timestamp}{token}{nonce}{timestamp}");
        if template.len() > MAX_TEMPLATE {
            return Err(own.invalid("template", Rule::TooLong(MAX_TEMPLATE)));
        }
        let template = SignaturePart::all(template)
            .filter(|parts| parts.contains(&SignaturePart::Token))
            .ok_or_else(|| own.invalid("template", Rule::SignatureTemplate))?;
        Ok(SignatureRule {
            template,
            milliseconds: own.word("timestampUnit")? == Some("ms"),
            lower_case: own.word("hexCase")? == Some("lower"),
        })
    }
}

impl SignaturePart {
    /// The parts of a template, `None` when its braces hold anything else than a placeholder.
    pub(crate) fn all(template: &str) -> Option<Vec<SignaturePart>> {
        let mut parts = vec![];
        let mut rest = template;
        while let Some((text, from_brace)) = rest.split_once('{') {
            let (placeholder, behind) = from_brace.split_once('}')?;
            parts.push(SignaturePart::text(text)?);
            parts.push(match placeholder {
                "timestamp" => SignaturePart::Timestamp,
                "token" => SignaturePart::Token,
                "nonce" => SignaturePart::Nonce,
                _ => return None,
            });
            rest = behind;
        }
        parts.push(SignaturePart::text(rest)?);
        parts.shrink_to_fit();
        Some(parts)
    }

    fn text(text: &str) -> Option<SignaturePart> {
        (!text.contains('}')).then(|| SignaturePart::Text(text.to_owned()))
    }
}
