//! The page's ear: what changed, as it changes. Only ids are sent.
use actix_web::{HttpResponse, web::Query};
use hearth_core::{
    Result,
    admission::{Admission, Intent},
    web::{Visitor, ear},
};

pub async fn listen(visitor: Visitor, admission: Admission, since: Query<ear::Since>) -> Result<HttpResponse> {
    let kernel = visitor.kernel.clone();
    let frames = kernel.live.listen(admission.group(), admission.membership(), visitor.signed_in.as_deref(), since.moment());
    ear::stream(&kernel, &admission, Intent::Read, frames).await
}
