//! How somebody takes part in a group by texts: what comes to her, and whether anything does. Everyone begins with one neutral sentence;
//! what others say comes by itself only after a second yes, which ends after ninety days.
use crate::{
    feed,
    table::seat::{Column, Entity, Mode, Model, Rest},
};
use hearth_core::{
    Kernel, Result,
    admission::Admission,
    audit::{self, Act},
    clock::Moment,
    contact::{Medium, Purpose, owed, permission, permission::Said, safe_contact},
    event::{self, ConsentEnded},
    id::{GroupId, MembershipId, PersonId},
    locale::Language,
    refusals,
    store::Tx,
    table::membership,
    vault::{DataKey, Owner, Place},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use uuid::Uuid;

refusals! {
    /// No phone is known to be hers yet.
    NO_PHONE = "text-no-phone" => 409;
    /// Words come by themselves only after she said yes to it, to the words that she was shown.
    NO_CONSENT = "text-no-consent" => 422;
}

/// Acts of staff, for the record.
pub const STOPPED: &str = "text.stopped";
pub const RELEASED: &str = "text.released";

/// Version of the words under which she agrees that what the group says comes by text.
const NOTICE: &str = "text-attend-1";
/// Their key.
pub const SHOWN: &str = "text-attend-agree";

fn word_place(membership: MembershipId) -> Place {
    Place::of("text_seats", "word", membership.0)
}

pub async fn by_membership(kernel: &Kernel, membership: MembershipId) -> Result<Option<Model>> {
    kernel.store.row::<Entity>(Column::Membership, membership).await
}

/// Everybody in the group who takes part by texts.
pub async fn of_group(kernel: &Kernel, group: GroupId) -> Result<Vec<Model>> {
    Ok(Entity::find().filter(Column::Group.eq(group)).all(kernel.store.reader()).await?)
}

/// Those of them to whom something may come now, and comes by itself: [`is_open`], asked of the database.
pub async fn open_of_group(kernel: &Kernel, group: GroupId) -> Result<Vec<Model>> {
    let open = Entity::find().filter(Column::Group.eq(group)).filter(Column::Mode.ne(Mode::Nothing));
    Ok(open.filter(Column::Paused.is_null()).filter(Column::Rests.is_null()).all(kernel.store.reader()).await?)
}

/// Whether anything may come to her now.
pub fn is_open(seat: &Model) -> bool {
    seat.mode != Mode::Nothing && seat.paused.is_none() && seat.rests.is_none()
}

/// She begins, or begins anew from another phone: with one neutral sentence.
pub async fn begin(kernel: &Kernel, tx: &Tx, place: &membership::Model) -> Result<()> {
    let before = Entity::find_by_id(place.id).one(tx).await?;
    let now = kernel.clock.now().day();
    let row = match before {
        // What staff stopped, staff let go on.
        Some(before) => Model { rests: before.rests.filter(|it| *it == Rest::Staff), paused: None, told: None, heard: now, ..before },
        None => Model {
            membership: place.id,
            group: place.group,
            person: place.person,
            mode: Mode::Notice,
            paused: None,
            told: None,
            rests: None,
            heard: now,
            word: None,
            read: feed::end(tx, place.group).await?,
            thread: None,
        },
    };
    write(tx, row).await
}

/// Keeps what she chose, and records what she agreed to.
pub async fn choose(kernel: &Kernel, place: &membership::Model, mode: Mode, agrees: bool, language: Language, method: &'static str) -> Result<()> {
    let Some(seat) = by_membership(kernel, place.id).await? else { return Err(NO_PHONE.into()) };
    if mode.brings_words() && !agrees {
        return Err(NO_CONSENT.into());
    }
    let (kernel_in, place) = (kernel.clone(), place.clone());
    kernel
        .store
        .write(async move |tx: &Tx| {
            write(tx, Model { mode, told: None, ..seat.clone() }).await?;
            let said = Said {
                purpose: permission::purpose(Medium::Text, Purpose::Digest(place.id)),
                by: Medium::Text,
                notice: NOTICE,
                shown: SHOWN,
                method,
                language,
            };
            if permission::add(&kernel_in, tx, &place, mode.brings_words(), &said).await? {
                let ended = ConsentEnded { membership: place.id, person: place.person, group: place.group };
                event::record(&kernel_in, tx, &ended).await?;
            }
            match mode {
                Mode::Nothing => owed::forget(tx, Medium::Text, place.id).await,
                _ => Ok(()),
            }
        })
        .await?;
    kernel.outbox.wake();
    Ok(())
}

/// Nothing comes until she takes it back.
pub async fn pause(kernel: &Kernel, membership: MembershipId) -> Result<()> {
    let now = kernel.clock.now();
    set(kernel, membership, vec![(Column::Paused, Expr::value(now.0))], true).await
}

pub async fn resume(kernel: &Kernel, membership: MembershipId) -> Result<()> {
    set(kernel, membership, vec![(Column::Paused, Expr::value(None::<i64>))], false).await
}

/// Nothing comes until she comes anew, by a code; what waited is let go.
pub async fn rest(kernel: &Kernel, membership: MembershipId, why: Rest) -> Result<()> {
    set(kernel, membership, vec![(Column::Rests, Expr::value(why))], true).await
}

/// Staff stop what goes to one person; what waits for her stays.
pub async fn stop(kernel: &Kernel, by: &Admission, membership: MembershipId) -> Result<()> {
    rest(kernel, membership, Rest::Staff).await?;
    let (kernel_in, act) = (kernel.clone(), acted(by, STOPPED, membership));
    kernel.store.write(async move |tx: &Tx| audit::record(&kernel_in, tx, act.clone()).await).await
}

fn acted(by: &Admission, act: &'static str, of: MembershipId) -> Act {
    Act { actor: Some(by.person()), act, subject: Some(of.0), group: Some(by.group()), reason: None }
}

/// Staff take back what they stopped; a number that may be in other hands needs her.
pub async fn release(kernel: &Kernel, by: &Admission, membership: MembershipId) -> Result<()> {
    let (kernel_in, act) = (kernel.clone(), acted(by, RELEASED, membership));
    kernel
        .store
        .write(async move |tx: &Tx| {
            audit::record(&kernel_in, tx, act.clone()).await?;
            let only = Entity::update_many().col_expr(Column::Rests, Expr::value(None::<String>)).filter(Column::Rests.eq(Rest::Staff));
            only.filter(Column::Membership.eq(membership)).exec(tx).await?;
            Ok(())
        })
        .await
}

/// After START: a neutral sentence, whatever came before.
pub async fn back_to_a_sentence(kernel: &Kernel, membership: MembershipId) -> Result<()> {
    let columns =
        vec![(Column::Mode, Expr::value(Mode::Notice)), (Column::Paused, Expr::value(None::<i64>)), (Column::Told, Expr::value(None::<i64>))];
    set(kernel, membership, columns, false).await
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

/// A sentence is out that she has not answered.
pub fn is_told(seat: &Model) -> bool {
    seat.told.is_some()
}

/// Nothing waits for her any more: the next that comes is told.
pub async fn looked(kernel: &Kernel, membership: MembershipId) -> Result<()> {
    set(kernel, membership, vec![(Column::Told, Expr::value(None::<i64>))], false).await
}

/// She has written: a sign of hers, and as good as a look.
pub async fn heard(kernel: &Kernel, membership: MembershipId) -> Result<()> {
    let day = kernel.clock.now().day();
    set(kernel, membership, vec![(Column::Told, Expr::value(None::<i64>)), (Column::Heard, Expr::value(day.0))], false).await
}

/// What they answer next belongs to this conversation.
pub async fn are_in(tx: &Tx, who: Vec<MembershipId>, thread: Option<Uuid>) -> Result<()> {
    let rows = Entity::update_many().col_expr(Column::Thread, Expr::value(thread)).filter(Column::Membership.is_in(who));
    rows.exec(tx).await?;
    Ok(())
}

/// Their place in the feed is this one now; nobody's is moved back.
pub async fn read_until(tx: &Tx, who: Vec<MembershipId>, position: i64) -> Result<()> {
    let rows = Entity::update_many().col_expr(Column::Read, Expr::value(position)).filter(Column::Read.lt(position));
    rows.filter(Column::Membership.is_in(who)).exec(tx).await?;
    Ok(())
}

/// The word that she must say before anything comes that somebody wrote; none: no word.
pub async fn keep_word(kernel: &Kernel, seat: &Model, word: Option<&str>) -> Result<()> {
    let own = kernel.vault.key(Owner::Person(seat.person)).await?;
    let sealed = word.filter(|it| !bare(it).is_empty()).map(|it| own.seal_bytes(word_place(seat.membership), &hashed(&own, it))).transpose()?;
    set(kernel, seat.membership, vec![(Column::Word, Expr::value(sealed.map(|it| it.0)))], false).await
}

/// Whether it is her word. Where she has none, nothing needs one.
pub async fn is_word(kernel: &Kernel, seat: &Model, said: &str) -> Result<bool> {
    let Some(sealed) = &seat.word else { return Ok(true) };
    let Some(own) = kernel.vault.find(Owner::Person(seat.person)).await? else { return Ok(false) };
    let kept = own.open_bytes(word_place(seat.membership), sealed)?;
    Ok(kept.as_slice() == hashed(&own, said))
}

fn hashed(key: &DataKey, word: &str) -> Vec<u8> {
    key.keyed_hash("text-word", bare(word).as_bytes())
}

/// Capitals, accents and signs make no difference: many phones offer none.
fn bare(word: &str) -> String {
    word.nfkd().filter(|it| !is_combining_mark(*it) && it.is_alphanumeric()).collect::<String>().to_lowercase()
}

async fn set(kernel: &Kernel, membership: MembershipId, columns: Vec<(Column, Expr)>, lets_go: bool) -> Result<()> {
    kernel
        .store
        .write(async move |tx: &Tx| {
            let mut row = Entity::update_many().filter(Column::Membership.eq(membership));
            for (column, value) in &columns {
                row = row.col_expr(*column, value.clone());
            }
            row.exec(tx).await?;
            match lets_go {
                true => owed::forget(tx, Medium::Text, membership).await,
                false => Ok(()),
            }
        })
        .await
}

async fn write(tx: &Tx, row: Model) -> Result<()> {
    let columns = [Column::Mode, Column::Paused, Column::Told, Column::Rests, Column::Heard];
    let over = OnConflict::column(Column::Membership).update_columns(columns).to_owned();
    Entity::insert(row.into_active_model().reset_all()).on_conflict(over).exec_without_returning(tx).await?;
    Ok(())
}

/// Whether words may come to her without her asking, now.
pub async fn agreed_until(kernel: &Kernel, place: &membership::Model) -> Result<Option<Moment>> {
    let until = permission::agreed_until(kernel.store.reader(), place, permission::attendance(Medium::Text)).await?;
    Ok(until.filter(|it| *it > kernel.clock.now()))
}

/// Whether she gave a number that may be used.
pub async fn has_way(kernel: &Kernel, person: PersonId) -> Result<bool> {
    let kept = safe_contact::find(kernel, person).await?;
    Ok(kept.is_some_and(|it| !it.content.never && it.content.way(Medium::Text).is_some_and(safe_contact::Way::is_usable)))
}
