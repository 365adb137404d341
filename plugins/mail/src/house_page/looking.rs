//! The self-check, asked for by an administrator: what was found last is kept in memory, so that the page is there at once.
use crate::{
    check::{self, Facts, Finding, Point, Receives, State},
    house::{self, House},
    outgoing::relay::{Relay, Trouble},
    post, round,
};
use hearth_core::{Kernel, Result, clock::Moment};
use std::sync::{PoisonError, RwLock};

/// One for each kernel: see [`Kernel::held`].
#[derive(Default)]
struct Looked(RwLock<Option<(Moment, Vec<Finding>)>>);

/// What was found, and when; with how the last letter round fares now.
pub async fn found(kernel: &Kernel, house: &House) -> Result<(Vec<Finding>, Option<Moment>)> {
    let kept = kernel.held::<Looked>().0.read().unwrap_or_else(PoisonError::into_inner).clone();
    let (mut findings, at) = kept.map_or((Vec::new(), None), |(at, findings)| (findings, Some(at)));
    findings.retain(|it| it.point != Point::RoundTrip);
    findings.push(round::finding(kernel, house));
    Ok((findings, at))
}

/// Looks, and keeps what it finds.
pub async fn look(kernel: &Kernel) -> Result<()> {
    let house = house::find(kernel).await?;
    let facts = Facts {
        domain: house.domain.clone(),
        addresses: house.sends_from.into_iter().collect(),
        relay: relay(kernel, &house).await,
        dkim: house.keys.iter().flat_map(|it| it.records(&house.domain)).map(|it| (it.name, it.value)).collect(),
        receives: match house.mailbox {
            Some(_) => Receives::Mailbox,
            None => Receives::Server { host: house.host.clone() },
        },
    };
    let findings = check::look(kernel.house.letters.resolver, &facts).await;
    house::looked(kernel, findings.iter().filter(|it| it.state == State::Bad).count()).await?;
    *kernel.held::<Looked>().0.write().unwrap_or_else(PoisonError::into_inner) = Some((kernel.clock.now(), findings));
    Ok(())
}

async fn relay(kernel: &Kernel, house: &House) -> check::Relay {
    let Some(way) = &house.relay else { return check::Relay::Unset };
    let Ok(relay) = post::trusting(kernel, way).and_then(|it| Ok(Relay::new(&it)?)) else { return check::Relay::Untrusted };
    match relay.check().await {
        Ok(()) => check::Relay::Ready,
        Err(Trouble::NoSuchName | Trouble::NoAnswer | Trouble::Busy) => check::Relay::Unreachable,
        Err(Trouble::NoSeal) => check::Relay::NotSealed,
        Err(Trouble::Certificate) => check::Relay::Untrusted,
        Err(Trouble::SignIn | Trouble::Refused) => check::Relay::Refused,
    }
}
