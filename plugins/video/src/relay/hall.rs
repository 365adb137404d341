//! Everybody's sound and picture in one room. It knows numbers, not people: who is who, and who may be here, is the room's to say.
use super::{
    Ask, News, Tell,
    gate::Gate,
    lock::lock,
    peer::Peer,
    runtime::Ports,
    threads::{Seat, Weight},
    took::{Counter, Took},
    track::Track,
    turn::{Owner, Ways},
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Instant,
};
use tokio::sync::{Notify, mpsc};
use uuid::Uuid;

/// What one page may have asked and not been answered.
const MOST_ASKED: usize = 32;

pub struct Hall {
    /// Another with each room that opens.
    id: Uuid,
    ports: Arc<Ports>,
    seat: Seat,
    peers: Mutex<HashMap<u32, Arc<Peer>>>,
    tracks: Mutex<Vec<Arc<Track>>>,
    counter: Arc<Counter>,
}

/// Somebody's place in it. Dropped, nothing comes from her or to her any more.
pub struct Place {
    hall: Arc<Hall>,
    number: u32,
    pub gate: Arc<Gate>,
    since: Instant,
    _weight: Weight,
    asks: mpsc::Sender<Ask>,
}

impl Place {
    /// Whether it will be done.
    pub fn ask(&self, ask: Ask) -> bool {
        self.asks.try_send(ask).is_ok()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.gate.shut();
        self.hall.counter.stayed(self.since.elapsed());
        if let Some(turn) = &self.hall.ports.turn {
            turn.goes(self.hall.owner(self.number));
        }
        if let Some(peer) = lock(&self.hall.peers).get(&self.number) {
            peer.cut();
        }
        // Her task ends with the last sender.
    }
}

impl Hall {
    pub fn new(ports: Arc<Ports>, seat: Seat) -> Arc<Hall> {
        Arc::new(Hall { id: Uuid::new_v4(), ports, seat, peers: Mutex::default(), tracks: Mutex::default(), counter: Arc::default() })
    }

    pub fn seat(&self) -> &Seat {
        &self.seat
    }

    pub fn ports(&self) -> &Arc<Ports> {
        &self.ports
    }

    pub fn counter(&self) -> &Arc<Counter> {
        &self.counter
    }

    /// What it took so far, of those who are gone.
    pub fn took(&self) -> Took {
        self.counter.took()
    }

    /// Whose a connection or a way is.
    pub fn owner(&self, number: u32) -> Owner {
        Owner { hall: self.id, number }
    }

    /// What her page is told of the way round, where there is one.
    pub fn ways(&self, number: u32) -> Option<Ways> {
        self.ports.turn.as_ref()?.ways(self.owner(number))
    }

    /// A place for somebody. No number is given twice in the life of a hall.
    pub fn enter(self: &Arc<Hall>, number: u32, tell: Tell) -> Place {
        let (asks, asked) = mpsc::channel(MOST_ASKED);
        let gate = Arc::new(Gate::default());
        if let Some(turn) = &self.ports.turn {
            turn.comes(self.owner(number));
        }
        self.seat.leaves.handle.spawn(self.clone().serve(number, gate.clone(), tell, asked));
        Place { hall: self.clone(), number, gate, since: Instant::now(), _weight: self.seat.weigh(), asks }
    }

    async fn serve(self: Arc<Hall>, number: u32, gate: Arc<Gate>, tell: Tell, mut asked: mpsc::Receiver<Ask>) {
        let lost = Arc::new(Notify::new());
        let peer = match Peer::open(&self, number, gate, tell.clone(), lost.clone()).await {
            Ok(peer) => peer,
            Err(fault) => {
                tracing::error!(%fault, "somebody's sound and picture did not begin");
                return tell(News::Lost);
            }
        };
        // First among the others, then a look at what they send: whatever begins meanwhile is seen by one of the two.
        lock(&self.peers).insert(number, peer.clone());
        let tracks: Vec<Arc<Track>> = lock(&self.tracks).iter().filter(|it| it.owner != number).cloned().collect();
        let mut outcome = Ok(());
        for track in &tracks {
            outcome = outcome.and(peer.take(track).await);
        }
        outcome = outcome.and(peer.offer().await);
        while outcome.is_ok() {
            let ask = tokio::select! {
                ask = asked.recv() => ask,
                () = lost.notified() => { tell(News::Lost); None }
            };
            let Some(ask) = ask else { break };
            outcome = peer.hear(&self, ask).await;
        }
        if let Err(fault) = outcome {
            tracing::warn!(%fault, "a page's sound and picture ended");
            tell(News::Wrong(fault));
        }
        lock(&self.peers).remove(&number);
        let own: Vec<Arc<Track>> = lock(&self.tracks).iter().filter(|it| it.owner == number).cloned().collect();
        for track in &own {
            self.forget(track).await;
        }
        peer.close().await;
    }

    /// Brings what somebody sends to everybody else, until it ends.
    pub async fn carry(self: Arc<Hall>, track: Arc<Track>) {
        lock(&self.tracks).push(track.clone());
        for peer in self.others(track.owner) {
            if let Err(fault) = async { peer.take(&track).await.and(peer.offer().await) }.await {
                tracing::warn!(%fault, "somebody does not get what another sends");
            }
        }
        track.clone().run().await;
        self.forget(&track).await;
    }

    async fn forget(&self, track: &Arc<Track>) {
        lock(&self.tracks).retain(|it| !Arc::ptr_eq(it, track));
        for peer in self.others(track.owner) {
            peer.let_go(track).await;
        }
    }

    fn others(&self, number: u32) -> Vec<Arc<Peer>> {
        lock(&self.peers).values().filter(|it| it.number != number).cloned().collect()
    }

    /// People and things sent that there are now: for the test that nothing stays behind.
    pub fn size(&self) -> (usize, usize) {
        (lock(&self.peers).len(), lock(&self.tracks).len())
    }
}
