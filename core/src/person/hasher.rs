//! Argon2id, few at a time: a flood of sign-ins must exhaust neither memory nor processors (safety.md IA-6, IA-7).
use crate::{Result, refusals};
use anyhow::{Context, anyhow};
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use tokio::sync::Semaphore;

refusals! {
    /// Too many people sign in at this moment.
    BUSY = "person-busy" => 503;
}

/// OWASP's second recommendation of memory, and more than its floor: m = 64 MiB, t = 3, p = 1.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const AT_ONCE: usize = 2;
const WAITING: usize = 50;

pub struct Hasher {
    running: Semaphore,
    waiting: Semaphore,
    done: AtomicU64,
}

impl Default for Hasher {
    fn default() -> Self {
        Hasher { running: Semaphore::new(AT_ONCE), waiting: Semaphore::new(AT_ONCE + WAITING), done: AtomicU64::new(0) }
    }
}

impl Hasher {
    pub async fn hash(&self, secret: String) -> Result<String> {
        self.in_turn(move || Ok(argon()?.hash_password(secret.as_bytes()).map_err(|_| anyhow!("cannot hash"))?.to_string())).await
    }

    /// Whether the secret is the one that was hashed. Takes as long for a hash that does not exist: give it none.
    pub async fn is(&self, secret: String, hash: Option<String>) -> Result<bool> {
        self.in_turn(move || match hash {
            Some(hash) => {
                let hash = PasswordHash::new(&hash).map_err(|_| anyhow!("a stored hash does not parse"))?;
                Ok(argon()?.verify_password(secret.as_bytes(), &hash).is_ok())
            }
            None => {
                argon()?.hash_password(secret.as_bytes()).map_err(|_| anyhow!("cannot hash"))?;
                Ok(false)
            }
        })
        .await
    }

    /// Made with less than what is asked today, or by another way of hashing.
    pub fn is_weak(&self, hash: &str) -> bool {
        let Ok(hash) = PasswordHash::new(hash) else { return true };
        let asks_enough = Params::try_from(&hash).is_ok_and(|it| it.m_cost() >= MEMORY_KIB && it.t_cost() >= PASSES);
        hash.algorithm != Algorithm::Argon2id.ident() || !asks_enough
    }

    /// How many hashes were computed since the start: an answer that cost none, or one more, would tell who is known here.
    pub fn done(&self) -> u64 {
        self.done.load(Relaxed)
    }

    async fn in_turn<T: Send + 'static>(&self, work: impl FnOnce() -> anyhow::Result<T> + Send + 'static) -> Result<T> {
        let _waits = self.waiting.try_acquire().map_err(|_| BUSY)?;
        let _runs = self.running.acquire().await.context("the hasher is closed")?;
        self.done.fetch_add(1, Relaxed);
        Ok(tokio::task::spawn_blocking(work).await.context("hashing stopped")??)
    }
}

fn argon() -> anyhow::Result<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).map_err(|_| anyhow!("Argon2 refuses its parameters"))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}
