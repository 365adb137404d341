//! The first tables. What each is for stands beside its entity, in `core/src/table`.
use crate::schema::{self, Kind, Need, Table, Unique};
use async_trait::async_trait;
use sea_orm::DbErr;
use sea_orm_migration::prelude::{MigrationName, MigrationTrait, SchemaManager};

pub struct FirstTables;

impl MigrationName for FirstTables {
    fn name(&self) -> &str {
        "m0001_first_tables"
    }
}

#[async_trait]
impl MigrationTrait for FirstTables {
    /// All or nothing: without this SQLite would keep the half of a migration that failed.
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

const TABLES: &[Table] = &[
    Table {
        name: "people",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("state", Kind::Text, Need::Required),
            ("language", Kind::Text, Need::Required),
            ("staff_name", Kind::Bytes, Need::Optional),
            ("created", Kind::Big, Need::Required),
            ("seen", Kind::Big, Need::Optional),
            ("frozen", Kind::Big, Need::Optional),
        ],
        indexes: &[],
    },
    Table {
        name: "credentials",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("person", Kind::Id, Need::Required),
            ("kind", Kind::Text, Need::Required),
            ("locator", Kind::Bytes, Need::Optional),
            ("secret", Kind::Bytes, Need::Required),
            ("label", Kind::Text, Need::Optional),
            ("created", Kind::Big, Need::Required),
            ("used", Kind::Big, Need::Optional),
        ],
        indexes: &[(Unique::No, &["person"]), (Unique::Yes, &["locator"])],
    },
    Table {
        name: "sign_ins",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("person", Kind::Id, Need::Required),
            ("token", Kind::Bytes, Need::Required),
            ("door", Kind::Text, Need::Required),
            ("begun", Kind::Big, Need::Required),
            ("used", Kind::Big, Need::Required),
            ("until", Kind::Big, Need::Required),
        ],
        indexes: &[(Unique::Yes, &["token"]), (Unique::No, &["person"])],
    },
    Table {
        name: "roles",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("person", Kind::Id, Need::Required),
            ("role", Kind::Text, Need::Required),
            ("asked_by", Kind::Id, Need::Required),
            ("agreed_by", Kind::Id, Need::Optional),
            ("effective", Kind::Big, Need::Required),
            ("ended", Kind::Big, Need::Optional),
        ],
        indexes: &[(Unique::No, &["person"])],
    },
    Table {
        name: "settings",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("namespace", Kind::Text, Need::Required),
            ("group", Kind::Id, Need::Optional),
            ("value", Kind::Text, Need::Required),
            ("changed", Kind::Big, Need::Required),
            ("changed_by", Kind::Id, Need::Optional),
        ],
        indexes: &[(Unique::No, &["namespace", "group"])],
    },
    Table {
        name: "groups",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("state", Kind::Text, Need::Required),
            ("about", Kind::Bytes, Need::Required),
            ("modality", Kind::Text, Need::Optional),
            ("timing", Kind::Text, Need::Optional),
            ("duration", Kind::Text, Need::Optional),
            ("vetting", Kind::Text, Need::Optional),
            ("anonymity", Kind::Text, Need::Required),
            ("keep_days", Kind::Int, Need::Optional),
            ("starts", Kind::Big, Need::Optional),
            ("intake_until", Kind::Big, Need::Optional),
            ("ends", Kind::Big, Need::Optional),
            ("purge", Kind::Big, Need::Optional),
            ("review", Kind::Big, Need::Optional),
            ("capacity", Kind::Int, Need::Required),
            ("pre_moderation", Kind::Text, Need::Required),
            ("slow_seconds", Kind::Int, Need::Required),
            ("is_paused", Kind::Flag, Need::Required),
            ("is_locked", Kind::Flag, Need::Required),
            ("config", Kind::Int, Need::Required),
            ("created", Kind::Big, Need::Required),
            ("created_by", Kind::Id, Need::Required),
            ("closed", Kind::Big, Need::Optional),
        ],
        indexes: &[],
    },
    Table {
        name: "covers",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("group", Kind::Id, Need::Required),
            ("person", Kind::Id, Need::Required),
            ("weekday", Kind::Int, Need::Required),
            ("begins", Kind::Int, Need::Required),
            ("ends", Kind::Int, Need::Required),
        ],
        indexes: &[(Unique::No, &["group"])],
    },
    Table {
        name: "memberships",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("person", Kind::Id, Need::Required),
            ("group", Kind::Id, Need::Required),
            ("role", Kind::Text, Need::Required),
            ("state", Kind::Text, Need::Required),
            ("alias", Kind::Bytes, Need::Required),
            ("likeness", Kind::Bytes, Need::Optional),
            ("shape", Kind::Int, Need::Required),
            ("joined", Kind::Big, Need::Required),
            ("ended", Kind::Big, Need::Optional),
            ("why", Kind::Text, Need::Optional),
            ("suitability", Kind::Bytes, Need::Optional),
            ("shows_notes", Kind::Flag, Need::Required),
            ("seen", Kind::Big, Need::Optional),
            ("invited_by", Kind::Id, Need::Optional),
        ],
        indexes: &[(Unique::No, &["person"]), (Unique::Yes, &["group", "likeness"]), (Unique::No, &["group", "state"])],
    },
    Table {
        name: "agreements",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("group", Kind::Id, Need::Required),
            ("version", Kind::Int, Need::Required),
            ("words", Kind::Bytes, Need::Required),
            ("digest", Kind::Bytes, Need::Required),
            ("created", Kind::Big, Need::Required),
            ("created_by", Kind::Id, Need::Required),
            ("why", Kind::Text, Need::Optional),
            ("agreed_by", Kind::Id, Need::Optional),
        ],
        indexes: &[(Unique::Yes, &["group", "version"])],
    },
    Table {
        name: "acceptances",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("membership", Kind::Id, Need::Required),
            ("agreement", Kind::Id, Need::Required),
            ("digest", Kind::Bytes, Need::Required),
            ("language", Kind::Text, Need::Required),
            ("modality", Kind::Text, Need::Required),
            ("at", Kind::Big, Need::Required),
        ],
        indexes: &[(Unique::No, &["membership"])],
    },
    Table {
        name: "consents",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("schema", Kind::Int, Need::Required),
            ("membership", Kind::Id, Need::Required),
            ("group", Kind::Id, Need::Required),
            ("purpose", Kind::Text, Need::Required),
            ("notice", Kind::Text, Need::Required),
            ("digest", Kind::Bytes, Need::Required),
            ("language", Kind::Text, Need::Required),
            ("event", Kind::Text, Need::Required),
            ("method", Kind::Text, Need::Required),
            ("recipients", Kind::Text, Need::Required),
            ("at", Kind::Big, Need::Required),
            ("until", Kind::Big, Need::Optional),
        ],
        indexes: &[(Unique::No, &["membership", "purpose"])],
    },
    Table {
        name: "invitations",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("kind", Kind::Text, Need::Required),
            ("group", Kind::Id, Need::Optional),
            ("role", Kind::Text, Need::Optional),
            ("secret", Kind::Bytes, Need::Required),
            ("code", Kind::Bytes, Need::Optional),
            ("created", Kind::Big, Need::Required),
            ("created_by", Kind::Id, Need::Required),
            ("until", Kind::Big, Need::Required),
            ("code_until", Kind::Big, Need::Optional),
            ("interest", Kind::Text, Need::Optional),
            ("suitability", Kind::Bytes, Need::Optional),
            ("code_word", Kind::Bytes, Need::Optional),
            ("used", Kind::Big, Need::Optional),
            ("revoked", Kind::Big, Need::Optional),
        ],
        indexes: &[(Unique::Yes, &["secret"]), (Unique::Yes, &["code"]), (Unique::No, &["group"])],
    },
    Table {
        name: "applications",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("group", Kind::Id, Need::Required),
            ("state", Kind::Text, Need::Required),
            ("code", Kind::Bytes, Need::Required),
            ("answers", Kind::Bytes, Need::Optional),
            ("language", Kind::Text, Need::Required),
            ("created", Kind::Big, Need::Required),
            ("decided", Kind::Big, Need::Optional),
            ("decided_by", Kind::Id, Need::Optional),
            ("second_by", Kind::Id, Need::Optional),
            ("decision", Kind::Bytes, Need::Optional),
            ("purge", Kind::Big, Need::Required),
        ],
        indexes: &[(Unique::No, &["group", "state"]), (Unique::Yes, &["code"])],
    },
    Table {
        name: "entries",
        columns: &[
            ("seq", Kind::Sequence, Need::Key),
            ("id", Kind::Id, Need::Required),
            ("group", Kind::Id, Need::Required),
            ("author", Kind::Id, Need::Required),
            ("modality", Kind::Text, Need::Required),
            ("audience", Kind::Text, Need::Required),
            ("line", Kind::Id, Need::Optional),
            ("thread", Kind::Id, Need::Optional),
            ("state", Kind::Text, Need::Required),
            ("words", Kind::Bytes, Need::Optional),
            ("proposal", Kind::Bytes, Need::Optional),
            ("reasons", Kind::Text, Need::Required),
            ("at", Kind::Big, Need::Required),
            ("published", Kind::Big, Need::Optional),
            ("edited", Kind::Big, Need::Optional),
            ("keep_until", Kind::Big, Need::Required),
            ("client", Kind::Bytes, Need::Required),
        ],
        indexes: &[
            (Unique::Yes, &["id"]),
            (Unique::Yes, &["author", "client"]),
            (Unique::No, &["group", "audience", "thread", "seq"]),
            (Unique::No, &["group", "state"]),
            (Unique::No, &["line", "seq"]),
            (Unique::No, &["keep_until"]),
        ],
    },
    Table {
        name: "marks",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("membership", Kind::Id, Need::Required),
            ("thread", Kind::Id, Need::Required),
            ("seen", Kind::Big, Need::Required),
        ],
        indexes: &[(Unique::Yes, &["membership", "thread"])],
    },
    Table {
        name: "reports",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("group", Kind::Id, Need::Required),
            ("entry", Kind::Id, Need::Required),
            ("by", Kind::Id, Need::Required),
            ("reason", Kind::Text, Need::Required),
            ("words", Kind::Id, Need::Optional),
            ("at", Kind::Big, Need::Required),
            ("closed", Kind::Big, Need::Optional),
            ("closed_by", Kind::Id, Need::Optional),
            ("outcome", Kind::Text, Need::Optional),
        ],
        indexes: &[(Unique::No, &["group", "closed"])],
    },
    Table {
        name: "cards",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("content", Kind::Bytes, Need::Required),
            ("region", Kind::Text, Need::Required),
            ("created", Kind::Big, Need::Required),
            ("created_by", Kind::Id, Need::Required),
            ("ended", Kind::Big, Need::Optional),
        ],
        indexes: &[],
    },
    Table {
        name: "safe_contacts",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("person", Kind::Id, Need::Required),
            ("content", Kind::Bytes, Need::Required),
            ("confirmed", Kind::Big, Need::Required),
            ("ask_again", Kind::Big, Need::Required),
        ],
        indexes: &[(Unique::Yes, &["person"])],
    },
    Table {
        name: "notices",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("person", Kind::Id, Need::Required),
            ("content", Kind::Bytes, Need::Required),
            ("due", Kind::Big, Need::Required),
            ("until", Kind::Big, Need::Required),
        ],
        indexes: &[(Unique::No, &["due"])],
    },
    Table {
        name: "releases",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("person", Kind::Id, Need::Required),
            ("content", Kind::Bytes, Need::Required),
            ("at", Kind::Big, Need::Required),
            ("until", Kind::Big, Need::Required),
            ("revoked", Kind::Big, Need::Optional),
            ("asked_by", Kind::Id, Need::Required),
            ("signed", Kind::Big, Need::Optional),
        ],
        indexes: &[(Unique::No, &["person"])],
    },
    Table {
        name: "approvals",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("act", Kind::Text, Need::Required),
            ("subject", Kind::Text, Need::Required),
            ("group", Kind::Id, Need::Optional),
            ("asked_by", Kind::Id, Need::Required),
            ("asked", Kind::Big, Need::Required),
            ("effective", Kind::Big, Need::Optional),
            ("agreed_by", Kind::Id, Need::Optional),
            ("settled", Kind::Big, Need::Optional),
            ("outcome", Kind::Text, Need::Optional),
        ],
        indexes: &[],
    },
    Table {
        name: "rehearsals",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("group", Kind::Id, Need::Required),
            ("person", Kind::Id, Need::Required),
            ("config", Kind::Int, Need::Required),
            ("steps", Kind::Text, Need::Required),
            ("passed", Kind::Big, Need::Optional),
        ],
        indexes: &[(Unique::No, &["group"])],
    },
    Table {
        name: "decisions",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("group", Kind::Id, Need::Required),
            ("version", Kind::Int, Need::Required),
            ("content", Kind::Bytes, Need::Required),
            ("at", Kind::Big, Need::Required),
            ("by", Kind::Id, Need::Required),
        ],
        indexes: &[(Unique::No, &["group", "version"])],
    },
    Table {
        name: "conflicts",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("one", Kind::Bytes, Need::Required),
            ("other", Kind::Bytes, Need::Required),
            ("created", Kind::Big, Need::Required),
            ("created_by", Kind::Id, Need::Required),
        ],
        indexes: &[],
    },
    Table {
        name: "keys",
        columns: &[("id", Kind::Id, Need::Key), ("kind", Kind::Text, Need::Required), ("wrapped", Kind::Bytes, Need::Required)],
        indexes: &[],
    },
    Table {
        name: "audit",
        columns: &[
            ("seq", Kind::Sequence, Need::Key),
            ("at", Kind::Big, Need::Required),
            ("actor", Kind::Id, Need::Optional),
            ("act", Kind::Text, Need::Required),
            ("subject", Kind::Id, Need::Optional),
            ("group", Kind::Id, Need::Optional),
            ("reason", Kind::Text, Need::Optional),
            ("before", Kind::Bytes, Need::Required),
            ("digest", Kind::Bytes, Need::Required),
        ],
        indexes: &[(Unique::No, &["subject"]), (Unique::No, &["group"])],
    },
    Table {
        name: "outbox",
        columns: &[
            ("id", Kind::Id, Need::Key),
            ("handler", Kind::Text, Need::Required),
            ("name", Kind::Text, Need::Required),
            ("payload", Kind::Text, Need::Required),
            ("due", Kind::Big, Need::Required),
            ("attempts", Kind::Big, Need::Required),
        ],
        indexes: &[(Unique::No, &["handler", "due"])],
    },
    Table {
        name: "jobs",
        columns: &[("name", Kind::Text, Need::Key), ("ran", Kind::Big, Need::Required), ("lease", Kind::Big, Need::Required)],
        indexes: &[],
    },
];
