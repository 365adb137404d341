//! The bridge's own tables. None of them holds a word that anybody wrote, and none a number in clear.
use async_trait::async_trait;
use sea_orm::{
    DbErr,
    sea_query::{Alias, ColumnDef, Expr, ExprTrait, Index, Query, Table},
};
use sea_orm_migration::{
    MigrationTrait,
    prelude::{MigrationName, SchemaManager},
};

/// Oldest first.
pub fn all() -> Vec<Box<dyn MigrationTrait>> {
    vec![Box::new(FirstTables), Box::new(Feed)]
}

struct FirstTables;

impl MigrationName for FirstTables {
    fn name(&self) -> &str {
        "m0001_first_tables"
    }
}

fn column(name: &str) -> ColumnDef {
    ColumnDef::new(Alias::new(name))
}

fn id(name: &str) -> ColumnDef {
    column(name).uuid().not_null().take()
}

fn text(name: &str) -> ColumnDef {
    column(name).text().not_null().take()
}

fn big(name: &str) -> ColumnDef {
    column(name).big_integer().not_null().take()
}

fn small(name: &str) -> ColumnDef {
    column(name).integer().not_null().take()
}

fn bytes(name: &str) -> ColumnDef {
    column(name).binary().not_null().take()
}

fn key(mut column: ColumnDef) -> ColumnDef {
    column.primary_key().take()
}

/// Names and columns.
fn tables() -> Vec<(&'static str, Vec<ColumnDef>)> {
    vec![
        ("text_lines", vec![key(id("id")), small("position"), bytes("content")]),
        (
            "text_seats",
            vec![
                key(id("membership")),
                id("group"),
                id("person"),
                text("mode"),
                column("paused").big_integer().null().take(),
                column("told").big_integer().null().take(),
                column("rests").text().null().take(),
                big("heard"),
                column("word").binary().null().take(),
                column("thread").uuid().null().take(),
            ],
        ),
        (
            "text_unread",
            vec![
                column("id").big_integer().not_null().auto_increment().primary_key().take(),
                id("membership"),
                id("group"),
                id("entry"),
                small("sent"),
            ],
        ),
        ("text_addresses", vec![key(text("hash")), id("membership"), id("person"), big("since")]),
        ("text_stops", vec![key(text("hash")), big("since")]),
        ("text_codes", vec![key(id("membership")), id("person"), text("hash"), text("label"), big("until")]),
        ("text_joinings", vec![key(text("hash")), id("invitation"), column("language").text().null().take(), big("until")]),
        ("text_arrivals", vec![key(text("hash")), big("day")]),
        (
            "text_sent",
            vec![
                column("id").big_integer().not_null().auto_increment().primary_key().take(),
                id("line"),
                text("hash"),
                bytes("reference"),
                id("group"),
                id("membership"),
                column("entry").uuid().null().take(),
                small("parts"),
                big("at"),
            ],
        ),
    ]
}

const INDEXES: [(&str, &str, &[&str]); 7] = [
    ("text_unread_by_entry", "text_unread", &["entry"]),
    ("text_seats_by_group", "text_seats", &["group"]),
    ("text_addresses_by_membership", "text_addresses", &["membership"]),
    ("text_codes_by_hash", "text_codes", &["hash"]),
    ("text_sent_by_hash", "text_sent", &["hash"]),
    ("text_sent_by_membership", "text_sent", &["membership", "at"]),
    ("text_sent_by_group", "text_sent", &["group", "at"]),
];

#[async_trait]
impl MigrationTrait for FirstTables {
    /// All or nothing: without this SQLite would keep the half of a migration that failed.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, columns) in tables() {
            let mut table = Table::create();
            table.table(Alias::new(name));
            for mut it in columns {
                table.col(&mut it);
            }
            manager.create_table(table).await?;
        }
        for (name, table, columns) in INDEXES {
            let mut index = Index::create();
            index.name(name).table(Alias::new(table));
            for it in columns {
                index.col(Alias::new(*it));
            }
            manager.create_index(index).await?;
        }
        // An entry is unread once, however often it is brought.
        let mut once = Index::create();
        once.name("text_unread_once").table(Alias::new("text_unread")).col(Alias::new("membership")).col(Alias::new("entry")).unique();
        manager.create_index(once).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, _) in tables() {
            manager.drop_table(Table::drop().table(Alias::new(name)).to_owned()).await?;
        }
        Ok(())
    }
}

/// What waits is known by a place in the group's feed. Rows of `text_unread` from before go on standing apart; those that only said
/// that somebody has it are not needed any more.
struct Feed;

impl MigrationName for Feed {
    fn name(&self) -> &str {
        "m0002_feed"
    }
}

#[async_trait]
impl MigrationTrait for Feed {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut feed = Table::create();
        feed.table(Alias::new("text_feed")).col(id("group")).col(big("position")).col(id("entry"));
        feed.primary_key(Index::create().col(Alias::new("group")).col(Alias::new("position")));
        manager.create_table(feed).await?;
        let mut once = Index::create();
        once.name("text_feed_once").table(Alias::new("text_feed")).col(Alias::new("entry")).unique();
        manager.create_index(once).await?;
        let mut ends = Table::create();
        ends.table(Alias::new("text_feed_ends")).col(key(id("group"))).col(big("position"));
        manager.create_table(ends).await?;
        let place = big("read").default(0).take();
        manager.alter_table(Table::alter().table(Alias::new("text_seats")).add_column(place).to_owned()).await?;
        // Nothing is looked for by its entry any more.
        let by_entry = Index::drop().name("text_unread_by_entry").table(Alias::new("text_unread")).to_owned();
        manager.drop_index(by_entry).await?;
        let had = Query::delete().from_table(Alias::new("text_unread")).and_where(Expr::col(Alias::new("sent")).lt(0)).to_owned();
        manager.execute(had).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let by_entry = Index::create().name("text_unread_by_entry").table(Alias::new("text_unread")).col(Alias::new("entry")).to_owned();
        manager.create_index(by_entry).await?;
        manager.alter_table(Table::alter().table(Alias::new("text_seats")).drop_column(Alias::new("read")).to_owned()).await?;
        for name in ["text_feed", "text_feed_ends"] {
            manager.drop_table(Table::drop().table(Alias::new(name)).to_owned()).await?;
        }
        Ok(())
    }
}
