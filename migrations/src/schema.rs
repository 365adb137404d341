//! Tables written down as data: one line a column. The same statements run on SQLite and on PostgreSQL.
use async_trait::async_trait;
use sea_orm::{
    DbErr,
    sea_query::{Alias, ColumnDef, Index},
};
use sea_orm_migration::prelude::{MigrationName, MigrationTrait, SchemaManager, Table as SqlTable};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Id,
    Text,
    Big,
    Int,
    Flag,
    Bytes,
    /// A number that the database counts up.
    Sequence,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Key,
    Required,
    Optional,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unique {
    Yes,
    No,
}

/// One table.
pub struct Table {
    pub name: &'static str,
    pub columns: &'static [(&'static str, Kind, Need)],
    pub indexes: &'static [(Unique, &'static [&'static str])],
}

/// A migration that creates tables and does nothing else.
pub struct Creates {
    pub name: &'static str,
    pub tables: &'static [Table],
}

impl MigrationName for Creates {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait]
impl MigrationTrait for Creates {
    /// All or nothing: without this SQLite would keep the half of a migration that failed.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, self.tables).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, self.tables).await
    }
}

/// Creates tables and their indexes.
pub async fn create(manager: &SchemaManager<'_>, tables: &[Table]) -> Result<(), DbErr> {
    for table in tables {
        let mut create = SqlTable::create();
        create.table(Alias::new(table.name));
        for (name, kind, need) in table.columns {
            create.col(column(name, *kind, *need));
        }
        manager.create_table(create.to_owned()).await?;
        for (unique, columns) in table.indexes {
            let mut index = Index::create();
            index.name(format!("{}_by_{}", table.name, columns.join("_"))).table(Alias::new(table.name));
            columns.iter().for_each(|it| {
                index.col(Alias::new(*it));
            });
            if *unique == Unique::Yes {
                index.unique();
            }
            manager.create_index(index.to_owned()).await?;
        }
    }
    Ok(())
}

/// Takes them away again, last first.
pub async fn drop(manager: &SchemaManager<'_>, tables: &[Table]) -> Result<(), DbErr> {
    for table in tables.iter().rev() {
        manager.drop_table(SqlTable::drop().table(Alias::new(table.name)).to_owned()).await?;
    }
    Ok(())
}

fn column(name: &str, kind: Kind, need: Need) -> ColumnDef {
    let mut column = ColumnDef::new(Alias::new(name));
    match kind {
        Kind::Id => column.uuid(),
        Kind::Text => column.text(),
        Kind::Big => column.big_integer(),
        Kind::Int => column.integer(),
        Kind::Flag => column.boolean(),
        Kind::Bytes => column.binary(),
        Kind::Sequence => column.big_integer().auto_increment(),
    };
    match need {
        Need::Key => column.not_null().primary_key(),
        Need::Required => column.not_null(),
        Need::Optional => column.null(),
    };
    column
}
