//! The first start: a link that only whoever started the server knows, and with which the house is set up. It is kept as a
//! hash in memory, is made anew with every start, and is dead once there is an administrator.
use super::staff;
use crate::{
    Kernel, Result, refusals, settings,
    site::{self, Site},
    vault::{digest, random},
};
use garde::Validate;
use std::sync::{Mutex, PoisonError};
use subtle::ConstantTimeEq;

refusals! {
    /// Not the link of this start, or the house is set up.
    WRONG_LINK = "person-wrong-setup-link" => 422;
}

const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
/// 130 bits.
const LENGTH: usize = 26;

#[derive(Default)]
pub struct Setup(Mutex<State>);

#[derive(Default)]
struct State {
    /// SHA-256 of the link's secret.
    secret: Option<Vec<u8>>,
    /// The visit that opened it last, and what it has answered so far.
    visit: Option<Vec<u8>>,
    answers: Option<Site>,
}

/// The link to print; none where the house is set up.
pub async fn link(kernel: &Kernel) -> Result<Option<String>> {
    if is_done(kernel).await? {
        return Ok(None);
    }
    let letters: String = random::<LENGTH>()?.iter().map(|it| char::from(LETTERS[usize::from(*it % 32)])).collect();
    kernel.setup.state().secret = Some(digest(letters.as_bytes()));
    Ok(Some(format!("{}/setup#{letters}", kernel.house.origin())))
}

/// Whether there is an administrator: then nothing of this works any more.
pub async fn is_done(kernel: &Kernel) -> Result<bool> {
    Ok(site::current(kernel).await?.is_set_up || !staff::administrators(kernel).await?.is_empty())
}

/// Someone brings the secret. From now on her visit, and no other, goes on.
pub async fn open(kernel: &Kernel, visit: &[u8], typed: &str) -> Result<()> {
    let now = kernel.clock.now();
    kernel.throttle.ask(None, "setup", now)?;
    let typed: String = typed.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    let is_done = is_done(kernel).await?;
    let mut state = kernel.setup.state();
    let is_it = state.secret.as_ref().is_some_and(|it| bool::from(it.ct_eq(&digest(typed.as_bytes()))));
    if is_done || !is_it {
        drop(state);
        kernel.throttle.failed(None, "setup", now)?;
        return Err(WRONG_LINK.into());
    }
    state.visit = Some(visit.to_vec());
    Ok(())
}

/// Refuses every other visit.
pub async fn require(kernel: &Kernel, visit: &[u8]) -> Result<()> {
    if is_done(kernel).await? || kernel.setup.state().visit.as_deref() != Some(visit) {
        return Err(WRONG_LINK.into());
    }
    Ok(())
}

/// What was answered so far; the defaults before.
pub async fn answers(kernel: &Kernel) -> Result<Site> {
    if let Some(answers) = kernel.setup.state().answers.clone() {
        return Ok(answers);
    }
    Ok(Site::clone(&*site::current(kernel).await?))
}

/// Keeps an answer, and shows it on every page from now on.
pub async fn answer(kernel: &Kernel, answers: Site) -> Result<()> {
    settings::change(kernel, None, None, &answers).await?;
    kernel.setup.state().answers = Some(answers);
    Ok(())
}

/// Once the first administrator can act: the link is dead, for ever.
pub async fn finish(kernel: &Kernel) -> Result<()> {
    let site = site::current(kernel).await?;
    if site.is_set_up || staff::administrators(kernel).await?.is_empty() {
        return Ok(());
    }
    settings::change(kernel, None, None, &Site { is_set_up: true, ..Site::clone(&site) }).await?;
    *kernel.setup.state() = State::default();
    Ok(())
}

impl Setup {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The names of what cannot be kept as it was answered.
pub fn mistakes(answers: &Site) -> Vec<String> {
    match answers.validate() {
        Ok(()) => Vec::new(),
        Err(report) => report.iter().map(|(path, _)| path.to_string()).collect(),
    }
}
