//! What a meeting takes of people's lines is counted as it goes through, for the whole room and for nobody by name; staff are told the mean.
use crate::arrange::{Ear, Line, SOON, STEP, Voice, group, patient};
use hearth_video::{relay::Took, rooms::Rooms};
use std::time::{Duration, Instant};
use support::{Browser, GroupOf};
use tokio::time::{interval, timeout};

/// How staff are told what an hour takes: on the settings of the group, and on the page for its policy.
async fn is_told(staff: &mut Browser, group: &GroupOf, words: &str) {
    for page in ["settings", "policy"] {
        let page = staff.get(&format!("/staff/groups/{}/{page}", group.id)).await;
        assert!(page.status == 200 && page.says(words), "{words}: {}", page.body);
    }
}

#[actix_web::test]
async fn what_an_hour_takes_is_an_estimate_until_the_group_has_met_and_measured_from_then_on() {
    let shelter = patient().await;
    let (group, _) = group(&shelter).await;
    let rooms = shelter.kernel.held::<Rooms>();
    let mut ruth = shelter.begins(&group).await;
    is_told(&mut ruth, &group, "This is an estimate until the group has met.").await;
    let (_, first) = shelter.comes_in(&group, &mut ruth, "Juniper").await;
    let (_, second) = shelter.comes_in(&group, &mut ruth, "Lantern").await;
    let began = Instant::now();
    let mut speaks = Line::open(&shelter, &group, &first).await;
    let mut hears = Line::open(&shelter, &group, &second).await;
    let ear = Ear::new().await;
    let _voice = Voice::begins(&mut speaks).await;
    ear.agrees(&mut hears).await;
    speaks.switches("voice", true).await;
    let since = Instant::now();
    ear.gets(100).await;
    let (packets, talked) = (ear.count(), since.elapsed());
    ruth.does(&group, "end", None).await;
    let mut step = interval(STEP);
    let closed = async {
        while rooms.took(group.id) == Took::default() {
            step.tick().await;
        }
    };
    timeout(SOON, closed).await.expect("it is counted once the room closes");
    let took = rooms.took(group.id);
    // Each packet came in and went out, with heads; what connecting takes comes to it, and nothing beyond.
    let least = packets * (28 + 12 + 3);
    for bytes in [took.came, took.went] {
        assert!((least..least + 75_000).contains(&bytes), "{packets} packets: {took:?}");
    }
    assert!((talked * 2..began.elapsed() * 2).contains(&took.stay), "both were there: {took:?}");
    // Some seconds say nothing about an hour.
    is_told(&mut ruth, &group, "This is an estimate until the group has met.").await;
    rooms.note(group.id, Took { came: 9_000_000, went: 27_000_000, stay: Duration::from_secs(3600) });
    is_told(&mut ruth, &group, "This was measured in the last meetings.").await;
    // The last five count.
    for _ in 0..5 {
        rooms.note(group.id, Took { came: 0, went: 1_000_000, stay: Duration::from_secs(3600) });
    }
    assert_eq!(rooms.took(group.id).kilobytes_an_hour(), Some(1000));
}
