//! The decision for one message that would leave, as a pure function: everything that it looks at is in [`Facts`], and its
//! answer for anything unforeseen is no.
use super::{Medium, Purpose, safe_contact::SafeContact};
use crate::{clock::Moment, site::Zone, table::person::PersonState};

/// The sentences from which she chooses what a notice says. They name nobody and nothing: a test reads each of them in each
/// language. The caller cannot say anything else.
pub const NOTICE_WORDS: &[&str] =
    &["personal-notice-reminder", "personal-notice-list", "personal-notice-calendar", "personal-notice-reading", "personal-notice-hello"];

/// What is said to whoever staff looked up. It is about herself, and she chose no words for it: it says no more to anybody else.
pub const LOOKED_UP: &str = "personal-notice-looked-up";

/// All that decides.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    pub person: PersonState,
    /// None: she gave no way, so there is none.
    pub record: Option<&'a SafeContact>,
    /// She was to say by now that it is still fine.
    pub ask_again: Moment,
    /// Until when she agreed to be reached for this purpose by this medium.
    pub agreed_until: Option<Moment>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// To this address. For a notice, in the words of this key.
    Send {
        to: String,
        words: &'static str,
    },
    /// Not before this moment; then it is decided again.
    Wait(Moment),
    No,
}

/// Whether, when, where and in which words.
pub fn decide(facts: &Facts, by: Medium, purpose: Purpose, zone: &Zone, now: Moment) -> Decision {
    let Some(record) = facts.record else { return Decision::No };
    let is_agreed = facts.agreed_until.is_some_and(|until| now < until);
    // Silence counts as no: after a month without her word an address may be in other hands.
    let is_confirmed = now < facts.ask_again;
    if facts.person != PersonState::Active || record.never || !is_agreed || !is_confirmed {
        return Decision::No;
    }
    let Some(way) = record.way(by).filter(|it| it.is_usable()) else { return Decision::No };
    let words = match purpose {
        Purpose::LookedUp(_) => LOOKED_UP,
        _ if purpose.is_notice() => match NOTICE_WORDS.iter().find(|it| **it == record.words) {
            Some(words) => words,
            None => return Decision::No,
        },
        _ => "",
    };
    match record.hours.next(zone, now) {
        Some(at) if at == now => Decision::Send { to: way.address.clone(), words },
        Some(at) => Decision::Wait(at),
        None => Decision::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        clock::days,
        contact::{
            quiet_hours::Hours,
            safe_contact::{Label, Way},
        },
        id::EntryId,
        locale::{Language, texts},
        site::Site,
    };

    /// A small generator with a seed: the same thousand cases on every machine.
    struct Chance(u64);

    impl Chance {
        fn below(&mut self, most: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % most
        }

        fn often(&mut self) -> bool {
            self.below(4) > 0
        }

        fn record(&mut self) -> SafeContact {
            let media = [Medium::Email, Medium::Text];
            let labels = [Label::Safe, Label::Virtual, Label::Primary];
            let mut ways = Vec::new();
            for _ in 0..self.below(3) {
                ways.push(Way {
                    medium: media[self.below(2) as usize],
                    address: format!("address-{}", self.below(3)),
                    label: labels[self.below(3) as usize],
                    knows_primary: self.often(),
                });
            }
            let words = match self.below(4) {
                0 => "Your support group meets tonight".to_owned(),
                other => NOTICE_WORDS[other as usize].to_owned(),
            };
            let from = self.below(24) as i32 * 60;
            let days = (1..=7).filter(|_| self.often()).collect();
            let hours = Hours { days, from, to: from + self.below(8) as i32 * 60 };
            SafeContact { never: self.below(8) == 0, ways, hours, words, ..SafeContact::default() }
        }
    }

    #[test]
    fn nothing_leaves_without_her_word_her_hour_and_her_sentence() {
        let zone = Site::default().zone();
        let mut chance = Chance(7);
        let (mut sent, mut waited) = (0, 0);
        for _ in 0..100_000 {
            let record = chance.record();
            let now = Moment(1_795_453_200_000 + chance.below(200 * 24 * 60) as i64 * 60_000);
            let people = [PersonState::Active, PersonState::Active, PersonState::Active, PersonState::Frozen, PersonState::Ended];
            let facts = Facts {
                person: people[chance.below(5) as usize],
                record: chance.often().then_some(&record),
                ask_again: Moment(now.0 + chance.below(40) as i64 * 86_400_000 - 5 * 86_400_000),
                agreed_until: chance.often().then(|| Moment(now.0 + chance.below(90) as i64 * 86_400_000 - 20 * 86_400_000)),
            };
            let by = [Medium::Email, Medium::Text][chance.below(2) as usize];
            let purpose = if chance.often() { Purpose::Notice } else { Purpose::Attendance(EntryId::new()) };
            match decide(&facts, by, purpose, &zone, now) {
                Decision::No => {}
                Decision::Wait(at) => {
                    waited += 1;
                    assert!(at > now && record.hours.is_open(&zone, at));
                }
                Decision::Send { to, words } => {
                    sent += 1;
                    assert_eq!(facts.person, PersonState::Active);
                    assert!(facts.record.is_some() && !record.never);
                    assert!(facts.agreed_until.unwrap() > now, "sent without consent");
                    assert!(facts.ask_again > now, "sent although she was silent");
                    assert!(record.hours.is_open(&zone, now), "sent outside her hours");
                    let way = record.ways.iter().find(|it| it.medium == by).unwrap();
                    assert_eq!(to, way.address);
                    assert!(way.label != Label::Primary || way.knows_primary);
                    assert!(purpose != Purpose::Notice || NOTICE_WORDS.contains(&words), "other words: {words}");
                }
            }
        }
        // The witness: it is not silent because it never speaks.
        assert!(sent > 500 && waited > 500, "{sent} sent, {waited} waited");
    }

    #[test]
    fn a_month_of_silence_ends_it() {
        let record = SafeContact {
            ways: vec![Way { medium: Medium::Text, address: "5145550142".into(), label: Label::Safe, knows_primary: false }],
            hours: Hours { days: (1..=7).collect(), from: 0, to: 24 * 60 },
            words: NOTICE_WORDS[0].into(),
            ..SafeContact::default()
        };
        let (zone, now) = (Site::default().zone(), Moment(1_795_453_200_000));
        let facts = Facts { person: PersonState::Active, record: Some(&record), ask_again: now + days(30), agreed_until: Some(now + days(90)) };
        let at = |moment| decide(&facts, Medium::Text, Purpose::Notice, &zone, moment);
        assert!(matches!(at(now + days(29)), Decision::Send { .. }));
        assert_eq!(at(now + days(30)), Decision::No);
    }

    /// Whoever looks over her shoulder learns nothing: not what this is, not who runs it, not that there are others.
    #[test]
    fn no_notice_says_what_this_is() {
        const FORBIDDEN: &[&str] = &[
            "group",
            "groupe",
            "support",
            "soutien",
            "shelter",
            "refuge",
            "maison d’hébergement",
            "hébergement",
            "violence",
            "abus",
            "abuse",
            "victim",
            "survivor",
            "survivant",
            "therap",
            "thérap",
            "police",
            "safe",
            "sécur",
            "secur",
            "anonym",
            "staff",
            "équipe",
            "facilitat",
            "member",
            "membre",
            "counsel",
            "help",
            "aide",
            "forum",
            "meeting",
            "rencontre",
            "http",
            "hearth",
            "reply",
            "répon",
            "women",
            "femme",
            "urgent",
            "link",
            "lien",
            "click",
            "cliqu",
        ];
        let sources: Vec<_> = crate::words::WORDS.iter().filter(|it| it.module == "personal").collect();
        for language in Language::ALL {
            let said: Vec<_> = sources
                .iter()
                .flat_map(|it| texts(it, language))
                .filter(|(key, _)| NOTICE_WORDS.contains(&key.as_str()) || key == LOOKED_UP)
                .collect();
            assert_eq!(said.len(), NOTICE_WORDS.len() + 1, "a notice has no words in {language:?}");
            for (key, words) in said {
                let lower = words.to_lowercase();
                for forbidden in FORBIDDEN {
                    assert!(!lower.contains(forbidden), "{key} ({language:?}) says {forbidden}: {words}");
                }
                assert!((words.chars().count() <= 60 || key == LOOKED_UP) && !words.contains('…'), "{key}: long, or with something to fill in");
            }
        }
    }
}
