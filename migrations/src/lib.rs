//! The core's migrations in order, and the runner: core first, then each plugin's own, each tracked in a table of its own.
mod m0001_first_tables;
mod m0002_former_names;
mod m0003_entries_by_author;
mod m0004_meetings;
mod m0005_kept_for_hours;
mod m0006_linked_ways;
mod m0007_owed;
mod m0008_owings;
mod runner;
pub mod schema;

pub use runner::run;

use sea_orm_migration::MigrationTrait;

/// The core's migrations, oldest first.
pub fn core() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(m0001_first_tables::FirstTables),
        Box::new(m0002_former_names::CREATES),
        Box::new(m0003_entries_by_author::EntriesByAuthor),
        Box::new(m0004_meetings::CREATES),
        Box::new(m0005_kept_for_hours::KeptForHours),
        Box::new(m0006_linked_ways::LinkedWays),
        Box::new(m0007_owed::CREATES),
        Box::new(m0008_owings::CREATES),
    ]
}
