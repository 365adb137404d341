//! What every page needs, whoever draws it: the reader's language and words, the forms' token, where leaving leads, the assets.
//! The core draws no HTML: templates extend the frontend's layout and take what they need from here.
mod assets;
mod next_read;
pub mod post;
pub mod staff;
mod tabs;

pub use assets::{Asset, Assets, Packing};
pub use next_read::next_read;
pub use tabs::{Here, group_tabs};

use crate::{
    Kernel,
    admission::Admission,
    clock::Moment,
    locale::{self, Language, Value},
    person::SignedIn,
    site::Site,
    web::Visitor,
};
use std::sync::Arc;

/// One entry of a page's navigation.
#[derive(Debug, Clone)]
pub struct Tab {
    pub address: String,
    pub words: String,
    pub is_here: bool,
    /// How many things wait there. Staff pages only: members' pages count nothing.
    pub count: Option<u64>,
}

/// Which of the two faces a page has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Discreet: the site's discreet name, nothing that tells a glance what this is.
    Member,
    /// For staff.
    Staff,
    /// For staff before they are signed in: no navigation.
    Bare,
}

/// Given to every template as `page`.
#[derive(Clone)]
pub struct Page {
    pub kernel: Kernel,
    pub language: Language,
    pub face: Face,
    pub site: Arc<Site>,
    pub signed_in: Option<Arc<SignedIn>>,
    pub tabs: Vec<Tab>,
    /// What holds on every page of this group.
    pub holds: Option<String>,
    /// What she typed and what was not taken, where the page itself does not put it back into its fields: shown at its top.
    pub typed: Vec<String>,
    token: String,
    now: Moment,
}

impl Page {
    pub fn new(visitor: &Visitor, face: Face) -> Page {
        Page {
            kernel: visitor.kernel.clone(),
            language: visitor.language,
            face,
            site: visitor.site.clone(),
            signed_in: visitor.signed_in.clone(),
            tabs: Vec::new(),
            holds: None,
            typed: visitor.put_aside(),
            token: visitor.form_token(),
            now: visitor.at,
        }
    }

    /// Where nobody could be found out, because the database cannot be read: no token, so no form but the one for leaving.
    pub fn for_anyone(kernel: &Kernel, site: Arc<Site>, language: Language, face: Face) -> Page {
        let now = kernel.clock.now();
        Page {
            kernel: kernel.clone(),
            language,
            face,
            site,
            signed_in: None,
            tabs: Vec::new(),
            holds: None,
            typed: Vec::new(),
            token: String::new(),
            now,
        }
    }

    pub fn with_tabs(self, tabs: Vec<Tab>) -> Page {
        Page { tabs, ..self }
    }

    /// A page of a group: with its tabs, and with what holds on all its pages.
    pub fn of_group(self, admission: &Admission, here: Here) -> Page {
        let tabs = group_tabs(&self, admission, here);
        let holds = admission.standing().group.keep_hours.is_none().then(|| self.say("core-nothing-is-kept"));
        Page { tabs, holds, ..self }
    }

    /// The same with this at its top; nothing where the page's own fields hold what was typed.
    pub fn with_typed(self, typed: Vec<String>) -> Page {
        Page { typed, ..self }
    }

    /// The words of a key.
    pub fn say(&self, key: &str) -> String {
        self.kernel.words.say(self.language, key, &[])
    }

    /// The words of a key, with one value in them.
    pub fn say1<'a>(&self, key: &str, name: &'a str, value: impl Into<Value<'a>>) -> String {
        self.kernel.words.say(self.language, key, &[(name, value.into())])
    }

    pub fn say2<'a>(&self, key: &str, name: &'a str, value: impl Into<Value<'a>>, name2: &'a str, value2: impl Into<Value<'a>>) -> String {
        self.kernel.words.say(self.language, key, &[(name, value.into()), (name2, value2.into())])
    }

    /// What stands before and after the telephone number (`$phone`) of a sentence.
    pub fn around(&self, key: &str) -> (String, String) {
        let said = self.say1(key, "phone", "\u{1f}");
        match said.split_once('\u{1f}') {
            Some((before, after)) => (before.to_owned(), after.to_owned()),
            None => (said, String::new()),
        }
    }

    /// The same in the other language: for the link that changes it.
    pub fn other_language(&self) -> Language {
        match self.language {
            Language::En => Language::Fr,
            Language::Fr => Language::En,
        }
    }

    /// The hidden field of every form.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The one title, on every page, in every language.
    pub fn title(&self) -> &str {
        &self.site.discreet_name
    }

    /// Where leaving leads.
    pub fn exit_to(&self) -> &str {
        &self.site.exit_to
    }

    pub fn asset(&self, name: &str) -> &Asset {
        self.kernel.assets.get(name)
    }

    /// "today", "yesterday", or the day. Members never see the hour.
    pub fn day(&self, moment: Moment) -> String {
        let zone = self.site.zone();
        let (then, today) = (zone.day_number(moment), zone.day_number(self.now));
        match today - then {
            0 => self.say("core-today"),
            1 => self.say("core-yesterday"),
            _ => locale::day(zone.local(moment), zone.local(self.now), self.language),
        }
    }

    /// A day in the future or far past, always by its date.
    pub fn date(&self, moment: Moment) -> String {
        let zone = self.site.zone();
        locale::day(zone.local(moment), zone.local(self.now), self.language)
    }

    /// "3 h 20": how long something has waited. Staff pages only.
    pub fn waited(&self, since: Moment) -> String {
        let minutes = self.now.since(since).as_secs() / 60;
        match minutes {
            0..60 => self.say1("core-waited-minutes", "minutes", minutes),
            60..2880 => self.say2("core-waited-hours", "hours", minutes / 60, "minutes", format!("{:02}", minutes % 60)),
            _ => self.say1("core-waited-days", "days", minutes / 1440),
        }
    }

    /// "just now", "3 h 20 ago". Staff pages only.
    pub fn ago(&self, since: Moment) -> String {
        match self.now.since(since).as_secs() / 60 {
            0 => self.say("core-just-now"),
            _ => self.say1("core-ago", "long", self.waited(since)),
        }
    }

    /// "since today", "since yesterday", "since 3 March".
    pub fn since(&self, moment: Moment) -> String {
        let zone = self.site.zone();
        match zone.day_number(self.now) - zone.day_number(moment) {
            0 => self.say("core-since-today"),
            1 => self.say("core-since-yesterday"),
            _ => self.say1("core-since", "day", self.date(moment)),
        }
    }

    /// "8 hours", "30 days".
    pub fn long(&self, hours: i32) -> String {
        self.kernel.words.long(self.language, hours)
    }

    pub fn is_member(&self) -> bool {
        self.face == Face::Member
    }

    pub fn is_bare(&self) -> bool {
        self.face == Face::Bare
    }

    /// The style sheet of this face.
    pub fn style(&self) -> &Asset {
        self.asset(if self.is_member() { "member.css" } else { "staff.css" })
    }

    /// The script of this face. All pages of a face load the same: a visit never loads its head again. What only some pages need
    /// they name themselves, by `data-script`.
    pub fn script(&self) -> &Asset {
        self.asset(if self.is_member() { "member.js" } else { "staff.js" })
    }

    pub fn now(&self) -> Moment {
        self.now
    }
}
