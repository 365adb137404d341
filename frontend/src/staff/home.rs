//! "What needs you now": one list over all her groups, what is urgent first.
use crate::staff::navigation::{self, Here};
use actix_web::{
    HttpResponse,
    web::{self, ServiceConfig},
};
use askama::Template;
use hearth_core::{
    Result, approval,
    clock::{DAY, HOUR, Moment},
    group::{self, about, facilitation, membership, missing, ways},
    joining::{application, invitation},
    moderation::desk,
    page::Page,
    permission::{self, Permission},
    table::group::GroupState,
    web::{Staff, answer},
};
use std::time::Duration;

/// What people were promised: nothing that waits on the desk waits longer.
const PROMISE: Duration = Duration::from_secs(4 * 60 * 60);

pub fn routes(config: &mut ServiceConfig) {
    config.route("/staff", web::get().to(home)).route("/staff/", web::get().to(home));
}

#[derive(Template)]
#[template(path = "staff/home.html")]
struct Home {
    page: Page,
    needs: Vec<Need>,
    today: String,
    coming: Vec<(String, String, String)>,
}

struct Need {
    what: String,
    more: String,
    address: String,
    button: String,
    is_urgent: bool,
}

async fn home(staff: Staff) -> Result<HttpResponse> {
    let page = navigation::page(&staff, Here::Now).await?;
    let mut needs = on_the_desk(&staff, &page).await?;
    let mut coming = Vec::new();
    let may_arrange = permission::may(&staff.kernel, staff.person, Permission::Groups).await?;
    if may_arrange {
        for found in group::list(&staff.kernel).await? {
            if group::arranged_by(&staff.kernel, staff.person, found.id).await.is_ok() {
                of_group(&staff, &page, &found, &mut needs, &mut coming).await?;
            }
        }
    }
    frozen(&staff, &page, &mut needs).await?;
    unreached(&staff, &page, &mut needs).await?;
    if permission::may(&staff.kernel, staff.person, Permission::Intake).await? {
        let waiting = application::waiting(&staff.kernel, staff.person).await?.len();
        if waiting > 0 {
            needs.push(need(&page, "applicants", waiting, String::new(), "/staff/applicants".into(), false));
        }
    }
    let asked = approval::list_open(&staff.kernel, staff.person).await?.into_iter().filter(|it| it.asked_by != staff.person).count();
    if asked > 0 {
        // The page of colleagues is for those who arrange colleagues; the questions are also on a page of their own.
        let is_people = permission::may(&staff.kernel, staff.person, Permission::People).await?;
        let address = if is_people { "/staff/colleagues" } else { "/staff/approvals" };
        needs.push(need(&page, "approvals", asked, page.say("groups-now-approvals-more"), address.into(), false));
    }
    needs.sort_by_key(|it| !it.is_urgent);
    coming.sort();
    let now = page.now();
    let (weekday, minute) = page.site.zone().weekday_and_minute(now);
    let day = format!("{} {}", page.say(&format!("group-weekday-{weekday}")), page.date(now));
    let today = page.say2("groups-now-today", "day", day, "time", facilitation::clock(page.language, minute));
    let coming = coming.into_iter().map(|(_, when, what, who)| (when, what, who)).collect();
    answer::page(&Home { page, needs, today, coming })
}

fn need(page: &Page, key: &str, count: usize, more: String, address: String, is_urgent: bool) -> Need {
    Need {
        what: page.say1(&format!("groups-now-{key}"), "count", count),
        more,
        address,
        button: page.say(&format!("groups-now-{key}-go")),
        is_urgent,
    }
}

async fn on_the_desk(staff: &Staff, page: &Page) -> Result<Vec<Need>> {
    let waiting = desk::waiting(&staff.kernel, staff.person).await?;
    let Some(oldest) = waiting.iter().map(|it| it.since).min() else { return Ok(Vec::new()) };
    let more = page.say1("groups-now-desk-more", "waited", page.waited(oldest));
    let is_urgent = page.now().since(oldest) + HOUR >= PROMISE || waiting.iter().any(|it| it.is_flagged);
    Ok(vec![need(page, "desk", waiting.len(), more, "/staff/desk".into(), is_urgent)])
}

/// Whoever froze everything in a group that its reader facilitates, and waits for someone to open it again with them.
async fn frozen(staff: &Staff, page: &Page, needs: &mut Vec<Need>) -> Result<()> {
    for found in group::list(&staff.kernel).await? {
        let Ok(by) = staff.facilitates(found.id).await else { continue };
        let name = about::find(&staff.kernel, &found).await?.name(page.language);
        for place in membership::frozen(&staff.kernel, &by).await? {
            needs.push(Need {
                what: page.say1("groups-now-frozen", "group", name.as_str()),
                more: page.say("groups-now-frozen-more"),
                address: format!("/staff/people/{place}"),
                button: page.say("groups-now-frozen-go"),
                is_urgent: true,
            });
        }
    }
    Ok(())
}

/// People in a group that its reader facilitates whom nothing reaches any more by what they chose.
async fn unreached(staff: &Staff, page: &Page, needs: &mut Vec<Need>) -> Result<()> {
    for found in group::list(&staff.kernel).await? {
        if found.state != GroupState::Open || staff.facilitates(found.id).await.is_err() {
            continue;
        }
        for modality in ways::of(&staff.kernel, &found) {
            let count = modality.unreached(&staff.kernel, found.id).await?.len();
            if count > 0 {
                let name = about::find(&staff.kernel, &found).await?.name(page.language);
                let more = page.say1("groups-now-unreached-more", "group", name.as_str());
                needs.push(need(page, "unreached", count, more, format!("/g/{}/{}/about", found.id, modality.key()), false));
            }
        }
    }
    Ok(())
}

type Coming = (Moment, String, String, String);

async fn of_group(
    staff: &Staff,
    page: &Page,
    found: &hearth_core::table::group::Model,
    needs: &mut Vec<Need>,
    coming: &mut Vec<Coming>,
) -> Result<()> {
    let (kernel, now) = (&staff.kernel, page.now());
    let name = about::find(kernel, found).await?.name(page.language);
    let address = format!("/staff/groups/{}", found.id);
    let say = |key: &str| page.say1(key, "group", name.as_str());
    let one = |key: &str, address: String, is_urgent: bool| Need {
        what: say(&format!("groups-now-{key}")),
        more: page.say(&format!("groups-now-{key}-more")),
        address,
        button: page.say(&format!("groups-now-{key}-go")),
        is_urgent,
    };
    match found.state {
        GroupState::Draft | GroupState::Rehearsing => {
            let count = missing::missing(&missing::find_facts(kernel, found.id).await?).len();
            let (what, button) = match count {
                0 => (say("groups-now-ready"), page.say("groups-now-ready-go")),
                _ => (page.say2("groups-now-missing", "count", count, "group", name.as_str()), page.say("groups-now-missing-go")),
            };
            let more = page.say1("groups-now-since", "day", page.day(found.created));
            needs.push(Need { what, more, address, button, is_urgent: false });
        }
        GroupState::Open | GroupState::Paused => {
            if found.is_locked {
                needs.push(one("locked", address.clone(), true));
            }
            if facilitation::list(kernel, found.id).await?.is_empty() {
                needs.push(one("alone", format!("{address}/care"), true));
            } else if found.state == GroupState::Paused {
                needs.push(one("paused", address.clone(), false));
            }
            if found.review.is_some_and(|it| it <= now) {
                needs.push(one("review", format!("{address}/decision"), false));
            }
            let soon = |it: Moment| it > now && it <= now + DAY;
            let ending =
                invitation::list(kernel, found.id).await?.iter().filter(|it| it.used.is_none() && it.revoked.is_none() && soon(it.until)).count();
            if ending > 0 {
                needs.push(need(page, "invitations", ending, name.clone(), format!("{address}/invitations"), false));
            }
            if let Some(next) = facilitation::next_cover(kernel, found.id, now).await?.filter(|it| *it <= now + 2 * DAY) {
                let (weekday, minute) = page.site.zone().weekday_and_minute(next);
                let day = page.say(&format!("group-weekday-{weekday}"));
                let when = match next == now {
                    true => page.say("groups-now-now"),
                    false => format!("{day}, {}", facilitation::clock(page.language, minute)),
                };
                let who = facilitation::names(kernel, found.id).await?.join(", ");
                coming.push((next, when, page.say1("groups-now-cover", "group", name.as_str()), who));
            }
        }
        GroupState::Closed => {}
    }
    Ok(())
}
