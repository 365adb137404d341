//! The shelter's relay: letters go to one server that the shelter trusts, over a line that is always sealed (RFC 3207, RFC 8314), with a
//! certificate that is always looked at.
//!
//! The words of SMTP are lettre's; how lines are kept and given back is done here. lettre's own pool takes a line back whatever was going
//! on when it was let go: one on which the answer to a letter is still to come would be given to the next letter, which would take that
//! answer for its own, and so a letter that was refused would be taken for one that was sent. Here a line is kept only when the letter on
//! it was answered, and is forgotten in every other case.
mod letter;
mod lines;

use anyhow::{Context, Result, ensure};
use lettre::{
    Address,
    transport::smtp::{
        Error,
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters},
        extension::ClientId,
    },
};
use lines::{Line, Lines};
use serde::{Deserialize, Serialize};
use std::{
    future::Future,
    io,
    net::{IpAddr, Ipv4Addr},
    time::Duration,
};
use tokio::{net::lookup_host, sync::Semaphore, time::timeout};
use tokio_rustls::rustls;

/// Lines that are open at once: what a relay of a small house allows one customer.
const MOST_LINES: usize = 8;
const PATIENCE: Patience = Patience { step: Duration::from_secs(30), letter: Duration::from_secs(600) };

/// How long a line is kept that nobody uses.
const KEPT_FOR: Duration = Duration::from_secs(60);
/// How the house names itself. Its true name would stand in every letter that the relay passes on (`Received`).
const GREETING: Ipv4Addr = Ipv4Addr::LOCALHOST;

/// How the line is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Seal {
    /// From its beginning (port 465).
    Tls,
    /// After a word in the clear (port 587); without the seal nothing else is said.
    Starttls,
    /// Not at all. Only to a server on the same machine.
    Open,
}

/// The way to the relay, as staff set it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    pub host: String,
    pub port: u16,
    pub seal: Seal,
    /// Empty where one does not sign in.
    pub name: String,
    pub passphrase: String,
    /// Who vouches for its certificate, where that is not one of those that the machine trusts (PEM). Then nobody else does.
    pub authority: Option<String>,
}

/// Where it is and how to sign in is never printed.
impl std::fmt::Debug for Way {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Way({:?})", self.seal)
    }
}

/// Why a letter was not taken. Holds neither an address nor what the server said: a line of a log is for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotSent {
    /// Not now. It may even have been taken, where the line broke while the server thought about it.
    Later,
    /// This letter to this address: never.
    Never,
    /// It is not about the letter: the relay does not take ours, or the line is not what it should be.
    Wrong,
}

/// What is wrong with the way, for those who set it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// No server has this name.
    NoSuchName,
    /// Nobody answers there, or stops doing so.
    NoAnswer,
    /// It does not seal the line.
    NoSeal,
    /// It seals the line with a certificate that nobody vouches for, or of another server.
    Certificate,
    /// It does not let us in with this name and passphrase.
    SignIn,
    /// It does not want to speak with us.
    Refused,
    /// It asks us to come later.
    Busy,
}

impl From<Trouble> for NotSent {
    fn from(trouble: Trouble) -> NotSent {
        match trouble {
            Trouble::NoSuchName | Trouble::NoAnswer | Trouble::Busy => NotSent::Later,
            Trouble::NoSeal | Trouble::Certificate | Trouble::SignIn | Trouble::Refused => NotSent::Wrong,
        }
    }
}

/// What came of a step: an answer that says no, or none in time.
enum Failed {
    No(Error),
    Silence,
}

/// How long it may take.
#[derive(Clone, Copy)]
struct Patience {
    /// To find the server; to answer a command.
    step: Duration,
    /// To think about a whole letter (RFC 5321, 4.5.3.2.6). Who goes away before does not know whether it was taken, sends it once more,
    /// and somebody reads it twice.
    letter: Duration,
}

/// A relay, and the lines to it.
pub struct Relay {
    host: String,
    port: u16,
    seal: Seal,
    tls: Option<TlsParameters>,
    credentials: Option<Credentials>,
    places: Semaphore,
    lines: Lines,
    patience: Patience,
}

impl std::fmt::Debug for Relay {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Relay({:?})", self.seal)
    }
}

impl Relay {
    /// Looks at the settings; speaks to nobody yet.
    pub fn new(way: &Way) -> Result<Relay> {
        let is_here = way.host == "localhost" || way.host.parse::<IpAddr>().is_ok_and(|it| it.is_loopback());
        ensure!(way.seal != Seal::Open || is_here, "a line that is not sealed may only go to the same machine");
        let tls = match way.seal {
            Seal::Open => None,
            Seal::Tls | Seal::Starttls => {
                let mut tls = TlsParameters::builder(way.host.clone());
                if let Some(authority) = &way.authority {
                    // Without one in it, nobody would vouch for anything, and that would only be seen with the first letter.
                    ensure!(authority.contains("-----BEGIN CERTIFICATE-----"), "the authority is not a certificate (PEM)");
                    let authority = Certificate::from_pem(authority.as_bytes()).ok().context("the authority is not a certificate (PEM)")?;
                    tls = tls.certificate_store(CertificateStore::None).add_root_certificate(authority);
                }
                Some(tls.build_rustls().ok().context("the certificates of authorities cannot be used")?)
            }
        };
        let credentials = (!way.name.is_empty()).then(|| Credentials::new(way.name.clone(), way.passphrase.clone()));
        let (host, places) = (way.host.clone(), Semaphore::new(MOST_LINES));
        Ok(Relay { host, port: way.port, seal: way.seal, tls, credentials, places, lines: Lines::new(KEPT_FOR), patience: PATIENCE })
    }

    /// Gives it one letter for one person. `Ok` when the relay has it.
    pub async fn send(&self, from: &str, to: &str, letter: &[u8]) -> Result<(), NotSent> {
        let address = |it: &str| it.parse::<Address>().ok().filter(|_| it.is_ascii()).ok_or(NotSent::Never);
        let (from, to) = (address(from)?, address(to)?);
        let letter = std::str::from_utf8(letter).ok().filter(|it| it.is_ascii() && !has_half_an_end(it.as_bytes())).ok_or(NotSent::Never)?;
        let _place = self.places.acquire().await.map_err(|_| NotSent::Later)?;
        let mut line = self.begin(&from, &to).await?;
        let said = letter::say(&mut line, &to, letter, self.patience).await;
        // A line on which something was refused may be good for more, and is not worth the doubt.
        match said {
            Ok(()) => self.lines.keep(line),
            Err(_) => lines::leave(line),
        }
        said
    }

    /// Whether letters could be sent: goes all the way up to the first of them.
    pub async fn check(&self) -> Result<(), Trouble> {
        let mut line = self.connect().await?;
        let is_there = timeout(self.patience.step, line.smtp.test_connected()).await.unwrap_or(false);
        lines::leave(line);
        if is_there { Ok(()) } else { Err(Trouble::NoAnswer) }
    }

    /// A line on which a letter has begun. One that was kept may have been closed by the server meanwhile; nothing of a letter was taken
    /// until then, so that it can be begun on another.
    async fn begin(&self, from: &Address, to: &Address) -> Result<Line, NotSent> {
        while let Some(mut line) = self.lines.take() {
            if step(self.patience.step, letter::begin(&mut line, from, to)).await.is_ok() {
                return Ok(line);
            }
        }
        let mut line = self.connect().await?;
        match step(self.patience.step, letter::begin(&mut line, from, to)).await {
            Ok(()) => Ok(line),
            // Our own address is refused, and every letter has one of those: it is not about this letter.
            Err(Failed::No(error)) if error.is_permanent() => Err(NotSent::Wrong),
            Err(_) => Err(NotSent::Later),
        }
    }

    /// A new line: found, sealed, signed in.
    async fn connect(&self) -> Result<Line, Trouble> {
        let found = timeout(self.patience.step, lookup_host((self.host.as_str(), self.port))).await.map_err(|_| Trouble::NoSuchName)?;
        let addresses: Vec<_> = found.map_err(|_| Trouble::NoSuchName)?.collect();
        // What is called "localhost" is asked here once more where it is.
        if addresses.is_empty() || self.seal == Seal::Open && addresses.iter().any(|it| !it.ip().is_loopback()) {
            return Err(Trouble::NoSuchName);
        }
        let from_its_beginning = self.tls.clone().filter(|_| self.seal == Seal::Tls);
        let greeting = ClientId::Ipv4(GREETING);
        let opening = AsyncSmtpConnection::connect_tokio1(addresses.as_slice(), Some(self.patience.step), &greeting, from_its_beginning, None);
        let mut smtp = step(self.patience.step, opening).await.map_err(|it| trouble(it, Trouble::Refused))?;
        if let (Seal::Starttls, Some(tls)) = (self.seal, &self.tls) {
            if !smtp.can_starttls() {
                lines::leave(Line { smtp, takes_groups: false });
                return Err(Trouble::NoSeal);
            }
            step(self.patience.step, smtp.starttls(tls.clone(), &greeting)).await.map_err(|it| trouble(it, Trouble::NoSeal))?;
        }
        // Nothing goes into a line that should be sealed and is not, whatever came before.
        if self.seal != Seal::Open && !smtp.is_encrypted() {
            return Err(Trouble::NoSeal);
        }
        let takes_groups = step(self.patience.step, letter::takes_groups(&mut smtp, &greeting)).await.map_err(|it| trouble(it, Trouble::Refused))?;
        if let Some(credentials) = &self.credentials {
            let let_in = step(self.patience.step, smtp.auth(&[Mechanism::Plain, Mechanism::Login], credentials)).await;
            // The one answer that lets in (RFC 4954): another yes would be the answer to something else.
            if !let_in.map_err(|it| trouble(it, Trouble::SignIn))?.has_code(235) {
                return Err(Trouble::NoAnswer);
            }
        }
        Ok(Line { smtp, takes_groups })
    }
}

async fn step<T>(most: Duration, what: impl Future<Output = Result<T, Error>>) -> Result<T, Failed> {
    timeout(most, what).await.map_err(|_| Failed::Silence)?.map_err(Failed::No)
}

/// What went wrong on the way to a letter. `for_ever`: what a no for ever means at this point.
fn trouble(failed: Failed, for_ever: Trouble) -> Trouble {
    let Failed::No(error) = failed else { return Trouble::NoAnswer };
    match of_seal(&error) {
        Some(rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented) => return Trouble::Certificate,
        Some(_) => return Trouble::NoSeal,
        None => {}
    }
    if error.is_permanent() || error.is_client() {
        for_ever
    } else if error.is_transient() {
        Trouble::Busy
    } else {
        Trouble::NoAnswer
    }
}

/// What the seal says of it, where it was the seal.
fn of_seal(error: &Error) -> Option<&rustls::Error> {
    let mut at: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(it) = at {
        if let Some(it) = it.downcast_ref::<io::Error>() {
            return it.get_ref().and_then(|it| it.downcast_ref());
        }
        at = it.source();
    }
    None
}

/// CR or LF alone: some server might see two letters where there is one.
fn has_half_an_end(letter: &[u8]) -> bool {
    let whole = letter.windows(2).filter(|it| it == b"\r\n").count();
    [b'\r', b'\n'].iter().any(|end| letter.iter().filter(|it| *it == end).count() != whole)
}

#[cfg(test)]
#[path = "relay/tests.rs"]
mod tests;
