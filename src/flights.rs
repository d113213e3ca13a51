//! Calls with the same arguments at the same time share one request: a patient's double tap must not
//! use up the code for the first of the two.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use crate::per_process::PerProcess;

/// The calls under way. A child process has its parent's flights in its memory, and nobody who flies them.
#[derive(Debug)]
pub(crate) struct Flights<K, V> {
    flying: PerProcess<Mutex<HashMap<K, Arc<Flight<V>>>>>,
}

#[derive(Debug)]
struct Flight<V> {
    landed: Mutex<Option<V>>,
    arrival: Condvar,
}

impl<K: Clone + Eq + Hash, V: Clone> Flights<K, V> {
    pub(crate) fn new() -> Flights<K, V> {
        Flights { flying: PerProcess::default() }
    }

    /// Runs `work`, or waits for the one who already runs it: until the deadline, at which there is no result. Should
    /// `work` panic, those who wait get `crashed`.
    pub(crate) fn share(
        &self,
        key: K,
        deadline: Instant,
        crashed: V,
        work: impl FnOnce() -> V,
    ) -> Option<V> {
        let flight = {
            let mut flying = lock(self.flying.get());
            if let Some(flight) = flying.get(&key) {
                let flight = flight.clone();
                drop(flying);
                return flight.wait(deadline);
            }
            let (landed, arrival) = (Mutex::default(), Condvar::new());
            let flight = Arc::new(Flight { landed, arrival });
            flying.insert(key.clone(), flight.clone());
            flight
        };
        let mut landing = Landing { flights: self, key, flight, result: crashed };
        landing.result = work();
        Some(landing.result.clone())
    }
}

impl<V: Clone> Flight<V> {
    fn wait(&self, deadline: Instant) -> Option<V> {
        let left = deadline.saturating_duration_since(Instant::now());
        let flying = |landed: &mut Option<V>| landed.is_none();
        let (landed, _) = self
            .arrival
            .wait_timeout_while(lock(&self.landed), left, flying)
            .unwrap_or_else(PoisonError::into_inner);
        landed.clone()
    }
}

/// Lands the flight whatever happens to the one who flies it.
struct Landing<'a, K: Eq + Hash, V: Clone> {
    flights: &'a Flights<K, V>,
    key: K,
    flight: Arc<Flight<V>>,
    result: V,
}

impl<K: Eq + Hash, V: Clone> Drop for Landing<'_, K, V> {
    fn drop(&mut self) {
        // Nobody can join after this: whoever does not hold the flight by now never will.
        lock(self.flights.flying.get()).remove(&self.key);
        if Arc::strong_count(&self.flight) == 1 {
            return;
        }
        *lock(&self.flight.landed) = Some(self.result.clone());
        self.flight.arrival.notify_all();
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
    fn those_who_come_while_it_flies_share_it() {
        let flights = Flights::new();
        let runs = AtomicU32::new(0);
        let (started, has_started) = mpsc::channel();
        let (go, may_go) = mpsc::channel::<()>();
        std::thread::scope(|scope| {
            let (flights, runs) = (&flights, &runs);
            let first = scope.spawn(move || {
                flights.share("code", later(), 0, || {
                    started.send(()).unwrap();
                    may_go.recv().unwrap();
                    runs.fetch_add(1, Ordering::SeqCst) + 41
                })
            });
            has_started.recv().unwrap();
            let second = scope.spawn(|| flights.share("code", later(), 0, || 7));
            while Arc::strong_count(lock(flights.flying.get()).get("code").unwrap()) < 3 {
                std::thread::yield_now();
            }
            go.send(()).unwrap();
            assert_eq!((first.join().unwrap(), second.join().unwrap()), (Some(41), Some(41)));
        });
        assert_eq!(
            flights.share("code", later(), 0, || 7),
            Some(7),
            "a landed flight is forgotten"
        );
    }

    #[test]
    fn nobody_waits_past_his_own_deadline() {
        let flights = Flights::new();
        let landed = flights.share("code", later(), 0, || {
            let now = Instant::now();
            assert_eq!(flights.share("code", now + Duration::from_millis(20), 0, || 7), None);
            assert_eq!(flights.share("code", now, 0, || 7), None);
            41
        });
        assert_eq!(landed, Some(41));
    }

    #[test]
    fn a_crash_lands_the_flight_too() {
        let flights: Flights<&str, i32> = Flights::new();
        let crash = catch_unwind(AssertUnwindSafe(|| {
            flights.share("code", later(), -1, || panic!());
        }));
        assert!(crash.is_err());
        assert_eq!(flights.share("code", later(), -1, || 5), Some(5));
    }
}
