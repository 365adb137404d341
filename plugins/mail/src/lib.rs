pub mod reading;
pub mod writing;
