//! Her consents, place by place: as easy to take back as to give, and what each says is what holds now.
use super::{super::frame, place};
use actix_web::{HttpResponse, http::StatusCode, web::Form};
use askama::Template;
use hearth_core::{
    Result,
    group::about,
    joining::consent::{self, Notice},
    page::{Here, Page},
    personal_data::own,
    table::membership::{MembershipState, Role},
    web::{Member, answer},
};
use std::collections::HashMap;

struct Item {
    place: String,
    place_name: String,
    notice: Notice,
    is_given: bool,
    state: String,
    /// Until when a yes given now holds.
    until: String,
}

#[derive(Template)]
#[template(path = "member/own/consents.html")]
struct Consents {
    page: Page,
    wrong: String,
    items: Vec<Item>,
}

async fn build(member: &Member, wrong: String) -> Result<Consents> {
    let kernel = &member.visitor.kernel;
    let page = frame::of_person(&member.visitor, Here::Choices).await?;
    let mut items = Vec::new();
    for it in own::memberships(kernel, member.person).await? {
        if it.state == MembershipState::Ended || it.role == Role::Facilitator {
            continue;
        }
        let Some(group) = own::group_of(kernel, it.group).await? else { continue };
        let place_name = about::find(kernel, &group).await?.name(page.language);
        let states = consent::state(kernel, &it).await?;
        for purpose in consent::purposes(kernel, &group) {
            let notice = consent::notice(kernel, &group, purpose, page.language).await?;
            let state = states.iter().find(|it| it.purpose == purpose.key);
            let is_given = state.is_some_and(|it| it.is_given);
            let said = match state.and_then(|it| it.until).filter(|_| is_given) {
                Some(until) => page.say1("own-consents-until", "day", page.date(until)),
                None => page.say("own-consents-not"),
            };
            let until = page.date(notice.until);
            items.push(Item { place: it.id.to_string(), place_name: place_name.clone(), notice, is_given, state: said, until });
        }
    }
    Ok(Consents { page, wrong, items })
}

pub async fn show(member: Member) -> Result<HttpResponse> {
    answer::page(&build(&member, String::new()).await?)
}

pub async fn answer(member: Member, form: Form<HashMap<String, String>>) -> Result<HttpResponse> {
    let (kernel, language) = (&member.visitor.kernel, member.visitor.language);
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let place = place::find(&member, field("place")).await?;
    let group = own::group_of(kernel, place.group).await?.ok_or(own::NOT_HERS)?;
    let given = Some(field("answer")).filter(|it| !it.is_empty());
    let said = match given {
        // Taking it back needs no agreement on what was shown.
        Some("no") => consent::withdraw(kernel, &place, field("purpose"), language).await,
        _ => match consent::read(kernel, &group, field("purpose"), given, field("digest"), language).await {
            Ok(said) => consent::answer(kernel, &place, said).await,
            Err(error) => Err(error),
        },
    };
    match said {
        Ok(()) => Ok(answer::go("/choices?done=consent")),
        Err(error) => {
            let Some(refusal) = error.refusal() else { return Err(error) };
            let page = build(&member, kernel.words.say(language, refusal.code, &[])).await?;
            answer::page_with(StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::CONFLICT), &page)
        }
    }
}
