//! Help and the way out: on every page that a member can meet, whatever went wrong there.
use crate::{
    arrange::{invited, to_alias, to_consent},
    talking::end,
};
use support::{Page, Shelter};

fn assert_helps(page: &Page, what: &str) {
    assert!(page.addresses().contains(&"/services".to_owned()), "{what} ({}) leads to no services", page.status);
    assert!(page.says("action=\"/leave\""), "{what} ({}) cannot be left at once", page.status);
}

/// S2, S112, S113: services and leaving are one step away, on errors, refusals and ends too, in both languages.
#[actix_web::test]
async fn help_and_the_way_out_are_on_every_page_errors_and_ends_included() {
    for language in ["en", "fr"] {
        let shelter = Shelter::open().await;
        let group = shelter.open_group("forum").await;
        let (_, mut amina) = shelter.member_of(&group, "Amina").await;
        let mut stranger = shelter.browser();
        (amina.language, stranger.language) = (language.into(), language.into());
        for path in ["/home", "/come", "/device", "/services", "/sign-in", "/nowhere/at/all", "/join/alias", "/apply/aaaaaaaaaa"] {
            assert_helps(&stranger.get(path).await, path);
        }
        assert_helps(&stranger.post("/come", &[("code", "wrong")]).await, "a wrong code");
        assert_helps(&stranger.post("/sign-in", &[("words", "lamp lamp lamp lamp lamp lamp lamp")]).await, "wrong words");
        assert_helps(&stranger.post("/come", &[("t", "wrong"), ("code", "x")]).await, "a form that was open too long");
        let forum = format!("{}/forum", group.address());
        let talk = format!("{}/staff", group.address());
        let agreement = format!("{}/agreement", group.address());
        for path in ["/home", "/choices", "/choices/words", "/choices/leave", "/choices/freeze", &forum, &talk, &agreement] {
            assert_helps(&amina.get(path).await, path);
        }
        // On the way in, and at a no.
        let made = invited(&shelter, &group).await;
        let mut newcomer = shelter.browser();
        assert_helps(&to_consent(&mut newcomer, &made.secret).await, "the page of consent");
        assert_helps(&newcomer.post("/join/decline", &[]).await, "after saying no");
        let mut other = shelter.browser();
        assert_helps(&to_alias(&mut other, &invited(&shelter, &group).await.secret, "yes").await, "the page of names");
        assert_helps(&other.post("/join/alias", &[("alias", "Juniper")]).await, "the seven words");
        // Frozen, left, and ended by staff.
        amina.get("/choices/freeze").await;
        assert_helps(&amina.post("/choices/freeze", &[]).await, "frozen");
        let (bea, mut at) = shelter.member_of(&group, "Bea").await;
        end(&shelter, &bea).await;
        let page = at.get("/home").await;
        assert_helps(&page, "a place that ended");
        assert_helps(&at.get(&forum).await, "the forum of a place that ended");
        let (_, mut leaves) = shelter.member_of(&group, "Carla").await;
        leaves.get("/choices/leave").await;
        assert_helps(&leaves.post("/choices/leave", &[("how", "leave-words")]).await, "after leaving for good");
    }
}

/// G12: where a page fails, the telephone still works; a shelter that gave no number promises none.
#[actix_web::test]
async fn a_page_that_fails_names_the_telephone() {
    let shelter = Shelter::open().await;
    let mut stranger = shelter.browser();
    assert!(stranger.get("/nowhere/at/all").await.says("555-0100"));
    assert!(stranger.post("/come", &[("t", "wrong"), ("code", "x")]).await.says("555-0100"));
    shelter.set_up(|it| it.staff_phone.clear()).await;
    let page = stranger.get("/nowhere/at/all").await;
    assert!(page.status == 404 && !page.says("Or call") && !page.says("555-0100"), "{}", page.body);
}

/// G11, S20: before anything is asked she reads how to leave, and what leaving cannot do.
#[actix_web::test]
async fn before_anything_is_asked_she_reads_what_leaving_cannot_do() {
    let shelter = Shelter::open().await;
    let group = shelter.open_group("forum").await;
    let made = invited(&shelter, &group).await;
    let mut browser = shelter.browser();
    browser.get("/come").await;
    let page = browser.post("/come", &[("code", &made.secret)]).await;
    assert!(page.says("does not erase your browser’s history"), "{}", page.body);
    browser.post("/join/start", &[]).await;
    let page = browser.post("/join/device", &[("whose", "shared")]).await;
    assert!(page.says("An empty history can draw attention."), "{}", page.body);
    // S97: and that there is somebody whom no way of leaving shuts out.
    assert!(page.says("An app that watches the phone can see everything you do. We cannot stop that."), "{}", page.body);
}
