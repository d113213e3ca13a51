//! A test that has a process to itself: the test program starts itself again for that one test.

use std::process::Command;

const MARK: &str = "YJT_TEST_ALONE";

/// True in the process that is the test's own. Elsewhere starts it, and fails when it fails.
pub fn alone(test: &str, environment: &[(&str, &str)]) -> bool {
    if is_alone() {
        return true;
    }
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(MARK, "1")
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    // A sanitizer reports when the process ends.
    let passed = said.contains("1 passed") && output.status.success();
    assert!(passed, "{test}: {said}{}", String::from_utf8_lossy(&output.stderr));
    false
}

pub fn is_alone() -> bool {
    std::env::var_os(MARK).is_some()
}
