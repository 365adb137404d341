//! Her own account: ways to sign in, codes on paper, signed-in devices, language. Also the last step of a new colleague, until
//! there are two ways to sign in.
use super::{
    form::{Form as FormPage, Given, field},
    navigation::{self, Here},
};
use actix_web::{
    HttpResponse,
    web::{self, Form, Path, ServiceConfig},
};
use askama::Template;
use hearth_core::{
    Result,
    clock::HOUR,
    id::{CredentialId, SignInId},
    page::Page,
    permission,
    person::{
        create, sign_in,
        staff::{self, authenticator, passphrase, recovery, totp},
    },
    table::credential::{self, CredentialKind},
    web::{Staff, answer},
};
use qrcode::{QrCode, render::svg};

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/staff/account", web::get().to(show))
        .route("/staff/account/passphrase", web::get().to(passphrase_page))
        .route("/staff/account/passphrase", web::post().to(keep_passphrase))
        .route("/staff/account/totp", web::get().to(totp_page))
        .route("/staff/account/totp", web::post().to(keep_totp))
        .route("/staff/account/recovery", web::post().to(codes))
        .route("/staff/account/authenticators/{id}/end", web::post().to(end_authenticator))
        .route("/staff/account/sign-ins/{id}/end", web::post().to(end_sign_in));
}

/// One way to sign in, or one device.
struct Line {
    id: String,
    words: String,
    since: String,
    is_here: bool,
}

#[derive(Template)]
#[template(path = "staff/people/account.html")]
struct Account {
    page: Page,
    name: String,
    roles: Vec<String>,
    /// Roles that wait for a second person.
    waiting: Vec<String>,
    is_ready: bool,
    ways: authenticator::Ways,
    lines: Vec<Line>,
    devices: Vec<Line>,
    may_use_passphrase: bool,
    has_passkeys: bool,
    trouble: String,
}

async fn show(staff: Staff) -> Result<HttpResponse> {
    answer::page(&account(&staff, "").await?)
}

async fn account(staff: &Staff, trouble: &str) -> Result<Account> {
    let (kernel, person) = (&staff.kernel, staff.person);
    let page = navigation::page(staff, Here::Account).await?;
    let ways = authenticator::ways(kernel, person).await?;
    let hold = permission::roles(kernel, person).await?;
    let role = |it| page.say(&format!("account-role-{}", staff::code(it)));
    let waiting = staff::open_roles(kernel, person).await?.into_iter().map(|it| it.role).filter(|it| !hold.contains(it)).map(role).collect();
    let own = staff.visitor.signed_in.as_ref().map(|it| it.id);
    let mut devices: Vec<Line> = sign_in::list(kernel, person)
        .await?
        .into_iter()
        .map(|it| Line { id: it.id.to_string(), words: page.day(it.used), since: page.since(it.begun), is_here: Some(it.id) == own })
        .collect();
    devices.sort_by_key(|it| !it.is_here);
    let keys = authenticator::list(kernel, person).await?;
    let lines = keys.iter().filter(|it| it.kind != CredentialKind::Recovery).map(|it| line(&page, it)).collect();
    Ok(Account {
        name: create::staff_name(kernel, person).await?,
        roles: hold.iter().map(|it| role(*it)).collect(),
        waiting,
        is_ready: ways.suffice(),
        ways,
        lines,
        devices,
        may_use_passphrase: staff.visitor.site.staff_may_use_passphrases,
        has_passkeys: kernel.passkeys.are_possible(),
        trouble: if trouble.is_empty() { String::new() } else { page.say(trouble) },
        page,
    })
}

/// Its day is kept without the hour: noon of it is the same day in most zones.
fn line(page: &Page, row: &credential::Model) -> Line {
    let key = match (row.kind, row.label.as_deref()) {
        (CredentialKind::Passkey, Some("second")) => "account-way-second-key",
        (CredentialKind::Passkey, _) => "account-way-key",
        (CredentialKind::Totp, _) => "account-way-totp",
        _ => "account-way-passphrase",
    };
    Line { id: row.id.to_string(), words: page.say(key), since: page.say1("core-since", "day", page.date(row.created + 12 * HOUR)), is_here: false }
}

fn passphrase_form(staff: &Staff) -> FormPage {
    FormPage::new(&staff.visitor, "account-own-passphrase", "/staff/account/passphrase")
        .back("/staff/account")
        .text("passphrase", "account-new-passphrase", "", "password", 256)
        .text("again", "account-again", "", "password", 256)
}

async fn passphrase_page(staff: Staff) -> Result<HttpResponse> {
    passphrase_form(&staff).show()
}

async fn keep_passphrase(staff: Staff, form: Form<Given>) -> Result<HttpResponse> {
    let typed = form.get("passphrase").map(String::as_str).unwrap_or_default();
    if Some(typed) != form.get("again").map(String::as_str) {
        return passphrase_form(&staff).wrong("again", "account-again-wrong").again();
    }
    match passphrase::keep(&staff.kernel, staff.person, typed).await {
        Ok(()) => Ok(answer::go(next(&staff).await?)),
        Err(error) => match error.refusal() {
            Some(refusal) if passphrase::REFUSALS.contains(&refusal) => passphrase_form(&staff).refused("passphrase", refusal),
            _ => Err(error),
        },
    }
}

/// After the passphrase comes the app, while there is none.
async fn next(staff: &Staff) -> Result<&'static str> {
    let ways = authenticator::ways(&staff.kernel, staff.person).await?;
    Ok(if ways.passphrase && !ways.totp { "/staff/account/totp" } else { "/staff/account" })
}

#[derive(Template)]
#[template(path = "staff/people/totp.html")]
struct TotpPage {
    page: Page,
    seed: String,
    /// In groups of four, for typing.
    spaced: String,
    address: String,
    picture: String,
    /// Of the picture, with its quiet margin.
    side: usize,
    trouble: String,
}

fn totp_form(staff: &Staff, seed: String, error: &str) -> Result<TotpPage> {
    let page = Page::new(&staff.visitor, hearth_core::page::Face::Bare);
    let address = totp::address(&seed, &staff.visitor.site.discreet_name);
    let spaced = seed.as_bytes().chunks(4).filter_map(|it| std::str::from_utf8(it).ok()).collect::<Vec<_>>().join(" ");
    let trouble = if error.is_empty() { String::new() } else { page.say(error) };
    let (picture, side) = path_of(&address)?;
    Ok(TotpPage { page, seed, spaced, address, picture, side, trouble })
}

/// The dark squares of a QR code as one SVG path, and the length of its side.
fn path_of(text: &str) -> Result<(String, usize)> {
    let code = QrCode::new(text)?;
    let drawn = code.render::<svg::Color>().quiet_zone(false).module_dimensions(1, 1).build();
    let path = drawn.split(" d=\"").nth(1).and_then(|it| it.split('"').next()).unwrap_or_default();
    Ok((path.to_owned(), code.width() + 4))
}

async fn totp_page(staff: Staff) -> Result<HttpResponse> {
    answer::page(&totp_form(&staff, totp::fresh()?, "")?)
}

/// The seed travels with the form, so that two open pages do not spoil each other; it is hers until she confirms it.
async fn keep_totp(staff: Staff, form: Form<Given>) -> Result<HttpResponse> {
    match totp::confirm(&staff.kernel, staff.person, field(&form, "seed"), field(&form, "code")).await {
        Ok(()) => Ok(answer::go("/staff/account")),
        Err(error) if error.refusal() == Some(totp::WRONG_CODE) => {
            let seed = field(&form, "seed").to_owned();
            let is_seed = seed.len() == 32 && seed.bytes().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit());
            let seed = if is_seed { seed } else { totp::fresh()? };
            answer::page_with(actix_web::http::StatusCode::UNPROCESSABLE_ENTITY, &totp_form(&staff, seed, totp::WRONG_CODE.code)?)
        }
        Err(error) => Err(error),
    }
}

#[derive(Template)]
#[template(path = "staff/people/codes.html")]
struct Codes {
    page: Page,
    codes: Vec<String>,
}

async fn codes(staff: Staff) -> Result<HttpResponse> {
    let codes = recovery::issue(&staff.kernel, staff.person).await?;
    answer::page(&Codes { page: Page::new(&staff.visitor, hearth_core::page::Face::Bare), codes })
}

async fn end_authenticator(staff: Staff, id: Path<CredentialId>) -> Result<HttpResponse> {
    match authenticator::end(&staff.kernel, staff.person, *id).await {
        Ok(()) => Ok(answer::go("/staff/account")),
        Err(error) if error.refusal() == Some(authenticator::NEEDED) => {
            answer::page_with(actix_web::http::StatusCode::CONFLICT, &account(&staff, authenticator::NEEDED.code).await?)
        }
        Err(error) => Err(error),
    }
}

/// Only her own.
async fn end_sign_in(staff: Staff, id: Path<SignInId>) -> Result<HttpResponse> {
    if sign_in::list(&staff.kernel, staff.person).await?.iter().any(|it| it.id == *id) {
        sign_in::end(&staff.kernel, *id).await?;
    }
    Ok(answer::go("/staff/account"))
}
