//! What can go wrong in the relay. None of it holds an address, a name or a description of a session: all of it may be logged.
use std::io;
use thiserror::Error;

#[derive(Debug, Error)]
pub enum RelayError {
    /// The port could not be taken. Said to whoever installs it, so the reason stands beside it.
    #[error("sound and picture cannot arrive on {listen}: {why}")]
    Port { listen: std::net::SocketAddr, why: io::Error },
    /// So is this.
    #[error("the certificate of the way round cannot be used: {}: {why}", file.display())]
    Certificate { file: std::path::PathBuf, why: String },
    #[error("the relay's threads did not start: {0}")]
    Threads(io::Error),
    #[error("no cryptography for the relay")]
    Cryptography,
    /// What a page sent is no session that the relay takes part in.
    #[error("a page's description of its session was not taken")]
    Description,
    /// The library could not do what was asked of it.
    #[error("the media library failed at {0}")]
    Library(&'static str),
}
