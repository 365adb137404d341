//! Leaving for good: what she wrote stays or goes, as she says; what is known of her goes. All her places, all modalities, one
//! transaction. What a key sealed is gone with the key, in copies of the database too.
use super::own::{clear, memberships, take_back, unseat, withdraw_words};
use crate::{
    Kernel, Result,
    audit::{self, Act},
    bus::Signal,
    clock::Moment,
    contact::{owed, safe_contact},
    contribution::{self, Entry},
    event::{self, EntryWithdrawn, MembershipStopped},
    group::membership::alias_place,
    id::PersonId,
    permission::NOT_YOURS,
    store::Tx,
    table::{
        acceptance, consent, credential,
        entry::{self, EntryState},
        former_name, mark,
        membership::{self, MembershipState, Role},
        person::{self, PersonState},
        release, role, sign_in,
    },
    vault::Owner,
};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter,
    sea_query::Expr,
};

/// What becomes of her words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaving {
    /// They stay until their day, under no name.
    LeaveWords,
    /// They go now.
    RemoveWords,
}

impl Leaving {
    pub fn code(self) -> &'static str {
        match self {
            Leaving::LeaveWords => "leave-words",
            Leaving::RemoveWords => "remove-words",
        }
    }

    pub fn from_code(code: &str) -> Option<Leaving> {
        [Leaving::LeaveWords, Leaving::RemoveWords].into_iter().find(|it| it.code() == code)
    }
}

/// Stands where the alias of someone who left would stand.
pub const NO_NAME: &str = "—";
/// Why her membership ended.
pub const LEFT: &str = "left";

/// What was done, for the page that she sees last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    pub at: Moment,
    pub places: usize,
    /// Entries whose words went.
    pub entries: usize,
    pub how: Leaving,
}

/// Entries withdrawn in one turn of the writing lane, which has to share it with everyone.
const AT_ONCE: usize = 100;

/// She leaves one place.
pub async fn leave_place(kernel: &Kernel, membership: &membership::Model, how: Leaving) -> Result<Receipt> {
    if !may_leave(membership) {
        return Err(NOT_YOURS.into());
    }
    leave(kernel, membership.person, vec![membership.clone()], how, false).await
}

/// She leaves everything, and is known here no more.
pub async fn leave_for_good(kernel: &Kernel, person: PersonId, how: Leaving) -> Result<Receipt> {
    // Staff leave by their colleagues' hands: their acts stay in the record.
    let roles = role::Entity::find().filter(role::Column::Person.eq(person)).filter(role::Column::Ended.is_null());
    if roles.count(kernel.store.reader()).await? > 0 {
        return Err(NOT_YOURS.into());
    }
    let places = memberships(kernel, person).await?;
    leave(kernel, person, places, how, true).await
}

async fn leave(kernel: &Kernel, person: PersonId, places: Vec<membership::Model>, how: Leaving, is_for_good: bool) -> Result<Receipt> {
    let mut gone = Vec::new();
    for place in &places {
        gone.extend(entries_that_go(kernel, place, how).await?);
    }
    // Nobody writes or reads as her from here on, while the rest goes.
    for some in gone.chunks(AT_ONCE) {
        withdraw(kernel, some.to_vec()).await?;
    }
    let (kernel_in, places_in) = (kernel.clone(), places.clone());
    kernel
        .store
        .write(async move |tx: &Tx| {
            for place in &places_in {
                erase_membership(&kernel_in, tx, place, how).await?;
            }
            if is_for_good {
                erase_person(&kernel_in, tx, person).await?;
            }
            let act = Act { actor: Some(person), act: "person.left", subject: Some(person.0), group: None, reason: Some(how.code().into()) };
            audit::record(&kernel_in, tx, act).await
        })
        .await?;
    for place in &places {
        if how == Leaving::RemoveWords {
            kernel.vault.forget(Owner::Membership(place.group, place.id));
            kernel.fleeting.by(place.group, place.id).iter().for_each(|it| {
                kernel.fleeting.change(place.group, it.id, clear);
            });
        }
    }
    kernel.bus.tell(kernel, Signal::PersonChanged(person));
    if is_for_good {
        kernel.vault.forget(Owner::Person(person));
        kernel.drafts.forget(person);
        kernel.bus.tell(kernel, Signal::SignInsEnded(person));
    }
    kernel.outbox.wake();
    let receipt = Receipt { at: kernel.clock.now(), places: places.len(), entries: gone.len(), how };
    for place in &places {
        unseat(kernel, place).await;
    }
    take_back(kernel, gone).await;
    // Deleted words stay in the log until it is emptied.
    kernel.store.checkpoint().await?;
    Ok(receipt)
}

/// Her own entries where she takes them along; her private line with staff in either case: nobody else has a use for it.
fn which_go(place: &membership::Model, how: Leaving) -> Condition {
    let line = Condition::any().add(entry::Column::Line.eq(place.id));
    let own = match how {
        Leaving::RemoveWords => line.add(entry::Column::Author.eq(place.id)),
        Leaving::LeaveWords => line,
    };
    Condition::all().add(entry::Column::Words.is_not_null()).add(own)
}

async fn entries_that_go(kernel: &Kernel, place: &membership::Model, how: Leaving) -> Result<Vec<Entry>> {
    let rows = entry::Entity::find().filter(which_go(place, how)).all(kernel.store.reader()).await?;
    contribution::open_all(kernel, rows).await
}

async fn withdraw(kernel: &Kernel, some: Vec<Entry>) -> Result<()> {
    let kernel_in = kernel.clone();
    kernel
        .store
        .write(async move |tx: &Tx| {
            withdraw_words(tx, entry::Column::Id.is_in(some.iter().map(|it| it.id))).await?;
            for it in some.iter().filter(|it| it.state == EntryState::Published) {
                event::record(&kernel_in, tx, &EntryWithdrawn { entry: it.id, group: it.group }).await?;
            }
            Ok(())
        })
        .await
}

/// Ends a place and takes away what is known of the person in it.
pub async fn erase_membership(kernel: &Kernel, tx: &Tx, place: &membership::Model, how: Leaving) -> Result<()> {
    // Whatever came between the looking and this.
    withdraw_words(tx, which_go(place, how)).await?;
    mark::Entity::delete_many().filter(mark::Column::Membership.eq(place.id)).exec(tx).await?;
    former_name::Entity::delete_many().filter(former_name::Column::Membership.eq(place.id)).exec(tx).await?;
    owed::forget_all(tx, place.id).await?;
    let owner = Owner::Membership(place.group, place.id);
    let mut row = membership::ActiveModel {
        id: Unchanged(place.id),
        state: Set(MembershipState::Ended),
        likeness: Set(None),
        suitability: Set(None),
        seen: Set(None),
        invited_by: Set(None),
        ..Default::default()
    };
    if place.state != MembershipState::Ended {
        row.ended = Set(Some(kernel.clock.now().day()));
        row.why = Set(Some(LEFT.into()));
    }
    match how {
        Leaving::RemoveWords => {
            for plugin in &kernel.plugins {
                if let Some(data) = &plugin.personal_data {
                    data.erase(kernel, tx, place.id).await?;
                }
            }
            acceptance::Entity::delete_many().filter(acceptance::Column::Membership.eq(place.id)).exec(tx).await?;
            consent::Entity::delete_many().filter(consent::Column::Membership.eq(place.id)).exec(tx).await?;
            row.alias = Set(crate::vault::Sealed(Vec::new()));
            kernel.vault.destroy(tx, owner).await?;
        }
        // An earlier "remove my words" may have taken the key already.
        Leaving::LeaveWords => match kernel.vault.find_in(tx, owner).await? {
            Some(key) => row.alias = Set(key.seal(alias_place(place.group, place.id), NO_NAME)?),
            None => row.alias = Set(crate::vault::Sealed(Vec::new())),
        },
    }
    membership::Entity::update(row).exec(tx).await?;
    if place.state != MembershipState::Ended {
        event::record(kernel, tx, &MembershipStopped { membership: place.id, person: place.person, group: place.group }).await?;
    }
    Ok(())
}

/// Takes away the person: her ways in, her devices, how to reach her, her key.
pub async fn erase_person(kernel: &Kernel, tx: &Tx, person: PersonId) -> Result<()> {
    sign_in::Entity::delete_many().filter(sign_in::Column::Person.eq(person)).exec(tx).await?;
    credential::Entity::delete_many().filter(credential::Column::Person.eq(person)).exec(tx).await?;
    release::Entity::delete_many().filter(release::Column::Person.eq(person)).exec(tx).await?;
    safe_contact::clear(tx, person).await?;
    person::Entity::update_many()
        .col_expr(person::Column::StaffName, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(person::Column::Seen, Expr::value(Option::<i64>::None))
        .col_expr(person::Column::Frozen, Expr::value(Option::<i64>::None))
        .filter(person::Column::Id.eq(person))
        .exec(tx)
        .await?;
    person::Entity::update(person::ActiveModel { id: Unchanged(person), state: Set(PersonState::Ended), ..Default::default() }).exec(tx).await?;
    kernel.vault.destroy(tx, Owner::Person(person)).await
}

/// Whether she could leave a place herself: a facilitator hands her group over first.
pub fn may_leave(place: &membership::Model) -> bool {
    place.role == Role::Participant && place.state != MembershipState::Ended
}
