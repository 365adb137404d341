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
use std::{
    any::Any,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::SeqCst},
    },
};

/// What was read once. Let go of whenever a setting changes, on any node.
#[derive(Default)]
pub struct Cache {
    raw: DashMap<(&'static str, Option<GroupId>), Arc<Value>>,
    /// The same, read into their types: pages ask for them with every request.
    typed: DashMap<(&'static str, Option<GroupId>), Arc<dyn Any + Send + Sync>>,
    /// Grows with every change: what was read before one is not remembered after it.
    version: AtomicU64,
}

impl Cache {
    pub fn forget(&self) {
        self.version.fetch_add(1, SeqCst);
        self.raw.clear();
        self.typed.clear();
    }
}

/// The settings as they hold for a group, or for the site.
pub async fn get<S: Settings + Clone>(kernel: &Kernel, group: Option<GroupId>) -> Result<S> {
    Ok((*shared::<S>(kernel, group).await?).clone())
}

/// The same without a copy.
pub async fn shared<S: Settings>(kernel: &Kernel, group: Option<GroupId>) -> Result<Arc<S>> {
    let known = kernel.settings.typed.get(&(S::NAMESPACE, group)).map(|it| it.clone());
    if let Some(known) = known.and_then(|it| it.downcast::<S>().ok()) {
        return Ok(known);
    }
    let version = kernel.settings.version.load(SeqCst);
    let value = get_raw(kernel, S::NAMESPACE, group).await?;
    let read: Arc<S> = Arc::new(match value.is_null() {
        true => S::default(),
        false => serde_json::from_value((*value).clone())?,
    });
    if kernel.settings.version.load(SeqCst) == version {
        kernel.settings.typed.insert((S::NAMESPACE, group), read.clone());
    }
    Ok(read)
}

/// The JSON that was kept; null where nobody changed anything.
pub async fn get_raw(kernel: &Kernel, namespace: &'static str, group: Option<GroupId>) -> Result<Arc<Value>> {
    if let Some(known) = kernel.settings.raw.get(&(namespace, group)) {
        return Ok(known.clone());
    }
    let version = kernel.settings.version.load(SeqCst);
    let rows = setting::Entity::find().filter(setting::Column::Namespace.eq(namespace)).all(kernel.store.reader()).await?;
    let of = |wanted: Option<GroupId>| rows.iter().find(|it| it.group == wanted).map(|it| it.value.as_str());
    let site = of(None).map(serde_json::from_str).transpose()?.unwrap_or(Value::Null);
    let own = group.and_then(|it| of(Some(it))).map(serde_json::from_str).transpose()?;
    let value = Arc::new(own.map_or(site.clone(), |own| over(site, own)));
    if kernel.settings.version.load(SeqCst) == version {
        kernel.settings.raw.insert((namespace, group), value.clone());
    }
    Ok(value)
}

/// A group's own settings over the site's: what the group does not set follows the site, also when the site changes.
fn over(site: Value, own: Value) -> Value {
    match (site, own) {
        (Value::Object(mut all), Value::Object(own)) => {
            all.extend(own);
            Value::Object(all)
        }
        (_, own) => own,
    }
}

/// Of a group's settings, those that differ from what it would have without any of its own.
pub fn different(site: &Value, defaults: &Value, wanted: Value) -> Value {
    let Value::Object(wanted) = wanted else { return wanted };
    let inherited = |name: &str| site.get(name).or_else(|| defaults.get(name)).cloned();
    Value::Object(wanted.into_iter().filter(|(name, value)| inherited(name).as_ref() != Some(value)).collect())
}

/// What was kept for exactly this scope, not what holds there.
pub async fn get_raw_alone(kernel: &Kernel, namespace: &'static str, group: Option<GroupId>) -> Result<Option<Value>> {
    let rows = setting::Entity::find().filter(setting::Column::Namespace.eq(namespace)).all(kernel.store.reader()).await?;
    let row = rows.into_iter().find(|it| it.group == group);
    Ok(row.map(|it| serde_json::from_str(&it.value)).transpose()?)
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
