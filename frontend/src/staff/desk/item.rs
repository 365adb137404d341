//! One waiting thing, opened: just enough around it to decide, why it waits, and what was found in it.
use hearth_core::{
    Result,
    card::{self, Card},
    contribution::{self, Entry, faces},
    group::{self, about},
    moderation::{
        desk::{self, Kind, Waiting},
        personal_details, report,
    },
    page::Page,
    table::entry::{Audience, EntryState},
    web::Staff,
};

/// A piece of a paragraph, marked where something was found in it.
pub struct Piece {
    pub words: String,
    pub is_found: bool,
}

/// Somebody's words.
pub struct Said {
    pub name: String,
    pub shape: i32,
    pub is_staff: bool,
    pub day: String,
    pub heading: String,
    pub note: String,
    pub lines: Vec<Vec<Piece>>,
    /// The title of a resource that came with it.
    pub card: String,
}

pub struct Item {
    pub kind: &'static str,
    pub name: String,
    pub group: String,
    /// Where its forms go; the act is added.
    pub base: String,
    pub report: String,
    pub person: String,
    pub reasons: Vec<String>,
    pub found: Vec<String>,
    pub before: Vec<Said>,
    pub said: Said,
    /// What the person who reported it chose and added.
    pub reported: String,
    pub added: Option<Said>,
    /// The words without what was found, to begin with.
    pub redacted: String,
    /// A note to its author that was typed before and not taken.
    pub note: String,
    /// The act that was refused: its form is open.
    pub tried: String,
    pub is_published: bool,
    pub is_hidden: bool,
    pub cards: Vec<(String, String)>,
    /// The same again is the same answer.
    pub draft: String,
}

impl Item {
    /// The key of its heading.
    pub fn heading(&self) -> &'static str {
        match self.kind {
            "held" => "desk-heading-held",
            "reported" => "desk-heading-reported",
            _ => "desk-heading-to-staff",
        }
    }

    pub fn all_reasons(&self) -> &'static [&'static str] {
        desk::REASONS
    }

    pub fn outcomes(&self) -> &'static [&'static str] {
        report::OUTCOMES
    }

    /// After a refusal: what was typed stands where it was typed.
    pub fn put_back(&mut self, act: &str, typed: String) {
        self.tried = act.to_owned();
        match act {
            "propose" => self.redacted = typed,
            "give-back" => self.note = typed,
            _ => {}
        }
    }

    pub fn is_tried(&self, act: &str) -> bool {
        self.tried == act
    }

    pub fn answer_to(&self) -> String {
        format!("{}/line", self.person)
    }
}

pub async fn open(staff: &Staff, page: &Page, waiting: &Waiting) -> Result<Item> {
    let kernel = &staff.kernel;
    let entry = &waiting.entry;
    let by = staff.facilitates(entry.group).await?;
    let body = entry.words.as_ref().map(|it| it.body.clone()).unwrap_or_default();
    let found = personal_details::find(&body);
    let mut before = Vec::new();
    let around = match waiting.kind {
        Kind::ToStaff => contribution::line(kernel, &by, entry.author).await?.into_iter().filter(|it| it.id != entry.id).collect(),
        _ => desk::context(kernel, &by, entry).await?,
    };
    let skip = around.len().saturating_sub(6);
    for it in &around[skip..] {
        before.push(said(staff, page, it, false).await?);
    }
    let (reported, added) = match &waiting.kind {
        Kind::Reported { reason, words, .. } => {
            let added = match words {
                Some(words) => report::words(kernel, &by, *words).await?,
                None => None,
            };
            let added = match &added {
                Some(added) => Some(said(staff, page, added, false).await?),
                None => None,
            };
            (page.say(reason), added)
        }
        _ => (String::new(), None),
    };
    let model = group::get(kernel, entry.group).await?;
    let said = said(staff, page, entry, true).await?;
    let mut kinds: Vec<&str> = found.iter().map(|it| it.kind.key()).collect();
    kinds.dedup();
    let cards = card::list(kernel).await?.into_iter().map(|it: Card| (it.id.to_string(), it.content.title(page.language).to_owned())).collect();
    Ok(Item {
        kind: match waiting.kind {
            Kind::Held => "held",
            Kind::Reported { .. } => "reported",
            Kind::ToStaff => "to-staff",
        },
        name: said.name.clone(),
        group: about::find(kernel, &model).await?.name(page.language),
        base: format!("/staff/desk/{}/{}", entry.group, entry.id),
        report: match &waiting.kind {
            Kind::Reported { report, .. } => report.to_string(),
            _ => String::new(),
        },
        person: format!("/staff/people/{}", entry.author),
        reasons: entry.reasons.iter().map(|it| page.say(it)).collect(),
        found: kinds.into_iter().map(|it| page.say(it)).collect(),
        before,
        said,
        reported,
        added,
        redacted: personal_details::without(&body, &found),
        note: String::new(),
        tried: String::new(),
        is_published: entry.state == EntryState::Published && entry.audience == Audience::Group,
        is_hidden: entry.state == EntryState::Hidden,
        cards,
        draft: hearth_core::id::EntryId::new().to_string(),
    })
}

/// An entry as staff read it.
pub async fn said(staff: &Staff, page: &Page, entry: &Entry, marks: bool) -> Result<Said> {
    let names = faces(&staff.kernel, entry.group, [entry.author]).await?;
    let face = names.get(&entry.author);
    let words = entry.words.clone().unwrap_or_default();
    let card = match words.card {
        Some(id) => card::find(&staff.kernel, id).await?,
        None => None,
    };
    Ok(Said {
        name: face.map(|it| it.name.clone()).unwrap_or_default(),
        shape: face.map_or(0, |it| it.shape),
        is_staff: face.is_some_and(|it| it.is_staff()),
        day: page.day(entry.at),
        heading: words.heading.unwrap_or_default(),
        note: words.note.unwrap_or_default(),
        lines: pieces(&words.body, marks),
        card: card.map(|it| it.content.title(page.language).to_owned()).unwrap_or_default(),
    })
}

/// Lines of pieces: what was found is marked.
fn pieces(body: &str, marks: bool) -> Vec<Vec<Piece>> {
    let found = if marks { personal_details::find(body) } else { Vec::new() };
    let mut lines = vec![Vec::new()];
    let mut push = |text: &str, is_found: bool| {
        for (at, part) in text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Vec::new());
            }
            if let (false, Some(line)) = (part.trim_end_matches('\r').is_empty(), lines.last_mut()) {
                line.push(Piece { words: part.trim_end_matches('\r').to_owned(), is_found });
            }
        }
    };
    let mut at = 0;
    for it in &found {
        push(&body[at..it.range.start], false);
        push(&body[it.range.clone()], true);
        at = it.range.end;
    }
    push(&body[at..], false);
    lines.retain(|it| !it.is_empty());
    lines
}
