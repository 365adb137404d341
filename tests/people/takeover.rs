//! One stolen sign-in of an administrator, and every colleague that the thief invites and plays: whatever they do with their pages
//! for most of a day, in whatever order, the house stays with those whose it is.
use super::{administrators, two_ways_in};
use hearth_core::{
    approval::{self, TOO_NEW},
    clock::{DAY, HOUR, MINUTE},
    group::facilitation,
    id::{ApprovalId, PersonId},
    permission::{self, Permission},
    person,
    table::{approval as approvals, role::SiteRole, sign_in::Door},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use support::{Browser, Shelter};

/// An account that the thief makes for herself, with the role of her choice, ready to use.
async fn puppet(shelter: &Shelter, thief: &mut Browser, name: &str, role: &str) -> (PersonId, Browser) {
    thief.get("/staff/colleagues").await;
    let made = thief.post("/staff/colleagues/invite", &[(&format!("role-{role}"), "yes")]).await;
    let secret = made.body.split("/#i=").nth(1).and_then(|it| it.split('<').next()).expect("a link").to_owned();
    let mut browser = shelter.browser();
    browser.get("/come").await;
    browser.post("/come", &[("code", &secret)]).await;
    assert_eq!(browser.post("/staff/welcome", &[("name", name)]).await.status, 200);
    two_ways_in(shelter, &mut browser).await;
    let staff = person::create::list_staff(&shelter.kernel).await.expect("a list");
    let (row, _) = staff.into_iter().find(|it| it.1 == name).expect("the new account");
    (row.id, browser)
}

async fn agreed_by(shelter: &Shelter, them: &[PersonId]) -> Vec<approvals::Model> {
    let rows = approvals::Entity::find().filter(approvals::Column::Outcome.eq(approval::AGREED)).all(shelter.kernel.store.reader()).await;
    rows.expect("a list").into_iter().filter(|it| it.agreed_by.is_some_and(|by| them.contains(&by))).collect()
}

async fn newest(shelter: &Shelter) -> Option<ApprovalId> {
    let rows = approvals::Entity::find().order_by_desc(approvals::Column::Asked).all(shelter.kernel.store.reader()).await;
    rows.expect("a list").first().map(|it| it.id)
}

/// S108, IA-16. The thief has an administrator's session and two accounts of her own making; what she does is drawn, what holds is not.
#[actix_web::test]
async fn one_stolen_sign_in_takes_nothing_over_whatever_it_does_for_a_day() {
    for seed in 1..=3u64 {
        let shelter = Shelter::open().await;
        let (kernel, group) = (&shelter.kernel, shelter.open_group_with("forum", |it| it.keep_hours = Some(60 * 24)).await);
        let (anne, mut stolen) = shelter.staff_signed_in("Anne", &[SiteRole::Administrator]).await;
        let denise = shelter.staff("Denise", &[SiteRole::Administrator]).await;
        let (first, _) = puppet(&shelter, &mut stolen, "Iris", "facilitator").await;
        let (second, _) = puppet(&shelter, &mut stolen, "Jo", "intake").await;
        facilitation::name(kernel, anne.id, group.id, first).await.expect("an administrator names who looks after a group");
        let (everybody, thief) = ([anne.id, denise.id, group.facilitator.id, first, second], [anne.id, first, second]);
        let (mut draw, mut did) = (Draw(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15)), Vec::new());
        for step in 0..60 {
            // Always newly signed in: nothing here rests on a session that lapsed.
            let mut browser = shelter.signed_in(thief[draw.of(3)], Door::Staff).await;
            let (whom, role) = (everybody[draw.of(5)], ["administrator", "facilitator", "intake", "interpreter"][draw.of(4)]);
            let (address, fields) = match draw.of(6) {
                0 => (format!("/staff/colleagues/{whom}/roles"), vec![("role", role)]),
                1 => (format!("/staff/colleagues/{}/roles/administrator/end", denise.id), vec![]),
                2 => (format!("/staff/colleagues/{}/end", denise.id), vec![]),
                3 => (format!("/staff/groups/{}/keeping", group.id), vec![("keep", "kept"), ("days", "90")]),
                _ => match newest(&shelter).await {
                    Some(id) => (format!("/staff/approvals/{id}"), vec![("answer", "agree")]),
                    None => continue,
                },
            };
            browser.get("/staff/account").await;
            let answer = browser.post(&address, &fields).await;
            did.push(format!("{address} {fields:?}: {}", answer.status));
            if step % 3 == 0 {
                shelter.pass(HOUR - 5 * MINUTE); // twenty times: less than a day
            }
            let hers = permission::who_may(kernel, Permission::People).await.expect("a list");
            assert!(hers.contains(&denise.id), "seed {seed}: Denise is out:\n{}", did.join("\n"));
            assert!(!hers.contains(&first) && !hers.contains(&second), "seed {seed}: the thief made an administrator:\n{}", did.join("\n"));
            assert_eq!(agreed_by(&shelter, &thief).await, [], "seed {seed}: the thief was her own second person:\n{}", did.join("\n"));
            let kept = hearth_core::group::get(kernel, group.id).await.expect("the group").keep_hours;
            assert_eq!(kept, Some(60 * 24), "seed {seed}: kept longer by one person:\n{}", did.join("\n"));
        }
        assert!(did.len() > 30, "the walk did too little: {did:?}");
        // Whose house it is sees what was asked, also what is about her and would come by time alone.
        let open = approval::list_open(kernel, denise.id).await.expect("questions");
        assert!(!open.is_empty(), "seed {seed}: Denise sees nothing of it:\n{}", did.join("\n"));
    }
}

/// A new colleague's question waits for somebody else than whoever let her in; after a day that one may agree as well.
#[actix_web::test]
async fn who_came_today_is_no_second_person_and_tomorrow_she_is() {
    let shelter = Shelter::open().await;
    let kernel = &shelter.kernel;
    let (anne, mut browser) = shelter.staff_signed_in("Anne", &[SiteRole::Administrator]).await;
    let denise = shelter.staff("Denise", &[SiteRole::Administrator]).await;
    let group = shelter.open_group("forum").await;
    let (iris, _) = puppet(&shelter, &mut browser, "Iris", "facilitator").await;
    facilitation::name(kernel, anne.id, group.id, iris).await.expect("named");
    let subject = |what: &str| serde_json::json!({ "group": group.id.to_string(), "what": what });
    let of_iris = approval::ask(kernel, iris, "test.act", subject("a"), Some(group.id)).await.expect("asked");
    let of_anne = approval::ask(kernel, anne.id, "test.act", subject("b"), Some(group.id)).await.expect("asked");
    let to_denise = approval::ask(kernel, iris, "test.act", subject("c"), Some(group.id)).await.expect("asked");
    for (by, question) in [(anne.id, of_iris), (iris, of_anne)] {
        assert_eq!(approval::agree(kernel, by, question).await.expect_err("too new").refusal(), Some(TOO_NEW));
    }
    let page = browser.get("/staff/colleagues").await;
    assert!(page.says("less than a day old"), "the page says why there is nothing to press: {}", page.body);
    approval::agree(kernel, denise.id, to_denise).await.expect("who did not let her in may agree at once");
    shelter.pass(DAY);
    approval::agree(kernel, anne.id, of_iris).await.expect("after a day");
    approval::agree(kernel, iris, of_anne).await.expect("after a day");
    assert_eq!(administrators(&shelter).await, 2);
}

/// Where nobody else could agree, time stands in: whom it is about sees it all the while, and whoever is told of it in time takes it back.
#[actix_web::test]
async fn nobody_is_put_out_unseen_and_a_frozen_account_puts_nobody_out() {
    let shelter = Shelter::open().await;
    let (anne, mut stolen) = shelter.staff_signed_in("Anne", &[SiteRole::Administrator]).await;
    let (denise, mut browser) = shelter.staff_signed_in("Denise", &[SiteRole::Administrator]).await;
    stolen.get("/staff/colleagues").await;
    stolen.post(&format!("/staff/colleagues/{}/roles/administrator/end", denise.id), &[]).await;
    let page = browser.get("/staff/colleagues").await;
    assert!(page.says("This is about you") && page.says("Asked by Anne"), "Denise does not see it: {}", page.body);
    assert!(!page.says("value=\"agree\"") && !page.says("value=\"refuse\""), "what is about her is not hers to settle");
    person::freeze::freeze(&shelter.kernel, anne.id, None).await.expect("frozen");
    shelter.pass(DAY + HOUR);
    let hers = permission::who_may(&shelter.kernel, Permission::People).await.expect("a list");
    assert_eq!(hers, [denise.id], "what a frozen account had asked for came to hold");
}

/// Numbers that are the same in each run (xorshift64, Marsaglia 2003).
struct Draw(u64);

impl Draw {
    fn of(&mut self, most: usize) -> usize {
        for (left, by) in [(true, 13), (false, 7), (true, 17)] {
            self.0 ^= if left { self.0 << by } else { self.0 >> by };
        }
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % most
    }
}
