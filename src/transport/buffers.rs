//! What goes out and what came in. Both stay with their stream from one exchange to the next, which wipes what it used of
//! them and makes neither anew.

use std::fmt;

use ureq::unversioned::transport::Buffers;

/// Several times a real response, and small where many connections are idle.
const INPUT: usize = 4 * 1024;

/// The buffers of a stream.
#[derive(Default)]
pub(super) struct StreamBuffers {
    output: Vec<u8>,
    input: Vec<u8>,
    /// What has come and was not consumed.
    start: usize,
    end: usize,
    /// How far each has been written to.
    output_used: usize,
    input_used: usize,
    progress: bool,
}

impl StreamBuffers {
    /// Lets a request of this size go out in one piece.
    pub(super) fn reserve_output(&mut self, size: usize) {
        if self.output.len() < size {
            self.output = vec![0; size.next_power_of_two()];
        }
    }

    /// What is to be sent.
    pub(super) fn sending(&mut self, amount: usize) -> &mut [u8] {
        self.output_used = self.output_used.max(amount);
        &mut self.output[..amount]
    }

    /// Lets more come than there is room for.
    pub(super) fn grow_input(&mut self) {
        self.input.resize((2 * self.input.len()).max(INPUT), 0);
    }

    /// Puts something else in the place of the first bytes that came.
    pub(super) fn replace_input(&mut self, amount: usize, by: &[u8]) {
        let behind = self.start + amount;
        let start = match behind.checked_sub(by.len()) {
            Some(start) => start,
            None => {
                let more = by.len() - behind;
                self.input.splice(..0, std::iter::repeat_n(0, more));
                self.end += more;
                self.input_used = self.input_used.max(self.end);
                0
            }
        };
        self.input[start..start + by.len()].copy_from_slice(by);
        self.start = start;
    }

    /// Nothing of an exchange stays behind.
    pub(super) fn wipe(&mut self) {
        self.output[..self.output_used].fill(0);
        self.input[..self.input_used].fill(0);
        if self.input.len() > INPUT {
            self.input = Vec::new();
        }
        (self.start, self.end, self.output_used, self.input_used) = (0, 0, 0, 0);
        self.progress = false;
    }
}

impl Buffers for StreamBuffers {
    fn output(&mut self) -> &mut [u8] {
        &mut self.output
    }

    fn input(&self) -> &[u8] {
        &self.input[self.start..self.end]
    }

    fn input_append_buf(&mut self) -> &mut [u8] {
        if self.input.is_empty() {
            self.input.resize(INPUT, 0);
        } else if self.end == self.input.len() {
            self.input.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
        }
        &mut self.input[self.end..]
    }

    fn input_appended(&mut self, amount: usize) {
        self.end += amount;
        self.input_used = self.input_used.max(self.end);
    }

    fn input_consume(&mut self, amount: usize) {
        self.progress = amount > 0;
        self.start += amount;
    }

    /// For requests with a body, which there are none of.
    fn tmp_and_output(&mut self) -> (&mut [u8], &mut [u8]) {
        (&mut [], &mut self.output)
    }

    fn can_use_input(&self) -> bool {
        self.progress && self.start < self.end
    }
}

impl fmt::Debug for StreamBuffers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StreamBuffers(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(text: &str) -> StreamBuffers {
        let mut buffers = StreamBuffers::default();
        buffers.input_append_buf()[..text.len()].copy_from_slice(text.as_bytes());
        buffers.input_appended(text.len());
        buffers
    }

    #[test]
    fn a_head_is_replaced_by_a_shorter_or_a_longer_one() {
        for by in ["", "short", "as long as", "much longer than before"] {
            let mut buffers = filled("skipped|exactly 10|body");
            buffers.input_consume(8);
            buffers.replace_input(10, by.as_bytes());
            assert_eq!(buffers.input(), format!("{by}|body").as_bytes());
        }
    }

    #[test]
    fn room_is_made_at_the_end_and_nothing_is_lost() {
        let mut buffers = filled(&"x".repeat(INPUT));
        assert!(buffers.input_append_buf().is_empty());
        buffers.input_consume(INPUT - 1);
        assert_eq!(buffers.input_append_buf().len(), INPUT - 1);
        assert_eq!(buffers.input(), b"x");
        buffers.grow_input();
        assert_eq!(buffers.input_append_buf().len(), 2 * INPUT - 1);
        assert_eq!(buffers.input(), b"x");
    }

    #[test]
    fn all_that_was_used_is_wiped() {
        let mut buffers = filled(&"x".repeat(INPUT));
        buffers.reserve_output(100);
        buffers.sending(90).fill(b'y');
        buffers.sending(10).fill(b'z');
        buffers.input_consume(INPUT - 1);
        buffers.input_append_buf();
        buffers.replace_input(1, b"a longer one");
        buffers.wipe();
        assert!(buffers.input().is_empty() && !buffers.can_use_input());
        assert!(buffers.input.iter().chain(&buffers.output).all(|byte| *byte == 0));
    }
}
