//! The last link of the connector chain: header names spelled as the guide spells them, and the one
//! question a retry depends on, whether a pooled connection was closed before any byte of an answer.

use std::sync::Arc;

use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, Transport};

use super::lost::{Lost, Resend, is_gone};
use crate::error::NetworkError;

/// Wraps every new connection.
#[derive(Debug)]
pub(super) struct Watch {
    /// Names that hold capitals. HTTP does not care and ureq writes them in lower case; some gateways do care.
    pub(super) spellings: Arc<[String]>,
}

impl<In: Transport> Connector<In> for Watch {
    type Out = Watched<In>;

    fn connect(
        &self,
        _: &ConnectionDetails,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, ureq::Error> {
        Ok(chained.map(|inner| Watched {
            inner,
            spellings: self.spellings.clone(),
            requests: 0,
            sending: false,
            answered: false,
        }))
    }
}

/// A connection whose requests are counted.
#[derive(Debug)]
pub(super) struct Watched<T> {
    inner: T,
    spellings: Arc<[String]>,
    requests: u64,
    sending: bool,
    answered: bool,
}

impl<T: Transport> Watched<T> {
    /// The peer's going away is harmless when the connection had served before and this request got no byte.
    fn gone(&self, otherwise: ureq::Error) -> ureq::Error {
        if self.requests < 2 || self.answered {
            return otherwise;
        }
        let error = NetworkError::Disconnected { cause: "closed while idle".to_owned() };
        Lost { error, resend: Some(Resend::ClosedBeforeAnswer) }.into_ureq()
    }
}

impl<T: Transport> Transport for Watched<T> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        if !self.sending {
            self.sending = true;
            self.answered = false;
            self.requests += 1;
        }
        spell(&mut self.inner.buffers().output()[..amount], &self.spellings);
        match self.inner.transmit_output(amount, timeout) {
            Err(ureq::Error::Io(e)) if is_gone(&e) => Err(self.gone(ureq::Error::Io(e))),
            other => other,
        }
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        self.sending = false;
        match self.inner.await_input(timeout) {
            Ok(true) => {
                self.answered = true;
                Ok(true)
            }
            Ok(false) if !self.answered => {
                let closed = std::io::ErrorKind::UnexpectedEof.into();
                Err(self.gone(ureq::Error::Io(closed)))
            }
            Err(ureq::Error::Io(e)) if is_gone(&e) => Err(self.gone(ureq::Error::Io(e))),
            other => other,
        }
    }

    fn is_open(&mut self) -> bool {
        self.inner.is_open()
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}

/// Overwrites header names with their spelling, which differs in case alone.
fn spell(head: &mut [u8], spellings: &[String]) {
    for line in head.split_mut(|b| *b == b'\n') {
        let Some(colon) = line.iter().position(|b| *b == b':') else {
            continue;
        };
        let name = &mut line[..colon];
        if let Some(spelling) = spellings.iter().find(|s| s.as_bytes().eq_ignore_ascii_case(name)) {
            name.copy_from_slice(spelling.as_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::spell;

    #[test]
    fn names_are_spelled_and_values_left_alone() {
        let mut head = b"GET /?x-tsp-appsecret:1 HTTP/1.1\r\nx-tsp-appsecret: x-tsp-appsecret\r\ncontent-type: a\r\n\r\n".to_vec();
        spell(&mut head, &["x-tsp-appSecret".to_owned(), "Content-type".to_owned()]);
        let expected = "GET /?x-tsp-appsecret:1 HTTP/1.1\r\nx-tsp-appSecret: x-tsp-appsecret\r\nContent-type: a\r\n\r\n";
        assert_eq!(String::from_utf8(head).unwrap(), expected);
    }
}
