//! A connection that was never made is tried once more, and not again.

use serde_json::json;
use yjt::ffi::status::{YJT_ERR_CONNECT, YJT_ERR_TLS};

use crate::shim::{Counted, alone_with_shim};
use crate::support::abi::Client;
use crate::support::peer;
use crate::support::sandbox::{SANDBOX, merged};

#[test]
fn what_was_never_connected_is_tried_twice() {
    if !alone_with_shim("resend::what_was_never_connected_is_tried_twice") {
        return;
    }
    let (_socket, closed) = peer::refusing();
    let gone = peer::listen(drop);
    for (port, status) in [(closed, YJT_ERR_CONNECT), (gone, YJT_ERR_TLS)] {
        let base_url = format!("https://127.0.0.1:{port}/api");
        let client =
            Client::new(&merged(&SANDBOX.configuration, json!({"baseUrl": base_url}))).unwrap();
        let before = Counted::now();
        let failure = client.exchange("abc").unwrap_err();
        assert_eq!(failure.status, status, "{failure:?}");
        assert_eq!(Counted::now().since(before).connects, 2, "{failure:?}");
    }
}
