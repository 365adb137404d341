//! The site: what the shelter told us about itself, once, at the setup.
use crate::{
    Kernel, Result,
    clock::Moment,
    locale::Language,
    settings::{self, Settings},
};
use garde::Validate;
use jiff::{Timestamp, tz::TimeZone};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The shelter's own facts, and what a member sees of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct Site {
    /// The shelter's public name. On staff pages and on paper only.
    #[garde(length(min = 1, max = 80))]
    pub public_name: String,
    /// The discreet name that members see: the title of every page. It should sound like nothing in particular.
    #[garde(length(min = 1, max = 30))]
    pub discreet_name: String,
    /// The language in which a page begins, before a reader chooses.
    #[garde(skip)]
    pub language: Language,
    /// The region: helplines, service finder, laws named.
    #[garde(length(max = 20))]
    #[schemars(extend("enum" = crate::region::keys()))]
    pub region: String,
    /// The time zone of the shelter, by its IANA name.
    #[garde(length(max = 60), custom(known_zone))]
    #[schemars(extend("enum" = crate::region::zones()))]
    pub time_zone: String,
    /// Where "Leave now" leads: an ordinary page without anything personal, such as the weather.
    #[garde(length(max = 300), custom(web_address))]
    pub exit_to: String,
    /// The telephone number by which members reach staff.
    #[garde(length(max = 40))]
    pub staff_phone: String,
    /// The shelter's own advice for a phone or computer, in English: shown below ours. Each line is a paragraph; an address is no link.
    #[garde(length(max = 4000))]
    pub device_advice_en: String,
    /// The same in French.
    #[garde(length(max = 4000))]
    pub device_advice_fr: String,
    /// Staff may sign in with a long passphrase and a one-time code instead of a passkey.
    #[garde(skip)]
    pub staff_may_use_passphrases: bool,
    /// The setup is finished.
    #[garde(skip)]
    pub is_set_up: bool,
}

impl Default for Site {
    fn default() -> Self {
        Site {
            public_name: "Our shelter".into(),
            discreet_name: "Notes".into(),
            language: Language::En,
            region: "ca".into(),
            time_zone: "America/Toronto".into(),
            exit_to: "https://weather.gc.ca/".into(),
            staff_phone: String::new(),
            device_advice_en: String::new(),
            device_advice_fr: String::new(),
            staff_may_use_passphrases: true,
            is_set_up: false,
        }
    }
}

impl Settings for Site {
    const NAMESPACE: &'static str = "site";
}

impl Site {
    pub fn zone(&self) -> Zone {
        Zone::named(&self.time_zone)
    }

    /// The shelter's own advice for a device, by its paragraphs; none where it has none in this language.
    pub fn device_advice(&self, language: Language) -> Vec<String> {
        let words = match language {
            Language::En => &self.device_advice_en,
            Language::Fr => &self.device_advice_fr,
        };
        words.lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect()
    }
}

/// The site as it is set now.
pub async fn current(kernel: &Kernel) -> Result<Arc<Site>> {
    settings::shared::<Site>(kernel, None).await
}

/// A time zone.
#[derive(Debug, Clone)]
pub struct Zone(TimeZone);

impl Zone {
    /// By its IANA name. A name that is not known any more is read as UTC: a meeting is held at an odd hour then, not lost.
    pub fn named(name: &str) -> Zone {
        Zone(TimeZone::get(name).unwrap_or(TimeZone::UTC))
    }

    /// The moment shifted so that its UTC fields read as local ones: for printing days only.
    pub fn local(&self, moment: Moment) -> Moment {
        let offset = Timestamp::from_millisecond(moment.0).map(|it| self.0.to_offset(it).seconds()).unwrap_or(0);
        Moment(moment.0 + i64::from(offset) * 1000)
    }

    /// Days since 1970, as they are counted there.
    pub fn day_number(&self, moment: Moment) -> i64 {
        self.local(moment).0.div_euclid(24 * 60 * 60 * 1000)
    }

    /// 1 is Monday; and minutes after midnight.
    pub fn weekday_and_minute(&self, moment: Moment) -> (i32, i32) {
        let local = self.local(moment).utc();
        (i32::from(local.weekday().number_from_monday()), i32::from(local.hour()) * 60 + i32::from(local.minute()))
    }

    /// A local time of a local day: days since 1970 and minutes after midnight. A time that the clock leaps over is taken
    /// as late as the leap is long; of one that comes twice, the first.
    pub fn moment(&self, day_number: i64, minute: i32) -> Option<Moment> {
        let date = jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().try_days(day_number).ok()?).ok()?;
        let time = date.at(0, 0, 0, 0).checked_add(jiff::Span::new().try_minutes(i64::from(minute)).ok()?).ok()?;
        Some(Moment(self.0.to_timestamp(time).ok()?.as_millisecond()))
    }

    /// A local date as a form gives and takes it: `2026-11-23`.
    pub fn date_text(&self, moment: Moment) -> String {
        let date = self.local(moment).utc().date();
        format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
    }

    /// The first moment of a local date, such as a form gives: `2026-11-23`.
    pub fn start_of(&self, date: &str) -> Option<Moment> {
        let date: jiff::civil::Date = date.parse().ok()?;
        Some(Moment(self.0.to_timestamp(date.to_datetime(jiff::civil::Time::midnight())).ok()?.as_millisecond()))
    }
}

fn known_zone(name: &str, (): &()) -> garde::Result {
    TimeZone::get(name).map(|_| ()).map_err(|_| garde::Error::new("no such time zone"))
}

fn web_address(address: &str, (): &()) -> garde::Result {
    match url::Url::parse(address).is_ok_and(|it| matches!(it.scheme(), "https" | "http") && it.host().is_some()) {
        true => Ok(()),
        false => Err(garde::Error::new("not a web address")),
    }
}
