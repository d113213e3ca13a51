//! Maps whose keys are addresses or tickets.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

pub type NumberMap<V> = HashMap<usize, V, BuildHasherDefault<NumberHasher>>;

/// An empty one.
pub const fn map<V>() -> NumberMap<V> {
    HashMap::with_hasher(BuildHasherDefault::new())
}

/// The numbers are chosen by nobody from outside, and differ in few bits: multiplied, in all of them.
#[derive(Default)]
pub struct NumberHasher(u64);

impl Hasher for NumberHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_usize(usize::from(*byte));
        }
    }

    fn write_usize(&mut self, number: usize) {
        /// 2^64 by the golden ratio.
        const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
        self.0 = (self.0 ^ number as u64).wrapping_mul(SPREAD);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}
