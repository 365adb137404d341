//! A letter of the house's own that goes out by the one way and comes in by the other: what no question to the DNS can tell. It goes to
//! an address of the house that is nobody's, so it reaches no person.
use crate::{
    addresses::{Token, Use},
    check::{Finding, Point, State},
    house::{self, House},
    house_page::looking,
    incoming::Peer,
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
use mail_parser::Message;
use serde::{Deserialize, Serialize};
use std::{
    net::IpAddr,
    time::{Duration, SystemTime},
};
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

/// It is here again. `from`: the server that the relay brought it to had it from there.
pub async fn came(kernel: &Kernel, domain: &str, proof: &Proof, from: Option<IpAddr>) -> Result<()> {
    // By the house itself: somebody else's signature says nothing about ours.
    let is_signed = matches!(proof, Proof::Proven { from, .. } if from.rsplit_once('@').is_some_and(|it| it.1.eq_ignore_ascii_case(domain)));
    if !is_signed {
        return house::fares(kernel, Round::Unsigned).await;
    }
    // One that nobody waits for was perhaps brought once more, by somebody else.
    let is_awaited = matches!(house::find(kernel).await?.round, Round::UnderWay(_));
    if house::came_from(kernel, Round::CameBack, from.filter(|_| is_awaited)).await? {
        looking::look(kernel).await?;
    }
    Ok(())
}

/// From where the relay sends: the address of the server that brought the letter, or, behind a server of ours, what that one wrote above
/// it. The lowest line is the relay's own, about the house.
pub fn sent_from(by: Option<&Peer>, message: &Message<'_>) -> Option<IpAddr> {
    let above: Vec<Option<IpAddr>> = message.received_all().map(|it| it.from_ip).collect();
    let written = above.split_last().and_then(|(_, above)| above.iter().flatten().copied().find(is_public));
    match by {
        Some(by) => Some(by.address).filter(is_public),
        None => written,
    }
}

/// Not of a network of one's own: others see another address there.
fn is_public(address: &IpAddr) -> bool {
    match address {
        IpAddr::V4(it) => !(it.is_loopback() || it.is_private() || it.is_link_local() || it.is_unspecified()),
        IpAddr::V6(it) => !(it.is_loopback() || it.is_unique_local() || it.is_unicast_link_local() || it.is_unspecified()),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use mail_parser::MessageParser;

    /// Read out of these lines, from the top.
    fn read(lines: &[&str], by: Option<&str>) -> Option<String> {
        let above: String = lines.iter().map(|it| format!("Received: from {it}; Mon, 23 Nov 2026 17:00:00 +0000\r\n")).collect();
        let letter = format!("{above}From: a@b.example\r\n\r\nx\r\n");
        let by = by.map(|it| Peer { address: it.parse().expect("an address"), greeting: String::new() });
        sent_from(by.as_ref(), &MessageParser::default().parse(letter.as_bytes()).expect("a letter")).map(|it| it.to_string())
    }

    #[test]
    fn from_where_the_relay_sends_is_seen_by_whoever_had_the_letter_from_it() {
        let (ours, relays) =
            ("relay.example (relay.example [192.0.2.1]) by mx.list.example", "[127.0.0.1] (house.example [192.0.2.9]) by relay.example");
        assert_eq!(read(&[relays], Some("192.0.2.1")).as_deref(), Some("192.0.2.1"), "it came straight here");
        assert_eq!(read(&[ours, relays], None).as_deref(), Some("192.0.2.1"), "a server of ours wrote it down");
        let filter = "localhost (localhost [127.0.0.1]) by mx.list.example";
        assert_eq!(read(&[filter, ours, relays], None).as_deref(), Some("192.0.2.1"), "and looked into it");
        assert_eq!(read(&[relays], None), None, "one server is both: that is the house's own address");
        assert_eq!(read(&[relays], Some("10.0.0.7")), None, "in a network of one's own");
        assert_eq!(read(&[], None), None);
    }
}
