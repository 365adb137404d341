//! The judging half of the self-check: what was seen, and what it means for letters. It asks nobody anything.
use super::{
    Facts, Finding,
    Point::{Dkim, Dmarc, Mx, Ptr, Relay as TheRelay, Spf, Sts, Tls},
    Receives, Relay,
    State::{Bad, Good, Unknown, Warn},
    asking::{Answer, Exchange, Named, Policy, Seen},
    records,
};
use mail_auth::{
    SpfResult,
    common::parse::TxtRecordParser,
    dmarc::Policy as Wish,
    spf::{Mechanism, Qualifier},
};
use std::net::IpAddr;

/// Everything, in the order in which it has to be put right.
pub fn judge(facts: &Facts, seen: &Seen) -> Vec<Finding> {
    let mut findings = relay(facts.relay).to_vec();
    findings.push(spf(facts, seen).with("domain", &facts.domain));
    findings.extend(signatures(facts, seen));
    findings.push(policy(facts, &seen.dmarc));
    if facts.addresses.is_empty() {
        // Out of a mailbox nobody can tell which server had a letter first.
        let theirs = facts.receives == Receives::Mailbox;
        findings.push(Finding::new(Ptr, Unknown, if theirs { "mail-check-ptr-theirs" } else { "mail-check-ptr-later" }));
    }
    findings.extend(seen.names.iter().map(|(address, names)| name_of(*address, names)));
    findings.push(arriving(facts, seen).with("domain", &facts.domain));
    findings.push(sealed_in(facts, &seen.sts));
    findings
}

fn relay(relay: Relay) -> [Finding; 2] {
    let (relay, line) = match relay {
        Relay::Unset => ((Bad, "mail-check-relay-unset"), (Unknown, "mail-check-tls-unknown")),
        Relay::Unreachable => ((Bad, "mail-check-relay-unreachable"), (Unknown, "mail-check-tls-unknown")),
        Relay::NotSealed => ((Bad, "mail-check-relay-line"), (Bad, "mail-check-tls-not-offered")),
        Relay::Untrusted => ((Bad, "mail-check-relay-line"), (Bad, "mail-check-tls-untrusted")),
        Relay::Refused => ((Bad, "mail-check-relay-refused"), (Good, "mail-check-tls-good")),
        Relay::Ready => ((Good, "mail-check-relay-good"), (Good, "mail-check-tls-good")),
    };
    [Finding::new(TheRelay, relay.0, relay.1), Finding::new(Tls, line.0, line.1)]
}

fn spf(facts: &Facts, seen: &Seen) -> Finding {
    let there = match &seen.spf {
        Answer::Silence => return Finding::new(Spf, Unknown, "mail-check-spf-unknown"),
        // Where it is not known what sends, only the people of the relay know what to publish.
        Answer::Nothing if facts.addresses.is_empty() => return Finding::new(Spf, Bad, "mail-check-spf-none-ask"),
        Answer::Nothing => return Finding::new(Spf, Bad, "mail-check-spf-none").with("record", records::spf(&[], &facts.addresses)),
        Answer::Found(there) => there,
    };
    let [record] = there.as_slice() else {
        return Finding::new(Spf, Bad, "mail-check-spf-several").with("record", records::spf(there, &[]));
    };
    let read = mail_auth::spf::Spf::parse(record.as_bytes()).ok().filter(|_| records::is_spf(record));
    let Some(read) = read else {
        return Finding::new(Spf, Bad, "mail-check-spf-broken").with("found", record);
    };
    if read.directives.iter().any(|it| it.qualifier == Qualifier::Pass && it.mechanism == Mechanism::All) {
        return Finding::new(Spf, Bad, "mail-check-spf-anybody").with("record", records::spf(there, &facts.addresses));
    }
    let of = |results: &[SpfResult]| seen.may_send.iter().filter(|(_, it)| results.contains(it)).map(|it| it.0).collect::<Vec<IpAddr>>();
    // What it leads to elsewhere cannot be followed to its end.
    if !of(&[SpfResult::PermError]).is_empty() {
        return Finding::new(Spf, Bad, "mail-check-spf-broken").with("found", record);
    }
    let missing = of(&[SpfResult::Fail, SpfResult::SoftFail, SpfResult::Neutral, SpfResult::None]);
    if let Some(address) = missing.first() {
        return Finding::new(Spf, Bad, "mail-check-spf-missing").with("address", address.to_string()).with("record", records::spf(there, &missing));
    }
    if !of(&[SpfResult::TempError]).is_empty() {
        return Finding::new(Spf, Unknown, "mail-check-spf-unknown");
    }
    Finding::new(Spf, Good, if facts.addresses.is_empty() { "mail-check-spf-one" } else { "mail-check-spf-good" })
}

fn signatures(facts: &Facts, seen: &Seen) -> Vec<Finding> {
    if facts.dkim.is_empty() {
        return vec![Finding::new(Dkim, Unknown, "mail-check-dkim-unset")];
    }
    let judged = facts.dkim.iter().zip(&seen.dkim).map(|((name, record), there)| {
        let (state, say) = match there {
            Answer::Silence => (Unknown, "mail-check-dkim-unknown"),
            Answer::Nothing => (Bad, "mail-check-dkim-none"),
            Answer::Found(there) => match there.as_slice() {
                [one] if is_same_key(one, record) => (Good, "mail-check-dkim-good"),
                [_] => (Bad, "mail-check-dkim-differs"),
                _ => (Bad, "mail-check-dkim-several"),
            },
        };
        Finding::new(Dkim, state, say).with("name", name).with("record", record)
    });
    judged.collect()
}

/// The rest of a record may be written in another way.
fn is_same_key(one: &str, other: &str) -> bool {
    let kind = |it: &str| records::tag(it, "k").unwrap_or_else(|| "rsa".into());
    records::tag(one, "p").is_some_and(|it| !it.is_empty() && Some(it) == records::tag(other, "p")) && kind(one) == kind(other)
}

fn policy(facts: &Facts, seen: &Policy) -> Finding {
    let name = format!("_dmarc.{}", facts.domain);
    let (state, say, record) = match &seen.records {
        Answer::Silence => (Unknown, "mail-check-dmarc-unknown", records::DMARC.to_string()),
        Answer::Nothing => (Bad, "mail-check-dmarc-none", records::DMARC.to_string()),
        Answer::Found(there) => match there.as_slice() {
            [one] => wish(one, seen.is_inherited),
            _ => (Bad, "mail-check-dmarc-several", records::DMARC.to_string()),
        },
    };
    Finding::new(Dmarc, state, say).with("name", name).with("record", record)
}

fn wish(record: &str, is_inherited: bool) -> (super::State, &'static str, String) {
    // What is proposed for the domain itself leaves alone what counts for the one above.
    let better = if is_inherited { records::DMARC.to_string() } else { records::dmarc(record) };
    let Ok(read) = mail_auth::dmarc::Dmarc::parse(record.as_bytes()) else { return (Bad, "mail-check-dmarc-broken", better) };
    let wish = if is_inherited { read.sp } else { read.p };
    match wish {
        Wish::Quarantine | Wish::Reject if !read.t => (Good, "mail-check-dmarc-good", record.to_string()),
        Wish::Unspecified => (Bad, "mail-check-dmarc-broken", better),
        _ => (Warn, "mail-check-dmarc-weak", better),
    }
}

fn name_of(address: IpAddr, names: &Answer<Named>) -> Finding {
    let (state, say, name) = match names {
        Answer::Silence => (Unknown, "mail-check-ptr-unknown", None),
        Answer::Nothing => (Bad, "mail-check-ptr-none", None),
        Answer::Found(names) => {
            let of = |wanted: fn(&Answer<()>) -> bool| names.iter().find(|it| wanted(&it.leads_back)).map(|it| it.name.clone());
            if let Some(name) = of(|it| matches!(it, Answer::Found(_))) {
                (Good, "mail-check-ptr-good", Some(name))
            } else if of(|it| *it == Answer::Silence).is_some() {
                (Unknown, "mail-check-ptr-unknown", None)
            } else {
                (Bad, "mail-check-ptr-elsewhere", names.first().map(|it| it.name.clone()))
            }
        }
    };
    let finding = Finding::new(Ptr, state, say).with("address", address.to_string());
    name.into_iter().fold(finding, |it, name| it.with("name", name))
}

fn arriving(facts: &Facts, seen: &Seen) -> Finding {
    // A single exchange without a name says that the domain takes no letters at all (RFC 7505).
    let refuses = |all: &[Exchange]| all.iter().all(|it| it.host.is_empty());
    let Receives::Server { host } = &facts.receives else {
        return match &seen.exchanges {
            Answer::Silence => Finding::new(Mx, Unknown, "mail-check-mx-unknown"),
            Answer::Nothing => Finding::new(Mx, Bad, "mail-check-mx-mailbox-none"),
            Answer::Found(all) if refuses(all) => Finding::new(Mx, Bad, "mail-check-mx-mailbox-none"),
            Answer::Found(all) => Finding::new(Mx, Good, "mail-check-mx-mailbox-good").with("found", first(all).join(", ")),
        };
    };
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let (state, say) = match (&seen.exchanges, &seen.host) {
        (Answer::Silence, _) | (_, Answer::Silence) => (Unknown, "mail-check-mx-unknown"),
        (_, Answer::Nothing) => (Bad, "mail-check-mx-nowhere"),
        // Without a record, letters go to the machine that has the domain's own name (RFC 5321, 5.1).
        (Answer::Nothing, _) if host == facts.domain.to_ascii_lowercase() => (Warn, "mail-check-mx-implied"),
        (Answer::Nothing, _) => (Bad, "mail-check-mx-none"),
        (Answer::Found(all), _) => match first(all).as_slice() {
            _ if refuses(all) => (Bad, "mail-check-mx-none"),
            [one] if *one == host => (Good, "mail-check-mx-good"),
            _ if all.iter().any(|it| it.host == host) => (Warn, "mail-check-mx-later"),
            _ => (Bad, "mail-check-mx-elsewhere"),
        },
    };
    let found = if let Answer::Found(all) = &seen.exchanges { first(all).join(", ") } else { String::new() };
    Finding::new(Mx, state, say).with("record", format!("10 {host}.")).with("found", found).with("host", host)
}

/// Never bad: letters come without it, and whether the line is sealed is then up to who brings them.
fn sealed_in(facts: &Facts, records: &Answer<String>) -> Finding {
    let finding = match records {
        Answer::Silence => Finding::new(Sts, Unknown, "mail-check-sts-unknown"),
        // Of two records none counts (RFC 8461, 3.1).
        Answer::Found(there) if there.len() == 1 => Finding::new(Sts, Good, "mail-check-sts-good"),
        Answer::Found(_) | Answer::Nothing => Finding::new(Sts, Warn, "mail-check-sts-none").with("record", records::STS),
    };
    finding.with("domain", &facts.domain).with("name", records::sts_name(&facts.domain))
}

/// Where letters are tried first.
fn first(all: &[Exchange]) -> Vec<&str> {
    let lowest = all.iter().map(|it| it.preference).min();
    let mut hosts: Vec<&str> = all.iter().filter(|it| Some(it.preference) == lowest).map(|it| it.host.as_str()).collect();
    hosts.dedup();
    hosts
}
