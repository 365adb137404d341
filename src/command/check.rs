//! Says what is wrong, without starting anything and without changing anything.
use super::{Ended, WRONG_CONFIGURATION};
use crate::config::Config;
use hearth_core::vault::MasterKey;
use std::{
    io::{Read, Write},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream},
    time::Duration,
};

/// All of it at once, one sentence a line.
pub fn run(config: &Config) -> Result<(), Ended> {
    let mut problems = config.problems();
    let data = config.data();
    let is_fresh = config.database.is_empty() && !data.join("hearth.db").exists();
    if data.exists() && std::fs::read_dir(&data).is_err() {
        problems.push(format!("The data folder {} cannot be read by this user.", data.display()));
    }
    if let Ok(Some(media)) = config.media() {
        problems.extend(crate::plugins::all().iter().flat_map(|it| it.problems(&media)).map(|it| super::start::sentence(&it)));
    }
    // Not made here, so a fresh house is asked only whether its place is right.
    match MasterKey::read(&config.master_key(), &data, false) {
        Err(fault) if !(is_fresh && format!("{fault:#}").contains("is missing")) => problems.push(format!("{fault:#}.")),
        _ => {}
    }
    if !problems.is_empty() {
        return Err(Ended { code: WRONG_CONFIGURATION, why: problems.join("\n") });
    }
    println!("The configuration is in order. People reach the server at {}; it listens on {}.", config.address, config.listen);
    println!("{}", if is_fresh { "There is no database yet: the first start makes it, and the master key." } else { "The master key can be read." });
    Ok(())
}

/// For a container's health check: whether the server on this machine answers.
pub fn health(config: &Config) -> Result<(), Ended> {
    let mut address = config.listen()?;
    if address.ip().is_unspecified() {
        let loopback = if address.is_ipv4() { IpAddr::V4(Ipv4Addr::LOCALHOST) } else { IpAddr::V6(Ipv6Addr::LOCALHOST) };
        address = SocketAddr::new(loopback, address.port());
    }
    let ask = || -> std::io::Result<String> {
        let wait = Duration::from_secs(3);
        let mut socket = TcpStream::connect_timeout(&address, wait)?;
        socket.set_read_timeout(Some(wait))?;
        socket.write_all(b"GET /ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        socket.read_to_string(&mut answer)?;
        Ok(answer)
    };
    match ask() {
        Ok(answer) if answer.starts_with("HTTP/1.1 200") => Ok(()),
        _ => Err(Ended::failed("The server does not answer.")),
    }
}
