//! Records that are proposed: what somebody who looks after a domain can copy as it stands. What is there already is kept, so that
//! nobody who could send before no longer can.
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The policy that is proposed where there is none: it asks others to set false letters aside, and loses none of the true ones.
pub const DMARC: &str = "v=DMARC1; p=quarantine";

/// Says that there is a policy of MTA-STS to be read on the web. Its number is to change with the policy.
pub const STS: &str = "v=STSv1; id=1";

/// Where that record stands.
pub fn sts_name(domain: &str) -> String {
    format!("_mta-sts.{domain}")
}

/// One record of SPF out of those that are there, with these addresses in it. Whom it does not name it refuses, if it did so before or
/// is new; otherwise it doubts them.
pub fn spf(there: &[String], addresses: &[IpAddr]) -> String {
    let mut terms: Vec<String> = addresses.iter().map(|it| if it.is_ipv4() { format!("ip4:{it}") } else { format!("ip6:{it}") }).collect();
    let mut is_strict = true;
    let mut has_end = there.is_empty();
    for term in there.iter().flat_map(|it| it.split_ascii_whitespace().skip(1)) {
        let term = match term.split_once('=') {
            // In a joined record it would be hidden by what stands behind it.
            Some((name, domain)) if there.len() > 1 && name.eq_ignore_ascii_case("redirect") => format!("include:{domain}"),
            _ => term.to_string(),
        };
        if term.trim_start_matches(['+', '-', '~', '?']).eq_ignore_ascii_case("all") {
            has_end = true;
            is_strict &= term.starts_with('-');
        } else if !terms.contains(&term) {
            terms.push(term);
        }
    }
    let is_led_elsewhere = terms.iter().any(|it| it.to_ascii_lowercase().starts_with("redirect="));
    let end = match (has_end, is_led_elsewhere) {
        (true, _) => Some(if is_strict { "-all" } else { "~all" }),
        (false, true) => None,
        (false, false) => Some("~all"),
    };
    ["v=spf1"].into_iter().chain(terms.iter().map(String::as_str)).chain(end).collect::<Vec<&str>>().join(" ")
}

/// Whether every term of a record of SPF is one that there is (RFC 7208, 4.6.1 and 5): others stop at the first that is not, and
/// then take no notice of the record.
pub fn is_spf(record: &str) -> bool {
    record.split_ascii_whitespace().skip(1).all(|term| {
        let term = term.trim_start_matches(['+', '-', '~', '?']).to_ascii_lowercase();
        let (name, value) = term.split_at(term.find([':', '/', '=']).unwrap_or(term.len()));
        match name {
            "ip4" => value.strip_prefix(':').is_some_and(|it| is_network::<Ipv4Addr>(it, 32)),
            "ip6" => value.strip_prefix(':').is_some_and(|it| is_network::<Ipv6Addr>(it, 128)),
            "all" => value.is_empty(),
            "a" | "mx" | "ptr" => !value.starts_with('='),
            "include" | "exists" => value.len() > 1 && value.starts_with(':'),
            // Of what is said with a sign of equality, others pass over what they do not know.
            _ => value.starts_with('=') && !name.is_empty(),
        }
    })
}

fn is_network<A: std::str::FromStr>(value: &str, longest: u8) -> bool {
    let (address, length) = value.split_once('/').map_or((value, None), |(address, length)| (address, Some(length)));
    address.parse::<A>().is_ok() && length.is_none_or(|it| it.parse::<u8>().is_ok_and(|it| it <= longest))
}

/// A record of DMARC that is there, with a policy that asks for something. Where reports go stays as it was.
pub fn dmarc(there: &str) -> String {
    let kept = there
        .split(';')
        .map(str::trim)
        .filter(|it| !it.is_empty() && !["v", "p", "t", "pct"].contains(&it.split('=').next().unwrap_or_default().trim()));
    [DMARC].into_iter().chain(kept).collect::<Vec<&str>>().join("; ")
}

/// The value of a tag of a record that is a list of them (RFC 6376, 3.2), without the spaces that mean nothing.
pub fn tag(record: &str, name: &str) -> Option<String> {
    let mut tags = record.split(';').filter_map(|it| it.split_once('='));
    tags.find(|(key, _)| key.trim() == name).map(|(_, value)| value.chars().filter(|it| !it.is_whitespace()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposed(there: &[&str], addresses: &[&str]) -> String {
        let there: Vec<String> = there.iter().map(ToString::to_string).collect();
        let addresses: Vec<IpAddr> = addresses.iter().map(|it| it.parse().expect("an address")).collect();
        spf(&there, &addresses)
    }

    #[test]
    fn who_could_send_before_still_can() {
        assert_eq!(proposed(&[], &["192.0.2.1"]), "v=spf1 ip4:192.0.2.1 -all");
        assert_eq!(
            proposed(&["v=spf1 include:_spf.office.example ~all"], &["2001:db8::1"]),
            "v=spf1 ip6:2001:db8::1 include:_spf.office.example ~all"
        );
        assert_eq!(proposed(&["v=spf1 redirect=_spf.office.example"], &["192.0.2.1"]), "v=spf1 ip4:192.0.2.1 redirect=_spf.office.example");
    }

    #[test]
    fn two_become_one_and_everybody_becomes_nobody_else() {
        assert_eq!(proposed(&["v=spf1 a mx -all", "v=spf1 mx include:b.example ~all"], &[]), "v=spf1 a mx include:b.example ~all");
        assert_eq!(proposed(&["v=spf1 a -all", "v=spf1 redirect=b.example"], &[]), "v=spf1 a include:b.example -all");
        assert_eq!(proposed(&["v=spf1 a +all"], &[]), "v=spf1 a ~all");
        assert_eq!(proposed(&["v=spf1 a ALL"], &[]), "v=spf1 a ~all");
        assert_eq!(proposed(&["v=spf1 a"], &[]), "v=spf1 a ~all");
    }

    #[test]
    fn a_slip_of_the_pen_is_seen() {
        for good in [
            "v=spf1",
            "v=spf1 A MX/24 a:b.example//64 ip4:192.0.2.0/24 ip6:2001:db8::/32 ?include:b.example exists:%{i}.b.example ptr redirect=b.example odd=1 -ALL",
        ] {
            assert!(is_spf(good), "{good}");
        }
        for bad in [
            "ip4:192.0.2.300",
            "ip4 192.0.2.1",
            "ipv4:192.0.2.1",
            "ip4:192.0.2.1/33",
            "ip6:192.0.2.1",
            "include:",
            "include",
            "all:b.example",
            "b.example",
            "a=b",
        ] {
            assert!(!is_spf(&format!("v=spf1 {bad} -all")), "{bad}");
        }
    }

    #[test]
    fn a_policy_becomes_one_and_reports_go_where_they_went() {
        assert_eq!(dmarc("v=DMARC1;p=none; rua=mailto:it@office.example;"), "v=DMARC1; p=quarantine; rua=mailto:it@office.example");
        assert_eq!(dmarc("v=DMARC1; p=reject; t=y"), "v=DMARC1; p=quarantine");
    }

    #[test]
    fn a_tag_is_read_through_its_spaces() {
        assert_eq!(tag("v=DKIM1; k=rsa; p=MII BIj==", "p").as_deref(), Some("MIIBIj=="));
        assert_eq!(tag("v=DKIM1;p=", "p").as_deref(), Some(""));
        assert_eq!(tag("v=DKIM1", "p"), None);
    }
}
