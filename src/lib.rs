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
