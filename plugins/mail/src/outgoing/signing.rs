//! The house's signature on every letter (DKIM, RFC 6376 and RFC 8463), and the keys for it.
//!
//! Two signatures stand above each letter, one of RSA that everybody reads and one of Ed25519 for those who read it. The moment of
//! signing is not in them: a letter says when it was sent to the minute and not closer, and a signature must not say more.
use crate::writing::HEADS;
use anyhow::{Context, Result, anyhow, bail, ensure};
use hearth_core::vault;
use mail_auth::{
    common::crypto::{Algorithm, Ed25519Key, RsaKey, Sha256, SigningKey},
    dkim::{Canonicalization, Signature, generate::DkimKeyPair},
};
use serde::{Deserialize, Serialize};
use std::{sync::Arc, thread};
use tokio::{sync::Semaphore, task};
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs1KeyDer};

const BITS: usize = 2048;
/// What stands before a bare RSA key of 2048 bits so that it is one of X.509 (24 bytes, so that it can be written before it in base64
/// as well). RFC 6376 asks for the bare key, and what verifies in practice asks for this one (its erratum 3017).
const X509: &str = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A";
/// How the bare one begins: 2048 bits, and nothing else is ever made here.
const BARE: &str = "MIIBCgKCAQEA";
/// Heads of which nobody may add another on the way: the signature says that there is not one more of them. Without it a second `From`
/// above ours would be shown, and the signature still be good; a `Cc` would bring an answer to somebody who is not to have it.
const NO_MORE_OF: &[&str] = &[
    "From",
    "To",
    "Cc",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
];

/// The house's keys, as they are kept (sealed). Made once.
#[derive(Clone, Serialize, Deserialize)]
pub struct Keys {
    rsa: Pair,
    ed25519: Pair,
}

/// One key, and the name under which the world finds the public half of it.
#[derive(Clone, Serialize, Deserialize)]
struct Pair {
    selector: String,
    private: Vec<u8>,
    public: String,
}

/// What has to be published for it: a text in the domain's zone, to be cut into pieces of 255 bytes by whoever publishes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub name: String,
    pub value: String,
}

/// A key is never printed.
impl std::fmt::Debug for Keys {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Keys")
    }
}

impl Keys {
    /// Takes a second or some: finding the numbers for RSA is work.
    pub fn generate() -> Result<Keys> {
        // What the library says of an error may hold what it worked on: it goes no further.
        let rsa = DkimKeyPair::generate_rsa(BITS).map_err(|_| anyhow!("no RSA key could be made"))?;
        let public = rsa.encoded_public_key();
        ensure!(public.starts_with(BARE), "the RSA key is not of {BITS} bits");
        let ed25519 = DkimKeyPair::generate_ed25519().map_err(|_| anyhow!("no Ed25519 key could be made"))?;
        Ok(Keys {
            rsa: Pair { selector: selector()?, private: rsa.private_key().to_vec(), public: format!("{X509}{public}") },
            ed25519: Pair { selector: selector()?, private: ed25519.private_key().to_vec(), public: ed25519.encoded_public_key() },
        })
    }

    /// What has to stand in the domain's zone before anything is signed. `t=s`: for this domain and none below it.
    pub fn records(&self, domain: &str) -> Vec<Record> {
        let record = |kind: &str, it: &Pair| Record {
            name: format!("{}._domainkey.{domain}", it.selector),
            value: format!("v=DKIM1; k={kind}; t=s; p={}", it.public),
        };
        vec![record("rsa", &self.rsa), record("ed25519", &self.ed25519)]
    }
}

/// A name that says neither the house nor the day.
fn selector() -> Result<String> {
    const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz";
    Ok(vault::random::<6>()?.iter().map(|it| char::from(LETTERS[*it as usize % LETTERS.len()])).collect())
}

/// The keys made ready for a domain: what can be done once is done here.
pub struct Signer {
    rsa: (RsaKey<Sha256>, Signature),
    ed25519: (Ed25519Key, Signature),
    aside: Semaphore,
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Signer")
    }
}

impl Signer {
    pub fn new(keys: &Keys, domain: &str) -> Result<Signer> {
        let template = |it: &Pair, algorithm: Algorithm| Signature {
            v: 1,
            a: algorithm,
            d: domain.to_owned(),
            s: it.selector.clone(),
            ch: Canonicalization::Relaxed,
            cb: Canonicalization::Relaxed,
            ..Signature::default()
        };
        let rsa = RsaKey::<Sha256>::from_key_der(PrivateKeyDer::Pkcs1(PrivatePkcs1KeyDer::from(keys.rsa.private.as_slice())))
            .map_err(|_| anyhow!("the RSA key cannot be read"))?;
        let ed25519 = Ed25519Key::from_pkcs8_der(&keys.ed25519.private).map_err(|_| anyhow!("the Ed25519 key cannot be read"))?;
        let (by_rsa, by_ed25519) = (template(&keys.rsa, rsa.algorithm()), template(&keys.ed25519, ed25519.algorithm()));
        // One processor is left to everything else.
        let aside = thread::available_parallelism().map_or(1, |it| it.get().saturating_sub(1).max(1));
        Ok(Signer { rsa: (rsa, by_rsa), ed25519: (ed25519, by_ed25519), aside: Semaphore::new(aside) })
    }

    /// The same as [`Signer::sign`], on a thread beside. RSA takes a millisecond, half of a letter's work. Meanwhile other letters are
    /// written and given to the relay.
    pub async fn sign_aside(self: &Arc<Self>, letter: Vec<u8>) -> Result<Vec<u8>> {
        let _place = self.aside.acquire().await.context("nothing is signed any more")?;
        let signer = self.clone();
        task::spawn_blocking(move || signer.sign(&letter)).await.context("signing stopped")?
    }

    /// The letter with both signatures above it. One with a head that is not ours, or twice the same, is not signed: the house would
    /// stand for something that it did not write.
    pub fn sign(&self, letter: &[u8]) -> Result<Vec<u8>> {
        let end = letter.windows(4).position(|it| it == b"\r\n\r\n").context("a letter has heads and words")?;
        let (heads, body) = (heads(&letter[..end + 2])?, &letter[end + 4..]);
        let names: Vec<String> = heads.iter().map(|it| it.0).chain(NO_MORE_OF.iter().copied()).map(str::to_owned).collect();
        // What both of them sign is the same up to their own head.
        let mut signed = Vec::with_capacity(2048);
        Canonicalization::Relaxed.canonicalize_headers(heads.iter().map(|it| (it.0.as_bytes(), it.1)), &mut signed);
        let hash = self.ed25519.0.hash(Canonicalization::Relaxed.canonical_body(body, 0)).as_ref().to_vec();
        let mut out = Vec::with_capacity(letter.len() + 2048);
        put(&self.rsa, &names, &hash, &signed, &mut out)?;
        put(&self.ed25519, &names, &hash, &signed, &mut out)?;
        out.extend_from_slice(letter);
        Ok(out)
    }
}

/// Writes one signature.
fn put<K: SigningKey>((key, template): &(K, Signature), names: &[String], hash: &[u8], signed: &[u8], out: &mut Vec<u8>) -> Result<()> {
    let mut signature = Signature { h: names.to_vec(), bh: hash.to_vec(), ..template.clone() };
    let mut bytes = signed.to_vec();
    signature.write(&mut bytes, false);
    signature.b = key.sign(bytes.as_slice()).map_err(|_| anyhow!("a letter could not be signed"))?;
    signature.write(out, true);
    Ok(())
}

/// The heads one by one, by the name that they have in our list, each with the end of its line.
fn heads(bytes: &[u8]) -> Result<Vec<(&'static str, &[u8])>> {
    let (mut found, mut rest) = (Vec::<(&'static str, &[u8])>::with_capacity(HEADS.len()), bytes);
    while !rest.is_empty() {
        let colon = rest.iter().position(|it| *it == b':').context("a head has a name")?;
        let Some(name) = HEADS.iter().copied().find(|it| it.as_bytes().eq_ignore_ascii_case(&rest[..colon])) else {
            bail!("a letter has a head that is not one of ours");
        };
        ensure!(found.iter().all(|it| it.0 != name), "a letter has {name} twice");
        // A line that begins with a space goes on with the one before.
        let next = |at: &usize| rest[*at] == b'\n' && !matches!(rest.get(at + 1), Some(b' ' | b'\t'));
        let end = (colon..rest.len()).find(next).context("a head has an end")? + 1;
        found.push((name, &rest[colon + 1..end]));
        rest = &rest[end..];
    }
    Ok(found)
}

#[cfg(test)]
#[path = "signing/tests.rs"]
mod tests;
