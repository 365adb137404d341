//! From where a request comes: for slowing down who guesses. Counted with, never written down.
use actix_web::{Error, FromRequest, HttpMessage, HttpRequest, dev::Payload};
use std::{
    future::{Ready, ready},
    net::IpAddr,
};

/// In the request's extensions where something before us knows better than the socket, such as behind a proxy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source(pub Option<IpAddr>);

impl FromRequest for Source {
    type Error = Error;
    type Future = Ready<Result<Source, Error>>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let known = request.extensions().get::<Source>().copied();
        ready(Ok(known.unwrap_or_else(|| Source(request.peer_addr().map(|it| it.ip())))))
    }
}
