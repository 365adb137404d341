//! Meetings with sound and picture: one room a group, while it meets. The plugin's table of contents.
mod frame;
mod line;
mod live;
mod modality;
mod page;
mod rate;
mod refusals;
pub mod relay;
mod room;
pub mod rooms;
mod routes;
mod seat;
mod settings;
mod socket;
mod state;

pub use settings::Video as Settings;

use async_trait::async_trait;
use hearth_core::{Kernel, Media, Plugin, Registrar, Result, locale::Source, plugin::Consideration};
use relay::turn;
use rooms::Rooms;
use std::sync::{Arc, OnceLock};

/// Its folder, address segment and settings namespace.
pub const NAME: &str = "video";

/// Its words, for the tests of words.
pub const WORDS: Source = Source { module: NAME, en: include_str!("../locales/en.ftl"), fr: include_str!("../locales/fr.ftl") };

/// Modules that travel as one file, each after those that it names: one request costs a phone less than eight.
macro_rules! scripts {
    ($($name:literal),*) => { concat!($(include_str!(concat!("../assets/", $name, ".js"))),*).as_bytes() };
}

/// Meetings with sound and picture, as the list of plugins names them.
#[derive(Default)]
pub struct Video(OnceLock<Arc<Rooms>>);

#[async_trait]
impl Plugin for Video {
    fn name(&self) -> &'static str {
        NAME
    }

    fn register(&self, registrar: &mut Registrar) {
        registrar
            .modality(modality::Video::default)
            .settings::<settings::Video>()
            .no_personal_data(&[], "it has no tables: sound and picture go through and stay nowhere")
            .group_routes(routes::routes)
            .locales(WORDS)
            .refusals(refusals::REFUSALS)
            .assets("video.js", scripts!("call", "about", "tiles", "devices", "words", "report", "wishes", "line", "before", "video"))
            .assets("seal.js", include_bytes!("../assets/seal.js"))
            .assets("seal-worker.js", include_bytes!("../assets/seal-worker.js"))
            .assets("video.css", include_bytes!("../assets/video.css"))
            .clauses(&["video-clause-pictures", "video-clause-passing-on", "video-clause-others-in-the-room", "video-clause-accounts"])
            .briefing(&["video-briefing-alone", "video-briefing-headphones", "video-briefing-camera"])
            .considerations(Consideration {
                connection: "video-consider-connection",
                anonymity: "video-consider-anonymity",
                devices: "video-consider-devices",
                access: "video-consider-access",
                confidentiality: "video-consider-confidentiality",
            });
    }

    fn problems(&self, media: &Media) -> Vec<String> {
        let files = media.turn.as_ref().and_then(|it| it.tls.as_ref());
        files.and_then(|it| turn::wrong_with(&it.certificate, &it.key)).map(|it| it.to_string()).into_iter().collect()
    }

    /// Opens the port of sound and picture, where the installation has one.
    async fn start(&self, kernel: &Kernel) -> Result<()> {
        match &kernel.house.media {
            Some(media) => self.0.get_or_init(|| kernel.held()).carry(media),
            None => Ok(()),
        }
    }

    async fn stop(&self) {
        if let Some(rooms) = self.0.get() {
            rooms.carry_no_more();
        }
    }
}
