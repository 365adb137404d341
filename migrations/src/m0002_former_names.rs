//! Names that people gave up stay theirs.
use crate::schema::{self, Kind, Need, Table, Unique};
use async_trait::async_trait;
use sea_orm::DbErr;
use sea_orm_migration::prelude::{MigrationName, MigrationTrait, SchemaManager};

const TABLES: &[Table] = &[Table {
    name: "former_names",
    columns: &[
        ("id", Kind::Id, Need::Key),
        ("group", Kind::Id, Need::Required),
        ("membership", Kind::Id, Need::Required),
        ("likeness", Kind::Bytes, Need::Required),
    ],
    indexes: &[(Unique::No, &["group", "likeness"]), (Unique::No, &["membership"])],
}];

pub struct FormerNames;

impl MigrationName for FormerNames {
    fn name(&self) -> &str {
        "m0002_former_names"
    }
}

#[async_trait]
impl MigrationTrait for FormerNames {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        schema::create(manager, TABLES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        schema::drop(manager, TABLES).await
    }
}
