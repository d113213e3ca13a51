//! Every text and user handed out, by address: what is not in here is not ours to free.
//!
//! Freed memory is wiped and kept back for a while, so that a second free of the same pointer is
//! recognised even when something new has been handed out in between.

use std::collections::{BTreeMap, VecDeque};
use std::ffi::c_char;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::fault::Fault;
use super::types::yjt_user;
use crate::user::User;

/// Threads that hand out and free at the same time should rarely meet.
const SHARDS: usize = 16;
/// Freed blocks kept back in each shard, small ones only.
const KEPT_BACK: usize = 64;
const KEPT_BACK_BYTES: usize = 1024;

static REGISTRY: [Mutex<Shard>; SHARDS] = [const { Mutex::new(Shard::new()) }; SHARDS];

struct Shard {
    live: BTreeMap<usize, Given>,
    kept_back: VecDeque<Given>,
}

enum Given {
    /// With its NUL.
    Text(Vec<u8>),
    User(Box<GivenUser>),
}

/// A user as C sees it, the texts it points to one behind the other, and the identity it was made of.
struct GivenUser {
    c: yjt_user,
    texts: Vec<u8>,
    user: Arc<User>,
}

// SAFETY: the pointers in it point to its own texts, which nobody writes.
unsafe impl Send for GivenUser {}

/// Hands out a text.
pub(super) fn give_text(text: String) -> Result<*mut c_char, Fault> {
    if text.contains('\0') {
        return Err(Fault::TextHoldsNul);
    }
    let mut bytes = text.into_bytes();
    bytes.push(0);
    let address = bytes.as_ptr();
    give(address.addr(), Given::Text(bytes));
    Ok(address.cast_mut().cast())
}

/// Hands out a user.
pub(super) fn give_user(user: Arc<User>) -> Result<*mut yjt_user, Fault> {
    let mut given = Box::new(GivenUser::new(user)?);
    let address = &raw mut given.c;
    give(address.addr(), Given::User(given));
    Ok(address)
}

/// The identity behind a user that was handed out and not freed since.
pub(super) fn find_user(address: usize) -> Option<Arc<User>> {
    match shard(address).live.get(&address) {
        Some(Given::User(given)) => Some(given.user.clone()),
        Some(Given::Text(_)) | None => None,
    }
}

/// Wipes and releases what was handed out at an address; `false` when nothing was.
pub(super) fn take_back(address: usize) -> bool {
    let mut shard = shard(address);
    let Some(mut given) = shard.live.remove(&address) else {
        return false;
    };
    given.wipe();
    if given.size() <= KEPT_BACK_BYTES {
        if shard.kept_back.len() == KEPT_BACK {
            shard.kept_back.pop_front();
        }
        shard.kept_back.push_back(given);
    }
    true
}

fn give(address: usize, given: Given) {
    shard(address).live.insert(address, given);
}

/// Allocators align to 16 bytes: the bits above that spread.
fn shard(address: usize) -> MutexGuard<'static, Shard> {
    REGISTRY[(address >> 4) % SHARDS].lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shard {
    const fn new() -> Shard {
        Shard { live: BTreeMap::new(), kept_back: VecDeque::new() }
    }
}

impl Given {
    fn wipe(&mut self) {
        match self {
            Given::Text(bytes) => bytes.fill(0),
            Given::User(given) => given.wipe(),
        }
    }

    fn size(&self) -> usize {
        match self {
            Given::Text(bytes) => bytes.len(),
            Given::User(_) => size_of::<GivenUser>(),
        }
    }
}

impl GivenUser {
    fn new(user: Arc<User>) -> Result<GivenUser, Fault> {
        let fields = [
            &user.certificate_no,
            &user.certificate_type,
            &user.health_card_no,
            &user.phone,
            &user.name,
            &user.nation,
            &user.user_id,
            &user.channel,
            &user.extra_json,
        ];
        if fields.iter().any(|field| field.contains('\0')) {
            return Err(Fault::TextHoldsNul);
        }
        let mut texts = Vec::with_capacity(fields.iter().map(|field| field.len() + 1).sum());
        let starts = fields.map(|field| {
            let start = texts.len();
            texts.extend_from_slice(field.as_bytes());
            texts.push(0);
            start
        });
        let [
            certificate_no,
            certificate_type,
            health_card_no,
            phone,
            name,
            nation,
            user_id,
            channel,
            extra_json,
        ] = starts.map(|start| texts[start..].as_ptr().cast());
        let c = yjt_user {
            certificate_no,
            certificate_type,
            health_card_no,
            phone,
            name,
            gender: user.gender,
            nation,
            user_id,
            channel,
            extra_json,
        };
        Ok(GivenUser { c, texts, user })
    }

    /// What is kept back reads as a user without any field.
    fn wipe(&mut self) {
        let empty = c"".as_ptr();
        self.c = yjt_user {
            certificate_no: empty,
            certificate_type: empty,
            health_card_no: empty,
            phone: empty,
            name: empty,
            gender: 0,
            nation: empty,
            user_id: empty,
            channel: empty,
            extra_json: empty,
        };
        self.texts = vec![];
        self.user = Arc::default();
    }
}
