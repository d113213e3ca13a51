//! `yjt-doctor` and `cn.yjt.Doctor` as an engineer runs them: what they print, their exit status, and what they say when
//! there is no library to ask. What the library finds is `tests/doctor`.

#[path = "../support/mod.rs"]
mod support;

mod java;
mod output;
mod said;
mod unloadable;

use said::{Said, started};

/// What both programs promise alike.
fn everywhere(doctor: fn() -> std::process::Command) {
    let run = |arguments: &[&str]| Said::by(&mut doctor(), arguments);
    output::all_is_well(run);
    output::json_is_alone(run);
    output::a_file_holds_the_report(run);
    output::only_what_is_asked_for(run);
    output::what_was_not_made_is_no_success(run);
    output::warnings_count_when_strict(run);
    output::the_last_line_says_what_to_do_first(run);
    output::discovery_is_asked_for(run);
    output::it_says_why_it_cannot_run(run);
    output::notepads_unicode_is_read(run);
    output::a_full_disk_is_told(doctor);
    started::ends_at_once(doctor());
}

#[test]
fn the_program() {
    everywhere(said::program);
}

#[test]
fn java_does_the_same() {
    everywhere(java::program);
    java::shows_the_same_text();
}
