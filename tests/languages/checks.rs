//! What is expected of every binding alike.

use serde_json::{Map, Value, json};
use yjt::ffi::status::*;

use crate::actor::{Actor, NULL, Reply, Start};
use crate::support::abi::{self, Failure};
use crate::support::builds::out;
use crate::support::keys::{KEYS, Key, Value as Setting};
use crate::support::sandbox::{SANDBOX, expected};
use crate::support::tables::{
    configuration, configurations, faults, field, links, secrets, try_fault, vector_status, vectors,
};

/// The user's fields, in the order in which the actors tell them; as JSON and in print it follows them.
const FIELDS: &[&str] = &[
    // [fields] written by yjt-tools from src/ffi/types.rs
    "certificateNo",
    "certificateType",
    "healthCardNo",
    "phone",
    "name",
    "gender",
    "nation",
    "userId",
    "channel",
    "extraJson",
    // [/fields]
];
const KEY: &str = "A7E2D00B4058086CBD3D4B8A5E0B2697";

/// For what is no matter of time, on a machine that may be busy with something else.
fn unhurried() -> String {
    SANDBOX.configured(json!({"connectTimeoutMs": 60_000, "timeoutMs": 60_000}))
}

pub fn everything(start: &Start) {
    let actor = &mut Actor::start(start);
    the_faults_are_told(actor);
    what_it_is_told(actor);
    nothing_leaks(actor);
}

/// Each thing that the interface can do, each failure, from many threads at once.
pub fn what_it_is_told(actor: &mut Actor) {
    assert_eq!(actor.result("version", &[]), env!("CARGO_PKG_VERSION"));
    the_tables_hold(actor);
    texts_survive(actor);
    the_builder_builds(actor);
    every_key_has_its_setter(actor);
    bad_arguments_are_refused(actor);
    a_closed_client_is_refused(actor);
    the_doctor_reports(actor);
    threads_share_a_client(actor);
    the_logger_is_called_and_its_mistakes_dropped(actor);
}

/// An exchange, as the JSON that the tables know.
fn exchange(actor: &mut Actor, client: &str, code: &str) -> Result<Value, Failure> {
    match actor.ask("exchange", &[client, code, "1"]) {
        Reply::Ok(fields) => {
            let identity = identity(&fields);
            assert_eq!(
                serde_json::from_str::<Value>(&fields[FIELDS.len()]).unwrap(),
                identity,
                "toJson"
            );
            Ok(identity)
        }
        Reply::Error(failure) => Err(failure),
        Reply::Refused(why) => panic!("refused: {why}"),
    }
}

fn identity(fields: &[String]) -> Value {
    let mut all = Map::new();
    for (name, text) in FIELDS.iter().zip(fields) {
        let value =
            if *name == "gender" { json!(text.parse::<i32>().unwrap()) } else { json!(text) };
        all.insert((*name).to_owned(), value);
    }
    let extra = all.remove("extraJson").unwrap();
    if extra != "" {
        let extra: Map<String, Value> = serde_json::from_str(extra.as_str().unwrap()).unwrap();
        all.extend(extra);
    }
    Value::Object(all)
}

/// What a gateway can get wrong, each time with the failure that says so.
fn the_faults_are_told(actor: &mut Actor) {
    let try_row = |row: &Value| {
        try_fault(row, |config, code| {
            actor.results("client", &["fault", &SANDBOX.configured(config)]);
            exchange(actor, "fault", code)
        })
    };
    let wrong: Vec<String> = faults().iter().map(try_row).filter_map(Result::err).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn the_tables_hold(actor: &mut Actor) {
    for row in configurations() {
        let (wanted, seen) = (&row["status"], actor.ask("client", &["row", &configuration(&row)]));
        match seen {
            Reply::Ok(_) => assert_eq!(*wanted, 0, "{row}"),
            Reply::Error(failure) => assert_eq!(*wanted, failure.status, "{row}: {failure:?}"),
            Reply::Refused(why) => panic!("{why}: {row}"),
        }
    }

    for row in links() {
        match actor.ask("link", &[field(&row, "link")]) {
            Reply::Ok(code) => assert_eq!(row["code"], code[0], "{row}"),
            Reply::Error(failure) => {
                assert_eq!(row["status"], failure.status, "{row}");
                assert!(failure.all_text().contains(field(&row, "says")), "{failure:?}");
            }
            Reply::Refused(why) => panic!("{why}: {row}"),
        }
    }

    for vector in vectors()["good"].as_array().unwrap() {
        let (key, plain, cipher) =
            (field(vector, "key"), field(vector, "text"), field(vector, "cipher"));
        assert_eq!(actor.result("sm4encrypt", &[key, plain]), cipher);
        assert_eq!(actor.result("sm4decrypt", &[key, cipher]), plain);
        assert_eq!(actor.result("sm4verify", &[key, cipher, plain]), "1");
        assert_eq!(actor.result("sm4verify", &[key, cipher, "another"]), "0");
    }
    for vector in vectors()["bad"].as_array().unwrap() {
        let failure = actor.failure("sm4decrypt", &[field(vector, "key"), field(vector, "cipher")]);
        assert_eq!(failure.status, vector_status(field(vector, "why")), "{vector}");
    }

    let text = actor.result("statustext", &["420"]);
    assert_eq!(text, abi::text(unsafe { (abi::ABI.status_text)(420) }));
    assert_eq!(actor.result("label", &["3", "29"]), "柯尔克孜族");
    assert_eq!(actor.result("label", &["3", "98"]), "", "unknown");
}

/// Code point for code point, beyond the BMP too.
pub fn texts_survive(actor: &mut Actor) {
    actor.results("client", &["texts", &unhurried()]);
    for citizen in SANDBOX.get("/sandbox/citizens").as_array().unwrap() {
        let order = json!({"citizen": citizen["id"], "encrypt": ["name"]});
        let (code, citizen) = SANDBOX.mint(order);
        assert_eq!(exchange(actor, "texts", &code).unwrap(), expected(&citizen));
    }
    for plain in ["", "𬍛䶮", "王😀", "阿依古丽·买买提", &"长".repeat(40)] {
        let cipher = actor.result("encrypt", &["texts", plain]);
        assert_eq!(actor.result("decrypt", &["texts", &cipher]), plain);
    }
}

fn the_builder_builds(actor: &mut Actor) {
    let configured = |key: &str| SANDBOX.configuration[key].as_str().unwrap();
    let ca_file = SANDBOX.configuration["tls"]["caFile"].as_str().unwrap();
    let mut arguments = vec!["built"];
    arguments
        .extend(["baseUrl", "serviceId", "appKey", "paasId", "token", "appSecret"].map(configured));
    arguments.push(ca_file);
    actor.results("built", &arguments);
    let (code, citizen) = SANDBOX.mint(json!({}));
    assert_eq!(exchange(actor, "built", &code).unwrap(), expected(&citizen));
    arguments[5] = "quote \" backslash \\ tab \t";
    assert_eq!(
        actor.failure("built", &arguments).status,
        YJT_ERR_CONFIG_VALUE,
        "escaped, then refused"
    );
}

/// Every key of the parser's table has a setter of its own: a value that its rule refuses arrives, under its name.
fn every_key_has_its_setter(actor: &mut Actor) {
    for (path, value) in settings() {
        // The environment is a builder's beginning, where there is a builder.
        if path == "environment" {
            continue;
        }
        let (given, refused) = match value {
            Setting::Integer { max, .. } => ((max + 1).to_string(), true),
            Setting::Flag { .. } => ("true".to_owned(), false),
            Setting::WordOrSection(word, _) => ((*word).to_owned(), false),
            _ => ("\t".to_owned(), true),
        };
        match actor.ask("setting", &[&path, &given]) {
            Reply::Ok(_) => assert!(!refused, "{path} did not arrive"),
            Reply::Error(failure) => {
                assert!(refused && failure.message.contains(&path), "{path}: {failure:?}");
            }
            Reply::Refused(why) => panic!("{path}: {why}"),
        }
    }
}

/// The table's keys by their paths, a section's own included where a word may stand there.
fn settings() -> Vec<(String, &'static Setting)> {
    let mut all = vec![];
    let mut open: Vec<(&str, &'static [Key])> = vec![("", KEYS)];
    while let Some((section, keys)) = open.pop() {
        for key in keys {
            let path = if section.is_empty() {
                key.name.to_owned()
            } else {
                format!("{section}.{}", key.name)
            };
            match &key.value {
                Setting::Section(inner) => open.push((key.name, inner)),
                Setting::WordOrSection(_, inner) => {
                    open.push((key.name, inner));
                    all.push((path, &key.value));
                }
                value => all.push((path, value)),
            }
        }
    }
    all
}

fn bad_arguments_are_refused(actor: &mut Actor) {
    actor.results("client", &["bad", &SANDBOX.configuration.to_string()]);
    for (command, arguments) in [
        ("client", &["x", "{}\0"][..]),
        ("link", &["?code=abc\0d"]),
        ("exchange", &["bad", "abc\0d", "1"]),
        ("encrypt", &["bad", "a\0b"]),
        ("decrypt", &["bad", "00\x0000"]),
        ("diagnose", &["{}\0", "{}"]),
        ("diagnose", &["{}", "{}\0"]),
        ("sm4encrypt", &[KEY, "a\0b"]),
        ("sm4decrypt", &[KEY, "\0"]),
        ("sm4verify", &[KEY, "00", "\0"]),
    ] {
        let why = actor.refusal(command, arguments);
        assert!(why.contains("NUL"), "{command}: {why}");
    }
    for (arguments, status) in [
        (["bad", "", "1"], YJT_ERR_CODE),
        (["bad", "a b", "1"], YJT_ERR_CODE),
        (["bad", &"a".repeat(33), "1"], YJT_ERR_CODE),
        (["bad", &"a".repeat(9000), "1"], YJT_ERR_TOO_LONG),
        (["bad", "abc", "0"], YJT_ERR_BUSINESS_TYPE),
        (["bad", "abc", "-5"], YJT_ERR_BUSINESS_TYPE),
    ] {
        assert_eq!(actor.failure("exchange", &arguments).status, status, "{arguments:?}");
    }
    for (config, status) in [
        ("", YJT_ERR_CONFIG_JSON),
        ("[]", YJT_ERR_CONFIG_JSON),
        (r#"{"enviroment":"test"}"#, YJT_ERR_CONFIG_UNKNOWN_KEY),
        (r#"{"environment":"test"}"#, YJT_ERR_CONFIG_MISSING_KEY),
    ] {
        let failure = actor.failure("client", &["x", config]);
        assert_eq!(failure.status, status, "{config}: {failure:?}");
        assert!(failure.message.contains(" | ") && failure.hint.contains(" | "));
    }
}

fn a_configuration_file_is_read(actor: &mut Actor) {
    // A file of its own for each runtime: they are tested side by side. Windows editors put a BOM in front.
    let file = out(&format!("configuration-{}.json", actor.id()));
    let path = file.to_str().unwrap();
    std::fs::write(&file, format!("\u{feff}{}", unhurried())).unwrap();
    actor.results("file", &["file", path]);
    let (code, citizen) = SANDBOX.mint(json!({}));
    assert_eq!(exchange(actor, "file", &code).unwrap(), expected(&citizen));

    let unicode: Vec<u8> =
        format!("\u{feff}{}", unhurried()).encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(&file, unicode).unwrap();
    actor.results("file", &["unicode", path]);

    std::fs::write(&file, b"{\"environment\": \"\xb2\xe2\xca\xd4\"}").unwrap();
    let why = actor.refusal("file", &["gbk", path]);
    assert!(why.contains("GBK"), "{why}");
}

pub fn null_is_refused(actor: &mut Actor) {
    actor.results("client", &["null", &SANDBOX.configuration.to_string()]);
    for (command, arguments, named) in [
        ("client", &["x", NULL][..], "config_json"),
        ("link", &[NULL], "text"),
        ("exchange", &["null", NULL, "1"], "code"),
        ("encrypt", &["null", NULL], "text"),
        ("decrypt", &["null", NULL], "cipher_hex"),
        ("diagnose", &[NULL, "{}"], "config_json"),
        ("sm4encrypt", &[NULL, "a"], "key_hex"),
        ("sm4encrypt", &[KEY, NULL], "text"),
        ("sm4decrypt", &[NULL, "00"], "key_hex"),
        ("sm4decrypt", &[KEY, NULL], "cipher_hex"),
        ("sm4verify", &[NULL, "00", "a"], "key_hex"),
        ("sm4verify", &[KEY, NULL, "a"], "cipher_hex"),
        ("sm4verify", &[KEY, "00", NULL], "text"),
    ] {
        let failure = actor.failure(command, arguments);
        assert_eq!(failure.status, YJT_ERR_NULL_ARGUMENT, "{command} {arguments:?}");
        assert!(failure.message.contains(named), "{command} {arguments:?}: {failure:?}");
    }
}

fn a_closed_client_is_refused(actor: &mut Actor) {
    actor.results("client", &["closed", &SANDBOX.configuration.to_string()]);
    for _ in 0..2 {
        actor.results("close", &["closed"]);
        for (command, arguments) in [
            ("exchange", &["closed", "abc", "1"][..]),
            ("encrypt", &["closed", "a"]),
            ("decrypt", &["closed", "00"]),
        ] {
            match actor.ask(command, arguments) {
                Reply::Error(failure) => assert_eq!(failure.status, YJT_ERR_NULL_ARGUMENT),
                Reply::Refused(why) => assert!(why.contains("closed"), "{why}"),
                Reply::Ok(_) => panic!("{command} on a closed client"),
            }
        }
    }
    let failures: u32 = actor.result("underload", &[&unhurried()]).parse().unwrap();
    assert_eq!(failures, 32 * 50, "every call ends in an exception");
}

/// What is wrong with a configuration is in the report; what is wrong with the options is the call's failure.
fn the_doctor_reports(actor: &mut Actor) {
    let mut first = |command: &str, arguments: &[&str]| {
        let report = actor.result(command, arguments);
        let report: Value =
            serde_json::from_str(&report).unwrap_or_else(|e| panic!("{e}: {report}"));
        report["first"].clone()
    };
    assert_eq!(first("diagnose", &[&unhurried(), "{}"]), Value::Null);
    let misspelt = SANDBOX.configured(json!({"tokken": "x"}));
    assert_eq!(first("diagnose", &[&misspelt, "{}"]), "configuration");
    assert_eq!(first("diagnosebuilt", &[]), "configuration", "nothing was set");
    let failure = actor.failure("diagnose", &[&misspelt, r#"{"onyl":["sm4"]}"#]);
    assert!(failure.message.contains("onyl"), "{failure:?}");
}

fn threads_share_a_client(actor: &mut Actor) {
    actor.results("client", &["threads", &unhurried()]);
    let order = json!({"citizen": "generated", "count": 320});
    let minted = SANDBOX.post("/sandbox/codes", &order);
    let minted = minted["codes"].as_array().unwrap();
    let mut arguments = vec!["threads"];
    arguments.extend(minted.iter().map(|m| m["code"].as_str().unwrap()));
    let names = actor.results("threads", &arguments);
    let citizens: Vec<_> = minted.iter().map(|m| m["citizen"]["name"].clone()).collect();
    assert_eq!(json!(names), json!(citizens));
}

fn the_logger_is_called_and_its_mistakes_dropped(actor: &mut Actor) {
    let lines = actor.results("logged", &["https://h.cn/?code=geheim+"]);
    assert!(lines.iter().any(|line| line.contains("status=134")), "{lines:?}");
    assert!(!lines.concat().contains("geheim"));
    let status = actor.result("setinside", &["?code="]);
    assert_eq!(status, YJT_ERR_INSIDE_LOGGER.to_string(), "refused, not waited for");
}

fn nothing_leaks(actor: &mut Actor) {
    actor.results("client", &["leaks", &unhurried()]);
    let cipher = actor.result("encrypt", &["leaks", "44010619900101001X"]);
    let (code, _) = SANDBOX.mint(json!({"citizen": "xiaoming", "reusable": true}));
    for (command, argument, times) in
        [("repeatdecrypt", cipher.as_str(), "100000"), ("repeatexchange", &code, "5000")]
    {
        // Twice before the measurement: heaps and compilers of managed runtimes settle first.
        actor.results(command, &["leaks", argument, times]);
        actor.results(command, &["leaks", argument, times]);
        // A leak grows with every round, a runtime now and then.
        let mut grew = (0..3).map(|_| {
            let before = actor.resident_kib();
            actor.results(command, &["leaks", argument, times]);
            actor.resident_kib().saturating_sub(before)
        });
        assert!(grew.any(|kib| kib < 12 * 1024), "{command} grew by 12 MiB, three times");
    }
}

/// Languages with types of their own for codes and users: nothing of a person is printed, no code is lost, the
/// numbers are the C header's, and null is an error that names the argument.
pub fn managed(start: &Start) {
    let actor = &mut Actor::start(start);
    null_is_refused(actor);
    a_configuration_file_is_read(actor);
    actor.results("client", &["masks", &unhurried()]);
    let (code, citizen) = SANDBOX.mint(json!({"citizen": "generated"}));
    let printed = actor.results("exchange", &["masks", &code, "1"]).remove(FIELDS.len() + 1);
    assert!(printed.contains("YjtUser"), "{printed}");
    for secret in secrets(&code, &citizen) {
        assert!(!printed.contains(secret.as_str().unwrap()), "{secret} is in {printed}");
    }

    // The languages spell a name in their own way: NOT_UTF8, NotUtf8.
    let spelled = |name: &str| name.replace('_', "").to_uppercase();
    let statuses: Vec<_> = actor.results("statuses", &[]).iter().map(|s| spelled(s)).collect();
    let header = include_str!("../../include/yjt.h");
    let expected: Vec<String> = header
        .lines()
        .filter_map(|line| {
            let (name, number) = line.strip_prefix("#define YJT_")?.split_once(' ')?;
            let name = if name == "OK" { name } else { name.strip_prefix("ERR_")? };
            Some(spelled(&format!("{name}={number}")))
        })
        .collect();
    assert!(expected.len() > 50);
    assert_eq!(statuses, expected);

    for dictionary in ["1", "2", "3", "4", "5"] {
        let codes = actor.results("codes", &[dictionary]);
        let labelled = |n: i32| {
            let code =
                if matches!(dictionary, "1" | "3") { format!("{n:02}") } else { n.to_string() };
            let number = dictionary.parse().unwrap();
            let label = unsafe { (abi::ABI.label)(number, abi::c(&code).as_ptr()) };
            (!label.is_null()).then(|| format!("{code}={}", abi::text(label)))
        };
        let expected: Vec<String> = (0..100).filter_map(labelled).collect();
        assert_eq!(codes, expected, "dictionary {dictionary}");
    }
    let (code, _) = SANDBOX.mint(json!({"citizen": "unknown-codes"}));
    let fields = actor.results("exchange", &["masks", &code, "1"]);
    let told = identity(&fields);
    assert_eq!(
        (&told["certificateType"], &told["nation"]),
        (&json!("98"), &json!("98")),
        "an unknown code is kept"
    );
}
