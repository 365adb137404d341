//! The question before sending: this may show who or where you are. Looked for here, told to nobody.
use super::Fields;
use crate::frame::Reader;
use hearth_core::{
    Result,
    moderation::personal_details::{self, Care, Found},
};

/// One finding, as the page shows it.
pub struct Hint {
    pub number: usize,
    /// "A phone number".
    pub kind: String,
    pub words: String,
}

const FIELDS: [&str; 3] = ["title", "note", "words"];

/// Whether the group asks at all. Staff write for the shelter: its number belongs in their words.
pub async fn asks(reader: &Reader) -> Result<bool> {
    Ok(!reader.admission.is_facilitator() && personal_details::care(&reader.kernel, reader.admission.group()).await? != Care::Off)
}

pub fn hints(reader: &Reader, fields: &Fields) -> Vec<Hint> {
    let found = FIELDS
        .iter()
        .filter_map(|it| fields.get(*it))
        .flat_map(|text| personal_details::find(text).into_iter().map(|it| (it.kind, text[it.range].to_owned())).collect::<Vec<_>>());
    found.enumerate().map(|(number, (kind, words))| Hint { number, kind: reader.page.say(kind.key()), words }).collect()
}

/// Takes one finding out, or all of them.
pub fn take_out(fields: &mut Fields, number: Option<usize>) {
    let mut before = 0;
    for name in FIELDS {
        let Some(text) = fields.get_mut(name) else { continue };
        let all = personal_details::find(text);
        let count = all.len();
        let these: Vec<Found> = all.into_iter().enumerate().filter(|(at, _)| number.is_none_or(|it| it == before + at)).map(|(_, it)| it).collect();
        *text = personal_details::without(text, &these);
        before += count;
    }
    // A title of nothing but a mark is none.
    if let Some(title) = fields.get_mut("title").filter(|it| it.trim() == "[…]") {
        title.clear();
    }
}
