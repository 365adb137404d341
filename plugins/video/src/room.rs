//! A room: one actor for each group whose meeting is on somebody's screen. It knows who is here and what each has on, and tells
//! everybody; the sound and picture themselves go by the relay's threads and never wait for it.
//!
//! Nothing stands here that is kept. A room that comes undone takes its sound and picture with it, its pages come back, and no other
//! room notices.
mod aside;
mod lead;
mod order;
mod sealing;
mod stands;
mod ways;
mod words;

pub use order::{Bring, Carries, Hears, HoldAll, Join, Leave, Leaves, Out, Queue, RoomAddress, Stands, TakeBack, Waits, Welcome};

use crate::{
    frame::{self, Asked, On, Opaque, Tell, VERSION},
    refusals::{CAMERAS_FULL, NO_CAMERAS},
    relay::{Among, Ask, Hall, News, Place, Source},
    rooms::Rooms,
    socket::{AGAIN, ELSEWHERE},
};
use actix::{Actor, ActorContext, AsyncContext, Context, Handler};
use hearth_core::{
    Refusal,
    clock::Moment,
    contribution::Face,
    id::{GroupId, MembershipId},
    joining::interpreter::is_signed,
    web::{line::TOO_MANY, wire::PROTOCOL},
};
use std::{
    collections::BTreeMap,
    sync::{Arc, Weak},
    time::Duration,
};
use words::Lines;

/// How often a room looks whether anybody is there. After two looks at nobody it closes.
const LOOK: Duration = Duration::from_secs(30);

struct Sitter {
    face: Arc<Face>,
    queue: Queue,
    /// Her sound and picture; none where the house carries none, or where they do not reach her page.
    place: Option<Place>,
    on: On,
    /// Among whom she is.
    among: Among,
    /// By which key her page is handed things, where it seals.
    key: Option<Opaque>,
    /// She may not be heard or seen now.
    is_held: bool,
    /// How many cameras may be on, as she was told.
    cameras: u32,
    /// The two refusals of a camera, in her language.
    words: [String; 2],
    /// From when on she may read what was written.
    since: Moment,
    /// The language into which she interprets or captions.
    lane: Option<String>,
}

impl Sitter {
    fn who(&self, a: u32) -> Tell<'_> {
        let (face, lane) = (&self.face, self.lane.as_deref());
        Tell::Who { a, name: &face.name, shape: face.shape, staff: face.is_staff(), lane, signs: lane.is_some_and(is_signed), on: self.on }
    }

    /// Off for everybody at once, also where her page does not listen.
    fn switch_off(&mut self) {
        self.on = On { voice: false, camera: false, ..self.on };
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
    lines: Lines,
    /// Whose tile is shown large.
    lit: Option<u32>,
    turns: Vec<MembershipId>,
}

impl Room {
    pub fn new(rooms: &Arc<Rooms>, group: GroupId) -> Room {
        Room {
            rooms: Arc::downgrade(rooms),
            group,
            hall: rooms.hall(),
            people: BTreeMap::new(),
            next: 1,
            lonely: 0,
            lines: Lines::default(),
            lit: None,
            turns: Vec::new(),
        }
    }

    fn tell_all(&mut self, tell: &Tell<'_>, but: u32) {
        self.tell_some(tell, |a, _| a != but);
    }

    /// Whoever has no room for it is let go of, and comes back.
    fn tell_some(&mut self, tell: &Tell<'_>, is_meant: impl Fn(u32, &Sitter) -> bool) {
        let frame = frame::write(tell);
        let slow = self.people.iter().filter(|(a, it)| is_meant(**a, it) && !it.queue.push(frame.clone())).map(|(a, _)| *a);
        slow.collect::<Vec<u32>>().into_iter().for_each(|it| self.remove(it, None));
    }

    /// She is here no more: her sound and picture stop first, then the others learn it.
    fn remove(&mut self, a: u32, why: Option<u16>) {
        let Some(mut sitter) = self.people.remove(&a) else { return };
        drop(sitter.place.take());
        if let Some(why) = why {
            sitter.queue.end(why);
        }
        self.lit = self.lit.filter(|it| *it != a);
        if let Some(other) = sitter.on.aside.filter(|_| sitter.lane.is_none()) {
            self.end_aside(other);
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
            Asked::Quiet { a: whose, of } => return self.quiet(a, whose, of),
            Asked::Lit { a: whose } => return self.light(a, whose),
            Asked::Aside { a: Some(with) } => return self.aside(a, with),
            Asked::Aside { a: None } => return self.end_aside(a),
            Asked::Caption { b } => return self.caption(a, &b),
            Asked::Types { on } => {
                sitter.on.types = on;
                return self.told(a);
            }
            // Asked of the core first: it comes back from there.
            Asked::Say { .. } => return,
            Asked::Away { on } => {
                sitter.on.away = on;
                if let Some(place) = &sitter.place {
                    place.gate.step_away(on);
                }
                if on {
                    self.end_aside(a);
                }
                return self.told(a);
            }
            Asked::Key { key } => return self.tell_key(a, key),
            Asked::Seal { to } => return self.hand_over(a, to),
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
        context.run_interval(ways::RENEWED, |room, _| room.renew_ways());
    }

    fn stopped(&mut self, _: &mut Context<Room>) {
        if let Some(rooms) = self.rooms.upgrade() {
            let group = self.group;
            if let Some(hall) = &self.hall {
                rooms.note(group, hall.took());
            }
            // Once this actor's address is closed, which it is not yet.
            actix::spawn(async move { rooms.gone(group) });
        }
    }
}

impl Handler<Join> for Room {
    type Result = Welcome;

    fn handle(&mut self, order: Join, _: &mut Context<Room>) -> Welcome {
        let Join { face, queue, state, words, since, lane, carries } = order;
        // One page a person: two would hear each other, and everybody else twice.
        let before: Vec<u32> = self.people.iter().filter(|(_, it)| it.face.membership == face.membership).map(|(a, _)| *a).collect();
        before.into_iter().for_each(|it| self.remove(it, Some(ELSEWHERE)));
        let a = self.next;
        self.next += 1;
        self.lonely = 0;
        let hall = self.hall.clone().filter(|_| carries == Carries::All);
        let ways = hall.as_ref().and_then(|it| it.ways(a));
        queue.push(frame::write(&Tell::Hello { v: VERSION, me: a, carries: hall.is_some(), state: &state, ways: ways.as_ref() }));
        for (other, it) in &self.people {
            queue.push(frame::write(&it.who(*other)));
            if let Some(key) = &it.key {
                queue.push(frame::write(&Tell::Key { a: *other, key }));
            }
        }
        let news = queue.clone();
        let place = hall.map(|hall| {
            hall.enter(
                a,
                Arc::new(move |it| match it {
                    News::Lost => news.end(AGAIN),
                    News::Wrong(_) => news.end(PROTOCOL),
                    other => drop(frame::of_news(&other).map(|it| news.push(it))),
                }),
            )
        });
        let is_held = state.stopped.is_some();
        if let Some(place) = &place {
            place.gate.hold(is_held);
            if lane.as_deref().is_some_and(is_signed) {
                place.gate.set_signs();
            }
        }
        let (on, among) = (On::default(), Among::EVERYBODY);
        let sitter = Sitter { face, queue, place, on, among, key: None, is_held, cameras: state.cameras, words, since, lane };
        let who = frame::write(&sitter.who(a));
        self.lines.told(&sitter);
        self.people.insert(a, sitter);
        let slow: Vec<u32> = self.people.iter().filter(|(_, it)| !it.queue.push(who.clone())).map(|(a, _)| *a).collect();
        slow.into_iter().for_each(|it| self.remove(it, None));
        if let (Some(lit), Some(sitter)) = (self.lit, self.people.get(&a)) {
            sitter.queue.push(frame::write(&Tell::Lit { a: Some(lit) }));
        }
        self.turns = state.turns;
        self.tell_turns();
        Welcome(a)
    }
}

impl Handler<Hears> for Room {
    type Result = ();

    fn handle(&mut self, order: Hears, _: &mut Context<Room>) {
        self.hear(order.0, order.1);
    }
}
