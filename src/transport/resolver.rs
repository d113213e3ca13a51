//! Host names to addresses, with a deadline that `getaddrinfo` itself does not have.
//!
//! A look-up runs on a thread of its own, one for each name at a time however many callers wait for it,
//! and its response is kept for a short while. Nothing here runs when a pooled connection serves.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs, UdpSocket};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::per_process::PerProcess;
use crate::resources;

/// A changed address is followed within this time.
const KEPT: Duration = Duration::from_secs(30);
/// A look-up that takes longer may never return: another is tried, and the next one after twice this time.
const PATIENCE: Duration = Duration::from_secs(30);

/// The client's name look-ups.
#[derive(Debug, Default)]
pub(super) struct Resolver {
    known: PerProcess<Mutex<Known>>,
}

/// What one process knows. The threads that a parent process started do not exist in its child.
#[derive(Debug, Default)]
struct Known {
    lookups: HashMap<(String, u16), Arc<Lookup>>,
    /// Threads that are looking up.
    running: Arc<AtomicU32>,
}

/// Why a name gave no address.
#[derive(Debug, Clone)]
pub(super) enum ResolveError {
    NotFound(String),
    LocalResources(String),
    Timeout,
}

#[derive(Debug)]
struct Lookup {
    started: Instant,
    result: Mutex<Option<Result<Vec<SocketAddr>, ResolveError>>>,
    arrived: Condvar,
}

impl Resolver {
    /// The addresses of a host, within `limit`.
    pub(super) fn lookup(
        &self,
        host: &str,
        port: u16,
        limit: Duration,
    ) -> Result<Vec<SocketAddr>, ResolveError> {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        if let Ok(address) = bare.parse::<IpAddr>() {
            return Ok(vec![SocketAddr::new(address, port)]);
        }
        let deadline = Instant::now() + limit;
        self.current(bare, port).wait(deadline)
    }

    /// Drops what is known of a host whose addresses turned out not to serve.
    pub(super) fn forget(&self, host: &str, port: u16) {
        let key = (host.to_owned(), port);
        let mut known = lock(self.known.get());
        if known.lookups.get(&key).is_some_and(|lookup| lookup.is_finished()) {
            known.lookups.remove(&key);
        }
    }

    /// The look-up under way or still fresh, or a new one.
    fn current(&self, host: &str, port: u16) -> Arc<Lookup> {
        let mut known = lock(self.known.get());
        let key = (host.to_owned(), port);
        let running = known.running.clone();
        if let Some(lookup) = known.lookups.get(&key)
            && lookup.is_usable(running.load(Ordering::Relaxed))
        {
            return lookup.clone();
        }
        let lookup = Arc::new(Lookup {
            started: Instant::now(),
            result: Mutex::default(),
            arrived: Condvar::new(),
        });
        known.lookups.insert(key, lookup.clone());
        drop(known);
        lookup.start(host.to_owned(), port, running);
        lookup
    }
}

impl Lookup {
    fn start(self: &Arc<Self>, host: String, port: u16, running: Arc<AtomicU32>) {
        let task = self.clone();
        running.fetch_add(1, Ordering::Relaxed);
        let count = running.clone();
        let spawned =
            std::thread::Builder::new().name("yjt-name-lookup".to_owned()).spawn(move || {
                task.arrive(look_up(&host, port));
                count.fetch_sub(1, Ordering::Relaxed);
            });
        if let Err(e) = spawned {
            running.fetch_sub(1, Ordering::Relaxed);
            self.arrive(Err(ResolveError::LocalResources(e.to_string())));
        }
    }

    fn arrive(&self, result: Result<Vec<SocketAddr>, ResolveError>) {
        *lock(&self.result) = Some(result);
        self.arrived.notify_all();
    }

    fn wait(&self, deadline: Instant) -> Result<Vec<SocketAddr>, ResolveError> {
        let waiting = |result: &mut Option<_>| result.is_none();
        let limit = deadline.saturating_duration_since(Instant::now());
        let (result, _) = self
            .arrived
            .wait_timeout_while(lock(&self.result), limit, waiting)
            .unwrap_or_else(PoisonError::into_inner);
        result.clone().unwrap_or(Err(ResolveError::Timeout))
    }

    fn is_finished(&self) -> bool {
        lock(&self.result).is_some()
    }

    /// One under way is shared: a name server that stalls must not cost a thread a call.
    fn is_usable(&self, running: u32) -> bool {
        match &*lock(&self.result) {
            None => self.started.elapsed() < patience(running),
            Some(Ok(_)) => self.started.elapsed() < KEPT,
            Some(Err(_)) => false,
        }
    }
}

/// How long the latest of so many look-ups that do not return is waited for: doubled each time, the threads
/// that hang stay few however long the client lives.
fn patience(running: u32) -> Duration {
    PATIENCE * (1 << running.saturating_sub(1).min(16))
}

fn look_up(host: &str, port: u16) -> Result<Vec<SocketAddr>, ResolveError> {
    match (host, port).to_socket_addrs() {
        Ok(addresses) => Some(addresses.collect::<Vec<_>>())
            .filter(|addresses| !addresses.is_empty())
            .ok_or_else(|| ResolveError::NotFound("no address".to_owned())),
        Err(e) if resources::ran_out(&e) => Err(ResolveError::LocalResources(e.to_string())),
        Err(e) => Err(descriptors_ran_out()
            .map_or_else(|| ResolveError::NotFound(e.to_string()), ResolveError::LocalResources)),
    }
}

/// A resolver that gets no descriptor says that the name is unknown, or to try again.
fn descriptors_ran_out() -> Option<String> {
    let e = UdpSocket::bind("127.0.0.1:0").err()?;
    resources::ran_out(&e).then(|| e.to_string())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
