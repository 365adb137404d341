//! What every page of the chat needs: who reads, her page with the group's tabs, and how long words stay.
use hearth_core::{
    Kernel,
    admission::Admission,
    group::facilitation,
    page::{Face, Here, Page},
    web::Visitor,
};

/// Who reads, in which group.
pub struct Reader {
    pub kernel: Kernel,
    pub admission: Admission,
    pub page: Page,
    /// `/g/{group}/chat`.
    pub base: String,
}

impl Reader {
    pub fn new(visitor: &Visitor, admission: Admission) -> Reader {
        let mut page = Page::new(visitor, Face::Member).of_group(&admission, Here::Modality);
        let base = format!("/g/{}/chat", admission.group());
        // The room says beside its words how long they are kept.
        page.holds = None;
        Reader { kernel: visitor.kernel.clone(), page, admission, base }
    }

    /// How long what is written here stays.
    pub fn kept(&self) -> String {
        let group = &self.admission.standing().group;
        // Where it meets, what is not kept goes when the meeting closes.
        if let (None, Some(sitting)) = (group.keep_hours, self.kernel.sittings.find(group.id)) {
            let (_, minute) = self.page.site.zone().weekday_and_minute(sitting.closes);
            return self.page.say1("meeting-erased-at", "time", facilitation::clock(self.page.language, minute));
        }
        match (group.keep_hours, group.ends) {
            (Some(hours), _) => self.page.say1("chat-kept", "long", self.page.long(hours)),
            (None, Some(ends)) => self.page.say1("chat-erased-on", "day", self.page.date(ends)),
            (None, None) => self.page.say("chat-never-kept"),
        }
    }
}
