//! Nothing is kept that nobody catalogued: a fresh database is asked for its columns, and the catalogue for its own.
use hearth::plugins;
use hearth_core::personal_data::inventory;
use sea_orm::{ConnectionTrait, Statement};
use std::collections::BTreeSet;
use support::Shelter;

/// Each owner's own note of which migrations ran: nothing about anybody.
fn is_of_the_runner(table: &str) -> bool {
    table.starts_with("migrations_") || table.starts_with("sqlite_")
}

#[actix_web::test]
async fn every_column_is_catalogued_and_nothing_else_is() {
    // The same migrations make both databases; SQLite is the one that can be asked in one line.
    if std::env::var_os("HEARTH_TEST_DATABASE").is_some() {
        return;
    }
    let shelter = Shelter::open().await;
    let reader = shelter.kernel.store.reader();
    let sql = "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'";
    let rows = reader.query_all_raw(Statement::from_string(reader.get_database_backend(), sql)).await.unwrap();
    let there: BTreeSet<(String, String)> = rows
        .iter()
        .map(|row| (row.try_get_by_index::<String>(0).unwrap(), row.try_get_by_index::<String>(1).unwrap()))
        .filter(|(table, _)| !is_of_the_runner(table))
        .collect();
    assert!(there.len() > 150, "the database was not migrated");
    let catalogued: BTreeSet<(String, String)> = inventory::catalogued(&plugins::declarations(&plugins::all()))
        .into_iter()
        .map(|(_, (table, column, _))| (table.to_owned(), column.to_owned()))
        .collect();
    let forgotten: Vec<_> = there.difference(&catalogued).collect();
    let gone: Vec<_> = catalogued.difference(&there).collect();
    assert!(forgotten.is_empty(), "nobody catalogued {forgotten:?}");
    assert!(gone.is_empty(), "catalogued, but not there: {gone:?}");
}

/// A plugin with tables says what they hold about people, or why nothing.
#[test]
fn every_plugin_with_tables_says_what_it_holds() {
    for plugin in plugins::declarations(&plugins::all()) {
        if plugin.migrations.is_some() {
            assert!(!plugin.catalogue.is_empty(), "{} has tables and no catalogue", plugin.name);
            assert!(plugin.personal_data.is_some() || plugin.no_personal_data.is_some(), "{} says nothing", plugin.name);
        }
    }
}

/// `docs/data-inventory.md` is what the code says. `HEARTH_WRITE_DOCS=1` writes it.
#[actix_web::test]
async fn the_written_inventory_is_not_stale() {
    let shelter = Shelter::open().await;
    let said = inventory::document(&shelter.kernel.words, &plugins::declarations(&plugins::all()));
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/data-inventory.md");
    if std::env::var_os("HEARTH_WRITE_DOCS").is_some() {
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/docs")).unwrap();
        std::fs::write(path, &said).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(written == said, "docs/data-inventory.md is stale: run HEARTH_WRITE_DOCS=1 cargo test --test inventory");
}
