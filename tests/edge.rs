//! What every request meets before any page: headers, tokens, sizes, deadlines.
use support::Shelter;

#[actix_web::test]
async fn an_address_that_leads_nowhere_is_not_found() {
    let shelter = Shelter::open().await;
    let mut browser = shelter.browser();
    let page = browser.get("/nowhere").await;
    assert_eq!(page.status, 404);
}
