//! Bounds of a request: methods, address, headers, body (safety.md WEB-8, WEB-14). A body without a length is counted while it
//! is read, in `forms`.
use actix_web::{
    Error,
    body::{BoxBody, EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, header},
    middleware::Next,
};
use hearth_core::refusals;

refusals! {
    /// The address is longer than any of ours.
    ADDRESS_TOO_LONG = "frontend-refused-address" => 414;
    /// More headers than any browser sends.
    HEADERS_TOO_LARGE = "frontend-refused-headers" => 431;
    /// More was sent than any page takes.
    BODY_TOO_LARGE = "frontend-refused-large" => 413;
    /// No page is asked for in this way.
    METHOD = "frontend-refused-method" => 405;
}

pub const LONGEST_ADDRESS: usize = 2 * 1024;
pub const LARGEST_HEADERS: usize = 16 * 1024;
pub const MOST_HEADERS: usize = 100;
pub const LARGEST_BODY: usize = 1024 * 1024;
pub const LARGEST_JSON: usize = 256 * 1024;

/// The largest body of this kind.
pub fn largest(request: &ServiceRequest) -> usize {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    if kind.starts_with("application/json") { LARGEST_JSON } else { LARGEST_BODY }
}

/// Middleware.
pub async fn within_bounds(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<EitherBody<BoxBody, impl MessageBody>>, Error> {
    match check(&request) {
        Ok(()) => Ok(next.call(request).await?.map_into_right_body()),
        Err(refusal) => Ok(request.error_response(hearth_core::Error::from(refusal)).map_into_left_body()),
    }
}

fn check(request: &ServiceRequest) -> Result<(), hearth_core::Refusal> {
    if !matches!(*request.method(), Method::GET | Method::POST | Method::HEAD) {
        return Err(METHOD);
    }
    if request.uri().path_and_query().map_or(0, |it| it.as_str().len()) > LONGEST_ADDRESS {
        return Err(ADDRESS_TOO_LONG);
    }
    let headers = request.headers();
    let size: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    if headers.iter().count() > MOST_HEADERS || size > LARGEST_HEADERS {
        return Err(HEADERS_TOO_LARGE);
    }
    let length = headers.get(header::CONTENT_LENGTH).and_then(|it| it.to_str().ok()).and_then(|it| it.parse().ok()).unwrap_or(0usize);
    if length > largest(request) {
        return Err(BODY_TOO_LARGE);
    }
    Ok(())
}
