//! When the answer comes, and what becomes of its connection afterwards.

use crate::faults::Fault;
use crate::raw::{Control, End};

#[derive(Clone, Copy)]
pub enum Pace {
    Slow,
    Stale,
    StaleReset,
}

impl Pace {
    pub async fn keep(self, fault: &Fault, control: &Control) {
        match self {
            Pace::Slow => tokio::time::sleep(fault.milliseconds()).await,
            Pace::Stale => control.end_at_next_request(End::Close),
            Pace::StaleReset => control.end_at_next_request(End::Reset),
        }
    }
}
