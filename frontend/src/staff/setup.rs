//! The first start: four calm pages from the link that the server printed to the first administrator.
use super::{
    form::{Form as FormPage, Given, field},
    site::choice_key,
};
use actix_web::{
    HttpResponse,
    web::{self, Form, ServiceConfig},
};
use hearth_core::{
    Result,
    locale::Language,
    person::{TOO_MANY, create, setup, staff},
    region::{self, REGIONS},
    site::Site,
    store::Tx,
    table::{role::SiteRole, sign_in::Door},
    web::{Visitor, answer, enter},
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/setup", web::get().to(show))
        .route("/setup", web::post().to(open))
        .route("/setup/house", web::get().to(house))
        .route("/setup/house", web::post().to(keep_house))
        .route("/setup/place", web::get().to(place))
        .route("/setup/place", web::post().to(keep_place))
        .route("/setup/you", web::get().to(you))
        .route("/setup/you", web::post().to(keep_you));
}

const STEPS: u32 = 4;

fn link_page(visitor: &Visitor, typed: &str) -> FormPage {
    FormPage { from_fragment: true, ..FormPage::new(visitor, "account-setup", "/setup").text("code", "account-setup-code", typed, "text", 60) }
}

async fn show(visitor: Visitor) -> Result<HttpResponse> {
    if setup::is_done(&visitor.kernel).await? {
        return Ok(answer::go("/staff/sign-in"));
    }
    link_page(&visitor, "").show()
}

async fn open(visitor: Visitor, form: Form<Given>) -> Result<HttpResponse> {
    match setup::open(&visitor.kernel, &visitor.visit, field(&form, "code")).await {
        Ok(()) => Ok(answer::go("/setup/house")),
        Err(error) => match error.refusal() {
            Some(refusal) if refusal == setup::WRONG_LINK || refusal == TOO_MANY => {
                link_page(&visitor, field(&form, "code")).refused("code", refusal)
            }
            _ => Err(error),
        },
    }
}

fn house_page(visitor: &Visitor, site: &Site) -> FormPage {
    let languages = Language::ALL.iter().map(|it| (it.code().to_owned(), it.name().to_owned())).collect();
    FormPage::new(visitor, "account-house", "/setup/house")
        .step(1, STEPS)
        .text("public_name", "account-public-name", &site.public_name, "text", 80)
        .text("discreet_name", "account-discreet-name", &site.discreet_name, "text", 30)
        .choice("language", "account-first-language", site.language.code(), languages)
}

async fn house(visitor: Visitor) -> Result<HttpResponse> {
    setup::require(&visitor.kernel, &visitor.visit).await?;
    house_page(&visitor, &setup::answers(&visitor.kernel).await?).show()
}

async fn keep_house(visitor: Visitor, form: Form<Given>) -> Result<HttpResponse> {
    let kernel = &visitor.kernel;
    setup::require(kernel, &visitor.visit).await?;
    let site = Site {
        public_name: field(&form, "public_name").into(),
        discreet_name: field(&form, "discreet_name").into(),
        language: Language::from_code(field(&form, "language")).unwrap_or_default(),
        ..setup::answers(kernel).await?
    };
    let wrong = setup::mistakes(&site);
    if let Some(page) = marked(house_page(&visitor, &site), &wrong, &["public_name", "discreet_name"]) {
        return page.again();
    }
    setup::answer(kernel, site).await?;
    Ok(answer::go("/setup/place"))
}

fn place_page(visitor: &Visitor, site: &Site) -> FormPage {
    let page = FormPage::new(visitor, "account-place", "/setup/place").step(2, STEPS).back("/setup/house");
    let regions = REGIONS.iter().map(|it| (it.key.to_owned(), page.page.say(&format!("region-{}", it.key)))).collect();
    let zones = region::zones().into_iter().map(|it| (it.to_owned(), page.page.say(&choice_key("desk-site-time-zone", it)))).collect();
    page.choice("region", "account-region", &site.region, regions)
        .select("time_zone", "account-time-zone", &site.time_zone, zones)
        .text("exit_to", "account-exit-to", &site.exit_to, "text", 300)
        .text("staff_phone", "account-staff-phone", &site.staff_phone, "text", 40)
        .tick("passphrases", "account-passphrases", site.staff_may_use_passphrases)
}

async fn place(visitor: Visitor) -> Result<HttpResponse> {
    setup::require(&visitor.kernel, &visitor.visit).await?;
    place_page(&visitor, &setup::answers(&visitor.kernel).await?).show()
}

async fn keep_place(visitor: Visitor, form: Form<Given>) -> Result<HttpResponse> {
    let kernel = &visitor.kernel;
    setup::require(kernel, &visitor.visit).await?;
    let site = Site {
        region: field(&form, "region").into(),
        time_zone: field(&form, "time_zone").into(),
        exit_to: field(&form, "exit_to").into(),
        staff_phone: field(&form, "staff_phone").into(),
        staff_may_use_passphrases: form.contains_key("passphrases"),
        ..setup::answers(kernel).await?
    };
    let mut wrong = setup::mistakes(&site);
    if !REGIONS.iter().any(|it| it.key == site.region) {
        wrong.push("region".into());
    }
    if site.staff_phone.is_empty() {
        wrong.push("staff_phone".into());
    }
    if let Some(page) = marked(place_page(&visitor, &site), &wrong, &["region", "time_zone", "exit_to", "staff_phone"]) {
        return page.again();
    }
    setup::answer(kernel, site).await?;
    Ok(answer::go("/setup/you"))
}

/// The page with its mistakes; none where there are none of this page.
fn marked(page: FormPage, wrong: &[String], asked: &[&'static str]) -> Option<FormPage> {
    let wrong: Vec<_> = asked.iter().filter(|it| wrong.iter().any(|wrong| wrong == *it)).collect();
    if wrong.is_empty() {
        return None;
    }
    Some(wrong.into_iter().fold(page, |page, it| page.wrong(it, &format!("account-{}-wrong", it.replace('_', "-")))))
}

fn you_page(visitor: &Visitor, name: &str, facilitates: bool) -> FormPage {
    FormPage::new(visitor, "account-you", "/setup/you").step(3, STEPS).back("/setup/place").text("name", "account-name", name, "text", 60).tick(
        "facilitates",
        "account-facilitates",
        facilitates,
    )
}

async fn you(visitor: Visitor) -> Result<HttpResponse> {
    setup::require(&visitor.kernel, &visitor.visit).await?;
    you_page(&visitor, "", false).show()
}

/// Her account. It can do nothing before there are two ways to sign in to it; those are asked for next.
async fn keep_you(visitor: Visitor, form: Form<Given>) -> Result<HttpResponse> {
    let kernel = &visitor.kernel;
    setup::require(kernel, &visitor.visit).await?;
    let facilitates = form.contains_key("facilitates");
    let name = match create::name_of(field(&form, "name")) {
        Ok(name) => name,
        Err(_) => return you_page(&visitor, field(&form, "name"), facilitates).wrong("name", create::NAME_NEEDED.code).again(),
    };
    let mut roles = vec![SiteRole::Administrator];
    if facilitates {
        roles.push(SiteRole::Facilitator);
    }
    let (shared, language) = (kernel.clone(), visitor.language);
    let person = kernel.store.write(async move |tx: &Tx| staff::create_with_roles(&shared, tx, &name, language, &roles, None).await).await?;
    let cookie = enter(&visitor, person, Door::Staff).await?;
    let mut answer = answer::go("/staff/account");
    answer.add_cookie(&cookie)?;
    Ok(answer)
}
