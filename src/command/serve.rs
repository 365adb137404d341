//! Starts the server, says where it is, and stops it when it is told to.
use super::{Ended, start};
use crate::{
    config::Config,
    edge::{Edge, health::SecurityContact},
    hardening,
    opening::fault,
    plugins,
    serving::{self, Options, Stopping},
    telemetry,
};
use actix_web::web::Data;
use hearth_core::person::setup;
use std::net::TcpListener;

pub fn run(config: &Config) -> Result<(), Ended> {
    start::refuse_wrong(config)?;
    let _telemetry = telemetry::start(config)?;
    hardening::no_core_dumps();
    let listener = start::listen(config)?;
    let lock = start::prepare(&config.data())?;
    let outcome = actix_web::rt::System::new().block_on(serve(config, listener));
    drop(lock);
    outcome
}

/// What the configuration says about the server.
pub fn options(config: &Config) -> Result<Options, Ended> {
    let contact = Some(config.security_contact.clone()).filter(|it| !it.is_empty());
    let edge = Edge { proxies: Data::new(config.trusted_proxies()?), security_contact: Data::new(SecurityContact(contact)), ..Edge::default() };
    let mut options = Options { edge, metrics: config.metrics_listen()?, ..Options::default() };
    if config.workers > 0 {
        options.workers = config.workers as usize;
    }
    Ok(options)
}

async fn serve(config: &Config, listener: TcpListener) -> Result<(), Ended> {
    let stopping = Stopping::listen()?;
    let plugins = plugins::all();
    let kernel = start::open(config, &plugins).await?;
    let link = setup::link(&kernel).await.map_err(fault)?;
    let serving = serving::start(&kernel, plugins, listener, options(config)?).await?;
    println!("Hearth is at {}", kernel.house.origin());
    if let Some(link) = link {
        println!("It is not set up yet. Open this link, once, in a browser of somebody who will administer it:\n{link}");
    }
    Ok(serving::until(serving, stopping).await?)
}
