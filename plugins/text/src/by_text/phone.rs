//! Her phone, as far as a page may show it: which network, and never the number. Whoever looks over her shoulder learns none from here.
use crate::{
    code,
    frame::{Reader, by_network, network},
    lines::Lines,
    number::readable,
    phone,
};
use hearth_core::{
    Result,
    contact::{
        Medium,
        safe_contact::{self, Label},
    },
    group::facilitation::clock,
};

/// What people write to.
pub struct Number {
    pub network: String,
    pub number: String,
}

/// Those of all lines, each once.
pub async fn numbers(reader: &Reader) -> Result<Vec<Number>> {
    let running = reader.kernel.held::<Lines>().running(&reader.kernel).await?;
    let mut numbers: Vec<Number> = Vec::new();
    for line in running.iter() {
        let (network, number) = (reader.page.say(network(line.network)), readable(&line.number));
        if !numbers.iter().any(|it| it.number == number && it.network == network) {
            numbers.push(Number { network, number });
        }
    }
    Ok(numbers)
}

/// How it stands with her phone.
pub struct Phone {
    pub words: String,
    pub is_never: bool,
    pub is_stopped: bool,
}

pub async fn of(reader: &Reader) -> Result<Phone> {
    let (kernel, admission, page) = (&reader.kernel, &reader.admission, &reader.page);
    let kept = safe_contact::find(kernel, admission.person()).await?.map(|it| it.content);
    let is_never = kept.as_ref().is_some_and(|it| it.never);
    let written = kept.as_ref().and_then(|it| it.way(Medium::Text)).map(|it| it.address.clone());
    let address = match written {
        Some(written) => phone::read(&written, phone::home(kernel).await?),
        None => None,
    };
    let Some(address) = address else {
        return Ok(Phone { words: page.say("text-phone-none"), is_never, is_stopped: false });
    };
    let hash = phone::hash(kernel, &address).await?;
    let key = match phone::find(kernel, &hash).await? {
        Some(it) if it.membership == admission.membership() => "text-phone-here",
        Some(it) if it.person == admission.person() => "text-phone-elsewhere",
        _ => "text-phone-unproved",
    };
    let words = page.say1(key, "network", page.say(by_network(address.network)));
    Ok(Phone { words, is_never, is_stopped: phone::is_stopped(kernel, &hash).await? })
}

/// A code, and until when it holds: the clock is hers to know, for half an hour is short.
pub async fn make_code(reader: &Reader, label: Label) -> Result<(String, String)> {
    let shown = code::make(&reader.kernel, &reader.admission.standing().membership, label).await?;
    let (_, minute) = reader.page.site.zone().weekday_and_minute(shown.until);
    Ok((shown.code, clock(reader.page.language, minute)))
}
