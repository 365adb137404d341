//! What one page writes to everybody: asked of the core one line after the other, in the order in which it was written. A line that
//! is under way arrives also where its connection ends before.
use crate::{
    NAME,
    frame::{self, Tell},
    rate::Rate,
    refusals::TOO_MANY_LINES,
    room::Waits,
    seat::Seat,
};
use actix_web::{rt, web::Bytes};
use hearth_core::{
    Kernel, Result,
    admission::Admission,
    contribution::{self, Draft, EMPTY, faces},
    table::entry::EntryState,
    web::line::TOO_MANY,
};
use std::{
    collections::VecDeque,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
    time::Instant,
};

/// The longest id that a page may give to what it sends, in bytes.
const LONGEST_CLIENT_ID: usize = 64;
/// Lines that may wait while one is asked about: nobody types more meanwhile.
const MOST_WAITING: usize = 16;

pub struct Says {
    waiting: VecDeque<(String, String)>,
    doing: Option<rt::task::JoinHandle<Bytes>>,
    rate: Rate,
}

impl Says {
    pub fn new() -> Says {
        Says { waiting: VecDeque::new(), doing: None, rate: Rate::of_lines(Instant::now()) }
    }

    pub fn push(&mut self, c: String, b: String) -> Result<(), u16> {
        if self.waiting.len() >= MOST_WAITING || c.len() > LONGEST_CLIENT_ID {
            return Err(TOO_MANY);
        }
        self.waiting.push_back((c, b));
        Ok(())
    }

    /// What she is told of one that she wrote.
    pub fn poll(&mut self, seat: &Seat, context: &mut Context<'_>) -> Option<Bytes> {
        loop {
            if let Some(doing) = &mut self.doing {
                let Poll::Ready(told) = Pin::new(doing).poll(context) else { return None };
                self.doing = None;
                if let Ok(told) = told {
                    return Some(told);
                }
                tracing::error!("what came of a line is not known");
            }
            let (c, b) = self.waiting.pop_front()?;
            let (kernel, admission, language) = (seat.kernel.clone(), seat.admission.clone(), seat.language);
            let (room, is_fine) = (seat.room.clone(), self.rate.takes(Instant::now()));
            self.doing = Some(rt::spawn(async move {
                let said = match is_fine {
                    true => say(&kernel, &admission, &c, b).await,
                    false => Err(TOO_MANY_LINES.into()),
                };
                match said {
                    Ok(held) => {
                        held.clone().into_iter().for_each(|it| room.do_send(it));
                        frame::write(&Tell::Wrote { c: &c, held: held.is_some(), words: None })
                    }
                    Err(error) => {
                        if error.refusal().is_none() {
                            tracing::error!(fault = %error, "what somebody wrote was not taken");
                        }
                        let words = kernel.words.say(language, error.refusal().map_or("video-says-not-written", |it| it.code), &[]);
                        frame::write(&Tell::Wrote { c: &c, held: false, words: Some(&words) })
                    }
                }
            }));
        }
    }
}

/// Brings it to everybody. Where it waits for staff: what they are told.
async fn say(kernel: &Kernel, admission: &Admission, c: &str, b: String) -> Result<Option<Waits>> {
    if c.is_empty() {
        return Err(EMPTY.into());
    }
    let entry = contribution::hear(kernel, admission, NAME, Draft::to_group(b.trim(), c)).await?.bring(kernel).await;
    if entry.state != EntryState::Held {
        return Ok(None);
    }
    Ok(faces(kernel, entry.group, [entry.author]).await?.remove(&entry.author).map(Waits))
}
