//! The switches of a plugin: for the site, and for each group.
use crate::{
    Kernel, Result,
    audit::{self, Act},
    bus::Signal,
    id::{GroupId, PersonId},
    settings,
    store::Tx,
    table::group,
};

const NAMESPACE: &str = "plugins-off";

/// Whether the group's modality is there and switched on, for the site and for the group.
pub async fn is_on(kernel: &Kernel, group: &group::Model) -> Result<bool> {
    let Some(key) = group.modality.as_deref() else { return Ok(true) };
    if kernel.modality(key).is_none() {
        return Ok(false);
    }
    for scope in [None, Some(group.id)] {
        let off = settings::get_raw(kernel, NAMESPACE, scope).await?;
        if off.as_array().is_some_and(|it| it.iter().any(|it| it == key)) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Which plugins are switched off, for the site or for one group.
pub async fn off(kernel: &Kernel, scope: Option<GroupId>) -> Result<Vec<String>> {
    let rows = settings::get_raw_alone(kernel, NAMESPACE, scope).await?;
    Ok(rows.and_then(|it| serde_json::from_value(it).ok()).unwrap_or_default())
}

/// Switches a plugin off or on, for the site or for one group. Who is in a group that meets by it is refused from her next
/// request on.
pub async fn set_off(kernel: &Kernel, by: PersonId, scope: Option<GroupId>, plugin: &str, is_off: bool) -> Result<()> {
    let mut names = off(kernel, scope).await?;
    names.retain(|it| it != plugin);
    if is_off {
        names.push(plugin.to_owned());
    }
    settings::change_raw(kernel, NAMESPACE, scope, Some(by), serde_json::to_value(&names)?).await?;
    let (kernel_in, reason) = (kernel.clone(), Some(plugin.to_owned()));
    kernel
        .store
        .write(async move |tx: &Tx| {
            let act = if is_off { "plugin.switched-off" } else { "plugin.switched-on" };
            audit::record(&kernel_in, tx, Act { actor: Some(by), act, subject: None, group: scope, reason: reason.clone() }).await
        })
        .await?;
    let groups = match scope {
        Some(group) => vec![group],
        None => super::list(kernel).await?.into_iter().map(|it| it.id).collect(),
    };
    groups.into_iter().for_each(|group| kernel.bus.tell(kernel, Signal::GroupChanged(group)));
    Ok(())
}
