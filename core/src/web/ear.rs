//! A page's ear: a stream of Server-Sent Events. Only ids are sent; what they name is fetched by a request that is admitted on its
//! own. The stream ends with the seat.
use crate::{
    Kernel, Result,
    admission::{self, Admission, Intent},
    clock::Moment,
    live::Frame,
    person::sign_in,
};
use actix_web::{HttpResponse, http::header, web::Bytes};
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

/// Streams what is heard for as long as she may do this.
pub async fn stream(kernel: &Kernel, admission: &Admission, intent: Intent, frames: Receiver<Frame>) -> Result<HttpResponse> {
    listen(kernel, admission, intent, frames, |_, _| {}, None).await
}

/// The same for who is at the door of a meeting or looks after it: there, an open page is somebody who is there, and her sign-in
/// does not lapse under it.
pub async fn stay(kernel: &Kernel, admission: &Admission, frames: Receiver<Frame>, at_ping: AtPing, visit: Vec<u8>) -> Result<HttpResponse> {
    listen(kernel, admission, Intent::Help, frames, at_ping, Some(visit)).await
}

async fn listen(
    kernel: &Kernel,
    admission: &Admission,
    intent: Intent,
    frames: Receiver<Frame>,
    at_ping: AtPing,
    visit: Option<Vec<u8>>,
) -> Result<HttpResponse> {
    // Asked again now that it listens: a seat that ended in between would not be told.
    let admission = admission::renew(kernel, admission, intent).await?;
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
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        // Not packed: a packer waits for more before it lets anything out.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .streaming(stream))
}
