//! Two ways to fail: a refusal, which a person may read, and a fault, which only we may read.
use actix_web::{HttpResponse, ResponseError, http::StatusCode};
use std::fmt;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something did not happen.
#[derive(Debug)]
pub enum Error {
    /// Expected: the answer is no, and the person is told why in her language.
    Refused(Refusal),
    /// Unexpected: logged once, at the boundary, with an incident number that the person sees.
    Fault(anyhow::Error),
}

/// An expected "no". `code` is stable: words, tests and clients key on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Refusal {
    pub code: &'static str,
    pub status: u16,
}

impl Error {
    /// The refusal, if it is one.
    pub fn refusal(&self) -> Option<Refusal> {
        match self {
            Error::Refused(refusal) => Some(*refusal),
            Error::Fault(_) => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Refused(refusal) => f.write_str(refusal.code),
            Error::Fault(fault) => write!(f, "{fault:#}"),
        }
    }
}

impl<F: Into<anyhow::Error>> From<F> for Error {
    fn from(fault: F) -> Self {
        Error::Fault(fault.into())
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Error::Refused(refusal)
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Error::Refused(it) => StatusCode::from_u16(it.status).unwrap_or(StatusCode::BAD_REQUEST),
            Error::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Bare on purpose: the page with words is put around it where the request's language is known.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::build(self.status_code()).finish()
    }
}

/// Declares the refusals that a module can give: the constant, its stable code and its HTTP status.
/// They sit together in `ALL`, and a test asks for the words of each in every language.
#[macro_export]
macro_rules! refusals {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal => $status:literal;)+) => {
        $($(#[doc = $doc])+ pub const $name: $crate::Refusal = $crate::Refusal { code: $code, status: $status };)+
        /// Every refusal of this module.
        pub const REFUSALS: &[$crate::Refusal] = &[$($name),+];
    };
}
