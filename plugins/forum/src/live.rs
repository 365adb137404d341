//! The pages' ear: what changed, as it changes. Only ids are sent; what they name is fetched by a request that is admitted on
//! its own. The stream ends with the seat.
use actix_web::{HttpResponse, http::header, web::Bytes};
use futures_util::stream::unfold;
use hearth_core::{
    Kernel, Result,
    admission::{self, Admission, Intent},
    live::Frame,
    web::Visitor,
};
use std::{convert::Infallible, time::Duration};
use tokio::{sync::mpsc::Receiver, time::timeout};

/// A line with nothing in it, so that nobody on the way closes the connection; and the moment to ask again.
const PING: Duration = Duration::from_secs(15);
/// After so many of them the page comes back and is looked at afresh.
const PINGS: u32 = 40;

struct Ear {
    kernel: Kernel,
    admission: Admission,
    frames: Receiver<Frame>,
    pings: u32,
}

pub async fn listen(visitor: Visitor, admission: Admission) -> Result<HttpResponse> {
    let kernel = visitor.kernel.clone();
    let frames = kernel.live.listen(admission.group(), admission.membership(), visitor.signed_in.as_deref());
    // Asked again now that it listens: a seat that ended in between would not be told.
    let admission = admission::renew(&kernel, &admission, Intent::Read).await?;
    let ear = Ear { kernel, admission, frames, pings: 0 };
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
                ear.admission = admission::renew(&ear.kernel, &ear.admission, Intent::Read).await.ok()?;
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
