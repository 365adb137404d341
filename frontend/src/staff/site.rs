//! The site's settings, for administrators: drawn from the declarations, checked by them; the plugins' switches; who could see
//! what; and the questions that one asks a technology company, answered from the running configuration.
mod fields;
mod told;

pub use fields::choice_key;

use super::navigation::{self, Here};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{self, Form, Path, ServiceConfig},
};
use askama::Template;
use fields::{Field, fields};
use hearth_core::{
    Result,
    audit::{self, Act},
    group::switches,
    page::Page,
    permission::Permission,
    region,
    settings::{self, Declared},
    site::{self, Site},
    store::Tx,
    web::{Staff, answer},
};
use std::collections::HashMap;

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/staff/site", web::get().to(show))
        .route("/staff/site", web::post().to(keep))
        .route("/staff/site/access", web::get().to(told::access))
        .route("/staff/site/company", web::get().to(told::company))
        .route("/staff/site/plugins/{plugin}", web::post().to(switch))
        .route("/staff/site/settings/{namespace}", web::post().to(keep_plugin));
}

/// A plugin: its switch, and what it lets the site decide.
struct Part {
    name: String,
    words: String,
    /// Its own page for administrators, and what that is called.
    page: Option<(String, String)>,
    is_on: bool,
    settings: Vec<(String, Vec<Field>)>,
}

struct Line {
    what: String,
    number: String,
    more: String,
}

#[derive(Template)]
#[template(path = "staff/site/site.html")]
struct Settings {
    page: Page,
    fields: Vec<Field>,
    errors: Vec<(String, String)>,
    parts: Vec<Part>,
    helplines: Vec<Line>,
}

async fn show(staff: Staff) -> Result<HttpResponse> {
    staff.may(Permission::Settings).await?;
    draw(&staff, None).await
}

async fn keep(staff: Staff, form: Form<HashMap<String, String>>) -> Result<HttpResponse> {
    staff.may(Permission::Settings).await?;
    let mut form = form.into_inner();
    let current = site::current(&staff.kernel).await?;
    form.remove("is_set_up");
    if current.is_set_up {
        form.insert("is_set_up".into(), "on".into());
    }
    let declared = Declared::of::<Site>();
    keep_declared(&staff, &declared, &form).await
}

async fn keep_plugin(staff: Staff, path: Path<String>, form: Form<HashMap<String, String>>) -> Result<HttpResponse> {
    staff.may(Permission::Settings).await?;
    let declared = staff.kernel.plugins.iter().flat_map(|it| &it.settings).find(|it| it.namespace == *path).cloned();
    let declared = declared.ok_or(hearth_core::admission::SWITCHED_OFF)?;
    keep_declared(&staff, &declared, &form).await
}

/// Keeps what was typed, or shows the page again with what is wrong.
async fn keep_declared(staff: &Staff, declared: &Declared, form: &HashMap<String, String>) -> Result<HttpResponse> {
    match (declared.read)(form) {
        Ok(value) => {
            settings::change_raw(&staff.kernel, declared.namespace, None, Some(staff.person), value).await?;
            note(staff, "settings.changed").await?;
            Ok(answer::go("/staff/site"))
        }
        Err(wrong) => draw(staff, Some((declared.namespace, form, wrong))).await,
    }
}

async fn switch(staff: Staff, path: Path<String>, form: Form<HashMap<String, String>>) -> Result<HttpResponse> {
    staff.may(Permission::Settings).await?;
    let is_off = form.get("to").map(String::as_str) == Some("off");
    switches::set_off(&staff.kernel, staff.person, None, &path, is_off).await?;
    Ok(answer::go("/staff/site"))
}

async fn note(staff: &Staff, act: &'static str) -> Result<()> {
    let (kernel, actor) = (staff.kernel.clone(), staff.person);
    staff.kernel.store.write(async move |tx: &Tx| audit::record(&kernel, tx, Act { actor: Some(actor), act, ..Act::default() }).await).await
}

/// The page: as it is set, or as it was typed with what is wrong.
async fn draw(staff: &Staff, tried: Option<(&'static str, &HashMap<String, String>, Vec<String>)>) -> Result<HttpResponse> {
    let kernel = &staff.kernel;
    let page = navigation::page(staff, Here::Settings).await?;
    let typed = |namespace: &str| tried.as_ref().filter(|(it, ..)| *it == namespace).map(|(_, form, wrong)| (*form, wrong.as_slice()));
    let site = Declared::of::<Site>();
    let current = serde_json::to_value(site::current(kernel).await?.as_ref())?;
    let own = fields(&page, &site, &current, "desk-site-", typed(site.namespace));
    let off = switches::off(kernel, None).await?;
    let mut parts = Vec::new();
    for plugin in kernel.plugins.iter().filter(|it| it.modality.is_some()) {
        let mut settings = Vec::new();
        for it in &plugin.settings {
            let kept = settings::get_raw(kernel, it.namespace, None).await?;
            settings.push((it.namespace.to_owned(), fields(&page, it, &kept, &format!("{}-setting-", it.namespace), typed(it.namespace))));
        }
        let words = page.say(&format!("{}-name", plugin.name));
        let has_page = !plugin.admin_routes.is_empty();
        let own = has_page.then(|| (format!("/staff/plugins/{}", plugin.name), page.say(&format!("{}-staff-page", plugin.name))));
        parts.push(Part { name: plugin.name.into(), words, page: own, is_on: !off.iter().any(|it| it == plugin.name), settings });
    }
    let all = own.iter().chain(parts.iter().flat_map(|it| it.settings.iter().flat_map(|(_, it)| it)));
    let errors = all.filter(|it| !it.error.is_empty()).map(|it| (it.name.clone(), it.error.clone())).collect();
    let region = region::find(&page.site.region);
    let line = |it: &region::Service| Line {
        what: page.say(it.key),
        number: it.number.to_owned(),
        more: it.more.map(|it| page.say(it)).unwrap_or_default(),
    };
    let helplines = region.first.iter().chain(region.more).map(line).collect();
    let status = if tried.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    answer::page_with(status, &Settings { page, fields: own, errors, parts, helplines })
}
