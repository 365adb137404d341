//! The rooms that are open, by group: where pages and the modality meet. Held by the kernel, in memory.
use crate::{
    rate::Bucket,
    refusals::NOT_READY,
    room::{Break, Room, RoomAddress},
};
use actix::{Actor, ArbiterHandle};
use dashmap::DashMap;
use hearth_core::{
    Kernel, Result,
    id::{GroupId, MembershipId},
};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::runtime::Handle;

#[derive(Default)]
pub struct Rooms {
    /// The modality's own thread, on which its rooms live, and the kernel's runtime.
    place: Mutex<Option<(ArbiterHandle, Handle)>>,
    open: DashMap<GroupId, RoomAddress>,
    buckets: DashMap<MembershipId, Arc<Bucket>>,
}

impl Rooms {
    /// The modality began, on this thread.
    pub fn settle(&self, thread: ArbiterHandle, runtime: Handle) {
        *self.place.lock().unwrap_or_else(PoisonError::into_inner) = Some((thread, runtime));
    }

    /// The kernel's runtime: what is done there is done also where a connection ends before.
    pub fn runtime(&self) -> Result<Handle> {
        let place = self.place.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(place.as_ref().map(|(_, it)| it.clone()).ok_or(NOT_READY)?)
    }

    /// The group's room, where it is open.
    pub fn find(&self, group: GroupId) -> Option<RoomAddress> {
        self.open.get(&group).map(|it| it.value().clone()).filter(|it| it.connected())
    }

    /// The group's room; opened where it is not.
    pub fn open(&self, kernel: &Kernel, group: GroupId) -> Result<RoomAddress> {
        if let Some(room) = self.find(group) {
            return Ok(room);
        }
        let place = self.place.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let (thread, runtime) = place.ok_or(NOT_READY)?;
        let mut open = self.open.entry(group).or_insert_with(|| start(kernel, &thread, &runtime, group));
        if !open.connected() {
            *open = start(kernel, &thread, &runtime, group);
        }
        Ok(open.clone())
    }

    /// A room ended. Another may stand in its place by now.
    pub fn gone(&self, group: GroupId) {
        self.open.remove_if(&group, |_, it| !it.connected());
        self.buckets.retain(|_, it| Arc::strong_count(it) > 1 || !it.is_full());
    }

    /// How much one person may still say, on all her pages together.
    pub fn bucket(&self, of: MembershipId) -> Arc<Bucket> {
        self.buckets.entry(of).or_default().clone()
    }

    /// Makes a room come undone: for the test of what happens then.
    #[doc(hidden)]
    pub fn break_one(&self, group: GroupId) {
        if let Some(room) = self.find(group) {
            room.do_send(Break);
        }
    }
}

fn start(kernel: &Kernel, thread: &ArbiterHandle, runtime: &Handle, group: GroupId) -> RoomAddress {
    let (kernel, runtime) = (kernel.clone(), runtime.clone());
    Room::start_in_arbiter(thread, move |_| Room::new(kernel, runtime, group))
}
