//! Half-written words: in memory only, so that nothing typed is lost when a sign-in lapses or a page is left, and nothing
//! half-said is ever on a disk.
use crate::{clock::Moment, id::PersonId};
use dashmap::DashMap;
use std::time::Duration;

const KEPT: Duration = Duration::from_secs(24 * 60 * 60);
const LONGEST: usize = 64 * 1024;
const MOST_A_PERSON: usize = 20;

/// Fields of one form.
pub type Fields = Vec<(String, String)>;

/// Fields that open a door, or are a form's own machinery: never put aside, never shown again.
const NEVER: &[&str] = &["t", "passphrase", "again", "password", "code", "totp", "code_word", "code-word", "word", "language", "place", "id"];

/// Those of a form's fields that somebody wrote: sentences, not codes and choices.
pub fn typed(fields: &Fields) -> Vec<String> {
    let is_written = |(name, value): &&(String, String)| !NEVER.contains(&name.as_str()) && value.trim().contains(char::is_whitespace);
    fields.iter().filter(is_written).map(|(_, value)| value.clone()).collect()
}

#[derive(Default)]
pub struct DraftShelf(DashMap<PersonId, Vec<(String, Moment, Fields)>>);

impl DraftShelf {
    /// Puts a form's fields aside, by the place of the form.
    pub fn put(&self, person: PersonId, place: &str, mut fields: Fields, now: Moment) {
        fields.retain(|(name, value)| !value.is_empty() && (name == "id" || !NEVER.contains(&name.as_str())));
        if fields.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>() > LONGEST {
            return;
        }
        let mut shelf = self.0.entry(person).or_default();
        shelf.retain(|(at, put, _)| at != place && *put + KEPT > now);
        if shelf.len() >= MOST_A_PERSON {
            shelf.remove(0);
        }
        shelf.push((place.to_owned(), now, fields));
    }

    pub fn find(&self, person: PersonId, place: &str, now: Moment) -> Option<Fields> {
        let shelf = self.0.get(&person)?;
        shelf.iter().find(|(at, put, _)| at == place && *put + KEPT > now).map(|(_, _, fields)| fields.clone())
    }

    /// Sent, or thrown away.
    pub fn clear(&self, person: PersonId, place: &str) {
        if let Some(mut shelf) = self.0.get_mut(&person) {
            shelf.retain(|(at, _, _)| at != place);
        }
    }

    pub fn forget(&self, person: PersonId) {
        self.0.remove(&person);
    }
}
