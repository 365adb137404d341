//! A letter to an address of somebody who is in a group: a key word, a word to staff, a yes, or something said to the group.
use super::{
    Whose, Writer, agreeing,
    keyword::{self, Keyword},
    rates::Rates,
};
use crate::{
    addresses::{Token, Use},
    away,
    incoming::session::Outcome,
    post::Ready,
    rule, seat, thread,
};
use hearth_core::{
    Kernel, Result,
    admission::{self, Intent},
    contact::{self, Medium},
    contribution::{self, Draft, Words},
    locale::Language,
    person,
    personal_data::{Leaving, erasure},
    table::{group, membership},
};
use sea_orm::EntityTrait;
use uuid::Uuid;

/// A subject is as long as a title of a conversation may be.
const LONGEST_SUBJECT: usize = 120;

/// One letter to an address of hers.
pub(super) struct Letter<'a> {
    pub kernel: &'a Kernel,
    pub ready: &'a Ready,
    pub place: &'a membership::Model,
    pub token: Token,
    pub writer: &'a Writer<'a>,
    pub whose: Whose,
}

impl Letter<'_> {
    pub(super) async fn take(&self) -> Result<Outcome> {
        if self.is_hers() {
            seat::looked(self.kernel, self.place.id).await?;
        }
        let spoken = keyword::of(&self.writer.letter.words, &self.writer.letter.subject).map(|it| it.0);
        if let Some(word) = &spoken
            && let Some(outcome) = self.act(word).await?
        {
            return Ok(outcome);
        }
        // Where she was asked to agree, nothing is ever said to the group.
        if self.token.is_for == Use::Agree {
            return match self.is_hers() {
                true => agreeing::answered(self, spoken == Some(Keyword::Yes(String::new()))).await,
                false => self.count(away::STRANGER).await,
            };
        }
        if self.writer.letter.words.trim().is_empty() {
            return self.count(away::EMPTY).await;
        }
        self.say().await
    }

    fn is_hers(&self) -> bool {
        self.whose == Whose::Hers
    }

    async fn count(&self, why: &'static str) -> Result<Outcome> {
        away::count(self.kernel, Some(self.place.group), why).await
    }

    /// What a key word asks for. None: it is not one that means anything here, so it is said to the group like anything else.
    async fn act(&self, word: &Keyword) -> Result<Option<Outcome>> {
        let Letter { kernel, place, .. } = self;
        let answer = match word {
            Keyword::Read | Keyword::Yes(_) => return Ok(None),
            // Whoever it was: that nothing comes is never wrong, and she takes it back with a word.
            Keyword::Pause => {
                seat::pause(kernel, place.id).await?;
                "mail-answer-paused"
            }
            // A word of hers that was for somebody else does nothing. It waits, so that staff can ask her.
            _ if self.whose == Whose::Elsewhere => return Ok(None),
            // Everything else is done for her alone; whoever is not proved to be her gets no answer either.
            _ if !self.is_hers() => return self.count(away::STRANGER).await.map(Some),
            Keyword::Help => "mail-answer-help",
            Keyword::Resume => {
                seat::resume(kernel, place.id).await?;
                "mail-answer-resumed"
            }
            Keyword::Comes(mode) if mode.brings_words() => return agreeing::asks(self, *mode).await.map(Some),
            Keyword::Comes(mode) => agreeing::takes_back(self, *mode).await?,
            Keyword::Leave => "mail-answer-leave",
            Keyword::LeaveForSure => {
                // Answered before: afterwards there is nobody to answer.
                self.answer("mail-answer-left").await?;
                erasure::leave_place(kernel, place, Leaving::LeaveWords).await?;
                return Ok(Some(Outcome::Taken));
            }
            Keyword::Staff(said) => {
                let admission = match admission::admit(kernel, place.person, place.group, Intent::Help).await {
                    Ok(admission) => admission,
                    Err(error) => return self.refused(error).await.map(Some),
                };
                let Some(modality) = self.modality().await? else { return Ok(Some(Outcome::Taken)) };
                contribution::submit(kernel, &admission, &modality, Draft::to_staff(said.clone(), self.writer.id.clone())).await?;
                "mail-answer-staff"
            }
        };
        if self.is_hers() {
            self.answer(answer).await?;
        }
        Ok(Some(Outcome::Taken))
    }

    /// Says it to the group, by the same path as everything: the modality of the conversation, the same rules, her alias.
    async fn say(&self) -> Result<Outcome> {
        let Letter { kernel, place, token, writer, .. } = self;
        let admission = match admission::admit(kernel, place.person, place.group, Intent::Write).await {
            Ok(admission) => admission,
            Err(error) => return self.refused(error).await,
        };
        let Some(modality) = self.modality().await? else { return self.count(away::NOT_NOW).await };
        let found = match token.is_for {
            Use::Answer => thread::by_number(kernel, place.group, token.number).await?,
            _ => None,
        };
        // In a chat nothing has a title, and nothing stands apart.
        let has_conversations = kernel.modality(&modality).is_some_and(|it| it.has_conversations());
        let opens = has_conversations && found.is_none();
        let heading = match opens {
            true => Some(subject(kernel, &writer.letter.subject, self.language().await?)),
            false => None,
        };
        let (rates, now) = (kernel.held::<Rates>(), kernel.clock.now());
        let shape = rule::Shape {
            opens,
            is_unproved: self.whose == Whose::Unproved,
            is_elsewhere: self.whose == Whose::Elsewhere,
            is_too_many: rates.is_too_many(place.id, place.group, now),
            is_again: rates.goes_round(place.group, &writer.letter.words, &writer.id, now),
        };
        let draft = Draft {
            words: Words { heading, body: writer.letter.words.clone(), ..Words::default() },
            thread: has_conversations.then(|| found.map_or_else(Uuid::new_v4, |it| it.id)),
            shape: serde_json::to_value(shape)?,
            ..Draft::to_group("", writer.id.clone())
        };
        match contribution::submit(kernel, &admission, &modality, draft).await {
            Ok(_) if self.is_hers() && writer.letter.had_more => self.answer("mail-answer-words-only").await?,
            Ok(_) => {}
            Err(error) => return self.refused(error).await,
        }
        Ok(Outcome::Taken)
    }

    /// It was not passed on: she is told so, in a sentence that says nothing else. Why stands on the page. Nobody else is told anything.
    async fn refused(&self, error: hearth_core::Error) -> Result<Outcome> {
        if error.refusal().is_none() {
            return Err(error);
        }
        if !self.is_hers() {
            return self.count(away::STRANGER).await;
        }
        self.answer("mail-answer-not-passed-on").await?;
        self.count(away::NOT_NOW).await
    }

    pub(super) async fn answer(&self, key: &str) -> Result<()> {
        let words = self.kernel.words.say(self.language().await?, key, &[("address", self.kernel.house.address.as_str().into())]);
        contact::answer(self.kernel, self.place.id, Medium::Email, words).await.map(|_| ())
    }

    pub(super) async fn language(&self) -> Result<Language> {
        person::language(self.kernel, self.place.person).await
    }

    /// The modality of the group's conversation: its own, whichever door this is.
    async fn modality(&self) -> Result<Option<String>> {
        let group = group::Entity::find_by_id(self.place.group).one(self.kernel.store.reader()).await?;
        Ok(group.filter(|it| hearth_core::group::ways::has(it, crate::NAME)).and_then(|it| it.modality))
    }
}

/// The subject of a conversation that begins; where she gave none, a word that stands for none.
fn subject(kernel: &Kernel, subject: &str, language: Language) -> String {
    let subject: String = subject.chars().take(LONGEST_SUBJECT).collect();
    // Our own neutral subject, come back, is none of hers.
    let is_ours = Language::ALL.iter().any(|it| kernel.words.say(*it, "mail-letter-subject", &[]) == subject.trim());
    if subject.trim().is_empty() || is_ours { kernel.words.say(language, "mail-no-subject", &[]) } else { subject }
}
