//! Who is listening to which group, and how they learn that something changed. A frame carries ids, never words: what it
//! names is fetched by a request of its own, which is admitted on its own.
use crate::{
    clock::Moment,
    id::{GroupId, MembershipId, PersonId, SignInId},
    person::SignedIn,
};
use dashmap::DashMap;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use uuid::Uuid;

/// One listener's queue. One that falls this far behind is dropped; it comes back and fetches what it missed.
pub const QUEUE: usize = 64;
/// Open pages of one person in one group. The oldest is let go.
const LISTENERS: usize = 5;

/// What changed.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
pub struct Frame {
    /// `published`, `withdrawn`, `changed`.
    pub what: String,
    /// The modality's conversation, if it is about one.
    pub thread: Option<Uuid>,
}

struct Listener {
    membership: MembershipId,
    /// Whose device listens: the stream ends with its sign-in.
    device: Option<(PersonId, SignInId)>,
    queue: mpsc::Sender<Frame>,
}

#[derive(Default)]
pub struct Live {
    groups: DashMap<GroupId, Vec<Listener>>,
    /// When each group was last told something, whoever listened then.
    told: DashMap<GroupId, Moment>,
}

impl Live {
    /// Listens from now on, until the receiver is dropped, the seat ends or the device is signed out. `since`: when the page that
    /// listens was asked for. What was told while it was on its way is told to it at once.
    pub fn listen(&self, group: GroupId, membership: MembershipId, device: Option<&SignedIn>, since: Option<Moment>) -> mpsc::Receiver<Frame> {
        let (queue, frames) = mpsc::channel(QUEUE);
        let mut listeners = self.groups.entry(group).or_default();
        listeners.retain(|it| !it.queue.is_closed());
        let own = listeners.iter().filter(|it| it.membership == membership).count();
        if own >= LISTENERS
            && let Some(oldest) = listeners.iter().position(|it| it.membership == membership)
        {
            listeners.remove(oldest);
        }
        let device = device.map(|it| (it.person, it.id));
        let is_late = since.is_some_and(|since| self.told.get(&group).is_some_and(|told| *told >= since));
        if is_late {
            let _ = queue.try_send(Frame { what: "changed".into(), thread: None });
        }
        listeners.push(Listener { membership, device, queue });
        frames
    }

    pub fn tell(&self, group: GroupId, frame: &Frame, now: Moment) {
        self.told.insert(group, now);
        if let Some(mut listeners) = self.groups.get_mut(&group) {
            listeners.retain(|it| it.queue.try_send(frame.clone()).is_ok());
        }
    }

    /// To one of a group. Others of it who come a moment too late look once more than they need to.
    pub fn tell_one(&self, group: Option<GroupId>, membership: MembershipId, frame: &Frame, now: Moment) {
        if let Some(group) = group {
            self.told.insert(group, now);
        }
        for mut listeners in self.groups.iter_mut() {
            listeners.retain(|it| it.membership != membership || it.queue.try_send(frame.clone()).is_ok());
        }
    }

    /// Drops every listener of this seat: its stream ends now.
    pub fn unseat(&self, membership: MembershipId) {
        for mut listeners in self.groups.iter_mut() {
            listeners.retain(|it| it.membership != membership);
        }
    }

    /// Drops what this device listens to: it is signed out.
    pub fn sign_in_ended(&self, sign_in: SignInId) {
        self.drop_devices(|(_, it)| it == sign_in);
    }

    /// The same for all of somebody's devices.
    pub fn sign_ins_ended(&self, person: PersonId) {
        self.drop_devices(|(it, _)| it == person);
    }

    fn drop_devices(&self, which: impl Fn((PersonId, SignInId)) -> bool) {
        for mut listeners in self.groups.iter_mut() {
            listeners.retain(|it| !it.device.is_some_and(&which));
        }
    }

    /// Drops everybody of a group.
    pub fn close(&self, group: GroupId) {
        self.groups.remove(&group);
    }

    /// The server stops: every stream ends.
    pub fn close_all(&self) {
        self.groups.clear();
    }

    /// Who listens now. Whoever has gone keeps her entry until the next one comes or the next thing is told, and is not counted.
    pub fn count(&self) -> usize {
        self.groups.iter().map(|it| it.iter().filter(|it| !it.queue.is_closed()).count()).sum()
    }
}
