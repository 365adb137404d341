//! Who looks after a group, when, and what they read before the others do.
use super::{
    form::{Mistake, Part, Section, Values, get, number, tick},
    frame::Opened,
};
use hearth_core::{
    Result,
    group::{
        change::change,
        facilitation::{self, Hours},
    },
    id::PersonId,
    page::Page,
    table::group::PreModeration,
};

pub struct Care;

/// One line of hours a weekday for each facilitator: "9:00-12:00, 14:00-17:00".
fn field(person: PersonId, weekday: i32) -> String {
    format!("hours_{person}_{weekday}")
}

impl Section for Care {
    const PAGE: &'static str = "care";

    async fn values(opened: &Opened) -> Result<Values> {
        let mut values = Values::new();
        for it in facilitation::list(&opened.kernel, opened.group.id).await? {
            values.insert(format!("facilitator_{}", it.person), "on".into());
        }
        let mut rows = facilitation::rows(&opened.kernel, opened.group.id).await?;
        rows.sort_by_key(|it| it.1);
        for (person, hours) in rows {
            let text = values.entry(field(person, hours.weekday)).or_default();
            if !text.is_empty() {
                text.push_str(", ");
            }
            text.push_str(&format!("{}-{}", clock(hours.begins), clock(hours.ends)));
        }
        let mode = match opened.group.pre_moderation {
            PreModeration::FirstEntries => "first-entries",
            PreModeration::Everything => "everything",
            PreModeration::After => "after",
        };
        values.insert("reading".into(), mode.into());
        values.insert("slow".into(), opened.group.slow_seconds.to_string());
        Ok(values)
    }

    async fn parts(opened: &Opened, values: &Values) -> Result<Vec<Part>> {
        let page = &opened.page;
        let people = facilitation::candidates(&opened.kernel).await?;
        let options = people.iter().map(|(person, name)| tick(format!("facilitator_{person}"), name.as_str(), values)).collect();
        let question = page.say("groups-facilitators");
        let mut parts = vec![Part::Choices { question, help: page.say("groups-facilitators-help"), options, is_many: true }];
        parts.extend([Part::Heading(page.say("groups-cover")), Part::Note(page.say1("groups-cover-help", "zone", page.site.time_zone.as_str()))]);
        for (person, name) in &people {
            // A small team sees everybody's lines at once.
            if people.len() > 3 && !values.contains_key(&format!("facilitator_{person}")) {
                continue;
            }
            for weekday in 1..=7 {
                let day = page.say(&format!("group-weekday-{weekday}"));
                let name_of_field = field(*person, weekday);
                parts.push(Part::Text {
                    label: page.say2("groups-hours-of", "name", name.as_str(), "day", day),
                    help: String::new(),
                    value: get(values, &name_of_field),
                    name: name_of_field,
                    kind: "text",
                    longest: 60,
                });
            }
        }
        parts.push(Part::one_of(page, "reading", values, &["first-entries", "everything", "after"]));
        parts.push(Part::text(page, "slow", values, "number"));
        Ok(parts)
    }

    async fn save(opened: &Opened, values: &Values) -> Result<Vec<Mistake>> {
        let (kernel, by, group) = (&opened.kernel, opened.person, opened.group.id);
        let people = facilitation::candidates(kernel).await?;
        let chosen: Vec<PersonId> = people.iter().map(|it| it.0).filter(|it| values.contains_key(&format!("facilitator_{it}"))).collect();
        let (mut mistakes, mut hours) = (Vec::new(), Vec::new());
        for person in &chosen {
            let mut of_person = Vec::new();
            for weekday in 1..=7 {
                let name = field(*person, weekday);
                match read_hours(&get(values, &name), weekday) {
                    Some(read) => of_person.extend(read),
                    None => mistakes.push((name, opened.page.say("groups-wrong-hours"))),
                }
            }
            hours.push((*person, of_person));
        }
        let slow = number(values, "slow");
        if slow.is_none() {
            mistakes.push(("slow".into(), opened.page.say("groups-wrong-number")));
        }
        if !mistakes.is_empty() {
            return Ok(mistakes);
        }
        let mode = match get(values, "reading").as_str() {
            "everything" => PreModeration::Everything,
            "after" => PreModeration::After,
            _ => PreModeration::FirstEntries,
        };
        // First what may be refused.
        change(kernel, by, group, "reading", move |group, _| {
            group.pre_moderation = mode;
            group.slow_seconds = slow.unwrap_or(group.slow_seconds);
        })
        .await?;
        for person in &chosen {
            facilitation::name(kernel, by, group, *person).await?;
        }
        // Named before anyone is let go: a change of hands is no gap.
        for it in facilitation::list(kernel, group).await? {
            if !chosen.contains(&it.person) {
                facilitation::let_go(kernel, by, group, it.membership).await?;
            }
        }
        let before = facilitation::rows(kernel, group).await?;
        for (person, mut wanted) in hours {
            let mut has: Vec<Hours> = before.iter().filter(|it| it.0 == person).map(|it| it.1).collect();
            has.sort_unstable();
            wanted.sort_unstable();
            if has != wanted {
                facilitation::set_hours(kernel, by, group, person, wanted).await?;
            }
        }
        Ok(Vec::new())
    }
}

fn clock(minute: i32) -> String {
    format!("{}:{:02}", minute / 60, minute % 60)
}

/// Reads "9-12, 14:30-17"; French hours, "14 h 30", too. None where it cannot be read.
fn read_hours(text: &str, weekday: i32) -> Option<Vec<Hours>> {
    text.split(',').map(str::trim).filter(|it| !it.is_empty()).map(|stretch| read_stretch(stretch, weekday)).collect()
}

fn read_stretch(text: &str, weekday: i32) -> Option<Hours> {
    let (begins, ends) = text.split_once(['-', '–'])?;
    let hours = Hours { weekday, begins: read_clock(begins)?, ends: read_clock(ends)? };
    (hours.begins < hours.ends && hours.ends <= 24 * 60).then_some(hours)
}

fn read_clock(text: &str) -> Option<i32> {
    let text: String = text.chars().filter(|it| !it.is_whitespace()).collect();
    let (hour, minute) = text.split_once([':', 'h']).unwrap_or((&text, ""));
    let (hour, minute): (i32, i32) = (hour.parse().ok()?, if minute.is_empty() { 0 } else { minute.parse().ok()? });
    ((0..=24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 60 + minute)
}

/// Who covers when, for papers: name, and hours in words.
pub async fn covered(opened: &Opened, page: &Page) -> Result<Vec<(String, String)>> {
    let rows = facilitation::rows(&opened.kernel, opened.group.id).await?;
    let mut told = Vec::new();
    for it in facilitation::list(&opened.kernel, opened.group.id).await? {
        let mut hours: Vec<Hours> = rows.iter().filter(|(person, _)| *person == it.person).map(|row| row.1).collect();
        hours.sort_unstable();
        told.push((it.name, facilitation::say_hours(&opened.kernel, page.language, &hours)));
    }
    Ok(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them_in_both_languages() {
        let told = |begins, ends| Hours { weekday: 2, begins, ends };
        assert_eq!(read_hours("9-12, 14:30–17", 2), Some(vec![told(540, 720), told(870, 1020)]));
        assert_eq!(read_hours("14 h 30 - 17 h", 2), Some(vec![told(870, 1020)]));
        assert_eq!(read_hours("", 2), Some(Vec::new()));
        assert_eq!(read_hours("17-9", 2), None, "an evening does not run backwards");
        assert_eq!(read_hours("in the morning", 2), None);
    }
}
