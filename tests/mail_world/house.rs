//! The house's own letter to itself and what the self-check says of real names; and a letter that only she can open.
use crate::arrange::{HOUSE, NEVER, World, answers, folder, head, relay, words};
use hearth_core::table::role::SiteRole;
use hearth_mail::{
    check::{self, Facts, Point, Receives, State},
    house::{self, House},
    outgoing::relay::Relay,
    round::{self, Round},
    sealing::Key,
    table::seat::Mode,
};
use std::{
    io::Write,
    path::Path,
    process::{Command, Stdio},
};
use support::Provider;
use support::until;

#[actix_web::test]
async fn the_houses_own_letter_comes_round_and_nothing_is_found_wrong() {
    let Some(provider) = Provider::start().await else { return };
    let world = World::new(provider).await;
    world.provider.publish(&format!("_mta-sts.{HOUSE}"), "v=STSv1; id=1").await;
    round::send(world.kernel()).await.unwrap();
    let fares = async || house::find(world.kernel()).await.unwrap().round;
    until("the letter is back", async || !matches!(fares().await, Round::UnderWay(_))).await;
    assert_eq!(fares().await, Round::CameBack, "{}", world.provider.sent_log());

    let way = relay(&world.provider);
    Relay::new(&way).unwrap().check().await.expect("the relay lets us in");
    let kept = house::find(world.kernel()).await.unwrap();
    assert_eq!(kept.sends_from, Some(Provider::RELAY_ADDRESS.parse().unwrap()), "the letter that came round shows from where");
    let facts = Facts {
        domain: HOUSE.into(),
        addresses: kept.sends_from.into_iter().collect(),
        relay: check::Relay::Ready,
        dkim: kept.keys.iter().flat_map(|it| it.records(HOUSE)).map(|it| (it.name, it.value)).collect(),
        receives: Receives::Server { host: kept.host.clone() },
    };
    let names = Some(Provider::NAMES.parse().unwrap());
    let findings = check::look(names, &facts).await;
    for point in [Point::Relay, Point::Tls, Point::Spf, Point::Dkim, Point::Dmarc, Point::Ptr, Point::Mx, Point::Sts] {
        assert!(findings.iter().any(|it| it.point == point), "{point:?} is looked at");
    }
    assert!(findings.iter().all(|it| it.state == State::Good), "{findings:?}");
    // The witness: one letter of a key is not what was published.
    let mut changed = facts.clone();
    changed.dkim[0].1.push('A');
    assert!(check::look(names, &changed).await.iter().any(|it| it.point == Point::Dkim && it.state == State::Bad));

    // The same on the administrator's page, with what is kept of it: only then can people be reached.
    assert!(!kept.is_ready());
    let (_, mut ada) = world.shelter.staff_signed_in("Ada", &[SiteRole::Administrator]).await;
    let page = "/staff/plugins/mail";
    ada.get(page).await;
    let looked = ada.post(&format!("{page}/look"), &[("do", "look")]).await;
    assert_eq!(looked.status, 200, "{}", looked.body);
    assert!(house::find(world.kernel()).await.unwrap().is_ready(), "{}", looked.body);
    assert!(looked.says(&format!("The address {} has the name", Provider::RELAY_ADDRESS)), "{}", looked.body);
    // The relay sends from elsewhere meanwhile, which the next letter shows: it is looked at anew before anybody can be reached.
    house::change(
        world.kernel(),
        world.group.facilitator.id,
        House { sends_from: Some([192, 0, 2, 9].into()), ..house::find(world.kernel()).await.unwrap() },
    )
    .await
    .unwrap();
    round::send(world.kernel()).await.unwrap();
    until("the letter is back", async || !matches!(fares().await, Round::UnderWay(_))).await;
    let kept = house::find(world.kernel()).await.unwrap();
    assert_eq!(kept.sends_from, Some(Provider::RELAY_ADDRESS.parse().unwrap()));
    until("it was looked at", async || house::find(world.kernel()).await.unwrap().is_ready()).await;
    // Another relay's passphrase: what was found before no longer holds.
    let wrong = House { relay: Some(hearth_mail::outgoing::relay::Way { passphrase: "wrong".into(), ..way }), ..kept };
    house::change(world.kernel(), world.group.facilitator.id, wrong).await.unwrap();
    ada.post(&format!("{page}/look"), &[("do", "round-trip")]).await;
    assert_eq!(fares().await, Round::NotSent);
    assert!(!house::find(world.kernel()).await.unwrap().is_ready());
}

/// EML-12: what comes to her opens with her key and with nothing else, by a program that is not ours.
#[actix_web::test]
async fn a_sealed_letter_opens_with_gnupg_and_says_nothing_outside() {
    let Some(provider) = Provider::start().await else { return };
    let home = folder(&provider).join("gnupg");
    if Command::new("gpg").arg("--version").output().is_err() {
        println!("NOT CHECKED: gpg is not installed (Debian package gnupg)");
        return;
    }
    std::fs::create_dir(&home).unwrap();
    gpg(&home, &["--passphrase", "", "--quick-gen-key", "Amina Someone <amina@mail.example>", "default", "default", "never"], b"");
    let armored = String::from_utf8(gpg(&home, &["--armor", "--export", "amina@mail.example"], b"")).unwrap();
    let world = World::new(provider).await;
    let amina = world.member("amina", "Juniper", Mode::Nothing).await;
    let key = Key::read(&armored, world.shelter.clock.now()).expect("a key of today");
    world.chooses(&amina.place, Mode::Whole, Some(key)).await;
    let bea = world.member("bea", "Sparrow", Mode::Whole).await;
    world.writes("bea", &world.own(&bea).await, "Sleep", "I sleep badly, été comme hiver.").await;
    let letter = world.next("amina").await;
    let whole = String::from_utf8_lossy(&letter).into_owned();
    assert!(!whole.contains("badly") && !whole.contains("Sleep"), "{whole}");
    assert_eq!(mail_parser::MessageParser::default().parse(&letter).unwrap().subject(), Some("…"));
    assert!(whole.contains("dkim=pass") && whole.contains("dmarc=pass"), "sealed or not, it is the house's: {whole}");
    let from = whole.find("-----BEGIN PGP MESSAGE-----").expect("a seal");
    let end = "-----END PGP MESSAGE-----";
    let seal = &whole[from..whole.find(end).expect("its end") + end.len()];
    let opened = gpg(&home, &["--decrypt"], seal.as_bytes());
    assert!(words(&opened).contains("I sleep badly, été comme hiver."), "{}", String::from_utf8_lossy(&opened));
    assert!(head(&opened, "Subject").is_some_and(|it| !it.contains('…')), "what it is about stands inside");
    for never in NEVER.into_iter().filter(|it| *it != "@mail.example") {
        assert!(!String::from_utf8_lossy(&opened).contains(never), "{never}");
    }
    // She answers in the clear, which is hers to choose; the others get it.
    world.writes("amina", &answers(&letter), "Re: …", "Tea helps.").await;
    assert!(words(&world.next("bea").await).contains("Tea helps."));
}

/// What it gives out.
fn gpg(home: &Path, what: &[&str], given: &[u8]) -> Vec<u8> {
    let mut command = Command::new("gpg");
    command.arg("--homedir").arg(home).args(["--batch", "--quiet", "--no-permission-warning", "--pinentry-mode", "loopback"]).args(what);
    let mut running = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    running.stdin.take().expect("a way in").write_all(given).expect("given");
    let ended = running.wait_with_output().expect("it ended");
    assert!(ended.status.success(), "{what:?}: {}", String::from_utf8_lossy(&ended.stderr));
    ended.stdout
}
