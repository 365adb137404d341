//! Meetings: what is planned, each time that a group meets, who holds it, and the seats of interpreters.
use crate::schema::{Creates, Kind, Need, Table, Unique};

pub const CREATES: Creates = Creates {
    name: "m0004_meetings",
    tables: &[
        Table {
            name: "meeting_plans",
            columns: &[
                ("id", Kind::Id, Need::Key),
                ("group", Kind::Id, Need::Required),
                ("rule", Kind::Text, Need::Optional),
                ("day", Kind::Big, Need::Required),
                ("minute", Kind::Int, Need::Required),
                ("zone", Kind::Text, Need::Required),
                ("doors", Kind::Int, Need::Required),
                ("length", Kind::Int, Need::Required),
                ("grace", Kind::Int, Need::Required),
                ("capacity", Kind::Int, Need::Required),
                ("languages", Kind::Text, Need::Required),
                ("created", Kind::Big, Need::Required),
                ("created_by", Kind::Id, Need::Required),
                ("ended", Kind::Big, Need::Optional),
            ],
            indexes: &[(Unique::No, &["group"])],
        },
        Table {
            name: "meetings",
            columns: &[
                ("id", Kind::Id, Need::Key),
                ("group", Kind::Id, Need::Required),
                ("plan", Kind::Id, Need::Required),
                ("state", Kind::Text, Need::Required),
                ("doors", Kind::Big, Need::Required),
                ("begins", Kind::Big, Need::Required),
                ("ends", Kind::Big, Need::Required),
                ("closes", Kind::Big, Need::Required),
                ("capacity", Kind::Int, Need::Required),
                ("link", Kind::Bytes, Need::Optional),
                ("code", Kind::Bytes, Need::Optional),
                ("attended", Kind::Int, Need::Optional),
            ],
            // The same time of one plan is written once, whoever plans ahead.
            indexes: &[
                (Unique::Yes, &["plan", "begins"]),
                (Unique::No, &["group", "begins"]),
                (Unique::No, &["state", "doors"]),
                (Unique::No, &["link"]),
                (Unique::No, &["code"]),
            ],
        },
        Table {
            name: "meeting_staff",
            columns: &[
                ("id", Kind::Id, Need::Key),
                ("meeting", Kind::Id, Need::Required),
                ("person", Kind::Id, Need::Required),
                ("part", Kind::Text, Need::Required),
            ],
            indexes: &[(Unique::Yes, &["meeting", "person"]), (Unique::No, &["person"])],
        },
        Table {
            name: "interpreter_seats",
            columns: &[
                ("id", Kind::Id, Need::Key),
                ("meeting", Kind::Id, Need::Required),
                ("language", Kind::Text, Need::Required),
                ("secret", Kind::Bytes, Need::Required),
                ("created_by", Kind::Id, Need::Required),
                ("used", Kind::Big, Need::Optional),
                ("membership", Kind::Id, Need::Optional),
            ],
            indexes: &[(Unique::No, &["meeting"]), (Unique::No, &["secret"]), (Unique::No, &["membership"])],
        },
    ],
};
