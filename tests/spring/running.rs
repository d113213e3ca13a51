//! A running application: codes exchanged, what its monitoring sees, threads.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::app::App;
use crate::jars::{BOOTS, class_path};
use crate::properties::{Properties, properties};
use crate::support::builds::java_home_since;
use crate::support::peer;
use crate::support::sandbox::{SANDBOX, merged};
use crate::support::tables::secrets;

/// `main` is the sandbox, `gone` a gateway that nobody can reach.
fn hospitals() -> Properties {
    let (_socket, closed) = peer::refusing();
    let gone =
        merged(&SANDBOX.configuration, json!({"baseUrl": format!("https://127.0.0.1:{closed}/")}));
    let gone = serde_json::from_str(&gone).unwrap();
    let main = properties("yjt.hospitals.main", &SANDBOX.configuration);
    [main, properties("yjt.hospitals.gone", &gone)].concat()
}

#[test]
fn exchanges_are_logged_and_measured_and_health_is_told() {
    for boot in BOOTS {
        let app = App::start("java", &[], &class_path(boot), &hospitals());
        exchanges_are_measured(&app);
        health_names_what_is_wrong(&app);
        let log = app.log();
        let mut lines = log.lines().filter(|line| line.contains(" cn.yjt "));
        assert!(lines.any(|line| line.contains("WARN") && line.contains("status=201")), "{log}");
        nothing_secret(&log);
    }
}

fn exchanges_are_measured(app: &App) {
    let (code, citizen) = SANDBOX.mint(json!({"citizen": "generated"}));
    assert_eq!(app.exchange("main", &code), citizen["name"].as_str().unwrap());
    for _ in 0..2 {
        assert!(app.exchange("main", &code).starts_with("status 1 "), "a used one");
    }
    assert!(app.exchange("gone", &code).starts_with("status 201 "));
    for (client, status, count) in [("main", 0, 1), ("main", 1, 2), ("gone", 201, 1)] {
        let timer = format!("metrics/yjt.exchange?tag=client:{client}&tag=status:{status}");
        assert_eq!(counted(&app.actuator(&timer)), count, "{timer}");
    }
    for secret in secrets(&code, &citizen) {
        assert!(!app.log().contains(secret.as_str().unwrap()), "{}", app.log());
    }
}

fn counted(timer: &Value) -> u64 {
    let count = &timer["measurements"][0];
    assert_eq!(count["statistic"], "COUNT", "{timer}");
    count["value"].as_f64().unwrap() as u64
}

fn health_names_what_is_wrong(app: &App) {
    let health = app.actuator("health");
    let hospitals = &health["components"]["yjt"]["components"];
    assert_eq!(hospitals["main"], json!({"status": "UP"}), "{health}");
    assert_eq!(hospitals["gone"]["status"], "DOWN", "{health}");
    let connect = hospitals["gone"]["details"]["connect"].as_str().unwrap();
    assert!(connect.contains(" | ") && connect.contains(" -> "), "{health}");
    nothing_secret(&health.to_string());
}

fn nothing_secret(text: &str) {
    for secret in ["appKey", "token", "appSecret"] {
        let secret = SANDBOX.configuration[secret].as_str().unwrap();
        assert!(!text.contains(secret), "{text}");
    }
}

/// A monitor that asks every second is no load for the gateway.
#[test]
fn health_is_asked_once_in_a_while() {
    let connections = Arc::new(AtomicUsize::new(0));
    let counted = connections.clone();
    let port = peer::listen(move |stream| {
        counted.fetch_add(1, Ordering::Relaxed);
        drop(stream);
    });
    let base = json!({"baseUrl": format!("http://127.0.0.1:{port}/")});
    let gateway = serde_json::from_str(&merged(&SANDBOX.plain, base)).unwrap();
    let app = App::start("java", &[], &class_path(BOOTS[0]), &properties("yjt", &gateway));
    // Again if this machine was too busy for the answer to be still the kept one.
    for _ in 0..10 {
        let started = Instant::now();
        assert_eq!(app.actuator("health")["components"]["yjt"], json!({"status": "UP"}));
        let once = connections.load(Ordering::Relaxed);
        for _ in 0..5 {
            app.actuator("health");
        }
        if started.elapsed() < Duration::from_secs(8) {
            assert!(once > 0);
            assert_eq!(connections.load(Ordering::Relaxed), once);
            return;
        }
    }
    panic!("a machine that asks six times within eight seconds");
}

/// On a single carrier, a gateway that answers none of them before all have asked.
#[test]
fn virtual_threads_wait_without_their_carrier() {
    const CALLS: usize = 8;
    let Some(home) = java_home_since(21) else { return };
    let (all, count) = (Arc::new(Barrier::new(CALLS)), Arc::new(AtomicUsize::new(0)));
    let port = peer::listen(move |mut stream| {
        peer::read_head(&mut stream);
        let number = count.fetch_add(1, Ordering::Relaxed);
        all.wait();
        peer::answer(stream, &format!(r#"{{"errcode":"X.{number}","errmsg":""}}"#));
    });
    let base = json!({"baseUrl": format!("http://127.0.0.1:{port}/"), "timeoutMs": 60_000});
    let gateway = serde_json::from_str(&merged(&SANDBOX.plain, base)).unwrap();
    let mut all = properties("yjt", &gateway);
    let set = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    all.push(set("spring.threads.virtual.enabled", "true"));
    all.push(set("management.health.yjt.enabled", "false"));
    let one_carrier = [
        "-Djdk.virtualThreadScheduler.parallelism=1",
        "-Djdk.virtualThreadScheduler.maxPoolSize=1",
    ];
    let java = home.join("bin/java").display().to_string();
    let app = &App::start(&java, &one_carrier, &class_path(BOOTS[1]), &all);
    std::thread::scope(|scope| {
        for number in 0..CALLS {
            scope.spawn(move || {
                let said = app.exchange("default", &format!("virtual-{number}"));
                assert!(said.starts_with("status 305 gateway X."), "{said}");
                assert!(said.contains("VirtualThread"), "{said}");
            });
        }
    });
    let timer = app.actuator("metrics/yjt.exchange?tag=status:305");
    assert_eq!(counted(&timer), CALLS as u64);
    assert_eq!(app.actuator("health")["components"]["yjt"], Value::Null);
}
