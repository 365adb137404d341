//! The contract between the kernel and its plugins: one that breaks fifty times under load loses nothing and disturbs nobody.
use async_trait::async_trait;
use futures_util::future::join_all;
use hearth_core::{
    Kernel, Refusal, Result,
    contribution::{Draft, Entry},
    id::{EntryId, GroupId, MembershipId},
    modality::{Capabilities, Closing, Modality, ModalityKey, Order, Seat, Times},
    plugin::host::{Host, Limits, NotDone},
    table::entry::{Audience, EntryState},
};
use std::{
    collections::HashSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    time::Duration,
};
use support::Shelter;

const ENTRIES: usize = 1000;

/// What the test sees of a modality, through all its lives.
#[derive(Default)]
struct Diary {
    delivered: Mutex<HashSet<EntryId>>,
    lives: AtomicUsize,
    panics: AtomicUsize,
}

struct Noisy {
    diary: Arc<Diary>,
    breaks_at: Arc<Mutex<HashSet<EntryId>>>,
}

#[async_trait]
impl Modality for Noisy {
    fn key(&self) -> ModalityKey {
        "noisy"
    }
    fn times(&self) -> Times {
        Times::Either
    }
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            hides_identity_from_participants: true,
            hides_identity_from_staff: true,
            hides_from_providers: true,
            recalls: true,
            expires: true,
            can_keep_nothing: true,
            kilobytes_an_hour: 1,
        }
    }
    fn check(&self, _: &Draft) -> Result<(), Refusal> {
        Ok(())
    }
    async fn deliver(&self, _: &Kernel, entry: &Entry) -> Result<()> {
        let breaks = self.breaks_at.lock().unwrap_or_else(|it| it.into_inner()).remove(&entry.id);
        if breaks {
            self.diary.panics.fetch_add(1, SeqCst);
            panic!("words of a member");
        }
        self.diary.delivered.lock().unwrap_or_else(|it| it.into_inner()).insert(entry.id);
        Ok(())
    }
    async fn withdraw(&self, _: &Kernel, _: &Entry) -> Result<()> {
        Ok(())
    }
    async fn unseat(&self, _: &Kernel, _: &Seat) -> Result<()> {
        Ok(())
    }
    async fn close(&self, _: &Kernel, _: GroupId, _: Closing) -> Result<()> {
        Ok(())
    }
}

fn start(name: &'static str, kernel: &Kernel, breaks_at: HashSet<EntryId>) -> (Arc<Diary>, Host) {
    let (diary, breaks_at) = (Arc::new(Diary::default()), Arc::new(Mutex::new(breaks_at)));
    let seen = diary.clone();
    let make = Arc::new(move || {
        seen.lives.fetch_add(1, SeqCst);
        Arc::new(Noisy { diary: seen.clone(), breaks_at: breaks_at.clone() }) as Arc<dyn Modality>
    });
    let limits = Limits { places: 32, first_rest: Duration::from_millis(1), longest_rest: Duration::from_millis(5), ..Limits::default() };
    let runtime = tokio::runtime::Handle::current();
    (diary, Host::start(name, make, limits, kernel.clone(), runtime))
}

fn entry(kernel: &Kernel, group: GroupId) -> Arc<Entry> {
    let now = kernel.clock.now();
    Arc::new(Entry {
        id: EntryId::new(),
        group,
        author: MembershipId::new(),
        modality: "noisy",
        audience: Audience::Group,
        line: None,
        thread: None,
        state: EntryState::Published,
        words: None,
        proposal: None,
        reasons: Vec::new(),
        at: now,
        published: Some(now),
        edited: None,
        keep_until: now,
    })
}

/// As the outbox does: what was not done is owed, and given again.
async fn owe(host: &Host, entry: &Arc<Entry>) {
    loop {
        match host.give(Order::Deliver(entry.clone())).await {
            Ok(()) => return,
            Err(NotDone::Panicked { .. } | NotDone::CutOff | NotDone::Resting | NotDone::Busy | NotDone::TooSlow) => {}
            Err(NotDone::Failed(fault)) => panic!("{fault}"),
        }
    }
}

#[actix_web::test]
async fn fifty_panics_under_load_lose_nothing_and_disturb_nobody() {
    let shelter = Shelter::open().await;
    let kernel = &shelter.kernel;
    let groups: Vec<GroupId> = (0..7).map(|_| GroupId::new()).collect();
    let entries: Vec<_> = (0..ENTRIES).map(|it| entry(kernel, groups[it % 7])).collect();
    let breaks_at: HashSet<_> = entries.iter().step_by(20).map(|it| it.id).collect();
    assert_eq!(breaks_at.len(), 50);
    let (noisy, noisy_host) = start("noisy", kernel, breaks_at);
    let (quiet, quiet_host) = start("quiet", kernel, HashSet::new());
    let load = join_all((0..32).map(|caller| {
        let (host, mine) = (noisy_host.clone(), entries.iter().skip(caller).step_by(32).cloned().collect::<Vec<_>>());
        async move {
            for it in &mine {
                owe(&host, it).await;
            }
        }
    }));
    let witness = async {
        for it in &entries {
            quiet_host.give(Order::Deliver(it.clone())).await.expect("the quiet one always answers");
        }
    };
    futures_util::join!(load, witness);
    assert_eq!(noisy.panics.load(SeqCst), 50);
    assert_eq!(noisy.delivered.lock().unwrap().len(), ENTRIES, "everything given was delivered");
    assert!(noisy.lives.load(SeqCst) > 50);
    assert_eq!((quiet.lives.load(SeqCst), quiet.delivered.lock().unwrap().len()), (1, ENTRIES), "the other one never noticed");
    // And the house itself: pages are answered as before.
    assert_eq!(shelter.browser().get("/nowhere").await.status, 404);
    noisy_host.stop();
    quiet_host.stop();
}
