//! Saying something in the room, by whatever way it came: a socket or a form.
use crate::{
    NAME,
    refusals::{MESSAGE_TOO_LONG, TOO_MANY},
    room::Waits,
    rooms::Rooms,
    settings::Chat,
};
use hearth_core::{
    Kernel, Result,
    admission::Admission,
    contribution::{self, Draft, EMPTY, Entry, Heard, faces},
    settings,
    table::entry::{Audience, EntryState},
};
use std::sync::Arc;

/// The longest id that a page may give to what it sends.
const LONGEST_CLIENT_ID: usize = 64;

/// Stores it, if she may say it. What comes of it is yet to be told: [`tell`].
pub async fn hear(kernel: &Kernel, rooms: &Rooms, admission: &Admission, draft: Draft) -> Result<Heard> {
    let set = settings::shared::<Chat>(kernel, Some(admission.group())).await?;
    if !rooms.bucket(admission.membership()).take(set.messages_per_minute) {
        return Err(TOO_MANY.into());
    }
    if draft.client_id.is_empty() || draft.client_id.len() > LONGEST_CLIENT_ID {
        return Err(EMPTY.into());
    }
    let (longest, body) = (set.longest_message as usize, &draft.words.body);
    if body.len() > longest && body.chars().count() > longest {
        return Err(MESSAGE_TOO_LONG.into());
    }
    contribution::hear(kernel, admission, NAME, draft).await
}

/// Brings it to the others; what is held, to staff.
pub async fn tell(kernel: &Kernel, rooms: &Rooms, heard: Heard) -> Entry {
    let entry = heard.bring(kernel).await;
    if (entry.state, entry.audience) == (EntryState::Held, Audience::Group)
        && let Some(room) = rooms.find(entry.group)
        && let Ok(known) = faces(kernel, entry.group, [entry.author]).await
        && let Some(face) = known.get(&entry.author).cloned()
    {
        room.do_send(Waits { entry: Arc::new(entry.clone()), face });
    }
    entry
}

pub async fn say(kernel: &Kernel, admission: &Admission, draft: Draft) -> Result<Entry> {
    let rooms = kernel.held::<Rooms>();
    let heard = hear(kernel, &rooms, admission, draft).await?;
    Ok(tell(kernel, &rooms, heard).await)
}
