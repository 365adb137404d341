//! The looking half of the self-check: what stands in the DNS, asked as any mail server elsewhere would ask it. It judges nothing.
use super::{Facts, Receives, records};
use hickory_resolver::{
    TokioResolver,
    config::{NameServerConfig, ResolveHosts, ResolverConfig, ResolverOpts},
    lookup::Lookup,
    net::NetError,
    proto::rr::RData,
    system_conf::read_system_conf,
};
use mail_auth::{MessageAuthenticator, SpfResult, spf::verify::SpfParameters};
use std::{
    net::{IpAddr, SocketAddr},
    time::Duration,
};

/// Somebody waits for the page, so that it gives up sooner than a mail server would.
const PATIENCE: Duration = Duration::from_secs(3);
/// How far up from the domain a policy is looked for.
const HIGHEST: usize = 6;

/// An answer of the DNS. That there is nothing, and that nobody said so, are two things.
#[derive(Clone, PartialEq, Eq)]
pub enum Answer<T> {
    Found(Vec<T>),
    Nothing,
    Silence,
}

impl<T> Answer<T> {
    /// Those that are of the kind that was looked for.
    fn only<U>(self, kind: impl Fn(T) -> Option<U>) -> Answer<U> {
        match self {
            Answer::Found(all) => match all.into_iter().filter_map(kind).collect::<Vec<U>>() {
                none if none.is_empty() => Answer::Nothing,
                some => Answer::Found(some),
            },
            Answer::Nothing => Answer::Nothing,
            Answer::Silence => Answer::Silence,
        }
    }
}

/// Everything that was seen.
pub struct Seen {
    /// The domain's records that begin as one of SPF does.
    pub spf: Answer<String>,
    /// What SPF says to a letter from each of the relay's addresses.
    pub may_send: Vec<(IpAddr, SpfResult)>,
    /// What stands at the name of each of the house's signatures, in their order.
    pub dkim: Vec<Answer<String>>,
    pub dmarc: Policy,
    /// The names of each of the relay's addresses.
    pub names: Vec<(IpAddr, Answer<Named>)>,
    pub exchanges: Answer<Exchange>,
    /// The addresses of the host that takes letters; nothing where there is none.
    pub host: Answer<IpAddr>,
    /// The domain's records that begin as one of MTA-STS does.
    pub sts: Answer<String>,
}

/// The policy that counts for the domain.
pub struct Policy {
    pub records: Answer<String>,
    /// It is the one of a domain above.
    pub is_inherited: bool,
}

/// A name of an address.
pub struct Named {
    pub name: String,
    /// The name leads to that address again.
    pub leads_back: Answer<()>,
}

/// Where letters go.
#[derive(Clone, PartialEq, Eq)]
pub struct Exchange {
    /// The smallest is tried first.
    pub preference: u16,
    pub host: String,
}

/// Asks for all of it at once.
pub async fn ask(resolver: Option<SocketAddr>, facts: &Facts) -> Seen {
    let Some(authenticator) = authenticator(resolver) else { return silence(facts) };
    let dns = authenticator.resolver();
    let (spf, may_send, dkim, dmarc, names, exchanges, host, sts) = futures_util::join!(
        spf(dns, &facts.domain),
        futures_util::future::join_all(facts.addresses.iter().map(|it| may_send(&authenticator, *it, &facts.domain))),
        futures_util::future::join_all(facts.dkim.iter().map(|(name, _)| texts(dns, name))),
        policy(dns, &facts.domain),
        futures_util::future::join_all(facts.addresses.iter().map(|it| names(dns, *it))),
        exchanges(dns, &facts.domain),
        async {
            match &facts.receives {
                Receives::Server { host } => addresses(dns, host).await,
                Receives::Mailbox => Answer::Nothing,
            }
        },
        sts(dns, &facts.domain),
    );
    Seen { spf, may_send, dkim, dmarc, names, exchanges, host, sts }
}

/// What is seen where nobody can even be asked.
fn silence(facts: &Facts) -> Seen {
    Seen {
        spf: Answer::Silence,
        may_send: facts.addresses.iter().map(|it| (*it, SpfResult::TempError)).collect(),
        dkim: facts.dkim.iter().map(|_| Answer::Silence).collect(),
        dmarc: Policy { records: Answer::Silence, is_inherited: false },
        names: facts.addresses.iter().map(|it| (*it, Answer::Silence)).collect(),
        exchanges: Answer::Silence,
        host: Answer::Silence,
        sts: Answer::Silence,
    }
}

fn authenticator(resolver: Option<SocketAddr>) -> Option<MessageAuthenticator> {
    let (config, mut options) = match resolver {
        Some(at) => {
            let mut server = NameServerConfig::udp_and_tcp(at.ip());
            server.connections.iter_mut().for_each(|it| it.port = at.port());
            (ResolverConfig::from_parts(None, Vec::new(), vec![server]), ResolverOpts::default())
        }
        None => read_system_conf().ok()?,
    };
    // What this machine alone believes is not what others see.
    options.use_hosts_file = ResolveHosts::Never;
    options.timeout = PATIENCE;
    options.attempts = 1;
    MessageAuthenticator::new(config, options).ok()
}

async fn spf(dns: &TokioResolver, domain: &str) -> Answer<String> {
    texts(dns, domain).await.only(|it| begins(&it, "v=spf1", |next| next == ' ').then_some(it))
}

async fn sts(dns: &TokioResolver, domain: &str) -> Answer<String> {
    texts(dns, &records::sts_name(domain)).await.only(|it| begins(&it, "v=STSv1", |next| next == ';' || next == ' ').then_some(it))
}

async fn may_send(authenticator: &MessageAuthenticator, address: IpAddr, domain: &str) -> (IpAddr, SpfResult) {
    let sender = format!("postmaster@{domain}");
    let asked = SpfParameters::verify_mail_from(address, domain, domain, &sender);
    (address, authenticator.verify_spf(asked).await.result())
}

/// The policy at the domain itself, or at the nearest domain above it that has one.
async fn policy(dns: &TokioResolver, domain: &str) -> Policy {
    let mut at = domain.trim_end_matches('.');
    for height in 0..HIGHEST {
        let records = texts(dns, &format!("_dmarc.{at}")).await.only(|it| begins(&it, "v=DMARC1", |next| next == ';' || next == ' ').then_some(it));
        if records != Answer::Nothing {
            return Policy { records, is_inherited: height > 0 };
        }
        match at.split_once('.') {
            Some((_, above)) if above.contains('.') => at = above,
            _ => break,
        }
    }
    Policy { records: Answer::Nothing, is_inherited: false }
}

async fn names(dns: &TokioResolver, address: IpAddr) -> (IpAddr, Answer<Named>) {
    let found = answer(dns.reverse_lookup(address).await, |it| match it {
        RData::PTR(name) => Some(plain(&name.to_ascii())),
        _ => None,
    });
    let Answer::Found(found) = found else { return (address, found.only(|_| None)) };
    let named = found.into_iter().map(|name| async move {
        let leads_back = addresses(dns, &name).await.only(|it| (it == address).then_some(()));
        Named { name, leads_back }
    });
    (address, Answer::Found(futures_util::future::join_all(named).await))
}

async fn exchanges(dns: &TokioResolver, domain: &str) -> Answer<Exchange> {
    answer(dns.mx_lookup(whole(domain)).await, |it| match it {
        RData::MX(mx) => Some(Exchange { preference: mx.preference, host: plain(&mx.exchange.to_ascii()) }),
        _ => None,
    })
}

async fn addresses(dns: &TokioResolver, host: &str) -> Answer<IpAddr> {
    let (four, six) = futures_util::join!(dns.ipv4_lookup(whole(host)), dns.ipv6_lookup(whole(host)));
    let address = |it: &RData| it.ip_addr();
    match (answer(four, address), answer(six, address)) {
        (Answer::Found(mut four), Answer::Found(six)) => {
            four.extend(six);
            Answer::Found(four)
        }
        (found @ Answer::Found(_), _) | (_, found @ Answer::Found(_)) => found,
        (Answer::Nothing, Answer::Nothing) => Answer::Nothing,
        _ => Answer::Silence,
    }
}

async fn texts(dns: &TokioResolver, name: &str) -> Answer<String> {
    answer(dns.txt_lookup(whole(name)).await, |it| match it {
        RData::TXT(text) => Some(String::from_utf8_lossy(&text.txt_data.concat()).into_owned()),
        _ => None,
    })
}

fn answer<T>(said: Result<Lookup, NetError>, kind: impl Fn(&RData) -> Option<T>) -> Answer<T> {
    match said {
        Ok(found) => Answer::Found(found.answers().iter().map(|it| &it.data).collect()).only(kind),
        Err(why) if why.is_no_records_found() => Answer::Nothing,
        Err(_) => Answer::Silence,
    }
}

/// With its last point, so that no domain of this machine's own is tried behind it.
fn whole(name: &str) -> String {
    format!("{}.", name.trim_end_matches('.'))
}

fn plain(name: &str) -> String {
    name.trim_end_matches('.').to_ascii_lowercase()
}

/// Records of others stand beside it, and some only begin alike.
fn begins(record: &str, with: &str, next: impl Fn(char) -> bool) -> bool {
    let start = record.get(..with.len()).unwrap_or_default();
    start.eq_ignore_ascii_case(with) && record[start.len()..].chars().next().is_none_or(next)
}
