//! One WebSocket: what a page asks, in its order, and all that waits to go out to it. One body that is polled does both, so that a
//! connection is one task. When it ends, however it ends, its person's sound and picture end with it.
mod says;

use crate::{
    frame::{self, Asked, State, Tell},
    rate::Rate,
    room::{Hears, Leaves, Stands},
    seat::{Seat, look_again},
};
use actix_web::{dev::Payload, web::Bytes};
use futures_util::{Stream, future::LocalBoxFuture};
use hearth_core::{
    Result,
    admission::Admission,
    group::meeting::conduct,
    web::{
        line::{GOING_AWAY, SEAT_OVER, TOO_MANY, TOO_SLOW, why_not},
        wire::{self, Heard as Came, Reader},
    },
};
use std::{
    collections::VecDeque,
    convert::Infallible,
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};
use tokio::time::{Instant, Interval, interval_at};

/// Somebody whose line is gone without a word is here no more after three of them.
const PING: Duration = Duration::from_secs(10);
/// Pings that may stay unanswered.
const UNANSWERED: u8 = 2;

/// Codes that a line is closed with, beside those of every room: she opened the room on another page.
pub const ELSEWHERE: u16 = 4004;
/// Sound and picture are lost: the page begins them again.
pub const AGAIN: u16 = 4005;

type Looked = Result<(Admission, State)>;

pub struct Socket {
    seat: Seat,
    payload: Payload,
    reader: Reader,
    rate: Rate,
    /// What she writes, one after the other.
    says: says::Says,
    /// Whether she may still be here.
    looking: Option<LocalBoxFuture<'static, Looked>>,
    is_look_due: bool,
    /// What is told to the facilitators.
    telling: Option<LocalBoxFuture<'static, Result<()>>>,
    /// Until the room says that it ends.
    ending: Pin<Box<dyn Future<Output = ()>>>,
    out: VecDeque<Bytes>,
    ping: Interval,
    unanswered: u8,
    has_ended: bool,
}

impl Socket {
    pub fn new(seat: Seat, payload: Payload) -> Socket {
        let woken = seat.out.woken.clone();
        Socket {
            seat,
            payload,
            reader: Reader::default(),
            rate: Rate::of_asking(std::time::Instant::now()),
            says: says::Says::new(),
            looking: None,
            is_look_due: false,
            telling: None,
            ending: ends(woken),
            out: VecDeque::new(),
            ping: interval_at(Instant::now() + PING, PING),
            unanswered: 0,
            has_ended: false,
        }
    }

    /// Says why, and nothing more. What was still to be said is not worth a moment.
    fn end(&mut self, code: u16) {
        if !self.has_ended {
            self.has_ended = true;
            self.seat.room.do_send(Leaves(self.seat.number));
            self.out.push_back(wire::close(code));
        }
    }

    /// Takes what the reader has apart.
    fn read(&mut self) -> Result<(), u16> {
        while let Some(came) = self.reader.read()? {
            match came {
                Came::Text(text) => {
                    let asked: Asked = serde_json::from_str(text).map_err(|_| wire::PROTOCOL)?;
                    if !self.rate.takes(std::time::Instant::now()) {
                        return Err(TOO_MANY);
                    }
                    if let Asked::Away { on } = asked {
                        let (kernel, admission) = (self.seat.kernel.clone(), self.seat.admission.clone());
                        self.telling = Some(Box::pin(async move { conduct::tell_of(&kernel, &admission, Some(on), None).await }));
                    }
                    match asked {
                        Asked::Say { c, b } => self.says.push(c, b)?,
                        asked => self.seat.room.do_send(Hears(self.seat.number, asked)),
                    }
                }
                Came::Ping(payload) => self.out.push_back(wire::pong(payload)),
                Came::Pong => {}
                Came::Close(code) => return Err(code.unwrap_or(1000)),
            }
        }
        Ok(())
    }

    fn looked(&mut self, looked: Looked) {
        match looked {
            Ok((admission, state)) => {
                self.seat.admission = admission;
                let (a, is_held, cameras) = (self.seat.number, state.stopped.is_some(), state.cameras);
                let turns = state.turns.clone();
                self.seat.room.do_send(Stands { a, is_held, cameras, turns });
                if state != self.seat.state {
                    self.out.push_back(frame::write(&Tell::State { state: &state }));
                    self.seat.state = state;
                }
            }
            Err(error) => self.end(why_not(&error)),
        }
    }

    /// Everything that can be done now. None: there is no more to come.
    fn work(&mut self, context: &mut Context<'_>) -> Option<()> {
        loop {
            match self.seat.live.poll_recv(context) {
                Poll::Ready(None) => {
                    self.end(SEAT_OVER);
                    return Some(());
                }
                Poll::Ready(Some(frame)) => self.is_look_due |= frame.what == "state",
                Poll::Pending => break,
            }
        }
        loop {
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
        while self.ping.poll_tick(context).is_ready() {
            if self.unanswered >= UNANSWERED {
                self.end(GOING_AWAY);
                return Some(());
            }
            self.unanswered += 1;
            self.out.push_back(wire::ping());
            self.is_look_due = true;
        }
        self.look(context);
        while let Some(told) = self.says.poll(&self.seat, context) {
            self.out.push_back(told);
        }
        if let Some(telling) = &mut self.telling
            && let Poll::Ready(told) = telling.as_mut().poll(context)
        {
            self.telling = None;
            if let Err(fault) = told {
                tracing::warn!(%fault, "facilitators do not know that somebody stepped away");
            }
        }
        Some(())
    }

    /// Asks again whether she may be here, where it is due. What changes meanwhile is asked about once more.
    fn look(&mut self, context: &mut Context<'_>) {
        loop {
            if self.looking.is_none() && std::mem::take(&mut self.is_look_due) {
                let seat = &self.seat;
                let (kernel, admission, language, visit) = (seat.kernel.clone(), seat.admission.clone(), seat.language, seat.visit.clone());
                self.looking = Some(Box::pin(async move { look_again(&kernel, &admission, language, &visit).await }));
            }
            match self.looking.as_mut().map(|it| it.as_mut().poll(context)) {
                Some(Poll::Ready(looked)) => {
                    self.looking = None;
                    self.looked(looked);
                }
                Some(Poll::Pending) | None => return,
            }
        }
    }
}

fn ends(woken: Arc<tokio::sync::Notify>) -> Pin<Box<dyn Future<Output = ()>>> {
    Box::pin(async move { woken.notified().await })
}

impl Stream for Socket {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let it = &mut *self;
        loop {
            if let Some(frame) = it.out.pop_front() {
                return Poll::Ready(Some(Ok(frame)));
            }
            if it.has_ended || it.work(context).is_none() {
                return Poll::Ready(None);
            }
            if !it.out.is_empty() || it.has_ended {
                continue;
            }
            if it.ending.as_mut().poll(context).is_ready() {
                it.ending = ends(it.seat.out.woken.clone());
                if let Some(code) = it.seat.out.ended() {
                    it.end(code);
                }
                continue;
            }
            match it.seat.out.frames.poll_recv(context) {
                Poll::Ready(Some(frame)) => return Poll::Ready(Some(Ok(frame))),
                // The room let go of her: it came undone, or she fell too far behind.
                Poll::Ready(None) => it.end(it.seat.out.ended().unwrap_or(TOO_SLOW)),
                Poll::Pending => return Poll::Pending,
            }
        }
    }
}

/// However a line ends, nobody is left in the room.
impl Drop for Socket {
    fn drop(&mut self) {
        self.seat.room.do_send(Leaves(self.seat.number));
    }
}
