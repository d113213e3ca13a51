//! HTTP to the gateway: pooled connections, one deadline for everything, and nothing followed or trusted.

mod buffers;
pub(crate) mod certificate;
mod coding;
mod connection;
mod connector;
mod deadline;
mod head;
mod headers;
mod heads;
mod lane;
mod pool;
#[cfg(any(unix, yjt_unwinds_on_oom))]
mod prepare;
mod proxy;
mod race;
mod recorder;
mod records;
mod resolver;
mod retry;
mod sessions;
mod socket;
pub(crate) mod steps;
mod stream;
mod tls;
mod verify;

use std::io::{ErrorKind, Read};
use std::sync::Arc;
use std::time::{Instant, SystemTime};

use ureq::config::Config as HttpConfig;
use ureq::http;
use ureq::http::header::CONTENT_ENCODING;
use ureq::{Agent, Body};

use crate::clock::Moment;
use crate::config::Config;
use crate::error::{NetworkError, ResponseError};
use connector::Connector;
pub(crate) use headers::Headers;
use lane::Lane;
use pool::Pool;
#[cfg(any(unix, yjt_unwinds_on_oom))]
pub(crate) use prepare::prepare;
pub(crate) use retry::{Resend, TransportError};

/// A response of this size is read into its memory at once; allocators are quick with no more.
const USUAL_BODY: usize = 1024;

/// A client's connections to the gateway.
#[derive(Debug)]
pub(crate) struct Transport {
    http: HttpConfig,
    connector: Arc<Connector>,
    pool: Pool,
    /// All the time that a call has.
    milliseconds: u64,
    max_response_bytes: u64,
}

/// A response, its body read to the end.
#[derive(Debug)]
pub(crate) struct Response {
    pub http_status: u16,
    pub body: Result<Vec<u8>, ResponseError>,
    pub moment: Moment,
    pub headers: Headers,
}

impl Response {
    /// The server's clock, unless the response comes out of a cache.
    pub(crate) fn date(&self) -> Option<SystemTime> {
        if self.headers.has("age") {
            return None;
        }
        httpdate::parse_http_date(&self.headers.get("date")?).ok()
    }
}

impl Transport {
    /// Prepares; touches no network. `spellings` are the header names that are to be sent as they are spelled.
    pub(crate) fn new(
        config: Arc<Config>,
        spellings: Arc<[String]>,
    ) -> Result<Transport, rustls::Error> {
        let http = Agent::config_builder()
            .proxy(None)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(0)
            .build();
        Ok(Transport {
            http,
            pool: Pool::new(config.max_idle_connections),
            milliseconds: u64::try_from(config.timeout.as_millis()).unwrap_or(u64::MAX),
            max_response_bytes: config.max_response_bytes,
            connector: Arc::new(Connector::new(config, spellings)?),
        })
    }

    /// Sends one signed request. `fresh` keeps it off pooled connections.
    pub(crate) fn send(
        &self,
        request: http::Request<()>,
        deadline: Instant,
        fresh: bool,
    ) -> Result<Response, TransportError> {
        let started = Instant::now();
        let sent = SystemTime::now();
        if deadline <= started {
            let milliseconds = self.milliseconds;
            return Err(TransportError::for_good(NetworkError::Timeout { milliseconds }));
        }
        let pooled = if fresh { None } else { self.pool.take() };
        let lane = pooled.unwrap_or_else(|| Lane::new(self.http.clone(), self.connector.clone()));
        let response = lane.run(request, deadline).map_err(|e| self.failed(e))?;
        let moment = Moment { sent, took: started.elapsed() };
        let response = self.read(response, lane.take_headers(), moment)?;
        self.pool.put(lane);
        Ok(response)
    }

    fn read(
        &self,
        response: http::Response<Body>,
        headers: Headers,
        moment: Moment,
    ) -> Result<Response, TransportError> {
        let (head, body) = response.into_parts();
        let http_status = head.status.as_u16();
        // ureq has undone gzip and taken its header away: what is left is something else.
        let body = if head.headers.contains_key(CONTENT_ENCODING) {
            Err(ResponseError::Compressed)
        } else {
            let limit = self.max_response_bytes;
            let mut reader = body.into_with_config().limit(limit).reader();
            let mut body = Vec::with_capacity(USUAL_BODY);
            match reader.read_to_end(&mut body).map_err(ureq::Error::from) {
                Ok(_) => Ok(body),
                Err(ureq::Error::BodyExceedsLimit(_)) => Err(ResponseError::TooLarge { limit }),
                Err(ureq::Error::Decompress(..)) => Err(ResponseError::Compressed),
                Err(ureq::Error::Io(e)) if e.kind() == ErrorKind::OutOfMemory => {
                    Err(ResponseError::OutOfMemory)
                }
                Err(ureq::Error::Io(_)) => Err(ResponseError::Truncated),
                Err(other) => return Err(self.failed(other)),
            }
        };
        Ok(Response { http_status, body, moment, headers })
    }

    fn failed(&self, error: ureq::Error) -> TransportError {
        TransportError::from_ureq(error, self.milliseconds)
    }
}
