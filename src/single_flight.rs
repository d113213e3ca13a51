//! Calls with the same arguments at the same time share one request: a patient's double tap must not
//! use up the code for the first of the two.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;
use std::time::Instant;

use crate::per_process::PerProcess;
use crate::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// The calls under way. A child process has its parent's in its memory, and no thread that makes them.
#[derive(Debug)]
pub(crate) struct SingleFlight<K, V> {
    calls: PerProcess<Mutex<HashMap<K, Arc<Call<V>>>>>,
}

#[derive(Debug)]
struct Call<V> {
    result: Mutex<Option<V>>,
    ended: Condvar,
}

impl<K: Clone + Eq + Hash, V: Clone> SingleFlight<K, V> {
    pub(crate) fn new() -> SingleFlight<K, V> {
        SingleFlight { calls: PerProcess::default() }
    }

    /// Runs `work`, or waits for the one who already runs it: until the deadline, at which there is no result. Should
    /// `work` panic, those who wait get `crashed`.
    pub(crate) fn share(
        &self,
        key: K,
        deadline: Instant,
        crashed: fn() -> V,
        work: impl FnOnce() -> V,
    ) -> Option<V> {
        let call = {
            let mut calls = lock(self.calls.get());
            match calls.entry(key.clone()) {
                Entry::Occupied(running) => {
                    let call = running.get().clone();
                    drop(calls);
                    return call.wait(deadline);
                }
                Entry::Vacant(free) => {
                    let (result, ended) = (Mutex::default(), Condvar::new());
                    free.insert(Arc::new(Call { result, ended })).clone()
                }
            }
        };
        let mut leader = Leader { flight: self, key, call, crashed, result: None };
        leader.result = Some(work());
        leader.result.clone()
    }
}

impl<V: Clone> Call<V> {
    fn wait(&self, deadline: Instant) -> Option<V> {
        let left = deadline.saturating_duration_since(Instant::now());
        let under_way = |result: &mut Option<V>| result.is_none();
        let (result, _) = self
            .ended
            .wait_timeout_while(lock(&self.result), left, under_way)
            .unwrap_or_else(PoisonError::into_inner);
        result.clone()
    }
}

/// The one who makes the call. It ends for those who wait, whatever happens to the leader.
struct Leader<'a, K: Eq + Hash, V: Clone> {
    flight: &'a SingleFlight<K, V>,
    key: K,
    call: Arc<Call<V>>,
    crashed: fn() -> V,
    /// None until there is one.
    result: Option<V>,
}

impl<K: Eq + Hash, V: Clone> Drop for Leader<'_, K, V> {
    fn drop(&mut self) {
        // Nobody can join after this: whoever does not hold the call by now never will.
        lock(self.flight.calls.get()).remove(&self.key);
        if Arc::strong_count(&self.call) == 1 {
            return;
        }
        *lock(&self.call.result) = Some(self.result.take().unwrap_or_else(self.crashed));
        self.call.ended.notify_all();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::mpsc;
    use std::time::Duration;

    /// Far enough off.
    fn later() -> Instant {
        Instant::now() + Duration::from_secs(600)
    }

    #[test]
    fn those_who_come_while_it_runs_share_it() {
        let flight = SingleFlight::new();
        let runs = AtomicU32::new(0);
        let (started, has_started) = mpsc::channel();
        let (go, may_go) = mpsc::channel::<()>();
        std::thread::scope(|scope| {
            let (flight, runs) = (&flight, &runs);
            let first = scope.spawn(move || {
                flight.share(
                    "code",
                    later(),
                    || 0,
                    || {
                        started.send(()).unwrap();
                        may_go.recv().unwrap();
                        runs.fetch_add(1, Ordering::SeqCst) + 41
                    },
                )
            });
            has_started.recv().unwrap();
            let second = scope.spawn(|| flight.share("code", later(), || 0, || 7));
            while Arc::strong_count(lock(flight.calls.get()).get("code").unwrap()) < 3 {
                std::thread::yield_now();
            }
            go.send(()).unwrap();
            assert_eq!((first.join().unwrap(), second.join().unwrap()), (Some(41), Some(41)));
        });
        assert_eq!(
            flight.share("code", later(), || 0, || 7),
            Some(7),
            "what has ended is forgotten"
        );
    }

    #[test]
    fn nobody_waits_past_his_own_deadline() {
        let flight = SingleFlight::new();
        let result = flight.share(
            "code",
            later(),
            || 0,
            || {
                let now = Instant::now();
                assert_eq!(flight.share("code", now + Duration::from_millis(20), || 0, || 7), None);
                assert_eq!(flight.share("code", now, || 0, || 7), None);
                41
            },
        );
        assert_eq!(result, Some(41));
    }

    #[test]
    fn a_crash_ends_the_call_too() {
        let flight: SingleFlight<&str, i32> = SingleFlight::new();
        let crash = catch_unwind(AssertUnwindSafe(|| {
            flight.share("code", later(), || -1, || panic!());
        }));
        assert!(crash.is_err());
        assert_eq!(flight.share("code", later(), || -1, || 5), Some(5));
    }
}
