//! The one cookie. `__Host-session` over HTTPS. Over plain HTTP (loopback only; anything else refuses to start) it is called
//! `session`, because WebKit drops every `Secure` cookie there. It has no age: it dies with the browser.
use crate::{Kernel, Result, vault::random};
use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};

fn name(kernel: &Kernel) -> &'static str {
    if kernel.house.is_https() { "__Host-session" } else { "session" }
}

/// What the browser sent, if it looks like ours.
pub(super) fn read(kernel: &Kernel, request: &HttpRequest) -> Option<String> {
    let cookie = request.cookie(name(kernel))?;
    (cookie.value().len() == 43).then(|| cookie.value().to_owned())
}

/// A new token of 256 bits, and the cookie that carries it.
pub fn fresh(kernel: &Kernel) -> Result<(String, Cookie<'static>)> {
    let token = BASE64_URL_SAFE_NO_PAD.encode(random::<32>()?);
    let cookie = build(kernel, token.clone());
    Ok((token, cookie))
}

/// Takes the cookie away.
pub fn clear(kernel: &Kernel) -> Cookie<'static> {
    let mut cookie = build(kernel, String::new());
    cookie.make_removal();
    cookie
}

fn build(kernel: &Kernel, value: String) -> Cookie<'static> {
    Cookie::build(name(kernel), value).path("/").http_only(true).secure(kernel.house.is_https()).same_site(SameSite::Strict).finish()
}
