//! The first tables. What each is for stands beside its entity, in `core/src/table`.
mod groups;
mod people;
mod words;

use crate::schema;
use async_trait::async_trait;
use sea_orm::DbErr;
use sea_orm_migration::prelude::{MigrationName, MigrationTrait, SchemaManager};

pub struct FirstTables;

impl MigrationName for FirstTables {
    fn name(&self) -> &str {
        "m0001_first_tables"
    }
}

#[async_trait]
impl MigrationTrait for FirstTables {
    /// All or nothing: without this SQLite would keep the half of a migration that failed.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for tables in [people::TABLES, groups::TABLES, words::TABLES] {
            schema::create(manager, tables).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for tables in [words::TABLES, groups::TABLES, people::TABLES] {
            schema::drop(manager, tables).await?;
        }
        Ok(())
    }
}
