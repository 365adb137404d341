//! Which entries were owed already to those who take part by a medium.
use crate::schema::{Creates, Kind, Need, Table, Unique};

pub const CREATES: Creates = Creates {
    name: "m0008_owings",
    tables: &[Table {
        name: "owings",
        columns: &[("entry", Kind::Id, Need::Required), ("medium", Kind::Text, Need::Required), ("at", Kind::Big, Need::Required)],
        indexes: &[(Unique::Yes, &["entry", "medium"]), (Unique::No, &["at"])],
    }],
};
