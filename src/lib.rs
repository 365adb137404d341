//! Hearth, put together: configuration, the list of plugins, the web server and its edge. The binary is a match on a command;
//! the tests start the same server.
pub mod app;
pub mod edge;
pub mod opening;
pub mod plugins;
pub mod serving;
