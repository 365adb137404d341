//! What is owed to people outside the browser, whichever medium brings it.
use crate::schema::{self, Kind, Need, Table, Unique};
use async_trait::async_trait;
use sea_orm::DbErr;
use sea_orm_migration::prelude::{MigrationName, MigrationTrait, SchemaManager};

const TABLES: [Table; 1] = [Table {
    name: "owed",
    columns: &[
        ("id", Kind::Sequence, Need::Key),
        ("medium", Kind::Text, Need::Required),
        ("entry", Kind::Id, Need::Required),
        ("membership", Kind::Id, Need::Required),
        ("group", Kind::Id, Need::Required),
        ("kind", Kind::Text, Need::Required),
        ("due", Kind::Big, Need::Required),
        ("tries", Kind::Int, Need::Required),
    ],
    indexes: &[
        // One message of one entry to one person by one medium, however often the entry is brought.
        (Unique::Yes, &["entry", "membership", "medium"]),
        (Unique::No, &["medium", "due"]),
        (Unique::No, &["membership"]),
    ],
}];

pub struct Owed;

impl MigrationName for Owed {
    fn name(&self) -> &str {
        "m0007_owed"
    }
}

#[async_trait]
impl MigrationTrait for Owed {
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
