//! The line between a page and its room. `GET …/live` is a WebSocket where one is asked for, a stream of events otherwise; where
//! neither gets through, `GET …/poll/live` waits a while for what comes next. All three carry the same frames.
use crate::{
    frame::{self, Tell},
    listener::Writing,
    refusals::{ELSEWHERE, NO_SOCKET},
    rooms::Rooms,
    seat::{self, After, Seat},
    socket::{self, Socket},
};
use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Bytes, BytesMut, Payload, Query},
};
use futures_util::stream::unfold;
use hearth_core::{
    Result,
    admission::{self, Admission, Intent},
    web::{
        Visitor,
        line::{self, Opening, SEAT_OVER},
    },
};
use std::{convert::Infallible, future::poll_fn, time::Duration};
use tokio::time::{Instant, timeout_at};

/// A line with nothing in it, so that nobody on the way closes the connection; and the moment to ask again.
const PING: Duration = Duration::from_secs(15);
/// How long a question waits for news.
const PATIENCE: Duration = Duration::from_secs(25);

pub async fn live(visitor: Visitor, admission: Admission, request: HttpRequest, payload: Payload, after: Query<After>) -> Result<HttpResponse> {
    let after = after.into_inner();
    if !request.headers().contains_key(header::UPGRADE) {
        return events(seat::take(&visitor, &admission, Writing::Events, &after).await?);
    }
    let opening = Opening::of(&visitor, &request, ELSEWHERE, NO_SOCKET)?;
    let seat = seat::take(&visitor, &admission, Writing::WebSocket, &after).await?;
    let runtime = visitor.kernel.held::<Rooms>().runtime()?;
    Ok(opening.answer(Socket::new(seat, payload.into_inner(), runtime)))
}

/// What comes next over one of the other two.
enum Next {
    Frames(Bytes),
    End(u16),
    Nothing,
}

async fn next(seat: &mut Seat, until: Instant) -> Next {
    loop {
        let coming = async {
            tokio::select! {
                biased;
                frame = seat.live.recv() => Err(frame),
                frames = poll_fn(|context| seat.queue.poll_next(context)) => Ok(frames),
            }
        };
        match timeout_at(until, coming).await {
            Ok(Ok(Ok(frames))) => return Next::Frames(frames),
            Ok(Ok(Err(end))) => return Next::End(socket::code(end)),
            Ok(Err(None)) => return Next::End(SEAT_OVER),
            Ok(Err(Some(frame))) if frame.what == "state" => match state_now(seat).await {
                Ok(Some(frames)) => return Next::Frames(frames),
                Ok(None) => {}
                Err(error) => return Next::End(line::why_not(&error)),
            },
            Ok(Err(Some(_))) => {}
            Err(_) => return Next::Nothing,
        }
    }
}

/// How it stands in the room, where that is another than her page was told.
async fn state_now(seat: &mut Seat) -> Result<Option<Bytes>> {
    let (now, state) = seat::look_again(&seat.kernel, &seat.admission, seat.language, &seat.state, seat.visit().as_deref()).await?;
    seat.admission = now;
    let Some(state) = state else { return Ok(None) };
    let told = frame::write(&Tell::State { state: &state }, seat.queue.writing);
    seat.state = state;
    Ok(Some(told))
}

fn events(seat: Seat) -> Result<HttpResponse> {
    let stream = unfold(Some(seat), |seat| async move {
        let mut seat = seat?;
        match next(&mut seat, Instant::now() + PING).await {
            Next::Frames(frames) => Some((Ok::<_, Infallible>(frames), Some(seat))),
            Next::End(code) => Some((Ok(frame::write(&Tell::End { code }, Writing::Events)), None)),
            Next::Nothing => {
                let told = state_now(&mut seat).await.ok()?;
                Some((Ok(told.unwrap_or(Bytes::from_static(b":\n\n"))), Some(seat)))
            }
        }
    });
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        // Not packed: a packer waits for more before it lets anything out.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .streaming(stream))
}

/// One frame a line: all that waits, or what comes within a while.
pub async fn poll(visitor: Visitor, admission: Admission, after: Query<After>) -> Result<HttpResponse> {
    let mut seat = seat::take(&visitor, &admission, Writing::Lines, &after.into_inner()).await?;
    let (until, mut out) = (Instant::now() + PATIENCE, BytesMut::new());
    loop {
        // What is there already goes together; a page that has all of it waits.
        let until = if out.is_empty() { until } else { Instant::now() };
        match next(&mut seat, until).await {
            Next::Frames(frames) => out.extend_from_slice(&frames),
            Next::End(code) => {
                out.extend_from_slice(&frame::write(&Tell::End { code }, Writing::Lines));
                break;
            }
            Next::Nothing => break,
        }
    }
    admission::renew(&seat.kernel, &seat.admission, Intent::Read).await?;
    Ok(HttpResponse::Ok().content_type("application/jsonl; charset=utf-8").body(out.freeze()))
}
