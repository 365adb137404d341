//! What every request meets before any page: headers, tokens, sizes, and words for what did not happen.
use actix_web::{
    HttpResponse,
    web::{self, ServiceConfig},
};
use hearth::serving::Options;
use hearth_core::{
    Result,
    clock::{HOUR, MINUTE},
    table::sign_in::Door,
    web::Member,
};
use support::{Browser, Page, Shelter};

/// Pages that only these tests have.
fn probes(config: &mut ServiceConfig) {
    config
        .route("/probe/done", web::post().to(async || HttpResponse::Ok().content_type("text/plain").body("done")))
        .route("/probe/mine", web::post().to(async |_: Member| HttpResponse::Ok().content_type("text/plain").body("done")))
        .route("/probe/fault", web::get().to(fault));
}

async fn fault() -> Result<HttpResponse> {
    Err(anyhow::anyhow!("the cat sat on the database").into())
}

async fn shelter() -> Shelter {
    let shelter = Shelter::open_with(Options { workers: 1, extra_routes: vec![probes], ..Options::default() }).await;
    shelter.set_up(|_| {}).await;
    shelter
}

fn assert_hardened(page: &Page, what: &str) {
    let wanted = [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
    ];
    for (name, value) in wanted {
        assert_eq!(page.header(name), Some(value), "{name} on {what} ({})", page.status);
    }
    let policy = page.header("content-security-policy").unwrap_or_default();
    for part in [
        "default-src 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
        "base-uri 'none'",
        "form-action 'self'",
    ] {
        assert!(policy.contains(part), "{part} in the policy of {what}");
    }
    assert!(!policy.contains("unsafe") && !policy.contains("data:") && !policy.contains('*'), "{policy} of {what}");
    let permissions = page.header("permissions-policy").unwrap_or_default();
    assert!(permissions.contains("camera=()") && permissions.contains("microphone=()") && permissions.contains("geolocation=()"), "{what}");
    assert_eq!(page.header("server"), None, "{what}");
    assert_eq!(page.header("x-powered-by"), None, "{what}");
}

#[actix_web::test]
async fn every_kind_of_answer_carries_the_headers() {
    let shelter = shelter().await;
    let mut amina = shelter.browser();
    let page = amina.get("/home").await;
    let mut kinds = vec![("a page", page)];
    kinds.push(("a redirect", amina.send("GET", "/home", &[], None).await));
    kinds.push(("an address that leads nowhere", amina.get("/nowhere").await));
    kinds.push(("a fault", amina.clone().with_script().send("GET", "/probe/fault", &[], None).await));
    kinds.push(("a form from elsewhere", amina.send("POST", "/probe/done", &[("Sec-Fetch-Site", "cross-site")], None).await));
    kinds.push(("another method", amina.send("DELETE", "/home", &[], None).await));
    kinds.push(("a body too large", amina.send("POST", "/probe/done", &[("Content-Length", "99999999")], None).await));
    kinds.push(("an address too long", amina.send("GET", &format!("/{}", "a".repeat(3000)), &[], None).await));
    kinds.push(("leaving", amina.send("POST", "/leave", &[], None).await));
    kinds.push(("the page after", amina.send("GET", "/gone", &[], None).await));
    kinds.push(("health", amina.send("GET", "/health", &[], None).await));
    kinds.push(("robots", amina.send("GET", "/robots.txt", &[], None).await));
    for (what, answer) in &kinds {
        assert_ne!(answer.status, 0, "no answer to {what}");
        assert_hardened(answer, what);
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{what}");
    }
}

/// What is no page carries what means something on it, and no more: each header is paid for on every file.
#[actix_web::test]
async fn files_carry_the_headers_that_mean_something_on_a_file() {
    let shelter = shelter().await;
    let mut amina = shelter.browser();
    let page = amina.get("/home").await;
    let files: Vec<String> = page.body.split('"').filter(|it| it.starts_with("/assets/")).map(str::to_owned).collect();
    for kind in [".css", ".js", ".svg"] {
        let address = files.iter().find(|it| it.ends_with(kind)).unwrap_or_else(|| panic!("no {kind} in {files:?}"));
        let file = amina.send("GET", address, &[], None).await;
        assert_eq!(file.status, 200);
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("cross-origin-resource-policy", "same-origin"),
            ("referrer-policy", "no-referrer"),
            ("cache-control", "public, max-age=31536000, immutable"),
        ] {
            assert_eq!(file.header(name), Some(value), "{name} on {address}");
        }
        assert_eq!((file.header("server"), file.header("permissions-policy")), (None, None), "{address}");
        // A drawing can be opened by itself: then nothing in it runs, and nobody frames it.
        let policy = file.header("content-security-policy").unwrap_or_default();
        assert_eq!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), kind == ".svg", "{address}: {policy}");
        assert!(policy.is_empty() || kind == ".svg");
    }
    // No file under that address: a page says so, and carries all that a page does.
    let nothing = amina.send("GET", "/assets/000000000000/member.css", &[], None).await;
    assert_eq!(nothing.status, 404);
    assert_hardened(&nothing, "a file that is not there");
}

#[actix_web::test]
async fn files_come_compressed_and_are_not_sent_twice() {
    let shelter = shelter().await;
    let mut amina = shelter.browser();
    let style = amina.get("/home").await.addresses().into_iter().find(|it| it.ends_with(".css")).expect("a style sheet");
    let plain = amina.send("GET", &style, &[], None).await;
    for encoding in ["br", "gzip"] {
        let packed = amina.send("GET", &style, &[("Accept-Encoding", encoding)], None).await;
        assert_eq!(packed.header("content-encoding"), Some(encoding));
        assert!(packed.bytes.len() < plain.bytes.len() / 2, "{encoding}: {} of {}", packed.bytes.len(), plain.bytes.len());
    }
    assert_eq!(amina.send("GET", &style, &[("Accept-Encoding", "br;q=0")], None).await.header("content-encoding"), None);
    let tag = plain.header("etag").expect("a tag").to_owned();
    let again = amina.send("GET", &style, &[("If-None-Match", &tag)], None).await;
    assert_eq!((again.status, again.bytes.len()), (304, 0));
    // The name alone, under another digest, is another file.
    let name = style.rsplit('/').next().expect("a name");
    assert_eq!(amina.send("GET", &format!("/assets/000000000000/{name}"), &[], None).await.status, 404);
}

#[actix_web::test]
async fn only_our_own_pages_may_change_anything() {
    let shelter = shelter().await;
    let mut amina = shelter.browser();
    let token = amina.get("/home").await.field("t").expect("a token on every page");
    let form = |token: &str| Some(("application/x-www-form-urlencoded", format!("t={token}&words=hello").into_bytes()));
    let (own, foreign) = (amina.origin(), "https://evil.example");
    let other = shelter.browser().get("/home").await.field("t").expect("a token");
    let sibling = format!("http://evil.localhost:{}", shelter.address.port());
    let cases: &[(&str, &str, &str, &str, u16)] = &[
        // what, Origin, Sec-Fetch-Site, token, answer
        ("our own page", &own, "same-origin", &token, 200),
        ("an older browser", &own, "", &token, 200),
        ("a browser that hides the origin, as our policy asks", "null", "same-origin", &token, 200),
        ("neither header", "", "", &token, 200),
        ("another site with a stolen token", foreign, "cross-site", &token, 403),
        ("another site in an older browser", foreign, "", &token, 403),
        ("another site that hides its origin", "null", "cross-site", &token, 403),
        ("a sibling", &sibling, "same-site", &token, 403),
        ("no token", &own, "same-origin", "", 403),
        ("somebody else's token", &own, "same-origin", &other, 403),
        ("typed into the address bar", "", "none", &token, 403),
    ];
    for (what, origin, site, token, answer) in cases {
        let page = amina.send("POST", "/probe/done", &[("Origin", origin), ("Sec-Fetch-Site", site)], form(token)).await;
        assert_eq!(page.status, *answer, "{what}");
        assert_eq!(page.body == "done", *answer == 200, "{what}");
    }
    // A script sends the token in a header of its own.
    let json = || Some(("application/json", b"{}".to_vec()));
    assert_eq!(amina.send("POST", "/probe/done", &[("X-Token", &token)], json()).await.status, 200);
    assert_eq!(amina.send("POST", "/probe/done", &[], json()).await.status, 403);
}

#[actix_web::test]
async fn leaving_works_from_a_page_however_old() {
    let shelter = shelter().await;
    let group = shelter.person(None).await;
    let mut amina = shelter.signed_in(group, Door::Member).await;
    let answer = amina.send("POST", "/leave", &[("Origin", "null"), ("Sec-Fetch-Site", "")], None).await;
    assert_eq!((answer.status, answer.header("location")), (303, Some("/gone")));
    assert!(answer.header("clear-site-data").is_some_and(|it| it.contains("cookies")));
    assert!(amina.cookies.is_empty(), "the cookie is gone: {:?}", amina.cookies);
}

#[actix_web::test]
async fn the_cookie_tells_nothing_and_dies_with_the_browser() {
    let shelter = shelter().await;
    let answer = shelter.browser().send("GET", "/home", &[], None).await;
    let cookies = answer.headers("set-cookie");
    assert_eq!(cookies.len(), 1, "{cookies:?}");
    let cookie = cookies[0].to_lowercase();
    assert!(
        cookie.starts_with("session=") && cookie.contains("httponly") && cookie.contains("samesite=strict") && cookie.contains("path=/"),
        "{cookie}"
    );
    assert!(!cookie.contains("max-age") && !cookie.contains("expires") && !cookie.contains("domain"), "{cookie}");
}

#[actix_web::test]
async fn what_is_too_large_is_refused() {
    let shelter = shelter().await;
    let mut amina = shelter.browser();
    let token = amina.get("/home").await.field("t").expect("a token");
    let form = |size: usize| {
        let mut body = format!("t={token}&words=").into_bytes();
        body.resize(size, b'a');
        Some(("application/x-www-form-urlencoded", body))
    };
    assert_eq!(amina.send("POST", "/probe/done", &[], form(1024 * 1024)).await.status, 200);
    assert_eq!(amina.send("POST", "/probe/done", &[], form(1024 * 1024 + 1)).await.status, 413);
    let json = |size: usize| Some(("application/json", vec![b' '; size]));
    assert_eq!(amina.send("POST", "/probe/done", &[("X-Token", &token)], json(256 * 1024)).await.status, 200);
    assert_eq!(amina.send("POST", "/probe/done", &[("X-Token", &token)], json(256 * 1024 + 1)).await.status, 413);
    assert_eq!(amina.send("GET", &format!("/health?{}", "a".repeat(2000)), &[], None).await.status, 200);
    assert_eq!(amina.send("GET", &format!("/health?{}", "a".repeat(2048)), &[], None).await.status, 414);
    assert_eq!(amina.send("GET", "/health", &[("X-Long", &"a".repeat(17 * 1024))], None).await.status, 431);
}

#[actix_web::test]
async fn a_body_that_hides_its_length_is_counted_too() {
    let shelter = shelter().await;
    let mut amina = shelter.browser();
    let token = amina.get("/home").await.field("t").expect("a token");
    let cookie: String = amina.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let mut request = format!(
        "POST /probe/done HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: {cookie}\r\nX-Token: {token}\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    .into_bytes();
    for _ in 0..20 {
        request.extend_from_slice(b"10000\r\n");
        request.extend_from_slice(&[b'a'; 0x10000]);
        request.extend_from_slice(b"\r\n");
    }
    request.extend_from_slice(b"0\r\n\r\n");
    let answer = String::from_utf8_lossy(&support::raw(shelter.address, &request).await).into_owned();
    assert!(answer.starts_with("HTTP/1.1 413"), "{}", answer.lines().next().unwrap_or_default());
}

#[actix_web::test]
async fn other_methods_are_not_for_us() {
    let shelter = shelter().await;
    let mut amina = shelter.browser();
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECTX"] {
        let answer = amina.send(method, "/home", &[], None).await;
        assert_eq!(answer.status, 405, "{method}");
    }
}

#[actix_web::test]
async fn a_fault_is_told_kindly_and_by_number_alone() {
    let shelter = shelter().await;
    let page = shelter.browser().with_script().get("/probe/fault").await;
    assert_eq!(page.status, 500);
    assert!(page.says("You did nothing wrong") && page.says("give the number"), "{}", page.body);
    assert!(!page.says("cat"), "a fault's own text is for the log alone");
    assert!(page.says("action=\"/leave\""), "leaving is on this page, too");
    let page = shelter.browser().in_french().with_script().get("/probe/fault").await;
    assert!(page.says("Vous n’avez rien fait de mal"), "{}", page.body);
}

#[actix_web::test]
async fn a_group_of_which_she_may_not_know_is_an_address_that_leads_nowhere() {
    let shelter = shelter().await;
    let (hers, other) = (shelter.open_group("forum").await, shelter.open_group("forum").await);
    let (_, amina) = shelter.member_of(&hers, "Amina").await;
    let mut amina = amina.with_script();
    let nowhere = amina.get("/nowhere/at/all").await;
    assert_eq!(nowhere.status, 404);
    for path in [other.address() + "/forum", other.address() + "/about", hers.address() + "/chat"] {
        let page = amina.get(&path).await;
        assert_eq!((page.status, &page.body), (404, &nowhere.body), "{path}");
    }
}

/// Opens, types, is away for an hour, sends.
async fn sends_after_an_hour(shelter: &Shelter, browser: &mut Browser) -> Page {
    browser.get("/home").await;
    shelter.pass(HOUR);
    browser.post_once("/probe/mine", &[("words", "what she typed"), ("code", "123456")]).await
}

#[actix_web::test]
async fn what_she_typed_is_kept_when_her_sign_in_has_lapsed() {
    let shelter = shelter().await;
    let person = shelter.person(None).await;
    let mut amina = shelter.signed_in(person, Door::Member).await;
    let answer = sends_after_an_hour(&shelter, &mut amina).await;
    assert_eq!(answer.status, 303, "to the door");
    assert!(answer.header("location").is_some_and(|it| it.starts_with("/sign-in")), "{:?}", answer.header("location"));
    let kept = shelter.kernel.drafts.find(person, "/probe/mine", shelter.clock.now()).expect("kept");
    assert_eq!(kept, [("words".to_owned(), "what she typed".to_owned())], "her words, and nothing that opens a door");
    // Nobody else who signs in there finds it.
    let other = shelter.person(None).await;
    assert!(shelter.kernel.drafts.find(other, "/probe/mine", shelter.clock.now()).is_none());
}

#[actix_web::test]
async fn who_is_signed_in_in_time_sends_as_always() {
    let shelter = shelter().await;
    let person = shelter.person(None).await;
    let mut amina = shelter.signed_in(person, Door::Member).await;
    amina.get("/home").await;
    shelter.pass(29 * MINUTE);
    assert_eq!(amina.post_once("/probe/mine", &[("words", "in time")]).await.body, "done");
}

#[actix_web::test]
async fn an_old_tab_after_signing_in_anew_keeps_what_was_typed() {
    let shelter = shelter().await;
    let person = shelter.person(None).await;
    let mut old = shelter.signed_in(person, Door::Member).await;
    let token = old.get("/home").await.field("t").expect("a token");
    let mut anew = shelter.signed_in(person, Door::Member).await;
    let page = anew.post_once("/probe/mine", &[("t", &token), ("words", "from the old tab")]).await;
    assert_eq!(page.status, 403);
    assert!(page.says("What you wrote is kept"), "{}", page.body);
    assert!(shelter.kernel.drafts.find(person, "/probe/mine", shelter.clock.now()).is_some());
}

#[actix_web::test]
async fn somebody_who_asks_too_fast_waits_and_nobody_else_does() {
    let shelter = shelter().await;
    let (mut hasty, mut amina) = (shelter.browser(), shelter.browser());
    hasty.get("/home").await;
    let mut refused = 0;
    for _ in 0..120 {
        refused += u32::from(hasty.send("GET", "/robots.txt", &[], None).await.status == 429);
    }
    assert!(refused > 0, "120 requests at once were all answered");
    assert_eq!(amina.get("/robots.txt").await.status, 200);
    for _ in 0..20 {
        assert_eq!(hasty.clone().send("POST", "/leave", &[], None).await.status, 303, "leaving is never refused");
    }
}

#[actix_web::test]
async fn every_refusal_has_words_in_both_languages() {
    use hearth::edge::{forms, limits, rates, shedding};
    let shelter = shelter().await;
    let edge = [forms::REFUSALS, limits::REFUSALS, rates::REFUSALS, shedding::REFUSALS];
    let core = [hearth_core::admission::REFUSALS, hearth_core::permission::REFUSALS, hearth_core::store::refusals()];
    let plugins = shelter.kernel.plugins.iter().flat_map(|it| &it.refusals).copied();
    for refusal in edge.into_iter().chain(core).chain(plugins).flatten() {
        for language in hearth_core::locale::Language::ALL {
            assert!(shelter.kernel.words.has(language, refusal.code), "{} in {language:?}", refusal.code);
        }
    }
}

/// A server that can answer nothing else still lets her go (safety.md OPS-16).
#[actix_web::test]
async fn leaving_works_when_the_server_is_full() {
    use hearth::edge::{Edge, shedding::Shedding};
    let edge = Edge { shedding: actix_web::web::Data::new(Shedding::with(0, 1)), ..Edge::default() };
    let shelter = Shelter::open_with(Options { workers: 1, edge, ..Options::default() }).await;
    let mut amina = shelter.browser();
    let busy = amina.send("GET", "/robots.txt", &[], None).await;
    assert_eq!((busy.status, busy.header("retry-after")), (503, Some("2")));
    assert!(busy.says("action=\"/leave\"") && busy.says("Many people are here"), "{}", busy.body);
    let left = amina.send("POST", "/leave", &[], None).await;
    assert_eq!((left.status, left.header("location")), (303, Some("/gone")));
    assert_eq!(amina.send("GET", "/gone", &[], None).await.status, 200);
}
