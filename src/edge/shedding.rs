//! Load shedding: beyond what can be answered soon, "come back in a moment" at once rather than an answer too late. Leaving and
//! signing in have room of their own (safety.md WEB-10).
use actix_web::{
    Error,
    body::{BoxBody, EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderValue},
    middleware::Next,
    web::Data,
};
use hearth_core::refusals;
use std::sync::Arc;
use tokio::sync::Semaphore;

refusals! {
    /// More people ask at this moment than can be answered soon.
    BUSY = "frontend-refused-busy" => 503;
}

/// Requests under way at once.
const PLACES: usize = 512;
/// Kept for leaving and signing in.
const RESERVED: usize = 64;

pub struct Shedding {
    places: Arc<Semaphore>,
    reserved: Arc<Semaphore>,
}

impl Default for Shedding {
    fn default() -> Self {
        Shedding::with(PLACES, RESERVED)
    }
}

impl Shedding {
    pub fn with(places: usize, reserved: usize) -> Shedding {
        Shedding { places: Arc::new(Semaphore::new(places)), reserved: Arc::new(Semaphore::new(reserved)) }
    }
}

/// What must work when nothing else does.
fn is_reserved(path: &str) -> bool {
    matches!(path, "/leave" | "/gone" | "/sign-in" | "/staff/sign-in" | "/frozen" | "/health" | "/ready") || path.starts_with("/passkeys/")
}

/// Middleware. A place is held until the answer begins; a stream of events that is open holds none.
pub async fn only_so_many(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<EitherBody<BoxBody, impl MessageBody>>, Error> {
    let place = match request.app_data::<Data<Shedding>>() {
        Some(it) => {
            let free = it.places.clone().try_acquire_owned();
            match (free, is_reserved(request.path())) {
                (Err(_), true) => it.reserved.clone().try_acquire_owned().ok(),
                (free, _) => free.ok(),
            }
        }
        None => None,
    };
    if place.is_none() {
        let mut answer = request.error_response(hearth_core::Error::from(BUSY));
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
        return Ok(answer.map_into_left_body());
    }
    let answer = next.call(request).await?.map_into_right_body();
    drop(place);
    Ok(answer)
}
