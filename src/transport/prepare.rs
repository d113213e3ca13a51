//! What the first client and the first request of the process make for all. Should memory run out at that very moment, some
//! of it could not be made ever after, and a child that is forked meanwhile would wait for it for ever: it is made
//! beforehand.

use ureq::Agent;
use ureq::config::Config as UreqConfig;
use ureq::unversioned::transport::{ConnectionDetails, Connector};

use super::connection::Connection;
use super::lane::NoLookup;
use super::tls;
use crate::config::built_in;

/// Leads nowhere, so that no network is touched.
#[derive(Debug)]
struct Nowhere;

impl Connector for Nowhere {
    type Out = Connection;

    fn connect(
        &self,
        _: &ConnectionDetails,
        _: Option<()>,
    ) -> Result<Option<Connection>, ureq::Error> {
        Ok(None)
    }
}

/// May be done again.
pub(crate) fn prepare() {
    tls::provider();
    built_in();
    let agent = Agent::with_parts(UreqConfig::default(), Nowhere, NoLookup);
    let _ = agent.get("http://localhost/").call();
}
