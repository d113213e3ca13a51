//! The programs in `examples/`, built, started and used as their READMEs say, against the sandbox.

#[path = "../support/mod.rs"]
mod support;

mod browser;
mod builds;
mod kiosk;
mod site;
mod web;

#[test]
fn his_on_openjdk() {
    web::everything(&builds::his());
}

#[test]
fn portal_on_mono() {
    web::everything(&builds::portal_on_mono());
}

#[test]
fn portal_on_coreclr() {
    web::everything(&builds::portal_on_coreclr());
}
