//! What serves one exchange after the other: an HTTP agent, and the stream that is lent to it for each. An agent that
//! threads share has a lock of its own, and one that is made for each exchange costs eight allocations.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use ureq::config::Config as HttpConfig;
use ureq::http::{Request, Response, Uri};
use ureq::unversioned::resolver::{self, ResolvedSocketAddrs};
use ureq::unversioned::transport::{self, ConnectionDetails, NextTimeout};
use ureq::{Agent, Body};

use super::buffers::StreamBuffers;
use super::connection::Connection;
use super::connector::Connector;
use super::headers::Headers;
use super::retry::TransportError;
use super::stream::Stream;

/// Serves one exchange at a time.
#[derive(Debug)]
pub(super) struct Lane {
    agent: Agent,
    seat: Arc<Seat>,
}

/// Where an exchange finds what was made ready for it, and leaves what it has.
#[derive(Debug)]
pub(super) struct Seat(Mutex<Seated>);

#[derive(Debug)]
struct Seated {
    /// Between exchanges.
    stream: Option<Stream>,
    buffers: StreamBuffers,
    deadline: Instant,
    /// Those of the latest response.
    headers: Headers,
}

impl Lane {
    pub(super) fn new(http: HttpConfig, connector: Arc<Connector>) -> Lane {
        let seat = Arc::new(Seat(Mutex::new(Seated {
            stream: None,
            buffers: StreamBuffers::default(),
            deadline: Instant::now(),
            headers: Headers::default(),
        })));
        let connect = SeatedConnector { connector, seat: seat.clone() };
        Lane { agent: Agent::with_parts(http, connect, NoLookup), seat }
    }

    /// One request, with a new connection where it has none.
    pub(super) fn run(
        &self,
        request: Request<()>,
        deadline: Instant,
    ) -> Result<Response<Body>, ureq::Error> {
        {
            let mut seated = self.seat.lock();
            seated.deadline = deadline;
            seated.buffers.reserve_output(head_size(&request));
        }
        self.agent.run(request)
    }

    /// Those of the latest response.
    pub(super) fn take_headers(&self) -> Headers {
        std::mem::take(&mut self.seat.lock().headers)
    }

    /// Whether its stream may serve again: the response was read to its exact end, and nothing else.
    pub(super) fn is_settled(&self) -> bool {
        self.seat.lock().stream.as_mut().is_some_and(Stream::is_settled)
    }

    /// Whether the other side neither closed nor sent anything since.
    pub(super) fn is_quiet(&self) -> bool {
        self.seat.lock().stream.as_ref().is_some_and(Stream::is_quiet)
    }
}

impl Seat {
    pub(super) fn give_back(&self, stream: Stream, buffers: StreamBuffers) {
        let mut seated = self.lock();
        seated.stream = Some(stream);
        seated.buffers = buffers;
    }

    pub(super) fn keep_headers(&self, headers: Headers) {
        self.lock().headers = headers;
    }

    /// Never waited for: a lane serves one exchange at a time.
    fn lock(&self) -> MutexGuard<'_, Seated> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Provides an exchange with its connection: that of its seat where there is one.
#[derive(Debug)]
struct SeatedConnector {
    connector: Arc<Connector>,
    seat: Arc<Seat>,
}

impl transport::Connector for SeatedConnector {
    type Out = Connection;

    fn connect(
        &self,
        details: &ConnectionDetails,
        _: Option<()>,
    ) -> Result<Option<Connection>, ureq::Error> {
        let (pooled, buffers, deadline) = {
            let mut seated = self.seat.lock();
            (seated.stream.take(), std::mem::take(&mut seated.buffers), seated.deadline)
        };
        let served_before = pooled.is_some();
        let mut stream = pooled
            .map_or_else(|| self.connector.open(details.uri, details.needs_tls(), deadline), Ok)
            .map_err(TransportError::into_ureq)?;
        stream.expect_response(deadline);
        let (seat, spellings) = (self.seat.clone(), self.connector.spellings());
        Ok(Some(Connection::new(stream, served_before, buffers, seat, spellings)))
    }
}

/// What a request's head takes, with the few headers that ureq adds.
fn head_size(request: &Request<()>) -> usize {
    const OTHERS: usize = 512;
    let uri = request.uri();
    let path = uri.path_and_query().map_or(0, |path| path.as_str().len());
    let host = uri.authority().map_or(0, |authority| authority.as_str().len());
    let headers =
        request.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4);
    headers.sum::<usize>() + path + host + OTHERS
}

/// Leaves all look-ups to [`Connector`].
#[derive(Debug)]
pub(super) struct NoLookup;

impl resolver::Resolver for NoLookup {
    fn resolve(
        &self,
        _: &Uri,
        _: &HttpConfig,
        _: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        Ok(self.empty())
    }
}
