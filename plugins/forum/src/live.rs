//! The pages' ear: what changed, as it changes. Only ids are sent.
use actix_web::HttpResponse;
use hearth_core::{
    Result,
    admission::{Admission, Intent},
    web::{Visitor, ear},
};

pub async fn listen(visitor: Visitor, admission: Admission) -> Result<HttpResponse> {
    let kernel = visitor.kernel.clone();
    let frames = kernel.live.listen(admission.group(), admission.membership(), visitor.signed_in.as_deref());
    ear::stream(&kernel, &admission, Intent::Read, frames).await
}
