//! Letters that only she can open: OpenPGP (RFC 9580, RFC 3156), with a key that she gave. Of what she gave, no more is kept than is
//! needed to seal: not her other names, not her picture, not who else vouched for her.
use crate::writing::NotALetter;
use hearth_core::clock::Moment;
use pgp::{
    composed::{ArmorOptions, Deserializable, MessageBuilder, SignedKeyDetails, SignedPublicKey, SignedPublicSubKey},
    crypto::sym::SymmetricKeyAlgorithm,
    packet::{PublicKey, PublicSubkey, Signature, SignatureType},
    ser::Serialize,
    types::{Duration, KeyDetails, PublicParams, SignedUser, Tag, Timestamp},
};
use rand::rngs::OsRng;

/// Of what she pastes, in bytes. A key with many signatures of others has some ten thousand.
const LONGEST: usize = 512 << 10;
/// Of an RSA key: below it, who has money reads along.
const FEWEST_BITS: u16 = 2048;

/// Why nothing can be sealed with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadKey {
    NotAKey,
    /// It is her private key. It belongs to her alone: nothing of it is kept, and she has to hear that somebody else may have seen it.
    Private,
    Expired,
    Revoked,
    TooWeak,
    /// It signs, and does nothing else.
    NoEncryption,
}

/// Her key: what it is known by, and the one part of it that letters are sealed with.
#[derive(Clone, PartialEq, Eq)]
pub struct Key {
    /// With one name and one subkey at most.
    public: SignedPublicKey,
}

/// A key names its owner, and is not printed.
impl std::fmt::Debug for Key {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Key")
    }
}

impl Key {
    /// Reads what she pasted, and what was kept of it: a key grows old where it lies.
    pub fn read(armored: &str, now: Moment) -> Result<Key, BadKey> {
        // Seconds until the year 2106, as these keys count them (RFC 9580, 3.5).
        read_at(armored, Timestamp::from_secs(u32::try_from(now.0 / 1000).unwrap_or(u32::MAX)))
    }

    /// As programs show it, for her to compare: in fours.
    pub fn fingerprint(&self) -> String {
        let whole: String = self.public.fingerprint().as_bytes().iter().map(|it| format!("{it:02X}")).collect();
        whole.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
    }

    /// What is kept of it.
    pub fn armored(&self) -> Result<String, NotALetter> {
        self.public.to_armored_string(ArmorOptions::default()).map_err(|_| NotALetter("a key"))
    }

    /// For her eyes only. Not with the newest form of sealing (SEIPD 2): the programs that most people have do not open it.
    pub fn seal(&self, inner: &[u8]) -> Result<String, NotALetter> {
        self.sealed(inner).map_err(|_| NotALetter("the seal"))
    }

    fn sealed(&self, inner: &[u8]) -> pgp::errors::Result<String> {
        let mut letter = MessageBuilder::from_bytes("", inner.to_vec()).seipd_v1(OsRng, SymmetricKeyAlgorithm::AES256);
        match self.public.public_subkeys.first() {
            Some(subkey) => letter.encrypt_to_key(OsRng, subkey)?,
            None => letter.encrypt_to_key(OsRng, &self.public)?,
        };
        letter.to_armored_string(OsRng, ArmorOptions::default())
    }
}

fn read_at(armored: &str, now: Timestamp) -> Result<Key, BadKey> {
    // Looked for before anything is read, and in whatever else was pasted with it.
    if armored.to_ascii_uppercase().contains("PRIVATE KEY BLOCK") {
        return Err(BadKey::Private);
    }
    if armored.len() > LONGEST {
        return Err(BadKey::NotAKey);
    }
    let (mut keys, _) = SignedPublicKey::from_string_many(armored.trim()).map_err(|_| BadKey::NotAKey)?;
    let (Some(Ok(key)), None) = (keys.next(), keys.next()) else { return Err(BadKey::NotAKey) };
    let primary = &key.primary_key;
    if key.details.revocation_signatures.iter().any(|it| it.typ() == Some(SignatureType::KeyRevocation) && it.verify_key(primary).is_ok()) {
        return Err(BadKey::Revoked);
    }
    if is_weak(primary.public_params()) {
        return Err(BadKey::TooWeak);
    }
    let (vouched, details) = own_words(primary, &key.details).ok_or(BadKey::NotAKey)?;
    if is_over(primary.created_at(), vouched.key_expiration_time(), now) {
        return Err(BadKey::Expired);
    }
    let subkey = match newest_subkey(primary, &key.public_subkeys, now) {
        Ok(subkey) => Some(subkey),
        Err(BadKey::NoEncryption) if seals(&vouched) => None,
        Err(why) => return Err(why),
    };
    let key = Key { public: SignedPublicKey::new(primary.clone(), details, subkey.into_iter().collect()) };
    // Tried once, so that it is known now and not when a letter waits: there are curves that are not done here.
    key.sealed(b"").map_err(|_| BadKey::NoEncryption)?;
    Ok(key)
}

/// What the key says of itself last, and the least that has to be kept so that it still says so.
fn own_words(primary: &PublicKey, details: &SignedKeyDetails) -> Option<(Signature, SignedKeyDetails)> {
    let direct = details.direct_signatures.iter().filter(|it| it.typ() == Some(SignatureType::Key) && it.verify_key(primary).is_ok());
    let direct = direct.map(|it| (it, None));
    let by_name = details.users.iter().flat_map(|user| user.signatures.iter().map(move |it| (it, Some(&user.id))));
    let by_name = by_name.filter(|(it, id)| it.is_certification() && id.is_some_and(|id| it.verify_certification(primary, Tag::UserId, id).is_ok()));
    let (last, id) = direct.chain(by_name).max_by_key(|it| it.0.created())?;
    let kept = match id {
        None => SignedKeyDetails::new(Vec::new(), vec![last.clone()], Vec::new(), Vec::new()),
        Some(id) => SignedKeyDetails::new(Vec::new(), Vec::new(), vec![SignedUser::new(id.clone(), vec![last.clone()])], Vec::new()),
    };
    Some((last.clone(), kept))
}

/// The newest part of it that seals and may be used; or why there is none.
fn newest_subkey(primary: &PublicKey, all: &[SignedPublicSubKey], now: Timestamp) -> Result<SignedPublicSubKey, BadKey> {
    let mut why = BadKey::NoEncryption;
    let mut found: Option<SignedPublicSubKey> = None;
    for subkey in all {
        let own = |kind: SignatureType| {
            subkey.signatures.iter().filter(move |it| it.typ() == Some(kind) && it.verify_subkey_binding(primary, &subkey.key).is_ok())
        };
        let Some(binding) = own(SignatureType::SubkeyBinding).max_by_key(|it| it.created()).filter(|it| seals(it)) else { continue };
        if let Some(bad) = bad(&subkey.key, binding, own(SignatureType::SubkeyRevocation).count() > 0, now) {
            why = bad;
        } else if found.as_ref().is_none_or(|it| it.key.created_at() < subkey.key.created_at()) {
            found = Some(SignedPublicSubKey::new(subkey.key.clone(), vec![binding.clone()]));
        }
    }
    found.ok_or(why)
}

fn bad(subkey: &PublicSubkey, binding: &Signature, is_revoked: bool, now: Timestamp) -> Option<BadKey> {
    if is_revoked {
        Some(BadKey::Revoked)
    } else if is_over(subkey.created_at(), binding.key_expiration_time(), now) {
        Some(BadKey::Expired)
    } else if is_weak(subkey.public_params()) {
        Some(BadKey::TooWeak)
    } else {
        None
    }
}

fn seals(binding: &Signature) -> bool {
    binding.key_flags().encrypt_comms() || binding.key_flags().encrypt_storage()
}

/// None and nought mean for ever (RFC 9580, 5.2.3.13).
fn is_over(made: Timestamp, lasts: Option<Duration>, now: Timestamp) -> bool {
    lasts.is_some_and(|it| it.as_secs() > 0 && u64::from(made.as_secs()) + u64::from(it.as_secs()) <= u64::from(now.as_secs()))
}

/// Short RSA, and what nobody makes any more.
fn is_weak(params: &PublicParams) -> bool {
    match params {
        // As it is written, the number begins with how many bits it has.
        PublicParams::RSA(it) => it.to_bytes().ok().and_then(|it| it.first_chunk().map(|it| u16::from_be_bytes(*it))).unwrap_or(0) < FEWEST_BITS,
        PublicParams::DSA(_) | PublicParams::Elgamal(_) => true,
        _ => false,
    }
}

#[cfg(test)]
#[path = "sealing/tests.rs"]
pub(crate) mod tests;
