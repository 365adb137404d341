//! Invitations: made, handed over once, taken back; ways back for people who lost theirs; who must not meet.
mod slip;

use crate::{
    member::join::{Fields, until},
    staff::navigation::{self, Here},
};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{self, Form, Path, ServiceConfig},
};
use askama::Template;
use hearth_core::{
    Refusal, Result,
    admission::UNKNOWN_GROUP,
    group::{about, membership},
    id::{GroupId, InvitationId, MembershipId},
    joining::{
        self, conflict, grouped,
        invitation::{self, Ask, INTERESTS, KNOWN_BY, Made},
    },
    locale::Language,
    page::Page,
    table::membership::{MembershipState, Role},
    web::{GroupPath, Staff, answer},
};
use slip::Slip;

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/staff/groups/{group}/invitations", web::get().to(list))
        .route("/staff/groups/{group}/invitations", web::post().to(make))
        .route("/staff/groups/{group}/conflicts", web::post().to(keep_apart))
        .route("/staff/invitations/{id}/revoke", web::post().to(revoke))
        .route("/staff/people/{membership}/way-back", web::get().to(way_back))
        .route("/staff/people/{membership}/way-back", web::post().to(make_way_back));
}

/// An invitation that still opens something.
struct Line {
    id: InvitationId,
    made: String,
    how: String,
    until: String,
}

#[derive(Template)]
#[template(path = "staff/invitations/list.html")]
struct List {
    page: Page,
    group: GroupId,
    name: String,
    lines: Vec<Line>,
    interests: Vec<(&'static str, String)>,
    people: Vec<(MembershipId, String)>,
    form: Fields,
    mistakes: Vec<(&'static str, String)>,
    is_noted: bool,
}

impl List {
    fn had(&self, name: &str) -> &str {
        self.form.get(name).map_or("", String::as_str)
    }
}

#[derive(Template)]
#[template(path = "staff/invitations/made.html")]
struct Given {
    page: Page,
    back: String,
    title: String,
    link: String,
    code: String,
    code_until: String,
    until: String,
    id: InvitationId,
    slip: Slip,
}

#[derive(Template)]
#[template(path = "staff/invitations/way_back.html")]
struct WayBack {
    page: Page,
    membership: MembershipId,
    name: String,
    known_by: Vec<(&'static str, String)>,
    mistakes: Vec<(&'static str, String)>,
}

async fn list(staff: Staff, group: GroupPath) -> Result<HttpResponse> {
    draw(&staff, group.0, Fields::new(), None, false).await
}

async fn draw(staff: &Staff, group: GroupId, form: Fields, refusal: Option<(&'static str, Refusal)>, is_noted: bool) -> Result<HttpResponse> {
    let kernel = &staff.kernel;
    let found = joining::may_invite(kernel, staff.person, group).await?;
    let page = navigation::page(staff, Here::Groups).await?;
    let name = about::find(kernel, &found).await?.name(page.language);
    let lines = invitation::list(kernel, group).await?.into_iter().map(|it| Line {
        id: it.id,
        made: page.day(it.created),
        how: it.interest.map(|it| page.say(&format!("join-staff-interest-{it}"))).unwrap_or_default(),
        until: until(&page, it.until),
    });
    let lines = lines.collect();
    let interests = INTERESTS.iter().filter(|it| **it != "applied").map(|it| (*it, page.say(&format!("join-staff-interest-{it}")))).collect();
    let mut people = Vec::new();
    for it in membership::list(kernel, group).await? {
        if it.role == Role::Participant && it.state != MembershipState::Ended {
            people.push((it.id, membership::alias(kernel, &it).await?));
        }
    }
    let status = refusal.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    let mistakes = refusal.map(|(field, it)| (field, page.say(it.code))).into_iter().collect();
    answer::page_with(status, &List { page, group, name, lines, interests, people, form, mistakes, is_noted })
}

async fn make(staff: Staff, group: GroupPath, form: Form<Fields>) -> Result<HttpResponse> {
    let field = |name: &str| form.get(name).map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
    let ask = Ask {
        group: Some(group.0),
        interest: field("interest"),
        suitability: field("suitability"),
        code_word: field("word"),
        reference: field("reference"),
        is_spoken: true,
        hours: field("hours").and_then(|it| it.parse().ok()),
        ..Ask::default()
    };
    match invitation::make(&staff.kernel, staff.person, ask).await {
        Ok(made) => hand_over(&staff, made, &form, format!("/staff/groups/{}/invitations", group.0), "join-staff-made").await,
        Err(error) => match error.refusal() {
            Some(refusal) if refusal.status != 404 => draw(&staff, group.0, form.into_inner(), Some(("interest", refusal)), false).await,
            _ => Err(error),
        },
    }
}

/// The only page on which the secret can be read.
async fn hand_over(staff: &Staff, made: Made, form: &Fields, back: String, title: &'static str) -> Result<HttpResponse> {
    let page = navigation::page(staff, Here::Groups).await?;
    let language = form.get("language").and_then(|it| Language::from_code(it)).unwrap_or(page.language);
    let link = format!("{}#i={}", staff.kernel.house.address, made.secret);
    let slip = Slip::new(&page, language, &link, &made)?;
    let given = Given {
        title: page.say(title),
        back,
        code: made.code.as_deref().map(grouped).unwrap_or_default(),
        code_until: made.code_until.map(|it| until(&page, it)).unwrap_or_default(),
        until: until(&page, made.until),
        id: made.id,
        link,
        slip,
        page,
    };
    answer::page(&given)
}

async fn revoke(staff: Staff, id: Path<InvitationId>) -> Result<HttpResponse> {
    let found = invitation::find_by_id(&staff.kernel, *id).await?;
    invitation::revoke(&staff.kernel, staff.person, *id).await?;
    Ok(answer::go(found.group.map_or("/staff".into(), |it| format!("/staff/groups/{it}/invitations"))))
}

async fn keep_apart(staff: Staff, group: GroupPath, form: Form<Fields>) -> Result<HttpResponse> {
    let kernel = &staff.kernel;
    joining::may_invite(kernel, staff.person, group.0).await?;
    let chosen = form.get("person").and_then(|it| it.parse::<MembershipId>().ok());
    let found = membership::list(kernel, group.0).await?.into_iter().find(|it| Some(it.id) == chosen).ok_or(UNKNOWN_GROUP)?;
    conflict::add(kernel, staff.person, group.0, found.person, form.get("apart").map_or("", String::as_str)).await?;
    draw(&staff, group.0, Fields::new(), None, true).await
}

async fn way_back(staff: Staff, id: Path<MembershipId>) -> Result<HttpResponse> {
    draw_way_back(&staff, *id, None).await
}

async fn draw_way_back(staff: &Staff, id: MembershipId, refusal: Option<Refusal>) -> Result<HttpResponse> {
    let found = membership::get(&staff.kernel, id).await?;
    joining::may_invite(&staff.kernel, staff.person, found.group).await?;
    let page = navigation::page(staff, Here::Groups).await?;
    let known_by = KNOWN_BY.iter().map(|it| (*it, page.say(&format!("join-staff-known-{it}")))).collect();
    let mistakes = refusal.map(|it| ("known", page.say(it.code))).into_iter().collect();
    let status = refusal.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    let name = membership::alias(&staff.kernel, &found).await?;
    answer::page_with(status, &WayBack { page, membership: id, name, known_by, mistakes })
}

async fn make_way_back(staff: Staff, id: Path<MembershipId>, form: Form<Fields>) -> Result<HttpResponse> {
    let known_by = form.get("known").map_or("", String::as_str);
    match invitation::make_way_back(&staff.kernel, staff.person, *id, known_by, true).await {
        Ok(made) => hand_over(&staff, made, &form, format!("/staff/people/{id}"), "join-staff-way-back-made").await,
        Err(error) if error.refusal() == Some(joining::INTEREST_NEEDED) => draw_way_back(&staff, *id, error.refusal()).await,
        Err(error) => Err(error),
    }
}
