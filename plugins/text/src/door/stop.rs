//! STOP and START. STOP is the end of every consent to be reached by texts, in all her places, and a line of its own that outlives whatever
//! else is known of her: nothing goes to that phone by any carrier. It reaches nobody in the group (safety.md SMS-3).
use super::Writer;
use crate::{phone, seat};
use hearth_core::{
    Kernel, Result,
    bus::Signal,
    contact::{self, Medium, owed, permission},
    event::{self, ConsentEnded},
    locale::Language,
    store::Tx,
    table::membership::MembershipState,
};

pub(super) async fn stop(kernel: &Kernel, writer: &Writer<'_>) -> Result<()> {
    if phone::is_stopped(kernel, writer.hash).await? {
        return Ok(());
    }
    let language = language(writer);
    let known = phone::find(kernel, writer.hash).await?;
    let (kernel_in, hash, person) = (kernel.clone(), writer.hash.to_owned(), known.as_ref().map(|it| it.person));
    kernel
        .store
        .write(async move |tx: &Tx| {
            phone::stop(&kernel_in, tx, &hash).await?;
            let Some(person) = person else { return Ok(()) };
            for place in permission::say(&kernel_in, tx, person, Medium::Text, false, language).await? {
                owed::forget(tx, Medium::Text, place.id).await?;
                event::record(&kernel_in, tx, &ConsentEnded { membership: place.id, person, group: place.group }).await?;
            }
            Ok(())
        })
        .await?;
    if let Some(known) = known {
        kernel.bus.tell(kernel, Signal::PersonChanged(known.person));
        kernel.outbox.wake();
    }
    // One confirmation, also to somebody who is not known: whoever wants an end to texts is to know that it is one.
    contact::farewell(kernel, Medium::Text, phone::write(&writer.arrival.from), kernel.words.say(language, "text-say-stopped", &[])).await?;
    Ok(())
}

/// She takes it back: neutral sentences may come again. What others say comes only after a second yes, as at first.
pub(super) async fn start(kernel: &Kernel, writer: &Writer<'_>) -> Result<()> {
    if !phone::start(kernel, writer.hash).await? {
        return Ok(());
    }
    let Some(known) = phone::find(kernel, writer.hash).await? else { return Ok(()) };
    let language = language(writer);
    let Ok(place) = hearth_core::group::membership::get(kernel, known.membership).await else { return Ok(()) };
    if place.state == MembershipState::Ended {
        return Ok(());
    }
    let kernel_in = kernel.clone();
    kernel.store.write(async move |tx: &Tx| permission::say(&kernel_in, tx, known.person, Medium::Text, true, language).await.map(|_| ())).await?;
    seat::back_to_a_sentence(kernel, known.membership).await?;
    kernel.bus.tell(kernel, Signal::PersonChanged(known.person));
    contact::answer(kernel, place.id, Medium::Text, kernel.words.say(language, "text-say-started", &[])).await.map(|_| ())
}

fn language(writer: &Writer<'_>) -> Language {
    writer.said.as_ref().and_then(|it| it.language).unwrap_or_default()
}
