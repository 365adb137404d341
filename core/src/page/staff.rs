//! The frame of every staff page, whichever plugin draws it: the way to each part of the site that its reader may use, and nothing of
//! what she may not.
use super::{Face, Page, Tab};
use crate::{
    Result,
    moderation::desk,
    permission::{self, Permission},
    web::Staff,
};

/// Which part of the site a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Here {
    Now,
    Desk,
    Groups,
    Cards,
    Colleagues,
    Settings,
    Audit,
    Account,
}

/// Part, address, words, and what one must be allowed to do to find it there.
const PARTS: &[(Here, &str, &str, &[Permission])] = &[
    (Here::Now, "/staff", "frontend-staff-now", &[]),
    (Here::Desk, "/staff/desk", "frontend-staff-desk", &[Permission::Desk]),
    (Here::Groups, "/staff/groups", "frontend-staff-groups", &[Permission::Groups, Permission::Intake]),
    (Here::Cards, "/staff/cards", "frontend-staff-cards", &[Permission::Desk, Permission::Settings]),
    (Here::Colleagues, "/staff/colleagues", "frontend-staff-colleagues", &[Permission::People]),
    (Here::Settings, "/staff/site", "frontend-staff-settings", &[Permission::Settings]),
    (Here::Audit, "/staff/audit", "frontend-staff-audit", &[Permission::Audit]),
    (Here::Account, "/staff/account", "frontend-staff-account", &[]),
];

/// A staff page with its navigation.
pub async fn page(staff: &Staff, here: Here) -> Result<Page> {
    let page = Page::new(&staff.visitor, Face::Staff);
    let roles = permission::roles(&staff.kernel, staff.person).await?;
    let may = |wanted: &Permission| permission::ROLES.iter().any(|(role, these)| roles.contains(role) && these.contains(wanted));
    let mut tabs = Vec::new();
    for (part, address, words, needs) in PARTS {
        if needs.is_empty() || needs.iter().any(may) {
            let count = match part {
                Here::Desk => Some(desk::count(&staff.kernel, staff.person).await?).filter(|it| *it > 0),
                _ => None,
            };
            tabs.push(Tab { address: (*address).to_owned(), words: page.say(words), is_here: *part == here, count });
        }
    }
    Ok(page.with_tabs(tabs))
}
