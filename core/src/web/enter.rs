//! Signing in, as the web sees it: a fresh cookie, so that nobody can have planted the old one; and what the visit carried
//! comes along.
use super::{Visitor, fresh_cookie};
use crate::{
    Result,
    id::PersonId,
    locale::Language,
    person::{create, sign_in},
    table::sign_in::Door,
    vault::digest,
};
use actix_web::cookie::Cookie;

/// Begins a sign-in. The answer must carry the cookie.
pub async fn enter(visitor: &Visitor, person: PersonId, door: Door) -> Result<Cookie<'static>> {
    let kernel = &visitor.kernel;
    let (token, cookie) = fresh_cookie(kernel)?;
    sign_in::begin(kernel, person, door, &token).await?;
    // What she chose in this visit, before anyone knew her, is what she wants.
    if let Some(chosen) = kernel.visits.language(&visitor.visit)
        && Language::from_code(&create::get(kernel, person).await?.language) != Some(chosen)
    {
        create::change_language(kernel, person, chosen).await?;
    }
    if let Some(before) = &visitor.signed_in {
        sign_in::end(kernel, before.id).await?;
    }
    kernel.visits.move_on(&visitor.visit, &digest(token.as_bytes()));
    Ok(cookie)
}
