//! The question before sending: this may show who or where you are. Looked for here, told to nobody. Every modality asks it in
//! its own way; what is asked, and of whom, is here.
use super::{
    first_entries,
    personal_details::{self, Care, Found},
};
use crate::{
    Kernel, Result,
    admission::Admission,
    group::meeting::Hold,
    page::Page,
    table::group::{PreModeration, Timing},
};

/// One finding, as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Hint {
    pub number: usize,
    /// "A phone number".
    pub kind: String,
    pub words: String,
}

/// Whether the group asks at all. Staff write for the shelter: its number belongs in their words.
pub async fn asks(kernel: &Kernel, admission: &Admission) -> Result<bool> {
    Ok(!admission.is_facilitator() && personal_details::care(kernel, admission.group()).await? != Care::Off)
}

/// The key of what is said under the question: nobody is told of it; but where staff read words before the others do, they will.
pub async fn here(kernel: &Kernel, admission: &Admission) -> Result<&'static str> {
    let group = &admission.standing().group;
    let hold = match group.timing {
        Some(Timing::Synchronous) => kernel.sittings.care(group.id).0,
        _ => Hold::Rules,
    };
    let is_held_now = match hold {
        Hold::Everything => true,
        Hold::NewPeople => admission.is_new(kernel.clock.now()),
        Hold::Matches | Hold::Rules => false,
    };
    if group.pre_moderation == PreModeration::Everything || is_held_now || first_entries::wait(kernel, admission, None).await? {
        return Ok("moderation-nudge-read-first");
    }
    let is_held_as_is = !matches!(hold, Hold::Rules) || personal_details::care(kernel, group.id).await? == Care::Hold;
    Ok(if is_held_as_is { "moderation-nudge-as-is" } else { "moderation-nudge-here" })
}

/// What these texts seem to give away, numbered through.
pub fn hints<'a>(page: &Page, texts: impl IntoIterator<Item = &'a str>) -> Vec<Hint> {
    let found = texts.into_iter().flat_map(|text| personal_details::find(text).into_iter().map(|it| (it.kind, text[it.range].to_owned())));
    found.enumerate().map(|(number, (kind, words))| Hint { number, kind: page.say(kind.key()), words }).collect()
}

/// Takes one finding out of these texts, or all of them.
pub fn take_out<'a>(texts: impl IntoIterator<Item = &'a mut String>, number: Option<usize>) {
    let mut before = 0;
    for text in texts {
        let all = personal_details::find(text);
        let count = all.len();
        let these: Vec<Found> = all.into_iter().enumerate().filter(|(at, _)| number.is_none_or(|it| it == before + at)).map(|(_, it)| it).collect();
        *text = personal_details::without(text, &these);
        before += count;
    }
}
