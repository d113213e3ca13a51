//! The programs in `examples/`, built, started and used as their READMEs say, against the sandbox.

#[path = "../support/mod.rs"]
mod support;

mod browser;
mod builds;
mod front_end;
mod kiosk;
mod site;
mod web;

#[test]
fn his_on_openjdk() {
    web::everything(&builds::his(&[]));
}

/// A Chinese Windows has GBK; the pages are UTF-8 all the same.
#[test]
fn his_with_a_foreign_charset() {
    web::names_survive(&builds::his(&["-Dfile.encoding=GBK"]));
}

#[test]
fn portal_on_mono() {
    web::everything(&builds::portal_on_mono());
    front_end::everything(&builds::portal_on_mono());
}

#[test]
fn portal_on_coreclr() {
    web::everything(&builds::portal_on_coreclr());
    front_end::everything(&builds::portal_on_coreclr());
}
