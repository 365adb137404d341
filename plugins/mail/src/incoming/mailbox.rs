//! tmp
use super::*; use std::sync::Arc;
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)] pub enum Seal { Tls, Starttls, None }
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)] pub struct Mailbox { pub host: String, pub port: u16, pub seal: Seal, pub name: String, pub passphrase: String, pub authority: Option<Vec<u8>> }
pub async fn watch(_: Mailbox, _: Arc<dyn Door>) {}
