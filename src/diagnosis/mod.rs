//! The doctor: walks the way that a login takes, names what is wrong on it and what to do. What it uses is what a login
//! uses: the same parser, resolver, connector, verifier and requests.

mod options;
mod report;

// Before the network; on the way to the gateway; what it answers.
mod configuration;
mod library;
mod sm4;

mod certificate;
mod connect;
mod name;
mod probes;
mod proxy;
mod tls;
mod walk;

mod clock;
mod discovery;
mod gateway;
mod http;

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::error::Error;
use options::Options;
use report::Report;
use walk::Walk;

/// However many steps there are.
const TOTAL: Duration = Duration::from_secs(120);

/// The report on a configuration, as JSON.
pub(crate) fn report(config_json: &str, options_json: &str) -> Result<String, Error> {
    let options = Options::from_json(options_json)?;
    let mut report = Report::default();
    library::check(&mut report);
    let config = configuration::check(&mut report, config_json);
    sm4::check(&mut report, config.as_ref());
    match config.map(Arc::new) {
        Some(_) if !options.go_as_far_as(name::ID) => {}
        Some(config) => {
            let end = Instant::now() + TOTAL;
            let mut walk = Walk { report: &mut report, config, options: &options, end };
            walk::check(&mut walk, config_json);
        }
        // A proxy is configured, or there is none to speak of.
        None => walk::checks()
            .filter(|id| *id != proxy::ID)
            .for_each(|id| report.skip(id, "configuration")),
    }
    report.keep_only(&options.only);
    Ok(report.to_json())
}
