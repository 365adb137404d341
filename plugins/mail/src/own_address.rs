//! Her own address: the one that she writes to, which is hers alone, and others in its place where somebody may have seen it.
use crate::{
    addresses::{Token, Use},
    post,
    table::seat::{Column, Entity, Model},
};
use hearth_core::{Kernel, Result, id::MembershipId, store::Tx};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

/// None while the house has no domain.
pub async fn of(kernel: &Kernel, seat: &Model) -> Result<Option<String>> {
    // As the house reads it: of a generation it keeps the last eight bits.
    let token = Token { is_for: Use::Own, of: seat.membership.0, day: 0, generation: seat.generation as u8, number: 0 };
    Ok(post::ready(kernel).await?.map(|it| it.addresses.make(token)))
}

/// From now on she has others, and those before are nobody's.
pub async fn renew(kernel: &Kernel, membership: MembershipId) -> Result<()> {
    kernel
        .store
        .write(async move |tx: &Tx| {
            let next = Entity::update_many().col_expr(Column::Generation, Expr::col(Column::Generation).add(1));
            next.filter(Column::Membership.eq(membership)).exec(tx).await?;
            Ok(())
        })
        .await
}
