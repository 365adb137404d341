//! The tabs of a group, the same on every page of it, whichever plugin draws the page.
use super::{Page, Tab};
use crate::{admission::Admission, group::ways, table::group::Timing};

/// On which of a group's pages one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Here {
    /// The modality's own page: topics, a meeting.
    Modality,
    /// A page of a way that is linked to it.
    Beside,
    /// The private line with staff.
    Talk,
    /// Her choices, which hold for every group of hers.
    Choices,
    /// A page that no tab leads to.
    Elsewhere,
}

/// A participant's tabs: the modality's (its words stand under `{modality}-tab`), those that are linked to it (`{modality}-tab-beside`),
/// staff, her choices. A facilitator has the desk in their place: she needs no line to herself.
pub fn group_tabs(page: &Page, admission: &Admission, here: Here) -> Vec<Tab> {
    let group = admission.group();
    let tab = |address: String, words: &str, is_here: bool| Tab { address, words: page.say(words), is_here, count: None };
    let mut tabs = Vec::with_capacity(3);
    let group_row = &admission.standing().group;
    if group_row.timing == Some(Timing::Synchronous) {
        // The door, which leads on into the room for whoever was let in.
        tabs.push(tab(format!("/g/{group}/meeting"), "core-tab-meeting", here == Here::Modality));
    } else if let Some(modality) = group_row.modality.as_deref() {
        tabs.push(tab(format!("/g/{group}/{modality}"), &format!("{modality}-tab"), here == Here::Modality));
    }
    // Another door into the same conversation has no pages for reading: what stands there is how it is set for her.
    for way in ways::linked(&page.kernel, group_row) {
        // Where the group meets, her choices alone are open before she is in.
        let hers = ways::beside(&page.kernel, group_row).find(|it| it.modality == way).filter(|_| !admission.is_facilitator());
        let address = hers.map_or(format!("/g/{group}/{way}"), |it| it.address(group));
        tabs.push(tab(address, &format!("{way}-tab-beside"), here == Here::Beside));
    }
    match admission.is_facilitator() {
        true => tabs.push(tab("/staff/desk".into(), "core-tab-desk", false)),
        false => {
            tabs.push(tab(format!("/g/{group}/staff"), "core-tab-talk", here == Here::Talk));
            tabs.push(tab("/choices".into(), "core-tab-choices", here == Here::Choices));
        }
    }
    tabs
}
