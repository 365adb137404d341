//! The rooms that are open, by group, and the port through which all of them are carried. Held by the kernel, in memory.
use crate::{
    refusals::NOT_READY,
    relay::{Hall, Relay, Took, Turn},
    room::{Room, RoomAddress},
};
use actix::{Actor, ArbiterHandle};
use dashmap::DashMap;
use hearth_core::{Media, Result, id::GroupId};
use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// So many meetings back it is told what one takes.
const MEETINGS: usize = 5;

#[derive(Default)]
pub struct Rooms {
    /// The modality's own thread, on which its rooms live.
    thread: Mutex<Option<ArbiterHandle>>,
    open: DashMap<GroupId, RoomAddress>,
    relay: Mutex<Option<Relay>>,
    /// What the last meetings of each group took, newest last.
    took: DashMap<GroupId, VecDeque<Took>>,
}

impl Rooms {
    /// The modality began, on this thread.
    pub fn settle(&self, thread: ArbiterHandle) {
        *self.thread.lock().unwrap_or_else(PoisonError::into_inner) = Some(thread);
    }

    /// Sound and picture arrive here from now on.
    pub fn carry(&self, media: &Media) -> Result<()> {
        let relay = Relay::start(media).map_err(anyhow::Error::from)?;
        *self.relay() = Some(relay);
        Ok(())
    }

    /// The house stops: nothing is carried from this moment.
    pub fn carry_no_more(&self) {
        drop(self.relay().take());
    }

    fn relay(&self) -> MutexGuard<'_, Option<Relay>> {
        self.relay.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there is sound and picture in this house.
    pub fn carries(&self) -> bool {
        self.relay().is_some()
    }

    /// Everybody's sound and picture in one room; none where the house has no port for it.
    pub fn hall(&self) -> Option<Arc<Hall>> {
        self.relay().as_ref().map(Relay::hall)
    }

    /// Where sound and picture arrive, and how many names and addresses the ports know now: for tests, and for nobody's page.
    pub fn ports(&self) -> Option<(SocketAddr, (usize, usize, usize))> {
        self.relay().as_ref().map(|it| (it.address(), it.known()))
    }

    /// The way round, where there is one: for tests.
    pub fn turn(&self) -> Option<Arc<Turn>> {
        self.relay().as_ref().and_then(Relay::turn)
    }

    /// Packets that came and went nowhere, since sound and picture are carried: for tests, too.
    pub fn refused(&self) -> Option<u64> {
        self.relay().as_ref().map(Relay::refused)
    }

    /// Tasks of the relay that run now: likewise.
    pub fn tasks(&self) -> usize {
        self.relay().as_ref().map_or(0, Relay::tasks)
    }

    /// The group's room, where it is open.
    pub fn find(&self, group: GroupId) -> Option<RoomAddress> {
        self.open.get(&group).map(|it| it.value().clone()).filter(|it| it.connected())
    }

    /// The group's room; opened where it is not.
    pub fn open(self: &Arc<Rooms>, group: GroupId) -> Result<RoomAddress> {
        if let Some(room) = self.find(group) {
            return Ok(room);
        }
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).clone().ok_or(NOT_READY)?;
        let start = || {
            let rooms = self.clone();
            Room::start_in_arbiter(&thread, move |_| Room::new(&rooms, group))
        };
        let mut open = self.open.entry(group).or_insert_with(start);
        if !open.connected() {
            *open = start();
        }
        Ok(open.clone())
    }

    /// A room closed; what it took counts for what the group's staff are told.
    pub fn note(&self, group: GroupId, took: Took) {
        let mut last = self.took.entry(group).or_default();
        last.push_back(took);
        if last.len() > MEETINGS {
            last.pop_front();
        }
    }

    /// What the group's last meetings took together.
    pub fn took(&self, group: GroupId) -> Took {
        self.took.get(&group).map(|it| it.iter().copied().sum()).unwrap_or_default()
    }

    /// A room ended. Another may stand in its place by now.
    pub fn gone(&self, group: GroupId) {
        self.open.remove_if(&group, |_, it| !it.connected());
    }
}
