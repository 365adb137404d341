//! What every page of the forum needs: who reads, her page with the group's tabs, and how the group's forum is set.
use crate::settings;
use hearth_core::{
    Kernel, Result,
    admission::Admission,
    clock::Moment,
    group::facilitation,
    page::{Face, Here, Page},
    settings::get,
    web::Visitor,
};

/// Who reads, in which group.
pub struct Reader {
    pub kernel: Kernel,
    pub admission: Admission,
    pub page: Page,
    pub settings: settings::Forum,
    /// `/g/{group}/forum`.
    pub base: String,
}

impl Reader {
    pub async fn new(visitor: &Visitor, admission: Admission) -> Result<Reader> {
        let page = Page::new(visitor, Face::Member).of_group(&admission, Here::Modality);
        let settings = get::<settings::Forum>(&visitor.kernel, Some(admission.group())).await?;
        let base = format!("/g/{}/forum", admission.group());
        Ok(Reader { kernel: visitor.kernel.clone(), page, admission, settings, base })
    }

    /// "Staff read here next today at 14:00.": nothing is answered at once, and nobody should wait as if it were.
    pub async fn next_read(&self) -> Result<String> {
        let now = self.page.now();
        Ok(match facilitation::next_cover(&self.kernel, self.admission.group(), now).await? {
            None => String::new(),
            Some(at) if at <= now => self.page.say("forum-read-now"),
            Some(at) => {
                let (_, minute) = self.page.site.zone().weekday_and_minute(at);
                let clock = facilitation::clock(self.page.language, minute);
                self.page.say2("forum-read-next", "day", soon(&self.page, at), "clock", clock)
            }
        })
    }
}

/// "today", "tomorrow", or the date.
fn soon(page: &Page, at: Moment) -> String {
    let zone = page.site.zone();
    match zone.day_number(at) - zone.day_number(page.now()) {
        0 => page.say("core-today"),
        1 => page.say("forum-tomorrow"),
        _ => page.date(at),
    }
}
