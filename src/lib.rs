//! Hearth, put together: configuration, the list of plugins, the web server and its edge. The binary is a match on a command;
//! the tests start the same server.
pub mod app;
pub mod command;
pub mod config;
pub mod demo;
pub mod edge;
pub mod hardening;
pub mod opening;
pub mod plugins;
pub mod serving;
pub mod telemetry;

/// A quarter of a page's work was glibc's allocator (docs/decisions/0025-what-a-start-and-a-page-cost.md). It stands here, not in the binary,
/// so that the tests and the benchmarks run what the binary runs.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
