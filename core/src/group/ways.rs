//! The ways into one conversation: the group's modality, and those that are linked to it. The same entry, the same rules, the same
//! alias, whichever way it came and whichever way it goes.
use crate::{
    Kernel, Result,
    id::GroupId,
    modality::{Modality, ModalityKey},
    table::group::{self, Timing},
};
use std::sync::Arc;

/// A way that somebody sets for herself, beside the group's pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beside {
    pub modality: ModalityKey,
    /// Her page for it, under the group's address.
    path: &'static str,
    /// The key of that page's name.
    pub name: &'static str,
}

impl Beside {
    pub fn address(self, group: GroupId) -> String {
        format!("/g/{group}/{}/{}", self.modality, self.path)
    }
}

/// Those ways of a group that she can set for herself, in the group's order.
pub fn beside<'a>(kernel: &'a Kernel, group: &'a group::Model) -> impl Iterator<Item = Beside> + 'a {
    let set = move |it: &'a Arc<dyn Modality>| {
        let (path, name) = kernel.plugins.iter().find(|plugin| plugin.name == it.key())?.choices?;
        Some(Beside { modality: it.key(), path, name })
    };
    of(kernel, group).filter_map(set)
}

/// The same for whoever chooses now: one by which nothing could come to her yet is left out.
pub async fn to_choose(kernel: &Kernel, group: &group::Model) -> Result<Vec<Beside>> {
    let mut found = Vec::new();
    for way in beside(kernel, group) {
        let transports = kernel.plugins.iter().filter(|it| it.name == way.modality).flat_map(|it| &it.transports);
        for transport in transports {
            if transport.carries_now(kernel).await? {
                found.push(way);
            }
        }
    }
    Ok(found)
}

/// Those that are linked, as far as this build has them.
pub fn linked(kernel: &Kernel, group: &group::Model) -> Vec<ModalityKey> {
    group.linked.split_whitespace().filter_map(|it| kernel.modality(it)).map(|it| it.key()).collect()
}

/// All of them: the group's own, and those that are linked.
pub fn of<'a>(kernel: &'a Kernel, group: &'a group::Model) -> impl Iterator<Item = &'a Arc<dyn Modality>> {
    let own = group.modality.as_deref().into_iter();
    own.chain(group.linked.split_whitespace()).filter_map(|it| kernel.modality(it))
}

/// Whether people take part in the group by it.
pub fn has(group: &group::Model, modality: &str) -> bool {
    group.modality.as_deref() == Some(modality) || group.linked.split_whitespace().any(|it| it == modality)
}

/// Whether words would go where they did not go before: by another modality, or by one more that is linked.
pub fn gains(before: &group::Model, after: &group::Model) -> bool {
    after.modality != before.modality || after.linked.split_whitespace().any(|it| !has(before, it))
}

/// Those of the group's ways that cannot go without words being kept.
pub fn keeping(kernel: &Kernel, group: &group::Model) -> Vec<ModalityKey> {
    of(kernel, group).filter(|it| !it.capabilities().can_keep_nothing).map(|it| it.key()).collect()
}

/// What could be linked to the group as it is: it joins others, it fits the group's times and how long words are kept, and it is not the
/// group's own.
pub fn could_be_linked(kernel: &Kernel, group: &group::Model) -> Vec<ModalityKey> {
    let timing = group.timing.unwrap_or(Timing::Asynchronous);
    let may_be_kept = |it: &Arc<dyn Modality>| group.keep_hours.is_some() || it.capabilities().can_keep_nothing;
    let fits = |it: &ModalityKey| kernel.modality(it).is_some_and(|it| it.joins_others() && it.joins_at().allow(timing) && may_be_kept(it));
    // What is spoken and shown comes through no other door: words alone would be half of it.
    let is_seen = group.modality.as_deref().and_then(|it| kernel.modality(it)).is_some_and(|it| it.capabilities().carries_pictures);
    let is_own = |it: &ModalityKey| group.modality.as_deref() == Some(it);
    kernel.modality_keys().into_iter().filter(|it| !is_seen && fits(it) && !is_own(it)).collect()
}
