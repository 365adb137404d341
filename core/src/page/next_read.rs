//! "Staff read here next today at 14:00.": nothing is answered at once, and nobody should wait as if it were.
use super::Page;
use crate::{Result, admission::Admission, clock::Moment, group::facilitation};

/// The sentence; empty where no hours are known.
pub async fn next_read(page: &Page, admission: &Admission) -> Result<String> {
    let now = page.now();
    Ok(match facilitation::next_cover(&page.kernel, admission.group(), now).await? {
        None => String::new(),
        Some(at) if at <= now => page.say("core-read-now"),
        Some(at) => {
            let (_, minute) = page.site.zone().weekday_and_minute(at);
            let clock = facilitation::clock(page.language, minute);
            page.say2("core-read-next", "day", soon(page, at), "clock", clock)
        }
    })
}

/// "today", "tomorrow", or the date.
fn soon(page: &Page, at: Moment) -> String {
    let zone = page.site.zone();
    match zone.day_number(at) - zone.day_number(page.now()) {
        0 => page.say("core-today"),
        1 => page.say("core-tomorrow"),
        _ => page.date(at),
    }
}
