//! Safe contact: whether, by what, when and in which words she may be reached. Everyone begins with "not at all".
use super::super::frame;
use actix_web::{HttpResponse, http::StatusCode, web::Form};
use askama::Template;
use hearth_core::{
    Refusal, Result,
    contact::{
        Medium,
        before::Before,
        decision::NOTICE_WORDS,
        quiet_hours::Hours,
        safe_contact::{self, Label, SafeContact, Way},
    },
    page::{Here, Page},
    personal_data::own,
    table::{group::Timing, membership::MembershipState},
    web::{Member, answer},
};
use std::collections::HashMap;

/// The fields of one medium.
struct Fields {
    field: &'static str,
    label_field: String,
    primary_field: String,
    title_key: String,
    label_key: String,
    address: String,
    labels: Vec<(String, String, bool)>,
    knows_primary: bool,
    error: String,
}

#[derive(Template)]
#[template(path = "member/own/contact.html")]
struct Contact {
    page: Page,
    errors: Vec<(String, String)>,
    media: Vec<Fields>,
    days: Vec<(String, String, bool)>,
    from: String,
    to: String,
    hours_error: String,
    sentences: Vec<(String, String, bool)>,
    /// When one comes before a meeting; empty where no group of hers meets.
    before: Vec<(String, String, bool)>,
    asks_again: bool,
    has_record: bool,
}

type Sent = HashMap<String, String>;

pub async fn show(member: Member) -> Result<HttpResponse> {
    let kept = safe_contact::find(&member.visitor.kernel, member.person).await?;
    let content = kept.map(|it| it.content).unwrap_or_default();
    answer::page(&build(&member, &content, None).await?)
}

pub async fn change(member: Member, form: Form<Sent>) -> Result<HttpResponse> {
    let (kernel, content) = (&member.visitor.kernel, read(&form));
    match safe_contact::change(kernel, member.person, content.clone(), member.visitor.language).await {
        Ok(()) => Ok(answer::go("/choices?done=contact")),
        Err(error) => {
            let Some(refusal) = error.refusal() else { return Err(error) };
            let page = build(&member, &content, Some(refusal)).await?;
            answer::page_with(StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY), &page)
        }
    }
}

pub async fn confirm(member: Member) -> Result<HttpResponse> {
    safe_contact::confirm(&member.visitor.kernel, member.person).await?;
    Ok(answer::go("/choices?done=still"))
}

pub async fn end(member: Member) -> Result<HttpResponse> {
    safe_contact::end(&member.visitor.kernel, member.person).await?;
    Ok(answer::go("/choices?done=stopped"))
}

fn read(form: &Sent) -> SafeContact {
    let field = |name: &str| form.get(name).map(|it| it.trim()).unwrap_or_default();
    let way = |medium: Medium| {
        let address = field(medium.code());
        let label = Label::ALL.into_iter().find(|it| it.code() == field(&format!("{}-is", medium.code())));
        // Unsaid, it counts as the one that everybody knows: the careful answer.
        let label = label.unwrap_or(Label::Primary);
        let knows_primary = field(&format!("{}-fine", medium.code())) == "yes";
        (!address.is_empty()).then(|| Way { medium, address: address.to_owned(), label, knows_primary })
    };
    SafeContact {
        never: false,
        ways: Medium::ALL.into_iter().filter_map(way).collect(),
        hours: Hours {
            days: (1..=7).filter(|it| field(&format!("day{it}")) == "yes").collect(),
            from: minute(field("from")).unwrap_or(-1),
            to: minute(field("to")).unwrap_or(-1),
        },
        words: field("words").to_owned(),
        before: Before::from_code(field("before")).unwrap_or_default(),
    }
}

/// "09:30" as minutes after midnight.
fn minute(text: &str) -> Option<i32> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute): (i32, i32) = (hour.parse().ok()?, minute.parse().ok()?);
    ((0..=24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * 60 + minute)
}

fn time(minute: i32) -> String {
    if minute < 0 { String::new() } else { format!("{:02}:{:02}", minute / 60, minute % 60) }
}

/// Whether any group of hers meets.
async fn meets(member: &Member) -> Result<bool> {
    let kernel = &member.visitor.kernel;
    for place in own::memberships(kernel, member.person).await?.iter().filter(|it| it.state == MembershipState::Active) {
        if own::group_of(kernel, place.group).await?.is_some_and(|it| it.timing == Some(Timing::Synchronous)) {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn build(member: &Member, content: &SafeContact, wrong: Option<Refusal>) -> Result<Contact> {
    let kernel = &member.visitor.kernel;
    let page = frame::of_person(&member.visitor, Here::Choices).await?;
    let kept = safe_contact::find(kernel, member.person).await?;
    let said = wrong.map(|it| page.say(it.code)).unwrap_or_default();
    let is_about = |some: &[Refusal]| wrong.is_some_and(|it| some.contains(&it));
    let about_way = is_about(&[safe_contact::NOT_AN_ADDRESS, safe_contact::PRIMARY, safe_contact::NOTHING_CARRIES]);
    let about_hours = is_about(&[safe_contact::NO_HOURS]);
    let media: Vec<Fields> = Medium::ALL
        .into_iter()
        .filter(|it| it.is_carried(kernel))
        .map(|medium| {
            let way = content.way(medium);
            let labels = Label::ALL.map(|label| {
                let words = page.say(&format!("own-contact-label-{}", label.code()));
                (label.code().to_owned(), words, way.is_some_and(|it| it.label == label))
            });
            Fields {
                field: medium.code(),
                label_field: format!("{}-is", medium.code()),
                primary_field: format!("{}-fine", medium.code()),
                title_key: format!("own-contact-{}", medium.code()),
                label_key: format!("own-contact-{}-where", medium.code()),
                address: way.map(|it| it.address.clone()).unwrap_or_default(),
                labels: labels.to_vec(),
                knows_primary: way.is_some_and(|it| it.knows_primary),
                error: if about_way && way.is_some() { said.clone() } else { String::new() },
            }
        })
        .collect();
    let target = match (about_way, about_hours) {
        (true, _) => media.iter().find(|it| !it.error.is_empty()).map_or("main", |it| it.field),
        (_, true) => "from",
        _ => "words",
    };
    let errors = if said.is_empty() { Vec::new() } else { vec![(target.to_owned(), said.clone())] };
    let days = (1..=7).map(|it| (format!("day{it}"), page.say(&format!("group-weekday-{it}")), content.hours.days.contains(&it))).collect();
    let sentences = NOTICE_WORDS.iter().map(|it| ((*it).to_owned(), page.say(it), content.words == **it)).collect();
    let is_before = |it: Before| (it.code().to_owned(), page.say(&format!("own-contact-before-{}", it.code())), content.before == it);
    let before = if meets(member).await? { Before::ALL.map(is_before).to_vec() } else { Vec::new() };
    Ok(Contact {
        errors,
        media,
        days,
        from: time(content.hours.from),
        to: time(content.hours.to),
        hours_error: if about_hours { said } else { String::new() },
        sentences,
        before,
        asks_again: kept.as_ref().is_some_and(|it| it.ask_again <= page.now() && !it.content.ways.is_empty()),
        has_record: kept.is_some(),
        page,
    })
}
