//! What the library tells of one connection.
use super::{Source, gate::Gate, hall::Hall, outbox::Outbox, reports::Reports, track::Track};
use std::sync::{
    Arc, Weak,
    atomic::{AtomicBool, Ordering::Relaxed},
};
use tokio::sync::Notify;
use webrtc::{
    media_stream::track_remote::TrackRemote,
    peer_connection::{PeerConnectionEventHandler, RTCIceConnectionState, RTCPeerConnectionState},
};

pub struct Events {
    sends: Option<Sends>,
    outbox: Arc<Outbox>,
    pub reports: Arc<Reports>,
    lost: Arc<Notify>,
}

struct Sends {
    hall: Weak<Hall>,
    owner: u32,
    source: Source,
    gate: Arc<Gate>,
    /// One connection brings one thing. Whatever else a page puts in is not passed on.
    has_begun: AtomicBool,
}

impl Events {
    pub fn of_receiving(outbox: Arc<Outbox>, lost: Arc<Notify>) -> Events {
        Events { sends: None, outbox, reports: Arc::default(), lost }
    }

    pub fn of_sending(hall: &Arc<Hall>, owner: u32, source: Source, gate: Arc<Gate>, outbox: Arc<Outbox>, lost: Arc<Notify>) -> Events {
        let sends = Sends { hall: Arc::downgrade(hall), owner, source, gate, has_begun: AtomicBool::new(false) };
        Events { sends: Some(sends), outbox, reports: Arc::default(), lost }
    }
}

#[async_trait::async_trait]
impl PeerConnectionEventHandler for Events {
    /// There is a path, and the library has made the first it says by it, which goes with the loop's next turn (webrtc 0.21.1): by its clock
    /// that is up to two hundred milliseconds later.
    async fn on_ice_connection_state_change(&self, state: RTCIceConnectionState) {
        if state == RTCIceConnectionState::Connected {
            self.outbox.turn();
        }
    }

    async fn on_connection_state_change(&self, state: RTCPeerConnectionState) {
        match state {
            RTCPeerConnectionState::Connected => {
                self.reports.begin().await;
                self.outbox.open();
            }
            RTCPeerConnectionState::Failed => self.lost.notify_one(),
            _ => {}
        }
    }

    async fn on_track(&self, remote: Arc<dyn TrackRemote>) {
        let Some(sends) = &self.sends else { return };
        let Some(hall) = sends.hall.upgrade() else { return };
        if remote.kind().await != sends.source.kind() || sends.has_begun.swap(true, Relaxed) {
            return;
        }
        let track = Track::new(sends.owner, sends.source, sends.gate.clone(), remote);
        // Not on the connection's own task: it would wait for itself.
        tokio::spawn(hall.carry(track));
    }
}
