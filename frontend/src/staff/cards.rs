//! Resource cards: staff write a service once, in both languages, and put it into any conversation.
use super::navigation::{self, Here};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{self, Form, Path, ServiceConfig},
};
use askama::Template;
use hearth_core::{
    Result,
    card::{self, Card, Content},
    id::CardId,
    page::Page,
    permission::{self, NOT_YOURS, Permission},
    web::{Staff, answer},
};
use std::collections::HashMap;

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/staff/cards", web::get().to(list))
        .route("/staff/cards/new", web::get().to(blank))
        .route("/staff/cards/new", web::post().to(create))
        .route("/staff/cards/{card}", web::get().to(show))
        .route("/staff/cards/{card}", web::post().to(change))
        .route("/staff/cards/{card}/end", web::post().to(end));
}

#[derive(Template)]
#[template(path = "staff/cards/list.html")]
struct List {
    page: Page,
    cards: Vec<Card>,
}

/// One card's form, and how it looks in a conversation, as plain text and as text messages.
#[derive(Template)]
#[template(path = "staff/cards/form.html")]
struct Edit {
    page: Page,
    action: String,
    end: Option<String>,
    content: Content,
    wrong: Vec<String>,
    errors: Vec<(String, String)>,
    plain: String,
    short: String,
}

impl Edit {
    fn error(&self, field: &str) -> String {
        self.errors.iter().find(|(name, _)| name == field).map(|(_, words)| words.clone()).unwrap_or_default()
    }
}

/// Those who speak with people, and those who arrange the site.
async fn may(staff: &Staff) -> Result<()> {
    let (kernel, person) = (&staff.kernel, staff.person);
    match permission::may(kernel, person, Permission::Desk).await? || permission::may(kernel, person, Permission::Settings).await? {
        true => Ok(()),
        false => Err(NOT_YOURS.into()),
    }
}

async fn list(staff: Staff) -> Result<HttpResponse> {
    may(&staff).await?;
    let page = navigation::page(&staff, Here::Cards).await?;
    answer::page(&List { page, cards: card::list(&staff.kernel).await? })
}

async fn blank(staff: Staff) -> Result<HttpResponse> {
    may(&staff).await?;
    draw(&staff, None, read(&HashMap::new()), Vec::new()).await
}

async fn show(staff: Staff, path: Path<CardId>) -> Result<HttpResponse> {
    may(&staff).await?;
    let found = card::find(&staff.kernel, *path).await?.filter(|it| !it.is_ended).ok_or(card::NO_SUCH_CARD)?;
    draw(&staff, Some(found.id), found.content, Vec::new()).await
}

async fn create(staff: Staff, form: Form<HashMap<String, String>>) -> Result<HttpResponse> {
    may(&staff).await?;
    let content = read(&form);
    let wrong = card::wrong(&content);
    if !wrong.is_empty() {
        return draw(&staff, None, content, wrong).await;
    }
    card::create(&staff.kernel, staff.person, &staff.visitor.site.region, &content).await?;
    Ok(answer::go("/staff/cards"))
}

async fn change(staff: Staff, path: Path<CardId>, form: Form<HashMap<String, String>>) -> Result<HttpResponse> {
    may(&staff).await?;
    let content = read(&form);
    let wrong = card::wrong(&content);
    if !wrong.is_empty() {
        return draw(&staff, Some(*path), content, wrong).await;
    }
    card::change(&staff.kernel, staff.person, *path, &content).await?;
    Ok(answer::go(format!("/staff/cards/{path}")))
}

async fn end(staff: Staff, path: Path<CardId>) -> Result<HttpResponse> {
    may(&staff).await?;
    card::end(&staff.kernel, staff.person, *path).await?;
    Ok(answer::go("/staff/cards"))
}

fn read(form: &HashMap<String, String>) -> Content {
    let field = |name: &str| form.get(name).map(|it| it.trim().replace("\r\n", "\n")).unwrap_or_default();
    Content {
        title_en: field("title_en"),
        title_fr: field("title_fr"),
        words_en: field("words_en"),
        words_fr: field("words_fr"),
        phone: field("phone"),
        link: field("link"),
    }
}

async fn draw(staff: &Staff, id: Option<CardId>, content: Content, wrong: Vec<String>) -> Result<HttpResponse> {
    let page = navigation::page(staff, Here::Cards).await?;
    let errors = wrong.iter().map(|it| (it.clone(), page.say(&format!("desk-card-wrong-{}", it.replace('_', "-"))))).collect();
    let (plain, short) = match id {
        Some(_) => (card::plain_text(&content, page.language), card::short_text(&content, page.language, false)),
        None => (String::new(), String::new()),
    };
    let action = id.map_or("/staff/cards/new".to_owned(), |it| format!("/staff/cards/{it}"));
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    answer::page_with(status, &Edit { page, end: id.map(|_| format!("{action}/end")), action, content, wrong, errors, plain, short })
}
