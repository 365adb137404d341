//! Agreeing to what the people of a group promise each other. Only what was shown can be agreed to: the form names the
//! version and its digest, and a form that is out of date is refused.
use super::{PROMISE_NEEDED, SHOWN_CHANGED};
use crate::{
    Kernel, Result,
    admission::Admission,
    bus::Signal,
    clock::Moment,
    group::agreement_text,
    id::{AcceptanceId, AgreementId, GroupId, MembershipId},
    locale::Language,
    store::Tx,
    table::{acceptance, agreement},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// One version, as it is shown in one language.
#[derive(Debug, Clone)]
pub struct Shown {
    pub id: AgreementId,
    pub version: i32,
    pub promises: Vec<String>,
    pub since: Moment,
    /// Goes into the form, and comes back.
    pub digest: String,
}

/// What somebody agreed to: the version, and the digest of what she saw.
#[derive(Debug, Clone)]
pub struct Agreed {
    pub agreement: AgreementId,
    pub digest: Vec<u8>,
}

/// What is to be agreed to now. None where the group has no agreement yet.
pub async fn shown(kernel: &Kernel, group: GroupId, language: Language) -> Result<Option<Shown>> {
    Ok(agreement_text::current(kernel, group).await?.map(|it| Shown {
        id: it.id,
        version: it.version,
        promises: it.words.lines(language).into_iter().map(str::to_owned).collect(),
        since: it.created,
        digest: hex(&it.digest),
    }))
}

/// What a new version says that the one she accepted did not, and the other way round: promises, and how things are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    pub added: Vec<String>,
    pub removed: Vec<String>,
}

/// What changed since the version that she accepted. Nothing where that is the one that holds, or is not there any more.
pub async fn changes(kernel: &Kernel, group: GroupId, accepted: Option<AgreementId>, language: Language) -> Result<Changes> {
    let (Some(accepted), Some(now)) = (accepted, agreement_text::current(kernel, group).await?) else { return Ok(Changes::default()) };
    let Some(before) = agreement_text::by_id(kernel, group, accepted).await? else { return Ok(Changes::default()) };
    let lines = |it: &agreement_text::Agreement| -> Vec<String> {
        let how = it.words.how(language).iter().map(String::as_str);
        it.words.lines(language).into_iter().chain(how).map(str::to_owned).collect()
    };
    let (now, before) = (lines(&now), lines(&before));
    let without = |these: &[String], those: &[String]| these.iter().filter(|it| !those.contains(it)).cloned().collect();
    Ok(Changes { added: without(&now, &before), removed: without(&before, &now) })
}

/// Reads the form: ticked, and of the version that holds now.
pub async fn read(kernel: &Kernel, group: GroupId, ticked: bool, digest: &str) -> Result<Agreed> {
    let now = agreement_text::current(kernel, group).await?.ok_or(SHOWN_CHANGED)?;
    if hex(&now.digest) != digest {
        return Err(SHOWN_CHANGED.into());
    }
    if !ticked {
        return Err(PROMISE_NEEDED.into());
    }
    Ok(Agreed { agreement: now.id, digest: now.digest })
}

/// Writes it down, if it still is what holds: a new version may have come since she read it.
pub(super) async fn keep(
    kernel: &Kernel,
    tx: &Tx,
    group: &crate::table::group::Model,
    membership: MembershipId,
    agreed: &Agreed,
    language: Language,
) -> Result<()> {
    let newest = agreement::Entity::find().filter(agreement::Column::Group.eq(group.id)).order_by_desc(agreement::Column::Version).one(tx).await?;
    if newest.is_none_or(|it| it.id != agreed.agreement || it.digest != agreed.digest) {
        return Err(SHOWN_CHANGED.into());
    }
    let row = acceptance::ActiveModel {
        id: Set(AcceptanceId::new()),
        membership: Set(membership),
        agreement: Set(agreed.agreement),
        digest: Set(agreed.digest.clone()),
        language: Set(language.code().into()),
        modality: Set(group.modality.clone().unwrap_or_default()),
        at: Set(kernel.clock.now()),
    };
    row.insert(tx).await?;
    Ok(())
}

/// The number of the version that she last accepted.
pub async fn accepted_version(kernel: &Kernel, membership: MembershipId) -> Result<Option<i32>> {
    let reader = kernel.store.reader();
    let last = acceptance::Entity::find().filter(acceptance::Column::Membership.eq(membership)).order_by_desc(acceptance::Column::At);
    let Some(last) = last.one(reader).await? else { return Ok(None) };
    Ok(agreement::Entity::find_by_id(last.agreement).one(reader).await?.map(|it| it.version))
}

/// A member agrees again, after the agreement changed.
pub async fn accept(kernel: &Kernel, admission: &Admission, language: Language, agreed: Agreed) -> Result<()> {
    let (kernel_in, group, membership) = (kernel.clone(), admission.standing().group.clone(), admission.membership());
    kernel.store.write(async move |tx: &Tx| keep(&kernel_in, tx, &group, membership, &agreed, language).await).await?;
    kernel.bus.tell(kernel, Signal::PersonChanged(admission.person()));
    Ok(())
}

/// Bytes as they stand in a form.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|it| format!("{it:02x}")).collect()
}
