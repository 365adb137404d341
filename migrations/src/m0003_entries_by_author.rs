//! What somebody said lately is found by when it was said: each thing she says asks for it.
use async_trait::async_trait;
use sea_orm::DbErr;
use sea_orm_migration::prelude::{Alias, Index, MigrationName, MigrationTrait, SchemaManager};

const NAME: &str = "entries_by_author_at";

pub struct EntriesByAuthor;

impl MigrationName for EntriesByAuthor {
    fn name(&self) -> &str {
        "m0003_entries_by_author"
    }
}

#[async_trait]
impl MigrationTrait for EntriesByAuthor {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let [entries, author, at] = ["entries", "author", "at"].map(Alias::new);
        manager.create_index(Index::create().name(NAME).table(entries).col(author).col(at).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(NAME).table(Alias::new("entries")).to_owned()).await
    }
}
