//! What a facilitator does about somebody's place: pause, open again, end, freeze, lift; and seeing what is hidden.
use super::{one::draw, place};
use actix_web::{
    HttpResponse,
    web::{Form, Path},
};
use hearth_core::{
    Error, Result,
    contribution::NO_SUCH_ENTRY,
    group::membership::{self, Hidden},
    id::MembershipId,
    person::freeze,
    web::{Staff, answer},
};
use std::collections::HashMap;

pub async fn act(staff: Staff, path: Path<(MembershipId, String)>, form: Form<HashMap<String, String>>) -> Result<HttpResponse> {
    let (id, act) = path.into_inner();
    let (by, line) = place(&staff, id).await?;
    let kernel = &staff.kernel;
    let field = |name: &str| form.get(name).map(|it| it.trim()).unwrap_or_default();
    let done = match act.as_str() {
        "pause" => membership::pause(kernel, &by, id, field("reason")).await,
        "resume" => membership::resume(kernel, &by, id).await,
        "end" => membership::end(kernel, &by, id, field("reason")).await,
        "freeze" => freeze::freeze(kernel, line.membership.person, Some(staff.person)).await,
        "unfreeze" => freeze::unfreeze(kernel, line.membership.person, staff.person, field("code-word")).await,
        "ask" => {
            let what = Hidden::of(field("what")).ok_or(NO_SUCH_ENTRY)?;
            membership::ask_to_reveal(kernel, &by, id, what, field("reason")).await
        }
        _ => Err(NO_SUCH_ENTRY.into()),
    };
    match done {
        Ok(()) => Ok(answer::go(format!("/staff/people/{id}"))),
        Err(Error::Refused(refusal)) if refusal.status == 422 || refusal.status == 409 || refusal.status == 429 => {
            draw(&staff, id, None, Some(refusal)).await
        }
        Err(other) => Err(other),
    }
}

/// Opens one hidden thing, on this one page: reloading it asks again, and is written down again.
pub async fn reveal(staff: Staff, path: Path<(MembershipId, String)>) -> Result<HttpResponse> {
    let (id, what) = path.into_inner();
    let (by, _) = place(&staff, id).await?;
    let what = Hidden::of(&what).ok_or(NO_SUCH_ENTRY)?;
    match membership::reveal(&staff.kernel, &by, id, what).await {
        Ok(words) => draw(&staff, id, Some((what, words)), None).await,
        Err(Error::Refused(refusal)) if refusal.status == 409 => draw(&staff, id, None, Some(refusal)).await,
        Err(other) => Err(other),
    }
}
