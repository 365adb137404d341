//! Logs, and traces where they are wanted: ids, counts and places in the code; never words, names, addresses or user agents.
use crate::config::{Config, Level, LogFormat};
use anyhow::{Context, Result};
use opentelemetry::trace::TracerProvider;
use opentelemetry_otlp::{SpanExporter, WithExportConfig};
use opentelemetry_sdk::{Resource, trace::SdkTracerProvider};
use tracing_subscriber::{EnvFilter, Layer, filter::filter_fn, layer::SubscriberExt, util::SubscriberInitExt};

/// Dropped, what was not sent yet is sent.
pub struct Telemetry(Option<SdkTracerProvider>);

impl Drop for Telemetry {
    fn drop(&mut self) {
        if let Some(provider) = &self.0 {
            let _ = provider.shutdown();
        }
    }
}

/// Starts it. Before anything asynchronous runs: the exporter brings a thread of its own.
pub fn start(config: &Config) -> Result<Telemetry> {
    quiet_panics();
    let level = match config.log {
        Level::Error => "error",
        Level::Warn => "warn",
        Level::Info => "info",
        Level::Debug => "debug",
    };
    // The web server's own lines can quote what a client sent; the database's can quote rows.
    // A target is taken by its beginning: this names every crate of ours, plugins too.
    let filter = EnvFilter::new(format!("off,hearth={level}"));
    let log = match config.log_format {
        LogFormat::Text => tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(false).boxed(),
        LogFormat::Json => tracing_subscriber::fmt::layer().json().with_writer(std::io::stderr).boxed(),
    };
    let provider = config.otlp()?.map(|url| provider(url.as_str())).transpose()?;
    let traces = provider.as_ref().map(|it| {
        let layer = tracing_opentelemetry::layer().with_tracer(it.tracer("hearth")).with_location(false).with_threads(false);
        // Spans alone: an event of the log could carry a fault's text.
        layer.with_filter(filter_fn(|it| it.is_span() && it.target().starts_with("hearth")))
    });
    tracing_subscriber::registry().with(traces).with(log.with_filter(filter)).try_init().context("the log was started twice")?;
    Ok(Telemetry(provider))
}

fn provider(endpoint: &str) -> Result<SdkTracerProvider> {
    // The client that sends them can speak TLS, because that of the carriers of texts does; the cipher is said once for all.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let exporter = SpanExporter::builder().with_http().with_endpoint(endpoint).build().context("traces cannot be sent")?;
    // Nothing that was found out about the machine.
    let resource = Resource::builder_empty().with_service_name("hearth").build();
    Ok(SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource).build())
}

/// A panic's message can quote what somebody wrote: the place alone is logged.
fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let (file, line) = panic.location().map_or(("unknown", 0), |it| (it.file(), it.line()));
        tracing::error!(file, line, "panic");
    }));
}
