//! One WebSocket: what comes in, in its order, and all that waits to go out. One body that is polled does both, so that a
//! connection is one task: what woke it is written by one call.
mod task;

use crate::{
    frame::{self, Tell},
    listener::{End, Writing},
    room::Confirm,
    say,
    seat::Seat,
};
use actix_web::{dev::Payload, web::Bytes};
use futures_util::{
    Stream, StreamExt,
    future::{BoxFuture, LocalBoxFuture},
    stream::FuturesUnordered,
};
use hearth_core::{
    Result,
    contribution::Heard,
    table::entry::{Audience, EntryState},
    web::{
        line::{GOING_AWAY, ROOM_CLOSED, SEAT_OVER, TOO_MANY, TOO_SLOW, UNDONE},
        wire::{self, Heard as Came, Reader},
    },
};
use std::{
    collections::VecDeque,
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};
use task::{Done, Task};
use tokio::{
    runtime::Handle,
    time::{Instant, Interval, interval_at},
};

const PING: Duration = Duration::from_secs(30);
/// Pings that may stay unanswered.
const UNANSWERED: u8 = 2;
/// What one page may have asked and not been answered. Beyond it nothing is read.
const MOST_ASKED: usize = 64;
/// How often one page may be told that it says too much.
const MOST_REFUSED: u8 = 20;

/// The code for the end of a queue.
pub fn code(end: End) -> u16 {
    match end {
        End::TooSlow => TOO_SLOW,
        End::RoomGone => UNDONE,
        End::Unseated => SEAT_OVER,
        End::Closed => ROOM_CLOSED,
    }
}

pub struct Socket {
    seat: Seat,
    payload: Payload,
    reader: Reader,
    tasks: VecDeque<Task>,
    doing: Option<LocalBoxFuture<'static, Done>>,
    /// Stored, on its way to the others. It arrives also where this connection ends before.
    bringing: FuturesUnordered<BoxFuture<'static, Option<Bytes>>>,
    runtime: Handle,
    out: VecDeque<Bytes>,
    ping: Interval,
    unanswered: u8,
    refused: u8,
    has_ended: bool,
}

impl Socket {
    pub fn new(seat: Seat, payload: Payload, runtime: Handle) -> Socket {
        Socket {
            seat,
            payload,
            reader: Reader::default(),
            tasks: VecDeque::new(),
            doing: None,
            bringing: FuturesUnordered::new(),
            runtime,
            out: VecDeque::new(),
            ping: interval_at(Instant::now() + PING, PING),
            unanswered: 0,
            refused: 0,
            has_ended: false,
        }
    }

    /// Says why, and nothing more.
    fn end(&mut self, code: u16) {
        if !self.has_ended {
            self.has_ended = true;
            self.out.push_back(wire::close(code));
        }
    }

    /// Takes what the reader has apart.
    fn read(&mut self) -> Result<(), u16> {
        while let Some(came) = self.reader.read()? {
            match came {
                Came::Text(text) => {
                    let asked = serde_json::from_str(text).map_err(|_| wire::PROTOCOL)?;
                    self.tasks.push_back(Task::Asked(asked));
                    // More than a person types within the time that it takes to answer.
                    if self.tasks.len() > 4 * MOST_ASKED {
                        return Err(TOO_MANY);
                    }
                }
                Came::Ping(payload) => self.out.push_back(wire::pong(payload)),
                Came::Pong => {}
                Came::Close(code) => return Err(code.unwrap_or(1000)),
            }
        }
        Ok(())
    }

    /// What came of something.
    fn done(&mut self, done: Done) {
        match done {
            Done::Nothing => {}
            Done::Refused(frame, is_too_much) => {
                self.out.push_back(frame);
                self.refused += u8::from(is_too_much);
                // Told so often enough: that is no person who types.
                if self.refused > MOST_REFUSED {
                    self.end(TOO_MANY);
                }
            }
            Done::End(code) => self.end(code),
            Done::Renewed(admission, state) => {
                self.seat.admission = *admission;
                if let Some(state) = state {
                    self.out.push_back(frame::write(&Tell::State { state: &state }, Writing::WebSocket));
                    self.seat.state = *state;
                }
            }
            Done::Heard(heard, c) => self.heard(*heard, c),
        }
    }

    fn heard(&mut self, heard: Heard, c: String) {
        let entry = &heard.entry;
        let (id, state, audience, is_new) = (entry.id, entry.state, entry.audience, entry.client_id.is_some());
        if (state, audience) == (EntryState::Held, Audience::Group) {
            self.out.push_back(frame::write(&Tell::Held { c: &c, i: id }, Writing::WebSocket));
        }
        let (kernel, rooms, group, queue) = (self.seat.kernel.clone(), self.seat.rooms.clone(), entry.group, self.seat.queue.clone());
        self.bringing.push(Box::pin(async move {
            say::tell(&kernel, &rooms, heard).await;
            match (audience, state) {
                // The line itself tells her, where it was said just now.
                (Audience::Group, EntryState::Published) if is_new => None,
                (Audience::Group, EntryState::Published) => {
                    rooms.find(group)?.do_send(Confirm { queue, entry: id, client: c });
                    None
                }
                (Audience::Group, EntryState::Held) => None,
                // To staff; or taken out of sight before she asked again.
                _ => Some(frame::write(&Tell::Sent { c: &c, n: 0 }, Writing::WebSocket)),
            }
        }));
    }

    /// Everything that can be done now. None: there is no more to come.
    fn work(&mut self, context: &mut Context<'_>) -> Option<()> {
        loop {
            match self.seat.live.poll_recv(context) {
                Poll::Ready(None) => {
                    self.end(SEAT_OVER);
                    return Some(());
                }
                Poll::Ready(Some(frame)) if frame.what == "state" => self.tasks.push_front(Task::State),
                Poll::Ready(Some(_)) => {}
                Poll::Pending => break,
            }
        }
        while self.tasks.len() < MOST_ASKED {
            match Pin::new(&mut self.payload).poll_next(context) {
                Poll::Ready(Some(Ok(bytes))) => {
                    self.unanswered = 0;
                    self.reader.take(&bytes);
                    if let Err(code) = self.read() {
                        self.end(code);
                        return Some(());
                    }
                }
                Poll::Ready(_) => return None, // she is gone
                Poll::Pending => break,
            }
        }
        loop {
            if self.doing.is_none() {
                let task = self.tasks.pop_front();
                self.doing = task.map(|it| task::begin(&self.seat, it));
            }
            match self.doing.as_mut().map(|it| it.as_mut().poll(context)) {
                Some(Poll::Ready(done)) => {
                    self.doing = None;
                    self.done(done);
                }
                Some(Poll::Pending) | None => break,
            }
        }
        while !self.bringing.is_empty()
            && let Poll::Ready(Some(frame)) = self.bringing.poll_next_unpin(context)
        {
            self.out.extend(frame);
        }
        while self.ping.poll_tick(context).is_ready() {
            if self.unanswered >= UNANSWERED {
                self.end(GOING_AWAY);
                return Some(());
            }
            self.unanswered += 1;
            self.out.push_back(wire::ping());
            self.tasks.push_back(Task::Renew);
            context.waker().wake_by_ref();
        }
        Some(())
    }
}

impl Stream for Socket {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let it = &mut *self;
        loop {
            if let Some(frame) = it.out.pop_front() {
                return Poll::Ready(Some(Ok(frame)));
            }
            if it.has_ended {
                return Poll::Ready(None);
            }
            if it.work(context).is_none() {
                return Poll::Ready(None);
            }
            // Her own first: that what she said waits for staff, before what others say.
            if !it.out.is_empty() || it.has_ended {
                continue;
            }
            match it.seat.queue.poll_next(context) {
                Poll::Ready(Ok(frames)) => return Poll::Ready(Some(Ok(frames))),
                Poll::Ready(Err(end)) => it.end(code(end)),
                Poll::Pending => return Poll::Pending,
            }
        }
    }
}

/// What was stored is brought to the others, whatever became of her line.
impl Drop for Socket {
    fn drop(&mut self) {
        let mut rest = std::mem::take(&mut self.bringing);
        if !rest.is_empty() {
            self.runtime.spawn(async move { while rest.next().await.is_some() {} });
        }
    }
}
