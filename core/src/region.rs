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
    /// Number to call in danger. Where there is room for two numbers alone, as in a text, these two are given.
    pub danger: &'static str,
    /// Number for whoever needs to talk, at any hour.
    pub talk: &'static str,
    /// Shown at once.
    pub first: &'static [Service],
    /// Shown when asked for: some names say what they are for.
    pub more: &'static [Service],
}

const fn line(key: &'static str, number: &'static str, more: Option<&'static str>) -> Service {
    Service { key, number, more }
}

/// Canada's two numbers; where they were read stands at their lines.
const CA_DANGER: &str = "911";
const CA_TALK: &str = "988";

/// Every region that comes with Hearth. The first is Canada, in English and French. A wrong number hurts: each line says where
/// it was read, all of them on 24 November 2026 (stored copies of those pages), and what could not be read is not shown. Who
/// changes one reads it again at its source; who releases Hearth calls each.
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
    danger: CA_DANGER,
    talk: CA_TALK,
    first: &[
        // Women's Shelters Canada, endvaw.ca: 911 everywhere but in parts of the North.
        line("region-ca-danger", CA_DANGER, Some("region-ca-danger-more")),
        // Government of Canada's release of 30 November 2023, and 988.ca: call or text, both languages, at any hour.
        line("region-ca-dark", CA_TALK, Some("region-ca-dark-more")),
        // United Way Centraide, impact.unitedway.ca: all of Canada since the end of 2020, seven days a week.
        line("region-ca-any", "211", Some("region-ca-any-more")),
    ],
    more: &[
        // kidshelpphone.ca: at any hour, both languages; the number in its announcement (CBC, 6 November 2018). How to text in
        // French has changed and is not confirmed: it is not said.
        line("region-ca-young", "1-800-668-6868", Some("region-ca-young-more")),
        // Government of Canada's release of 17 October 2016: number, hours and languages.
        line("region-ca-indigenous", "1-855-242-3310", Some("region-ca-indigenous-more")),
        // Trans Lifeline to The Canadian Press, 29 April 2025: this number, and not at all hours.
        line("region-ca-trans", "1-877-330-6366", Some("region-ca-trans-more")),
        // Assaulted Women's Helpline, awhl.org, for hours; its pages on Global Heroes (February 2024) for languages; the number
        // as ten independent public lists have it.
        line("region-ca-ontario", "1-866-863-0511", Some("region-ca-ontario-more")),
        // Fem'aide, L'Express of 2020 quoting Oasis Centre des femmes, which runs it (number, at any hour); ontario400.ca.
        line("region-ca-ontario-french", "1-877-336-2433", None),
        // SOS violence conjugale to the House of Commons (Status of Women, 44-1, meeting 4): at any hour. It takes texts too; by
        // which number is not confirmed, so none is shown.
        line("region-ca-quebec", "1-800-363-9010", Some("region-ca-quebec-more")),
        // Women's Shelters Canada, endvaw.ca.
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
