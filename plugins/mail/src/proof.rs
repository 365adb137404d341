//! Whether a letter is really from the address that it says it is from: DMARC (RFC 7489), asked of the DNS. The address alone is worth
//! nothing, anybody can write it; what is proved here is one of the two things that let somebody in by mail (safety.md EML-1).
//!
//! Narrower than the standard where the standard decides about a nuisance and this decides about a person:
//! - There is one `From` with one address, or nothing is proved.
//! - A domain speaks for itself and for what stands above or below it (`mail.good.example` for `good.example`), as far as its record
//!   says so, and never for its neighbours: two customers of one provider are strangers.
//! - A signature that covers part of the body, or not the `From`, or was made with SHA-1 (RFC 8301), is none. What others say about
//!   the letter (ARC, third-party signatures, `Authentication-Results`) counts for nothing.
//! - Where the domain has no record, only its own signature counts.
//!
//! Whoever lets somebody in compares the address in [`Proof::Proven`], and not one that was read out of the letter in another way. And
//! asks what else is sure about it ([`Covers`]): a letter that is hers may have been written to somebody else.
use crate::incoming::Came;
use anyhow::Context;
use mail_auth::{
    AuthenticatedMessage, DkimResult, DmarcResult, MessageAuthenticator, SpfOutput,
    common::{crypto::Algorithm, to_a_label},
    dkim::Signature,
    dmarc::{Alignment, verify::DmarcParameters},
    hickory_resolver::{
        config::{ConnectionConfig, NameServerConfig, ResolverConfig, ResolverOpts},
        system_conf::read_system_conf,
    },
    spf::verify::SpfParameters,
};
use std::{net::SocketAddr, time::Duration};
use tokio::time::timeout;

/// All questions about one letter. The server that brought it waits for so long.
const LONGEST: Duration = Duration::from_secs(20);
/// Signatures of the domain itself that are looked at: each is a question to the DNS, and a letter can hold thousands.
const MOST_SIGNATURES: usize = 5;

#[derive(Clone, PartialEq, Eq)]
pub enum Proof {
    Proven {
        /// The one address of `From`, in lower case.
        from: String,
        covers: Covers,
    },
    Unproven(Why),
    /// The DNS did not answer: it may be proved another time.
    Later,
}

/// Which heads stand in a letter that is hers as they stood in it when it left her domain.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Covers {
    pub to: bool,
    pub cc: bool,
    pub date: bool,
}

/// A server of her own domain brought this very letter to us, now.
const ALL: Covers = Covers { to: true, cc: true, date: true };

/// Why nothing is proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Not exactly one address that it is from.
    NoOneAddress,
    /// No signature of its domain, and not brought by a server that its domain sends by.
    NobodySaysSo,
    /// Brought by a server that its domain sends by; but it has no record that says what is to be made of that.
    NoRecord,
    /// Its domain has signed it, and something was changed since, or the signature is no longer good.
    BadSignature,
}

/// An address is never printed.
impl std::fmt::Debug for Proof {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Proof::Proven { .. } => out.write_str("Proven"),
            Proof::Unproven(why) => write!(out, "Unproven({why:?})"),
            Proof::Later => out.write_str("Later"),
        }
    }
}

/// Asks the DNS about letters.
#[derive(Clone)]
pub struct Prover(MessageAuthenticator);

impl Prover {
    /// Asks this name server, or the system's where none is named.
    pub fn new(resolver: Option<SocketAddr>) -> anyhow::Result<Prover> {
        let (config, options) = match resolver {
            Some(address) => {
                let connections = [ConnectionConfig::udp(), ConnectionConfig::tcp()].map(|mut it| {
                    it.port = address.port();
                    it
                });
                let server = NameServerConfig::new(address.ip(), true, connections.into());
                (ResolverConfig::from_name_servers(vec![server]), ResolverOpts::default())
            }
            None => read_system_conf().context("which name server to ask is not known")?,
        };
        Ok(Prover(MessageAuthenticator::new(config, options).context("names cannot be asked about")?))
    }

    pub async fn prove(&self, came: &Came) -> Proof {
        timeout(LONGEST, self.ask(came)).await.unwrap_or(Proof::Later)
    }

    async fn ask(&self, came: &Came) -> Proof {
        let Some(mut message) = AuthenticatedMessage::parse(&came.bytes) else { return Proof::Unproven(Why::NoOneAddress) };
        let Some((from, domain)) = one_address(&message) else { return Proof::Unproven(Why::NoOneAddress) };
        // Strangers' signatures are taken away before anything is asked: what is left can only be about her domain.
        message.dkim_headers.retain(|it| {
            let signature = &it.header;
            let covers_from = signature.h.iter().any(|it| it.eq_ignore_ascii_case("from"));
            is_of_one_family(&to_a_label(&signature.d), &domain) && covers_from && signature.a != Algorithm::RsaSha1
        });
        message.dkim_headers.truncate(MOST_SIGNATURES);
        for it in &mut message.dkim_headers {
            // No report is sent, and no third party is asked.
            (it.header.r, it.header.atps) = (false, None);
        }
        let signatures = self.0.verify_dkim(&message).await;
        let sender = came.sender.to_lowercase();
        let sender_domain = sender.rsplit_once('@').map(|(_, it)| it).filter(|it| is_of_one_family(it, &domain));
        let brought = match (&came.by, sender_domain) {
            (Some(by), Some(_)) => self.0.verify_spf(SpfParameters::verify_mail_from(by.address, &by.greeting, "", &sender)).await,
            _ => SpfOutput::default(),
        };
        let asked = DmarcParameters {
            message: &message,
            dkim_output: &signatures,
            dkim2_output: None,
            rfc5321_mail_from_domain: sender_domain.unwrap_or_default(),
            spf_output: &brought,
        };
        let said = self.0.verify_dmarc(asked).await;
        let (by_signature, by_server) = (said.dkim_result(), said.spf_result());
        // As far as its record says, what stands above or below it speaks for it; without a record, nothing but itself.
        let is_relaxed = said.dmarc_record().is_some_and(|it| it.adkim == Alignment::Relaxed);
        let good = || {
            let speaks = |it: &&Signature| is_relaxed || to_a_label(&it.d) == domain;
            signatures.iter().filter(|it| *it.result() == DkimResult::Pass).filter_map(|it| it.signature()).filter(speaks)
        };
        let covers = |name: &str| good().any(|it| it.h.iter().any(|it| it.eq_ignore_ascii_case(name)));
        let covered = || Covers { to: covers("to"), cc: covers("cc"), date: covers("date") };
        if *by_server == DmarcResult::Pass {
            return Proof::Proven { from, covers: ALL };
        }
        if *by_signature == DmarcResult::Pass {
            return Proof::Proven { from, covers: covered() };
        }
        if [by_signature, by_server].iter().any(|it| matches!(it, DmarcResult::TempError(_))) {
            return Proof::Later;
        }
        let mut own = signatures.iter().filter(|it| it.signature().is_some_and(|it| to_a_label(&it.d) == domain));
        let has_record = said.dmarc_record().is_some();
        if !has_record {
            // Nothing says which other names speak for it: only its own does.
            if own.clone().any(|it| *it.result() == DkimResult::Pass) {
                return Proof::Proven { from, covers: covered() };
            }
            if own.clone().any(|it| matches!(it.result(), DkimResult::TempError(_))) {
                return Proof::Later;
            }
        }
        Proof::Unproven(if own.next().is_some() {
            Why::BadSignature
        } else if !has_record && brought.result() == mail_auth::SpfResult::Pass {
            Why::NoRecord
        } else {
            Why::NobodySaysSo
        })
    }
}

/// The one address that it is from, and its domain. None where there are two, or where two readers could see two.
fn one_address(message: &AuthenticatedMessage<'_>) -> Option<(String, String)> {
    let mut heads = message.headers.iter().filter(|(name, _)| name.trim_ascii().eq_ignore_ascii_case(b"from"));
    let (Some((name, _)), None, [from]) = (heads.next(), heads.next(), message.from.as_slice()) else { return None };
    let (local, domain) = from.split_once('@')?;
    let is_plain = |it: char| it.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(it);
    let is_name = |it: char| it.is_alphanumeric() || it == '-' || it == '.';
    let is_one = name.len() == 4
        && !local.is_empty()
        && local.chars().all(is_plain)
        && domain.contains('.')
        && domain.chars().all(is_name)
        && !domain.split('.').any(str::is_empty);
    is_one.then(|| (from.to_lowercase(), to_a_label(domain).to_lowercase()))
}

/// Whether one of the two is the other, or lies in it.
fn is_of_one_family(one: &str, other: &str) -> bool {
    let lies_in = |it: &str, house: &str| it == house || it.strip_suffix(house).is_some_and(|it| it.ends_with('.'));
    lies_in(one, other) || (one.contains('.') && lies_in(other, one))
}

#[cfg(test)]
#[path = "proof/tests.rs"]
mod tests;
