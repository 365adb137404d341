//! "Someone else may be using my account": everything stops at once, until staff lift it with the code word.
use super::{code_word, create, sign_in, throttle::Throttle};
use crate::{
    Kernel, Result, approval,
    audit::{self, Act},
    bus::Signal,
    clock::Moment,
    event::{self, PersonFrozen},
    id::PersonId,
    store::Tx,
    table::{
        membership,
        person::{self, PersonState},
    },
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

/// Freezes an account: every sign-in and every seat of hers ends. `by` is the member of staff, or none where she did it herself.
pub async fn freeze(kernel: &Kernel, person: PersonId, by: Option<PersonId>) -> Result<()> {
    let now = kernel.clock.now();
    let shared = kernel.clone();
    let changed = kernel
        .store
        .write(async move |tx: &Tx| {
            let changed = change(tx, person, PersonState::Active, PersonState::Frozen, Some(now)).await?;
            if changed {
                event::record(&shared, tx, &PersonFrozen { person }).await?;
                audit::record(&shared, tx, Act { actor: by.or(Some(person)), act: "person.frozen", subject: Some(person.0), ..Act::default() })
                    .await?;
            }
            Ok(changed)
        })
        .await?;
    if changed {
        kernel.outbox.wake();
    }
    // Also where it was frozen already: whoever asks again wants everything to stop.
    sign_in::end_all(kernel, person).await?;
    approval::take_back_all(kernel, person).await?;
    kernel.bus.tell(kernel, Signal::PersonChanged(person));
    for membership in membership::Entity::find().filter(membership::Column::Person.eq(person)).all(kernel.store.reader()).await? {
        kernel.bus.tell(kernel, Signal::Unseat(membership.id));
    }
    Ok(())
}

/// Lifts it: someone of staff has spoken with her, and she said the code word.
pub async fn unfreeze(kernel: &Kernel, person: PersonId, by: PersonId, word: &str) -> Result<()> {
    let now = kernel.clock.now();
    let target = Throttle::target(person.0.as_bytes());
    kernel.throttle.ask(None, &target, now)?;
    if !code_word::is(kernel, person, word).await? {
        kernel.throttle.failed(None, &target, now)?;
        return Err(code_word::WRONG_CODE_WORD.into());
    }
    kernel.throttle.succeeded(None, &target, now)?;
    let shared = kernel.clone();
    kernel
        .store
        .write(async move |tx: &Tx| {
            if change(tx, person, PersonState::Frozen, PersonState::Active, None).await? {
                audit::record(&shared, tx, Act { actor: Some(by), act: "person.unfrozen", subject: Some(person.0), ..Act::default() }).await?;
            }
            Ok(())
        })
        .await?;
    kernel.bus.tell(kernel, Signal::PersonChanged(person));
    Ok(())
}

pub async fn is_frozen(kernel: &Kernel, person: PersonId) -> Result<bool> {
    Ok(create::get(kernel, person).await?.state == PersonState::Frozen)
}

async fn change(tx: &Tx, person: PersonId, from: PersonState, to: PersonState, frozen: Option<Moment>) -> Result<bool> {
    let done = person::Entity::update_many()
        .col_expr(person::Column::State, Expr::value(to))
        .col_expr(person::Column::Frozen, Expr::value(frozen.map(|it| it.0)))
        .filter(person::Column::Id.eq(person))
        .filter(person::Column::State.eq(from))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}
