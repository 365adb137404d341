//! The line between a page and its room: a WebSocket, over which is said what is to be sent. The sound and picture go beside it.
use crate::{
    refusals::{ELSEWHERE, NO_SOCKET},
    room::Carries,
    seat,
    socket::Socket,
};
use actix_web::{HttpRequest, HttpResponse, web::Payload};
use hearth_core::{
    Result,
    admission::Admission,
    web::{Visitor, line::Opening},
};

pub async fn live(visitor: Visitor, admission: Admission, request: HttpRequest, payload: Payload) -> Result<HttpResponse> {
    let opening = Opening::of(&visitor, &request, ELSEWHERE, NO_SOCKET)?;
    let carries = if request.query_string() == "written" { Carries::Written } else { Carries::All };
    let seat = seat::take(&visitor, &admission, carries).await?;
    Ok(opening.answer(Socket::new(seat, payload.into_inner())))
}
