//! How it stands with people: held up, cameras allowed or not, a place that is over. It comes from the core, and holds at once.
use super::{HoldAll, Leave, Leaves, Room, Sitter, Stands};
use crate::relay::Source;
use actix::{ActorContext, Context, Handler};
use hearth_core::{
    id::MembershipId,
    web::line::{ROOM_CLOSED, SEAT_OVER},
};

impl Handler<Stands> for Room {
    type Result = ();

    fn handle(&mut self, order: Stands, _: &mut Context<Room>) {
        self.takes_turns(order.turns);
        if order.is_held {
            self.end_aside(order.a);
        }
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
            self.end_aside(a);
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
