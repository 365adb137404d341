//! What is owed to people outside the browser, whichever medium brings it.
use crate::schema::{Creates, Kind, Need, Table, Unique};

pub const CREATES: Creates = Creates {
    name: "m0007_owed",
    tables: &[Table {
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
    }],
};
