//! The line between a page and its room: a WebSocket, over which is said what is to be sent. The sound and picture go beside it.
use crate::{
    refusals::{ELSEWHERE, NO_SOCKET},
    seat,
    socket::Socket,
};
use actix_http::ws::{hash_key, verify_handshake};
use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web::Payload,
};
use hearth_core::{Result, admission::Admission, web::Visitor};

pub async fn live(visitor: Visitor, admission: Admission, request: HttpRequest, payload: Payload) -> Result<HttpResponse> {
    // The cookie goes with every request, whoever's page sends it: only our own may open a line.
    let origin = request.headers().get(header::ORIGIN).and_then(|it| it.to_str().ok());
    if origin != Some(visitor.kernel.house.origin().as_str()) {
        return Err(ELSEWHERE.into());
    }
    verify_handshake(request.head()).map_err(|_| NO_SOCKET)?;
    let key = request.headers().get(header::SEC_WEBSOCKET_KEY).ok_or(NO_SOCKET)?;
    let accept = hash_key(key.as_bytes());
    let seat = seat::take(&visitor, &admission).await?;
    Ok(HttpResponse::build(StatusCode::SWITCHING_PROTOCOLS)
        .upgrade("websocket")
        .insert_header((header::SEC_WEBSOCKET_ACCEPT, String::from_utf8_lossy(&accept).into_owned()))
        .streaming(Socket::new(seat, payload.into_inner())))
}
