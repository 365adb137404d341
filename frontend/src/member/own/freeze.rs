//! "Someone else may be using my account": everything stops, at once, until staff open it again with her.
use super::{
    super::frame,
    ask::{Ask, Told},
};
use actix_web::HttpResponse;
use hearth_core::{
    Result,
    group::facilitation,
    page::{Here, Page},
    person,
    personal_data::own,
    table::sign_in::Door,
    web::{Member, answer, clear_cookie},
};

pub async fn ask(member: Member) -> Result<HttpResponse> {
    let page = frame::of_person(&member.visitor, Here::Choices).await?;
    let lines = ["own-freeze-what", "own-freeze-words", "own-freeze-open"].map(|it| page.say(it)).to_vec();
    let mut ask = Ask::new(page, "freeze", "/choices/freeze", lines);
    ask.is_stop = true;
    answer::page(&ask)
}

pub async fn freeze(member: Member) -> Result<HttpResponse> {
    let (visitor, kernel) = (&member.visitor, &member.visitor.kernel);
    let names = names(&member).await?;
    // Whoever rehearses has her own account behind it, which must not stop.
    let is_real = visitor.signed_in.as_ref().is_some_and(|it| it.door == Door::Member);
    if is_real {
        person::freeze::freeze(kernel, member.person, None).await?;
        kernel.drafts.forget(member.person);
        kernel.visits.forget(&visitor.visit);
    }
    let mut page = frame::plain(visitor);
    page.signed_in = None;
    let mut answer = answer::page(&told(page, &names))?;
    if is_real {
        answer.add_cookie(&clear_cookie(kernel))?;
    }
    Ok(answer)
}

/// Who of staff can open it: by name, for she may know them.
async fn names(member: &Member) -> Result<Vec<String>> {
    let kernel = &member.visitor.kernel;
    let mut names = Vec::new();
    for place in own::memberships(kernel, member.person).await? {
        for name in facilitation::names(kernel, place.group).await? {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    Ok(names)
}

fn told(page: Page, names: &[String]) -> Told {
    let who = if names.is_empty() { page.say("own-frozen-staff") } else { names.join(", ") };
    let first = match page.site.staff_phone.is_empty() {
        true => page.say1("own-frozen-see", "names", who),
        false => page.say2("own-frozen-call", "phone", page.site.staff_phone.clone(), "names", who),
    };
    let steps = vec![first, page.say("own-frozen-word"), page.say("own-frozen-look"), page.say("own-frozen-no-hurry")];
    let parts = vec![(page.say("own-frozen-kept"), vec![page.say("own-frozen-kept-what")]), (page.say("own-frozen-again"), steps)];
    let links = vec![("/services".to_owned(), page.say("frontend-services-near-you"))];
    let (title, line) = (page.say("own-frozen"), page.say("own-frozen-what"));
    Told { parts, links, is_notice: true, ..Told::new(page, title, vec![line]) }
}
