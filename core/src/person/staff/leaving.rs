//! A colleague leaves, or must stop at once: her account ends whole. Every way in, every device, every role and every group that
//! she holds end in one transaction; what she did stays in the audit under her name.
use super::{LAST_ADMINISTRATOR, about, end_at, is_staff, others_stay};
use crate::{
    Kernel, Result, approval,
    audit::{self, Act},
    bus::Signal,
    group::facilitation,
    id::PersonId,
    permission::{self, NOT_YOURS},
    refusals,
    store::Tx,
    table::{
        credential,
        invitation::{self, InvitationKind},
        membership::{self, MembershipState, Role},
        person::{self, PersonState},
        role::{self, SiteRole},
        sign_in,
    },
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait},
};

refusals! {
    /// Somebody else ends an account: whoever is alone would shut herself out.
    OWN_ACCOUNT = "person-own-account" => 409;
}

/// What a second person agrees to before an administrator's account ends.
pub const END_ACCOUNT: &str = "colleague.end";

/// Ends a colleague's account. An administrator's needs a second person, and where nobody else could be asked, a day; the last
/// one stays. True where it ended now.
pub async fn end_account(kernel: &Kernel, by: PersonId, person: PersonId) -> Result<bool> {
    if by == person {
        return Err(OWN_ACCOUNT.into());
    }
    // A frozen account can be ended too: that is often why.
    let is_there = person::Entity::find_by_id(person).one(kernel.store.reader()).await?;
    if !is_there.is_some_and(|it| it.staff_name.is_some() && it.state != PersonState::Ended) {
        return Err(NOT_YOURS.into());
    }
    let is_administrator = permission::roles(kernel, person).await?.contains(&SiteRole::Administrator);
    if !is_administrator {
        finish(kernel, by, person).await?;
        return Ok(true);
    }
    if is_staff(kernel, person).await? && !others_stay(kernel, person).await? {
        return Err(LAST_ADMINISTRATOR.into());
    }
    let subject = about(person, SiteRole::Administrator);
    approval::ask(kernel, by, END_ACCOUNT, subject.clone(), None).await?;
    // Nobody else could agree: her role ends in a day by itself, and her account with another word of whoever asks.
    if let Some(at) = approval::find(kernel, END_ACCOUNT, &subject).await?.and_then(|it| it.effective) {
        end_at(kernel, by, person, SiteRole::Administrator, Some(at)).await?;
    }
    Ok(false)
}

/// A second person has said yes, or no.
pub(super) async fn settled(kernel: &Kernel, person: PersonId, asked_by: PersonId, agreed_by: Option<PersonId>) -> Result<()> {
    match agreed_by {
        Some(_) if is_staff(kernel, person).await? && !others_stay(kernel, person).await? => Err(LAST_ADMINISTRATOR.into()),
        Some(second) => finish(kernel, second, person).await,
        // It may have been about to end by time.
        None => end_at(kernel, asked_by, person, SiteRole::Administrator, None).await,
    }
}

async fn finish(kernel: &Kernel, by: PersonId, person: PersonId) -> Result<()> {
    // First, and each by the one way: what was about to hold by time is about to no more. Boxed, for to settle one may end an account.
    Box::pin(approval::take_back_all(kernel, person)).await?;
    let now = kernel.clock.now();
    let holds = membership::Entity::find()
        .filter(membership::Column::Person.eq(person))
        .filter(membership::Column::Role.eq(Role::Facilitator))
        .filter(membership::Column::State.ne(MembershipState::Ended));
    let shared = kernel.clone();
    let held = kernel
        .store
        .write(async move |tx: &Tx| {
            let held = holds.clone().all(tx).await?;
            person::Entity::update_many()
                .col_expr(person::Column::State, Expr::value(PersonState::Ended))
                .filter(person::Column::Id.eq(person))
                .exec(tx)
                .await?;
            sign_in::Entity::delete_many().filter(sign_in::Column::Person.eq(person)).exec(tx).await?;
            credential::Entity::delete_many().filter(credential::Column::Person.eq(person)).exec(tx).await?;
            role::Entity::update_many()
                .col_expr(role::Column::Ended, Expr::value(now.0))
                .filter(role::Column::Person.eq(person))
                .filter(role::Column::Ended.is_null().or(role::Column::Ended.gt(now.0)))
                .exec(tx)
                .await?;
            // Doors that she opened for colleagues. Invitations of members stay good.
            invitation::Entity::update_many()
                .col_expr(invitation::Column::Revoked, Expr::value(now.0))
                .filter(invitation::Column::CreatedBy.eq(person))
                .filter(invitation::Column::Kind.eq(InvitationKind::Colleague))
                .filter(invitation::Column::Used.is_null())
                .exec(tx)
                .await?;
            for row in &held {
                facilitation::let_go_in(&shared, tx, by, row).await?;
            }
            audit::record(&shared, tx, Act { actor: Some(by), act: "colleague.ended", subject: Some(person.0), ..Act::default() }).await?;
            Ok(held)
        })
        .await?;
    kernel.drafts.forget(person);
    kernel.bus.tell(kernel, Signal::SignInsEnded(person));
    kernel.bus.tell(kernel, Signal::PersonChanged(person));
    for row in held {
        kernel.bus.tell(kernel, Signal::GroupChanged(row.group));
        kernel.bus.tell(kernel, Signal::Unseat(row.id));
    }
    kernel.outbox.wake();
    Ok(())
}
