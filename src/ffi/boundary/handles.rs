//! Every text and user handed out, by address: what is not in here is not ours to free.

use std::ffi::c_char;

use super::failure::Failure;
use super::kept_back::KeptBack;
use super::numbers::{self, NumberMap};
use crate::error::Error;
use crate::ffi::types::yjt_user;
use crate::protocol::identity::{Identity, Text};
use crate::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Threads that hand out and free at the same time should rarely meet.
const SHARDS: usize = 16;
/// Blocks above this are kept back in a place of their own, which bounds their memory.
const LARGE: usize = 1 << 10;
const LARGE_TOGETHER: usize = 4 << 20;

static REGISTRY: [Mutex<Shard>; SHARDS] = [const { Mutex::new(Shard::new()) }; SHARDS];
static LARGE_KEPT_BACK: Mutex<KeptBack<Given>> = Mutex::new(KeptBack::new(LARGE_TOGETHER));

struct Shard {
    live: NumberMap<Given>,
    kept_back: KeptBack<Given>,
}

enum Given {
    /// With its NUL.
    Text(Vec<u8>),
    User(Box<GivenUser>),
}

/// A user as C sees it, and the identity whose texts it points to.
struct GivenUser {
    c: yjt_user,
    /// None when it was given back.
    user: Option<Arc<Identity>>,
}

// SAFETY: the pointers in it point to the texts of its identity, which nobody writes.
unsafe impl Send for GivenUser {}

/// Hands out a text.
#[inline]
pub fn give_text(text: String) -> Result<*mut c_char, Failure> {
    if text.contains('\0') {
        return Err(Failure::TextHoldsNul);
    }
    let mut bytes = text.into_bytes();
    bytes.try_reserve_exact(1).map_err(Error::from)?;
    bytes.push(0);
    let address = bytes.as_ptr();
    give(address.addr(), Given::Text(bytes))?;
    Ok(address.cast_mut().cast())
}

/// Hands out a user.
pub fn give_user(user: Arc<Identity>) -> Result<*mut yjt_user, Failure> {
    let mut given = Box::new(GivenUser::new(user));
    let address = &raw mut given.c;
    give(address.addr(), Given::User(given))?;
    Ok(address)
}

/// The identity behind a user that was handed out and not freed since.
pub fn find_user(address: usize) -> Option<Arc<Identity>> {
    match lock(shard(address)).live.get(&address) {
        Some(Given::User(given)) => given.user.clone(),
        Some(Given::Text(_)) | None => None,
    }
}

/// Wipes what was handed out at an address and keeps it back for a while; `false` when nothing was. Allocates nothing.
#[inline]
pub fn take_back(address: usize) -> bool {
    let mut shard = lock(shard(address));
    let Some(mut given) = shard.live.remove(&address) else {
        return false;
    };
    let size = given.size();
    if size > LARGE {
        drop(shard);
        given.wipe();
        lock(&LARGE_KEPT_BACK).push(given, size);
    } else {
        given.wipe();
        shard.kept_back.push(given, size);
    }
    true
}

/// Makes room now for what the freeing needs later.
#[inline]
fn give(address: usize, given: Given) -> Result<(), Error> {
    if given.size() > LARGE {
        lock(&LARGE_KEPT_BACK).make_room()?;
    }
    let mut shard = lock(shard(address));
    shard.kept_back.make_room()?;
    shard.live.try_reserve(1)?;
    shard.live.insert(address, given);
    Ok(())
}

/// All of its locks.
#[cfg(unix)]
pub struct Locked {
    _shards: [MutexGuard<'static, Shard>; SHARDS],
    _large: MutexGuard<'static, KeptBack<Given>>,
}

/// No function holds two of them, so that the order is no matter.
#[cfg(unix)]
pub fn lock_all() -> Locked {
    let _shards = std::array::from_fn(|shard| lock(&REGISTRY[shard]));
    Locked { _shards, _large: lock(&LARGE_KEPT_BACK) }
}

/// Allocators align to 16 bytes: the bits above that spread.
fn shard(address: usize) -> &'static Mutex<Shard> {
    &REGISTRY[(address >> 4) % SHARDS]
}

#[inline]
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shard {
    const fn new() -> Shard {
        Shard { live: numbers::map(), kept_back: KeptBack::new(usize::MAX) }
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
    fn new(user: Arc<Identity>) -> GivenUser {
        let text = |which| user.terminated(which).as_ptr().cast();
        let c = yjt_user {
            certificate_no: text(Text::CertificateNo),
            certificate_type: text(Text::CertificateType),
            health_card_no: text(Text::HealthCardNo),
            phone: text(Text::Phone),
            name: text(Text::Name),
            gender: user.gender,
            nation: text(Text::Nation),
            user_id: text(Text::UserId),
            channel: text(Text::Channel),
            extra_json: text(Text::ExtraJson),
        };
        GivenUser { c, user: Some(user) }
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
        self.user = None;
    }
}
