//! What staff and people can do about each other, reached by the pages that lead there: switches, freezes, releases, a new
//! agreement, and the record of consents.
use hearth_core::{
    admission::{AGREEMENT_NEEDED, Intent, SWITCHED_OFF, admit},
    approval, audit,
    clock::{MINUTE, days},
    group::{self, agreement_text, agreement_text::NewVersion},
    person::{code_word, freeze, passphrase},
    personal_data::release,
    store::Tx,
    table::{group::Vetting, role::SiteRole, sign_in::Door},
};
use support::{Browser, Carried, GroupOf, Person, Shelter};

/// A group with Amina in it, whom Ruth looks after; with both their browsers.
struct Scene {
    shelter: Shelter,
    group: GroupOf,
    amina: Person,
    at: Browser,
    ruth_at: Browser,
}

impl Scene {
    async fn new() -> Scene {
        let shelter = Shelter::open().await;
        let group = shelter.open_group("forum").await;
        let (amina, at) = shelter.member_of(&group, "Amina").await;
        let ruth_at = shelter.facilitator_of(&group).await;
        Scene { shelter, group, amina, at, ruth_at }
    }

    /// Her page, for staff.
    fn page(&self) -> String {
        format!("/staff/people/{}", self.amina.membership.expect("a place"))
    }

    async fn refused(&self, intent: Intent) -> Option<&'static str> {
        let refused = admit(&self.shelter.kernel, self.amina.id, self.group.id, intent).await.err()?;
        refused.refusal().map(|it| it.code)
    }

    async fn acts(&self) -> Vec<String> {
        audit::list(&self.shelter.kernel, 200).await.expect("the audit").into_iter().map(|it| it.act).collect()
    }
}

#[actix_web::test]
async fn a_plugin_that_is_switched_off_closes_at_the_next_request_and_opens_again() {
    let mut scene = Scene::new().await;
    let (_, mut nadia) = scene.shelter.staff_signed_in("Nadia", &[SiteRole::Administrator]).await;
    let forum = format!("{}/forum", scene.group.address());
    assert_eq!(scene.at.get(&forum).await.status, 200);
    assert!(nadia.get("/staff/site").await.addresses().contains(&"/staff/site/plugins/forum".to_owned()));
    nadia.post("/staff/site/plugins/forum", &[("to", "off")]).await;
    let refused = scene.at.get(&forum).await;
    assert!(refused.status == 403 && refused.says("switched off for now"), "{} {}", refused.status, refused.body);
    assert_eq!(scene.refused(Intent::Help).await, None, "she can still talk to staff");
    nadia.post("/staff/site/plugins/forum", &[("to", "on")]).await;
    assert_eq!(scene.at.get(&forum).await.status, 200);
    let acts = scene.acts().await;
    assert!(acts.iter().any(|it| it == "plugin.switched-off") && acts.iter().any(|it| it == "plugin.switched-on"));
    let early = scene.ruth_at.post("/staff/site/plugins/forum", &[("to", "off")]).await;
    assert_eq!(early.status, 403, "the site's switch is the administrator's");
    assert_eq!(scene.at.get(&forum).await.status, 200);
}

#[actix_web::test]
async fn one_group_is_switched_off_and_no_other() {
    let mut scene = Scene::new().await;
    let other = scene.shelter.open_group("forum").await;
    let (_, mut bea) = scene.shelter.member_of(&other, "Bea").await;
    let settings = format!("/staff/groups/{}/settings", scene.group.id);
    let mut fields: Vec<(String, String)> = Vec::new();
    for name in forum_fields(&scene.ruth_at.get(&settings).await.body) {
        if let Some(value) = scene.ruth_at.last.field(&name).filter(|_| name != "personal_details") {
            fields.push((name, value));
        }
    }
    fields.push(("personal_details".into(), "hold".into()));
    let with = |off: bool| -> Vec<(String, String)> {
        fields.iter().filter(|(name, _)| name != "switched-off").cloned().chain(off.then(|| ("switched-off".into(), "on".into()))).collect()
    };
    for (off, status) in [(true, 403), (false, 200)] {
        scene.ruth_at.get(&settings).await;
        let sent = with(off);
        let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let kept = scene.ruth_at.post_once(&settings, &sent).await;
        assert_eq!(kept.status, 303, "{}", kept.body);
        assert_eq!(scene.at.get(&format!("{}/forum", scene.group.address())).await.status, status);
        assert_eq!(scene.refused(Intent::Read).await, off.then_some(SWITCHED_OFF.code));
        assert_eq!(bea.get(&format!("{}/forum", other.address())).await.status, 200, "the other group is not touched");
    }
}

/// The names of the controls of a form, but for its token.
fn forum_fields(body: &str) -> Vec<String> {
    let form = body.split("id=\"form\"").nth(1).unwrap_or_default().split("</form>").next().unwrap_or_default();
    form.split(" name=\"").skip(1).filter_map(|it| it.split('"').next()).filter(|it| *it != "t").map(str::to_owned).collect()
}

#[actix_web::test]
async fn staff_freeze_an_account_and_open_it_again_only_with_the_code_word() {
    let mut scene = Scene::new().await;
    let (kernel, person) = (scene.shelter.kernel.clone(), scene.amina.id);
    let hash = code_word::hash(&kernel, "Marigold").await.expect("a word");
    let shared = kernel.clone();
    kernel.store.write(async move |tx: &Tx| code_word::keep(&shared, tx, person, &hash).await).await.expect("kept");
    let page = scene.page();
    assert!(!scene.ruth_at.get("/staff").await.says("froze everything"));
    let address = format!("{page}/do/freeze");
    assert!(scene.ruth_at.get(&page).await.addresses().contains(&address));
    scene.ruth_at.post(&address, &[]).await;
    assert!(!scene.at.get("/choices").await.says("How things are set"), "her device is still signed in");
    let home = scene.ruth_at.get("/staff").await;
    assert!(home.says("Someone in “Tuesday circle” froze everything") && home.addresses().contains(&page), "{}", home.body);
    let (_, mut nadia) = scene.shelter.staff_signed_in("Nadia", &[SiteRole::Administrator, SiteRole::Facilitator]).await;
    assert!(!nadia.get("/staff").await.says("froze everything"), "it concerns who facilitates the group");
    scene.ruth_at.get(&page).await;
    let wrong = scene.ruth_at.post(&format!("{page}/do/unfreeze"), &[("code-word", "Tulip")]).await;
    assert_eq!(wrong.status, 422);
    assert!(freeze::is_frozen(&kernel, person).await.expect("asked"));
    scene.ruth_at.post(&format!("{page}/do/unfreeze"), &[("code-word", "marigold")]).await;
    assert!(!freeze::is_frozen(&kernel, person).await.expect("asked"));
    assert!(!scene.ruth_at.get("/staff").await.says("froze everything"));
    let acts = scene.acts().await;
    assert!(acts.iter().any(|it| it == "person.frozen") && acts.iter().any(|it| it == "person.unfrozen"));
}

#[actix_web::test]
async fn staff_ask_for_a_release_on_paper_and_tell_only_while_it_holds() {
    let mut scene = Scene::new().await;
    let kernel = scene.shelter.kernel.clone();
    let page = format!("{}/releases", scene.page());
    let link = scene.page();
    assert!(scene.ruth_at.get(&link).await.addresses().contains(&page));
    assert!(scene.ruth_at.get(&page).await.says("You may tell nobody anything"));
    let asks = |until: &'static str| [("to", "A lawyer"), ("what", "That she came"), ("why", "The hearing"), ("until", until)];
    for until in ["", "2030-01-01", "2026-01-01"] {
        let wrong = scene.ruth_at.post(&page, &asks(until)).await;
        assert!(wrong.status == 422 && wrong.says("value=\"A lawyer\""), "{until}: {}", wrong.status);
    }
    assert!(release::list(&kernel, scene.amina.id).await.expect("a list").is_empty(), "kept without a day on which it ends");
    let asked = scene.ruth_at.post(&page, &asks("2026-12-24")).await;
    assert!(asked.status == 200 && asked.says("Not signed yet"), "{}", asked.body);
    let id = release::list(&kernel, scene.amina.id).await.expect("a list").remove(0).id;
    let check = format!("{page}/{id}");
    let early = scene.ruth_at.post(&check, &[]).await;
    assert!(early.status == 403 && !early.says("That she came"), "told before she signed");
    // She signs on her own page, with the words that only she has.
    let seven = passphrase::issue(&kernel, scene.amina.id, hearth_core::locale::Language::En).await.expect("words").join(" ");
    let mut again = scene.shelter.signed_in(scene.amina.id, Door::Member).await;
    assert!(again.get("/choices/release").await.says("A lawyer"));
    again.post(&format!("/choices/release/{id}"), &[("do", "sign"), ("word", &seven)]).await;
    assert!(!scene.ruth_at.get(&page).await.says("That she came"), "opened without being written down");
    let open = scene.ruth_at.post(&check, &[]).await;
    assert!(open.status == 200 && open.says("That she came") && open.says("Signed, in force"), "{}", open.body);
    scene.shelter.pass(days(32));
    let mut ruth = scene.shelter.facilitator_of(&scene.group).await;
    ruth.get(&page).await;
    let late = ruth.post(&check, &[]).await;
    assert!(late.status == 403 && !late.says("That she came"), "told after its last day");
    let acts: Vec<String> = audit::about(&kernel, id.0).await.expect("the audit").into_iter().map(|it| it.act).collect();
    assert_eq!(acts.iter().filter(|it| *it == "release.denied").count(), 2, "{acts:?}");
    assert_eq!(acts.iter().filter(|it| *it == "release.used").count(), 1, "{acts:?}");
    // One that she takes back is over at once.
    ruth.post(&page, &[("to", "A school"), ("what", "Her days"), ("why", "A form"), ("until", "2027-03-01")]).await;
    let id = release::list(&kernel, scene.amina.id).await.expect("a list").remove(0).id;
    release::sign(&kernel, scene.amina.id, id).await.expect("signed");
    release::revoke(&kernel, scene.amina.id, id).await.expect("taken back");
    let ended = ruth.post(&format!("{page}/{id}"), &[]).await;
    assert!(ended.status == 403 && !ended.says("Her days") && ended.says("Taken back"));
}

#[actix_web::test]
async fn a_new_agreement_shows_what_changed_and_stops_writing_until_she_agrees() {
    let mut scene = Scene::new().await;
    let kernel = scene.shelter.kernel.clone();
    let address = format!("{}/agreement", scene.group.address());
    assert!(!scene.at.get(&address).await.says("What changed"));
    scene.shelter.pass(MINUTE);
    let found = group::get(&kernel, scene.group.id).await.expect("the group");
    let keys = agreement_text::clause_keys(&kernel, &found).into_iter().map(str::to_owned).collect();
    let new = NewVersion { keys, own_en: "We begin on time.".into(), own_fr: "On commence à l’heure.".into(), why: None };
    agreement_text::change(&kernel, &found, scene.group.facilitator.id, new).await.expect("a new version");
    assert_eq!(scene.refused(Intent::Write).await, Some(AGREEMENT_NEEDED.code), "the old acceptance still lets her write");
    assert_eq!(scene.refused(Intent::Read).await, None);
    assert_eq!(scene.at.get(&format!("{}/forum", scene.group.address())).await.status, 200, "reading stays");
    let page = scene.at.get(&address).await;
    assert!(page.says("What changed") && page.says("<ins>We begin on time.</ins>"), "{}", page.body);
    assert!(page.says("<del>We keep what is said here.</del>"), "{}", page.body);
    let shown = page.field("shown").expect("a digest");
    scene.at.post(&address, &[("shown", &shown), ("agree", "yes")]).await;
    assert_eq!(scene.refused(Intent::Write).await, None);
    assert!(!scene.at.get(&address).await.says("What changed"));
}

#[actix_web::test]
async fn her_record_of_consents_is_hers_to_take_along() {
    let mut scene = Scene::new().await;
    let (bea, _) = scene.shelter.member_of(&scene.group, "Bea").await;
    assert!(scene.at.get("/choices").await.addresses().contains(&"/choices/consents/copy".to_owned()));
    let between = scene.at.get("/choices/consents/copy").await;
    assert!(between.says("Anyone who uses the device can open it") && between.says("data-plain"), "{}", between.body);
    let file = scene.at.post("/choices/consents/copy", &[]).await;
    assert!(file.header("content-disposition").is_some_and(|it| it.starts_with("attachment")));
    let records: serde_json::Value = serde_json::from_str(&file.body).expect("records");
    let whose: Vec<&str> = records.as_array().expect("a list").iter().filter_map(|it| it["header"]["pii_principal_id"].as_str()).collect();
    assert_eq!(whose, [scene.amina.membership.expect("a place").to_string()]);
    assert!(!file.says(&bea.membership.expect("a place").to_string()) && !file.says("Tuesday circle"));
}

#[actix_web::test]
async fn what_waits_is_linked_for_those_who_can_settle_it() {
    let scene = Scene::new().await;
    let Scene { shelter, group, mut ruth_at, .. } = scene;
    let (overview, people) = (format!("/staff/groups/{}", group.id), format!("/staff/groups/{}/people", group.id));
    let page = ruth_at.get(&overview).await;
    assert!(page.addresses().contains(&people) && page.addresses().contains(&format!("{overview}/invitations")));
    let (nadia, mut nadia_at) = shelter.staff_signed_in("Nadia", &[SiteRole::Administrator]).await;
    assert!(!nadia_at.get(&overview).await.addresses().contains(&people), "a link that leads her nowhere");
    // A question of Nadia's about the group can be answered by Ruth, whose way there is not the page of colleagues.
    assert!(!ruth_at.get("/staff").await.addresses().contains(&"/staff/approvals".to_owned()));
    let subject = serde_json::json!({ "group": group.id.to_string(), "clauses": ["group-clause-kind"] });
    approval::ask(&shelter.kernel, nadia.id, agreement_text::TAKE_OUT, subject, Some(group.id)).await.expect("asked");
    let home = ruth_at.get("/staff").await;
    assert!(home.says("1 colleague asks") && home.addresses().contains(&"/staff/approvals".to_owned()), "{}", home.body);
    assert!(ruth_at.get("/staff/approvals").await.link("/staff/approvals/").is_some());
    assert!(!nadia_at.get("/staff").await.says("asks for a second person"), "nobody is her own second person");
    // Where people may ask to come, staff see the address that they hand out.
    let open = shelter.open_group_with("forum", |it| it.vetting = Some(Vetting::OpenIntake)).await;
    let page = shelter.facilitator_of(&open).await.get(&format!("/staff/groups/{}", open.id)).await;
    assert!(page.says(&format!("{}/apply/", shelter.kernel.house.origin())), "{}", page.body);
}

/// S109 to S111: what a shelter is asked about its technology is answered from what is set, and never from a leaflet.
#[actix_web::test]
async fn papers_for_the_shelter_say_what_is_set_and_change_with_it() {
    let carried = Carried::default();
    let shelter = Shelter::open_with_plugins(move || vec![carried.plugin()]).await;
    let (_, mut nadia) = shelter.staff_signed_in("Nadia", &[SiteRole::Administrator]).await;
    for (phone, may_type, says) in [
        ("555-0100", true, ["a long passphrase and a code", "People are told your phone number"]),
        ("", false, ["With passkeys only", "No phone number is set yet"]),
    ] {
        shelter
            .set_up(|it| {
                it.staff_phone = phone.into();
                it.staff_may_use_passphrases = may_type;
            })
            .await;
        let page = nadia.get("/staff/site/company").await;
        assert!(says.iter().all(|it| page.says(it)), "{says:?}: {}", page.body);
        assert!(page.says("Not now. This address works on this computer only"), "this shelter has no https: {}", page.body);
    }
    let kept = shelter.open_group("forum").await;
    let fleeting = shelter.open_group_with("carrier", |it| it.keep_hours = None).await;
    for (group, says, not) in [
        (kept, "Words are erased at their time", "Words are never written to a disk"),
        (fleeting, "Words are never written to a disk", "Words are erased at their time"),
    ] {
        shelter.member_of(&group, "Quillfeather").await;
        let page = shelter.facilitator_of(&group).await.get(&format!("/staff/groups/{}/policy", group.id)).await;
        assert!(page.status == 200 && page.says("Ruth") && page.says("We keep what is said here"), "{}", page.body);
        assert!(page.says(says) && !page.says(not), "{}", page.body);
        assert!(!page.says("Quillfeather"), "a paper names nobody who takes part");
    }
}
