//! A room: one actor for each group whose meeting is on somebody's screen. It knows who is here and what each has on, and tells
//! everybody; the sound and picture themselves go by the relay's threads and never wait for it.
//!
//! Nothing stands here that is kept. A room that comes undone takes its sound and picture with it, its pages come back, and no other
//! room notices.
mod order;

pub use order::{Hears, HoldAll, Join, Leave, Leaves, Out, Queue, RoomAddress, Stands, Welcome};

use crate::{
    frame::{self, Asked, On, Tell, VERSION},
    refusals::{CAMERAS_FULL, NO_CAMERAS},
    relay::{Ask, Hall, News, Place, Source},
    rooms::Rooms,
    socket::{AGAIN, ELSEWHERE, ROOM_CLOSED, SEAT_OVER, TOO_MANY, WRONG},
};
use actix::{Actor, ActorContext, AsyncContext, Context, Handler};
use hearth_core::{
    Refusal,
    contribution::Face,
    id::{GroupId, MembershipId},
};
use std::{
    collections::BTreeMap,
    sync::{Arc, Weak},
    time::Duration,
};

/// How often a room looks whether anybody is there. After two looks at nobody it closes.
const LOOK: Duration = Duration::from_secs(30);

struct Sitter {
    face: Arc<Face>,
    queue: Queue,
    /// Her sound and picture; none where the house carries none.
    place: Option<Place>,
    on: On,
    /// She may not be heard or seen now.
    is_held: bool,
    /// How many cameras may be on, as she was told.
    cameras: u32,
    /// The two refusals of a camera, in her language.
    words: [String; 2],
}

impl Sitter {
    fn who(&self, a: u32) -> Tell<'_> {
        Tell::Who { a, name: &self.face.name, shape: self.face.shape, staff: self.face.is_staff(), on: self.on }
    }

    /// Off for everybody at once, also where her page does not listen.
    fn switch_off(&mut self) {
        self.on = On { away: self.on.away, ..On::default() };
        if let Some(place) = &self.place {
            place.gate.set(Source::Voice, false);
            place.gate.set(Source::Camera, false);
        }
    }
}

pub struct Room {
    rooms: Weak<Rooms>,
    group: GroupId,
    hall: Option<Arc<Hall>>,
    people: BTreeMap<u32, Sitter>,
    /// Never given twice: what somebody sent before she came back is not what she sends now.
    next: u32,
    lonely: u8,
}

impl Room {
    pub fn new(rooms: &Arc<Rooms>, group: GroupId) -> Room {
        Room { rooms: Arc::downgrade(rooms), group, hall: rooms.hall(), people: BTreeMap::new(), next: 1, lonely: 0 }
    }

    fn tell_all(&mut self, tell: &Tell<'_>, but: u32) {
        let frame = frame::write(tell);
        let slow: Vec<u32> = self.people.iter().filter(|(a, it)| **a != but && !it.queue.push(frame.clone())).map(|(a, _)| *a).collect();
        slow.into_iter().for_each(|it| self.remove(it, None));
    }

    /// She is here no more: her sound and picture stop first, then the others learn it.
    fn remove(&mut self, a: u32, why: Option<u16>) {
        let Some(sitter) = self.people.remove(&a) else { return };
        drop(sitter.place);
        if let Some(why) = why {
            sitter.queue.end(why);
        }
        self.tell_all(&Tell::Gone { a }, a);
    }

    fn told(&mut self, a: u32) {
        let Some(on) = self.people.get(&a).map(|it| it.on) else { return };
        self.tell_all(&Tell::Is { a, on }, 0);
    }

    /// Why she cannot switch it on, where she cannot.
    fn refuses(&self, a: u32, of: Source) -> Option<(Refusal, String)> {
        let sitter = self.people.get(&a).filter(|_| of == Source::Camera)?;
        let on = self.people.iter().filter(|(other, it)| **other != a && it.on.camera).count();
        let [none, full] = &sitter.words;
        match (sitter.cameras, on) {
            (0, _) => Some((NO_CAMERAS, none.clone())),
            (most, on) if on >= most as usize => Some((CAMERAS_FULL, full.clone())),
            _ => None,
        }
    }

    fn switch(&mut self, a: u32, of: Source, is_on: bool) {
        if is_on && let Some((refusal, words)) = self.refuses(a, of) {
            tracing::debug!(refused = refusal.code, "a camera stays off");
            if let Some(sitter) = self.people.get(&a) {
                sitter.queue.push(frame::write(&Tell::No { of, words: &words }));
            }
            return;
        }
        let Some(sitter) = self.people.get_mut(&a) else { return };
        let is_on = is_on && !sitter.is_held;
        match of {
            Source::Voice => sitter.on.voice = is_on,
            Source::Camera => sitter.on.camera = is_on,
        }
        if let Some(place) = &sitter.place {
            place.gate.set(of, is_on);
        }
        self.told(a);
    }

    fn hear(&mut self, a: u32, asked: Asked) {
        let Some(sitter) = self.people.get_mut(&a) else { return };
        let ask = match asked {
            Asked::On { of, on } => return self.switch(a, of, on),
            Asked::Quiet { a: other, of } => {
                if sitter.face.is_staff() {
                    self.switch(other, of, false);
                }
                return;
            }
            Asked::Away { on } => {
                sitter.on.away = on;
                if let Some(place) = &sitter.place {
                    place.gate.step_away(on);
                }
                return self.told(a);
            }
            Asked::Offer { of, sdp } => Ask::Send(of, sdp),
            Asked::Answer { sdp } => Ask::Agree(sdp),
            Asked::Height { slot, most } => Ask::Height(slot, most),
        };
        // Where the house carries none, no page that knows the protocol asks for it.
        if sitter.place.as_ref().is_some_and(|it| !it.ask(ask)) {
            self.remove(a, Some(TOO_MANY));
        }
    }
}

impl Actor for Room {
    type Context = Context<Room>;

    fn started(&mut self, context: &mut Context<Room>) {
        context.run_interval(LOOK, |room, context| {
            room.lonely = if room.people.is_empty() { room.lonely + 1 } else { 0 };
            if room.lonely >= 2 {
                context.stop();
            }
        });
    }

    fn stopped(&mut self, _: &mut Context<Room>) {
        if let Some(rooms) = self.rooms.upgrade() {
            let group = self.group;
            // Once this actor's address is closed, which it is not yet.
            actix::spawn(async move { rooms.gone(group) });
        }
    }
}

impl Handler<Join> for Room {
    type Result = Welcome;

    fn handle(&mut self, order: Join, _: &mut Context<Room>) -> Welcome {
        let Join { face, queue, state, words } = order;
        // One page a person: two would hear each other, and everybody else twice.
        let before: Vec<u32> = self.people.iter().filter(|(_, it)| it.face.membership == face.membership).map(|(a, _)| *a).collect();
        before.into_iter().for_each(|it| self.remove(it, Some(ELSEWHERE)));
        let a = self.next;
        self.next += 1;
        self.lonely = 0;
        queue.push(frame::write(&Tell::Hello { v: VERSION, me: a, carries: self.hall.is_some(), state: &state }));
        for (other, it) in &self.people {
            queue.push(frame::write(&it.who(*other)));
        }
        let news = queue.clone();
        let place = self.hall.as_ref().map(|hall| {
            hall.enter(
                a,
                Arc::new(move |it| match it {
                    News::Lost => news.end(AGAIN),
                    News::Wrong(_) => news.end(WRONG),
                    other => drop(frame::of_news(&other).map(|it| news.push(it))),
                }),
            )
        });
        let is_held = state.stopped.is_some();
        if let Some(place) = &place {
            place.gate.hold(is_held);
        }
        let sitter = Sitter { face, queue, place, on: On::default(), is_held, cameras: state.cameras, words };
        let who = frame::write(&sitter.who(a));
        self.people.insert(a, sitter);
        let slow: Vec<u32> = self.people.iter().filter(|(_, it)| !it.queue.push(who.clone())).map(|(a, _)| *a).collect();
        slow.into_iter().for_each(|it| self.remove(it, None));
        Welcome(a)
    }
}

impl Handler<Hears> for Room {
    type Result = ();

    fn handle(&mut self, order: Hears, _: &mut Context<Room>) {
        self.hear(order.0, order.1);
    }
}

impl Handler<Stands> for Room {
    type Result = ();

    fn handle(&mut self, order: Stands, _: &mut Context<Room>) {
        let Some(sitter) = self.people.get_mut(&order.a) else { return };
        let was_on = sitter.on;
        sitter.cameras = order.cameras;
        sitter.is_held = order.is_held;
        if let Some(place) = &sitter.place {
            place.gate.hold(order.is_held);
        }
        // When it goes on, each comes in again as at the beginning: muted, with no camera.
        if order.is_held {
            sitter.switch_off();
        } else if order.cameras == 0 && sitter.on.camera {
            sitter.on.camera = false;
            if let Some(place) = &sitter.place {
                place.gate.set(Source::Camera, false);
            }
        }
        if sitter.on != was_on {
            self.told(order.a);
        }
    }
}

impl Handler<Leaves> for Room {
    type Result = ();

    fn handle(&mut self, order: Leaves, _: &mut Context<Room>) {
        self.remove(order.0, None);
    }
}

impl Handler<Leave> for Room {
    type Result = ();

    fn handle(&mut self, order: Leave, context: &mut Context<Room>) {
        let is_meant = |it: &Sitter| order.0.is_none_or(|of: MembershipId| it.face.membership == of);
        let why = if order.0.is_some() { SEAT_OVER } else { ROOM_CLOSED };
        let leaving: Vec<u32> = self.people.iter().filter(|(_, it)| is_meant(it)).map(|(a, _)| *a).collect();
        leaving.into_iter().for_each(|it| self.remove(it, Some(why)));
        if order.0.is_none() {
            context.stop();
        }
    }
}

impl Handler<HoldAll> for Room {
    type Result = ();

    fn handle(&mut self, _: HoldAll, _: &mut Context<Room>) {
        let numbers: Vec<u32> = self.people.keys().copied().collect();
        for a in numbers {
            if let Some(sitter) = self.people.get_mut(&a) {
                sitter.is_held = true;
                sitter.switch_off();
                if let Some(place) = &sitter.place {
                    place.gate.hold(true);
                }
            }
            self.told(a);
        }
    }
}
