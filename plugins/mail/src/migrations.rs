//! The list's own tables. None of them holds a word that anybody wrote: those are entries of the core.
use async_trait::async_trait;
use sea_orm::{
    DbErr,
    sea_query::{Alias, ColumnDef, Index, IntoIden, Table},
};
use sea_orm_migration::{
    MigrationTrait,
    prelude::{MigrationName, SchemaManager},
};

/// Oldest first.
pub fn all() -> Vec<Box<dyn MigrationTrait>> {
    vec![Box::new(FirstTables), Box::new(Gone)]
}

struct FirstTables;

impl MigrationName for FirstTables {
    fn name(&self) -> &str {
        "m0001_first_tables"
    }
}

fn column(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name))
}

const TABLES: [&str; 5] = ["mail_house", "mail_lists", "mail_threads", "mail_seats", "mail_turned_away"];

#[async_trait]
impl MigrationTrait for FirstTables {
    /// All or nothing: without this SQLite would keep the half of a migration that failed.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut house = Table::create();
        house.table(Alias::new("mail_house")).col(column("id").integer().not_null().primary_key()).col(column("content").binary().not_null());
        let mut lists = Table::create();
        lists.table(Alias::new("mail_lists")).col(column("group").uuid().not_null().primary_key()).col(column("word").text().not_null().unique_key());
        let mut threads = Table::create();
        threads
            .table(Alias::new("mail_threads"))
            .col(column("number").big_integer().not_null().auto_increment().primary_key())
            .col(column("id").uuid().not_null().unique_key())
            .col(column("group").uuid().not_null())
            .col(column("opening").uuid().not_null())
            .col(column("created").big_integer().not_null())
            .col(column("latest").big_integer().null())
            .col(column("entries").big_integer().not_null());
        let mut seats = Table::create();
        seats
            .table(Alias::new("mail_seats"))
            .col(column("membership").uuid().not_null().primary_key())
            .col(column("group").uuid().not_null())
            .col(column("person").uuid().not_null())
            .col(column("mode").text().not_null())
            .col(column("paused").big_integer().null())
            .col(column("told").big_integer().null())
            .col(column("bounced").big_integer().null())
            .col(column("key").binary().null())
            .col(column("sealed_only").boolean().not_null())
            .col(column("generation").integer().not_null());
        let mut away = Table::create();
        away.table(Alias::new("mail_turned_away"))
            .col(column("id").big_integer().not_null().auto_increment().primary_key())
            .col(column("group").uuid().null())
            .col(column("why").text().not_null())
            .col(column("day").big_integer().not_null())
            .col(column("count").big_integer().not_null());
        for table in [house, lists, threads, seats, away] {
            manager.create_table(table).await?;
        }
        let index = |name: &'static str, table: &'static str, columns: &[&'static str]| {
            let mut index = Index::create();
            index.name(name).table(Alias::new(table));
            for it in columns {
                index.col(Alias::new(*it).into_iden());
            }
            index
        };
        let mut away_once = index("mail_turned_away_once", "mail_turned_away", &["group", "why", "day"]);
        away_once.unique();
        for index in
            [index("mail_threads_by_group", "mail_threads", &["group", "latest"]), index("mail_seats_by_group", "mail_seats", &["group"]), away_once]
        {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            manager.drop_table(Table::drop().table(Alias::new(table)).to_owned()).await?;
        }
        Ok(())
    }
}

/// What came back for good, by the address alone: somebody may get letters of the house and take part in no list.
struct Gone;

impl MigrationName for Gone {
    fn name(&self) -> &str {
        "m0002_gone"
    }
}

#[async_trait]
impl MigrationTrait for Gone {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut gone = Table::create();
        gone.table(Alias::new("mail_gone")).col(column("mark").big_integer().not_null().primary_key()).col(column("at").big_integer().not_null());
        manager.create_table(gone).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(Alias::new("mail_gone")).to_owned()).await
    }
}
