//! HTTP to the gateway: pooled connections, one deadline for everything, and nothing followed or trusted.

mod budget;
mod certificate;
mod coding;
mod connection;
mod dial;
mod head;
mod heads;
mod lost;
mod names;
mod pool;
#[cfg(yjt_unwinds_on_oom)]
mod prepare;
mod race;
mod records;
mod request;
mod sessions;
mod socket;
mod stream;
mod tls;
mod verify;

use std::io::{ErrorKind, Read};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use ureq::config::Config as HttpConfig;
use ureq::http::header::{AGE, CONTENT_ENCODING, DATE};
use ureq::http::{HeaderMap, Request, Response};
use ureq::{Agent, Body};

use crate::clock::Moment;
use crate::config::Config;
use crate::error::{AnswerError, NetworkError};
pub(crate) use lost::{Lost, Resend};
#[cfg(yjt_unwinds_on_oom)]
pub(crate) use prepare::prepare;
pub(crate) use request::Requests;

/// An answer of this size is read into its memory at once.
const USUAL_BODY: usize = 2 * 1024;

/// A client's connections to the gateway.
#[derive(Debug)]
pub(crate) struct Gateway {
    http: HttpConfig,
    dial: Arc<dial::Dial>,
    host: String,
    limits: lost::Limits,
    max_response_bytes: u64,
}

/// An answer, its body read to the end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub http_status: u16,
    pub body: Result<Vec<u8>, AnswerError>,
    /// The server's clock, unless the answer comes out of a cache.
    pub date: Option<SystemTime>,
    pub moment: Moment,
}

impl Gateway {
    /// Prepares; touches no network. The proxy is taken out of the configuration.
    pub(crate) fn new(config: &mut Config) -> Result<Gateway, rustls::Error> {
        let dial = dial::Dial {
            names: names::Names::default(),
            worked: Mutex::default(),
            proxy: config.proxy.take(),
            tls: tls::Tls::new(&config.tls)?,
            pool: Arc::new(pool::Pool::new(config.max_idle_connections)),
            spellings: request::spellings(config),
        };
        let http = Agent::config_builder()
            .proxy(None)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(config.connect_timeout))
            .max_idle_connections(0)
            .user_agent(concat!("yjt/", env!("CARGO_PKG_VERSION")))
            .build();
        Ok(Gateway {
            http,
            dial: Arc::new(dial),
            host: config.base_url.authority().map(ToString::to_string).unwrap_or_default(),
            limits: lost::Limits {
                connect_milliseconds: milliseconds(config.connect_timeout),
                total_milliseconds: milliseconds(config.timeout),
            },
            max_response_bytes: config.max_response_bytes,
        })
    }

    /// Sends one signed request. `fresh` keeps it off pooled connections.
    pub(crate) fn send(
        &self,
        request: Request<()>,
        deadline: Instant,
        fresh: bool,
    ) -> Result<Answer, Lost> {
        let started = Instant::now();
        let sent = SystemTime::now();
        let left = deadline.saturating_duration_since(started);
        if left.is_zero() {
            let milliseconds = self.limits.total_milliseconds;
            return Err(Lost::for_good(NetworkError::Timeout { milliseconds }));
        }
        // An agent for each exchange: one that is shared has a lock of its own.
        let connect = dial::Connect { dial: self.dial.clone(), fresh };
        let agent = Agent::with_parts(self.http.clone(), connect, dial::NoLookup);
        let request = agent.configure_request(request).timeout_global(Some(left)).build();
        let response = agent.run(request).map_err(|e| self.lost(e))?;
        let moment = Moment { sent, took: started.elapsed() };
        self.read(response, moment)
    }

    fn read(&self, response: Response<Body>, moment: Moment) -> Result<Answer, Lost> {
        let http_status = response.status().as_u16();
        let date = server_date(response.headers());
        // ureq has undone gzip and taken its header away: what is left is something else.
        let body = if response.headers().contains_key(CONTENT_ENCODING) {
            Err(AnswerError::Compressed)
        } else {
            let limit = self.max_response_bytes;
            let mut reader = response.into_body().into_with_config().limit(limit).reader();
            let mut body = Vec::with_capacity(USUAL_BODY);
            match reader.read_to_end(&mut body).map_err(ureq::Error::from) {
                Ok(_) => Ok(body),
                Err(ureq::Error::BodyExceedsLimit(_)) => Err(AnswerError::TooLarge { limit }),
                Err(ureq::Error::Decompress(..)) => Err(AnswerError::Compressed),
                Err(ureq::Error::Io(e)) if e.kind() == ErrorKind::OutOfMemory => {
                    Err(AnswerError::OutOfMemory)
                }
                Err(ureq::Error::Io(_)) => Err(AnswerError::Truncated),
                Err(other) => return Err(self.lost(other)),
            }
        };
        Ok(Answer { http_status, body, date, moment })
    }

    fn lost(&self, error: ureq::Error) -> Lost {
        Lost::from_ureq(error, &self.host, self.limits)
    }
}

/// The `Date` header, unless an `Age` shows that a cache answered.
fn server_date(headers: &HeaderMap) -> Option<SystemTime> {
    if headers.contains_key(AGE) {
        return None;
    }
    httpdate::parse_http_date(headers.get(DATE)?.to_str().ok()?).ok()
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
