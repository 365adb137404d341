//! What a facilitator does about a waiting thing: one form, one act, and back to the desk.
use super::Refused;
use actix_web::{
    HttpResponse,
    web::{Form, Path},
};
use hearth_core::{
    Error, Kernel, Result,
    admission::Admission,
    contribution::{self, Draft, EMPTY, NO_SUCH_ENTRY, TOO_LATE, Words},
    id::{EntryId, GroupId, MembershipId, ReportId},
    moderation::{desk, report},
    permission::Permission,
    web::{Staff, answer},
};
use std::collections::HashMap;

/// What the bar says after an act.
pub struct Done {
    pub act: &'static str,
    pub words: &'static str,
    pub can_be_undone: bool,
    /// Her words were changed or taken away: how is she?
    pub asks_after: bool,
}

pub const DONE: &[Done] = &[
    Done { act: "let-through", words: "desk-done-let-through", can_be_undone: true, asks_after: false },
    Done { act: "propose", words: "desk-done-proposed", can_be_undone: true, asks_after: true },
    Done { act: "give-back", words: "desk-done-given-back", can_be_undone: true, asks_after: true },
    Done { act: "hide", words: "desk-done-hidden", can_be_undone: true, asks_after: true },
    Done { act: "unhide", words: "desk-done-unhidden", can_be_undone: true, asks_after: false },
    Done { act: "remove", words: "desk-done-removed", can_be_undone: false, asks_after: true },
    Done { act: "close", words: "desk-done-closed", can_be_undone: false, asks_after: false },
    Done { act: "undo", words: "desk-done-undone", can_be_undone: false, asks_after: false },
    Done { act: "answer", words: "desk-done-answered", can_be_undone: false, asks_after: false },
];

pub async fn act(staff: Staff, path: Path<(GroupId, EntryId, String)>, form: Form<HashMap<String, String>>) -> Result<HttpResponse> {
    staff.may(Permission::Desk).await?;
    let (group, entry, act) = path.into_inner();
    let by = staff.facilitates(group).await?;
    let kernel = &staff.kernel;
    match done(kernel, &by, entry, &act, &form).await {
        Ok(()) => Ok(answer::go(format!("/staff/desk?done={act}&group={group}&entry={entry}"))),
        Err(Error::Refused(refusal)) => {
            let given = |name: &str| form.get(name).filter(|it| !it.is_empty()).cloned();
            let (item, typed) = (given("report").unwrap_or_else(|| entry.to_string()), given("words").or_else(|| given("note")));
            super::again(&staff, Refused { item, act, typed: typed.unwrap_or_default(), refusal }).await
        }
        Err(fault) => Err(fault),
    }
}

async fn done(kernel: &Kernel, by: &Admission, entry: EntryId, act: &str, form: &HashMap<String, String>) -> Result<()> {
    let field = |name: &str| form.get(name).map(|it| it.trim()).unwrap_or_default();
    match act {
        "let-through" => desk::release(kernel, by, entry).await?,
        "propose" => {
            let found = desk::find(kernel, by, entry).await?;
            let words = found.words.ok_or(TOO_LATE)?;
            desk::propose(kernel, by, entry, Words { body: field("words").to_owned(), ..words }).await?;
        }
        "give-back" => desk::give_back(kernel, by, entry, field("note")).await?,
        "hide" => desk::hide(kernel, by, entry, desk::reason(field("reason"))).await?,
        "unhide" => desk::unhide(kernel, by, entry).await?,
        "remove" => desk::remove(kernel, by, entry, desk::reason(field("reason"))).await?,
        "undo" => desk::undo(kernel, by, entry).await?,
        "close" => {}
        _ => return Err(NO_SUCH_ENTRY.into()),
    }
    // A report ends with whatever was done about it.
    if let Ok(open) = field("report").parse::<ReportId>() {
        let outcome = report::OUTCOMES.iter().find(|it| **it == field("outcome"));
        match (act, outcome) {
            ("close", Some(outcome)) => report::close(kernel, by, open, outcome).await?,
            ("hide" | "remove", _) => report::close(kernel, by, open, report::OUTCOMES[0]).await?,
            _ => {}
        }
    }
    Ok(())
}

/// Writes on somebody's private line, with a resource card where one was chosen.
pub async fn answer_line(staff: &Staff, by: &Admission, line: MembershipId, form: &HashMap<String, String>) -> Result<()> {
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let card = field("card").parse().ok();
    let mut draft = Draft::to_staff(required(field("words"))?, field("id"));
    draft.line = Some(line);
    draft.words.card = card;
    let modality = by.standing().group.modality.clone().unwrap_or_default();
    contribution::submit(&staff.kernel, by, &modality, draft).await?;
    Ok(())
}

fn required(words: &str) -> Result<String> {
    match words.trim() {
        "" => Err(EMPTY.into()),
        words => Ok(words.to_owned()),
    }
}
