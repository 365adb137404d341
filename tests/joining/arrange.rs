//! The way in, as journeys walk it again and again.
use hearth_core::joining::invitation::{self, Ask, Made};
use support::{Browser, GroupOf, Page, Shelter};

/// An invitation to the group, as Ruth makes one.
pub async fn invited(shelter: &Shelter, group: &GroupOf) -> Made {
    let ask = Ask { group: Some(group.id), interest: Some("in-person".into()), is_spoken: true, ..Ask::default() };
    invitation::make(&shelter.kernel, group.facilitator.id, ask).await.expect("an invitation")
}

/// Up to the page on which she is asked for consent.
pub async fn to_consent(browser: &mut Browser, code: &str) -> Page {
    browser.get("/come").await;
    let page = browser.post("/come", &[("code", code)]).await;
    assert!(page.says("An invitation to write and talk with a few others"), "{}", page.body);
    browser.post("/join/start", &[]).await;
    browser.post("/join/device", &[("whose", "shared")]).await;
    browser.get("/join/consent").await
}

/// And up to the page on which she chooses a name.
pub async fn to_alias(browser: &mut Browser, code: &str, answer: &str) -> Page {
    let page = to_consent(browser, code).await;
    let shown = page.field("shown").expect("what was shown");
    let page = browser.post("/join/consent", &[("purpose", "keep-words"), ("shown", &shown), ("answer", answer)]).await;
    assert!(page.says("What we promise each other"), "{}", page.body);
    let shown = page.field("shown").expect("what was shown");
    browser.post("/join/agreement", &[("shown", &shown), ("agree", "yes")]).await
}
