//! Group routes are mounted here and nowhere else, behind admission.
use super::{Visitor, answer};
use crate::{
    Error, Result,
    admission::{self, AT_THE_DOOR, Admission, Intent, NO_MEETING, UNKNOWN_GROUP},
    group::{membership, ways},
    permission::NOT_SIGNED_IN,
    plugin::Declarations,
};
use actix_web::{
    Error as ActixError, FromRequest, HttpMessage, HttpRequest, HttpResponse,
    body::{BoxBody, EitherBody, MessageBody},
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::Method,
    middleware::{Next, from_fn},
    web::{self, ServiceConfig},
};
use std::future::{Ready, ready};

/// Mounts a plugin's group routes under `/g/{group}/{plugin}`: none can be reached without an admission to read. Her own choices are open
/// as help is: also while her group does not meet.
pub fn mount_group(config: &mut ServiceConfig, plugin: &Declarations) {
    let (name, hers) = (plugin.name, plugin.choices.map(|it| it.0));
    let mut scope = web::scope(&format!("/g/{{group}}/{name}"));
    for routes in &plugin.group_routes {
        scope = scope.configure(*routes);
    }
    config.service(scope.wrap(from_fn(move |request: ServiceRequest, next: Next<_>| {
        let intent = if hers.is_some_and(|it| request.path().split('/').nth(4) == Some(it)) { Intent::Help } else { Intent::Read };
        admit(Some(name), intent, request, next)
    })));
}

/// The same for the frontend's own pages about a group, which need no modality.
pub fn admitted(config: &mut ServiceConfig, path: &str, routes: impl FnOnce(&mut ServiceConfig)) {
    let scope = web::scope(path).configure(routes);
    config.service(scope.wrap(from_fn(|request: ServiceRequest, next: Next<_>| admit(None, Intent::Help, request, next))));
}

/// A refusal is answered here, not passed up: what wraps the application sees every answer with its request.
async fn admit(
    plugin: Option<&'static str>,
    intent: Intent,
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<EitherBody<BoxBody, impl MessageBody>>, ActixError> {
    match ask(plugin, intent, &request).await {
        Ok(admission) => {
            // The day alone, for "not heard from". A page is never kept back by it.
            let visitor = request.extensions().get::<Visitor>().cloned();
            if let Some(visitor) = visitor
                && let Err(fault) = membership::note_seen(&visitor.kernel, &admission).await
            {
                tracing::warn!(%fault, "the day of a visit was not noted");
            }
            request.extensions_mut().insert(admission);
            Ok(next.call(request).await?.map_into_right_body())
        }
        Err(refused) => match to_the_door(&request, &refused) {
            Some(answer) => Ok(request.into_response(answer).map_into_left_body()),
            None => Ok(request.error_response(refused).map_into_left_body()),
        },
    }
}

/// Whoever asks for a room that she is not in is shown its door. What a script listens to, and what somebody wrote, is refused.
fn to_the_door(request: &ServiceRequest, refused: &Error) -> Option<HttpResponse> {
    let group = request.match_info().get("group")?;
    let is_outside = matches!(refused.refusal(), Some(AT_THE_DOOR | NO_MEETING));
    let is_page = request.method() == Method::GET && !request.path().ends_with("/live");
    (is_outside && is_page).then(|| answer::go(format!("/g/{group}/meeting")))
}

async fn ask(plugin: Option<&'static str>, intent: Intent, request: &ServiceRequest) -> Result<Admission> {
    let visitor = request.extensions().get::<Visitor>().cloned().ok_or(UNKNOWN_GROUP)?;
    let person = visitor.person().ok_or(NOT_SIGNED_IN)?;
    let group = request.match_info().get("group").and_then(|it| it.parse().ok()).ok_or(UNKNOWN_GROUP)?;
    let admission = admission::admit(&visitor.kernel, person, group, intent).await?;
    // A group is only reached by the modality that it has, and by those that are linked to it.
    if plugin.is_some_and(|it| !ways::has(&admission.standing().group, it)) {
        return Err(UNKNOWN_GROUP.into());
    }
    Ok(admission)
}

impl FromRequest for Admission {
    type Error = Error;
    type Future = Ready<Result<Admission>>;
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(request.extensions().get::<Admission>().cloned().ok_or_else(|| UNKNOWN_GROUP.into()))
    }
}
