//! Two pages that many choices share: one that asks once more before anything happens, and one that says what happened.
use askama::Template;
use hearth_core::page::Page;

/// "Are you sure", without those words: what will happen, and two ways out of it.
#[derive(Template)]
#[template(path = "member/own/ask.html")]
pub struct Ask {
    pub page: Page,
    pub back: String,
    pub back_words: String,
    pub title: String,
    pub lines: Vec<String>,
    pub wrong: String,
    pub question: String,
    /// Value, label, help.
    pub options: Vec<(String, String, String)>,
    pub chosen: String,
    pub action: String,
    pub button: String,
    pub is_stop: bool,
    /// The browser handles the form itself: a file comes back.
    pub is_plain: bool,
}

impl Ask {
    /// Keys `own-{name}-title`, `-go`; lines are given, for they depend on what is true.
    pub fn new(page: Page, name: &str, action: impl Into<String>, lines: Vec<String>) -> Ask {
        let say = |part: &str| page.say(&format!("own-{name}-{part}"));
        Ask {
            back: "/choices".into(),
            back_words: page.say("own-choices"),
            title: say("title"),
            button: say("go"),
            lines,
            wrong: String::new(),
            question: String::new(),
            options: Vec::new(),
            chosen: String::new(),
            action: action.into(),
            is_stop: false,
            is_plain: false,
            page,
        }
    }
}

/// What happened, and what comes next.
#[derive(Template)]
#[template(path = "member/own/told.html")]
pub struct Told {
    pub page: Page,
    pub title: String,
    pub lines: Vec<String>,
    /// The whole of it is in a panel that stands out.
    pub is_notice: bool,
    /// Seven words, shown once.
    pub seven: Vec<String>,
    /// A heading, and a sentence or steps.
    pub parts: Vec<(String, Vec<String>)>,
    pub links: Vec<(String, String)>,
}

impl Told {
    pub fn new(page: Page, title: String, lines: Vec<String>) -> Told {
        Told { page, title, lines, is_notice: false, seven: Vec::new(), parts: Vec::new(), links: Vec::new() }
    }

    /// Someone to talk to, on every page that ends something.
    pub fn with_services(mut self) -> Told {
        self.parts.push((self.page.say("own-someone"), vec![self.page.say("own-someone-help")]));
        self.links.push(("/services".into(), self.page.say("frontend-services-near-you")));
        self
    }
}
