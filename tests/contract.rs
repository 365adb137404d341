//! The contract between the kernel and its plugins: one that breaks fifty times under load loses nothing and disturbs nobody.
use futures_util::future::join_all;
use hearth_core::{
    Kernel, background,
    contribution::Entry,
    id::{EntryId, GroupId, MembershipId},
    modality::{Modality, Order},
    plugin::host::{Host, Limits, NotDone},
    table::entry::{Audience, EntryState},
};
use std::{
    future::pending,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    time::Duration,
};
use support::{Carried, Shelter};

const ENTRIES: usize = 1000;

fn start(name: &'static str, kernel: &Kernel) -> (Carried, Host) {
    let carried = Carried::default();
    let each = carried.clone();
    let make = Arc::new(move || Arc::new(each.modality()) as Arc<dyn Modality>);
    let limits = Limits { places: 32, first_rest: Duration::from_millis(1), longest_rest: Duration::from_millis(5), ..Limits::default() };
    let runtime = tokio::runtime::Handle::current();
    (carried, Host::start(name, make, limits, kernel.clone(), runtime))
}

fn entry(kernel: &Kernel, group: GroupId) -> Arc<Entry> {
    let now = kernel.clock.now();
    Arc::new(Entry {
        id: EntryId::new(),
        group,
        author: MembershipId::new(),
        modality: "carrier",
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
        client_id: None,
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
    let (noisy, noisy_host) = start("noisy", kernel);
    noisy.breaks_at(entries.iter().step_by(20).map(|it| it.id));
    let (quiet, quiet_host) = start("quiet", kernel);
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
    let (lives, panics) = noisy.lives_and_panics();
    assert_eq!(panics, 50);
    assert_eq!(noisy.delivered(), ENTRIES, "everything given was delivered");
    assert!(lives > 50);
    assert_eq!((quiet.lives_and_panics(), quiet.delivered()), ((1, 0), ENTRIES), "the other one never noticed");
    // And the house itself: pages are answered as before.
    assert_eq!(shelter.browser().get("/nowhere").await.status, 404);
    noisy_host.stop();
    quiet_host.stop();
}

#[actix_web::test]
async fn what_goes_on_for_ever_begins_anew_where_it_broke() {
    let shelter = Shelter::open().await;
    let begun = Arc::new(AtomicUsize::new(0));
    let counted = begun.clone();
    let work = tokio::spawn(background::keep(shelter.kernel.clone(), "a test", move |_| {
        let before = counted.fetch_add(1, SeqCst);
        async move {
            assert!(before > 0, "words of a member");
            pending().await
        }
    }));
    for _ in 0..500 {
        if begun.load(SeqCst) == 2 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(begun.load(SeqCst), 2, "it broke, and nobody began it again");
    work.abort();
}
