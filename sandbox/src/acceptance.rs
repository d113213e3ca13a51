//! The acceptance sheet: what an integrator must have seen work. Real traffic ticks it, nobody else.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Mutex;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::files;
use crate::gateway::clock;
use crate::record::{Outcome, Record};

/// What is to be seen, and what the phone is to do for it.
#[derive(Serialize)]
pub struct Scenario {
    pub name: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    /// What the hospital's page must do.
    pub must_zh: &'static str,
    pub must_en: &'static str,
    pub citizen: &'static str,
    pub fault: &'static str,
    pub gesture: Gesture,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Gesture {
    Tap,
    Double,
    Back,
    /// With a code that is too old.
    Old,
    /// With a code that somebody else has used.
    Used,
    /// While the sandbox's clock is ahead.
    Clock,
}

const fn scenario(
    name: &'static str,
    (zh, en): (&'static str, &'static str),
    (must_zh, must_en): (&'static str, &'static str),
    citizen: &'static str,
    fault: &'static str,
    gesture: Gesture,
) -> Scenario {
    Scenario { name, zh, en, must_zh, must_en, citizen, fault, gesture }
}

const GREETED: (&str, &str) = ("显示患者,信息完整", "shows the patient, complete");
const AGAIN: (&str, &str) =
    ("请患者从粤健通重新进入", "asks the patient to come again from 粤健通");
const COUNTER: (&str, &str) = (
    "请稍后再来或到窗口,有编号可查",
    "says to come later or go to the counter, with a number to look up",
);

pub const SCENARIOS: &[Scenario] = &[
    scenario("first-login", ("首次登录", "first login"), GREETED, "xiaoming", "", Gesture::Tap),
    scenario(
        "expired-code",
        ("code 已过期", "an expired code"),
        AGAIN,
        "xiaoming",
        "",
        Gesture::Old,
    ),
    scenario("used-code", ("code 已用过", "a used code"), AGAIN, "xiaoming", "", Gesture::Used),
    scenario(
        "double-tap",
        ("连点两次", "a double tap"),
        ("只换一次,显示患者", "exchanges once, shows the patient"),
        "xiaoming",
        "",
        Gesture::Double,
    ),
    scenario(
        "back",
        ("返回、刷新后再次打开", "Back and refresh"),
        ("不再发送 code,仍显示患者", "does not send the code again, still shows the patient"),
        "xiaoming",
        "",
        Gesture::Back,
    ),
    scenario(
        "refused-signature",
        ("验签失败", "a refused signature"),
        COUNTER,
        "xiaoming",
        "gateway:AGW.1433",
        Gesture::Tap,
    ),
    scenario(
        "clock-off",
        ("时钟不准", "a clock that is off"),
        ("库自动校正后登录,或说明时钟不准", "corrects itself and logs in, or says so"),
        "xiaoming",
        "",
        Gesture::Clock,
    ),
    scenario(
        "gateway-down",
        ("网关不可用", "the gateway is down"),
        COUNTER,
        "xiaoming",
        "http:502",
        Gesture::Tap,
    ),
    scenario(
        "foreign-page",
        ("前置机用网页应答", "the front-end machine answers with a page"),
        COUNTER,
        "xiaoming",
        "gbk-html",
        Gesture::Tap,
    ),
    scenario(
        "slow-gateway",
        ("网关缓慢", "a slow gateway"),
        ("等到应答,或在时限内告知", "waits for the answer, or says so in time"),
        "xiaoming",
        "slow:3000",
        Gesture::Tap,
    ),
    scenario(
        "wrong-key",
        ("appKey 不符", "another appKey"),
        COUNTER,
        "xiaoming",
        "wrong-key",
        Gesture::Tap,
    ),
    scenario(
        "foreign-certificate",
        ("护照、港澳台证件", "a passport or a permit"),
        ("证件类型和号码正确", "certificate type and number are right"),
        "citizen-2",
        "",
        Gesture::Tap,
    ),
    scenario(
        "rare-name",
        ("生僻字姓名", "a rare name"),
        ("姓名没有变成问号或方框", "no question marks in the name"),
        "citizen-3",
        "",
        Gesture::Tap,
    ),
    scenario(
        "long-name",
        ("很长的姓名", "a very long name"),
        ("姓名没有被截断", "the name is not cut"),
        "citizen-11",
        "",
        Gesture::Tap,
    ),
    scenario(
        "markup",
        ("姓名里有标记", "markup in the name"),
        ("原样显示,没有变成网页代码", "shown as it is, not run"),
        "markup",
        "",
        Gesture::Tap,
    ),
    scenario(
        "missing-fields",
        ("缺少字段", "missing fields"),
        ("没有证件号也不出错", "no failure without a certificate number"),
        "missing-fields",
        "",
        Gesture::Tap,
    ),
];

/// When, and by which request.
#[derive(Clone, Serialize, Deserialize)]
struct Tick {
    at: i64,
    request: u64,
}

pub struct Acceptance {
    file: PathBuf,
    ticks: Mutex<BTreeMap<String, Tick>>,
}

impl Acceptance {
    pub fn open(file: PathBuf) -> Acceptance {
        let ticks = files::read(&file).unwrap_or_default();
        Acceptance { file, ticks: Mutex::new(ticks) }
    }

    /// Whether the sheet has changed.
    pub fn observe(&self, record: &Record) -> bool {
        let seen = SCENARIOS.iter().filter(|scenario| shows(record, scenario.name));
        seen.filter(|scenario| self.tick(scenario.name, record.number)).count() > 0
    }

    /// Only the first time counts.
    pub fn tick(&self, name: &str, request: u64) -> bool {
        let mut ticks = self.ticks.lock().expect("no panic while held");
        if ticks.contains_key(name) {
            return false;
        }
        ticks.insert(name.to_owned(), Tick { at: clock::milliseconds(), request });
        // A sheet that cannot be kept is still a sheet.
        let _ = files::write(&self.file, &json!(*ticks));
        true
    }

    pub fn clear(&self) {
        let mut ticks = self.ticks.lock().expect("no panic while held");
        ticks.clear();
        let _ = files::write(&self.file, &json!({}));
    }

    pub fn to_json(&self) -> Value {
        let ticks = self.ticks.lock().expect("no panic while held");
        let rows = SCENARIOS.iter().map(|scenario| {
            let mut row = json!(scenario);
            row["tick"] = json!(ticks.get(scenario.name));
            row
        });
        json!({"scenarios": rows.collect::<Vec<_>>()})
    }
}

/// What one request shows by itself. What takes two of them is found where links are opened.
fn shows(record: &Record, scenario: &str) -> bool {
    let fault = record.fault.as_deref().unwrap_or_default();
    let broke = |rule: &str| record.broken().any(|broken| broken == rule);
    let only = |rule: &str| broke(rule) && record.broken().count() == 1;
    let logged_in = record.outcome == Outcome::Accepted && fault.is_empty();
    let reached = record.outcome != Outcome::Refused;
    let field = |name: &str| record.citizen.as_ref().map_or("", |citizen| citizen.text(name));
    let name = field("name");
    match scenario {
        "first-login" => logged_in,
        "expired-code" => only("code-fresh"),
        "used-code" => only("code-unused"),
        "refused-signature" => broke("signature") || (reached && fault == "gateway:AGW.1433"),
        "clock-off" => broke("clock"),
        "gateway-down" => {
            let down = ["http:5", "close", "reset", "half-answer", "stall"];
            reached && down.iter().any(|down| fault.starts_with(down)) && fault != "close-after"
        }
        "foreign-page" => reached && (fault == "html" || fault == "gbk-html"),
        "slow-gateway" => reached && fault.starts_with("slow:") && fault.len() >= "slow:1000".len(),
        "wrong-key" => reached && fault == "wrong-key",
        "foreign-certificate" => {
            logged_in && ["03", "06", "07"].contains(&field("certificateType"))
        }
        "rare-name" => logged_in && name.chars().any(rare),
        "long-name" => logged_in && name.chars().count() >= 20,
        "markup" => logged_in && name.contains('<'),
        "missing-fields" => logged_in && field("certificateNo").is_empty(),
        _ => false,
    }
}

/// Outside of what GBK and old fonts have: extension A, and everything beyond the basic plane.
fn rare(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{3ffff}')
}
