//! Where someone is between her code and her first page: in memory only, bound to the visit. Nothing of it reaches a disk
//! before she has said yes to everything that she wants to say yes to; leaving forgets it.
use super::{agreement::Agreed, consent::Answer};
use crate::{
    group::ways::Beside,
    id::{GroupId, InterpreterSeatId, InvitationId, MeetingId},
};
use std::fmt;

/// The answers so far.
#[derive(Clone)]
pub struct Journey {
    pub invitation: InvitationId,
    pub group: GroupId,
    /// She has read what this is.
    pub has_read: bool,
    /// She has seen advice for her device. Which answer she gave is not remembered.
    pub has_advice: bool,
    pub answers: Vec<Answer>,
    pub agreed: Option<Agreed>,
    /// How many purposes she is asked about.
    pub purposes: usize,
    /// Where names are chosen.
    pub is_named: bool,
    pub alias: Option<String>,
    /// By which way beside the pages she wants to take part; none: by the pages alone. It opens her page for it, and no more.
    pub way: Option<Beside>,
}

/// What somebody who is in this visit is on the way to.
#[derive(Clone)]
pub enum Way {
    /// Into a group.
    In(Box<Journey>),
    /// Back, after she lost her words: the invitation, and whether a word has to be said first.
    Back(InvitationId),
    /// A colleague, to her first sign-in.
    Colleague(InvitationId),
    /// To one meeting, by its link.
    Meeting(GroupId, MeetingId),
    /// To an interpreter's seat.
    Interpreter(InterpreterSeatId),
    /// Arrived: the words by which she comes back, until she has written them down; and where she goes then.
    Arrived(Words, String),
}

/// Words that are shown once. They are wiped when they are let go, and never printed.
#[derive(Clone)]
pub struct Words(zeroize::Zeroizing<String>);

impl Words {
    pub fn new(words: &[String]) -> Words {
        Words(zeroize::Zeroizing::new(words.join(" ")))
    }

    pub fn list(&self) -> Vec<&str> {
        self.0.split(' ').collect()
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Words")
    }
}

/// One step, and how to know that it is behind her.
#[derive(Clone, Copy)]
pub struct Step {
    /// The last part of its address.
    pub key: &'static str,
    is_done: fn(&Journey) -> bool,
}

/// In their order. Her way back is the last: it comes after the membership is made.
pub const STEPS: &[Step] = &[
    Step { key: "start", is_done: |it| it.has_read },
    Step { key: "device", is_done: |it| it.has_advice },
    Step { key: "consent", is_done: |it| it.answers.len() >= it.purposes },
    Step { key: "agreement", is_done: |it| it.agreed.is_some() },
    Step { key: "alias", is_done: |it| it.alias.is_some() || !it.is_named },
    Step { key: "return", is_done: |_| false },
];

impl Journey {
    pub fn new(invitation: InvitationId, group: GroupId, purposes: usize, is_named: bool) -> Journey {
        Journey {
            invitation,
            group,
            has_read: false,
            has_advice: false,
            answers: Vec::new(),
            agreed: None,
            purposes,
            is_named,
            alias: None,
            way: None,
        }
    }

    /// The first step that is not done.
    pub fn next(&self) -> &'static str {
        STEPS.iter().find(|it| !(it.is_done)(self)).map_or("return", |it| it.key)
    }

    /// Whether she may be at this step: everything before it is done.
    pub fn may_be_at(&self, key: &str) -> bool {
        STEPS.iter().take_while(|it| it.key != key).all(|it| (it.is_done)(self))
    }

    /// An answer takes the place of the one before it.
    pub fn answer(&mut self, answer: Answer) {
        self.answers.retain(|it| it.purpose != answer.purpose);
        self.answers.push(answer);
    }
}

/// "Step 3 of 6".
pub fn number(key: &str) -> usize {
    STEPS.iter().position(|it| it.key == key).map_or(1, |it| it + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    #[test]
    fn nobody_gets_past_a_step_that_is_not_done() {
        let mut journey = Journey::new(InvitationId::new(), GroupId::new(), 1, true);
        assert_eq!(journey.next(), "start");
        assert!(!journey.may_be_at("agreement"));
        journey.has_read = true;
        journey.has_advice = true;
        assert_eq!(journey.next(), "consent");
        let no = Answer {
            purpose: "keep-words",
            yes: false,
            version: String::new(),
            digest: String::new(),
            language: Language::En,
            recipients: String::new(),
        };
        journey.answer(no);
        assert_eq!(journey.next(), "agreement", "a no is an answer: she goes on");
        assert!(!journey.may_be_at("alias"));
    }

    #[test]
    fn where_names_are_given_none_is_asked() {
        let mut journey = Journey::new(InvitationId::new(), GroupId::new(), 0, false);
        journey.has_read = true;
        journey.has_advice = true;
        journey.agreed = Some(Agreed { agreement: crate::id::AgreementId::new(), digest: Vec::new() });
        assert_eq!(journey.next(), "return");
    }

    #[test]
    fn the_words_to_come_back_are_never_printed() {
        assert_eq!(format!("{:?}", Words::new(&["walnut".into()])), "Words");
    }
}
