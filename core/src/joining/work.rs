//! Proof of work, in place of a picture puzzle: a browser counts for a moment, unseen and unheard. It makes many applications
//! dear and one cheap. Who comes without the script is let through as well, only more slowly (the throttle counts it more).
use crate::{
    Kernel, Result,
    clock::{HOUR, Moment},
    vault::{Owner, digest, random},
};
use std::fmt::Write;

/// Leading bits that must be zero: about four thousand digests, a moment on a cheap phone.
pub const BITS: u32 = 12;

/// A question for the browser. It can only have come from here, and is good for two hours.
pub async fn ask(kernel: &Kernel) -> Result<String> {
    let minute = kernel.clock.now().minute().0;
    let salt = random::<9>()?.iter().fold(String::new(), |mut text, it| {
        let _ = write!(text, "{it:02x}");
        text
    });
    let mac = mac(kernel, minute, &salt).await?;
    Ok(format!("{minute}-{salt}-{mac}"))
}

/// Whether the answer fits the question.
pub async fn is_done(kernel: &Kernel, question: &str, answer: &str) -> Result<bool> {
    let mut parts = question.splitn(3, '-');
    let (Some(minute), Some(salt), Some(mac_given)) = (parts.next().and_then(|it| it.parse::<i64>().ok()), parts.next(), parts.next()) else {
        return Ok(false);
    };
    let asked = Moment(minute);
    let now = kernel.clock.now();
    if asked > now || asked + 2 * HOUR < now || mac(kernel, minute, salt).await? != mac_given || answer.len() > 20 {
        return Ok(false);
    }
    Ok(zeros(&digest(format!("{question}:{answer}").as_bytes())) >= BITS)
}

async fn mac(kernel: &Kernel, minute: i64, salt: &str) -> Result<String> {
    let hash = kernel.vault.key(Owner::Site).await?.keyed_hash("work", format!("{minute}-{salt}").as_bytes());
    Ok(super::agreement::hex(&hash[..12]))
}

fn zeros(hash: &[u8]) -> u32 {
    let mut count = 0;
    for byte in hash {
        count += byte.leading_zeros();
        if *byte != 0 {
            break;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_are_counted_over_bytes() {
        assert_eq!(zeros(&[0xff]), 0);
        assert_eq!(zeros(&[0x00, 0x0f]), 12);
        assert_eq!(zeros(&[0x01, 0x00]), 7);
    }
}
