//! Which entries were owed already to those who take part by a medium.
use crate::schema::{self, Kind, Need, Table, Unique};
use async_trait::async_trait;
use sea_orm::DbErr;
use sea_orm_migration::prelude::{MigrationName, MigrationTrait, SchemaManager};

const TABLES: [Table; 1] = [Table {
    name: "owings",
    columns: &[("entry", Kind::Id, Need::Required), ("medium", Kind::Text, Need::Required), ("at", Kind::Big, Need::Required)],
    indexes: &[(Unique::Yes, &["entry", "medium"]), (Unique::No, &["at"])],
}];

pub struct Owings;

impl MigrationName for Owings {
    fn name(&self) -> &str {
        "m0008_owings"
    }
}

#[async_trait]
impl MigrationTrait for Owings {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        schema::create(manager, &TABLES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        schema::drop(manager, &TABLES).await
    }
}
