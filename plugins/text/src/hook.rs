//! Where carriers call the house: one address for each line. Whatever is not signed as that carrier signs is refused before anything of it is
//! read (safety.md SMS-1), and nothing says whether there is such a line.
use crate::{
    carrier::{Call, Inbox, LONGEST_BODY, Taken},
    door::Entrance,
    lines::Lines,
};
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Bytes, Data, Path},
};
use hearth_core::{Kernel, Result, admission::UNKNOWN_GROUP};
use uuid::Uuid;

pub async fn call(kernel: Data<Kernel>, path: Path<String>, request: HttpRequest, body: Bytes) -> Result<HttpResponse> {
    let unknown = || Err(UNKNOWN_GROUP.into());
    if body.len() > LONGEST_BODY {
        return Ok(HttpResponse::PayloadTooLarge().finish());
    }
    let Ok(id) = Uuid::try_parse(&path) else { return unknown() };
    let running = kernel.held::<Lines>().running(&kernel).await?;
    let Some(line) = running.iter().find(|it| it.id == id) else { return unknown() };
    // As the carrier called it: what stands between may have changed host and scheme, and the house knows its own.
    let url = format!("{}{}", kernel.house.address.as_str().trim_end_matches('/'), request.uri());
    let headers: Vec<(String, String)> =
        request.headers().iter().filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))).collect();
    let header = |name: &str| headers.iter().find(|it| it.0.eq_ignore_ascii_case(name)).map(|it| it.1.clone());
    let heard = line.carrier.hear(&Call { method: request.method().as_str(), url: &url, header: &header, body: &body });
    let Ok(heard) = heard else { return unknown() };
    let entrance = Entrance { kernel: kernel.get_ref().clone(), line: id };
    for event in heard.events {
        if entrance.take(event).await == Taken::Later {
            return Ok(HttpResponse::ServiceUnavailable().finish());
        }
    }
    Ok(HttpResponse::Ok().content_type(heard.answer.content_type).body(heard.answer.body))
}
