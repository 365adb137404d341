//! A text from a phone that is known to be somebody's: a word that asks for something, a word to staff, or something said to the group.
use super::{Rates, Writer};
use crate::{
    keyword::{self, Keyword},
    phone::{self, Phone},
    rule, seat,
    sending::{Fate, WhyNot},
    settings::Text as Settings,
    table::seat::{Model as Seat, Rest},
    transport, unread,
};
use futures_util::future::try_join;
use hearth_core::{
    Kernel, Result,
    admission::{self, AT_THE_DOOR, Intent, NO_MEETING},
    clock::Moment,
    contact::{self, Medium, safe_contact},
    contribution::{self, Draft, Entry, Words},
    group::{facilitation, meeting::Place},
    id::MembershipId,
    locale::Language,
    person::{self, freeze},
    region, settings, site,
    store::Tx,
    table::{
        entry::EntryState,
        group,
        membership::{self, MembershipState},
    },
};
use uuid::Uuid;

/// A heading is as long as a title of a conversation may be; it is made of her first words.
const LONGEST_HEADING: usize = 60;

/// Whoever wrote, and what is known of her.
pub(super) struct Her<'a> {
    pub(super) kernel: &'a Kernel,
    pub(super) place: membership::Model,
    seat: Seat,
    pub(super) language: Language,
    writer: &'a Writer<'a>,
}

pub(super) async fn take(kernel: &Kernel, membership: MembershipId, writer: &Writer<'_>) -> Result<()> {
    let Some(place) = kernel.store.row::<membership::Entity>(membership::Column::Id, membership).await? else { return Ok(()) };
    let Some(seat) = seat::by_membership(kernel, membership).await? else { return Ok(()) };
    // The same number on another network is another phone until a code comes from it: whoever took over an account is not her.
    let registered = safe_contact::find(kernel, place.person).await?.and_then(|it| it.content.way(Medium::Text).map(|it| it.address.clone()));
    let is_registered = match registered {
        Some(it) => phone::read_again(kernel, &it).await?.is_some_and(|it| it.at == writer.arrival.from),
        None => false,
    };
    // A number that may be in other hands is nobody's until a code comes from it.
    if place.state == MembershipState::Ended || seat.rests.is_some() || !is_registered {
        return Ok(());
    }
    let language = person::language(kernel, place.person).await?;
    Her { kernel, place, seat, language, writer }.take().await
}

impl Her<'_> {
    async fn take(&self) -> Result<()> {
        let kernel = self.kernel;
        let said = self.writer.said.as_ref();
        if said.is_some_and(|it| it.keyword == Keyword::NotMe) {
            // Answered before: afterwards nothing goes there any more.
            self.answer("text-say-not-me").await?;
            seat::rest(kernel, self.place.id, Rest::NotMe).await?;
            return freeze::freeze(kernel, self.place.person, None).await;
        }
        // She wrote from it: it is still a way to reach her. Both at once, so that one commit can be of both.
        try_join(seat::heard(kernel, self.place.id), safe_contact::confirm(kernel, self.place.person)).await?;
        match said.map(|it| it.keyword) {
            Some(Keyword::Help) => self.help(said.and_then(|it| it.language)).await,
            Some(Keyword::Pause) => {
                seat::pause(kernel, self.place.id).await?;
                self.is_away(true).await?;
                self.answer("text-say-paused").await
            }
            Some(Keyword::Resume | Keyword::Start) => {
                seat::resume(kernel, self.place.id).await?;
                self.is_away(false).await?;
                self.answer("text-say-resumed").await
            }
            Some(Keyword::Open) => self.open(said.map(|it| it.rest.as_str()).unwrap_or_default()).await,
            Some(Keyword::Here) => self.here().await,
            Some(Keyword::Out) => self.out().await,
            Some(Keyword::Staff) => self.to_staff(said.map(|it| it.rest.as_str()).unwrap_or_default()).await,
            // A yes that nobody asked for is an answer to somebody.
            Some(Keyword::Yes | Keyword::Stop | Keyword::NotMe) | None => self.say().await,
        }
    }

    /// Whom she can call, and how to end it: in both languages where she asked in neither.
    async fn help(&self, asked: Option<Language>) -> Result<()> {
        let languages = match asked {
            Some(language) => vec![language],
            None => vec![self.language, if self.language == Language::En { Language::Fr } else { Language::En }],
        };
        let phone = whom_to_call(self.kernel).await?;
        let region = region::find(&site::current(self.kernel).await?.region);
        for language in languages {
            let with = [("emergency", region.danger.into()), ("phone", phone.as_str().into())];
            self.answer_words(self.kernel.words.say(language, "text-say-help", &with)).await?;
        }
        Ok(())
    }

    /// What waits for her, as much as one text takes. Her word comes first, where she has one.
    async fn open(&self, word: &str) -> Result<()> {
        let (kernel, rates, now) = (self.kernel, self.kernel.held::<Rates>(), self.kernel.clock.now());
        if self.seat.word.is_some() {
            if !rates.may_say_word(self.writer.hash, now) {
                return Ok(());
            }
            if word.is_empty() {
                return self.answer("text-say-code-asked").await;
            }
            if !seat::is_word(kernel, &self.seat, word).await? {
                rates.wrong_word(self.writer.hash, now);
                return self.answer("text-say-code-wrong").await;
            }
        }
        match admission::admit(kernel, self.place.person, self.place.group, Intent::Read).await {
            Ok(_) => {}
            // What staff said to her alone is there all the same, and nothing else is.
            Err(error) if matches!(error.refusal(), Some(NO_MEETING | AT_THE_DOOR)) => {}
            Err(error) if error.refusal().is_some() => return self.answer("text-say-no-more").await,
            Err(error) => return Err(error),
        }
        // What is on its way to her by itself comes first, and then she has come further.
        let _turn = transport::turn(kernel, self.place.id).await;
        let Some(seat) = seat::by_membership(kernel, self.place.id).await? else { return Ok(()) };
        let Some(piece) = unread::next(kernel, &self.place, &seat, self.language).await? else { return self.answer("text-say-no-more").await };
        let phone = Phone { at: self.writer.arrival.from.clone(), hash: self.writer.hash.to_owned(), country: None };
        match transport::send_piece(kernel, &phone, &self.place, &seat, &piece, true).await? {
            Fate::NotSent(WhyNot::Budget) => self.answer("text-say-budget-reached").await,
            Fate::Sent | Fate::NotSent(_) => Ok(()),
        }
    }

    async fn to_staff(&self, words: &str) -> Result<()> {
        if words.trim().is_empty() {
            return self.answer("text-say-staff-how").await;
        }
        let admission = match admission::admit(self.kernel, self.place.person, self.place.group, Intent::Help).await {
            Ok(admission) => admission,
            Err(error) => return self.refused(error).await,
        };
        let Some(modality) = self.modality().await? else { return self.answer("text-say-not-taken").await };
        match contribution::submit(self.kernel, &admission, &modality, Draft::to_staff(words, self.writer.id)).await {
            Ok(_) => self.answer("text-say-staff-got-it").await,
            Err(error) => self.refused(error).await,
        }
    }

    /// Says it to the group, by the same path as everything: the modality of the conversation, the same rules, her alias.
    pub(super) async fn say(&self) -> Result<()> {
        let (kernel, arrival) = (self.kernel, self.writer.arrival);
        if arrival.words.trim().is_empty() {
            return self.answer(if arrival.had_attachment { "text-say-only-words" } else { "text-say-not-taken" }).await;
        }
        let longest = settings::shared::<Settings>(kernel, Some(self.place.group)).await?.longest_entry as usize;
        if arrival.words.chars().count() > longest {
            return self.answer("text-say-too-long").await;
        }
        let admission = match admission::admit(kernel, self.place.person, self.place.group, Intent::Write).await {
            Ok(admission) => admission,
            Err(error) => return self.refused(error).await,
        };
        let Some(modality) = self.modality().await? else { return self.answer("text-say-not-taken").await };
        let (thread, opens) = self.conversation(&modality);
        let is_too_many = kernel.held::<Rates>().is_too_many(self.writer.hash, kernel.clock.now());
        let heading = opens.then(|| heading(&arrival.words));
        let draft = Draft {
            words: Words { heading, body: arrival.words.clone(), ..Words::default() },
            thread,
            shape: serde_json::to_value(rule::Shape { opens, is_too_many })?,
            ..Draft::to_group("", self.writer.id)
        };
        match contribution::submit(kernel, &admission, &modality, draft).await {
            Ok(entry) => self.said(&entry, admission.place() != Place::AnyTime).await,
            Err(error) => self.refused(error).await,
        }
    }

    /// Where what she says belongs: in a chat nowhere apart, else in the conversation that she was sent last, and else in one that begins with it.
    fn conversation(&self, modality: &str) -> (Option<Uuid>, bool) {
        let has_conversations = self.kernel.modality(modality).is_some_and(|it| it.has_conversations());
        match (modality, self.seat.thread) {
            (crate::NAME, _) => (Some(self.place.group.0), false),
            _ if !has_conversations => (None, false),
            (_, Some(thread)) => (Some(thread), false),
            (_, None) => (Some(Uuid::new_v4()), true),
        }
    }

    /// It was taken: what she should know about it, as seldom as it can be.
    async fn said(&self, entry: &Entry, is_in_meeting: bool) -> Result<()> {
        let (kernel, now) = (self.kernel, self.kernel.clock.now());
        // What she says next belongs with it.
        let (membership, thread) = (self.place.id, entry.thread);
        if self.seat.thread != thread {
            kernel.store.write(async move |tx: &Tx| seat::are_in(tx, vec![membership], thread).await).await?;
        }
        if self.writer.arrival.had_attachment {
            return self.answer("text-say-cannot-carry").await;
        }
        if keyword::may_mean_stop(&self.writer.arrival.words) {
            return self.answer("text-say-stop-how").await;
        }
        let what = match entry.state {
            EntryState::Held => "text-say-late",
            _ => "text-say-got-it",
        };
        // In a meeting somebody is there: she is told of what waits, and nothing of what does not.
        if is_in_meeting && what == "text-say-got-it" || !kernel.held::<Rates>().is_first_today(what, self.writer.hash, now) {
            return Ok(());
        }
        let phone = whom_to_call(kernel).await?;
        if is_in_meeting {
            return self.answer_words(kernel.words.say(self.language, "text-say-late-now", &[("phone", phone.as_str().into())])).await;
        }
        let Some(when) = self.next_read().await? else { return Ok(()) };
        let with = [("when", when.as_str().into()), ("phone", phone.as_str().into())];
        self.answer_words(kernel.words.say(self.language, what, &with)).await
    }

    /// When staff read next, in words; none where nobody said.
    async fn next_read(&self) -> Result<Option<String>> {
        let (kernel, now) = (self.kernel, self.kernel.clock.now());
        match facilitation::next_cover(kernel, self.place.group, now).await? {
            Some(at) => self.when(at).await.map(Some),
            None => Ok(None),
        }
    }

    /// A moment, in words.
    pub(super) async fn when(&self, at: Moment) -> Result<String> {
        let (kernel, now) = (self.kernel, self.kernel.clock.now());
        let site = site::current(kernel).await?;
        let (zone, say) = (site.zone(), |key: &str| kernel.words.say(self.language, key, &[]));
        if at <= now {
            return Ok(say("text-when-now"));
        }
        let day = match zone.day_number(at) - zone.day_number(now) {
            0 => say("core-today"),
            1 => say("core-tomorrow"),
            _ => zone.date_text(at),
        };
        let clock = facilitation::clock(self.language, zone.weekday_and_minute(at).1);
        Ok(kernel.words.say(self.language, "text-when", &[("day", day.into()), ("clock", clock.into())]))
    }

    /// It was not passed on: she is told so, in a sentence that says nothing else.
    async fn refused(&self, error: hearth_core::Error) -> Result<()> {
        match error.refusal() {
            Some(refusal) if self.told_of_meeting(refusal).await? => Ok(()),
            Some(_) => self.answer("text-say-not-taken").await,
            None => Err(error),
        }
    }

    async fn modality(&self) -> Result<Option<String>> {
        let row = self.kernel.store.row::<group::Entity>(group::Column::Id, self.place.group).await?;
        Ok(row.and_then(|it| it.modality))
    }

    pub(super) async fn answer(&self, key: &str) -> Result<()> {
        self.answer_words(self.kernel.words.say(self.language, key, &[])).await
    }

    pub(super) async fn answer_words(&self, words: String) -> Result<()> {
        contact::answer(self.kernel, self.place.id, Medium::Text, words).await.map(|_| ())
    }
}

/// The shelter, where it said so, and else whoever listens in its region.
pub(super) async fn whom_to_call(kernel: &Kernel) -> Result<String> {
    let site = site::current(kernel).await?;
    Ok(match site.staff_phone.trim() {
        "" => region::find(&site.region).talk.to_owned(),
        phone => phone.to_owned(),
    })
}

/// A title for a conversation that begins with a text: its first words.
fn heading(words: &str) -> String {
    let line = words.lines().find(|it| !it.trim().is_empty()).unwrap_or_default().trim();
    if line.chars().count() <= LONGEST_HEADING {
        return line.to_owned();
    }
    let cut: String = line.chars().take(LONGEST_HEADING).collect();
    let end = cut.rfind(char::is_whitespace).unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conversation_is_named_by_its_first_words() {
        assert_eq!(heading("Good morning.\nIt is cold."), "Good morning.");
        let long = heading("I do not know how to begin, but the nights are long and quiet and I would like to talk");
        assert_eq!(long, "I do not know how to begin, but the nights are long and…");
        assert!(heading(&"é".repeat(200)).chars().count() <= LONGEST_HEADING + 1);
    }
}
