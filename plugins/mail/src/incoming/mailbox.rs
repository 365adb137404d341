//! Letters out of a mailbox of the shelter's, by IMAP: fetched as they arrive (IDLE, RFC 2177), gone from it once they are taken. For
//! a shelter that has an address at a provider and no server of its own.
//!
//! The mailbox is for the list alone: whatever is in it is handed to the door, and what the door has taken, or says is meant for
//! nobody, does not stay there. What is longer than any letter may be is removed unread, and counted. What the door cannot take now
//! stays, and is offered again.
mod envelope;
mod line;

use super::{Came, Door, session::Outcome};
use crate::reading::LONGEST;
use async_imap::{Session, types::UnsolicitedResponse};
use futures_util::TryStreamExt;
use line::Line;
use serde::{Deserialize, Serialize};
use std::{collections::HashSet, sync::Arc, time::Duration};
use tokio::{
    task::JoinSet,
    time::{Instant, sleep, timeout},
};

/// One answer of the server.
const ANSWER: Duration = Duration::from_secs(60);
/// Until IDLE is said again: twenty-nine minutes may be (RFC 2177); ten show sooner that a line is dead and nobody was told.
const LISTENS: Duration = Duration::from_secs(600);
/// Until a letter is offered again that the door could not take, and until a server without IDLE is asked again.
const AGAIN: Duration = Duration::from_secs(60);
const SHORTEST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// How the line to the mailbox is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seal {
    /// From the first byte (port 993).
    Tls,
    /// After a command (port 143).
    Starttls,
    /// Not at all: only to this machine itself.
    None,
}

/// Where letters are fetched.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mailbox {
    pub host: String,
    pub port: u16,
    pub seal: Seal,
    pub name: String,
    pub passphrase: String,
    /// Certificates (PEM) that are believed beside the system's: of a server in the shelter's own house.
    pub authority: Option<Vec<u8>>,
}

/// Neither who reads nor the passphrase is ever printed.
impl std::fmt::Debug for Mailbox {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Mailbox({:?})", self.seal)
    }
}

/// Why letters cannot be fetched. What the server said is not kept: it may hold names, and parts of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Failed {
    #[error("the server of the mailbox does not answer")]
    Unreachable,
    #[error("the line to the mailbox cannot be sealed")]
    Unsealed,
    #[error("the mailbox does not accept the name or the passphrase")]
    Refused,
    #[error("the server of the mailbox stopped in the middle")]
    Broken,
}

/// What was done with what lay in the mailbox.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pass {
    pub taken: usize,
    /// The door cannot take them now.
    pub left: usize,
    /// Longer than a letter may be: removed unread.
    pub too_long: usize,
}

/// Fetches as they arrive, until it is dropped. It is one task that does one thing after another, so that no letter is in two hands.
pub async fn watch(mailbox: Mailbox, door: Arc<dyn Door>) {
    let mut pause = SHORTEST_PAUSE;
    loop {
        let (mailbox, door, began) = (mailbox.clone(), door.clone(), Instant::now());
        // In a task of its own: what a server says may make the library panic, and then the next letter would never be fetched.
        let mut attending = JoinSet::new();
        attending.spawn(async move { attend(&mailbox, &*door).await });
        let why = attending.join_next().await.and_then(Result::ok).unwrap_or(Failed::Broken);
        // A line that lasted was good; one that breaks again and again is not tried ever faster.
        if began.elapsed() > LONGEST_PAUSE {
            pause = SHORTEST_PAUSE;
        }
        tracing::warn!(%why, seconds = pause.as_secs(), "letters are not fetched now");
        sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// Hands over what lies in the mailbox, once.
pub async fn once(mailbox: &Mailbox, door: &dyn Door) -> Result<Pass, Failed> {
    let mut reader = Reader::open(mailbox).await?;
    let pass = reader.pass(door).await?;
    // It is over; whether the server says goodbye changes nothing.
    let _ = answered(reader.session.logout()).await;
    Ok(pass)
}

/// Fetches until the line breaks; says why it did.
async fn attend(mailbox: &Mailbox, door: &dyn Door) -> Failed {
    let mut reader = match Reader::open(mailbox).await {
        Ok(reader) => reader,
        Err(why) => return why,
    };
    loop {
        let listened = match reader.pass(door).await {
            Ok(pass) => reader.listen(if pass.left > 0 { AGAIN } else { LISTENS }).await,
            Err(why) => Err(why),
        };
        match listened {
            Ok(next) => reader = next,
            Err(why) => return why,
        }
    }
}

/// Signed in, with the mailbox open.
struct Reader {
    session: Session<Line>,
    tells: bool,
    removes_one: bool,
}

impl Reader {
    async fn open(mailbox: &Mailbox) -> Result<Reader, Failed> {
        let client = line::open(mailbox).await?;
        let signed_in = timeout(ANSWER, client.login(&mailbox.name, &mailbox.passphrase)).await.map_err(|_| Failed::Unreachable)?;
        let mut session = signed_in.map_err(|(why, _)| match why {
            async_imap::error::Error::No(_) | async_imap::error::Error::Bad(_) | async_imap::error::Error::Validate(_) => Failed::Refused,
            _ => Failed::Broken,
        })?;
        let can = answered(session.capabilities()).await?;
        answered(session.select("INBOX")).await?;
        Ok(Reader { session, tells: can.has_str("IDLE"), removes_one: can.has_str("UIDPLUS") })
    }

    /// Hands over everything that lies there, until nothing new came meanwhile.
    async fn pass(&mut self, door: &dyn Door) -> Result<Pass, Failed> {
        let (mut pass, mut left) = (Pass::default(), HashSet::new());
        loop {
            // What is said from here on may be about letters that the search does not find yet.
            let _ = has_news(|| self.session.unsolicited_responses.try_recv().ok());
            let mut found: Vec<u32> = answered(self.session.uid_search("UNDELETED")).await?.into_iter().filter(|it| !left.contains(it)).collect();
            found.sort_unstable();
            for uid in found {
                match self.hand_over(uid, door).await? {
                    Handed::Taken => pass.taken += 1,
                    Handed::TooLong => pass.too_long += 1,
                    Handed::Left => {
                        left.insert(uid);
                    }
                    Handed::Gone => {}
                }
            }
            if !has_news(|| self.session.unsolicited_responses.try_recv().ok()) {
                break;
            }
        }
        pass.left = left.len();
        if pass.too_long > 0 {
            tracing::warn!(count = pass.too_long, "letters that are too long were removed from the mailbox unread");
        }
        Ok(pass)
    }

    async fn hand_over(&mut self, uid: u32, door: &dyn Door) -> Result<Handed, Failed> {
        let Some(head) = self.fetch(uid, "(UID RFC822.SIZE)").await? else { return Ok(Handed::Gone) };
        let is_too_long = |it: usize| it > LONGEST;
        let mut is_long = head.size.is_some_and(|it| is_too_long(it as usize));
        let mut bytes = Vec::new();
        if !is_long {
            // One byte more than may be, whatever the server says that it is: some count lines in their own way.
            let Some(letter) = self.fetch(uid, &format!("(UID BODY.PEEK[]<0.{}>)", LONGEST + 1)).await? else { return Ok(Handed::Gone) };
            let Some(body) = letter.body() else { return Ok(Handed::Left) };
            is_long = is_too_long(body.len());
            bytes = body.to_vec();
        }
        if is_long {
            self.remove(uid).await?;
            return Ok(Handed::TooLong);
        }
        let envelope = envelope::of(&bytes, door).await;
        let outcomes = door.take(Came { sender: envelope.sender, recipients: envelope.recipients, bytes, by: None }).await;
        if outcomes.contains(&Outcome::Later) {
            return Ok(Handed::Left);
        }
        self.remove(uid).await?;
        Ok(Handed::Taken)
    }

    /// What was asked for of one letter; none where it is no longer there.
    async fn fetch(&mut self, uid: u32, what: &str) -> Result<Option<async_imap::types::Fetch>, Failed> {
        let session = &mut self.session;
        let fetched: Vec<_> = answered(async { session.uid_fetch(uid.to_string(), what).await?.try_collect().await }).await?;
        // A server may tell of other letters in between.
        Ok(fetched.into_iter().find(|it| it.uid == Some(uid)))
    }

    async fn remove(&mut self, uid: u32) -> Result<(), Failed> {
        let (session, uid) = (&mut self.session, uid.to_string());
        let _: Vec<_> = answered(async { session.uid_store(&uid, "+FLAGS.SILENT (\\Deleted)").await?.try_collect().await }).await?;
        let _: Vec<u32> = if self.removes_one {
            answered(async { session.uid_expunge(&uid).await?.try_collect().await }).await?
        } else {
            answered(async { session.expunge().await?.try_collect().await }).await?
        };
        Ok(())
    }

    /// Waits until something is new, or so long.
    async fn listen(mut self, longest: Duration) -> Result<Reader, Failed> {
        if !self.tells {
            sleep(longest.min(AGAIN)).await;
            return Ok(self);
        }
        let (tells, removes_one, news) = (self.tells, self.removes_one, self.session.unsolicited_responses.clone());
        let mut listening = self.session.idle();
        answered(listening.init()).await?;
        // It may have been told before it listened.
        if !has_news(|| news.try_recv().ok()) {
            let (told, _stop) = listening.wait_with_timeout(longest);
            // Once more around it: the library begins to count anew with every sign of life.
            if let Ok(Err(_)) = timeout(longest, told).await {
                return Err(Failed::Broken);
            }
        }
        self = Reader { session: answered(listening.done()).await?, tells, removes_one };
        Ok(self)
    }
}

/// What became of one letter in the mailbox.
enum Handed {
    Taken,
    Left,
    TooLong,
    /// Somebody else removed it.
    Gone,
}

/// Whether the server has told of letters since this was asked before. `next`: what it said beside its answers.
fn has_news(mut next: impl FnMut() -> Option<UnsolicitedResponse>) -> bool {
    let mut has_news = false;
    while let Some(it) = next() {
        has_news |= matches!(it, UnsolicitedResponse::Exists(_));
    }
    has_news
}

/// Nobody is waited for for ever, and nothing that a server says goes into a log.
async fn answered<T>(asked: impl Future<Output = async_imap::error::Result<T>>) -> Result<T, Failed> {
    timeout(ANSWER, asked).await.map_err(|_| Failed::Broken)?.map_err(|_| Failed::Broken)
}

#[cfg(test)]
#[path = "mailbox/tests.rs"]
mod tests;
