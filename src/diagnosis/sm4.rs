//! The cipher on the guide's sample (section 6), and the configured key as far as it can be told.

use std::time::Instant;

use super::report::{Finding, Report, Status, Text};
use crate::config::Config;
use crate::protocol::sm4::Key;

const APP_KEY: &str = "sm4.appKey";
/// The guide's sample.
const KEY: &str = "A7E2D00B4058086CBD3D4B8A5E0B2697";
const TEXT: &str = "小明";
const CIPHER: &str = "0a504c329ff631c16bd487b2fdc3489f";

pub(super) fn check(report: &mut Report, config: Option<&Config>) {
    let started = Instant::now();
    let works = Key::from_hex(KEY).is_ok_and(|key| {
        key.encrypt(TEXT).is_ok_and(|cipher| cipher == CIPHER)
            && key.decrypt(CIPHER).is_ok_and(|text| text == TEXT)
    });
    let finding = if works {
        let seen =
            Text::new("指南的示例加解密无误", "the guide's sample encrypts and decrypts right");
        Finding::new("sm4", Status::Ok, seen, started)
    } else {
        let seen = Text::new("指南的示例加解密不对", "the guide's sample does not come out right");
        let remedy =
            Text::new("库文件已损坏:从发布包重新取", "the library is damaged: unpack it again");
        Finding::new("sm4", Status::Failed, seen, started).with(remedy)
    };
    report.add(finding);
    if config.is_none() {
        report.skip(APP_KEY, "configuration");
        return;
    }
    let seen = Text::new(
        "appKey 形式正确;是不是这家医院的,登录时才看得出",
        "appKey has the form of a key; whether it is this hospital's shows at a login",
    );
    let remedy = Text::new(
        "登录时若报填充错误(420),向项目组核对 appKey",
        "should a login report wrong padding (420), ask the project team for the appKey",
    );
    report.add(Finding::new(APP_KEY, Status::Unknown, seen, Instant::now()).with(remedy));
}
