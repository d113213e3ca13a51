//! Calls with the same arguments at the same time share one request: a patient's double tap must not
//! use up the code for the first of the two.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Instant;

use crate::per_process::PerProcess;
use crate::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Each with a lock of its own. A thread that is preempted while it holds one stops all that want it, and they go on one by
/// one: with a single lock, that made the slowest hundredth of calls twice as slow.
const SHARDS: usize = 8;

/// The calls under way. A child process has its parent's in its memory, and no thread that makes them.
#[derive(Debug)]
pub(crate) struct SingleFlight<K, V> {
    shards: PerProcess<[Shard<K, V>; SHARDS]>,
}

/// As many as there are threads, at the most: few enough to be looked through.
type Shard<K, V> = Mutex<Vec<Arc<Call<K, V>>>>;

#[derive(Debug)]
struct Call<K, V> {
    key: K,
    result: Mutex<Option<V>>,
    ended: Condvar,
}

impl<K: Eq + Hash, V: Clone> SingleFlight<K, V> {
    pub(crate) fn new() -> SingleFlight<K, V> {
        SingleFlight { shards: PerProcess::default() }
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
        let shard = shard_of(&key);
        // Made out here: an allocator has locks too.
        let call = Arc::new(Call { key, result: Mutex::default(), ended: Condvar::new() });
        let running = {
            let mut calls = self.lock(shard);
            let running = calls.iter().find(|running| running.key == call.key).cloned();
            if running.is_none() {
                calls.push(call.clone());
            }
            running
        };
        if let Some(running) = running {
            return running.wait(deadline);
        }
        let mut leader = Leader { flight: self, shard, call, crashed, result: None };
        leader.result = Some(work());
        leader.result.clone()
    }
}

impl<K, V> SingleFlight<K, V> {
    /// This process's: it may have been forked since a call began.
    fn lock(&self, shard: usize) -> MutexGuard<'_, Vec<Arc<Call<K, V>>>> {
        lock(&self.shards.get()[shard])
    }
}

fn shard_of(key: &impl Hash) -> usize {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish() as usize % SHARDS
}

impl<K, V: Clone> Call<K, V> {
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
struct Leader<'a, K, V: Clone> {
    flight: &'a SingleFlight<K, V>,
    shard: usize,
    call: Arc<Call<K, V>>,
    crashed: fn() -> V,
    /// None until there is one.
    result: Option<V>,
}

impl<K, V: Clone> Drop for Leader<'_, K, V> {
    fn drop(&mut self) {
        // Nobody can join after this: whoever does not hold the call by now never will.
        {
            let mut calls = self.flight.lock(self.shard);
            if let Some(place) = calls.iter().position(|call| Arc::ptr_eq(call, &self.call)) {
                calls.swap_remove(place);
            }
        }
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
            let holders = || Arc::strong_count(&flight.lock(shard_of(&"code"))[0]);
            while holders() < 3 {
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
