//! How long a room keeps what is said: so many hours, where staff chose hours, shown beside the words, and then nowhere.
use crate::arrange::{Line, chat_with, patient};
use hearth_core::{clock::MINUTE, retention, table::entry};
use sea_orm::{EntityTrait, PaginatorTrait};
use support::Shelter;

async fn on_disk(shelter: &Shelter) -> u64 {
    entry::Entity::find().count(shelter.kernel.store.reader()).await.expect("counted")
}

#[actix_web::test]
async fn messages_disappear_after_the_hours_that_the_room_shows() {
    let shelter = patient().await;
    let group = chat_with(&shelter, true, |it| it.keep_hours = Some(1)).await;
    let (_, mut amina) = shelter.member_of(&group, "Juniper").await;
    let page = amina.get(&format!("{}/chat", group.address())).await;
    assert!(page.says("Kept for 1 hour, then erased."), "{}", page.body);
    let mut line = Line::open(&shelter, &group, &amina).await;
    line.says("1", "canary-in-the-reeds").await;
    line.reads("canary-in-the-reeds").await;
    shelter.pass(50 * MINUTE);
    retention::sweep(&shelter.kernel).await.expect("swept");
    assert_eq!(on_disk(&shelter).await, 1, "sooner than people were told");
    shelter.pass(11 * MINUTE);
    retention::sweep(&shelter.kernel).await.expect("swept");
    line.hears("gone").await;
    assert_eq!(line.words(), Vec::<&str>::new(), "it stands on an open page");
    assert_eq!(on_disk(&shelter).await, 0);
}
