//! The question before sending, asked of the fields of the forum's form.
use super::Fields;
use crate::frame::Reader;
use hearth_core::moderation::nudge;

pub use nudge::{Hint, here};

const FIELDS: [&str; 3] = ["title", "note", "words"];

pub fn hints(reader: &Reader, fields: &Fields) -> Vec<Hint> {
    nudge::hints(&reader.page, FIELDS.iter().filter_map(|it| fields.get(*it)).map(String::as_str))
}

/// Takes one finding out, or all of them.
pub fn take_out(fields: &mut Fields, number: Option<usize>) {
    let mut texts = FIELDS.map(|it| fields.remove(it).unwrap_or_default());
    nudge::take_out(&mut texts, number);
    fields.extend(FIELDS.iter().map(|it| (*it).to_owned()).zip(texts));
    // A title of nothing but a mark is none.
    if let Some(title) = fields.get_mut("title").filter(|it| it.trim() == "[…]") {
        title.clear();
    }
}
