//! What becomes of a letter that came in. It is hers only if two things fit together: an address that the house made for her alone, and
//! a proof that it comes from the address that she registered (safety.md EML-1); and if it was meant for here. With less it waits for staff,
//! as a held entry of hers; with neither it is counted and forgotten. Nothing is ever sent back that somebody wrote.
mod agreeing;
mod joining;
mod keyword;
mod meant;
mod member;
mod rates;

pub use keyword::Keyword;
pub use rates::Rates;

use crate::{
    addresses::{Addresses, Token, Use},
    away, gone,
    incoming::{Came, Door, session::Outcome},
    list,
    post::{self, Ready},
    proof::{Covers, Proof, Prover},
    reading::{self, Letter, automatic, automatic::Automatic},
    round, seat,
};
use async_trait::async_trait;
use hearth_core::{
    Kernel, Result,
    contact::{Medium, safe_contact},
    id::{GroupId, MembershipId},
    table::membership,
};
use sea_orm::EntityTrait;

/// The house's door for letters.
pub struct Entrance {
    kernel: Kernel,
    prover: Prover,
}

/// To whom a letter is.
#[derive(Debug, Clone, Copy)]
enum To {
    /// One of the addresses that the house makes.
    Token(Token),
    /// A group's list, by its word.
    List(GroupId),
    /// Every mail server takes this (RFC 5321, 4.5.1); nobody reads it here.
    Postmaster,
}

/// What is known about whoever wrote, when the letter is read.
struct Writer<'a> {
    letter: &'a Letter,
    /// It is proved that it comes from the address that it says it is from.
    is_proved: bool,
    /// What else is sure about it.
    covers: Covers,
    says: meant::Says,
    /// Names the letter, so that it is taken once however often it is brought.
    id: String,
}

/// Whose a letter is that came to an address of hers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    Hers,
    /// Hers, and perhaps brought here by somebody to whom she wrote it.
    Elsewhere,
    /// Nothing proves that it is hers.
    Unproved,
}

impl Entrance {
    pub fn new(kernel: Kernel) -> Result<Entrance> {
        let prover = Prover::new(kernel.house.letters.resolver)?;
        Ok(Entrance { kernel, prover })
    }

    async fn to(&self, ready: &Ready, address: &str) -> Result<Option<To>> {
        let addresses: &Addresses = &ready.addresses;
        let Some((local, domain)) = address.trim().rsplit_once('@') else { return Ok(None) };
        if !domain.eq_ignore_ascii_case(addresses.domain()) {
            return Ok(None);
        }
        if let Some(token) = addresses.read_local(local, self.kernel.clock.now()) {
            return Ok(Some(To::Token(token)));
        }
        if local.eq_ignore_ascii_case("postmaster") {
            return Ok(Some(To::Postmaster));
        }
        Ok(list::group_of(&self.kernel, local).await?.map(To::List))
    }

    async fn take_one(&self, came: &Came, address: &str) -> Result<Outcome> {
        let Some(ready) = post::ready(&self.kernel).await? else { return Ok(Outcome::Later) };
        let kernel = &self.kernel;
        // Asked again: an address may have ended between the two, and a mailbox does not ask at all.
        let Some(to) = self.to(&ready, address).await? else { return away::count(kernel, None, away::NOBODY).await };
        let group = self.group_of(to).await?;
        let message = match reading::parse(&came.bytes) {
            Ok(message) => message,
            Err(why) => return away::count(kernel, group, away::unread(why)).await,
        };
        let automatic = automatic::kind(&message, &came.sender);
        match (to, automatic) {
            (To::Token(Token { is_for: Use::Bounce, number, .. }), Some(Automatic::Bounce { is_final })) => {
                if is_final {
                    gone::came_back(kernel, number).await?;
                }
                return Ok(Outcome::Taken);
            }
            // The house's own letter to itself, for the check: it came round.
            (To::Token(token), _) if round::is_it(token) => {
                // Out of a mailbox, who had it first is not known.
                let from = round::sent_from(came.by.as_ref(), &message).filter(|_| ready.house.mailbox.is_none());
                round::came(kernel, ready.addresses.domain(), &self.prover.prove(came).await, from).await?;
                return Ok(Outcome::Taken);
            }
            (To::Token(Token { is_for: Use::Bounce | Use::Author, .. }), _) => return away::count(kernel, group, away::NO_WAY).await,
            (To::Postmaster, _) => return away::count(kernel, None, away::NOBODY).await,
            // Answering what a machine wrote, or bringing it to people, is how circles begin (RFC 3834).
            (_, Some(_)) => return away::count(kernel, group, away::AUTOMATIC).await,
            (_, None) => {}
        }
        let letter = match reading::letter(&message) {
            Ok(letter) => letter,
            Err(why) => return away::count(kernel, group, away::unread(why)).await,
        };
        let (is_proved, covers) = match self.prover.prove(came).await {
            Proof::Later => return Ok(Outcome::Later),
            Proof::Proven { from, covers } => (from == letter.from, covers),
            Proof::Unproven(_) => (false, Covers::default()),
        };
        let id = reading::id(&message, &letter);
        let writer = Writer { letter: &letter, is_proved, covers, says: meant::Says::of(&message), id };
        match to {
            To::Token(token) => {
                let Some(place) = self.place(token).await? else {
                    return match token.is_for {
                        // She has no place yet: it is of her invitation.
                        Use::Agree => joining::answered(kernel, &ready, token, &writer).await,
                        _ => away::count(kernel, None, away::NOBODY).await,
                    };
                };
                if token.is_for == Use::Pause {
                    // Harmless, whoever it was: she takes it back with a click.
                    return seat::pause(kernel, place.id).await.map(|()| Outcome::Taken);
                }
                let is_hers = writer.is_proved && registered(kernel, &place).await?.is_some_and(|it| it == letter.from);
                let whose = match is_hers {
                    true if meant::for_here(kernel, &ready, &place, &writer).await? => Whose::Hers,
                    true => Whose::Elsewhere,
                    false => Whose::Unproved,
                };
                member::Letter { kernel, ready: &ready, place: &place, token, writer: &writer, whose }.take().await
            }
            To::List(group) => joining::began(kernel, &ready, group, &writer).await,
            To::Postmaster => Ok(Outcome::Taken),
        }
    }

    async fn group_of(&self, to: To) -> Result<Option<GroupId>> {
        Ok(match to {
            To::List(group) => Some(group),
            To::Token(token) => self.place(token).await?.map(|it| it.group),
            To::Postmaster => None,
        })
    }

    /// The place that an address is of, where it is of one that has not ended, and of hers that are hers still.
    async fn place(&self, token: Token) -> Result<Option<membership::Model>> {
        let place = membership::Entity::find_by_id(MembershipId(token.of)).one(self.kernel.store.reader()).await?;
        let Some(place) = place.filter(|it| it.state != membership::MembershipState::Ended) else { return Ok(None) };
        let generation = seat::by_membership(&self.kernel, place.id).await?.map_or(0, |it| it.generation as u8);
        let is_current = !matches!(token.is_for, Use::Own | Use::Answer) || token.generation == generation;
        Ok(Some(place).filter(|_| is_current))
    }
}

/// The address at which she may be reached, as it is compared.
async fn registered(kernel: &Kernel, place: &membership::Model) -> Result<Option<String>> {
    let kept = safe_contact::find(kernel, place.person).await?;
    Ok(kept.and_then(|it| it.content.way(Medium::Email).map(|way| way.address.trim().to_lowercase())))
}

#[async_trait]
impl Door for Entrance {
    async fn is_ours(&self, address: &str) -> bool {
        match post::ready(&self.kernel).await {
            Ok(Some(ready)) => match self.to(&ready, address).await {
                Ok(to) => to.is_some(),
                // Not known for sure: taken, and asked again with the letter.
                Err(_) => true,
            },
            Ok(None) => false,
            // An address that is refused is refused for good; not knowing is no reason.
            Err(_) => true,
        }
    }

    async fn take(&self, came: Came) -> Vec<Outcome> {
        let mut outcomes = Vec::with_capacity(came.recipients.len());
        for recipient in &came.recipients {
            outcomes.push(match self.take_one(&came, recipient).await {
                Ok(outcome) => outcome,
                Err(fault) => {
                    tracing::error!(%fault, "a letter was not taken; it comes again");
                    Outcome::Later
                }
            });
        }
        outcomes
    }
}
