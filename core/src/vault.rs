//! Encryption at rest. A key for each person, group and membership, each wrapped by the one above it; at the top a master
//! key that lives outside the data folder. Destroying a key is how what it sealed is erased, copies included.
//!
//! Words are sealed with XChaCha20-Poly1305: a random 24-byte nonce, then the ciphertext. Table, row, column and group are
//! the associated data, so that a ciphertext moved anywhere else does not open.
mod keyring;
mod master;
#[cfg(test)]
mod tests;

pub use keyring::{Owner, Vault};
pub use master::{MasterKey, Source};

use anyhow::{Context, Result, anyhow};
use hearth_seal::Cipher;
use hmac::{Hmac, Mac};
use sea_orm::DeriveValueType;
use serde::{Serialize, de::DeserializeOwned};
use sha2::Sha256;
use std::fmt;
use uuid::Uuid;
use zeroize::Zeroizing;

/// Bytes that only the vault can read.
#[derive(Clone, PartialEq, Eq, DeriveValueType)]
pub struct Sealed(pub Vec<u8>);

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
}

/// The place a ciphertext belongs to.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub table: &'static str,
    pub column: &'static str,
    pub row: Uuid,
    pub group: Uuid,
}

impl Place {
    /// A place in a row that belongs to no group.
    pub fn of(table: &'static str, column: &'static str, row: Uuid) -> Place {
        Place { table, column, row, group: Uuid::nil() }
    }

    pub fn within(self, group: Uuid) -> Place {
        Place { group, ..self }
    }

    fn associated_data(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(64);
        bytes.extend_from_slice(self.table.as_bytes());
        bytes.push(0);
        bytes.extend_from_slice(self.column.as_bytes());
        bytes.push(0);
        bytes.extend_from_slice(self.row.as_bytes());
        bytes.extend_from_slice(self.group.as_bytes());
        bytes
    }
}

/// A key that seals, opens, and makes keyed hashes.
#[derive(Clone)]
pub struct DataKey {
    cipher: Cipher,
    bytes: Zeroizing<[u8; 32]>,
}

impl DataKey {
    pub fn new(bytes: [u8; 32]) -> DataKey {
        DataKey { cipher: Cipher::new(&bytes), bytes: Zeroizing::new(bytes) }
    }

    pub fn random() -> Result<DataKey> {
        Ok(DataKey::new(random()?))
    }

    pub fn seal_bytes(&self, place: Place, plain: &[u8]) -> Result<Sealed> {
        self.cipher.seal(random()?, &place.associated_data(), plain).map(Sealed).context("cannot seal")
    }

    pub fn open_bytes(&self, place: Place, sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>> {
        let plain = self.cipher.open(&sealed.0, &place.associated_data());
        plain.map(Zeroizing::new).with_context(|| format!("{}.{} does not open", place.table, place.column))
    }

    pub fn seal<T: Serialize + ?Sized>(&self, place: Place, value: &T) -> Result<Sealed> {
        self.seal_bytes(place, &Zeroizing::new(serde_json::to_vec(value)?))
    }

    pub fn open<T: DeserializeOwned>(&self, place: Place, sealed: &Sealed) -> Result<T> {
        // The error of a parser can quote what it parsed: it must not travel.
        serde_json::from_slice(&self.open_bytes(place, sealed)?).map_err(|_| anyhow!("{}.{} has another shape", place.table, place.column))
    }

    /// A hash that only this key can make: for looking up what is never stored in clear.
    pub fn keyed_hash(&self, purpose: &str, value: &[u8]) -> Vec<u8> {
        let mut mac =
            <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(self.bytes.as_slice()).unwrap_or_else(|_| unreachable!("HMAC takes any length"));
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(value);
        mac.finalize().into_bytes().to_vec()
    }

    /// Another key, for one purpose, that does not lead back to this one.
    pub fn derive(&self, purpose: &str) -> DataKey {
        let hash = self.keyed_hash("derive", purpose.as_bytes());
        let mut bytes = [0; 32];
        bytes.copy_from_slice(&hash[..32]);
        DataKey::new(bytes)
    }

    fn bytes(&self) -> &[u8; 32] {
        &self.bytes
    }
}

/// Bytes from the system's generator.
pub fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| anyhow!("the system gives no random bytes"))?;
    Ok(bytes)
}

/// SHA-256, for what is random enough to need no key.
pub fn digest(bytes: &[u8]) -> Vec<u8> {
    use sha2::Digest;
    Sha256::digest(bytes).to_vec()
}
