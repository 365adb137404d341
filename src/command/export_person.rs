//! Prints everything that is kept about one person: for a request of access, and for the answer to a court.
use super::{Ended, start};
use crate::{config::Config, opening::fault, plugins};
use hearth_core::{id::PersonId, personal_data};

pub fn run(config: &Config, person: &str) -> Result<(), Ended> {
    start::refuse_wrong(config)?;
    let person: PersonId = person.parse().map_err(|_| Ended::failed(format!("\"{person}\" is not a person's id.")))?;
    actix_web::rt::System::new().block_on(async {
        let plugins = plugins::all();
        let kernel = start::open(config, &plugins).await?;
        let kept = personal_data::export(&kernel, person).await.map_err(fault)?;
        println!("{}", serde_json::to_string_pretty(&kept).map_err(anyhow::Error::from)?);
        Ok(())
    })
}
