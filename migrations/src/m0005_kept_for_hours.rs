//! How long a group keeps words is counted in hours: words of a chat may be gone the same day.
use async_trait::async_trait;
use sea_orm::{ConnectionTrait, DbErr};
use sea_orm_migration::prelude::{Alias, Expr, ExprTrait, MigrationName, MigrationTrait, Query, SchemaManager, Table};

const GROUPS: &str = "groups";

pub struct KeptForHours;

impl MigrationName for KeptForHours {
    fn name(&self) -> &str {
        "m0005_kept_for_hours"
    }
}

#[async_trait]
impl MigrationTrait for KeptForHours {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        rename(manager, "keep_days", "keep_hours").await?;
        let hours = Expr::col(Alias::new("keep_hours")).mul(24);
        count_again(manager, "keep_hours", hours).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // A day that has begun is a whole one: nothing goes sooner than people were told.
        let days = Expr::col(Alias::new("keep_hours")).add(23).div(24);
        count_again(manager, "keep_hours", days).await?;
        rename(manager, "keep_hours", "keep_days").await
    }
}

async fn rename(manager: &SchemaManager<'_>, from: &str, to: &str) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(Alias::new(GROUPS)).rename_column(Alias::new(from), Alias::new(to)).to_owned()).await
}

async fn count_again(manager: &SchemaManager<'_>, column: &str, value: sea_orm_migration::prelude::SimpleExpr) -> Result<(), DbErr> {
    let update = Query::update().table(Alias::new(GROUPS)).value(Alias::new(column), value).to_owned();
    manager.get_connection().execute(&update).await.map(|_| ())
}
