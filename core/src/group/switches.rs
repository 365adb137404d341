//! The switches of a plugin: for the site, and for each group.
use crate::{Kernel, Result, settings, table::group};

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
