//! A room: one actor for each group that is open on somebody's screen. It numbers what is said, remembers the newest of it, and
//! brings each line to everybody by one copy. All that waits in its mailbox goes out together.
//!
//! What stands here stands in the core as well: a room that comes undone is made afresh from there, its pages come back, and no
//! other room notices.
mod heard;
mod lines;
mod order;

pub use order::{Break, Bring, Confirm, Eyes, Join, Leave, Look, OnLine, Reacts, RoomAddress, Seen, SeenLine, TakeBack, Types, Waits, Which};

use crate::{
    frame::{self, Lane, Tell, VERSION},
    listener::{End, Post, Put, Queue, Writing},
    rooms::Rooms,
};
use actix::{Actor, ActorContext, ActorFutureExt, AsyncContext, Context, WrapFuture};
use actix_web::web::{Bytes, BytesMut};
use hearth_core::{
    Kernel, Result, card,
    clock::Moment,
    contribution::{self, Entry, Face, faces},
    id::{GroupId, MembershipId},
    plugin::host::inside,
    vault::random,
};
use lines::{Line, Lines};
use std::{collections::HashMap, sync::Arc, task::Waker, time::Duration};
use tokio::runtime::Handle;

/// How often a room looks whether anybody is there. After two looks at nobody it closes.
const LOOK: Duration = Duration::from_secs(30);
/// The most lines with which a page begins.
pub const FIRST: usize = 60;

struct Listener {
    eyes: Eyes,
    queue: Arc<Queue>,
}

pub struct Room {
    kernel: Kernel,
    runtime: Handle,
    group: GroupId,
    life: String,
    lines: Lines,
    listeners: Vec<Listener>,
    /// The latest moment from which on somebody here may see: an entry that is not older goes to all.
    newest_since: Moment,
    /// What goes to everybody with the next wake, in each way of writing.
    batch: [BytesMut; 3],
    is_flush_due: bool,
    lonely: u8,
}

impl Room {
    pub fn new(kernel: Kernel, runtime: Handle, group: GroupId) -> Room {
        // Two rooms with one name would take each other's numbers for theirs.
        let life = random::<9>().map_or_else(|_| uuid::Uuid::new_v4().simple().to_string(), |it| it.iter().map(|it| format!("{it:02x}")).collect());
        Room {
            kernel,
            runtime,
            group,
            life,
            lines: Lines::default(),
            listeners: Vec::new(),
            newest_since: Moment(i64::MIN),
            batch: Default::default(),
            is_flush_due: false,
            lonely: 0,
        }
    }

    /// For everybody, with the next wake.
    fn tell_all(&mut self, tell: &Tell<'_>, context: &mut Context<Room>) {
        let json = frame::json(tell);
        frame::put(&mut self.batch[0], &json, Writing::WebSocket);
        if self.listeners.iter().any(|it| it.queue.writing != Writing::WebSocket) {
            frame::put(&mut self.batch[1], &json, Writing::Events);
            frame::put(&mut self.batch[2], &json, Writing::Lines);
        }
        if !self.is_flush_due {
            self.is_flush_due = true;
            // Runs once the mailbox is empty.
            context.spawn(async {}.into_actor(self).map(|_, room, _| room.flush()));
        }
    }

    fn flush(&mut self) {
        self.is_flush_due = false;
        if self.batch[0].is_empty() {
            return;
        }
        let batch = std::mem::take(&mut self.batch).map(BytesMut::freeze);
        self.hand_out(|it| {
            let frames = match it.queue.writing {
                Writing::WebSocket => &batch[0],
                Writing::Events => &batch[1],
                Writing::Lines => &batch[2],
            };
            Some(frames.clone()).filter(|it| !it.is_empty())
        });
    }

    /// For some, now; what goes to everybody goes first.
    fn tell_some(&mut self, tell: &Tell<'_>, who: impl Fn(&Eyes) -> bool) {
        self.flush();
        self.hand_out(|it| who(&it.eyes).then(|| frame::write(tell, it.queue.writing)));
    }

    /// To each what is for her. Those of one thread are woken together; those who want no more are let go of.
    fn hand_out(&mut self, what: impl Fn(&Listener) -> Option<Bytes>) {
        let mut threads: Vec<(Arc<Post>, Vec<Waker>)> = Vec::new();
        self.listeners.retain(|it| {
            if Arc::strong_count(&it.queue) < 2 {
                return false;
            }
            let Some(frames) = what(it) else { return true };
            let Put::Waits(page) = it.queue.put(frames) else { return false };
            match threads.iter_mut().find(|(post, _)| Arc::ptr_eq(post, &it.queue.post)) {
                Some((_, pages)) => pages.extend(page),
                None => threads.push((it.queue.post.clone(), page.into_iter().collect())),
            }
            true
        });
        threads.into_iter().for_each(|(post, pages)| post.wake(pages));
    }

    /// Her number. Those who are here learn how she appears before her first line.
    fn introduce(&mut self, face: &Arc<Face>, context: &mut Context<Room>) -> u32 {
        let number = self.lines.author(face);
        if self.lines.introduce(face.membership) {
            let who = Tell::Who { a: number, name: &face.name, shape: face.shape, staff: face.is_staff() };
            self.tell_all(&who, context);
        }
        number
    }

    /// Takes an entry among the lines and brings it to whoever may see it.
    fn bring(&mut self, order: Bring, context: &mut Context<Room>) {
        let Bring { entry, face, card } = order;
        let Some(n) = self.lines.add(&entry, card.clone()) else { return };
        let Some(words) = &entry.words else { return };
        let a = self.introduce(&face, context);
        let lane = words.lane.as_ref().and_then(|it| Some(Lane { n: self.lines.number(it.of)?, lang: &it.language }));
        let waited = Some(entry.id).filter(|_| !entry.reasons.is_empty());
        let said = Tell::Said { n, a, c: entry.client_id.as_deref(), b: &words.body, i: waited, card: card.as_deref(), lane };
        if entry.at >= self.newest_since {
            self.tell_all(&said, context);
        } else {
            // Said before some of them came: not theirs to read, also where it is let through after.
            self.tell_some(&said, |eyes| may_see(eyes, entry.author, entry.at));
        }
        if let Some(i) = waited {
            self.tell_some(&Tell::Done { i }, |eyes| eyes.is_staff);
        }
    }

    fn join(&mut self, order: Join) {
        let Join { eyes, face, queue, state, after } = order;
        self.flush();
        let me = self.lines.author(&face);
        let known = after.filter(|(life, _)| *life == self.life).map(|(_, n)| n);
        let missed = known.and_then(|n| self.lines.since(n, |it| may_see(&eyes, it.author, it.at)));
        // A page that asks again and again is not told again and again that nothing happened.
        let is_quiet = queue.writing == Writing::Lines && missed.as_ref().is_some_and(|it| it.lines.is_empty() && it.gone.is_empty());
        let mut out = BytesMut::with_capacity(512);
        let mut put = |tell: &Tell<'_>| frame::put(&mut out, &frame::json(tell), queue.writing);
        put(&Tell::Hello { v: VERSION, life: &self.life, n: self.lines.n, me, fresh: missed.is_none(), state: &state });
        let (lines, gone) = match missed {
            Some(missed) => (missed.lines, missed.gone),
            None => (self.lines.newest(FIRST, |it| may_see(&eyes, it.author, it.at)), Vec::new()),
        };
        let mut met = vec![eyes.membership];
        met.extend(lines.iter().map(|it| it.author));
        met.sort_unstable();
        met.dedup();
        for it in met.iter().filter_map(|it| self.lines.face(*it)) {
            put(&Tell::Who { a: it.number, name: &it.face.name, shape: it.face.shape, staff: it.face.is_staff() });
        }
        if !gone.is_empty() {
            put(&Tell::Gone { n: gone });
        }
        for line in lines {
            put(&said(&self.lines, line));
        }
        if !is_quiet {
            queue.push(out.freeze());
        }
        // Nothing of those whom she has not met: not even their names.
        self.lines.knows_only(&met);
        self.newest_since = self.newest_since.max(eyes.since);
        self.listeners.push(Listener { eyes, queue });
    }
}

/// Words are hers from the moment on in which she came; her own always.
fn may_see(eyes: &Eyes, author: MembershipId, at: Moment) -> bool {
    at >= eyes.since || author == eyes.membership
}

/// A line as it is told to who was not there.
fn said<'a>(lines: &Lines, line: &'a Line) -> Tell<'a> {
    let a = lines.face(line.author).map_or(0, |it| it.number);
    let lane = line.words.lane.as_ref().and_then(|it| Some(Lane { n: lines.number(it.of)?, lang: &it.language }));
    Tell::Said { n: line.n, a, c: None, b: &line.words.body, i: None, card: line.card.as_deref(), lane }
}

/// What stands in the core: read once, when the room opens.
async fn load(kernel: Kernel, group: GroupId) -> Result<(Vec<Entry>, HashMap<MembershipId, Arc<Face>>, HashMap<uuid::Uuid, Arc<card::Content>>)> {
    let entries = contribution::recent(&kernel, group, lines::MOST).await?;
    let faces = faces(&kernel, group, entries.iter().map(|it| it.author)).await?;
    let mut cards = HashMap::new();
    for id in entries.iter().filter_map(|it| it.words.as_ref()?.card) {
        if let Some(card) = card::find(&kernel, id).await? {
            cards.insert(id.0, Arc::new(card.content));
        }
    }
    Ok((entries, faces, cards))
}

impl Actor for Room {
    type Context = Context<Room>;

    fn started(&mut self, context: &mut Context<Room>) {
        let work = inside(self.runtime.clone(), load(self.kernel.clone(), self.group));
        // Nothing is heard before: what was said already stands above what is said now.
        context.wait(work.into_actor(self).map(|loaded, room, context| match loaded {
            Ok((entries, faces, cards)) => {
                for entry in entries {
                    if let Some(face) = faces.get(&entry.author) {
                        room.lines.author(face);
                        let card = entry.words.as_ref().and_then(|it| it.card).and_then(|it| cards.get(&it.0).cloned());
                        room.lines.add(&entry, card);
                    }
                }
            }
            Err(fault) => {
                tracing::error!(%fault, "a room cannot be opened");
                context.stop();
            }
        }));
        context.run_interval(LOOK, |room, context| {
            room.listeners.retain(|it| Arc::strong_count(&it.queue) > 1);
            room.newest_since = room.listeners.iter().map(|it| it.eyes.since).max().unwrap_or(Moment(i64::MIN));
            room.lonely = if room.listeners.is_empty() { room.lonely + 1 } else { 0 };
            if room.lonely > 2 {
                context.stop();
            }
        });
    }
}

/// However it ends, by a panic too: its pages are told, come back, and find another.
impl Drop for Room {
    fn drop(&mut self) {
        self.listeners.iter().for_each(|it| it.queue.end(End::RoomGone));
        self.kernel.held::<Rooms>().gone(self.group);
    }
}
