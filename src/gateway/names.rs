//! Host names to addresses, with a deadline that `getaddrinfo` itself does not have.
//!
//! A look-up runs on a thread of its own, one for each name at a time however many callers wait for it,
//! and its answer is kept for a short while. Nothing here runs when a pooled connection serves.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A changed address is followed within this time.
const KEPT: Duration = Duration::from_secs(30);

/// The client's name look-ups.
#[derive(Debug, Default)]
pub(super) struct Names {
    lookups: Mutex<HashMap<(String, u16), Arc<Lookup>>>,
}

/// Why a name gave no address.
#[derive(Debug)]
pub(super) enum NameError {
    NotFound(String),
    Timeout,
}

#[derive(Debug)]
struct Lookup {
    started: Instant,
    answer: Mutex<Option<Result<Vec<SocketAddr>, String>>>,
    arrived: Condvar,
}

impl Names {
    /// The addresses of a host, within `limit`.
    pub(super) fn lookup(
        &self,
        host: &str,
        port: u16,
        limit: Duration,
    ) -> Result<Vec<SocketAddr>, NameError> {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        if let Ok(address) = bare.parse::<IpAddr>() {
            return Ok(vec![SocketAddr::new(address, port)]);
        }
        self.current(bare, port)?.wait(limit)
    }

    /// Drops what is known of a host whose addresses turned out not to serve.
    pub(super) fn forget(&self, host: &str, port: u16) {
        let key = (host.to_owned(), port);
        let mut lookups = lock(&self.lookups);
        if lookups.get(&key).is_some_and(|lookup| lookup.is_finished()) {
            lookups.remove(&key);
        }
    }

    /// The look-up under way or still fresh, or a new one.
    fn current(&self, host: &str, port: u16) -> Result<Arc<Lookup>, NameError> {
        let mut lookups = lock(&self.lookups);
        let key = (host.to_owned(), port);
        if let Some(lookup) = lookups.get(&key)
            && lookup.is_usable()
        {
            return Ok(lookup.clone());
        }
        let lookup = Lookup::start(host.to_owned(), port).map_err(NameError::NotFound)?;
        lookups.insert(key, lookup.clone());
        Ok(lookup)
    }
}

impl Lookup {
    fn start(host: String, port: u16) -> Result<Arc<Lookup>, String> {
        let lookup = Arc::new(Lookup {
            started: Instant::now(),
            answer: Mutex::default(),
            arrived: Condvar::new(),
        });
        let task = lookup.clone();
        std::thread::Builder::new()
            .name("yjt-name-lookup".to_owned())
            .spawn(move || {
                let addresses = (host.as_str(), port).to_socket_addrs();
                let answer = addresses.map(Iterator::collect).map_err(|e| e.to_string());
                *lock(&task.answer) = Some(answer);
                task.arrived.notify_all();
            })
            .map_err(|e| e.to_string())?;
        Ok(lookup)
    }

    fn wait(&self, limit: Duration) -> Result<Vec<SocketAddr>, NameError> {
        let waiting = |answer: &mut Option<_>| answer.is_none();
        let (answer, _) = self
            .arrived
            .wait_timeout_while(lock(&self.answer), limit, waiting)
            .unwrap_or_else(PoisonError::into_inner);
        match &*answer {
            None => Err(NameError::Timeout),
            Some(Ok(addresses)) if addresses.is_empty() => {
                Err(NameError::NotFound("no address".to_owned()))
            }
            Some(Ok(addresses)) => Ok(addresses.clone()),
            Some(Err(cause)) => Err(NameError::NotFound(cause.clone())),
        }
    }

    fn is_finished(&self) -> bool {
        lock(&self.answer).is_some()
    }

    /// One under way is shared, however long it takes: a name server that stalls must not cost a thread a call.
    fn is_usable(&self) -> bool {
        match &*lock(&self.answer) {
            None => true,
            Some(Ok(_)) => self.started.elapsed() < KEPT,
            Some(Err(_)) => false,
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
