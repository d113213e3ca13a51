//! One client and its callers: a code is one request, and a client may be freed at any moment.

use std::ffi::CStr;
use std::ptr::{null_mut, without_provenance_mut};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use shuttle::thread::spawn;

use super::gateway::Gateway;
use super::{c, free, in_many_orders};
use crate::ffi::client::yjt_init;
use crate::ffi::exchange::yjt_exchange_code;
use crate::ffi::status::*;

/// A client's ticket.
fn init(gateway: &Gateway) -> usize {
    let mut client = null_mut();
    let status = unsafe { yjt_init(c(&gateway.configuration()).as_ptr(), &mut client) };
    assert_eq!(status, YJT_OK);
    client.addr()
}

/// Whom the code gives.
fn exchange(client: usize, code: &str) -> Result<String, i32> {
    let (client, mut user) = (without_provenance_mut(client), null_mut());
    match unsafe { yjt_exchange_code(client, c(code).as_ptr(), 1, &mut user) } {
        YJT_OK => {
            let name = unsafe { CStr::from_ptr((*user).user_id) }.to_str().unwrap().to_owned();
            assert_eq!(free(user.addr()), YJT_OK);
            Ok(name)
        }
        status => Err(status),
    }
}

/// No code twice.
fn next_code() -> Arc<str> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("code-{}", NEXT.fetch_add(1, Ordering::Relaxed)).into()
}

/// Each caller joins the request or finds what it left; there is no moment in between.
#[test]
fn a_code_that_is_remembered_is_one_request() {
    let gateway = Gateway::start();
    in_many_orders(move || {
        let (client, code) = (init(&gateway), next_code());
        let callers = [(); 3].map(|()| {
            let code = code.clone();
            spawn(move || exchange(client, &code))
        });
        for caller in callers {
            assert_eq!(caller.join().unwrap().as_deref(), Ok(&*code));
        }
        assert_eq!(gateway.requests(&code), 1);
        assert_eq!(free(client), YJT_OK);
    });
}

#[test]
fn a_client_may_be_freed_meanwhile() {
    let gateway = Gateway::start();
    in_many_orders(move || {
        let (client, code) = (init(&gateway), next_code());
        let caller = spawn({
            let code = code.clone();
            move || exchange(client, &code)
        });
        let mut statuses = [(); 2].map(|()| spawn(move || free(client))).map(|t| t.join().unwrap());
        statuses.sort_unstable();
        assert_eq!(statuses, [YJT_OK, YJT_ERR_NOT_OURS]);
        match caller.join().unwrap() {
            Ok(name) => assert_eq!(name, *code),
            Err(status) => assert_eq!(status, YJT_ERR_CLIENT_HANDLE),
        }
        assert_eq!(exchange(client, &code), Err(YJT_ERR_CLIENT_HANDLE));
    });
}
