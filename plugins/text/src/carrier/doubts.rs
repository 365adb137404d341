//! Texts whose answer was lost. Some networks know no key of ours that would bring a text once; but they give a word of ours back with
//! every receipt. When the receipt is heard before the text is tried again, it is known to have gone, and it does not go twice.
//!
//! It is kept in memory: after a restart such a text goes again. Twice is better than not at all.
use super::http::name_of;
use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Texts that may be in doubt at once. The oldest are forgotten first.
const MOST: usize = 512;

/// What is being sent, and what the network called it where that was heard.
#[derive(Default)]
pub struct Doubts(Mutex<VecDeque<(String, Option<String>)>>);

/// The word that goes with a text: made of its key, and the key cannot be read from it.
pub fn word_of(key: &str) -> String {
    name_of(&["text", key])
}

impl Doubts {
    /// Before a text is said: what the network calls it, where it was said before and was heard of.
    pub fn begin(&self, word: &str) -> Option<String> {
        let mut kept = self.kept();
        if let Some(known) = kept.iter().find(|it| it.0 == word) {
            return known.1.clone();
        }
        if kept.len() >= MOST {
            kept.pop_front();
        }
        kept.push_back((word.to_owned(), None));
        None
    }

    /// There is no doubt, or there is none any more.
    pub fn end(&self, word: &str) {
        self.kept().retain(|it| it.0 != word);
    }

    /// It was heard of. Only what this house is saying is kept: whoever calls cannot fill the list.
    pub fn heard(&self, word: &str, reference: &str) {
        if let Some(known) = self.kept().iter_mut().find(|it| it.0 == word) {
            known.1 = Some(reference.to_owned());
        }
    }

    fn kept(&self) -> MutexGuard<'_, VecDeque<(String, Option<String>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
