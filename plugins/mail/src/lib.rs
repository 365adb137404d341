//! The e-mail list: who takes part by mail, and what she gets and gives. The plugin's table of contents.
mod about;
mod act;
pub mod addresses;
pub mod away;
mod by_mail;
pub mod check;
mod compose;
mod conversations;
pub mod door;
mod frame;
pub mod gone;
mod held;
pub mod house;
mod house_page;
pub mod incoming;
pub mod list;
mod migrations;
mod modality;
pub mod outgoing;
mod own_address;
mod pause;
mod personal;
pub mod ports;
pub mod post;
pub mod proof;
pub mod queue;
mod read;
pub mod reading;
mod refusals;
pub mod round;
mod routes;
pub mod rule;
pub mod sealing;
pub mod seat;
pub mod settings;
mod staff;
mod sweep;
pub mod table;
pub mod thread;
mod transport;
pub mod writing;

use async_trait::async_trait;
use hearth_core::{Kernel, Plugin, Registrar, Result, locale::Source, plugin::Consideration};
use std::sync::{Arc, OnceLock};

/// Its folder, address segment, settings namespace and table prefix.
pub const NAME: &str = "mail";

/// Its words, for the tests of words.
pub const WORDS: Source = Source { module: NAME, en: include_str!("../locales/en.ftl"), fr: include_str!("../locales/fr.ftl") };

/// The list, as the list of plugins names it.
#[derive(Default)]
pub struct Mail(OnceLock<Arc<ports::Ports>>);

#[async_trait]
impl Plugin for Mail {
    fn name(&self) -> &'static str {
        NAME
    }

    fn register(&self, registrar: &mut Registrar) {
        registrar
            .modality(|| modality::Mail)
            .transport(transport::Post)
            .rule(rule::ByMail)
            .settings::<settings::Mail>()
            .migrations(migrations::all)
            .personal_data(personal::CATALOGUE, personal::Kept)
            .job(sweep::Sweep)
            .group_routes(routes::of_group)
            .webhook_routes(routes::from_outside)
            .admin_routes(routes::of_administrators)
            .locales(WORDS)
            .refusals(refusals::REFUSALS)
            .refusals(seat::REFUSALS)
            .acts(&[house::CHANGED])
            .choices("by-mail", "mail-by-mail")
            .clauses(&["mail-clause-inbox", "mail-clause-forwarding", "mail-clause-saving", "mail-clause-screenshots", "mail-clause-accounts"])
            .briefing(&["mail-briefing-inbox", "mail-briefing-details", "mail-briefing-sent", "mail-briefing-answers"])
            .considerations(Consideration {
                connection: "mail-consider-connection",
                anonymity: "mail-consider-anonymity",
                devices: "mail-consider-devices",
                access: "mail-consider-access",
                confidentiality: "mail-consider-confidentiality",
            });
    }

    /// Opens the ports, and begins to send what is owed.
    async fn start(&self, kernel: &Kernel) -> Result<()> {
        let ports = self.0.get_or_init(|| kernel.held());
        ports.open(kernel).await?;
        ports.keep(queue::keep_sending(kernel.clone()));
        Ok(())
    }

    async fn stop(&self) {
        if let Some(ports) = self.0.get() {
            ports.close();
        }
    }
}
