//! What a peer puts into an answer costs memory in proportion to its size, and a small proportion.

use serde_json::json;

use crate::support::abi::Client;
use crate::support::alone::alone;
use crate::support::peak::Peak;
use crate::support::peer;
use crate::support::sandbox::{SANDBOX, merged};

const LIMIT: usize = 1 << 20;
/// As the README says.
const TIMES: usize = 8;

/// Bodies of just under the limit, each of a shape that costs some reader much.
fn bodies() -> Vec<String> {
    let filled = |opening: &str, repeated: &str, end: &str| {
        let room = LIMIT - opening.len() - end.len();
        format!("{opening}{}{end}", repeated.repeat(room / repeated.len()))
    };
    let data = |members: &str| format!(r#"{{"errcode":0,"data":{{"userId":"u"{members}"#);
    // A text of JSON within a text of JSON.
    let twice = |json: String| serde_json::to_string(&json).unwrap();
    let inner = filled(&data(r#","x":""#), "x", r#""}}"#).replacen('x', "", 4096);
    vec![
        filled(&data(r#","x":["#), r#"{"":0},"#, "0]}}"),
        filled(&data(""), r#","":0"#, "}}"),
        filled(&data(r#","x":["#), "[],", "0]}}"),
        filled(&data(r#","x":""#), r"\ud870", r#""}}"#),
        filled(&data(r#","name":""#), r"\n", r#""}}"#),
        filled(&data(r#","name":""#), r"\ud870", r#""}}"#),
        filled(r#"{"errcode":0,"data":{"userId":"#, "1", "}}"),
        filled(&data(r#","gender":0."#), "0", "}}"),
        filled("", "[", ""),
        filled(r#"{"errcode":"#, "1", "}"),
        filled(r#"{"errcode":""#, "x", r#""}"#),
        twice(twice(inner)),
    ]
}

#[test]
fn memory_is_at_most_eight_times_the_body() {
    if !alone("hostile::memory_is_at_most_eight_times_the_body", &[]) {
        return;
    }
    for body in bodies() {
        assert!(body.len() <= LIMIT, "{}", body.len());
        let shape = body[..60.min(body.len())].to_owned();
        let small = r#"{"errcode":0,"data":{"userId":"u"}}"#.to_owned();
        let answers = std::sync::Arc::new([small, body]);
        let port = peer::listen(move |mut stream| {
            let large = peer::read_head(&mut stream).contains("code=large");
            peer::answer(stream, &answers[usize::from(large)]);
        });
        let base =
            json!({"baseUrl": format!("http://127.0.0.1:{port}/"), "maxResponseBytes": LIMIT});
        let client = Client::new(&merged(&SANDBOX.plain, base)).unwrap();
        // Everything that a first call needs is there when the measuring begins.
        client.exchange("small").unwrap();
        let before = Peak::reset();
        let failed = exchange(&client, "large");
        let grown = Peak::now() - before;
        println!("{shape}: status {failed}, {} KiB", grown / 1024);
        assert!(grown < TIMES * LIMIT, "{shape}: {} KiB", grown / 1024);
    }
}

/// The call alone, and the identity as JSON: what the test makes of it is not the library's.
fn exchange(client: &Client, code: &str) -> i32 {
    use crate::support::abi::{ABI, c, free};
    let mut user = std::ptr::null_mut();
    let status = unsafe { (ABI.exchange_code)(client.0, c(code).as_ptr(), 1, &mut user) };
    if status == 0 {
        let mut json = std::ptr::null_mut();
        assert_eq!(unsafe { (ABI.user_to_json)(user, &mut json) }, 0);
        free(json.cast());
        free(user.cast());
    }
    status
}
