//! What stands beside the room and not in it: her line with staff, the line between staff, and what waits for staff. It has no
//! numbers: whoever comes (back) gets it again, and her page knows it by its ids.
use crate::{
    frame::Tell,
    listener::{Queue, Writing},
};
use hearth_core::{
    Kernel, Result,
    admission::Admission,
    contribution::{self, Entry, Face, faces},
    id::MembershipId,
    moderation::desk,
    vault::digest,
};
use std::{collections::HashMap, sync::Arc};

/// The newest of a line that a room shows. All of it stands on the line's own page.
const MOST: usize = 20;

/// Known faces of one group.
type Known = HashMap<MembershipId, Arc<Face>>;

pub fn line<'a>(entry: &'a Entry, face: &'a Face, of: &'a Face) -> Tell<'a> {
    let b = entry.words.as_ref().map_or("", |it| it.body.as_str());
    Tell::Line { i: entry.id, name: &face.name, staff: face.is_staff(), of: &of.name, back: of.is_staff(), b }
}

pub fn waits<'a>(entry: &'a Entry, face: &'a Face) -> Tell<'a> {
    let b = entry.words.as_ref().map_or("", |it| it.body.as_str());
    Tell::Waits { i: entry.id, name: &face.name, b, why: &entry.reasons }
}

/// What stands there for her now.
pub struct Private {
    pub line: Vec<Entry>,
    pub waiting: Vec<Entry>,
    pub known: Known,
}

pub async fn find(kernel: &Kernel, admission: &Admission) -> Result<Private> {
    let own = admission.membership();
    let mut entries = contribution::line(kernel, admission, own).await?;
    let mut waiting = Vec::new();
    if admission.is_facilitator() {
        // What the other facilitators wrote between staff.
        for place in hearth_core::group::facilitation::list(kernel, admission.group()).await? {
            if place.membership != own {
                entries.extend(contribution::line(kernel, admission, place.membership).await?);
            }
        }
        entries.sort_by_key(|it| it.at);
        let all = desk::waiting(kernel, admission.person()).await?;
        waiting =
            all.into_iter().filter(|it| matches!(it.kind, desk::Kind::Held)).map(|it| it.entry).filter(|it| it.group == admission.group()).collect();
    }
    entries.retain(|it| it.words.is_some());
    let too_many = entries.len().saturating_sub(MOST);
    entries.drain(..too_many);
    let of: Vec<MembershipId> =
        entries.iter().flat_map(|it| [it.author].into_iter().chain(it.line)).chain(waiting.iter().map(|it| it.author)).collect();
    let known = faces(kernel, admission.group(), of).await?;
    Ok(Private { line: entries, waiting, known })
}

/// Brings it to a page. One that asks again and again says what it has by a mark, and is told only where that has changed: told each
/// time, it would be answered at once each time.
pub async fn bring(kernel: &Kernel, admission: &Admission, queue: &Queue, has: &str) -> Result<()> {
    let Private { line: entries, waiting, known } = find(kernel, admission).await?;
    let asks_again = queue.writing == Writing::Lines;
    let mark = if asks_again { mark(entries.iter().chain(&waiting)) } else { String::new() };
    if asks_again && mark == has {
        return Ok(());
    }
    let said = entries.iter().filter_map(|it| Some(line(it, known.get(&it.author)?, known.get(&it.line?)?)));
    let held = waiting.iter().filter_map(|it| Some(waits(it, known.get(&it.author)?)));
    let mut out = actix_web::web::BytesMut::new();
    said.chain(held).for_each(|it| crate::frame::put(&mut out, &crate::frame::json(&it), queue.writing));
    if asks_again {
        crate::frame::put(&mut out, &crate::frame::json(&Tell::Beside { mark: &mark }), queue.writing);
    }
    if !out.is_empty() {
        queue.push(out.freeze());
    }
    Ok(())
}

/// Other for every other set of entries; nothing for none.
fn mark<'a>(entries: impl Iterator<Item = &'a Entry>) -> String {
    let mut ids: Vec<_> = entries.map(|it| it.id.0).collect();
    if ids.is_empty() {
        return String::new();
    }
    ids.sort_unstable();
    let bytes: Vec<u8> = ids.iter().flat_map(|it| *it.as_bytes()).collect();
    digest(&bytes)[..6].iter().map(|it| format!("{it:02x}")).collect()
}

/// One person's line, for a facilitator who looks at her words.
pub async fn of(kernel: &Kernel, admission: &Admission, of: MembershipId) -> Result<Private> {
    let line = contribution::line(kernel, admission, of).await?;
    let known = faces(kernel, admission.group(), line.iter().flat_map(|it| [it.author].into_iter().chain(it.line))).await?;
    Ok(Private { line, waiting: Vec::new(), known })
}
