//! The page that says why something did not happen, and what to do now. It needs no visitor: it is shown also where the
//! database cannot be read, and leaving works from it.
use askama::Template;
use hearth_core::{page::Page, site::Site};

/// What went wrong.
pub struct Trouble<'a> {
    /// The refusal's code, which is the key of its words.
    pub code: &'a str,
    pub status: u16,
    /// By which staff find it in the log.
    pub incident: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "error.html")]
struct Shown<'a> {
    page: Page,
    heading: &'static str,
    words: String,
    phone: String,
    may_try_again: bool,
    incident: Option<&'a str>,
}

/// Draws it.
pub fn draw(page: Page, trouble: &Trouble) -> askama::Result<String> {
    let heading = match trouble.status {
        404 | 410 => "frontend-trouble-nothing-here",
        429 | 503 => "frontend-trouble-not-now",
        _ => "frontend-trouble-not-done",
    };
    let words = page.kernel.words.find(page.language, trouble.code, &[]).unwrap_or_else(|| page.say("frontend-refused"));
    let may_try_again = matches!(trouble.status, 403 | 408 | 409 | 429 | 500..);
    let phone = page.site.staff_phone.clone();
    Shown { page, heading, words, phone, may_try_again, incident: trouble.incident }.render()
}

#[derive(Template)]
#[template(path = "member/gone.html")]
struct Gone<'a> {
    title: &'a str,
    exit_to: &'a str,
    language: &'a str,
}

/// The page that leads away, where even the ordinary one fails.
pub fn gone(site: &Site) -> askama::Result<String> {
    Gone { title: &site.discreet_name, exit_to: &site.exit_to, language: site.language.code() }.render()
}
