//! How somebody takes part in a group by mail: what comes to her, and whether anything does. Everyone begins with nothing; what the
//! group says comes only after a second yes of its own, which ends after ninety days.
use crate::{
    sealing::Key,
    table::seat::{Column, Entity, Mode, Model},
};
use anyhow::anyhow;
use hearth_core::{
    Kernel, Result,
    admission::Admission,
    clock::Moment,
    contact::{Medium, Purpose, owed, permission, permission::Said, safe_contact},
    event::{self, ConsentEnded},
    id::{GroupId, MembershipId, PersonId},
    locale::Language,
    refusals,
    store::Tx,
    table::membership,
    vault::{Owner, Place},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::{Expr, OnConflict},
};

refusals! {
    /// She gave no e-mail address at which she may be reached.
    NO_ADDRESS = "mail-no-address" => 409;
    /// The whole text comes only after she said yes to it, to the words that she was shown.
    NO_CONSENT = "mail-no-consent" => 422;
    /// What came was to be sealed, and there is no key to seal it with.
    NO_KEY = "mail-no-key" => 422;
}

/// Version of the words under which she agrees that what the group says comes by mail.
pub const NOTICE: &str = "mail-attend-1";
/// Their key.
pub const SHOWN: &str = "mail-attend-agree";

/// What she chooses.
#[derive(Clone)]
pub struct Choice {
    pub mode: Mode,
    /// She said yes to the words of [`SHOWN`].
    pub agrees: bool,
    pub key: Option<Key>,
    pub sealed_only: bool,
}

impl Choice {
    /// With her key as it is. What brings no words is never kept from her by a key that is no longer there; words never come openly to
    /// whoever wants them sealed.
    pub async fn as_before(kernel: &Kernel, seat: &Model, mode: Mode, agrees: bool) -> Result<Choice> {
        let key = key(kernel, seat).await?;
        let sealed_only = seat.sealed_only && (key.is_some() || mode.brings_words());
        Ok(Choice { mode, agrees, key, sealed_only })
    }
}

fn key_place(membership: MembershipId) -> Place {
    Place::of("mail_seats", "key", membership.0)
}

/// Her seat; where she has none, one at which nothing comes.
pub async fn find(kernel: &Kernel, admission: &Admission) -> Result<Model> {
    of(kernel, &admission.standing().membership).await
}

/// The same, of whoever has this place.
pub async fn of(kernel: &Kernel, place: &membership::Model) -> Result<Model> {
    Ok(by_membership(kernel, place.id).await?.unwrap_or_else(|| empty(place.id, place.group, place.person)))
}

pub async fn by_membership(kernel: &Kernel, membership: MembershipId) -> Result<Option<Model>> {
    kernel.store.row::<Entity>(Column::Membership, membership).await
}

/// Everybody in the group to whom something may come.
pub async fn of_group(kernel: &Kernel, group: GroupId) -> Result<Vec<Model>> {
    Ok(Entity::find().filter(Column::Group.eq(group)).all(kernel.store.reader()).await?)
}

/// Her key, opened; none where she gave none, or where her own key is gone.
pub async fn key(kernel: &Kernel, seat: &Model) -> Result<Option<Key>> {
    let Some(sealed) = &seat.key else { return Ok(None) };
    let Some(own) = kernel.vault.find(Owner::Person(seat.person)).await? else { return Ok(None) };
    let armored: String = own.open(key_place(seat.membership), sealed)?;
    Ok(Key::read(&armored, kernel.clock.now()).ok())
}

/// Keeps what she chose, and records what she agreed to.
pub async fn change(kernel: &Kernel, admission: &Admission, choice: Choice, language: Language) -> Result<()> {
    let place = admission.standing().membership.clone();
    change_of(kernel, &place, choice, language, "web").await
}

/// The same for whoever says it by mail.
pub async fn change_of(kernel: &Kernel, place: &membership::Model, choice: Choice, language: Language, method: &'static str) -> Result<()> {
    let has_way = safe_contact::find(kernel, place.person).await?.is_some_and(|it| it.content.way(Medium::Email).is_some_and(|way| way.is_usable()));
    if choice.mode != Mode::Nothing && !has_way {
        return Err(NO_ADDRESS.into());
    }
    let is_whole = matches!(choice.mode, Mode::Whole | Mode::Digest);
    if is_whole && !choice.agrees {
        return Err(NO_CONSENT.into());
    }
    if choice.sealed_only && choice.key.is_none() {
        return Err(NO_KEY.into());
    }
    let own = kernel.vault.key(Owner::Person(place.person)).await?;
    let armored = choice.key.as_ref().map(Key::armored).transpose().map_err(|why| anyhow!("no key: {}", why.0))?;
    let sealed = armored.map(|it| own.seal(key_place(place.id), &it)).transpose()?;
    let (kernel_in, place) = (kernel.clone(), place.clone());
    let (mode, sealed_only) = (choice.mode, choice.sealed_only);
    kernel
        .store
        .write(async move |tx: &Tx| {
            let before = Entity::find_by_id(place.id).one(tx).await?;
            let row = Model {
                mode,
                sealed_only,
                key: sealed.clone(),
                // She has just looked, and says that letters reach her.
                told: None,
                bounced: None,
                ..before.unwrap_or_else(|| empty(place.id, place.group, place.person))
            };
            write(tx, row).await?;
            let said = Said {
                purpose: permission::purpose(Medium::Email, Purpose::Digest(place.id)),
                by: Medium::Email,
                notice: NOTICE,
                shown: SHOWN,
                method,
                language,
            };
            if permission::add(&kernel_in, tx, &place, is_whole, &said).await? {
                let ended = ConsentEnded { membership: place.id, person: place.person, group: place.group };
                event::record(&kernel_in, tx, &ended).await?;
            }
            if mode == Mode::Nothing {
                owed::forget(tx, Medium::Email, place.id).await?;
            }
            Ok(())
        })
        .await?;
    kernel.outbox.wake();
    Ok(())
}

/// Nothing comes until she takes it back. What was owed is let go: it stands on the page.
pub async fn pause(kernel: &Kernel, membership: MembershipId) -> Result<()> {
    let now = kernel.clock.now();
    set(kernel, membership, Column::Paused, Some(now), Owed::LetGo).await
}

pub async fn resume(kernel: &Kernel, membership: MembershipId) -> Result<()> {
    set(kernel, membership, Column::Paused, None, Owed::Kept).await
}

/// A sentence is sent about an entry of this moment: no other before she has looked at it, or at a later one. Whether it was `before`
/// until now: two that want to tell her at once tell her once.
pub async fn told(kernel: &Kernel, membership: MembershipId, before: Option<Moment>, entry: Moment) -> Result<bool> {
    kernel
        .store
        .write(async move |tx: &Tx| {
            let as_before = before.map_or_else(|| Column::Told.is_null(), |it| Column::Told.eq(it));
            let row = Entity::update_many().col_expr(Column::Told, Expr::value(entry.0)).filter(as_before);
            Ok(row.filter(Column::Membership.eq(membership)).exec(tx).await?.rows_affected == 1)
        })
        .await
}

/// She has written by mail: that is a sign of hers as good as a look, for whoever never comes to the pages.
pub async fn looked(kernel: &Kernel, membership: MembershipId) -> Result<()> {
    set(kernel, membership, Column::Told, None, Owed::Kept).await
}

/// Whether anything may come to her now.
pub fn is_open(seat: &Model) -> bool {
    seat.mode != Mode::Nothing && seat.paused.is_none() && seat.bounced.is_none()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Owed {
    Kept,
    LetGo,
}

async fn set(kernel: &Kernel, membership: MembershipId, column: Column, value: Option<Moment>, owed: Owed) -> Result<()> {
    kernel
        .store
        .write(async move |tx: &Tx| {
            let value = Expr::value(value.map(|it| it.0));
            Entity::update_many().col_expr(column, value).filter(Column::Membership.eq(membership)).exec(tx).await?;
            match owed {
                Owed::LetGo => owed::forget(tx, Medium::Email, membership).await,
                Owed::Kept => Ok(()),
            }
        })
        .await
}

fn empty(membership: MembershipId, group: GroupId, person: PersonId) -> Model {
    let (paused, told, bounced) = (None, None, None);
    Model { membership, group, person, mode: Mode::Nothing, paused, told, bounced, key: None, sealed_only: false, generation: 0 }
}

async fn write(tx: &Tx, row: Model) -> Result<()> {
    let columns = [Column::Mode, Column::Told, Column::Bounced, Column::Key, Column::SealedOnly];
    let over = OnConflict::column(Column::Membership).update_columns(columns).to_owned();
    Entity::insert(row.into_active_model().reset_all()).on_conflict(over).exec_without_returning(tx).await?;
    Ok(())
}
