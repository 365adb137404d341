//! Texts as a medium: turns an errand of the gate into one text or a few, to the phone that is proved to be hers.
use crate::{
    line,
    phone::{self, Phone},
    seat,
    sending::{self, Fate, Sending, WhyNot},
    table::seat::Model as Seat,
    unread::{self, Piece},
};
use anyhow::{Context, anyhow};
use async_trait::async_trait;
use dashmap::DashMap;
use hearth_core::{
    Kernel, Result,
    contact::{Brought, Errand, Medium, Transport, What},
    id::MembershipId,
    locale::Language,
    table::membership,
};
use std::sync::Arc;
use tokio::sync::{Mutex, OwnedMutexGuard};
use uuid::Uuid;

/// So many texts one after the other bring what waits; then she is told to ask for more.
const AT_ONCE: usize = 3;

pub struct Texts;

/// One for each kernel: see [`Kernel::held`]. What waits for one person goes one text after the other.
#[derive(Default)]
struct Turns(DashMap<MembershipId, Arc<Mutex<()>>>);

#[async_trait]
impl Transport for Texts {
    fn medium(&self) -> Medium {
        Medium::Text
    }

    async fn carries_now(&self, kernel: &Kernel) -> Result<bool> {
        Ok(!line::all(kernel).await?.is_empty())
    }

    async fn carry(&self, kernel: &Kernel, errand: &Errand) -> Result<Brought> {
        let to = phone::read_again(kernel, &errand.to).await?.context("what stands there is no number")?;
        // What somebody wrote comes one text after the other: her place in it is read once it is its turn.
        let _turn = match errand.what {
            What::Entry(_) | What::Digest => Some(turn(kernel, errand.place).await),
            _ => None,
        };
        let seat = seat::by_membership(kernel, errand.place).await?;
        let is_answer = matches!(errand.what, What::Answer(_) | What::Farewell(_));
        // What she asks for herself is answered, whatever else she paused.
        if seat.as_ref().is_some_and(|it| it.rests.is_some()) {
            return Ok(Brought::Nothing);
        }
        if seat.as_ref().is_some_and(|it| it.paused.is_some()) && !is_answer {
            return Ok(if matches!(errand.what, What::Told(_)) { Brought::Later } else { Brought::Nothing });
        }
        let of = errand.member.as_ref().map(|it| (it.id, it.group));
        // She has read it meanwhile: a sentence would send her to look for nothing.
        if let (What::Words(_), Some(seat)) = (&errand.what, &seat)
            && !unread::is_any(kernel, seat).await?
        {
            return seat::looked(kernel, seat.membership).await.map(|()| Brought::Nothing);
        }
        match &errand.what {
            What::Words(words) | What::Told(words) | What::Answer(words) | What::Farewell(words) => {
                let words = unread::shape(words, true);
                let text = Sending {
                    to: &to,
                    words,
                    key: Uuid::new_v4().simple().to_string(),
                    place: of,
                    seat: seat.as_ref(),
                    piece: None,
                    is_answer,
                    is_last: matches!(errand.what, What::Farewell(_)),
                };
                sending::send(kernel, text).await.map(brought)
            }
            What::Entry(_) | What::Digest => match (&errand.member, seat) {
                (Some(place), Some(seat)) if is_hers(kernel, &to, errand).await? => {
                    bring(kernel, &to, place, seat, errand.language(kernel).await?).await
                }
                // Nothing that somebody wrote goes to a phone from which she never wrote (safety.md SMS-6).
                _ => Ok(Brought::Nothing),
            },
            What::Asked { .. } => Err(anyhow!("texts ask nobody in this way").into()),
        }
    }
}

/// Whoever brings her what somebody wrote has this while it is on its way.
pub async fn turn(kernel: &Kernel, place: MembershipId) -> OwnedMutexGuard<()> {
    let turn = kernel.held::<Turns>().0.entry(place).or_default().clone();
    turn.lock_owned().await
}

/// Whether she has written from it, in this place.
async fn is_hers(kernel: &Kernel, to: &Phone, errand: &Errand) -> Result<bool> {
    Ok(phone::find(kernel, &to.hash).await?.is_some_and(|it| it.membership == errand.place))
}

/// Brings what waits for her, until there is no more, or it is enough for once.
async fn bring(kernel: &Kernel, to: &Phone, place: &membership::Model, mut seat: Seat, language: Language) -> Result<Brought> {
    // Her word comes before anything that somebody wrote: she is only told that something is there.
    if seat.word.is_some() {
        return match unread::next(kernel, place, &seat, language).await? {
            Some(piece) if !seat::is_told(&seat) => {
                seat::told(kernel, place.id, None, kernel.clock.now()).await?;
                let words = kernel.words.say(language, "text-say-code-asked", &[]);
                let text = Sending { words, key: key(place, &piece), ..about(to, place, &seat) };
                sending::send(kernel, text).await.map(brought)
            }
            _ => Ok(Brought::Nothing),
        };
    }
    let mut so_far = Brought::Nothing;
    for _ in 0..AT_ONCE {
        let Some(piece) = unread::next(kernel, place, &seat, language).await? else { break };
        match send_piece(kernel, to, place, &seat, &piece, false).await? {
            Fate::Sent if piece.has_more => so_far = Brought::Yes,
            Fate::NotSent(WhyNot::Budget) => return over_budget(kernel, to, place, &seat, language).await.map(|()| so_far),
            // Whoever has a part of it was reached.
            fate => return Ok(if so_far == Brought::Yes { so_far } else { brought(fate) }),
        }
        // She has come further by it.
        let Some(now) = seat::by_membership(kernel, place.id).await? else { break };
        seat = now;
    }
    Ok(so_far)
}

/// What the gate is told of it.
fn brought(fate: Fate) -> Brought {
    match fate {
        Fate::Sent => Brought::Yes,
        Fate::NotSent(WhyNot::Gone | WhyNot::Refused) => Brought::Refused,
        Fate::NotSent(WhyNot::Changed) => Brought::Changed,
        Fate::NotSent(WhyNot::Stopped | WhyNot::Country | WhyNot::Budget) => Brought::Nothing,
    }
}

/// A text to her, about this place of hers; its words and its name are still to be said.
fn about<'a>(to: &'a Phone, place: &membership::Model, seat: &'a Seat) -> Sending<'a> {
    let (words, key) = (String::new(), String::new());
    Sending { to, words, key, place: Some((place.id, place.group)), seat: Some(seat), piece: None, is_answer: false, is_last: false }
}

/// Sends one piece, and notes that she has it.
pub async fn send_piece(kernel: &Kernel, to: &Phone, place: &membership::Model, seat: &Seat, piece: &Piece, is_answer: bool) -> Result<Fate> {
    let (words, key) = (piece.words.clone(), key(place, piece));
    sending::send(kernel, Sending { words, key, piece: Some(piece), is_answer, ..about(to, place, seat) }).await
}

/// She is told once that more is there, and asks for it when she likes. The sentence itself is beyond the budget.
async fn over_budget(kernel: &Kernel, to: &Phone, place: &membership::Model, seat: &Seat, language: Language) -> Result<()> {
    if seat::is_told(seat) {
        return Ok(());
    }
    seat::told(kernel, place.id, None, kernel.clock.now()).await?;
    let words = kernel.words.say(language, "text-say-budget-reached", &[]);
    let key = Uuid::new_v4().simple().to_string();
    sending::send(kernel, Sending { words, key, is_answer: true, ..about(to, place, seat) }).await.map(|_| ())
}

fn key(place: &membership::Model, piece: &Piece) -> String {
    let of = Uuid::from_u128(place.id.0.as_u128() ^ piece.last.0.as_u128());
    format!("{}{:x}", of.simple(), piece.sent_of_it())
}
