//! What was handed out, freed by one thread while others use or free it.

use std::ffi::CStr;
use std::ptr::{null_mut, without_provenance_mut};
use std::sync::Arc;

use shuttle::thread::spawn;

use super::super::boundary::handles::{give_text, give_user};
use super::{free, in_many_orders};
use crate::ffi::status::*;
use crate::ffi::user::yjt_user_to_json;
use crate::protocol::identity::Identity;

/// Small ones and large ones are kept back in different places.
#[test]
fn of_several_who_free_one_text_one_does() {
    for length in [8, 2000] {
        in_many_orders(move || {
            let text = give_text("a".repeat(length)).unwrap().addr();
            let frees = [(); 3].map(|()| spawn(move || free(text)));
            let mut statuses = frees.map(|free| free.join().unwrap());
            statuses.sort_unstable();
            assert_eq!(statuses, [YJT_OK, YJT_ERR_NOT_OURS, YJT_ERR_NOT_OURS]);
        });
    }
}

#[test]
fn a_user_that_is_freed_meanwhile_is_read_whole_or_not_at_all() {
    in_many_orders(|| {
        let user = give_user(Arc::new(Identity::named("小明"))).unwrap().addr();
        let readers = [(); 2].map(|()| spawn(move || json(user)));
        let freed = spawn(move || free(user));
        for reader in readers {
            match reader.join().unwrap() {
                Ok(json) => assert!(json.contains(r#""name":"小明""#), "{json}"),
                Err(status) => assert_eq!(status, YJT_ERR_USER_HANDLE),
            }
        }
        assert_eq!(freed.join().unwrap(), YJT_OK);
        assert_eq!(json(user), Err(YJT_ERR_USER_HANDLE));
    });
}

fn json(user: usize) -> Result<String, i32> {
    let mut out = null_mut();
    match unsafe { yjt_user_to_json(without_provenance_mut(user), &mut out) } {
        YJT_OK => {
            let copy = unsafe { CStr::from_ptr(out) }.to_str().unwrap().to_owned();
            assert_eq!(free(out.addr()), YJT_OK);
            Ok(copy)
        }
        status => Err(status),
    }
}
