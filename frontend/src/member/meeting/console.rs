//! The facilitator's side of the door, and of the meeting as such: the same beside every room, and a page of its own where there
//! is no room to stand beside.
use super::{hours, soon};
use crate::member::{frame, join::Fields};
use actix_web::{HttpResponse, http::StatusCode, web::Form};
use askama::Template;
use hearth_core::{
    Error, Kernel, Refusal, Result,
    admission::{Admission, UNKNOWN_GROUP},
    group::meeting::{
        self, Hold, Stage, conduct,
        console::{self, Console},
        lobby, staffing,
    },
    id::MembershipId,
    page::{Here, Page},
    table::meeting::MeetingState,
    web::{Visitor, answer},
};

#[derive(Template)]
#[template(path = "member/meeting/console.html")]
struct Shown {
    page: Page,
    base: String,
    room: String,
    console: Option<Console>,
    /// The meeting that comes next, where none is held.
    next: String,
    /// Nobody leads it: it will not open.
    is_gap: bool,
    trouble: String,
}

pub async fn draw(visitor: &Visitor, admission: &Admission, refusal: Option<Refusal>) -> Result<HttpResponse> {
    let (kernel, group) = (&visitor.kernel, &admission.standing().group);
    conduct::is_here(kernel, admission);
    let page = frame::of_group(visitor, admission, Here::Modality);
    let next = meeting::next(kernel, group.id).await?;
    let is_gap = match &next {
        Some(it) => !staffing::is_held(kernel, it).await?,
        None => false,
    };
    let shown = Shown {
        base: format!("/g/{}/meeting", group.id),
        room: format!("/g/{}/{}", group.id, group.modality.clone().ok_or(UNKNOWN_GROUP)?),
        console: console::find(kernel, admission).await?,
        next: next.map(|it| page.say2("meet-next-at", "day", soon(&page, it.begins), "hours", hours(&page, it.begins, it.ends))).unwrap_or_default(),
        is_gap,
        trouble: refusal.map(|it| page.say(it.code)).unwrap_or_default(),
        page,
    };
    let status = refusal.map_or(StatusCode::OK, |it| StatusCode::from_u16(it.status).unwrap_or(StatusCode::CONFLICT));
    answer::page_with(status, &shown)
}

pub async fn act(visitor: Visitor, admission: Admission, form: Form<Fields>) -> Result<HttpResponse> {
    if !admission.is_facilitator() {
        return Err(UNKNOWN_GROUP.into());
    }
    conduct::is_here(&visitor.kernel, &admission);
    match carry_out(&visitor.kernel, &admission, &form).await {
        // Who goes is not shown the meeting again: looking at it is being there.
        Ok(()) if form.get("act").is_some_and(|it| it == "hand-over") => Ok(answer::go("/staff/desk")),
        Ok(()) => {
            let room = admission.standing().group.modality.clone().filter(|_| form.get("from").is_some_and(|it| it == "room"));
            Ok(answer::go(format!("/g/{}/{}", admission.group(), room.unwrap_or_else(|| "meeting".into()))))
        }
        Err(Error::Refused(refusal)) => draw(&visitor, &admission, Some(refusal)).await,
        Err(fault) => Err(fault),
    }
}

async fn carry_out(kernel: &Kernel, by: &Admission, form: &Fields) -> Result<()> {
    let field = |name: &str| form.get(name).map(|it| it.trim()).unwrap_or_default();
    let who = || field("who").parse::<MembershipId>().map_err(|_| Error::from(meeting::NOT_AT_THE_DOOR));
    match field("act") {
        "let-in" => lobby::let_in(kernel, by, who()?).await,
        "decline" => lobby::decline(kernel, by, who()?).await,
        "put-out" => lobby::put_out(kernel, by, who()?).await,
        "begin" => conduct::begin(kernel, by).await,
        "last-words" => conduct::begin_closing(kernel, by).await,
        "end" => conduct::end(kernel, by).await,
        "pause" => conduct::pause(kernel, by, true).await,
        "resume" => conduct::pause(kernel, by, false).await,
        "hand-over" => {
            conduct::is_gone(kernel, by);
            Ok(())
        }
        "sheet" => conduct::turn_to(kernel, by, Stage::from_code(field("stage")).ok_or(meeting::NOT_NOW)?, field("prompt")),
        "order" => conduct::make_order(kernel, by),
        "next" => conduct::next_turn(kernel, by),
        "care" => conduct::take_care(kernel, by, Hold::from_code(field("hold")).ok_or(meeting::NOT_NOW)?, field("slow").parse().ok()),
        _ => Err(meeting::NOT_NOW.into()),
    }
}

impl Shown {
    fn is_at(&self, state: &str) -> bool {
        let now = self.console.as_ref().map(|it| it.state);
        match state {
            "doors" => now == Some(MeetingState::Doors),
            "open" => now == Some(MeetingState::Open),
            _ => now == Some(MeetingState::Closing),
        }
    }
}
