//! A calm page with a few questions: the setup, a colleague's first steps, a new passphrase. What was typed stays; each mistake
//! stands at its field and at the top.
use actix_web::{HttpResponse, http::StatusCode};
use askama::Template;
use hearth_core::{
    Refusal, Result,
    page::{Face, Page},
    web::{Visitor, answer},
};
use std::collections::HashMap;

/// What a form sent.
pub type Given = HashMap<String, String>;

pub enum Control {
    Text {
        kind: &'static str,
        longest: u32,
    },
    /// Value and words of each.
    Choice(Vec<(String, String)>),
    /// Value, words, and whether it is chosen: for a choice among many.
    Select(Vec<(String, String, bool)>),
    Tick,
}

pub struct Question {
    pub name: &'static str,
    pub label: String,
    pub help: String,
    pub value: String,
    pub error: String,
    pub control: Control,
}

#[derive(Template)]
#[template(path = "staff/people/form.html")]
pub struct Form {
    pub page: Page,
    pub step: String,
    pub heading: String,
    pub lead: String,
    pub action: &'static str,
    pub button: String,
    /// Where one goes who changes her mind; empty where there is nothing to go back to.
    pub back: &'static str,
    pub questions: Vec<Question>,
    /// Names no field: above the form.
    pub trouble: String,
    /// The link's secret goes from the fragment into this field.
    pub from_fragment: bool,
}

impl Form {
    /// `key` is the start of its words' keys: `…-head`, `…-lead`, `…-button`.
    pub fn new(visitor: &Visitor, key: &str, action: &'static str) -> Form {
        let page = Page::new(visitor, Face::Bare);
        Form {
            step: String::new(),
            heading: page.say(&format!("{key}-head")),
            lead: page.say(&format!("{key}-lead")),
            button: page.say(&format!("{key}-button")),
            action,
            back: "",
            questions: Vec::new(),
            trouble: String::new(),
            from_fragment: false,
            page,
        }
    }

    pub fn step(mut self, number: u32, of: u32) -> Form {
        self.step = self.page.say2("account-step", "number", number, "of", of);
        self
    }

    pub fn back(self, back: &'static str) -> Form {
        Form { back, ..self }
    }

    /// A line to type. Its words are `key` and `key-help`.
    pub fn text(self, name: &'static str, key: &str, value: &str, kind: &'static str, longest: u32) -> Form {
        self.ask(name, key, value, Control::Text { kind, longest })
    }

    pub fn choice(self, name: &'static str, key: &str, value: &str, options: Vec<(String, String)>) -> Form {
        self.ask(name, key, value, Control::Choice(options))
    }

    pub fn select(self, name: &'static str, key: &str, value: &str, options: Vec<(String, String)>) -> Form {
        let options = options.into_iter().map(|(it, words)| (it.clone(), words, it == value)).collect();
        self.ask(name, key, value, Control::Select(options))
    }

    pub fn tick(self, name: &'static str, key: &str, is_ticked: bool) -> Form {
        self.ask(name, key, if is_ticked { "yes" } else { "" }, Control::Tick)
    }

    fn ask(mut self, name: &'static str, key: &str, value: &str, control: Control) -> Form {
        let (label, help) = (self.page.say(key), self.page.say(&format!("{key}-help")));
        self.questions.push(Question { name, label, help, value: value.to_owned(), error: String::new(), control });
        self
    }

    /// Marks a field, with the words of a key.
    pub fn wrong(mut self, name: &str, key: &str) -> Form {
        let words = self.page.say(key);
        match self.questions.iter_mut().find(|it| it.name == name) {
            Some(question) => question.error = words,
            None => self.trouble = words,
        }
        self
    }

    /// The first showing.
    pub fn show(&self) -> Result<HttpResponse> {
        answer::page(self)
    }

    /// Shown again, because of a mistake.
    pub fn again(&self) -> Result<HttpResponse> {
        answer::page_with(StatusCode::UNPROCESSABLE_ENTITY, self)
    }

    /// Shown again, because of a refusal.
    pub fn refused(self, name: &str, refusal: Refusal) -> Result<HttpResponse> {
        let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
        answer::page_with(status, &self.wrong(name, refusal.code))
    }

    fn mistakes(&self) -> Vec<(&str, &str)> {
        self.questions.iter().filter(|it| !it.error.is_empty()).map(|it| (it.name, it.error.as_str())).collect()
    }
}

/// A field of a form, without spaces around it.
pub fn field<'a>(given: &'a Given, name: &str) -> &'a str {
    given.get(name).map(|it| it.trim()).unwrap_or_default()
}
