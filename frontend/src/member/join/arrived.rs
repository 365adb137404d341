//! The ends of joining: in, later, or not at all.
use super::{address, journey_of, of, page, set_way, until};
use actix_web::HttpResponse;
use askama::Template;
use hearth_core::{
    Result,
    id::PersonId,
    joining::{
        Journey, arrival, invitation,
        journey::{Way, Words, number},
    },
    page::Page,
    person::passphrase,
    table::sign_in::Door,
    vault::digest,
    web::{Member, Visitor, answer, enter},
};

/// Her groups.
pub const HOME: &str = "/home";

#[derive(Template)]
#[template(path = "member/join/return.html")]
struct Return {
    page: Page,
    step: usize,
    of: usize,
    words: Words,
    address: String,
}

#[derive(Template)]
#[template(path = "member/join/end.html")]
struct End {
    page: Page,
    title: String,
    paragraphs: Vec<String>,
    is_declined: bool,
    makes_words: bool,
}

/// Makes the membership. Someone new is signed in under a fresh cookie and gets her words; someone known goes in.
pub async fn arrive(visitor: &Visitor, journey: Journey) -> Result<HttpResponse> {
    let next = journey.way.map_or(HOME.into(), |it| it.address(journey.group));
    let known = visitor.signed_in.as_ref().filter(|it| it.door == Door::Member).map(|it| it.person);
    let arrived = arrival::arrive(&visitor.kernel, journey, known, visitor.language).await?;
    set_way(visitor, None);
    match arrived.is_new {
        true => sign_in_with_words(visitor, arrived.person, next).await,
        false => Ok(answer::go(next)),
    }
}

/// Signs her in, and keeps her words in memory for the next page, and where she goes after it.
pub async fn sign_in_with_words(visitor: &Visitor, person: PersonId, next: String) -> Result<HttpResponse> {
    let kernel = &visitor.kernel;
    let cookie = enter(visitor, person, Door::Member).await?;
    let visit = digest(cookie.value().as_bytes());
    // When too many people sign in at this moment, the next page offers to try again.
    if let Ok(words) = passphrase::issue(kernel, person, visitor.language).await {
        kernel.visits.set_way(&visit, Some(Way::Arrived(Words::new(&words), next)), kernel.clock.now());
    }
    let mut answer = answer::go("/join/return");
    answer.add_cookie(&cookie)?;
    Ok(answer)
}

/// The seven words, until she goes in.
pub async fn words(member: Member) -> Result<HttpResponse> {
    let visitor = &member.visitor;
    let page = page(visitor);
    match visitor.kernel.visits.way(&visitor.visit) {
        Some(Way::Arrived(words, _)) => answer::page(&Return { step: number("return"), of: of(), words, address: address(&visitor.kernel), page }),
        _ if !passphrase::has(&visitor.kernel, member.person).await? => {
            let paragraphs = vec![page.say("join-return-again")];
            answer::page(&End { title: page.say("join-return"), paragraphs, is_declined: false, makes_words: true, page })
        }
        _ => Ok(answer::go(HOME)),
    }
}

/// Words that could not be made before.
pub async fn more_words(member: Member) -> Result<HttpResponse> {
    let (kernel, visitor) = (&member.visitor.kernel, &member.visitor);
    if !passphrase::has(kernel, member.person).await? {
        let words = passphrase::issue(kernel, member.person, visitor.language).await?;
        set_way(visitor, Some(Way::Arrived(Words::new(&words), HOME.into())));
    }
    Ok(answer::go("/join/return"))
}

/// She has them: they are let go of, and shown nowhere again.
pub async fn go_in(member: Member) -> Result<HttpResponse> {
    let visitor = &member.visitor;
    let next = match visitor.kernel.visits.way(&visitor.visit) {
        Some(Way::Arrived(_, next)) => next,
        _ => HOME.into(),
    };
    set_way(visitor, None);
    Ok(answer::go(next))
}

/// She stops here. The journey is forgotten; the code stays good.
pub async fn later(visitor: Visitor) -> Result<HttpResponse> {
    let journey = journey_of(&visitor)?;
    let good_until = invitation::find_by_id(&visitor.kernel, journey.invitation).await?.until;
    set_way(&visitor, None);
    visitor.kernel.visits.remember_place(&visitor.visit, HOME, visitor.kernel.clock.now());
    let page = page(&visitor);
    let paragraphs =
        vec![page.say1("join-later-until", "until", until(&page, good_until)), page.say1("join-later-address", "address", address(&visitor.kernel))];
    answer::page(&End { title: page.say("join-later"), paragraphs, is_declined: false, makes_words: false, page })
}

/// It is not for her. Nothing is left of it.
pub async fn decline(visitor: Visitor) -> Result<HttpResponse> {
    let journey = journey_of(&visitor)?;
    invitation::decline(&visitor.kernel, journey.invitation).await?;
    set_way(&visitor, None);
    Ok(answer::go("/join/declined"))
}

pub async fn declined(visitor: Visitor) -> Result<HttpResponse> {
    // The place is forgotten too: who opens this browser next finds the front page.
    visitor.kernel.visits.remember_place(&visitor.visit, HOME, visitor.kernel.clock.now());
    let page = page(&visitor);
    let paragraphs = vec![page.say("join-declined-closed"), page.say("join-declined-change")];
    answer::page(&End { title: page.say("join-declined"), paragraphs, is_declined: true, makes_words: false, page })
}
