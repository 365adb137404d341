//! A page's line to a room, over a WebSocket: who may open one, and why one is closed.
use super::Visitor;
use crate::{Error, Refusal, Result};
use actix_http::ws::{hash_key, verify_handshake};
use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web::Bytes,
};
use futures_util::Stream;
use std::convert::Infallible;

/// Codes that a line is closed with, beside those of [`wire`](super::wire). From 4000 on they are ours (RFC 6455, section 7.4.2).
pub const GOING_AWAY: u16 = 1001;
pub const UNDONE: u16 = 1011;
pub const TOO_SLOW: u16 = 1013;
pub const SEAT_OVER: u16 = 4001;
pub const ROOM_CLOSED: u16 = 4002;
pub const TOO_MANY: u16 = 4003;

/// The code for a line whose person could not be asked for again: refused, it is over; a fault of ours, she comes back.
pub fn why_not(error: &Error) -> u16 {
    if error.refusal().is_some() {
        return SEAT_OVER;
    }
    tracing::error!(fault = %error, "whether somebody may still be in a room is not known");
    UNDONE
}

/// A line that may be opened, and what its page has to be answered for it.
pub struct Opening(String);

impl Opening {
    /// The cookie goes with every request, whoever's page sends it: only our own may open a line. `elsewhere`: it is another's;
    /// `no_socket`: it is no WebSocket as it should be.
    pub fn of(visitor: &Visitor, request: &HttpRequest, elsewhere: Refusal, no_socket: Refusal) -> Result<Opening> {
        let origin = request.headers().get(header::ORIGIN).and_then(|it| it.to_str().ok());
        if origin != Some(visitor.kernel.house.origin().as_str()) {
            return Err(elsewhere.into());
        }
        verify_handshake(request.head()).map_err(|_| no_socket)?;
        let key = request.headers().get(header::SEC_WEBSOCKET_KEY).ok_or(no_socket)?;
        Ok(Opening(String::from_utf8_lossy(&hash_key(key.as_bytes())).into_owned()))
    }

    pub fn answer(self, line: impl Stream<Item = Result<Bytes, Infallible>> + 'static) -> HttpResponse {
        HttpResponse::build(StatusCode::SWITCHING_PROTOCOLS)
            .upgrade("websocket")
            .insert_header((header::SEC_WEBSOCKET_ACCEPT, self.0))
            .streaming(line)
    }
}
