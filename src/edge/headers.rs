//! The security headers, on every answer: pages, redirects, errors (safety.md WEB-2 to WEB-4). Styles, scripts and drawings carry
//! those that mean something on them: a phone on a slow line pays for every byte.
use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
    web::Data,
};
use hearth_core::{
    Kernel,
    web::answer::{HearsAndSees, Seals},
};
use std::sync::LazyLock;

/// Nothing from elsewhere, nothing inline, nothing framed. `trusted-types 'none'`: no script of ours makes HTML from text, and
/// none ever may.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
     base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// Everything that a page could ask of a device, denied. Passkeys are the one exception.
pub const PERMISSIONS_POLICY: &str = "accelerometer=(), ambient-light-sensor=(), attribution-reporting=(), autoplay=(), battery=(), \
     bluetooth=(), browsing-topics=(), camera=(), compute-pressure=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), \
     geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), idle-detection=(), keyboard-map=(), local-fonts=(), magnetometer=(), \
     microphone=(), midi=(), otp-credentials=(), payment=(), picture-in-picture=(), publickey-credentials-create=(self), \
     publickey-credentials-get=(self), screen-wake-lock=(), serial=(), speaker-selection=(), storage-access=(), sync-xhr=(), usb=(), \
     web-share=(), window-management=(), xr-spatial-tracking=()";

/// The same for a page on which people hear and see each other: its own microphone and camera, and sound without another press.
static PERMISSIONS_IN_A_ROOM: LazyLock<HeaderValue> = LazyLock::new(|| {
    let opened = ["camera", "microphone", "autoplay"]
        .iter()
        .fold(PERMISSIONS_POLICY.to_owned(), |policy, it| policy.replacen(&format!("{it}=()"), &format!("{it}=(self)"), 1));
    HeaderValue::from_str(&opened).unwrap_or(HeaderValue::from_static(PERMISSIONS_POLICY))
});

/// The same for a page that seals: it may start one script beside it, by the policy `seal`, which makes no other address than that one's.
static CONTENT_ON_A_PAGE_THAT_SEALS: LazyLock<HeaderValue> = LazyLock::new(|| {
    let opened = CONTENT_SECURITY_POLICY.replacen("trusted-types 'none'", "worker-src 'self'; trusted-types seal", 1);
    HeaderValue::from_str(&opened).unwrap_or(HeaderValue::from_static(CONTENT_SECURITY_POLICY))
});

/// A script that runs beside a page holds keys: it may ask nobody for anything. Its name ends so.
const ON_A_SCRIPT_BESIDE: &[(&str, &str)] = &[("content-security-policy", "default-src 'none'"), ("cross-origin-embedder-policy", "require-corp")];
const BESIDE: &str = "-worker.js";

/// On whatever is not known to be less than a page.
const ON_A_PAGE: &[(&str, &str)] = &[
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("permissions-policy", PERMISSIONS_POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("x-robots-tag", "noindex, nofollow, noarchive"),
    ("x-dns-prefetch-control", "off"),
    ("x-permitted-cross-domain-policies", "none"),
];

/// A style or a script is no page: it is never framed, opens nothing and asks for nothing. What is left is that it is nothing else
/// than it says, that only our own pages load it, and that it names us to nobody.
const ON_A_PART: &[(&str, &str)] =
    &[("x-content-type-options", "nosniff"), ("cross-origin-resource-policy", "same-origin"), ("referrer-policy", "no-referrer")];

/// A drawing can be opened as a page of its own: then it may do nothing at all.
const ON_A_DRAWING: (&str, &str) = ("content-security-policy", "default-src 'none'; frame-ancestors 'none'");

/// Two years. Not preloaded: the list of preloaded sites is public and for ever.
const STRICT_TRANSPORT: &str = "max-age=63072000; includeSubDomains";

/// Middleware, outermost.
pub async fn on_everything(request: ServiceRequest, next: Next<impl MessageBody>) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let is_https = request.app_data::<Data<Kernel>>().is_some_and(|it| it.house.is_https());
    let is_beside = request.path().ends_with(BESIDE);
    let mut response = next.call(request).await?;
    let (hears_and_sees, seals) = (response.response().extensions().contains::<HearsAndSees>(), response.response().extensions().contains::<Seals>());
    put(response.headers_mut(), is_https);
    if hears_and_sees {
        response.headers_mut().insert(HeaderName::from_static("permissions-policy"), PERMISSIONS_IN_A_ROOM.clone());
    }
    if seals {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, CONTENT_ON_A_PAGE_THAT_SEALS.clone());
    }
    if is_beside && response.headers().get(header::CONTENT_TYPE).is_some_and(|it| it.as_bytes().starts_with(b"text/javascript")) {
        for (name, value) in ON_A_SCRIPT_BESIDE {
            response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
    }
    Ok(response)
}

/// Puts them on one answer.
pub fn put(headers: &mut HeaderMap, is_https: bool) {
    let kind = headers.get(header::CONTENT_TYPE).map(|it| it.as_bytes().to_vec()).unwrap_or_default();
    let is_drawing = kind == b"image/svg+xml";
    let is_part = is_drawing || kind.starts_with(b"text/css") || kind.starts_with(b"text/javascript");
    let drawing = Some(&ON_A_DRAWING).filter(|_| is_drawing);
    for (name, value) in if is_part { ON_A_PART } else { ON_A_PAGE }.iter().chain(drawing) {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if is_https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(STRICT_TRANSPORT));
    }
    // Whatever did not say otherwise is kept by nobody: no cache, no back-forward cache.
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    headers.remove(header::SERVER);
}
