//! Before the meeting, at its door, and when it is over: one page that shows how it stands for her.
use super::{OwnTime, clock, console, hours, soon, spoken};
use crate::member::{frame, join::Fields};
use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Form, Query},
};
use askama::Template;
use hearth_core::{
    Error, Refusal, Result,
    admission::{self, Admission, Intent, UNKNOWN_GROUP},
    contribution::faces,
    group::{
        facilitation,
        meeting::{self, Near, Place, Standing, conduct, lobby},
    },
    joining::guest,
    page::{Here, Page},
    table::{group::Timing, meeting::MeetingState, membership::Role},
    web::{Visitor, answer, ear},
};

#[derive(Template)]
#[template(path = "member/meeting/door.html")]
struct Door {
    page: Page,
    base: String,
    talk: String,
    /// Which of its faces the page has.
    face: Face,
    day: String,
    hours: String,
    doors: String,
    own_time: OwnTime,
    spoken: String,
    zone: String,
    names: String,
    alias: String,
    shape: i32,
    is_guest: bool,
    after: String,
    trouble: String,
    staff_phone: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Face {
    /// Nothing is planned.
    Nothing,
    /// It is not time yet.
    Before,
    /// She can say that she is there.
    Door,
    Waiting,
    Declined,
}

impl Door {
    /// Looks again by itself.
    fn waits(&self) -> bool {
        matches!(self.face, Face::Waiting | Face::Before)
    }
}

pub async fn show(visitor: Visitor, admission: Admission) -> Result<HttpResponse> {
    draw(&visitor, &admission, None).await
}

async fn draw(visitor: &Visitor, admission: &Admission, refusal: Option<Refusal>) -> Result<HttpResponse> {
    let group = &admission.standing().group;
    let modality = group.modality.clone().ok_or(UNKNOWN_GROUP)?;
    if group.timing != Some(Timing::Synchronous) || admission.place() == Place::AnyTime {
        return Ok(answer::go(format!("/g/{}/{modality}", group.id)));
    }
    if admission.is_facilitator() {
        return console::draw(visitor, admission, refusal).await;
    }
    let standing = meeting::standing(&visitor.kernel, group.id, admission.membership(), false).await?;
    if matches!(standing.place, Place::In { .. } | Place::HeldUp { .. }) {
        // What keeps her out of the room all the same is said where she is: here.
        return match admission::what_stops(&visitor.kernel, admission, Intent::Read) {
            None => Ok(answer::go(format!("/g/{}/{modality}", group.id))),
            Some(refusal) => Err(refusal.into()),
        };
    }
    let status = refusal.map_or(StatusCode::OK, |it| StatusCode::from_u16(it.status).unwrap_or(StatusCode::CONFLICT));
    answer::page_with(status, &door(visitor, admission, &standing, refusal).await?)
}

async fn door(visitor: &Visitor, admission: &Admission, standing: &Standing, refusal: Option<Refusal>) -> Result<Door> {
    let page = frame::of_group(visitor, admission, Here::Modality);
    let (kernel, group) = (&visitor.kernel, &admission.standing().group);
    let face = match (&standing.meeting, standing.place) {
        (None, _) => Face::Nothing,
        (Some(_), _) if standing.is_declined => Face::Declined,
        (Some(_), Place::AtTheDoor) if standing.has_knocked => Face::Waiting,
        (Some(it), Place::AtTheDoor) if it.state != MeetingState::Closing => Face::Door,
        (Some(_), Place::AtTheDoor) => Face::Nothing,
        (Some(_), _) => Face::Before,
    };
    let own = faces(kernel, group.id, [admission.membership()]).await?;
    let own = own.get(&admission.membership());
    let names = facilitation::names(kernel, group.id).await?;
    let after = match group.keep_hours {
        None => page.say("meet-after-nothing"),
        Some(hours) => page.say1("meet-after-kept", "long", page.long(hours)),
    };
    let when = standing.meeting.as_ref();
    Ok(Door {
        base: format!("/g/{}/meeting", group.id),
        talk: format!("/g/{}/staff", group.id),
        face,
        day: when.map(|it| soon(&page, it.begins)).unwrap_or_default(),
        hours: when.map(|it| hours(&page, it.begins, it.ends)).unwrap_or_default(),
        doors: when.map(|it| clock(&page, it.doors)).unwrap_or_default(),
        own_time: OwnTime::of(&page, when.map_or(page.now(), |it| it.doors)),
        spoken: match when {
            Some(it) if face == Face::Before => spoken(&page, kernel, it).await?,
            _ => String::new(),
        },
        zone: page.site.time_zone.rsplit('/').next().unwrap_or_default().replace('_', " "),
        names: names.first().cloned().unwrap_or_else(|| page.say("meet-someone")),
        alias: own.map(|it| it.name.clone()).unwrap_or_default(),
        shape: own.map_or(0, |it| it.shape),
        is_guest: guest::is_guest(admission),
        after,
        trouble: refusal.map(|it| page.say(it.code)).unwrap_or_default(),
        staff_phone: page.site.staff_phone.clone(),
        page,
    })
}

/// She is there. What she answers goes to the facilitators, and nowhere else.
pub async fn knock(visitor: Visitor, admission: Admission, form: Form<Fields>) -> Result<HttpResponse> {
    let near = form.get("near").and_then(|it| Near::from_code(it));
    match lobby::knock(&visitor.kernel, &admission, near).await {
        Ok(()) => Ok(answer::go(format!("/g/{}/meeting", admission.group()))),
        Err(Error::Refused(refusal)) => draw(&visitor, &admission, Some(refusal)).await,
        Err(fault) => Err(fault),
    }
}

/// She leaves the room, or the door, and comes back to the page before it.
pub async fn leave(visitor: Visitor, admission: Admission) -> Result<HttpResponse> {
    match admission.is_facilitator() {
        true => conduct::is_gone(&visitor.kernel, &admission),
        false => lobby::leave(&visitor.kernel, &admission).await?,
    }
    Ok(answer::go(if guest::is_guest(&admission) { format!("/g/{}/meeting/stay", admission.group()) } else { "/home".into() }))
}

/// She steps away or is back, or somebody came in where she is. The facilitators alone see it.
pub async fn tell(visitor: Visitor, admission: Admission, request: HttpRequest, form: Form<Fields>) -> Result<HttpResponse> {
    let flag = |name: &str| form.get(name).map(|it| it == "yes");
    conduct::tell_of(&visitor.kernel, &admission, flag("away"), flag("near")).await?;
    let modality = admission.standing().group.modality.clone().ok_or(UNKNOWN_GROUP)?;
    Ok(answer::done(&request, format!("/g/{}/{modality}", admission.group())))
}

/// Tells the page when to look again. A facilitator who listens is there.
pub async fn listen(visitor: Visitor, admission: Admission, since: Query<ear::Since>) -> Result<HttpResponse> {
    let at_ping: ear::AtPing = if admission.role() == Role::Facilitator { conduct::is_here } else { |_, _| {} };
    ear::at_door(&visitor, &admission, &since, at_ping).await
}
