//! Freed blocks, kept back for a while: as long as its address is not handed out again, a second free of a block is
//! recognised.

use std::collections::{TryReserveError, VecDeque};

/// Blocks at most.
const MOST: usize = 64;

/// The blocks freed last.
pub struct KeptBack<T> {
    /// The oldest first, with its size.
    blocks: VecDeque<(T, usize)>,
    bytes: usize,
    most_bytes: usize,
}

impl<T> KeptBack<T> {
    /// At most so many bytes together.
    pub const fn new(most_bytes: usize) -> KeptBack<T> {
        KeptBack { blocks: VecDeque::new(), bytes: 0, most_bytes }
    }

    /// Once there is room, there is always room.
    pub fn make_room(&mut self) -> Result<(), TryReserveError> {
        self.blocks.try_reserve_exact(MOST - self.blocks.len())
    }

    /// Keeps a block and releases those for which there is no room any more.
    pub fn push(&mut self, block: T, size: usize) {
        if size > self.most_bytes {
            return;
        }
        while self.blocks.len() == MOST || size > self.most_bytes - self.bytes {
            let oldest = self.blocks.pop_front();
            self.bytes -= oldest.map_or(0, |(_, size)| size);
        }
        self.bytes += size;
        self.blocks.push_back((block, size));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(blocks: &KeptBack<usize>) -> Vec<usize> {
        blocks.blocks.iter().map(|(block, _)| *block).collect()
    }

    #[test]
    fn the_oldest_make_way_for_the_latest() {
        let mut blocks = KeptBack::new(100);
        blocks.make_room().unwrap();
        for (block, size) in [(1, 50), (2, 101), (3, 50), (4, 1), (5, 100)] {
            blocks.push(block, size);
            if block == 4 {
                assert_eq!(kept(&blocks), [3, 4]);
            }
        }
        assert_eq!((kept(&blocks), blocks.bytes), (vec![5], 100));
        (0..100).for_each(|block| blocks.push(block, 0));
        assert_eq!(kept(&blocks), (36..100).collect::<Vec<_>>());
    }
}
