//! The question before sending: this may show who or where you are. Looked for here, told to nobody. Every modality asks it in
//! its own way; what is asked, and of whom, is here.
use super::personal_details::{self, Care, Found};
use crate::{Kernel, Result, admission::Admission, page::Page};

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
