//! A page's ear: a stream of Server-Sent Events. Only ids are sent; what they name is fetched by a request that is admitted on its
//! own. The stream ends with the seat.
use super::Visitor;
use crate::{
    Kernel, Result,
    admission::{self, Admission, Intent},
    clock::Moment,
    live::Frame,
    person::sign_in,
};
use actix_web::{
    HttpResponse,
    http::header,
    web::{Bytes, Query},
};
use futures_util::stream::unfold;
use std::{convert::Infallible, time::Duration};
use tokio::{sync::mpsc::Receiver, time::timeout};

/// A line with nothing in it, so that nobody on the way closes the connection; and the moment to ask again.
const PING: Duration = Duration::from_secs(15);
/// After so many of them the page comes back and is looked at afresh.
const PINGS: u32 = 40;

/// When the page that listens was asked for.
#[derive(Debug, serde::Deserialize)]
pub struct Since {
    since: Option<i64>,
}

impl Since {
    pub fn moment(&self) -> Option<Moment> {
        self.since.map(Moment)
    }
}

/// What happens at each ping, beside asking again whether she may listen.
pub type AtPing = fn(&Kernel, &Admission);

struct Ear {
    kernel: Kernel,
    admission: Admission,
    intent: Intent,
    frames: Receiver<Frame>,
    pings: u32,
    at_ping: AtPing,
    /// Whose device it is, where listening is being there.
    visit: Option<Vec<u8>>,
}

/// What changes in her group, for as long as she may read there.
pub async fn of_group(visitor: Visitor, admission: Admission, since: Query<Since>) -> Result<HttpResponse> {
    let hers = visitor.listen(&visitor.kernel.live, &admission, Intent::Read, since.moment()).await?;
    Ok(stream(&visitor.kernel, hers, Intent::Read, |_, _| {}, None))
}

/// What changes at the door of a meeting, for who is there or looks after it: an open page is somebody who is there, and her sign-in does
/// not lapse under it.
pub async fn at_door(visitor: &Visitor, admission: &Admission, since: &Since, at_ping: AtPing) -> Result<HttpResponse> {
    let hers = visitor.listen(&visitor.kernel.doors, admission, Intent::Help, since.moment()).await?;
    Ok(stream(&visitor.kernel, hers, Intent::Help, at_ping, Some(visitor.visit.clone())))
}

fn stream(
    kernel: &Kernel,
    (admission, frames): (Admission, Receiver<Frame>),
    intent: Intent,
    at_ping: AtPing,
    visit: Option<Vec<u8>>,
) -> HttpResponse {
    at_ping(kernel, &admission);
    let ear = Ear { kernel: kernel.clone(), admission, intent, frames, pings: 0, at_ping, visit };
    let stream = unfold(Some(ear), |ear| async move {
        let mut ear = ear?;
        match timeout(PING, ear.frames.recv()).await {
            Ok(Some(frame)) => {
                let thread = frame.thread.map(|it| it.as_simple().to_string()).unwrap_or_default();
                Some((Ok::<_, Infallible>(Bytes::from(format!("data: {} {thread}\n\n", frame.what))), Some(ear)))
            }
            Ok(None) => None, // the seat ended
            Err(_) => {
                ear.pings += 1;
                ear.admission = admission::renew(&ear.kernel, &ear.admission, ear.intent).await.ok()?;
                if let Some(visit) = &ear.visit {
                    sign_in::find(&ear.kernel, visit).await.ok()??;
                }
                (ear.at_ping)(&ear.kernel, &ear.admission);
                (ear.pings < PINGS).then_some((Ok(Bytes::from_static(b":\n\n")), Some(ear)))
            }
        }
    });
    HttpResponse::Ok()
        .content_type("text/event-stream")
        // Not packed: a packer waits for more before it lets anything out.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .streaming(stream)
}
