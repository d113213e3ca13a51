//! What ureq makes when the first request of the process needs it. Should memory run out at that very moment, it could
//! not be made ever after, and a child that is forked meanwhile would wait for it for ever: it is made beforehand.

use ureq::Agent;
use ureq::config::Config as UreqConfig;
use ureq::unversioned::transport::{ConnectionDetails, Connector};

use super::connection::Connection;
use super::lane::NoLookup;

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
    let agent = Agent::with_parts(UreqConfig::default(), Nowhere, NoLookup);
    let _ = agent.get("http://localhost/").call();
}
