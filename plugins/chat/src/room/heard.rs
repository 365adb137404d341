//! What a room hears: one order after the other, from its pages, from whoever says something, and from the core.
use super::{Break, Bring, Confirm, Join, Leave, Look, OnLine, Reacts, Room, Seen, SeenLine, TakeBack, Types, Waits, Which, may_see};
use crate::{
    frame::{self, Tell},
    listener::End,
    private,
};
use actix::{ActorContext, Context, Handler};
use hearth_core::id::EntryId;

macro_rules! hears {
    ($($order:ident($room:pat, $it:pat, $context:pat) $body:block)+) => { $(
        impl Handler<$order> for Room {
            type Result = ();
            fn handle(&mut self, order: $order, context: &mut Context<Room>) {
                let ($room, $it, $context) = (self, order, context);
                $body
            }
        }
    )+ };
}

hears! {
    Join(room, it, _) { room.join(it) }
    Bring(room, it, context) { room.bring(it, context) }
    TakeBack(room, TakeBack(id), context) {
        match room.lines.remove(id) {
            Some(n) => room.tell_all(&Tell::Gone { n: vec![n] }, context),
            // It was never let through: its author and staff have it on their pages.
            None => room.tell_some(&Tell::Done { i: id }, |_| true),
        }
    }
    Waits(room, Waits { entry, face }, _) {
        room.tell_some(&private::waits(&entry, &face), |eyes| eyes.is_staff);
    }
    OnLine(room, OnLine { entry, face, of }, _) {
        room.tell_some(&private::line(&entry, &face, &of), |eyes| eyes.is_staff || eyes.membership == of.membership);
    }
    Confirm(room, Confirm { queue, entry, client }, _) {
        room.flush();
        if let Some(n) = room.lines.number(entry) {
            queue.push(frame::write(&Tell::Sent { c: &client, n }, queue.writing));
        }
    }
    Reacts(room, Reacts { by, n, kind }, context) {
        let Some(line) = room.lines.line(n) else { return };
        match line.reactions.iter().position(|it| *it == (by, kind)) {
            Some(at) => { line.reactions.swap_remove(at); }
            None => line.reactions.push((by, kind)),
        }
        let count = line.reactions.iter().filter(|it| it.1 == kind).count() as u32;
        room.tell_all(&Tell::React { n, k: kind, count }, context);
    }
    Types(room, Types(who), _) {
        if let Some(a) = room.lines.face(who).map(|it| it.number) {
            room.tell_some(&Tell::Typing { a }, |eyes| eyes.membership != who);
        }
    }
    Leave(room, Leave(who), context) {
        room.flush();
        let why = if who.is_some() { End::Unseated } else { End::Closed };
        room.listeners.retain(|it| {
            let stays = who.is_some_and(|who| it.eyes.membership != who);
            if !stays { it.queue.end(why); }
            stays
        });
        // What was said here is let go of with the room: a group that keeps nothing keeps nothing here either.
        if who.is_none() { context.stop(); }
    }
    Break(_, _, _) { panic!("a room comes undone") }
}

impl Handler<Look> for Room {
    type Result = Seen;
    fn handle(&mut self, order: Look, _: &mut Context<Room>) -> Seen {
        let Look { eyes, most } = order;
        let lines = self.lines.newest(most, |it| may_see(&eyes, it.author, it.at));
        let lines = lines.into_iter().filter_map(|it| {
            let author = self.lines.face(it.author)?;
            let lane = it.words.lane.as_ref().and_then(|it| Some((self.lines.number(it.of)?, it.language.clone())));
            Some(SeenLine {
                n: it.n,
                id: it.id,
                at: it.at,
                author: it.author,
                number: author.number,
                face: author.face.clone(),
                body: it.words.body.clone(),
                card: it.card.clone(),
                lane,
            })
        });
        Seen { life: self.life.clone(), n: self.lines.n, lines: lines.collect() }
    }
}

impl Handler<Which> for Room {
    type Result = Option<EntryId>;
    fn handle(&mut self, Which { eyes, life, n }: Which, _: &mut Context<Room>) -> Self::Result {
        if life != self.life {
            return None;
        }
        self.lines.line(n).filter(|it| may_see(&eyes, it.author, it.at)).map(|it| it.id)
    }
}
