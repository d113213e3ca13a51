//! Judges the query.

use super::sent::Sent;
use super::verdict::{Refusal, Rule, Verdict};
use crate::settings;

struct Parameter {
    rule: Rule,
    expected: &'static str,
    holds: fn(&str) -> bool,
    zh: &'static str,
    en: &'static str,
}

const PARAMETERS: [Parameter; 4] = [
    Parameter {
        rule: Rule {
            name: "appCode", zh: "应用代码", en: "application code", page: "parameters"
        },
        expected: settings::APP_CODE,
        holds: |value| value == settings::APP_CODE,
        zh: "appCode 不认识",
        en: "unknown appCode",
    },
    Parameter {
        rule: Rule { name: "command", zh: "指令", en: "command", page: "parameters" },
        expected: "01",
        holds: |value| value == "01",
        zh: "command 应为 01",
        en: "command must be 01",
    },
    Parameter {
        rule: Rule {
            name: "businessType",
            zh: "业务类型",
            en: "business type",
            page: "parameters",
        },
        expected: "正整数 | a positive integer",
        holds: |value| value.parse().is_ok_and(|n: i32| n > 0 && n.to_string() == value),
        zh: "businessType 应为正整数",
        en: "businessType must be a positive integer",
    },
    Parameter {
        rule: Rule { name: "code", zh: "code 的写法", en: "code's form", page: "parameters" },
        expected: "1 到 32 个字符 | 1 to 32 characters",
        holds: |value| (1..=32).contains(&value.len()),
        zh: "code 应为 1 到 32 个字符",
        en: "the code must have 1 to 32 characters",
    },
];

pub fn judge(sent: &Sent) -> impl Iterator<Item = Verdict> {
    PARAMETERS.iter().map(|parameter| {
        let found = sent.parameter(parameter.rule.name);
        let verdict = Verdict::kept(&parameter.rule, parameter.expected, found.shown());
        match found.once() {
            Some(value) if (parameter.holds)(value) => verdict,
            Some(_) => verdict.broken(Refusal::Parameter, parameter.zh, parameter.en),
            None => {
                let name = parameter.rule.name;
                let zh = format!("缺少或重复参数 {name}");
                let en = format!("parameter {name} missing or repeated");
                verdict.broken(Refusal::Parameter, zh, en)
            }
        }
    })
}
