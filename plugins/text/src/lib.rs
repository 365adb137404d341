//! The text bridge: who takes part by SMS, Signal, WhatsApp or Telegram, and what she gets and gives. The plugin's table of contents.
mod about;
mod act;
mod budget;
mod by_text;
pub mod carrier;
pub mod code;
pub mod coding;
mod compose;
mod conversation;
pub mod door;
pub mod feed;
mod frame;
mod hook;
mod house_page;
pub mod keyword;
pub mod line;
pub mod lines;
mod migrations;
pub mod modality;
pub mod noting;
pub mod number;
pub mod offered;
mod personal;
pub mod phone;
pub mod queue;
mod routes;
pub mod rule;
pub mod seat;
pub mod sending;
pub mod settings;
mod staff;
mod sweep;
pub mod table;
pub mod transport;
pub mod unread;

use async_trait::async_trait;
use hearth_core::{Kernel, Plugin, Registrar, Result, background, locale::Source, plugin::Consideration};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use tokio::task::JoinHandle;

/// Its folder, address segment, settings namespace and table prefix.
pub const NAME: &str = "text";

/// Its words, for the tests of words.
pub const WORDS: Source = Source { module: NAME, en: include_str!("../locales/en.ftl"), fr: include_str!("../locales/fr.ftl") };

/// The bridge, as the list of plugins names it.
#[derive(Default)]
pub struct Text {
    lines: OnceLock<Arc<lines::Lines>>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

#[async_trait]
impl Plugin for Text {
    fn name(&self) -> &'static str {
        NAME
    }

    fn register(&self, registrar: &mut Registrar) {
        registrar
            .modality(|| modality::Texts)
            .transport(transport::Texts)
            .rule(rule::ByText)
            .settings::<settings::Text>()
            .migrations(migrations::all)
            .personal_data(personal::CATALOGUE, personal::Kept)
            .job(sweep::Sweep)
            .group_routes(routes::of_group)
            .webhook_routes(routes::from_outside)
            .admin_routes(routes::of_administrators)
            .locales(WORDS)
            .refusals(seat::REFUSALS)
            .refusals(line::REFUSALS)
            .acts(&[line::CHANGED, seat::STOPPED, seat::RELEASED])
            .choices("by-text", "text-by-text")
            .clauses(&["text-clause-phone", "text-clause-forwarding", "text-clause-screenshots", "text-clause-names"])
            .briefing(&["text-briefing-phone", "text-briefing-number", "text-briefing-save-as", "text-briefing-signal"])
            .considerations(Consideration {
                connection: "text-consider-connection",
                anonymity: "text-consider-anonymity",
                devices: "text-consider-devices",
                access: "text-consider-access",
                confidentiality: "text-consider-confidentiality",
            });
    }

    /// Opens the lines, and begins to send what is owed.
    async fn start(&self, kernel: &Kernel) -> Result<()> {
        let lines = self.lines.get_or_init(|| kernel.held()).clone();
        let listening = tokio::spawn(background::keep(kernel.clone(), "the listening for texts", move |kernel| {
            let lines = lines.clone();
            async move {
                let inbox = |line| -> Arc<dyn carrier::Inbox> { Arc::new(door::Entrance { kernel: kernel.clone(), line }) };
                lines.keep_listening(&kernel, inbox).await;
            }
        }));
        let sending = tokio::spawn(queue::keep_sending(kernel.clone()));
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner).extend([listening, sending]);
        Ok(())
    }

    async fn stop(&self) {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner).drain(..).for_each(|it| it.abort());
        if let Some(lines) = self.lines.get() {
            lines.close();
        }
    }
}
