//! Starts what runs beside the requests: every modality's actor, the outbox, the jobs; and stops it in reverse.
use crate::{
    Kernel, Plugin, Result, background, event,
    group::meeting::watch,
    job::{self, Job},
    plugin::host::{Host, Limits},
};
use std::{collections::HashMap, sync::Arc};
use tokio::{runtime::Handle, task::JoinHandle};

/// What was started.
pub struct Running {
    kernel: Kernel,
    plugins: Vec<Box<dyn Plugin>>,
    tasks: Vec<JoinHandle<()>>,
}

/// Starts everything. Call it inside an actix system; `runtime` owns the database's sockets.
pub async fn start(kernel: &Kernel, plugins: Vec<Box<dyn Plugin>>, core_jobs: Vec<Arc<dyn Job>>, runtime: Handle) -> Result<Running> {
    let hosts: HashMap<_, _> = kernel
        .plugins
        .iter()
        .filter_map(|it| {
            let make = it.modality.clone()?;
            Some((it.name, Host::start(it.name, make, Limits::default(), kernel.clone(), runtime.clone())))
        })
        .collect();
    kernel.set_hosts(hosts);
    for plugin in &plugins {
        plugin.start(kernel).await?;
    }
    let jobs: Vec<_> = core_jobs.into_iter().chain(kernel.plugins.iter().flat_map(|it| it.jobs.iter().cloned())).collect();
    let tasks = vec![
        runtime.spawn(background::keep(kernel.clone(), "the outbox", event::dispatch)),
        runtime.spawn(background::keep(kernel.clone(), "the jobs", move |kernel| job::keep_running(kernel, jobs.clone()))),
        runtime.spawn(background::keep(kernel.clone(), "the clock of meetings", watch::keep_watch)),
    ];
    Ok(Running { kernel: kernel.clone(), plugins, tasks })
}

impl Running {
    /// Ends it, last first. What is still owed stays in the outbox.
    pub async fn stop(self) {
        for plugin in self.plugins.iter().rev() {
            plugin.stop().await;
        }
        self.kernel.hosts().for_each(Host::stop);
        self.tasks.iter().for_each(JoinHandle::abort);
        if let Err(fault) = self.kernel.store.checkpoint().await {
            tracing::error!(%fault, "the log was not emptied");
        }
    }
}
