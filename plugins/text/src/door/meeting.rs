//! A meeting, from a phone. She says by a text that she is at the door, and a facilitator lets her in or does not, as with everybody: the
//! door is the core's. What she writes before that, or after, is not passed on, and she is told so.
use super::member::Her;
use dashmap::DashMap;
use hearth_core::{
    Kernel, Refusal, Result,
    admission::{self, AT_THE_DOOR, Admission, Intent, MEETING_HELD_UP, NO_MEETING},
    contact::{self, Medium},
    group::meeting::{self, Place, conduct, lobby},
    id::MembershipId,
    live::Frame,
    locale::Language,
    table::{meeting::MeetingState, membership},
};
use tokio::{sync::mpsc::Receiver, task::AbortHandle};

/// One for each kernel: see [`Kernel::held`]. Who waits to hear that she is let in; once, however often she says that she is there.
#[derive(Default)]
struct Waiting(DashMap<MembershipId, AbortHandle>);

impl Her<'_> {
    /// She is at the door. Where she is in already, or there is no door, it is something that she says to the others.
    pub(super) async fn here(&self) -> Result<()> {
        let Some(admission) = self.of_group().await? else { return self.answer("text-say-not-taken").await };
        match admission.place() {
            Place::AnyTime | Place::In { .. } | Place::HeldUp { .. } => self.say().await,
            Place::Shut => self.is_shut().await,
            Place::AtTheDoor => self.knock(&admission).await,
        }
    }

    /// She goes, from the room or from its door.
    pub(super) async fn out(&self) -> Result<()> {
        let Some(admission) = self.of_group().await? else { return self.answer("text-say-not-taken").await };
        match admission.place() {
            Place::AnyTime => self.say().await,
            Place::Shut => self.is_shut().await,
            Place::In { .. } | Place::HeldUp { .. } | Place::AtTheDoor => {
                lobby::leave(self.kernel, &admission).await?;
                self.answer("text-say-out").await
            }
        }
    }

    /// What comes to her rests, or comes again: whoever holds the meeting sees that she is away, or back.
    pub(super) async fn is_away(&self, is_away: bool) -> Result<()> {
        match self.of_group().await? {
            Some(admission) => conduct::tell_of(self.kernel, &admission, Some(is_away), None).await,
            None => Ok(()),
        }
    }

    /// Why what she wrote was not passed on, where a meeting is why; none where it is something else.
    pub(super) async fn told_of_meeting(&self, refusal: Refusal) -> Result<bool> {
        match refusal {
            NO_MEETING => self.is_shut().await?,
            AT_THE_DOOR => self.is_at_the_door().await?,
            MEETING_HELD_UP => self.answer("text-say-held-up").await?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    async fn of_group(&self) -> Result<Option<Admission>> {
        match admission::admit(self.kernel, self.place.person, self.place.group, Intent::Help).await {
            Ok(admission) => Ok(Some(admission)),
            Err(error) if error.refusal().is_some() => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn knock(&self, admission: &Admission) -> Result<()> {
        let (kernel, group, membership) = (self.kernel, admission.group(), admission.membership());
        if self.is_closing() {
            return self.is_shut().await;
        }
        // Heard from before she is at the door: whoever lets her in at once is not missed.
        let told = kernel.doors.listen(group, membership, None, None);
        match lobby::knock(kernel, admission, None).await {
            Ok(()) => self.answer("text-say-knocked").await?,
            Err(error) if error.refusal().is_some() => return self.is_not_let_in().await,
            Err(error) => return Err(error),
        }
        let waiting = kernel.held::<Waiting>();
        let task = tokio::spawn(wait(kernel.clone(), self.place.clone(), self.language, told));
        if let Some(before) = waiting.0.insert(membership, task.abort_handle()) {
            before.abort();
        }
        waiting.0.retain(|_, it| !it.is_finished());
        Ok(())
    }

    async fn is_at_the_door(&self) -> Result<()> {
        if self.is_closing() {
            return self.is_shut().await;
        }
        let standing = meeting::standing(self.kernel, self.place.group, self.place.id, false).await?;
        match (standing.is_declined, standing.has_knocked) {
            (true, _) => self.is_not_let_in().await,
            (false, true) => self.answer("text-say-knocked").await,
            (false, false) => self.answer("text-say-at-door").await,
        }
    }

    /// Nobody else comes in.
    fn is_closing(&self) -> bool {
        self.kernel.sittings.find(self.place.group).is_some_and(|it| it.state == MeetingState::Closing)
    }

    /// Nobody is there: when somebody is, and whom she can talk to until then.
    async fn is_shut(&self) -> Result<()> {
        let (kernel, now) = (self.kernel, self.kernel.clock.now());
        let next = meeting::coming(kernel, self.place.group).await?.into_iter().find(|it| it.begins > now);
        let phone = super::member::whom_to_call(kernel).await?;
        match next {
            Some(next) => {
                let when = self.when(next.begins).await?;
                let with = [("when", when.as_str().into()), ("phone", phone.as_str().into())];
                self.answer_words(kernel.words.say(self.language, "text-say-shut", &with)).await
            }
            None => self.answer_words(kernel.words.say(self.language, "text-say-shut-for-now", &[("phone", phone.as_str().into())])).await,
        }
    }

    async fn is_not_let_in(&self) -> Result<()> {
        self.answer_words(not_let_in(self.kernel, self.language).await?).await
    }
}

async fn not_let_in(kernel: &Kernel, language: Language) -> Result<String> {
    let phone = super::member::whom_to_call(kernel).await?;
    Ok(kernel.words.say(language, "text-say-not-let-in", &[("phone", phone.into())]))
}

/// Waits until somebody decides about her, and answers then: she asked, and has nothing to look at meanwhile.
async fn wait(kernel: Kernel, her: membership::Model, language: Language, mut told: Receiver<Frame>) {
    loop {
        let answered = match answer_at_door(&kernel, &her, language).await {
            Ok(answered) => answered,
            Err(fault) => {
                tracing::warn!(%fault, "somebody at a door could not be told yet");
                false
            }
        };
        if answered || told.recv().await.is_none() {
            return;
        }
    }
}

/// Whether there is nothing more to wait for.
async fn answer_at_door(kernel: &Kernel, her: &membership::Model, language: Language) -> Result<bool> {
    let standing = meeting::standing(kernel, her.group, her.id, false).await?;
    let words = match standing.place {
        Place::In { .. } | Place::HeldUp { .. } => kernel.words.say(language, "text-say-let-in", &[]),
        Place::AtTheDoor if standing.is_declined => not_let_in(kernel, language).await?,
        Place::AtTheDoor if standing.has_knocked => return Ok(false),
        // It is over, and nobody came to her.
        Place::Shut => not_let_in(kernel, language).await?,
        // She left it herself.
        Place::AtTheDoor | Place::AnyTime => return Ok(true),
    };
    contact::answer(kernel, her.id, Medium::Text, words).await.map(|_| true)
}
