//! What comes to her by e-mail, chosen by her: nothing, as everyone begins; one sentence that says nothing; or the words themselves, for
//! which she says a second yes after she read what that means. Here, too: her own address, her key, and a rest from all of it.
use crate::{
    frame::Reader,
    own_address,
    refusals::{KEY_UNFIT, NOT_A_KEY, NOTHING_CHOSEN, PRIVATE_KEY},
    sealing::{BadKey, Key},
    seat::{self, Choice, NO_CONSENT, SHOWN},
    table::seat::Mode,
};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{Form, Query},
};
use askama::Template;
use hearth_core::{
    Refusal, Result,
    admission::Admission,
    clock::Moment,
    contact::{Medium, permission, safe_contact},
    page::Page,
    web::{Visitor, answer},
};
use serde::Deserialize;
use std::collections::HashMap;

type Fields = HashMap<String, String>;

/// In the order of how much lies in her inbox.
const MODES: [(&str, Mode); 4] = [("nothing", Mode::Nothing), ("notice", Mode::Notice), ("digest", Mode::Digest), ("whole", Mode::Whole)];

/// What comes, in one line: a key of words.
pub fn comes(mode: Mode) -> &'static str {
    match mode {
        Mode::Nothing => "mail-comes-nothing",
        Mode::Notice => "mail-comes-notice",
        Mode::Digest => "mail-comes-digest",
        Mode::Whole => "mail-comes-whole",
    }
}

#[derive(Deserialize)]
pub struct Asked {
    done: Option<String>,
}

struct Choosable {
    value: &'static str,
    label: String,
    help: String,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "mail/by-mail.html")]
struct ByMail<'a> {
    page: &'a Page,
    base: &'a str,
    /// The list is the group's own: there are pages to go back to.
    is_own: bool,
    done: String,
    errors: Vec<(String, String)>,
    /// Something here carries e-mail at all.
    is_carried: bool,
    /// She gave an address that may be used.
    has_address: bool,
    choices: Vec<Choosable>,
    comes: &'static str,
    comes_something: bool,
    paused: Option<String>,
    has_bounced: bool,
    /// Until when her second yes holds, where words come to her.
    until: Option<String>,
    /// Words should come, and her yes is over.
    is_over: bool,
    /// What she says yes to, a line each.
    notice: Vec<String>,
    /// Until when a yes of now would hold.
    would_hold: String,
    /// Her own address, where she takes part by mail.
    own_address: Option<String>,
    fingerprint: Option<String>,
    sealed_only: bool,
    pasted: String,
}

impl ByMail<'_> {
    /// Something about her key could not be kept.
    fn is_about_key(&self) -> bool {
        self.errors.iter().any(|it| it.0 == "key")
    }
}

/// What a form said that could not be kept.
#[derive(Default)]
struct Tried {
    wrong: Option<(&'static str, Refusal)>,
    mode: Option<Mode>,
    pasted: String,
    sealed_only: Option<bool>,
}

pub async fn page(visitor: Visitor, admission: Admission, asked: Query<Asked>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    // A facilitator has no safe-contact record: she reads at the desk.
    if reader.admission.is_facilitator() {
        return Ok(answer::go(&reader.base));
    }
    draw(&reader, asked.done.as_deref().unwrap_or_default(), Tried::default()).await
}

pub async fn choose(visitor: Visitor, admission: Admission, form: Form<Fields>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    let said = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let mode = MODES.into_iter().find(|(value, _)| *value == said("mode")).map(|it| it.1);
    let seat = seat::find(&reader.kernel, &reader.admission).await?;
    let Some(mode) = mode else { return draw(&reader, "", Tried { wrong: Some(("mode", NOTHING_CHOSEN)), ..Tried::default() }).await };
    let choice = Choice::as_before(&reader.kernel, &seat, mode, said("agree") == "yes").await?;
    match seat::change(&reader.kernel, &reader.admission, choice, reader.page.language).await {
        Ok(()) => Ok(answer::go(format!("{}/by-mail?done={}", reader.base, if mode == Mode::Nothing { "ended" } else { "chosen" }))),
        Err(error) => {
            let refusal = answer::beside(error)?;
            let field = if refusal == NO_CONSENT { "agree" } else { "mode" };
            draw(&reader, "", Tried { wrong: Some((field, refusal)), mode: Some(mode), ..Tried::default() }).await
        }
    }
}

/// Her public key, with which what comes to her is sealed.
pub async fn keep_key(visitor: Visitor, admission: Admission, form: Form<Fields>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    let said = |name: &str| form.get(name).map(|it| it.trim()).unwrap_or_default();
    let seat = seat::find(&reader.kernel, &reader.admission).await?;
    let removes = said("do") == "remove";
    let sealed_only = said("only") == "yes" && !removes;
    let key = match said("key") {
        _ if removes => Ok(None),
        // Nothing pasted: the key that was there stays, and only the tick counts.
        "" => Ok(seat::key(&reader.kernel, &seat).await?),
        pasted => Key::read(pasted, reader.kernel.clock.now()).map(Some).map_err(refusal),
    };
    let kept = match key {
        // Her yes is as it was: this page asks for none.
        Ok(key) => {
            let agrees = agreed_until(&reader).await?.is_some();
            let mode = if seat.mode.brings_words() && !agrees { Mode::Nothing } else { seat.mode };
            let choice = Choice { mode, agrees, key, sealed_only };
            seat::change(&reader.kernel, &reader.admission, choice, reader.page.language).await.map_err(answer::beside)
        }
        Err(refusal) => Err(Ok(refusal)),
    };
    match kept {
        Ok(()) => Ok(answer::go(format!("{}/by-mail?done=key", reader.base))),
        Err(wrong) => {
            let refusal = wrong?;
            // A private key does not go back over the line, and stands on no page.
            let pasted = if refusal == PRIVATE_KEY { String::new() } else { said("key").to_owned() };
            draw(&reader, "", Tried { wrong: Some(("key", refusal)), pasted, sealed_only: Some(sealed_only), mode: None }).await
        }
    }
}

/// A rest from all of it, its end, or other addresses in place of those that somebody may have seen.
pub async fn rest(visitor: Visitor, admission: Admission, form: Form<Fields>) -> Result<HttpResponse> {
    let reader = Reader::new(&visitor, admission).await?;
    let (kernel, admission) = (&reader.kernel, &reader.admission);
    let done = match form.get("do").map(String::as_str) {
        Some("pause") => seat::pause(kernel, admission.membership()).await.map(|()| "paused")?,
        Some("resume") => seat::resume(kernel, admission.membership()).await.map(|()| "resumed")?,
        Some("renew") => own_address::renew(kernel, admission.membership()).await.map(|()| "renewed")?,
        _ => "",
    };
    Ok(answer::go(format!("{}/by-mail?done={done}", reader.base)))
}

fn refusal(bad: BadKey) -> Refusal {
    match bad {
        BadKey::NotAKey => NOT_A_KEY,
        BadKey::Private => PRIVATE_KEY,
        BadKey::Expired | BadKey::Revoked | BadKey::TooWeak | BadKey::NoEncryption => KEY_UNFIT,
    }
}

async fn has_address(reader: &Reader) -> Result<bool> {
    let kept = safe_contact::find(&reader.kernel, reader.admission.person()).await?;
    Ok(kept.is_some_and(|it| !it.content.never && it.content.way(Medium::Email).is_some_and(safe_contact::Way::is_usable)))
}

/// Until when her second yes holds.
async fn agreed_until(reader: &Reader) -> Result<Option<Moment>> {
    let place = &reader.admission.standing().membership;
    let until = permission::agreed_until(reader.kernel.store.reader(), place, permission::attendance(Medium::Email)).await?;
    Ok(until.filter(|it| *it > reader.page.now()))
}

async fn draw(reader: &Reader, done: &str, tried: Tried) -> Result<HttpResponse> {
    let (kernel, page) = (&reader.kernel, &reader.page);
    let seat = seat::find(kernel, &reader.admission).await?;
    let until = agreed_until(reader).await?;
    let chosen = tried.mode.unwrap_or(seat.mode);
    let choices = MODES.map(|(value, mode)| Choosable {
        value,
        label: page.say(&format!("mail-mode-{value}")),
        help: page.say(&format!("mail-mode-{value}-help")),
        is_chosen: mode == chosen,
    });
    let own_address = match seat.mode.brings_words() && until.is_some() {
        true => own_address::of(kernel, &seat).await?,
        false => None,
    };
    let done = match done {
        "chosen" | "ended" | "key" | "paused" | "resumed" | "renewed" => page.say(&format!("mail-done-{done}")),
        _ => String::new(),
    };
    let status = tried.wrong.map_or(StatusCode::OK, |(_, it)| StatusCode::from_u16(it.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY));
    let page = ByMail {
        page,
        base: &reader.base,
        is_own: reader.is_own,
        done,
        errors: tried.wrong.iter().map(|(field, it)| ((*field).to_owned(), page.say(it.code))).collect(),
        is_carried: Medium::Email.carries_now(kernel).await?,
        has_address: has_address(reader).await?,
        choices: choices.into(),
        comes: comes(seat.mode),
        comes_something: seat.mode != Mode::Nothing,
        paused: seat.paused.map(|it| page.date(it)),
        has_bounced: seat.bounced.is_some(),
        is_over: seat.mode.brings_words() && until.is_none(),
        until: until.filter(|_| seat.mode.brings_words()).map(|it| page.date(it)),
        notice: page.say(SHOWN).lines().map(str::to_owned).collect(),
        would_hold: page.date(page.now() + permission::HOLDS),
        own_address,
        fingerprint: seat::key(kernel, &seat).await?.map(|it| it.fingerprint()),
        sealed_only: tried.sealed_only.unwrap_or(seat.sealed_only),
        pasted: tried.pasted,
    };
    answer::page_with(status, &page)
}
