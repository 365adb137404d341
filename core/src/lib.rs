//! Hearth's kernel: people, permission and words. Modalities plug into it and own the shape in which people meet.
//!
//! The modules stand in reading order.
pub mod admission;
pub mod approval;
pub mod audit;
pub mod background;
pub mod bus;
pub mod card;
pub mod clock;
pub mod contact;
pub mod contribution;
pub mod error;
pub mod event;
pub mod group;
pub mod held;
pub mod id;
pub mod job;
pub mod joining;
pub mod kernel;
pub mod live;
pub mod locale;
pub mod modality;
pub mod moderation;
pub mod page;
pub mod permission;
pub mod person;
pub mod personal_data;
pub mod plugin;
pub mod region;
pub mod retention;
pub mod running;
pub mod settings;
pub mod site;
pub mod store;
pub mod table;
pub mod vault;
pub mod web;
pub mod words;

pub use error::{Error, Refusal, Result};
pub use kernel::{House, Kernel, Letters, LettersTls, Media, Turn, TurnTls};
pub use plugin::{Plugin, Registrar};
