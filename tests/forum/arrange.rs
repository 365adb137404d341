//! What the journeys of the forum do again and again.
use actix_web::web::Data;
use hearth::{edge::rates::Rates, serving::Options};
use hearth_core::table::entry;
use sea_orm::{EntityTrait, PaginatorTrait};
use std::time::Duration;
use support::{Browser, GroupOf, Page, Shelter};

pub const SECOND: Duration = Duration::from_secs(1);

/// Begins a topic and says where it is.
pub async fn begins(browser: &mut Browser, group: &GroupOf, title: &str, words: &str) -> String {
    let new = format!("{}/forum/new", group.address());
    let page = browser.get(&new).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let id = page.field("id").expect("a form");
    let page = browser.post(&new, &[("title", title), ("words", words), ("id", &id), ("send", "send")]).await;
    assert_eq!(page.status, 200, "{}", page.body);
    page.address.split('?').next().expect("an address").to_owned()
}

pub async fn replies(browser: &mut Browser, topic: &str, words: &str) -> Page {
    let address = format!("{topic}/reply");
    let id = browser.get(&address).await.field("id").expect("a form");
    let page = browser.post(&address, &[("words", words), ("id", &id), ("send", "send")]).await;
    assert_eq!(page.status, 200, "{}", page.body);
    page
}

/// The address of an act on the entry that the page shows beside these words.
pub fn act(page: &Page, words: &str, act: &str) -> String {
    let article = page.body.split("<article").find(|it| it.contains(words)).unwrap_or_else(|| panic!("no {words} in {}", page.body));
    let at = article.split("href=\"").skip(1).filter_map(|it| it.split('"').next()).find(|it| it.ends_with(&format!("/{act}")));
    at.unwrap_or_else(|| panic!("no {act} in {article}")).to_owned()
}

/// A shelter that does not mind how fast this test clicks.
pub async fn patient() -> Shelter {
    let mut options = Options { workers: 1, ..Options::default() };
    options.edge.rates = Data::new(Rates::new(false));
    let shelter = Shelter::open_with(options).await;
    shelter.set_up(|_| {}).await;
    shelter.lets_newcomers_talk().await;
    shelter
}

pub async fn on_disk(shelter: &Shelter) -> u64 {
    entry::Entity::find().count(shelter.kernel.store.reader()).await.expect("counted")
}

pub async fn end(shelter: &Shelter, person: &support::Person) {
    use hearth_core::{bus::Signal, store::Tx, table::membership};
    use sea_orm::{ColumnTrait, QueryFilter, sea_query::Expr};
    let membership = person.membership.expect("a member");
    let kernel = &shelter.kernel;
    kernel
        .store
        .write(async move |tx: &Tx| {
            let rows = membership::Entity::update_many().col_expr(membership::Column::State, Expr::value("ended"));
            rows.filter(membership::Column::Id.eq(membership)).exec(tx).await?;
            Ok(())
        })
        .await
        .expect("ended");
    kernel.bus.tell(kernel, Signal::PersonChanged(person.id));
}
