//! What threads share, in thousands of the orders in which they may run: `tests/run schedules`. Part of the crate, whose means
//! of meeting (`src/sync.rs`) are shuttle's here.

mod exchange;
mod gateway;
mod handles;
mod last_error;
mod logger;
mod single_flight;

use std::ffi::CString;
use std::panic::take_hook;
use std::ptr::without_provenance_mut;

use shuttle::scheduler::{PctScheduler, RandomScheduler};
use shuttle::{Config, Runner};

use super::boundary::panics;
use super::library::yjt_free;

const ORDERS: usize = 1000;
/// Moments at which one thread is overtaken.
const OVERTAKEN: usize = 3;

/// Half of them by chance at every step, half of them with a thread that is overtaken at a few moments. What goes wrong, or
/// waits for ever, is told with its order, which `shuttle::replay` repeats.
fn in_many_orders(test: impl Fn() + Clone + Send + Sync + 'static) {
    // The library's panic hook is silent; shuttle's tells the order.
    let _ = panics::catch(|| ());
    drop(take_hook());
    let mut config = Config::new();
    config.stack_size = 1 << 20;
    Runner::new(RandomScheduler::new(ORDERS), config.clone()).run(test.clone());
    Runner::new(PctScheduler::new(OVERTAKEN, ORDERS), config).run(test);
}

/// By its address or ticket, as a pointer is passed from thread to thread.
fn free(any: usize) -> i32 {
    unsafe { yjt_free(without_provenance_mut(any)) }
}

fn c(text: &str) -> CString {
    CString::new(text).unwrap()
}
