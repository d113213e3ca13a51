//! The programs in `examples/`, built, started and used as their READMEs say, against the sandbox.

#[path = "../support/mod.rs"]
mod support;

mod browser;
mod builds;
mod front_end;
mod kiosk;
mod redeploy;
mod site;
mod tomcat;
mod web;

use tomcat::Jars;

#[test]
fn his_on_spring_boot() {
    let start = &builds::his(&[]);
    web::everything(start);
    web::sessions_are_refused(start);
    web::cookies_can_demand_https(start);
}

#[test]
fn his_below_a_context_path() {
    web::below_a_path(&builds::his(&["-Dserver.servlet.context-path=/his"]), "/his");
}

/// A Chinese Windows has GBK; the pages are UTF-8 all the same.
#[test]
fn his_with_a_foreign_charset() {
    web::names_survive(&builds::his(&["-Dfile.encoding=GBK"]));
}

#[test]
fn portal_on_mono() {
    portal(&builds::portal_on_mono());
}

#[test]
fn portal_on_coreclr() {
    portal(&builds::portal_on_coreclr());
}

fn portal(start: &site::Start) {
    web::everything(start);
    front_end::everything(start);
    web::sessions_end(start);
    web::old_sessions_make_way(start);
    web::cookies_can_demand_https(start);
}

#[test]
fn servlet_on_tomcat() {
    web::everything(&tomcat::servlet(Jars::Shared));
}

/// As README.md says: an application that was replaced is gone, whoever logged in meanwhile.
#[test]
fn servlet_is_deployed_again() {
    assert_eq!(redeploy::class_loaders_left(Jars::Shared), redeploy::IN_USE);
}

/// Logins go on as well, but JNA keeps what it was loaded by.
#[test]
fn servlet_with_jars_of_its_own_is_deployed_again() {
    assert!(redeploy::class_loaders_left(Jars::Own) <= redeploy::IN_USE + redeploy::TIMES);
}
