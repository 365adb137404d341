//! The frame of a member's page: the discreet face, with the tabs of the group that it belongs to.
use hearth_core::{
    Result,
    admission::{self, Admission, Intent},
    page::{Face, Here, Page, Tab, group_tabs},
    personal_data::own,
    web::Visitor,
};

/// A page outside any group, or before there is one.
pub fn plain(visitor: &Visitor) -> Page {
    Page::new(visitor, Face::Member)
}

/// A page of a group.
pub fn of_group(visitor: &Visitor, admission: &Admission, here: Here) -> Page {
    plain(visitor).of_group(admission, here)
}

/// A page about herself: with the tabs of her group where she has one, else with the way back to all of them.
pub async fn of_person(visitor: &Visitor, here: Here) -> Result<Page> {
    let page = plain(visitor);
    let entered = entered(visitor).await?;
    let tab = |address: &str, words: &str, is_here| Tab { address: address.into(), words: page.say(words), is_here, count: None };
    let tabs = match entered.as_slice() {
        [] => Vec::new(),
        [only] => group_tabs(&page, only, here),
        _ => vec![tab("/home", "own-home-tab", false), tab("/choices", "core-tab-choices", here == Here::Choices)],
    };
    Ok(page.with_tabs(tabs))
}

/// Every group that she may enter, at least for help.
pub async fn entered(visitor: &Visitor) -> Result<Vec<Admission>> {
    let Some(person) = visitor.person() else { return Ok(Vec::new()) };
    let mut entered = Vec::new();
    for membership in own::memberships(&visitor.kernel, person).await? {
        if let Ok(admission) = admission::admit(&visitor.kernel, person, membership.group, Intent::Help).await {
            entered.push(admission);
        }
    }
    Ok(entered)
}
