//! Faults that strike whoever comes next, and scenes: several of them in a row.

use std::collections::VecDeque;
use std::sync::Mutex;

use ring::rand::{SecureRandom, SystemRandom};
use serde::Serialize;
use serde_json::{Value, json};

use crate::faults::Fault;

#[derive(Serialize)]
pub struct Scene {
    pub name: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
    pub tells_zh: &'static str,
    pub tells_en: &'static str,
    pub steps: &'static [Step],
}

/// One fault for so many requests, each with a probability.
#[derive(Serialize)]
pub struct Step {
    pub fault: &'static str,
    pub requests: u32,
    pub probability: f64,
}

const fn step(fault: &'static str, requests: u32) -> Step {
    Step { fault, requests, probability: 1.0 }
}

pub const SCENES: &[Scene] = &[
    Scene {
        name: "restart",
        zh: "网关重启",
        en: "the gateway restarts",
        tells_zh: "两个连接被复位,然后三次 502,之后恢复。",
        tells_en: "Two connections are reset, three requests meet a 502, then it is back.",
        steps: &[step("reset", 2), step("http:502", 3)],
    },
    Scene {
        name: "slow-afternoon",
        zh: "缓慢的下午",
        en: "a slow afternoon",
        tells_zh: "接下来 50 个请求,每三个有一个慢 3 秒。",
        tells_en: "Of the next 50 requests one in three takes 3 seconds.",
        steps: &[Step { fault: "slow:3000", requests: 50, probability: 0.33 }],
    },
    Scene {
        name: "front-end-page",
        zh: "前置机用自己的页面应答",
        en: "the front-end machine answers with its own page",
        tells_zh: "接下来 5 个请求得到 GBK 编码的登录页,而不是 JSON。",
        tells_en: "The next 5 requests get a login page in GBK instead of JSON.",
        steps: &[step("gbk-html", 5)],
    },
    Scene {
        name: "quota",
        zh: "配额用完",
        en: "the quota is used up",
        tells_zh: "接下来 5 个请求被限流(AGW.1429)。",
        tells_en: "The next 5 requests are turned away (AGW.1429).",
        steps: &[step("gateway:AGW.1429", 5)],
    },
    Scene {
        name: "bad-line",
        zh: "线路不稳",
        en: "an unsteady line",
        tells_zh: "接下来 50 个请求,每五个有一个连接断开。",
        tells_en: "Of the next 50 requests one in five loses its connection.",
        steps: &[Step { fault: "close", requests: 50, probability: 0.2 }],
    },
    Scene {
        name: "clock-jump",
        zh: "网关时钟跳了 10 分钟",
        en: "the gateway's clock jumps by 10 minutes",
        tells_zh: "接下来 4 个请求遇到快 10 分钟的网关;库会按应答的 Date 重签。",
        tells_en: "The next 4 requests meet a gateway 10 minutes ahead; the library signs again by its Date.",
        steps: &[step("clock:600", 4)],
    },
];

#[derive(Default)]
pub struct Disturbance(Mutex<Active>);

#[derive(Default)]
struct Active {
    scene: Option<&'static str>,
    left: VecDeque<Left>,
    struck: u64,
}

pub struct Left {
    pub fault: Fault,
    pub requests: u32,
    pub probability: f64,
}

impl Disturbance {
    /// Replaces what is going on; nothing at all ends it.
    pub fn set(&self, scene: Option<&'static str>, left: impl IntoIterator<Item = Left>) {
        let left = left.into_iter().filter(|left| left.requests > 0).collect();
        *self.lock() = Active { scene, left, struck: 0 };
    }

    pub fn play(&self, scene: &'static Scene) {
        let left = scene.steps.iter().map(|step| Left {
            fault: Fault::parse(step.fault).expect("a fault of the table"),
            requests: step.requests,
            probability: step.probability,
        });
        self.set(Some(scene.name), left);
    }

    /// What happens to the request that is here now.
    pub fn strike(&self) -> Option<Fault> {
        let mut active = self.lock();
        let next = active.left.front_mut()?;
        next.requests -= 1;
        let struck = (chance() < next.probability).then(|| next.fault.clone());
        if next.requests == 0 {
            active.left.pop_front();
        }
        active.struck += u64::from(struck.is_some());
        struck
    }

    pub fn to_json(&self) -> Value {
        let active = self.lock();
        let left: Vec<_> = (active.left.iter())
            .map(|left| {
                json!({
                    "fault": left.fault.to_string(),
                    "requests": left.requests,
                    "probability": left.probability,
                })
            })
            .collect();
        let scene = active.scene.filter(|_| !left.is_empty());
        json!({"scene": scene, "left": left, "struck": active.struck})
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Active> {
        self.0.lock().expect("no panic while held")
    }
}

/// From 0 to just below 1.
fn chance() -> f64 {
    let mut bytes = [0; 4];
    SystemRandom::new().fill(&mut bytes).expect("the system's random source");
    f64::from(u32::from_le_bytes(bytes)) / (f64::from(u32::MAX) + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scene_strikes_as_it_says_and_ends() {
        for scene in SCENES {
            let disturbance = Disturbance::default();
            disturbance.play(scene);
            let all: u32 = scene.steps.iter().map(|step| step.requests).sum();
            let certain = scene.steps.iter().all(|step| step.probability == 1.0);
            let struck = (0..all).filter(|_| disturbance.strike().is_some()).count();
            assert_eq!(struck == all as usize, certain, "{}: {struck}", scene.name);
            assert!(disturbance.strike().is_none());
        }
    }
}
