//! Texts over true lines: with a network of another's making, and with ones that do what no network should.
mod hostile;
mod inward;
mod lines;
mod outward;
mod reading;
mod server;
mod smsc;

use super::*;
use crate::carrier::{Address, Arrival, Event, Fate, Holds, Receipt, Taken};
use serde_json::json;
use smsc::Smsc;
use std::collections::VecDeque;
use tokio::{sync::Notify, task::JoinHandle};

const HER: &str = "+33612345678";
const HOUSE: &str = "+33700000000";

/// Everything a hundred times faster.
const FAST: Patience = Patience {
    answer: Duration::from_millis(600),
    silence: Duration::from_secs(20),
    first_pause: Duration::from_millis(20),
    longest_pause: Duration::from_millis(200),
    part: Duration::from_millis(300),
    half: Duration::from_secs(20),
    goodbye: Duration::from_millis(200),
};

fn config(port: u16) -> Config {
    Config {
        host: "127.0.0.1".into(),
        port,
        tls: false,
        system_id: "house".into(),
        password: "secret".into(),
        system_type: String::new(),
        source: HOUSE.into(),
        window: 10,
        per_second: None,
    }
}

fn text(words: &str, key: &str) -> Outbound {
    let to = Address { network: Network::Sms, at: HER.into() };
    Outbound {
        to,
        words: words.into(),
        key: key.into(),
        timer: None,
        language: Default::default(),
        is_outside_window: false,
        holds: Holds::default(),
    }
}

/// Keeps what it is given, unless it is told to say "later" the next times.
#[derive(Default)]
struct Kept {
    events: Mutex<Vec<Event>>,
    answers: Mutex<VecDeque<Taken>>,
    came: Notify,
}

#[async_trait]
impl Inbox for Kept {
    async fn take(&self, event: Event) -> Taken {
        let taken = lock(&self.answers).pop_front().unwrap_or(Taken::Yes);
        lock(&self.events).push(event);
        self.came.notify_waiters();
        taken
    }
}

impl Kept {
    async fn events(&self, many: usize) -> Vec<Event> {
        let enough = async {
            loop {
                let came = self.came.notified();
                let events = lock(&self.events).clone();
                if events.len() >= many {
                    return events;
                }
                came.await;
            }
        };
        timeout(Duration::from_secs(10), enough).await.expect("so many come")
    }

    async fn arrivals(&self, many: usize) -> Vec<Arrival> {
        let events = self.events(many).await;
        events.into_iter().map(|it| if let Event::Arrived(it) = it { it } else { panic!("a receipt") }).collect()
    }

    async fn words(&self, many: usize) -> Vec<String> {
        self.arrivals(many).await.into_iter().map(|it| it.words).collect()
    }
}

/// The carrier on its line.
struct House {
    carrier: Arc<Smpp>,
    inbox: Arc<Kept>,
    listening: JoinHandle<()>,
}

impl House {
    fn listen(config: Config, patience: Patience) -> House {
        let (carrier, inbox) = (Arc::new(Smpp::with(config, patience)), Arc::new(Kept::default()));
        let listening = tokio::spawn({
            let (carrier, inbox) = (carrier.clone(), inbox.clone());
            async move { carrier.listen(&*inbox).await }
        });
        House { carrier, inbox, listening }
    }

    async fn up(&self) {
        let mut state = self.carrier.state.subscribe();
        timeout(Duration::from_secs(10), state.wait_for(|it| *it == State::Up)).await.expect("the line opens").unwrap();
    }

    async fn send(&self, words: &str, key: &str) -> Result<Accepted, NotSent> {
        self.carrier.send(&text(words, key)).await
    }

    fn sending(&self, words: &str, key: &str) -> JoinHandle<Result<Accepted, NotSent>> {
        let (carrier, text) = (self.carrier.clone(), text(words, key));
        tokio::spawn(async move { carrier.send(&text).await })
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

async fn pair(patience: Patience) -> (Smsc, House) {
    let mut smsc = Smsc::start().await;
    let house = House::listen(smsc.config(), patience);
    smsc.expect("bound").await;
    house.up().await;
    (smsc, house)
}
