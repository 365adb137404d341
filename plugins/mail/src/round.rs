//! A letter of the house's own that goes out by the one way and comes in by the other: what no question to the DNS can tell. It goes to
//! an address of the house that is nobody's, so it reaches no person.
use crate::{
    addresses::{Token, Use},
    check::{Finding, Point, State},
    house::{self, House},
    post,
    proof::Proof,
    writing::{Kind, Letter},
};
use anyhow::anyhow;
use hearth_core::{
    Kernel, Result,
    clock::{MINUTE, Moment},
    id::EntryId,
    site,
};
use serde::{Deserialize, Serialize};
use std::time::{Duration, SystemTime};
use uuid::Uuid;

/// How the last one fares.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Round {
    #[default]
    NotYet,
    UnderWay(Moment),
    /// The relay would not take it.
    NotSent,
    /// It came back, and its signature did not hold.
    Unsigned,
    CameBack,
}

/// Greylisting holds a first letter up for a few minutes (RFC 6647); after a quarter of an hour it is lost.
const PATIENCE: Duration = Duration::from_secs(15 * MINUTE.as_secs());

/// The address that is nobody's.
const NOBODY: Token = Token { is_for: Use::Own, of: Uuid::nil(), day: 0, generation: 0, number: 0 };

pub fn is_it(token: Token) -> bool {
    token.is_for == NOBODY.is_for && token.of.is_nil()
}

/// Sends one.
pub async fn send(kernel: &Kernel) -> Result<()> {
    let now = kernel.clock.now();
    house::fares(kernel, Round::UnderWay(now)).await?;
    let sent = give_to_the_relay(kernel, now).await;
    if let Err(fault) = sent {
        tracing::warn!(%fault, "the letter round was not sent");
        house::fares(kernel, Round::NotSent).await?;
    }
    Ok(())
}

async fn give_to_the_relay(kernel: &Kernel, now: Moment) -> Result<()> {
    let ready = post::ready(kernel).await?.ok_or_else(|| anyhow!("no domain is set"))?;
    let sends = ready.sends.as_ref().ok_or_else(|| anyhow!("no relay is set"))?;
    let address = ready.addresses.make(NOBODY);
    let words = kernel.words.say(site::current(kernel).await?.language, "mail-letter-subject", &[]);
    let letter = Letter {
        from: ("", &address),
        to: &address,
        answers: &address,
        subject: &words,
        words: &words,
        id: &ready.addresses.message_id(EntryId::new()),
        before: &[],
        sent: SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(now.0).unwrap_or(0)),
        pause: None,
        list: None,
        kind: Kind::Said,
    };
    let bytes = letter.bytes().map_err(|why| anyhow!("no letter: {}", why.0))?;
    let bounces = ready.addresses.make(Token { is_for: Use::Bounce, day: crate::addresses::day(now), ..NOBODY });
    sends.relay.send(&bounces, &address, &sends.signer.sign(&bytes)?).await.map_err(|why| anyhow!("the relay: {why:?}"))?;
    Ok(())
}

/// It is here again.
pub async fn came(kernel: &Kernel, domain: &str, proof: &Proof) -> Result<()> {
    // By the house itself: somebody else's signature says nothing about ours.
    let is_signed = matches!(proof, Proof::Proven { from } if from.rsplit_once('@').is_some_and(|it| it.1.eq_ignore_ascii_case(domain)));
    house::fares(kernel, if is_signed { Round::CameBack } else { Round::Unsigned }).await
}

/// For the list of what was looked at.
pub fn finding(kernel: &Kernel, house: &House) -> Finding {
    let (state, say) = match house.round {
        Round::NotYet => (State::Unknown, "mail-check-round-trip-none"),
        Round::UnderWay(since) if kernel.clock.now() < since + PATIENCE => (State::Unknown, "mail-check-round-trip-waiting"),
        Round::UnderWay(_) => (State::Bad, "mail-check-round-trip-lost"),
        Round::NotSent => (State::Bad, "mail-check-round-trip-not-sent"),
        Round::Unsigned => (State::Bad, "mail-check-round-trip-unsigned"),
        Round::CameBack => (State::Good, "mail-check-round-trip-good"),
    };
    Finding { point: Point::RoundTrip, state, say, with: Vec::new() }
}
