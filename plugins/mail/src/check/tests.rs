//! The self-check against a name server that really answers: each thing once as it should be, and once for each way in which it is not.
use super::{
    Facts, Finding, Point, Receives, Relay,
    State::{self, Bad, Good, Unknown, Warn},
    dns::Zone,
    look,
};
use hearth_core::locale::{Language, Source, texts};

const KEY: &str = "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAu1SU1LfVLPHCozMxH2Mo4lgOEePzNm0tRgeLezV6ffAt0gunVTLw7onLRnrq0/IzW7yWR7QkrmBL7jTKEn5u+qKhbwKfBstIs+bMY2Zkp18gnTxKLxoS2tFczGkPLPgizskuemMghRniWaoLcyehkd3qqGElvW/VDL5AaWTg0nLVkjRo9z+40RQzuVaE8AkAFmxZzow3x+VJYKdjykkJ0iT9wCS0DRTXu269V264Vf/3jvredZiKRkgwlL9xNAwxXFg0x/XFw005UWVRIkdgcKWTjpBP2dPwVZ4WWC+9aGVd+Gyn1o0CLelf4rEjGoXbAAEgAqeGUxrcIlbjXfbcmwIDAQAB";

fn facts() -> Facts {
    Facts {
        domain: "list.example".into(),
        addresses: vec!["192.0.2.1".parse().expect("an address")],
        relay: Relay::Ready,
        dkim: vec![("h1._domainkey.list.example".into(), KEY.into())],
        receives: Receives::Server { host: "mx.list.example".into() },
    }
}

/// A domain where all is well, but for what a test asks about.
fn domain(but: &str) -> Zone {
    let mut zone = Zone::empty().address("mx.list.example", "192.0.2.7").address("relay.list.example", "192.0.2.1");
    if but != "spf" {
        zone = zone.text("list.example", "v=spf1 ip4:192.0.2.1 -all").text("list.example", "another=record");
    }
    if but != "dkim" {
        zone = zone.text("h1._domainkey.list.example", KEY);
    }
    if but != "dmarc" {
        zone = zone.text("_dmarc.list.example", "v=DMARC1; p=reject");
    }
    if but != "ptr" {
        zone = zone.reverse("192.0.2.1", "relay.list.example");
    }
    if but != "mx" {
        zone = zone.exchange("list.example", 10, "mx.list.example");
    }
    if but != "sts" {
        zone = zone.text("_mta-sts.list.example", "v=STSv1; id=20261123");
    }
    zone
}

async fn looked(zone: Zone, facts: &Facts, point: Point) -> Finding {
    let served = zone.served().await;
    let mut found = look(Some(served.address), facts).await;
    found.retain(|it| it.point == point);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

async fn says(zone: Zone, point: Point, state: State, say: &str) -> Finding {
    let found = looked(zone, &facts(), point).await;
    assert_eq!((found.state, found.say), (state, say));
    found
}

fn names<'a>(found: &'a Finding, what: &str) -> &'a str {
    &found.with.iter().find(|it| it.0 == what).expect("it is named").1
}

#[tokio::test]
async fn where_all_is_well_all_is_good() {
    let served = domain("").served().await;
    let found = look(Some(served.address), &facts()).await;
    assert!(found.iter().all(|it| it.state == Good), "{found:?}");
    let points: Vec<Point> = found.iter().map(|it| it.point).collect();
    assert_eq!(points, [Point::Relay, Point::Tls, Point::Spf, Point::Dkim, Point::Dmarc, Point::Ptr, Point::Mx, Point::Sts]);
}

#[tokio::test]
async fn a_name_server_that_fails_makes_nothing_bad() {
    let names =
        ["list.example", "h1._domainkey.list.example", "_dmarc.list.example", "1.2.0.192.in-addr.arpa", "mx.list.example", "_mta-sts.list.example"];
    let served = names.into_iter().fold(Zone::empty(), Zone::fails).served().await;
    let found = look(Some(served.address), &facts()).await;
    let states: Vec<State> = found.iter().map(|it| it.state).collect();
    assert_eq!(states, [Good, Good, Unknown, Unknown, Unknown, Unknown, Unknown, Unknown], "{found:?}");
}

#[tokio::test]
async fn who_may_send() {
    let with = |record: &str| domain("spf").text("list.example", record);
    let none = says(domain("spf"), Point::Spf, Bad, "mail-check-spf-none").await;
    assert_eq!(names(&none, "record"), "v=spf1 ip4:192.0.2.1 -all");
    let several = says(with("v=spf1 a -all").text("list.example", "v=spf1 mx -all"), Point::Spf, Bad, "mail-check-spf-several").await;
    assert!(names(&several, "record").contains(" a ") && names(&several, "record").contains(" mx "));
    says(with("v=spf1 ip4:192.0.2.300 -all"), Point::Spf, Bad, "mail-check-spf-broken").await;
    says(with("v=spf1 include:nowhere.example -all"), Point::Spf, Bad, "mail-check-spf-broken").await;
    let anybody = says(with("v=spf1 ip4:192.0.2.1 +all"), Point::Spf, Bad, "mail-check-spf-anybody").await;
    assert_eq!(names(&anybody, "record"), "v=spf1 ip4:192.0.2.1 ~all");
    says(with("v=spf1 all"), Point::Spf, Bad, "mail-check-spf-anybody").await;
    let missing = says(with("v=spf1 ip4:198.51.100.1 ~all"), Point::Spf, Bad, "mail-check-spf-missing").await;
    assert_eq!(names(&missing, "record"), "v=spf1 ip4:192.0.2.1 ip4:198.51.100.1 ~all");
    says(
        with("v=spf1 include:_spf.list.example -all").text("_spf.list.example", "v=spf1 a:relay.list.example -all"),
        Point::Spf,
        Good,
        "mail-check-spf-good",
    )
    .await;
    // A record of another kind that begins alike.
    says(with("v=spf10 ip4:192.0.2.1"), Point::Spf, Bad, "mail-check-spf-none").await;
}

#[tokio::test]
async fn a_relay_that_is_somebody_elses() {
    let facts = Facts { addresses: Vec::new(), ..facts() };
    let says = async |zone, point| {
        let found = looked(zone, &facts, point).await;
        (found.state, found.say)
    };
    assert_eq!(says(domain(""), Point::Spf).await, (Good, "mail-check-spf-one"));
    assert_eq!(says(domain("spf"), Point::Spf).await, (Bad, "mail-check-spf-none-ask"));
    assert_eq!(says(domain(""), Point::Ptr).await, (Unknown, "mail-check-ptr-later"));
}

#[tokio::test]
async fn the_houses_signature() {
    let with = |record: &str| domain("dkim").text("h1._domainkey.list.example", record);
    let none = says(domain("dkim"), Point::Dkim, Bad, "mail-check-dkim-none").await;
    assert_eq!((names(&none, "name"), names(&none, "record")), ("h1._domainkey.list.example", KEY));
    says(with(&KEY.replace("u1SU1", "u1SU2")), Point::Dkim, Bad, "mail-check-dkim-differs").await;
    says(with("v=DKIM1; k=rsa; p="), Point::Dkim, Bad, "mail-check-dkim-differs").await;
    says(with(&KEY.replace("k=rsa", "k=ed25519")), Point::Dkim, Bad, "mail-check-dkim-differs").await;
    says(with(KEY).text("h1._domainkey.list.example", "v=DKIM1; p=MIIB"), Point::Dkim, Bad, "mail-check-dkim-several").await;
    // Written in another way, it is the same key.
    says(with(&KEY.replace("; k=rsa; p=", ";p= ")), Point::Dkim, Good, "mail-check-dkim-good").await;
    let nothing = looked(domain(""), &Facts { dkim: Vec::new(), ..facts() }, Point::Dkim).await;
    assert_eq!((nothing.state, nothing.say), (Unknown, "mail-check-dkim-unset"));
}

#[tokio::test]
async fn what_others_do_with_a_false_letter() {
    let with = |record: &str| domain("dmarc").text("_dmarc.list.example", record);
    let none = says(domain("dmarc"), Point::Dmarc, Bad, "mail-check-dmarc-none").await;
    assert_eq!((names(&none, "name"), names(&none, "record")), ("_dmarc.list.example", "v=DMARC1; p=quarantine"));
    says(with("v=DMARC1; p=quarantine"), Point::Dmarc, Good, "mail-check-dmarc-good").await;
    let weak = says(with("v=DMARC1; p=none; rua=mailto:it@list.example"), Point::Dmarc, Warn, "mail-check-dmarc-weak").await;
    assert_eq!(names(&weak, "record"), "v=DMARC1; p=quarantine; rua=mailto:it@list.example");
    says(with("v=DMARC1; p=reject; t=y"), Point::Dmarc, Warn, "mail-check-dmarc-weak").await;
    says(with("v=DMARC1; p=maybe"), Point::Dmarc, Bad, "mail-check-dmarc-broken").await;
    says(with("v=DMARC1; p=none").text("_dmarc.list.example", "v=DMARC1; p=reject"), Point::Dmarc, Bad, "mail-check-dmarc-several").await;
}

#[tokio::test]
async fn a_policy_of_the_domain_above_counts() {
    let below = Facts { domain: "list.house.example".into(), ..facts() };
    let says = async |record: &str| {
        let found = looked(Zone::empty().text("_dmarc.house.example", record), &below, Point::Dmarc).await;
        (found.state, names(&found, "record").to_string())
    };
    assert_eq!(says("v=DMARC1; p=none; sp=reject").await.0, Good);
    assert_eq!(says("v=DMARC1; p=reject; sp=none; rua=mailto:it@house.example").await, (Warn, "v=DMARC1; p=quarantine".into()));
}

#[tokio::test]
async fn the_name_of_the_relays_address() {
    says(domain("ptr"), Point::Ptr, Bad, "mail-check-ptr-none").await;
    let elsewhere = says(domain("ptr").reverse("192.0.2.1", "mx.list.example"), Point::Ptr, Bad, "mail-check-ptr-elsewhere").await;
    assert_eq!((names(&elsewhere, "address"), names(&elsewhere, "name")), ("192.0.2.1", "mx.list.example"));
    // Two names, of which one leads back.
    says(domain("").reverse("192.0.2.1", "mx.list.example"), Point::Ptr, Good, "mail-check-ptr-good").await;
    says(domain("ptr").reverse("192.0.2.1", "broken.example").fails("broken.example"), Point::Ptr, Unknown, "mail-check-ptr-unknown").await;
}

/// Advice, and never more: letters come all the same.
#[tokio::test]
async fn whether_the_line_is_to_be_sealed() {
    let none = says(domain("sts"), Point::Sts, Warn, "mail-check-sts-none").await;
    assert_eq!((names(&none, "name"), names(&none, "record")), ("_mta-sts.list.example", "v=STSv1; id=1"));
    says(domain("sts").text("_mta-sts.list.example", "v=STSv10; id=1"), Point::Sts, Warn, "mail-check-sts-none").await;
    says(domain("").text("_mta-sts.list.example", "v=STSv1; id=2"), Point::Sts, Warn, "mail-check-sts-none").await;
    says(domain("sts").fails("_mta-sts.list.example"), Point::Sts, Unknown, "mail-check-sts-unknown").await;
    says(domain(""), Point::Sts, Good, "mail-check-sts-good").await;
}

#[tokio::test]
async fn where_letters_go() {
    let with = |preference, host| domain("mx").exchange("list.example", preference, host);
    let none = says(domain("mx"), Point::Mx, Bad, "mail-check-mx-none").await;
    assert_eq!(names(&none, "record"), "10 mx.list.example.");
    says(with(0, "."), Point::Mx, Bad, "mail-check-mx-none").await;
    let elsewhere = says(with(10, "office.example"), Point::Mx, Bad, "mail-check-mx-elsewhere").await;
    assert_eq!(names(&elsewhere, "found"), "office.example");
    says(with(10, "MX.list.example").exchange("list.example", 20, "later.example"), Point::Mx, Good, "mail-check-mx-good").await;
    says(with(20, "mx.list.example").exchange("list.example", 10, "office.example"), Point::Mx, Warn, "mail-check-mx-later").await;
    let host = |host: &str| Facts { receives: Receives::Server { host: host.into() }, ..facts() };
    let nowhere = looked(domain(""), &host("gone.example"), Point::Mx).await;
    assert_eq!((nowhere.state, nowhere.say), (Bad, "mail-check-mx-nowhere"));
    let implied = looked(domain("mx").address("list.example", "192.0.2.7"), &host("list.example"), Point::Mx).await;
    assert_eq!((implied.state, implied.say), (Warn, "mail-check-mx-implied"));
}

#[tokio::test]
async fn a_mailbox_is_filled_by_somebody_else() {
    let facts = Facts { receives: Receives::Mailbox, ..facts() };
    let found = looked(domain("mx").exchange("list.example", 10, "in.provider.example"), &facts, Point::Mx).await;
    assert_eq!((found.state, found.say, names(&found, "found")), (Good, "mail-check-mx-mailbox-good", "in.provider.example"));
    let found = looked(domain(""), &Facts { addresses: Vec::new(), ..facts.clone() }, Point::Ptr).await;
    assert_eq!((found.state, found.say), (Unknown, "mail-check-ptr-theirs"));
    let found = looked(domain("mx"), &facts, Point::Mx).await;
    assert_eq!((found.state, found.say), (Bad, "mail-check-mx-mailbox-none"));
}

#[tokio::test]
async fn the_relay_and_its_line() {
    let served = domain("").served().await;
    for (relay, states) in [
        (Relay::Unset, (Bad, Unknown)),
        (Relay::Unreachable, (Bad, Unknown)),
        (Relay::NotSealed, (Bad, Bad)),
        (Relay::Untrusted, (Bad, Bad)),
        (Relay::Refused, (Bad, Good)),
        (Relay::Ready, (Good, Good)),
    ] {
        let found = look(Some(served.address), &Facts { relay, ..facts() }).await;
        assert_eq!((found[0].state, found[1].state), states, "{relay:?}");
    }
}

#[test]
fn everything_that_is_found_has_words_in_both_languages() {
    let words = Source { module: "mail", en: include_str!("../../locales/en.ftl"), fr: include_str!("../../locales/fr.ftl") };
    let code = [include_str!("../check.rs"), include_str!("judging.rs")].concat();
    let said: Vec<&str> = code.split('"').filter(|it| it.starts_with("mail-check-")).collect();
    assert!(said.len() > 40, "they were found");
    for language in Language::ALL {
        let there = texts(&words, language);
        for key in &said {
            assert!(there.iter().any(|(it, _)| it == key), "{key} in {language:?}");
        }
    }
}
