//! Many callers for a long time, everything that a gateway may do to them mixed, and clients made and freed meanwhile:
//! each gets its own citizen in time, and a minute later nothing has grown. `tests/soak MINUTES` runs it.

mod caller;
mod figures;
mod hospitals;
mod orders;

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use crate::support::alone::{alone, is_alone};
use caller::{Planted, Tally, calls};
use figures::Figures;
use hospitals::Hospitals;
use orders::Orders;

const CALLERS: u64 = 16;
const MINUTE: Duration = Duration::from_secs(60);

/// Calls for so many rounds, with a rest behind each. The first, short one brings about what is there for good.
fn soak(rounds: u32, round: Duration, planted: Planted) -> Result<(), String> {
    let hospitals = Hospitals::new();
    let orders = Orders::new();
    minute(&hospitals, &orders, round / 6, planted)?;
    let before = Figures::at_rest();
    println!("\nto begin with: {before}");
    for number in 1..=rounds {
        let tally = minute(&hospitals, &orders, round, planted)?;
        let now = Figures::at_rest();
        println!("minute {number}: {tally}; {now}");
        now.compared_to(&before)?;
    }
    Ok(())
}

fn minute(
    hospitals: &Hospitals,
    orders: &Orders,
    length: Duration,
    planted: Planted,
) -> Result<Tally, String> {
    hospitals.open();
    let (end, tally) = (Instant::now() + length, Tally::default());
    let outcome = std::thread::scope(|scope| {
        let callers: Vec<_> = (0..CALLERS)
            .map(|seed| {
                let tally = &tally;
                scope.spawn(move || calls(hospitals, orders, seed, end, tally, planted))
            })
            .collect();
        while Instant::now() < end && !callers.iter().any(|caller| caller.is_finished()) {
            hospitals.replace_one();
            tally.replaced.fetch_add(1, Ordering::Relaxed);
            std::thread::sleep(Duration::from_millis(200));
        }
        callers.into_iter().try_for_each(|caller| caller.join().expect("a caller panics"))
    });
    hospitals.close();
    orders.forget();
    outcome.and_then(|()| tally.judged()).map(|()| tally)
}

#[test]
#[ignore = "tests/soak runs it"]
fn for_minutes() {
    let minutes = std::env::var("YJT_SOAK_MINUTES").expect("tests/soak MINUTES");
    soak(minutes.parse().expect("a number of minutes"), MINUTE, Planted::Nothing).unwrap();
}

/// A soak that finds nothing has looked.
fn finds(test: &str, planted: Planted, says: &str) {
    if is_alone() || alone(test, &[]) {
        let found = soak(2, Duration::from_secs(6), planted).unwrap_err();
        assert!(found.contains(says), "{found}");
    }
}

#[test]
fn a_leak_is_found() {
    finds("soak::a_leak_is_found", Planted::Leak, "the heap grew");
}

#[test]
fn a_mix_up_is_found() {
    finds("soak::a_mix_up_is_found", Planted::MixUp, "identity");
}

#[test]
fn a_call_that_is_late_is_found() {
    finds("soak::a_call_that_is_late_is_found", Planted::Late, "past its limit");
}
