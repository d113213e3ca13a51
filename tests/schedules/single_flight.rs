//! Everyone has a result, and never do two run at once for one key.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use shuttle::thread::{spawn, yield_now};

use super::in_many_orders;
use crate::single_flight::SingleFlight;

const CALLERS: u32 = 3;

/// Nobody's deadline comes: shuttle knows no time.
fn later() -> Instant {
    Instant::now() + Duration::from_secs(600)
}

#[test]
fn all_who_come_while_it_runs_have_its_result() {
    in_many_orders(|| {
        let flight = Arc::new(SingleFlight::new());
        let (running, runs) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicU32::new(0)));
        let callers = [(); CALLERS as usize].map(|()| {
            let (flight, running, runs) = (flight.clone(), running.clone(), runs.clone());
            spawn(move || {
                let work = || {
                    assert_eq!(running.fetch_add(1, Ordering::SeqCst), 0, "two run at once");
                    yield_now();
                    running.fetch_sub(1, Ordering::SeqCst);
                    runs.fetch_add(1, Ordering::SeqCst) + 1
                };
                flight.share("code", later(), || 0, work).expect("a result")
            })
        });
        let results = callers.map(|caller| caller.join().unwrap());
        let runs = runs.load(Ordering::SeqCst);
        assert!(results.iter().all(|result| (1..=runs).contains(result)), "{results:?} of {runs}");
    });
}

#[test]
fn a_crash_ends_it_for_all() {
    in_many_orders(|| {
        let flight = Arc::new(SingleFlight::new());
        let callers = [(); CALLERS as usize].map(|()| {
            let flight = flight.clone();
            spawn(move || {
                let work = || {
                    yield_now();
                    panic!("the leader crashes")
                };
                let shared = || flight.share("code", later(), || -1, work);
                catch_unwind(AssertUnwindSafe(shared))
            })
        });
        let mut crashed = 0;
        for caller in callers {
            match caller.join().unwrap() {
                Ok(result) => assert_eq!(result, Some(-1)),
                Err(_) => crashed += 1,
            }
        }
        assert!(crashed > 0);
        assert_eq!(flight.share("code", later(), || -1, || 5), Some(5), "it is forgotten");
    });
}
