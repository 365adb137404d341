//! Names of things, one type each, so that a group is never taken for a person.
//! They are random (UUID version 4): an id in a page says neither when something was made nor how many there are.
use sea_orm::{DbErr, DeriveValueType, TryFromU64};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($name:ident)+) => { $(
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, DeriveValueType)]
        pub struct $name(pub Uuid);

        impl $name {
            #[expect(clippy::new_without_default, reason = "an id is made on purpose, never by default")]
            pub fn new() -> $name {
                $name(Uuid::new_v4())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_simple().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<$name, uuid::Error> {
                text.parse().map($name)
            }
        }

        /// sea-orm asks this of every key, for databases that number their rows.
        impl TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<$name, DbErr> {
                Err(DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    )+ };
}

ids! {
    AcceptanceId AgreementId ApplicationId ApprovalId CardId ConflictId ConsentId CoverId CredentialId DecisionId EntryId FormerNameId GroupId InterpreterSeatId InvitationId MarkId MeetingId MeetingPlanId MeetingStaffId MembershipId NoticeId PersonId RehearsalId ReleaseId ReportId RoleId SafeContactId SettingId SignInId
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    /// S83: an id says neither which came first nor how many there are, nor which belong together.
    #[test]
    fn an_id_tells_nothing() {
        let ids: Vec<EntryId> = (0..1000).map(|_| EntryId::new()).collect();
        let rising = ids.windows(2).filter(|it| it[0].0 < it[1].0).count();
        assert!((400..600).contains(&rising), "{rising} of 999 rise: they tell their order");
        let starts: HashSet<&[u8]> = ids.iter().map(|it| &it.0.as_bytes()[..6]).collect();
        let ends: HashSet<&[u8]> = ids.iter().map(|it| &it.0.as_bytes()[10..]).collect();
        assert_eq!((starts.len(), ends.len()), (1000, 1000), "they share something");
        assert!(ids.iter().all(|it| it.0.get_version_num() == 4));
    }
}
