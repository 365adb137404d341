//! How letters come in: by a server that brings them (LMTP or SMTP), or out of a mailbox (IMAP). Whichever it is, a letter is handed to
//! the [`Door`], and is not forgotten by whoever brought it before the door has said what became of it.
pub mod listener;
pub mod mailbox;
pub mod seal;
pub mod session;

use async_trait::async_trait;
use session::Outcome;
use std::net::IpAddr;

/// A letter as it was brought.
#[derive(Clone, PartialEq, Eq)]
pub struct Came {
    /// Of the envelope; empty where there is none (`<>`), and where it came out of a mailbox that does not say.
    pub sender: String,
    pub recipients: Vec<String>,
    pub bytes: Vec<u8>,
    /// The server that brought it, where it did so itself: what SPF is asked about (RFC 7208). None behind another server of ours.
    pub by: Option<Peer>,
}

/// A server that brings letters.
#[derive(Clone, PartialEq, Eq)]
pub struct Peer {
    pub address: IpAddr,
    /// What it calls itself (EHLO).
    pub greeting: String,
}

/// Neither words nor addresses are ever printed.
impl std::fmt::Debug for Came {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Came({} bytes)", self.bytes.len())
    }
}

/// Takes letters in.
#[async_trait]
pub trait Door: Send + Sync + 'static {
    /// Whether anything at this address is taken. Says nothing else about it.
    async fn is_ours(&self, address: &str) -> bool;
    /// What became of it, for each recipient in their order. `Taken` is said only of what is on the disk or meant for nobody.
    async fn take(&self, came: Came) -> Vec<Outcome>;
}
