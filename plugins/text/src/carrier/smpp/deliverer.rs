//! Hands over what came, one by one and in its order, and answers the network when it is kept.
use super::{
    Smpp,
    assembly::{LONGEST_PIECE, Put, Set},
    delivery::{Delivery, Text, words},
    line::Line,
    lock, seen,
    wire::answer_delivery,
};
use crate::carrier::{Address, Arrival, Event, Inbox, Network, Taken};
use hearth_core::clock::Clock;
use rusmpp::CommandStatus;
use std::{collections::VecDeque, time::Duration};
use tokio::{
    sync::mpsc,
    time::{Instant, sleep_until},
};

/// An answer that took longer may have been too late: then the network brings the same text again.
const IN_TIME: Duration = Duration::from_secs(10);

pub struct Came {
    pub sequence: u32,
    pub at: Instant,
    pub what: Delivery,
}

/// A part whose answer waits for the others.
struct Held {
    sequence: u32,
    set: u64,
    until: Instant,
}

pub async fn deliver(smpp: &Smpp, line: &Line, mut queue: mpsc::Receiver<Came>, inbox: &dyn Inbox) {
    // The same time for each: the first is always the one that waits longest.
    let mut held = VecDeque::<Held>::new();
    loop {
        let until = held.front().map(|it| it.until);
        tokio::select! {
            came = queue.recv() => {
                let Some(Came { sequence, at, what }) = came else { return };
                let verdict = match what {
                    Delivery::Receipt(receipt) => verdict(inbox.take(Event::Receipt(receipt)).await),
                    Delivery::Text(text) => take(smpp, line, inbox, Came { sequence, at, what: Delivery::Nothing }, text, &mut held).await,
                    Delivery::Nothing => Some(CommandStatus::EsmeRok),
                    Delivery::Unreadable => Some(CommandStatus::EsmeRxPAppn),
                };
                if let Some(status) = verdict {
                    line.say(answer_delivery(status, sequence)).await;
                }
            }
            () = sleep_until(until.unwrap_or_else(Instant::now)), if until.is_some() => {
                if let Some(it) = held.pop_front() {
                    line.say(answer_delivery(CommandStatus::EsmeRxTAppn, it.sequence)).await;
                }
            }
        }
    }
}

/// What the network is told: nothing yet where a part waits for the others.
async fn take(smpp: &Smpp, line: &Line, inbox: &dyn Inbox, came: Came, text: Text, held: &mut VecDeque<Held>) -> Option<CommandStatus> {
    let secret = &smpp.config.password;
    let (coding, octets) = (text.piece.coding, &text.piece.octets);
    let Some(part) = text.part.filter(|_| octets.len() <= LONGEST_PIECE) else {
        let what = seen::print(secret, &[text.from.as_bytes(), text.to.as_bytes(), &[coding], octets]);
        let id = lock(&smpp.seen).name(what, line.number, minute(&smpp.clock));
        let (words, had_attachment) = words(std::slice::from_ref(&text.piece));
        let taken = inbox.take(arrived(id.clone(), text.from, text.to, words, had_attachment)).await;
        if taken == Taken::Yes && came.at.elapsed() < IN_TIME {
            lock(&smpp.seen).settle(&id, line.number);
        }
        return verdict(taken);
    };
    let place = [part.reference.to_be_bytes(), [part.total, part.number]].concat();
    let print = seen::print(secret, &[text.from.as_bytes(), text.to.as_bytes(), &[coding], octets, &place]);
    let put = lock(&smpp.assembly).put(text, part, print);
    match put {
        Put::Known => Some(CommandStatus::EsmeRok),
        Put::NoRoom => Some(CommandStatus::EsmeRxTAppn),
        Put::Waits { is_again: true, .. } => Some(CommandStatus::EsmeRok),
        Put::Waits { serial, is_again: false } => {
            held.push_back(Held { sequence: came.sequence, set: serial, until: Instant::now() + smpp.patience.part });
            None
        }
        Put::Whole(set) => {
            let status = verdict(hand_over(smpp, inbox, &set).await);
            for it in held.iter().filter(|it| it.set == set.serial) {
                line.say(answer_delivery(status.unwrap_or_default(), it.sequence)).await;
            }
            held.retain(|it| it.set != set.serial);
            status
        }
    }
}

/// Texts whose other parts did not come are handed over as they are.
pub async fn deliver_halves(smpp: &Smpp, inbox: &dyn Inbox) {
    loop {
        tokio::time::sleep(smpp.patience.part).await;
        loop {
            let Some(set) = lock(&smpp.assembly).overdue() else { break };
            if hand_over(smpp, inbox, &set).await == Taken::Later {
                break;
            }
        }
    }
}

/// Its name needs no minute: the reference is in it, and the same words under the same reference are the same text.
async fn hand_over(smpp: &Smpp, inbox: &dyn Inbox, set: &Set) -> Taken {
    let id = seen::hex(&seen::print(&smpp.config.password, &set.prints()));
    let (words, had_attachment) = set.words();
    let taken = inbox.take(arrived(id, set.from.clone(), set.to.clone(), words, had_attachment)).await;
    if taken == Taken::Yes {
        lock(&smpp.assembly).done(set);
    }
    taken
}

fn arrived(id: String, from: String, to: String, words: String, had_attachment: bool) -> Event {
    Event::Arrived(Arrival { id, from: Address { network: Network::Sms, at: from }, to, words, had_attachment })
}

fn verdict(taken: Taken) -> Option<CommandStatus> {
    Some(match taken {
        Taken::Yes => CommandStatus::EsmeRok,
        // "Temporary application error": the network keeps it and comes again (SMPP 3.4, 5.1.3).
        Taken::Later => CommandStatus::EsmeRxTAppn,
    })
}

fn minute(clock: &Clock) -> u64 {
    u64::try_from(clock.now().0 / 60_000).unwrap_or(0)
}
