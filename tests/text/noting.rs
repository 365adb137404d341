//! What is written down of texts that went side by side: together, and where one of them cannot be, each by itself.
use crate::arrange::World;
use futures_util::future::join_all;
use hearth_core::vault::Sealed;
use hearth_text::{
    noting::{self, Note},
    table::sent::{ActiveModel, Column, Entity},
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
};
use uuid::Uuid;

#[actix_web::test]
async fn a_text_that_cannot_be_written_down_keeps_no_other_from_it() {
    let world = World::new().await;
    let kernel = &world.shelter.kernel;
    let member = world.without_phone("Juniper").await;
    // What is older than the house remembers is swept away beside this.
    let now = kernel.clock.now();
    let note = |id: Option<i64>, parts: i32| {
        let row = ActiveModel {
            id: id.map_or(NotSet, Set),
            line: Set(Uuid::nil()),
            hash: Set("of these texts".into()),
            reference: Set(Sealed(vec![1])),
            group: Set(world.group.id),
            membership: Set(member.place.id),
            entry: Set(None),
            parts: Set(parts),
            at: Set(now),
        };
        Note { membership: member.place.id, rows: vec![row], piece: None, moves: false }
    };
    let stored = async || Entity::find().filter(Column::Hash.eq("of these texts")).count(kernel.store.reader()).await.unwrap();

    let all = join_all((0..50).map(|parts| noting::keep(kernel, note(None, parts)))).await;
    assert!(all.iter().all(Result::is_ok));
    assert_eq!(stored().await, 50);

    // Two of one number: one of them cannot stand, and the others can.
    let all = join_all([7_001, 7_002, 7_002, 7_003].map(|id| noting::keep(kernel, note(Some(id), 1)))).await;
    assert_eq!(all.iter().filter(|it| it.is_ok()).count(), 3);
    assert_eq!(stored().await, 53);
}
