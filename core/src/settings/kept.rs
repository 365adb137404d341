//! What staff chose: one row a namespace for the site, one for each group that differs.
use super::Settings;
use crate::{
    Kernel, Result,
    bus::Signal,
    id::{GroupId, PersonId, SettingId},
    store::Tx,
    table::setting,
};
use dashmap::DashMap;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::Value;
use std::sync::Arc;

/// What was read once. Let go of whenever a setting changes, on any node.
#[derive(Default)]
pub struct Cache(DashMap<(&'static str, Option<GroupId>), Arc<Value>>);

impl Cache {
    pub fn forget(&self) {
        self.0.clear();
    }
}

/// The settings as they hold for a group, or for the site.
pub async fn get<S: Settings>(kernel: &Kernel, group: Option<GroupId>) -> Result<S> {
    let value = get_raw(kernel, S::NAMESPACE, group).await?;
    Ok(match value.is_null() {
        true => S::default(),
        false => serde_json::from_value((*value).clone())?,
    })
}

/// The JSON that was kept; null where nobody changed anything.
pub async fn get_raw(kernel: &Kernel, namespace: &'static str, group: Option<GroupId>) -> Result<Arc<Value>> {
    if let Some(known) = kernel.settings.0.get(&(namespace, group)) {
        return Ok(known.clone());
    }
    let rows = setting::Entity::find().filter(setting::Column::Namespace.eq(namespace)).all(kernel.store.reader()).await?;
    let of = |wanted: Option<GroupId>| rows.iter().find(|it| it.group == wanted).map(|it| it.value.as_str());
    let text = group.and_then(|it| of(Some(it))).or_else(|| of(None)).unwrap_or("null");
    let value: Arc<Value> = Arc::new(serde_json::from_str(text)?);
    kernel.settings.0.insert((namespace, group), value.clone());
    Ok(value)
}

/// Changes them, for the site or for one group.
pub async fn change<S: Settings>(kernel: &Kernel, group: Option<GroupId>, by: Option<PersonId>, settings: &S) -> Result<()> {
    change_raw(kernel, S::NAMESPACE, group, by, serde_json::to_value(settings)?).await
}

/// The same for a value that [`super::Declared::read`] has read.
pub async fn change_raw(kernel: &Kernel, namespace: &'static str, group: Option<GroupId>, by: Option<PersonId>, value: Value) -> Result<()> {
    let (text, now) = (value.to_string(), kernel.clock.now());
    kernel
        .store
        .write(async move |tx: &Tx| {
            let mut old = setting::Entity::delete_many().filter(setting::Column::Namespace.eq(namespace));
            old = match group {
                Some(group) => old.filter(setting::Column::Group.eq(group)),
                None => old.filter(setting::Column::Group.is_null()),
            };
            old.exec(tx).await?;
            let row = setting::ActiveModel {
                id: Set(SettingId::new()),
                namespace: Set(namespace.into()),
                group: Set(group),
                value: Set(text.clone()),
                changed: Set(now),
                changed_by: Set(by),
            };
            row.insert(tx).await?;
            Ok(())
        })
        .await?;
    kernel.bus.tell(kernel, Signal::SettingsChanged);
    Ok(())
}
