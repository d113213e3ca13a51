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
