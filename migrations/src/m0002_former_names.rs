//! Names that people gave up stay theirs.
use crate::schema::{Creates, Kind, Need, Table, Unique};

pub const CREATES: Creates = Creates {
    name: "m0002_former_names",
    tables: &[Table {
        name: "former_names",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("group", Kind::Id, Need::Required),
            ("membership", Kind::Id, Need::Required),
            ("likeness", Kind::Bytes, Need::Required),
        ],
        indexes: &[(Unique::No, &["group", "likeness"]), (Unique::No, &["membership"])],
    }],
};
