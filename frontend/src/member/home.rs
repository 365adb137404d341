//! Home: straight into her group where she has one; otherwise her places, each with where it stands. Whoever is not signed in
//! sees the front.
use super::{frame, public};
use actix_web::{
    HttpResponse,
    web::{self, ServiceConfig},
};
use askama::Template;
use hearth_core::{
    Result,
    admission::{self, AT_THE_DOOR, Intent, NO_MEETING},
    contact::safe_contact,
    group::about,
    page::{Here, Page},
    personal_data::{erasure::LEFT, own},
    table::{
        group::GroupState,
        membership::{MembershipState, Role},
        sign_in::Door,
    },
    web::{Visitor, answer},
};

pub fn routes(config: &mut ServiceConfig) {
    config.route("/home", web::get().to(home));
}

/// One place of hers.
struct Place {
    name: String,
    /// Empty where she cannot go in now.
    address: String,
    /// Why, or what has become of it.
    news: String,
    /// Where she ends her own break.
    back: String,
    talk: String,
}

#[derive(Template)]
#[template(path = "member/home.html")]
struct Home {
    page: Page,
    places: Vec<Place>,
    is_all_over: bool,
    asks_again: bool,
}

async fn home(visitor: Visitor) -> Result<HttpResponse> {
    let Some(signed_in) = visitor.signed_in.clone() else { return public::front(&visitor).await };
    if signed_in.door == Door::Staff {
        return Ok(answer::go("/staff"));
    }
    let (kernel, person) = (&visitor.kernel, signed_in.person);
    let page = frame::of_person(&visitor, Here::Elsewhere).await?;
    let (mut places, mut open) = (Vec::new(), Vec::new());
    let memberships = own::memberships(kernel, person).await?;
    for membership in memberships.iter().filter(|it| it.role != Role::Facilitator) {
        let Some(group) = own::group_of(kernel, membership.group).await? else { continue };
        let name = about::find(kernel, &group).await?.name(visitor.language);
        let mut place = Place { name, address: String::new(), news: String::new(), back: String::new(), talk: String::new() };
        if membership.state == MembershipState::Ended {
            // A place that she left herself needs no more mention.
            if membership.why.as_deref() == Some(LEFT) {
                continue;
            }
            place.news = page.say("own-home-ended");
            places.push(place);
            continue;
        }
        match admission::admit(kernel, person, group.id, Intent::Read).await {
            Ok(admission) => {
                let modality = admission.standing().group.modality.clone().unwrap_or_default();
                place.address = format!("/g/{}/{modality}", group.id);
                open.push(place.address.clone());
            }
            Err(error) if matches!(error.refusal(), Some(AT_THE_DOOR | NO_MEETING)) => {
                place.address = format!("/g/{}/meeting", group.id);
                open.push(place.address.clone());
            }
            Err(error) => {
                let Some(refusal) = error.refusal() else { return Err(error) };
                place.news = match (membership.state, membership.why.as_deref(), group.state) {
                    (_, _, GroupState::Closed) => page.say("own-home-closed"),
                    (MembershipState::Paused, Some(own::BREAK), _) => page.say("own-break-now"),
                    (MembershipState::Paused, ..) => page.say("own-home-paused"),
                    _ => page.say(refusal.code),
                };
                if membership.why.as_deref() == Some(own::BREAK) && membership.state == MembershipState::Paused {
                    place.back = format!("/choices/back/{}", membership.id);
                }
                if admission::admit(kernel, person, group.id, Intent::Help).await.is_ok() {
                    place.talk = format!("/g/{}/staff", group.id);
                }
            }
        }
        places.push(place);
    }
    if let ([_], [only]) = (places.as_slice(), open.as_slice()) {
        return Ok(answer::go(only));
    }
    let kept = safe_contact::find(kernel, person).await?;
    let asks_again = kept.is_some_and(|it| !it.content.never && it.ask_again <= kernel.clock.now());
    let is_all_over = open.is_empty() && places.iter().all(|it| it.back.is_empty());
    answer::page(&Home { page, places, is_all_over, asks_again })
}
