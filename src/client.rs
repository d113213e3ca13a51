//! A client: one hospital's configuration, its connections, and the exchange of a code for an identity.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::clock::Clock;
use crate::code_memory::CodeMemory;
use crate::config::Config;
use crate::error::{Error, NetworkError, ResponseError};
use crate::protocol::code::{BusinessType, Code};
use crate::protocol::identity::Identity;
use crate::protocol::request::RequestBuilder;
use crate::protocol::response;
use crate::single_flight::SingleFlight;
use crate::transport::{Resend, Response, Transport};

/// Everything a hospital needs, shared freely between threads.
#[derive(Debug)]
pub struct Client {
    config: Arc<Config>,
    requests: RequestBuilder,
    transport: Transport,
    clock: Clock,
    single_flight: SingleFlight<(Code, BusinessType), Arc<Report>>,
    memory: Option<CodeMemory>,
}

/// How an exchange went.
#[derive(Debug)]
pub struct Report {
    /// The identity, or why there is none.
    pub outcome: Result<Arc<Identity>, Error>,
    /// Requests sent, the first included.
    pub attempts: u32,
    /// The whole call.
    pub took: Duration,
}

impl Client {
    /// Parses and validates the configuration and prepares everything; touches no network.
    pub fn new(config_json: &str) -> Result<Client, Error> {
        let config = Arc::new(Config::from_json(config_json)?);
        let requests = RequestBuilder::new(config.clone());
        let transport = Transport::new(config.clone(), requests.spellings())
            .map_err(|e| Error::Internal(e.to_string()))?;
        let clock = Clock::default();
        let memory = CodeMemory::new(config.code_memory);
        let single_flight = SingleFlight::new();
        Ok(Client { config, requests, transport, clock, single_flight, memory })
    }

    /// Exchanges a code. Concurrent calls with the same arguments share one request.
    pub fn exchange(&self, code: &Code, business_type: BusinessType) -> Arc<Report> {
        let started = Instant::now();
        let deadline = started + self.config.timeout;
        let key = (code.clone(), business_type);
        let alone = || Arc::new(self.exchange_alone(code, business_type));
        self.single_flight
            .share(key, deadline, Report::crashed, alone)
            .unwrap_or_else(|| Arc::new(Report::without_response(self.late(), started.elapsed())))
    }

    /// The error of an exchange that did not end in time.
    fn late(&self) -> Error {
        let milliseconds = u64::try_from(self.config.timeout.as_millis()).unwrap_or(u64::MAX);
        NetworkError::Timeout { milliseconds }.into()
    }

    /// Forgets what `codeMemorySeconds` lets no longer be remembered.
    fn forget_expired(&self) {
        if let Some(memory) = &self.memory {
            memory.purge(Instant::now());
        }
    }

    /// Encrypts a field under the client's appKey.
    pub fn encrypt(&self, text: &str) -> Result<String, Error> {
        self.forget_expired();
        Ok(self.config.app_key.encrypt(text)?)
    }

    /// Decrypts a field under the client's appKey.
    pub fn decrypt(&self, cipher: &str) -> Result<String, Error> {
        self.forget_expired();
        Ok(self.config.app_key.decrypt(cipher)?)
    }

    /// Looks into the memory within the shared call, and remembers before that ends: of two calls with one code, the
    /// second either joins the first or finds what it left.
    fn exchange_alone(&self, code: &Code, business_type: BusinessType) -> Report {
        let started = Instant::now();
        let mut attempts = Attempts::default();
        let remembered = self.memory.as_ref().and_then(|m| m.get(code, business_type, started));
        let outcome = match remembered {
            Some(user) => Ok(user),
            None => {
                let deadline = started + self.config.timeout;
                self.attempt_until(deadline, code, business_type, &mut attempts)
                    .map(Arc::new)
                    .map_err(|error| attempts.explain(error))
            }
        };
        if let (Some(memory), Ok(user), 1..) = (&self.memory, &outcome, attempts.made) {
            memory.put(code.clone(), business_type, user.clone(), Instant::now());
        }
        Report { outcome, attempts: attempts.made, took: started.elapsed() }
    }

    /// Sends again only what cannot have been processed, as far as a client can know, each reason once.
    fn attempt_until(
        &self,
        deadline: Instant,
        code: &Code,
        business_type: BusinessType,
        attempts: &mut Attempts,
    ) -> Result<Identity, Error> {
        let known = self.clock.correction();
        let mut correction = known;
        loop {
            let now = correction.now();
            let request = self.requests.signed(code, business_type, now)?;
            attempts.made += 1;
            let response = match self.transport.send(request, deadline, attempts.needs_fresh()) {
                Ok(response) => response,
                Err(failed) if attempts.may_repeat(self.allowed(failed.resend)) => continue,
                Err(failed) => return Err(failed.error.into()),
            };
            let (refused, seen) = match self.read(&response, code, deadline) {
                Err(Error::Response(refused, seen)) if refused.is_signature() => (refused, seen),
                other => {
                    if correction != known && is_signature_taken(&other) {
                        self.clock.keep(correction);
                    }
                    return other;
                }
            };
            let better = response.date().and_then(|date| correction.better(date, response.moment));
            let Some(better) = better else {
                return Err(Error::Response(refused, seen));
            };
            let may_correct = self.config.clock_correction;
            if !may_correct || !attempts.may_repeat(Some(Resend::ClockCorrected)) {
                let seconds = better.seconds();
                return Err(Error::Response(ResponseError::Clock { seconds }, seen));
            }
            correction = better;
        }
    }

    /// A server that processed a request and closed without a word looks like one that closed an idle connection.
    fn allowed(&self, resend: Option<Resend>) -> Option<Resend> {
        let forbidden = !self.config.resend_when_closed;
        resend.filter(|reason| !(forbidden && *reason == Resend::ClosedBeforeResponse))
    }

    /// Reading is inside the deadline too: what is in time and cannot be read in time is late.
    fn read(&self, response: &Response, code: &Code, deadline: Instant) -> Result<Identity, Error> {
        if Instant::now() >= deadline {
            return Err(self.late());
        }
        let body = response.body.as_deref().map_err(Clone::clone);
        let outcome = response::identity(response.http_status, body, &self.config, code);
        if Instant::now() >= deadline { Err(self.late()) } else { outcome }
    }
}

/// Whether the interface itself answered. A page, or a gateway that is busy or does not know us, need not have looked at
/// the signature.
fn is_signature_taken(outcome: &Result<Identity, Error>) -> bool {
    match outcome {
        Ok(_) | Err(Error::Field(..)) => true,
        Err(Error::Response(error, _)) => {
            matches!(error, ResponseError::Failed | ResponseError::InvalidParameter)
        }
        Err(_) => false,
    }
}

/// What an exchange has tried so far.
#[derive(Default)]
struct Attempts {
    made: u32,
    reasons: Vec<Resend>,
}

impl Attempts {
    fn may_repeat(&mut self, reason: Option<Resend>) -> bool {
        let Some(reason) = reason.filter(|reason| !self.reasons.contains(reason)) else {
            return false;
        };
        self.reasons.push(reason);
        true
    }

    /// What a failure means when an earlier request was sent and its connection closed without a response.
    fn explain(&self, error: Error) -> Error {
        match error {
            Error::Response(ResponseError::Failed, seen) if self.needs_fresh() => {
                Error::Response(ResponseError::FailedWhenResent, seen)
            }
            Error::Response(ResponseError::RefusedWithoutCode, seen) if self.needs_fresh() => {
                Error::Response(ResponseError::RefusedWhenResent, seen)
            }
            // These say that nothing was sent.
            Error::Network(NetworkError::ConnectTimeout { .. }) if self.needs_fresh() => {
                no_new_connection("timed out")
            }
            Error::Network(
                NetworkError::Connect { cause, .. } | NetworkError::LocalResources { cause },
            ) if self.needs_fresh() => no_new_connection(&cause),
            other => other,
        }
    }

    /// Where one pooled connection was stale, the others may be.
    fn needs_fresh(&self) -> bool {
        self.reasons.contains(&Resend::ClosedBeforeResponse)
    }
}

/// A request was sent, and so it stays unknown what became of it.
fn no_new_connection(why: &str) -> Error {
    let cause = format!("closed while idle, and no new connection: {why}");
    Error::Network(NetworkError::Disconnected { cause })
}

impl Report {
    /// Of a call that waited for another, which crashed.
    fn crashed() -> Arc<Report> {
        let crashed = Error::Internal("the call that was shared crashed".to_owned());
        Arc::new(Report::without_response(crashed, Duration::ZERO))
    }

    /// Of a call that waited for another's result in vain.
    fn without_response(error: Error, took: Duration) -> Report {
        Report { outcome: Err(error), attempts: 0, took }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcome = if self.outcome.is_ok() { "ok" } else { "failed" };
        write!(f, "exchange {outcome}, attempts={}, ms={}", self.attempts, self.took.as_millis())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_not_read_in_time_is_late() {
        let client = Client::new(
            r#"{"environment": "test", "appCode": "A", "appKey": "A7E2D00B4058086CBD3D4B8A5E0B2697",
                "paasId": "p", "token": "t", "timeoutMs": 1234}"#,
        );
        let client = client.unwrap();
        let code = Code::new("code").unwrap();
        let response = Response {
            http_status: 200,
            body: Ok(br#"{"errcode":0,"data":{"userId":"u"}}"#.to_vec()),
            headers: Default::default(),
            moment: crate::clock::Moment {
                sent: std::time::SystemTime::now(),
                took: Duration::ZERO,
            },
        };
        let now = Instant::now();
        assert!(client.read(&response, &code, now + Duration::from_secs(600)).is_ok());
        let late = Error::Network(NetworkError::Timeout { milliseconds: 1234 });
        assert_eq!(client.read(&response, &code, now).err(), Some(late));
    }

    #[test]
    fn debug_prints_no_secret_and_no_person() {
        let key = "A7E2D00B4058086CBD3D4B8A5E0B2697";
        let client = Client::new(
            &json!({
                "environment": "test", "appCode": "HIS1", "appKey": key, "paasId": "hidden-paas",
                "token": "hidden-token", "appSecret": "hidden-secret",
                "proxy": "http://user:hidden-password@proxy:1", "extraHeaders": {"X-Key": "hidden-header"},
            })
            .to_string(),
        );
        let client = client.unwrap();
        let body = json!({"errcode": 0, "data": {
            "name": "hidden-name", "phone": client.encrypt("hidden-phone").unwrap(),
            "userId": "hidden-user", "level": "hidden-extra",
        }});
        let code = Code::new("hidden-code").unwrap();
        let user = response::identity(200, Ok(body.to_string().as_bytes()), &client.config, &code)
            .unwrap();
        let memory = CodeMemory::new(Duration::from_secs(1));
        let printed = format!("{client:?} {user:?} {code:?} {memory:?}");
        assert!(printed.contains("Client") && user.to_json().contains("hidden-extra"), "{printed}");
        for hidden in ["hidden", key, &key.to_lowercase(), "aGlkZGVu", "dXNlcjpoaWRkZW4"] {
            assert!(!printed.contains(hidden), "{hidden} is in {printed}");
        }
    }
}
