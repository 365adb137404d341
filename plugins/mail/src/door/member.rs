//! A letter to an address of somebody who is in a group: a key word, a word to staff, or something said to the group.
use super::{
    Writer,
    keyword::{self, Keyword},
    rates::Rates,
};
use crate::{
    addresses::{Token, Use},
    away,
    incoming::session::Outcome,
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

/// Takes it. `is_hers`: it is proved to come from the address that she registered.
pub(super) async fn take(kernel: &Kernel, place: &membership::Model, token: Token, writer: &Writer<'_>, is_hers: bool) -> Result<Outcome> {
    if is_hers {
        seat::looked(kernel, place.id).await?;
    }
    let spoken = keyword::of(&writer.letter.words, &writer.letter.subject);
    if let Some((word, _)) = spoken
        && let Some(outcome) = act(kernel, place, word, writer, is_hers).await?
    {
        return Ok(outcome);
    }
    if writer.letter.words.trim().is_empty() {
        return away::count(kernel, Some(place.group), away::EMPTY).await;
    }
    say(kernel, place, token, writer, is_hers).await
}

/// What a key word asks for. None: it is not one that means anything here, so it is said to the group like anything else.
async fn act(kernel: &Kernel, place: &membership::Model, word: Keyword, writer: &Writer<'_>, is_hers: bool) -> Result<Option<Outcome>> {
    let answer = match word {
        Keyword::Read | Keyword::Yes(_) => return Ok(None),
        // Whoever it was: that nothing comes is never wrong, and she takes it back with a word.
        Keyword::Pause => {
            seat::pause(kernel, place.id).await?;
            "mail-answer-paused"
        }
        // Everything else is done for her alone; whoever is not proved to be her gets no answer either.
        _ if !is_hers => return away::count(kernel, Some(place.group), away::STRANGER).await.map(Some),
        Keyword::Help => "mail-answer-help",
        Keyword::Resume => {
            seat::resume(kernel, place.id).await?;
            "mail-answer-resumed"
        }
        Keyword::Leave => "mail-answer-leave",
        Keyword::LeaveForSure => {
            // Answered before: afterwards there is nobody to answer.
            answer(kernel, place, "mail-answer-left").await?;
            erasure::leave_place(kernel, place, Leaving::LeaveWords).await?;
            return Ok(Some(Outcome::Taken));
        }
        Keyword::Staff(said) => {
            let admission = match admission::admit(kernel, place.person, place.group, Intent::Help).await {
                Ok(admission) => admission,
                Err(error) => return refused(kernel, place, error).await.map(Some),
            };
            let Some(modality) = modality(kernel, place).await? else { return Ok(Some(Outcome::Taken)) };
            contribution::submit(kernel, &admission, &modality, Draft::to_staff(said, writer.id.clone())).await?;
            "mail-answer-staff"
        }
    };
    if is_hers {
        self::answer(kernel, place, answer).await?;
    }
    Ok(Some(Outcome::Taken))
}

/// Says it to the group, by the same path as everything: the modality of the conversation, the same rules, her alias.
async fn say(kernel: &Kernel, place: &membership::Model, token: Token, writer: &Writer<'_>, is_hers: bool) -> Result<Outcome> {
    let admission = match admission::admit(kernel, place.person, place.group, Intent::Write).await {
        Ok(admission) => admission,
        Err(error) if is_hers => return refused(kernel, place, error).await,
        Err(error) if error.refusal().is_some() => return away::count(kernel, Some(place.group), away::STRANGER).await,
        Err(error) => return Err(error),
    };
    let Some(modality) = modality(kernel, place).await? else { return away::count(kernel, Some(place.group), away::NOT_NOW).await };
    let found = match token.is_for {
        Use::Answer => thread::by_number(kernel, place.group, token.number).await?,
        _ => None,
    };
    // In a chat nothing has a title, and nothing stands apart.
    let has_conversations = kernel.modality(&modality).is_some_and(|it| it.has_conversations());
    let opens = has_conversations && found.is_none();
    let heading = match opens {
        true => Some(subject(kernel, &writer.letter.subject, language(kernel, place).await?)),
        false => None,
    };
    let is_too_many = kernel.held::<Rates>().is_too_many(place.id, place.group, kernel.clock.now());
    let shape = rule::Shape { opens, is_unproved: !is_hers, is_too_many };
    let draft = Draft {
        words: Words { heading, body: writer.letter.words.clone(), ..Words::default() },
        thread: has_conversations.then(|| found.map_or_else(Uuid::new_v4, |it| it.id)),
        shape: serde_json::to_value(shape)?,
        ..Draft::to_group("", writer.id.clone())
    };
    match contribution::submit(kernel, &admission, &modality, draft).await {
        Ok(_) if is_hers && writer.letter.had_more => answer(kernel, place, "mail-answer-words-only").await?,
        Ok(_) => {}
        Err(error) if is_hers => return refused(kernel, place, error).await,
        Err(error) if error.refusal().is_some() => return away::count(kernel, Some(place.group), away::STRANGER).await,
        Err(error) => return Err(error),
    }
    Ok(Outcome::Taken)
}

/// It was not passed on: she is told so, in a sentence that says nothing else. Why stands on the page.
async fn refused(kernel: &Kernel, place: &membership::Model, error: hearth_core::Error) -> Result<Outcome> {
    if error.refusal().is_none() {
        return Err(error);
    }
    answer(kernel, place, "mail-answer-not-passed-on").await?;
    away::count(kernel, Some(place.group), away::NOT_NOW).await
}

async fn answer(kernel: &Kernel, place: &membership::Model, key: &'static str) -> Result<()> {
    let words = kernel.words.say(language(kernel, place).await?, key, &[("address", kernel.house.address.as_str().into())]);
    contact::answer(kernel, place.id, Medium::Email, words).await.map(|_| ())
}

async fn language(kernel: &Kernel, place: &membership::Model) -> Result<Language> {
    let row = person::find(kernel, place.person).await?;
    Ok(row.and_then(|it| Language::from_code(&it.language)).unwrap_or_default())
}

/// The subject of a conversation that begins; where she gave none, a word that stands for none.
fn subject(kernel: &Kernel, subject: &str, language: Language) -> String {
    let subject: String = subject.chars().take(LONGEST_SUBJECT).collect();
    // Our own neutral subject, come back, is none of hers.
    let is_ours = Language::ALL.iter().any(|it| kernel.words.say(*it, "mail-letter-subject", &[]) == subject.trim());
    if subject.trim().is_empty() || is_ours { kernel.words.say(language, "mail-no-subject", &[]) } else { subject }
}

/// The modality of the group's conversation: its own, whichever door this is.
async fn modality(kernel: &Kernel, place: &membership::Model) -> Result<Option<String>> {
    let group = group::Entity::find_by_id(place.group).one(kernel.store.reader()).await?;
    Ok(group.filter(|it| hearth_core::group::ways::has(it, crate::NAME)).and_then(|it| it.modality))
}
