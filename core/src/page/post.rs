//! An entry as it stands on a page of a conversation, the same whichever plugin draws the page.
use super::Page;
use crate::{
    Result,
    admission::Admission,
    card::{self, Content},
    contribution::{Entry, Face, change, faces},
    id::MembershipId,
    table::entry::EntryState,
};
use std::{collections::HashMap, sync::Arc, time::Duration};

/// Who wrote, and how she appears here.
#[derive(Clone)]
pub struct Author {
    pub name: String,
    pub shape: i32,
    pub is_staff: bool,
    pub is_own: bool,
}

/// Words of staff in place of hers.
pub struct Proposal {
    pub paragraphs: Vec<String>,
    /// Which words she sees, so that she agrees to no others.
    pub mark: String,
}

pub struct Post {
    pub id: String,
    pub author: Author,
    pub day: String,
    pub state: EntryState,
    pub is_edited: bool,
    /// Shown before the words, to those who asked for it.
    pub note: Option<String>,
    pub paragraphs: Vec<String>,
    pub card: Option<Content>,
    /// What staff propose to let through instead.
    pub proposal: Option<Proposal>,
    /// Why it waits, in words.
    pub reasons: Vec<String>,
    pub may_edit: bool,
    pub may_take_out: bool,
}

impl Post {
    /// Its words are gone, or out of her sight.
    pub fn is_gone(&self) -> bool {
        self.paragraphs.is_empty() && self.card.is_none()
    }

    pub fn is_held(&self) -> bool {
        self.state == EntryState::Held
    }

    pub fn is_hidden(&self) -> bool {
        self.state == EntryState::Hidden
    }

    pub fn is_removed(&self) -> bool {
        self.state == EntryState::Removed
    }
}

/// Entries as this reader sees them, who can change hers for so long.
pub async fn posts(page: &Page, admission: &Admission, edit_window: Duration, entries: Vec<Entry>) -> Result<Vec<Post>> {
    let known = faces(&page.kernel, admission.group(), entries.iter().map(|it| it.author)).await?;
    let mut posts = Vec::with_capacity(entries.len());
    for entry in entries {
        posts.push(post(page, admission, edit_window, entry, &known).await?);
    }
    Ok(posts)
}

/// How the author of an entry appears.
pub fn author(page: &Page, admission: &Admission, of: MembershipId, known: &HashMap<MembershipId, Arc<Face>>) -> Author {
    let face = known.get(&of);
    let name = face.map(|it| it.name.clone()).filter(|it| !it.is_empty()).unwrap_or_else(|| page.say("core-someone"));
    Author { name, shape: face.map_or(0, |it| it.shape), is_staff: face.is_some_and(|it| it.is_staff()), is_own: of == admission.membership() }
}

async fn post(page: &Page, admission: &Admission, edit_window: Duration, entry: Entry, known: &HashMap<MembershipId, Arc<Face>>) -> Result<Post> {
    let is_own = entry.author == admission.membership();
    let sees_reasons = is_own || admission.is_facilitator();
    let may_edit = is_own && change::may_edit(&entry, admission, edit_window, page.now());
    let shows_notes = admission.standing().membership.shows_notes;
    let words = entry.words.as_ref();
    let card = match words.and_then(|it| it.card) {
        Some(id) => card::find(&page.kernel, id).await?.map(|it| it.content),
        None => None,
    };
    let given_back = entry.reasons.iter().any(|it| it == change::GIVEN_BACK);
    Ok(Post {
        author: author(page, admission, entry.author, known),
        day: page.day(entry.at),
        is_edited: entry.edited.is_some(),
        note: words.and_then(|it| it.note.clone()).filter(|it| !it.is_empty() && (shows_notes || !is_own)),
        paragraphs: words.map(|it| paragraphs(&it.body)).unwrap_or_default(),
        card,
        proposal: entry.proposal.as_ref().filter(|_| is_own).map(|it| Proposal { paragraphs: paragraphs(&it.body), mark: it.mark() }),
        reasons: match sees_reasons && entry.state == EntryState::Held {
            true if given_back && is_own => vec![page.say(change::GIVEN_BACK)],
            true => entry.reasons.iter().map(|it| page.say(it)).collect(),
            false => Vec::new(),
        },
        may_edit,
        may_take_out: is_own && entry.words.is_some(),
        state: entry.state,
        id: entry.id.to_string(),
    })
}

/// Empty lines part paragraphs.
pub fn paragraphs(body: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open = false;
    for line in body.lines() {
        let line = line.trim_end();
        match (line.is_empty(), open) {
            (true, _) => open = false,
            (false, true) => {
                if let Some(last) = found.last_mut() {
                    last.push('\n');
                    last.push_str(line);
                }
            }
            (false, false) => {
                found.push(line.to_owned());
                open = true;
            }
        }
    }
    found
}

/// The beginning of some words, on one line.
pub fn beginning(body: &str, characters: usize) -> String {
    let line = body.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(characters) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::{beginning, paragraphs};

    #[test]
    fn empty_lines_part_paragraphs_and_single_ones_stay() {
        assert_eq!(paragraphs("One\ntwo\n\n\n  \nThree\r\n"), ["One\ntwo", "Three"]);
        assert!(paragraphs("  \n\n").is_empty());
    }

    #[test]
    fn a_beginning_never_cuts_a_character() {
        assert_eq!(beginning("éééé", 2), "éé…");
        assert_eq!(beginning("a\n b", 10), "a b");
    }
}
