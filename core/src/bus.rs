//! Between nodes: what one changed and all must know at once. On one node it is a function call.
use crate::{
    Kernel,
    id::{GroupId, MembershipId, PersonId, SignInId},
    live::Frame,
};
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// What every node must know at once. Ids only.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Signal {
    /// Something that decides what this person may do has changed: every proof older than now is void.
    PersonChanged(PersonId),
    /// The same for everybody of a group.
    GroupChanged(GroupId),
    SettingsChanged,
    SignInEnded(SignInId),
    /// All of a person's sign-ins.
    SignInsEnded(PersonId),
    /// For those who listen to a group.
    Frame(GroupId, Frame),
    /// For one person's own listeners.
    FrameFor(MembershipId, Frame),
    /// For those at a group's door: all of them, or one. That there are others is nobody's to know.
    Door(GroupId, Option<MembershipId>),
    /// Ends a seat: its listeners are dropped, and she is in no meeting.
    Unseat(MembershipId),
    /// Ends every seat of a group.
    UnseatAll(GroupId),
}

/// Carries signals to the other nodes. The node that tells hears at once, without it.
pub trait Carrier: Send + Sync + 'static {
    fn carry(&self, signal: &Signal);
}

#[derive(Default)]
pub struct Bus(OnceLock<Box<dyn Carrier>>);

impl Bus {
    /// Joins other nodes. Without this the node is alone.
    pub fn join(&self, carrier: Box<dyn Carrier>) {
        let _ = self.0.set(carrier);
    }

    /// Heard here before it returns, elsewhere as soon as the carrier can.
    pub fn tell(&self, kernel: &Kernel, signal: Signal) {
        hear(kernel, &signal);
        if let Some(carrier) = self.0.get() {
            carrier.carry(&signal);
        }
    }
}

/// Acts on a signal, from here or from another node.
pub fn hear(kernel: &Kernel, signal: &Signal) {
    let now = kernel.clock.now();
    match signal {
        Signal::PersonChanged(person) => kernel.standings.person_changed(*person),
        Signal::GroupChanged(group) => kernel.standings.group_changed(*group),
        Signal::SettingsChanged => kernel.settings.forget(),
        Signal::SignInEnded(sign_in) => {
            if let Some(person) = kernel.sign_ins.person_of(*sign_in) {
                kernel.sittings.gone(person);
            }
            kernel.sign_ins.forget(*sign_in);
            kernel.live.sign_in_ended(*sign_in);
            kernel.doors.sign_in_ended(*sign_in);
        }
        Signal::SignInsEnded(person) => {
            kernel.sittings.gone(*person);
            kernel.sign_ins.forget_all(*person);
            kernel.live.sign_ins_ended(*person);
            kernel.doors.sign_ins_ended(*person);
        }
        Signal::Frame(group, frame) => kernel.live.tell(*group, frame, now),
        Signal::FrameFor(membership, frame) => kernel.live.tell_one(None, *membership, frame, now),
        Signal::Door(group, None) => kernel.doors.tell(*group, &door(), now),
        Signal::Door(group, Some(membership)) => kernel.doors.tell_one(Some(*group), *membership, &door(), now),
        Signal::Unseat(membership) => {
            kernel.sittings.unseat(*membership);
            kernel.live.unseat(*membership);
            // Where she asks to listen, her seat is asked for again: nothing is missed.
            kernel.doors.tell_one(None, *membership, &door(), now);
        }
        Signal::UnseatAll(group) => {
            kernel.sittings.empty(*group);
            kernel.live.close(*group);
            kernel.doors.tell(*group, &door(), now);
        }
    }
}

/// Whoever waits at a door looks again.
fn door() -> Frame {
    Frame { what: "door".into(), thread: None }
}
