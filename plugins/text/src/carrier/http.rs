//! How carriers are called by HTTP: one client for all, small answers, no detours, and nothing of a call in any log.
//!
//! The errors of the client hold addresses, and an address may hold a number or a secret. None of them leaves this file.
use super::{Call, LONGEST_BODY, NotSent, Refused, Trouble};
use hmac::{Hmac, KeyInit, Mac};
use reqwest::{Client, RequestBuilder, redirect::Policy};
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use serde::de::DeserializeOwned;
use sha1::Sha1;
use sha2::{Digest, Sha256};
use std::{net::IpAddr, sync::Arc, time::Duration};
use subtle::ConstantTimeEq;
use url::{Host, Url};

/// How long one call may take.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    pub connect: Duration,
    pub whole: Duration,
}

pub const PATIENCE: Patience = Patience { connect: Duration::from_secs(10), whole: Duration::from_secs(30) };

/// Why a carrier cannot be set up as it is written. Names no value: values are secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    #[error("the address cannot be read")]
    Address,
    #[error("the line would not be sealed, and does not stay in the house")]
    Open,
    #[error("something that is needed is empty")]
    Incomplete,
    #[error("the certificates of authorities cannot be used")]
    Authorities,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// Nobody was reached: nothing was said.
    Before,
    /// It was said, and what became of it is not known.
    After,
}

impl From<Lost> for NotSent {
    fn from(lost: Lost) -> NotSent {
        NotSent::Later(match lost {
            Lost::Before => "out of reach",
            Lost::After => "no answer came",
        })
    }
}

impl From<Lost> for Trouble {
    fn from(_: Lost) -> Trouble {
        Trouble::OutOfReach
    }
}

/// Whom the house believes: the authorities that the machine knows.
pub fn trusted() -> Result<ClientConfig, Unusable> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    believes(roots)
}

/// The same with a store of one's own.
pub fn believes(roots: RootCertStore) -> Result<ClientConfig, Unusable> {
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().map_err(|_| Unusable::Authorities)?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

/// The client of all carriers. A redirect is never followed: the words would go where nobody meant them to.
pub fn client(tls: ClientConfig, patience: Patience) -> Result<Client, Unusable> {
    let client = Client::builder().tls_backend_preconfigured(tls).redirect(Policy::none()).referer(false).no_proxy();
    // What was said once is said again only by who knows what it means.
    let client = client.retry(reqwest::retry::never()).connect_timeout(patience.connect).timeout(patience.whole);
    client.build().map_err(|_| Unusable::Authorities)
}

/// The address of a provider. A line that is not sealed may only lead to a neighbour in the house.
pub fn base(written: &str) -> Result<Url, Unusable> {
    let mut url = Url::parse(written).map_err(|_| Unusable::Address)?;
    if url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() || url.password().is_some() {
        return Err(Unusable::Address);
    }
    match url.scheme() {
        "https" => {}
        "http" if url.host().is_some_and(|it| is_near(&it)) => {}
        "http" => return Err(Unusable::Open),
        _ => return Err(Unusable::Address),
    }
    url.path_segments_mut().map_err(|()| Unusable::Address)?.pop_if_empty();
    Ok(url)
}

/// On this machine or in the house's own network: a private address, or a name without dots as containers have.
pub fn is_near(host: &Host<&str>) -> bool {
    let is_private = |it: IpAddr| match it {
        IpAddr::V4(it) => it.is_loopback() || it.is_private(),
        IpAddr::V6(it) => it.is_loopback() || it.is_unique_local(),
    };
    match host {
        Host::Domain(it) => !it.contains('.'),
        Host::Ipv4(it) => is_private(IpAddr::V4(*it)),
        Host::Ipv6(it) => is_private(IpAddr::V6(*it)),
    }
}

/// Whether a machine, by its name or address as it is written, is near.
pub fn near(written: &str) -> Result<(), Unusable> {
    let host = Host::parse(written).or_else(|_| Host::parse(&format!("[{written}]"))).map_err(|_| Unusable::Address)?;
    let host = match &host {
        Host::Domain(it) => Host::Domain(it.as_str()),
        Host::Ipv4(it) => Host::Ipv4(*it),
        Host::Ipv6(it) => Host::Ipv6(*it),
    };
    if is_near(&host) { Ok(()) } else { Err(Unusable::Open) }
}

/// A place under an address; what is odd in a part is written so that it stays that part.
pub fn at(base: &Url, parts: &[&str]) -> Url {
    let mut url = base.clone();
    if let Ok(mut path) = url.path_segments_mut() {
        path.extend(parts);
    }
    url
}

/// An answer, whole.
pub struct Said {
    pub status: u16,
    pub body: Vec<u8>,
}

impl Said {
    pub fn is_yes(&self) -> bool {
        (200..300).contains(&self.status)
    }

    pub fn json<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(&self.body).ok()
    }

    /// Too many at once, or a fault of theirs: it may go later.
    pub fn is_busy(&self) -> bool {
        self.status == 429 || self.status >= 500
    }
}

/// Asks, and reads at most so much. The error of the client is thrown away here: it quotes the address.
pub async fn ask(request: RequestBuilder, most: usize) -> Result<Said, Lost> {
    let mut answer = request.send().await.map_err(|it| if it.is_connect() || it.is_builder() { Lost::Before } else { Lost::After })?;
    let (status, mut body) = (answer.status().as_u16(), Vec::new());
    while let Some(piece) = answer.chunk().await.map_err(|_| Lost::After)? {
        if body.len() + piece.len() > most {
            return Err(Lost::After);
        }
        body.extend_from_slice(&piece);
    }
    Ok(Said { status, body })
}

/// The same for nearly all of them.
pub async fn asked(request: RequestBuilder) -> Result<Said, Lost> {
    ask(request, LONGEST_BODY).await
}

/// In the time that it takes for all: how much of it is right cannot be measured.
pub fn is_same(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}

pub fn is_signed_sha1(key: &[u8], said: &[u8], signature: &[u8]) -> bool {
    is_signed(Hmac::<Sha1>::new_from_slice(key).ok(), said, signature)
}

pub fn is_signed_sha256(key: &[u8], said: &[u8], signature: &[u8]) -> bool {
    is_signed(Hmac::<Sha256>::new_from_slice(key).ok(), said, signature)
}

/// Compared in constant time; what cannot be computed is not signed.
fn is_signed(mac: Option<impl Mac>, said: &[u8], signature: &[u8]) -> bool {
    mac.is_some_and(|it| it.chain_update(said).verify_slice(signature).is_ok())
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|it| format!("{it:02x}")).collect()
}

pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// A short name made of several parts; it does not show what it was made of.
pub fn name_of(parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part.as_bytes());
    }
    hex(&digest.finalize()[..16])
}

/// What is asked about every call before anything else.
pub fn is_short(call: &Call<'_>) -> Result<(), Refused> {
    if call.body.len() > LONGEST_BODY || call.url.len() > LONGEST_BODY { Err(Refused::Unreadable) } else { Ok(()) }
}

/// What stands after the question mark, read.
pub fn query(call: &Call<'_>) -> Vec<(String, String)> {
    let written = call.url.split('#').next().and_then(|it| it.split_once('?')).map_or("", |it| it.1);
    url::form_urlencoded::parse(written.as_bytes()).into_owned().collect()
}

/// The first value of this name.
pub fn value<'a>(among: &'a [(String, String)], name: &str) -> Option<&'a str> {
    among.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
}

#[cfg(test)]
#[path = "http/tests.rs"]
mod tests;
