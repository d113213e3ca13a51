//! The interface as the guide describes it, without any input or output: link -> code -> signed request -> response ->
//! identity.

pub(crate) mod link;

pub(crate) mod code;

pub(crate) mod request;
mod signature;

pub(crate) mod response;

mod fields;
pub(crate) mod identity;

pub(crate) mod dictionary;
mod digits;
pub(crate) mod percent;
pub(crate) mod sm4;
