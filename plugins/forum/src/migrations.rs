//! The forum's own table.
use async_trait::async_trait;
use sea_orm::{
    DbErr,
    sea_query::{Alias, ColumnDef, Index, Table},
};
use sea_orm_migration::{
    MigrationTrait,
    prelude::{MigrationName, SchemaManager},
};

/// Oldest first.
pub fn all() -> Vec<Box<dyn MigrationTrait>> {
    vec![Box::new(Topics)]
}

struct Topics;

impl MigrationName for Topics {
    fn name(&self) -> &str {
        "m0001_topics"
    }
}

#[async_trait]
impl MigrationTrait for Topics {
    /// All or nothing: without this SQLite would keep the half of a migration that failed.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = |name: &str| ColumnDef::new(Alias::new(name));
        let table = Table::create()
            .table(Alias::new("forum_topics"))
            .col(column("id").uuid().not_null().primary_key())
            .col(column("group").uuid().not_null())
            .col(column("opening").uuid().not_null())
            .col(column("created").big_integer().not_null())
            .col(column("latest").big_integer().null())
            .col(column("entries").big_integer().not_null())
            .col(column("is_closed").boolean().not_null())
            .col(column("is_pinned").boolean().not_null())
            .to_owned();
        manager.create_table(table).await?;
        let index = Index::create()
            .name("forum_topics_by_group")
            .table(Alias::new("forum_topics"))
            .col(Alias::new("group"))
            .col(Alias::new("is_pinned"))
            .col(Alias::new("latest"))
            .to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(Alias::new("forum_topics")).to_owned()).await
    }
}
