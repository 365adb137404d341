//! Region packs: whom to call, and where services are found. Numbers are text, never links: a call is hers to decide, and a
//! link leaves a trace. Words are in `locales/region.*.ftl`.

/// One line of a region's services.
#[derive(Debug, Clone, Copy)]
pub struct Service {
    /// Key of the words for what it is.
    pub key: &'static str,
    /// A number to call or text, or the name of a site.
    pub number: &'static str,
    /// Key of what else is to be known.
    pub more: Option<&'static str>,
}

/// A region.
#[derive(Debug, Clone, Copy)]
pub struct Region {
    /// As it is kept in the site's settings.
    pub key: &'static str,
    /// Time zones of the region by their IANA names, from east to west.
    pub zones: &'static [&'static str],
    /// Shown at once.
    pub first: &'static [Service],
    /// Shown when asked for: some names say what they are for.
    pub more: &'static [Service],
}

const fn line(key: &'static str, number: &'static str, more: Option<&'static str>) -> Service {
    Service { key, number, more }
}

/// Every region that comes with Hearth. The first is Canada, in English and French.
pub const REGIONS: &[Region] = &[Region {
    key: "ca",
    zones: &[
        "America/St_Johns",
        "America/Halifax",
        "America/Toronto",
        "America/Winnipeg",
        "America/Regina",
        "America/Edmonton",
        "America/Vancouver",
        "America/Whitehorse",
    ],
    first: &[
        line("region-ca-danger", "911", None),
        line("region-ca-dark", "988", Some("region-ca-dark-more")),
        line("region-ca-any", "211", Some("region-ca-any-more")),
    ],
    more: &[
        line("region-ca-young", "1-800-668-6868", Some("region-ca-young-more")),
        line("region-ca-indigenous", "1-855-242-3310", Some("region-ca-indigenous-more")),
        line("region-ca-trans", "1-877-330-6366", None),
        line("region-ca-ontario", "1-866-863-0511", Some("region-ca-ontario-more")),
        line("region-ca-ontario-french", "1-877-336-2433", None),
        line("region-ca-quebec", "1-800-363-9010", Some("region-ca-quebec-more")),
        line("region-ca-stay", "sheltersafe.ca", Some("region-ca-stay-more")),
    ],
}];

/// The region of the settings; the first where it is not known.
pub fn find(key: &str) -> &'static Region {
    const FIRST: &Region = &REGIONS[0];
    REGIONS.iter().find(|it| it.key == key).unwrap_or(FIRST)
}

/// Every region's key, for choosing.
pub fn keys() -> Vec<&'static str> {
    REGIONS.iter().map(|it| it.key).collect()
}

/// Every time zone of every region, for choosing.
pub fn zones() -> Vec<&'static str> {
    REGIONS.iter().flat_map(|it| it.zones).copied().collect()
}
