//! Every act that is ever written down, so that each has words: a code that is not in this list fails the tests that record it.
use crate::plugin::Declarations;
use std::collections::HashMap;

/// `subject.past-participle`, by subject. Second opinions (`approval.…`) name in their reason the act that was asked about.
pub const ACTS: &[&str] = &[
    "agreement.changed",
    "agreement.clause-removed",
    "alias.changed",
    "application.accepted",
    "application.declined",
    "application.disagreed",
    "application.proposed",
    "application.read",
    "approval.agreed",
    "approval.asked",
    "approval.refused",
    "authenticator.added",
    "authenticator.ended",
    "card.changed",
    "card.created",
    "card.ended",
    "colleague.created",
    "colleague.end",
    "colleague.ended",
    "colleague.invited",
    "conflict.noted",
    "cover.changed",
    "decision.recorded",
    "entry.given-back",
    "entry.held",
    "entry.hidden",
    "entry.put-back",
    "entry.redaction-proposed",
    "entry.released",
    "entry.released-by-rules",
    "entry.removed",
    "entry.taken-up",
    "entry.unhidden",
    "facilitator.let-go",
    "facilitator.named",
    "group.changed",
    "group.closed",
    "group.created",
    "group.details-loosened",
    "group.lock-lifted",
    "group.locked-down",
    "group.opened",
    "group.paused",
    "group.purged",
    "group.reading-loosened",
    "group.redrafted",
    "group.rehearsed",
    "group.resumed",
    "group.retention-raised",
    "invitation.made",
    "invitation.revoked",
    "membership.begun",
    "membership.ended",
    "membership.paused",
    "membership.resumed",
    "person.frozen",
    "person.left",
    "person.unfrozen",
    "plugin.switched-off",
    "plugin.switched-on",
    "rehearsal.begun",
    "rehearsal.passed",
    "release.asked",
    "release.denied",
    "release.revoked",
    "release.signed",
    "release.used",
    "report.closed",
    "report.opened-again",
    "role.administrator",
    "role.begun",
    "role.end",
    "role.ended",
    "role.granted",
    "role.kept",
    "settings.changed",
    "suitability.asked",
    "suitability.revealed",
    "way-back.made",
    "way-back.used",
];

/// The key of the words of an act of the kernel.
pub fn key(act: &str) -> String {
    format!("desk-act-{}", act.replace('.', "-"))
}

/// The key of the words of each act: the kernel's own, and what plugins declare.
pub(crate) fn known(plugins: &[Declarations]) -> HashMap<&'static str, String> {
    let of_plugin = |plugin: &Declarations| {
        let name = plugin.name;
        plugin.acts.iter().map(move |act| (*act, format!("{name}-act-{}", act.replace('.', "-"))))
    };
    ACTS.iter().map(|act| (*act, key(act))).chain(plugins.iter().flat_map(of_plugin)).collect()
}
