//! What a person sees of herself and decides about herself: her places, her words, her leaving; and that what was erased is
//! nowhere on the disk.
use hearth_core::{
    admission::{Intent, admit},
    audit,
    clock::{DAY, days},
    contact::safe_contact,
    contribution::{self, Draft, Words},
    id::PersonId,
    person,
    personal_data::{
        Leaving, erasure,
        release::{self, Content},
    },
    store::Tx,
    table::{
        entry::{self, EntryState},
        key,
        membership::{self, MembershipState},
        person::PersonState,
        sign_in::Door,
    },
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use std::path::Path;
use support::{Browser, Carried, GroupOf, Person, Shelter};

async fn shelter() -> (Shelter, GroupOf, Carried) {
    let carried = Carried::default();
    let plugin = carried.clone();
    let shelter = Shelter::open_with_plugins(move || vec![plugin.plugin()]).await;
    shelter.lets_newcomers_talk().await;
    let group = shelter.open_group("carrier").await;
    (shelter, group, carried)
}

/// Says something to the group.
async fn says(shelter: &Shelter, group: &GroupOf, her: &Person, words: &str) -> contribution::Entry {
    let admission = admit(&shelter.kernel, her.id, group.id, Intent::Write).await.unwrap();
    let words = Words { body: words.into(), heading: Some(format!("{words}-heading")), note: Some(format!("{words}-note")), card: None, lane: None };
    let draft = Draft { words: words.clone(), ..Draft::to_group("", words.body.clone()) };
    contribution::submit(&shelter.kernel, &admission, "carrier", draft).await.unwrap()
}

async fn to_staff(shelter: &Shelter, group: &GroupOf, by: &Person, line: Option<&Person>, words: &str) {
    let admission = admit(&shelter.kernel, by.id, group.id, Intent::Help).await.unwrap();
    let draft = Draft { line: line.and_then(|it| it.membership), ..Draft::to_staff(words, words) };
    contribution::submit(&shelter.kernel, &admission, "carrier", draft).await.unwrap();
}

async fn membership(shelter: &Shelter, her: &Person) -> membership::Model {
    membership::Entity::find_by_id(her.membership.unwrap()).one(shelter.kernel.store.reader()).await.unwrap().unwrap()
}

/// Every file of the data folder in which these bytes stand.
fn files_with(folder: &Path, canary: &str) -> Vec<String> {
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder).unwrap().map(|it| it.unwrap()) {
        let path = file.path();
        if path.is_dir() {
            found.extend(files_with(&path, canary));
        } else if std::fs::read(&path).unwrap().windows(canary.len()).any(|it| it == canary.as_bytes()) {
            found.push(path.display().to_string());
        }
    }
    found
}

#[actix_web::test]
async fn a_member_comes_home_to_her_place_and_talks_to_staff_alone() {
    let (shelter, group, _) = shelter().await;
    let (amina, mut hers) = shelter.member_of(&group, "Amina").await;
    let (_, mut sofias) = shelter.member_of(&group, "Sofia").await;
    let place = format!("{}/staff", group.address());
    let page = hers.get(&place).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.says("Only Ruth read this") && page.says("555-0100") && page.says("/services"));
    let id = page.field("id").unwrap();
    let page = hers.post(&place, &[("say", "Mornings are <better>."), ("id", &id)]).await;
    assert!(page.says("Your words are with staff."), "{}", page.body);
    assert!(page.says("Mornings are &#60;better&#62;.") || page.says("Mornings are &lt;better&gt;."));
    hers.post(&place, &[("say", "Mornings are <better>."), ("id", &id)]).await;
    to_staff(&shelter, &group, &group.facilitator, Some(&amina), "Thursday at ten?").await;
    let page = hers.get(&place).await;
    assert!(page.says("Thursday at ten?") && page.says("Ruth"));
    assert_eq!(page.body.matches("Mornings are").count(), 1, "sent twice, kept twice");
    let page = sofias.get(&place).await;
    assert!(!page.says("Mornings") && !page.says("Thursday"), "another member sees her line");
    let page = hers.post(&place, &[("say", "  "), ("id", "2")]).await;
    assert_eq!(page.status, 422);
}

#[actix_web::test]
async fn an_ended_place_says_so_and_offers_someone_to_talk_to() {
    let (shelter, group, _) = shelter().await;
    let (her, mut browser) = shelter.member_of(&group, "Amina").await;
    let id = her.membership.unwrap();
    shelter
        .kernel
        .store
        .write(async move |tx: &Tx| {
            let row = membership::ActiveModel {
                id: sea_orm::ActiveValue::Unchanged(id),
                state: sea_orm::ActiveValue::Set(MembershipState::Ended),
                why: sea_orm::ActiveValue::Set(Some("no-contact".into())),
                ..Default::default()
            };
            membership::Entity::update(row).exec(tx).await?;
            Ok(())
        })
        .await
        .unwrap();
    let page = browser.get("/home").await;
    assert_eq!(page.status, 200);
    assert!(page.says("Your place here has ended. Thank you") && page.says("/services"), "{}", page.body);
    // Somebody in no group at all.
    let nobody = shelter.person(None).await;
    let page = shelter.signed_in(nobody, Door::Member).await.get("/home").await;
    assert!(page.says("Nothing is open for you here now."));
}

#[actix_web::test]
async fn her_choices_say_how_things_are_and_what_is_kept() {
    let (shelter, group, _) = shelter().await;
    let (her, mut browser) = shelter.member_of(&group, "Amina").await;
    says(&shelter, &group, &her, "One").await;
    says(&shelter, &group, &her, "Two").await;
    to_staff(&shelter, &group, &her, None, "Three").await;
    shelter.signed_in(her.id, Door::Member).await;
    let by = group.facilitator.id;
    let (kernel, id, of) = (shelter.kernel.clone(), her.membership.unwrap(), group.id);
    shelter
        .kernel
        .store
        .write(async move |tx: &Tx| {
            let act = audit::Act { actor: Some(by), act: "suitability.revealed", subject: Some(id.0), group: Some(of), reason: None };
            audit::record(&kernel, tx, act).await
        })
        .await
        .unwrap();
    let page = browser.get("/choices").await;
    assert_eq!(page.status, 200, "{}", page.body);
    for words in [
        "Amina",
        "2 messages",
        "1 message to staff",
        "None. We write nothing",
        "This one, and one more",
        "1 consent",
        "Ruth",
        "read the note on why this fits",
    ] {
        assert!(page.says(words), "{words} is missing: {}", page.body);
    }
    let page = browser.post("/choices/devices", &[]).await;
    assert!(page.says("This one only"), "{}", page.body);
    // In French there is no word of English left, and no key.
    let mut french = shelter.signed_in(her.id, Door::Member).await;
    french.get("/choices").await;
    let page = french.post("/language", &[("language", "fr")]).await;
    let page = if page.says("Mes choix") { page } else { french.get("/choices").await };
    assert!(page.says("Ce qui est gardé sur vous") && !page.says("own-") && !page.says("personal-"), "{}", page.body);
}

#[actix_web::test]
async fn her_own_word_goes_when_she_takes_it_out() {
    let (shelter, group, carried) = shelter().await;
    let (amina, mut browser) = shelter.member_of(&group, "Amina").await;
    let (sofia, mut sofias) = shelter.member_of(&group, "Sofia").await;
    let hers = says(&shelter, &group, &amina, "canary-taken-out").await;
    let other = says(&shelter, &group, &sofia, "Sofia stays").await;
    let page = browser.get("/choices/words").await;
    assert!(page.says("canary-taken-out") && !page.says("Sofia stays"));
    // Another's entry is not hers to take out, whatever address is typed.
    assert_eq!(browser.post(&format!("/choices/words/{}", other.id), &[]).await.status, 404);
    assert_eq!(sofias.post(&format!("/choices/words/{}", hers.id), &[]).await.status, 404);
    let page = browser.post(&format!("/choices/words/{}", hers.id), &[]).await;
    assert!(page.says("Taken out."), "{}", page.body);
    let row = entry::Entity::find().filter(entry::Column::Id.eq(hers.id)).one(shelter.kernel.store.reader()).await.unwrap().unwrap();
    assert!(row.words.is_none() && row.state == EntryState::Withdrawn);
    assert!(carried.told().contains(&"withdraw".to_owned()));
    assert!(browser.get("/choices/words").await.says("Nothing of yours is kept here now."));
}

#[actix_web::test]
async fn a_break_stops_everything_and_ends_when_she_likes() {
    let (shelter, group, carried) = shelter().await;
    let (her, mut browser) = shelter.member_of(&group, "Amina").await;
    let id = her.membership.unwrap();
    assert!(browser.get(&format!("/choices/break/{id}")).await.says("Your words stay"));
    browser.post(&format!("/choices/break/{id}"), &[]).await;
    assert!(admit(&shelter.kernel, her.id, group.id, Intent::Read).await.is_err());
    assert!(carried.told().contains(&"unseat".to_owned()));
    assert!(browser.get("/home").await.says("You are on a break"));
    // Help stays open, and nobody else can end it.
    assert_eq!(browser.get(&format!("{}/staff", group.address())).await.status, 200);
    let (_, mut sofias) = shelter.member_of(&group, "Sofia").await;
    assert_eq!(sofias.post(&format!("/choices/back/{id}"), &[]).await.status, 404);
    browser.get("/choices").await;
    browser.post_once(&format!("/choices/back/{id}"), &[]).await;
    assert!(admit(&shelter.kernel, her.id, group.id, Intent::Write).await.is_ok());
}

/// S81: within the same request every device is out, and nothing can be said as her.
#[actix_web::test]
async fn she_freezes_everything_at_once() {
    let (shelter, group, _) = shelter().await;
    let (her, mut browser) = shelter.member_of(&group, "Amina").await;
    let mut other = shelter.signed_in(her.id, Door::Member).await;
    assert_eq!(other.get("/choices").await.status, 200);
    assert!(browser.get("/choices/freeze").await.says("this one too"));
    let page = browser.post("/choices/freeze", &[]).await;
    assert!(page.says("Everything is frozen") && page.says("555-0100") && page.says("Ruth"), "{}", page.body);
    assert!(admit(&shelter.kernel, her.id, group.id, Intent::Help).await.is_err());
    for device in [&mut browser, &mut other] {
        assert!(!device.get("/choices").await.says("How things are set"), "a device is still signed in");
    }
    assert!(person::freeze::is_frozen(&shelter.kernel, her.id).await.unwrap());
}

/// RET-4: her own, never another's; and a page in between says what a file gives away.
#[actix_web::test]
async fn a_copy_holds_her_own_words_only() {
    let (shelter, group, _) = shelter().await;
    let (amina, mut browser) = shelter.member_of(&group, "Amina").await;
    let (sofia, _) = shelter.member_of(&group, "Sofia").await;
    says(&shelter, &group, &amina, "hers-to-keep").await;
    says(&shelter, &group, &sofia, "not-hers").await;
    to_staff(&shelter, &group, &group.facilitator, Some(&amina), "staff-to-her").await;
    assert!(browser.get("/choices/download").await.says("The file stays on this device"));
    assert_eq!(browser.post("/choices/download", &[]).await.status, 422);
    for (how, name) in [("data", "notes.json"), ("page", "notes.html")] {
        browser.get("/choices/download").await;
        let file = browser.post("/choices/download", &[("how", how)]).await;
        assert_eq!(file.status, 200, "{}", file.body);
        assert!(file.header("content-disposition").unwrap().contains(name));
        assert!(file.says("hers-to-keep"), "{}", file.body);
        for other in ["not-hers", "staff-to-her", "Sofia", "Tuesday circle", "Harbour House"] {
            assert!(!file.says(other), "{other} is in {name}");
        }
    }
}

/// G9, S32: no end, no release; nobody else signs; over or taken back, it allows nothing, and either way it is written down.
#[actix_web::test]
async fn staff_may_tell_only_what_she_signed_and_only_so_long() {
    let (shelter, group, _) = shelter().await;
    let (her, mut browser) = shelter.member_of(&group, "Amina").await;
    let (kernel, ruth) = (&shelter.kernel, group.facilitator.id);
    let seven = person::passphrase::issue(kernel, her.id, hearth_core::locale::Language::En).await.unwrap().join(" ");
    let form = |until: &'static str, word: String| {
        vec![
            ("to", "A lawyer".to_owned()),
            ("what", "That I was here".into()),
            ("why", "The hearing".into()),
            ("until", until.into()),
            ("word", word),
        ]
    };
    async fn send(browser: &mut Browser, form: Vec<(&str, String)>) -> support::Page {
        let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.get("/choices/release").await;
        browser.post("/choices/release", &fields).await
    }
    assert_eq!(send(&mut browser, form("", seven.clone())).await.status, 422);
    assert_eq!(send(&mut browser, form("2030-01-01", seven.clone())).await.status, 422);
    assert_eq!(send(&mut browser, form("2026-12-24", "wrong words".into())).await.status, 403);
    assert!(release::list(kernel, her.id).await.unwrap().is_empty(), "kept although nobody signed");
    let page = send(&mut browser, form("2026-12-24", seven.clone())).await;
    assert!(page.says("Signed. You can end it"), "{}", page.body);
    let made = release::list(kernel, her.id).await.unwrap().remove(0);
    assert_eq!(release::tell(kernel, ruth, made.id).await.unwrap().content.to, "A lawyer");
    shelter.pass(days(32));
    assert!(release::tell(kernel, ruth, made.id).await.is_err(), "told after its last day");
    let acts: Vec<String> = audit::about(kernel, made.id.0).await.unwrap().into_iter().map(|it| it.act).collect();
    assert!(acts.contains(&"release.used".to_owned()) && acts.contains(&"release.denied".to_owned()));
    // One that staff ask for allows nothing until she signs, and nothing after she ends it.
    let asked = Content { to: "A school".into(), what: "A date".into(), why: "A form".into() };
    let until = Some(kernel.clock.now() + 10 * DAY);
    let id = release::ask(kernel, ruth, her.id, asked, until).await.unwrap();
    assert!(release::tell(kernel, ruth, id).await.is_err(), "told before she signed");
    release::sign(kernel, her.id, id).await.unwrap();
    assert!(release::tell(kernel, ruth, id).await.is_ok());
    release::revoke(kernel, her.id, id).await.unwrap();
    assert!(release::tell(kernel, ruth, id).await.is_err(), "told after she ended it");
}

#[actix_web::test]
async fn leaving_her_words_leaves_no_name() {
    let (shelter, group, _) = shelter().await;
    let (amina, mut browser) = shelter.member_of(&group, "Amina").await;
    let (sofia, _) = shelter.member_of(&group, "Sofia").await;
    let said = says(&shelter, &group, &amina, "These words stay").await;
    to_staff(&shelter, &group, &amina, None, "To staff").await;
    assert_eq!(browser.post("/choices/leave", &[]).await.status, 422, "no answer is no answer");
    assert!(admit(&shelter.kernel, amina.id, group.id, Intent::Read).await.is_ok());
    let page = browser.post("/choices/leave", &[("how", "leave-words")]).await;
    assert!(page.says("Your words stay until their day") && page.says("/services"), "{}", page.body);
    let admission = admit(&shelter.kernel, sofia.id, group.id, Intent::Read).await.unwrap();
    let seen = contribution::by_id(&shelter.kernel, &admission, said.id).await.unwrap().unwrap();
    assert_eq!(seen.words.unwrap().body, "These words stay");
    let place = membership(&shelter, &amina).await;
    assert_eq!(hearth_core::group::membership::alias(&shelter.kernel, &place).await.unwrap(), erasure::NO_NAME);
    let left = entry::Entity::find().filter(entry::Column::Line.eq(amina.membership.unwrap())).filter(entry::Column::Words.is_not_null());
    assert_eq!(left.count(shelter.kernel.store.reader()).await.unwrap(), 0, "her line with staff is still there");
    gone(&shelter, amina.id).await;
    assert!(!browser.get("/choices").await.says("How things are set"));
}

/// She is known no more: no way in, no device, no key.
async fn gone(shelter: &Shelter, person: PersonId) {
    let reader = shelter.kernel.store.reader();
    use hearth_core::table::{credential, person as people, sign_in};
    assert_eq!(people::Entity::find_by_id(person).one(reader).await.unwrap().unwrap().state, PersonState::Ended);
    assert_eq!(credential::Entity::find().filter(credential::Column::Person.eq(person)).count(reader).await.unwrap(), 0);
    assert_eq!(sign_in::Entity::find().filter(sign_in::Column::Person.eq(person)).count(reader).await.unwrap(), 0);
    assert!(key::Entity::find_by_id(person.0).one(reader).await.unwrap().is_none(), "her key is still there");
}

/// NodeBB#8384, S59, RET-3: in no file of the data folder, before or after; and after, not for the one who has the keys either.
#[actix_web::test]
async fn removed_words_are_nowhere() {
    let (shelter, group, carried) = shelter().await;
    let (amina, mut browser) = shelter.member_of(&group, "canary-alias").await;
    let (sofia, _) = shelter.member_of(&group, "Sofia").await;
    for count in 0..250 {
        says(&shelter, &group, &amina, &format!("canary-words-{count}")).await;
    }
    let kept = says(&shelter, &group, &sofia, "Sofia is still here").await;
    to_staff(&shelter, &group, &amina, None, "canary-to-staff").await;
    to_staff(&shelter, &group, &group.facilitator, Some(&amina), "canary-from-staff").await;
    let contact = safe_contact::SafeContact {
        ways: vec![safe_contact::Way {
            medium: hearth_core::contact::Medium::Email,
            address: "canary@example.org".into(),
            label: safe_contact::Label::Safe,
            knows_primary: false,
        }],
        hours: hearth_core::contact::quiet_hours::Hours { days: vec![1], from: 0, to: 60 },
        words: "personal-notice-hello".into(),
        ..safe_contact::SafeContact::default()
    };
    safe_contact::change(&shelter.kernel, amina.id, contact, hearth_core::locale::Language::En).await.unwrap();
    let release = Content { to: "canary-release".into(), what: "canary-what".into(), why: "canary-why".into() };
    release::ask(&shelter.kernel, amina.id, amina.id, release, Some(shelter.kernel.clock.now() + DAY)).await.unwrap();
    assert_eq!(files_with(&shelter.data(), "canary"), Vec::<String>::new(), "in clear on the disk");
    // The witness: what is not sealed is found by the same search.
    let is_here = std::env::var("HEARTH_TEST_DATABASE").is_err(); // PostgreSQL's own files lie elsewhere
    assert!(!is_here || !files_with(&shelter.data(), "keep-words").is_empty(), "the search finds nothing at all");
    let sealed: Vec<Vec<u8>> = entry::Entity::find()
        .filter(entry::Column::Author.eq(amina.membership.unwrap()))
        .all(shelter.kernel.store.reader())
        .await
        .unwrap()
        .into_iter()
        .filter_map(|it| it.words.map(|it| it.0))
        .collect();
    assert_eq!(sealed.len(), 251);
    let page = browser.post("/choices/leave", &[("how", "remove-words")]).await;
    assert!(page.says("252 messages were removed"), "{}", page.body);
    gone(&shelter, amina.id).await;
    let reader = shelter.kernel.store.reader();
    assert!(key::Entity::find_by_id(amina.membership.unwrap().0).one(reader).await.unwrap().is_none(), "the key to her words is still there");
    // Not even the ciphertext is left, in the database or in its log.
    for file in std::fs::read_dir(shelter.data()).unwrap().map(|it| it.unwrap().path()).filter(|it| it.is_file()) {
        let bytes = std::fs::read(&file).unwrap();
        let left = sealed.iter().filter(|it| bytes.windows(32).any(|some| some == &it[..32])).count();
        assert_eq!(left, 0, "{left} sealed entries are still in {}", file.display());
    }
    assert_eq!(hearth_core::group::membership::alias(&shelter.kernel, &membership(&shelter, &amina).await).await.unwrap(), "");
    let withdrawn = carried.told().iter().filter(|it| *it == "withdraw").count();
    assert!(withdrawn >= 252, "{withdrawn} of 252 were taken back");
    let admission = admit(&shelter.kernel, sofia.id, group.id, Intent::Read).await.unwrap();
    assert!(contribution::by_id(&shelter.kernel, &admission, kept.id).await.unwrap().unwrap().words.is_some(), "another's words went, too");
}

/// Staff leave by their colleagues' hands: nobody erases the record of her own acts.
#[actix_web::test]
async fn staff_cannot_leave_by_the_members_door() {
    let (shelter, group, _) = shelter().await;
    let refused = erasure::leave_for_good(&shelter.kernel, group.facilitator.id, Leaving::RemoveWords).await;
    assert!(refused.is_err());
}
