pub mod incoming;
pub mod reading;
pub mod writing;
