//! Reads what staff typed into the form for a plan. Each mistake names its field; nothing typed is lost.
use super::{Fields, Opened};
use hearth_core::{
    Result,
    group::{
        facilitation,
        meeting::{plan::Ask, recurrence::Repeat},
    },
    id::PersonId,
    table::meeting_staff::Part,
};

type Mistakes = Vec<(&'static str, String)>;

pub async fn read(opened: &Opened, form: &Fields) -> Result<Result<Ask, Mistakes>> {
    let (page, zone) = (&opened.page, opened.page.site.zone());
    let field = |name: &str| form.get(name).map(|it| it.trim()).unwrap_or_default();
    let mut mistakes = Mistakes::new();
    let mut wrong = |name: &'static str, key: &str| mistakes.push((name, page.say(key)));
    let day_of = |text: &str| zone.start_of(text).map(|it| zone.day_number(it));
    let day = day_of(field("day"));
    if day.is_none() {
        wrong("day", "groups-wrong-date");
    }
    let last = match field("last") {
        "" => None,
        text => match day_of(text) {
            Some(last) if day.is_none_or(|first| first <= last) => Some(last),
            _ => {
                wrong("last", "groups-wrong-date");
                None
            }
        },
    };
    let minute = minute(field("time"));
    if minute.is_none() {
        wrong("time", "groups-wrong-time");
    }
    let mut number = |name: &'static str| -> i32 {
        match field(name).parse() {
            Ok(number) => number,
            Err(_) => {
                wrong(name, "groups-wrong-number");
                0
            }
        }
    };
    let [length, doors, grace, capacity] = ["length", "doors", "grace", "capacity"].map(&mut number);
    let repeat = Repeat::from_code(field("repeat")).unwrap_or(Repeat::Once);
    let lead: Option<PersonId> = field("lead").parse().ok();
    let mut staff: Vec<(PersonId, Part)> = lead.into_iter().map(|it| (it, Part::Facilitator)).collect();
    for it in facilitation::list(&opened.kernel, opened.group.id).await? {
        if form.contains_key(&format!("with_{}", it.person)) && lead != Some(it.person) {
            staff.push((it.person, Part::CoFacilitator));
        }
    }
    let (Some(day), Some(minute), true) = (day, minute, mistakes.is_empty()) else { return Ok(Err(mistakes)) };
    let languages: Vec<&str> = ["en", "fr"].into_iter().filter(|it| form.contains_key(&format!("speaks_{it}"))).collect();
    let languages = languages.join(",");
    Ok(Ok(Ask { rule: repeat.rule(day, last), day, minute, doors, length, grace, capacity, languages, staff }))
}

/// "19:00", "19 h 30", "9h".
fn minute(text: &str) -> Option<i32> {
    let mut parts = text.split([':', 'h']).map(str::trim);
    let hour: i32 = parts.next()?.parse().ok()?;
    let minute: i32 = match parts.next().unwrap_or_default() {
        "" => 0,
        text => text.parse().ok()?,
    };
    let fits = parts.next().is_none() && (0..24).contains(&hour) && (0..60).contains(&minute);
    fits.then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::minute;

    #[test]
    fn an_hour_is_read_as_it_is_written_in_either_language() {
        assert_eq!(minute("19:00"), Some(1140));
        assert_eq!(minute("9 h 30"), Some(570));
        assert_eq!(minute("20h"), Some(1200));
        for wrong in ["", "25:00", "19:60", "19:00:00", "seven"] {
            assert_eq!(minute(wrong), None, "{wrong}");
        }
    }
}
