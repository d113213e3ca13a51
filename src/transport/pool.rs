//! Connections between two exchanges. ureq's own pool looks at a connection while it holds its lock, and sees
//! neither what waits inside TLS nor which process opened it.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::lane::Lane;
use crate::per_process::PerProcess;

/// Longer ones are not used again. They are closed at the next call: no thread of ours waits for the time.
const MAX_IDLE: Duration = Duration::from_secs(30);

/// Idle connections to the one gateway, the latest last. A child that was forked shares its parent's sockets: used by
/// both, one would read the other's responses.
#[derive(Debug)]
pub(super) struct Pool {
    idle: PerProcess<Mutex<Vec<Idle<Lane>>>>,
    most: usize,
}

#[derive(Debug)]
struct Idle<T> {
    lane: T,
    since: Instant,
}

impl Pool {
    /// Keeps so many at the most.
    pub(super) fn new(most: usize) -> Pool {
        Pool { idle: PerProcess::default(), most }
    }

    /// Keeps a connection whose response was read to its exact end, if nothing else has been read.
    pub(super) fn put(&self, lane: Lane) {
        if lane.is_settled() {
            let now = Instant::now();
            let surplus = keep(&mut self.lock(), Idle { lane, since: now }, self.most, now);
            // Closed here, behind the lock.
            drop(surplus);
        }
    }

    /// The latest one that is fit to serve. It is looked at outside the lock.
    pub(super) fn take(&self) -> Option<Lane> {
        loop {
            let latest = self.lock().pop()?;
            if latest.since.elapsed() < MAX_IDLE && latest.lane.is_quiet() {
                return Some(latest.lane);
            }
        }
    }

    /// Held for a push or a pop, which leave nothing half done: a panic is no reason to stop.
    fn lock(&self) -> MutexGuard<'_, Vec<Idle<Lane>>> {
        self.idle.get().lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Adds one and takes out those that are too old or too many.
fn keep<T>(idle: &mut Vec<Idle<T>>, entry: Idle<T>, most: usize, now: Instant) -> Vec<Idle<T>> {
    idle.push(entry);
    let old = idle.iter().take_while(|i| now.duration_since(i.since) >= MAX_IDLE).count();
    let surplus = idle.len().saturating_sub(most);
    idle.drain(..old.max(surplus)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(lane: u8, since: Instant) -> Idle<u8> {
        Idle { lane, since }
    }

    #[test]
    fn the_old_and_the_surplus_go_first() {
        let start = Instant::now();
        let mut idle = Vec::new();
        let mut keep = |lane, after| {
            let now = start + Duration::from_secs(after);
            let gone = keep(&mut idle, entry(lane, now), 3, now);
            gone.into_iter().map(|i| i.lane).collect::<Vec<_>>()
        };
        assert!([0, 1, 2].iter().all(|n| keep(*n, 0).is_empty()));
        assert_eq!(keep(3, 1), [0]);
        assert_eq!(keep(4, 30), [1, 2]);
        assert_eq!(super::keep(&mut Vec::new(), entry(0, start), 0, start).len(), 1);
    }

    #[test]
    fn a_panic_under_the_lock_does_not_end_the_pool() {
        let pool = Pool::new(1);
        std::thread::scope(|scope| {
            let panics = scope.spawn(|| {
                let _held = pool.lock();
                panic!("under the lock");
            });
            assert!(panics.join().is_err());
        });
        assert!(pool.take().is_none());
        assert!(pool.lock().is_empty());
    }
}
