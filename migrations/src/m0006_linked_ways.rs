//! A group may have other ways into the same conversation beside its own, such as a list beside a forum.
use async_trait::async_trait;
use sea_orm::DbErr;
use sea_orm_migration::prelude::{Alias, ColumnDef, MigrationName, MigrationTrait, SchemaManager, Table};

const GROUPS: &str = "groups";
const LINKED: &str = "linked";

pub struct LinkedWays;

impl MigrationName for LinkedWays {
    fn name(&self) -> &str {
        "m0006_linked_ways"
    }
}

#[async_trait]
impl MigrationTrait for LinkedWays {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = ColumnDef::new(Alias::new(LINKED)).text().not_null().default("").to_owned();
        manager.alter_table(Table::alter().table(Alias::new(GROUPS)).add_column(column).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table(Alias::new(GROUPS)).drop_column(Alias::new(LINKED)).to_owned()).await
    }
}
