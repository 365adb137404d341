//! THE list of plugins, and what the kernel itself does beside requests. Nothing else names a plugin.
use hearth_core::{Plugin, Registrar, event::Registered, job::Job, plugin::Declarations};
use std::sync::Arc;

/// Every plugin, in the order in which they start.
pub fn all() -> Vec<Box<dyn Plugin>> {
    vec![
        Box::new(hearth_forum::Forum),
        Box::new(hearth_chat::Chat),
        Box::new(hearth_video::Video::default()),
        Box::new(hearth_mail::Mail::default()),
        Box::new(hearth_text::Text::default()),
    ]
}

/// What they declare; the frontend, which is no plugin, declares first.
pub fn declarations(plugins: &[Box<dyn Plugin>]) -> Vec<Declarations> {
    let mut declared = vec![hearth_frontend::declarations()];
    for plugin in plugins {
        let mut registrar = Registrar::new(plugin.name());
        plugin.register(&mut registrar);
        declared.push(registrar.finish());
    }
    declared
}

/// The kernel's own work that waits for its hour.
pub fn core_jobs() -> Vec<Arc<dyn Job>> {
    let mut jobs = hearth_core::group::jobs();
    jobs.extend(hearth_core::joining::jobs());
    jobs.extend(hearth_core::retention::jobs());
    jobs.push(Arc::new(hearth_core::contact::before::PutBefore));
    jobs.push(Arc::new(hearth_core::contact::SendWaiting));
    jobs
}

/// The kernel's own handlers of events.
pub fn core_handlers() -> Vec<Registered> {
    let mut handlers = hearth_core::group::handlers();
    handlers.extend(hearth_core::contribution::handlers::handlers());
    handlers
}
