//! Clients by ticket: numbers that are looked up and never used twice, so that a freed client is an error and not a crash.

use std::sync::LazyLock;

use ring::rand::{SecureRandom, SystemRandom};

use super::numbers::{self, NumberMap};
use crate::client::Client;
use crate::error::Error;
use crate::sync::{Arc, PoisonError, RwLock, RwLockWriteGuard};

pub struct Clients {
    /// Odd, so that no ticket equals the address of anything we hand out.
    next: usize,
    live: NumberMap<Arc<Client>>,
}

static CLIENTS: LazyLock<RwLock<Clients>> =
    LazyLock::new(|| RwLock::new(Clients { next: first_ticket(), live: numbers::map() }));

/// Somewhere in the lower half of the numbers: a pointer made up or left over will hardly hit a ticket.
fn first_ticket() -> usize {
    let mut bytes = [0; size_of::<usize>()];
    // Without randomness tickets merely start low.
    let _ = SystemRandom::new().fill(&mut bytes);
    (usize::from_ne_bytes(bytes) >> 2) | 1
}

/// A ticket for a new client.
pub fn add(client: Client) -> Result<usize, Error> {
    let client = Arc::new(client);
    let mut clients = lock();
    clients.live.try_reserve(1)?;
    let ticket = clients.next;
    clients.next =
        ticket.checked_add(2).ok_or_else(|| Error::Internal("out of client tickets".to_owned()))?;
    clients.live.insert(ticket, client);
    Ok(ticket)
}

/// The client of a ticket. Calls in flight keep it alive.
pub fn find(ticket: usize) -> Option<Arc<Client>> {
    CLIENTS.read().unwrap_or_else(PoisonError::into_inner).live.get(&ticket).cloned()
}

/// Takes a client out of use, `None` when there is no such ticket.
pub fn remove(ticket: usize) -> Option<Arc<Client>> {
    lock().live.remove(&ticket)
}

pub fn lock() -> RwLockWriteGuard<'static, Clients> {
    CLIENTS.write().unwrap_or_else(PoisonError::into_inner)
}
