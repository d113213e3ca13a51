//! The socket below TLS. What rustls has read and cannot decrypt yet shows nowhere, so that the ends of
//! records are followed here.

use std::io::{self, Read, Write};

use super::socket::Socket;

/// Type, version and length (RFC 8446, 5.1).
const HEADER: usize = 5;

/// A socket that knows whether the bytes read so far end where a record ends.
#[derive(Debug)]
pub(super) struct Records {
    pub(super) socket: Socket,
    ends: Ends,
}

impl Records {
    pub(super) fn new(socket: Socket) -> Records {
        Records { socket, ends: Ends::default() }
    }

    /// Whether no record has been read in part.
    pub(super) fn at_end(&self) -> bool {
        self.ends.at_end()
    }
}

impl Read for Records {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let amount = self.socket.read(into)?;
        self.ends.pass(&into[..amount]);
        Ok(amount)
    }
}

impl Write for Records {
    fn write(&mut self, from: &[u8]) -> io::Result<usize> {
        self.socket.write(from)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.socket.flush()
    }
}

/// Follows records by their headers.
#[derive(Debug, Default)]
struct Ends {
    header: [u8; HEADER],
    /// Bytes of a header that is not complete.
    header_seen: usize,
    /// Bytes of the record that are still to come.
    left: usize,
}

impl Ends {
    fn at_end(&self) -> bool {
        self.header_seen == 0 && self.left == 0
    }

    fn pass(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            if self.left > 0 {
                let amount = self.left.min(bytes.len());
                self.left -= amount;
                bytes = &bytes[amount..];
                continue;
            }
            self.header[self.header_seen] = bytes[0];
            self.header_seen += 1;
            bytes = &bytes[1..];
            if self.header_seen == HEADER {
                self.header_seen = 0;
                self.left = u16::from_be_bytes([self.header[3], self.header[4]]).into();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Ends;

    #[test]
    fn ends_are_where_records_end_however_they_are_read() {
        let records =
            [&[22, 3, 3, 0, 2, 1, 1][..], &[20, 3, 3, 0, 0], &[23, 3, 3, 1, 0], &[9; 256]];
        let bytes = records.concat();
        let ends = [0, 7, 12, bytes.len()];
        for step in 1..=bytes.len() {
            let (mut followed, mut at) = (Ends::default(), 0);
            for part in bytes.chunks(step) {
                followed.pass(part);
                at += part.len();
                assert_eq!(followed.at_end(), ends.contains(&at), "{at} in steps of {step}");
            }
        }
    }
}
