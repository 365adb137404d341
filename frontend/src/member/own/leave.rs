//! Leaving for good, or one place. What becomes of her words is hers to say, in one answer for everything.
use super::{
    super::frame,
    ask::{Ask, Told},
    place,
};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Form, Path},
};
use hearth_core::{
    Result,
    page::{Here, Page},
    personal_data::{
        Leaving,
        erasure::{self, Receipt},
    },
    web::{Member, answer, clear_cookie},
};
use std::collections::HashMap;

async fn question(member: &Member, name: &str, action: String) -> Result<Ask> {
    let page = frame::of_person(&member.visitor, Here::Choices).await?;
    let lines = vec![page.say(&format!("own-{name}-what")), page.say("own-leave-staff"), page.say("own-leave-copies")];
    let mut ask = Ask::new(page, name, action, lines);
    let option = |how: Leaving| {
        let key = format!("own-{}", how.code());
        (how.code().to_owned(), ask.page.say(&key), ask.page.say(&format!("{key}-help")))
    };
    ask.options = vec![option(Leaving::LeaveWords), option(Leaving::RemoveWords)];
    ask.question = ask.page.say("own-leave-question");
    ask.is_stop = true;
    Ok(ask)
}

fn how(form: &HashMap<String, String>) -> Option<Leaving> {
    form.get("how").and_then(|it| Leaving::from_code(it))
}

fn unanswered(mut ask: Ask) -> Result<HttpResponse> {
    ask.wrong = ask.page.say("own-choose-one");
    answer::page_with(StatusCode::UNPROCESSABLE_ENTITY, &ask)
}

pub async fn ask(member: Member) -> Result<HttpResponse> {
    answer::page(&question(&member, "leave", "/choices/leave".into()).await?)
}

pub async fn leave(member: Member, form: Form<HashMap<String, String>>) -> Result<HttpResponse> {
    let Some(how) = how(&form) else { return unanswered(question(&member, "leave", "/choices/leave".into()).await?) };
    let (visitor, kernel) = (&member.visitor, &member.visitor.kernel);
    let receipt = erasure::leave_for_good(kernel, member.person, how).await?;
    kernel.visits.forget(&visitor.visit);
    let mut page = frame::plain(visitor);
    page.signed_in = None;
    let mut told = told(page, receipt);
    told.lines.push(told.page.say("own-left-no-way-in"));
    let mut answer = answer::page(&told)?;
    answer.add_cookie(&clear_cookie(kernel))?;
    Ok(answer)
}

pub async fn ask_place(member: Member, path: Path<String>) -> Result<HttpResponse> {
    let place = place::find(&member, &path).await?;
    answer::page(&question(&member, "leave-one", format!("/choices/leave/{}", place.id)).await?)
}

pub async fn leave_place(member: Member, path: Path<String>, form: Form<HashMap<String, String>>) -> Result<HttpResponse> {
    let place = place::find(&member, &path).await?;
    let Some(how) = how(&form) else {
        return unanswered(question(&member, "leave-one", format!("/choices/leave/{}", place.id)).await?);
    };
    let receipt = erasure::leave_place(&member.visitor.kernel, &place, how).await?;
    let page = frame::of_person(&member.visitor, Here::Choices).await?;
    let mut told = told(page, receipt);
    told.links.push(("/home".into(), told.page.say("own-home-tab")));
    answer::page(&told)
}

/// What was done: she sees it once, and it is kept nowhere.
fn told(page: Page, receipt: Receipt) -> Told {
    let words = match receipt.how {
        Leaving::LeaveWords => page.say("own-left-words-stay"),
        Leaving::RemoveWords => page.say1("own-left-words-gone", "count", receipt.entries),
    };
    let lines = vec![words, page.say1("own-left-day", "day", page.date(receipt.at))];
    Told::new(page.clone(), page.say("own-left"), lines).with_services()
}
