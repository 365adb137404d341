//! What is one carrier's alone.
mod judged;
mod kannel;
mod real_kannel;
mod real_signal;
mod signal;
mod telegram;
mod twilio;
mod whatsapp;
