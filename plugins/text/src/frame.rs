//! What every page of the bridge needs: who reads, her page with the group's tabs, how the group's texts are set, and words for networks
//! and for what a carrier can do.
use crate::{
    NAME,
    carrier::{Abilities, Network},
    settings,
};
use hearth_core::{
    Kernel, Result,
    admission::{Admission, UNKNOWN_GROUP},
    contribution::{Entry, Face},
    id::MembershipId,
    page::{
        self, Here, Page, next_read,
        post::{Author, Post, author, posts},
    },
    settings::get,
    web::Visitor,
};
use std::{collections::HashMap, sync::Arc, time::Duration};

/// Who reads, in which group.
pub struct Reader {
    pub kernel: Kernel,
    pub admission: Admission,
    pub page: Page,
    pub settings: settings::Text,
    /// `/g/{group}/text`.
    pub base: String,
    /// The group meets by texts, and not by something that texts are only another door to.
    pub is_own: bool,
}

impl Reader {
    pub async fn new(visitor: &Visitor, admission: Admission) -> Result<Reader> {
        let is_own = admission.standing().group.modality.as_deref() == Some(NAME);
        let page = Page::new(visitor, page::Face::Member).of_group(&admission, if is_own { Here::Modality } else { Here::Beside });
        let settings = get::<settings::Text>(&visitor.kernel, Some(admission.group())).await?;
        let base = format!("/g/{}/{NAME}", admission.group());
        Ok(Reader { kernel: visitor.kernel.clone(), page, admission, settings, base, is_own })
    }

    /// For everyone else these pages do not exist.
    pub async fn facilitator(visitor: &Visitor, admission: Admission) -> Result<Reader> {
        match admission.is_facilitator() {
            true => Reader::new(visitor, admission).await,
            false => Err(UNKNOWN_GROUP.into()),
        }
    }

    /// Where the conversation is another modality's, that one shows it.
    pub async fn of_own(visitor: &Visitor, admission: Admission) -> Result<Reader> {
        let reader = Reader::new(visitor, admission).await?;
        match reader.is_own {
            true => Ok(reader),
            false => Err(UNKNOWN_GROUP.into()),
        }
    }

    /// When staff read here next, in words.
    pub async fn next_read(&self) -> Result<String> {
        next_read(&self.page, &self.admission).await
    }

    /// How long people can change what they wrote.
    pub fn edit_window(&self) -> Duration {
        Duration::from_secs(u64::from(self.settings.edit_minutes) * 60)
    }

    /// Entries as she sees them.
    pub async fn posts(&self, entries: Vec<Entry>) -> Result<Vec<Post>> {
        posts(&self.page, &self.admission, self.edit_window(), entries).await
    }

    /// How the author of an entry appears to her.
    pub fn author(&self, of: MembershipId, known: &HashMap<MembershipId, Arc<Face>>) -> Author {
        author(&self.page, &self.admission, of, known)
    }

    /// Where she talks to staff.
    pub fn staff_address(&self) -> String {
        format!("/g/{}/staff", self.admission.group())
    }
}

/// Its name, in words.
pub fn network(of: Network) -> &'static str {
    match of {
        Network::Sms => "text-network-sms",
        Network::Signal => "text-network-signal",
        Network::Whatsapp => "text-network-whatsapp",
        Network::Telegram => "text-network-telegram",
    }
}

/// The same, as it stands within a sentence.
pub fn by_network(of: Network) -> &'static str {
    match of {
        Network::Sms => "text-by-network-sms",
        Network::Signal => "text-by-network-signal",
        Network::Whatsapp => "text-by-network-whatsapp",
        Network::Telegram => "text-by-network-telegram",
    }
}

/// Something that a carrier can do or cannot do.
pub struct Able {
    pub what: String,
    pub answer: String,
    /// It is to the good of whoever takes part.
    pub is_good: bool,
}

/// All of it, in words.
pub fn abilities(page: &Page, of: &Abilities) -> Vec<Able> {
    let able = |what: &str, is_so: bool, is_good: bool| Able {
        what: page.say(what),
        answer: page.say(if is_so { "text-able-yes" } else { "text-able-no" }),
        is_good,
    };
    let mut all = vec![
        able("text-able-hides", of.hides_words_from_provider, of.hides_words_from_provider),
        able("text-able-timers", of.sets_timers, of.sets_timers),
        able("text-able-recalls", of.recalls, of.recalls),
        able("text-able-delivery", of.tells_delivery, of.tells_delivery),
        able("text-able-deletes", of.deletes_at_provider, of.deletes_at_provider),
        able("text-able-first", !of.she_begins, !of.she_begins),
    ];
    if let Some(window) = of.window {
        let answer = page.say1("text-able-window-hours", "hours", window.as_secs() / 3600);
        all.push(Able { what: page.say("text-able-window"), answer, is_good: false });
    }
    all
}
