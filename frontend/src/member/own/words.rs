//! Her own words, all of them, and taking any of them out.
use super::{super::frame, ask::Ask, lines};
use actix_web::{HttpResponse, web::Path};
use askama::Template;
use hearth_core::{
    Result,
    contribution::Entry,
    id::EntryId,
    page::{Here, Page},
    personal_data::own,
    table::entry::Audience,
    web::{Member, answer},
};

/// One entry, as she sees it.
pub struct Own {
    pub id: String,
    pub heading: String,
    pub day: String,
    pub to: String,
    pub lines: Vec<String>,
    pub until: String,
}

#[derive(Template)]
#[template(path = "member/own/words.html")]
struct Words {
    page: Page,
    entries: Vec<Own>,
}

/// Everything that she said and that still has words, newest first.
pub async fn all(member: &Member) -> Result<Vec<Entry>> {
    let kernel = &member.visitor.kernel;
    let mut entries = Vec::new();
    for place in own::memberships(kernel, member.person).await? {
        entries.extend(own::words(kernel, place.id).await?);
    }
    entries.sort_by_key(|it| std::cmp::Reverse(it.at));
    Ok(entries)
}

/// How an entry reads on a page.
pub fn say(page: &Page, entry: Entry) -> Option<Own> {
    let words = entry.words?;
    Some(Own {
        id: entry.id.to_string(),
        heading: words.heading.unwrap_or_default(),
        day: page.day(entry.at),
        to: page.say(if entry.audience == Audience::Staff { "own-to-staff" } else { "own-to-everyone" }),
        lines: lines(&words.body),
        until: page.say1("own-goes-on", "day", page.date(entry.keep_until)),
    })
}

pub async fn show(member: Member) -> Result<HttpResponse> {
    let page = frame::of_person(&member.visitor, Here::Choices).await?;
    let entries = all(&member).await?.into_iter().filter_map(|it| say(&page, it)).collect();
    answer::page(&Words { page, entries })
}

pub async fn ask(member: Member, path: Path<String>) -> Result<HttpResponse> {
    let entry = all(&member).await?.into_iter().find(|it| it.id.to_string() == *path).ok_or(own::NOT_HERS)?;
    let page = frame::of_person(&member.visitor, Here::Choices).await?;
    let mut shown = vec![page.say("own-take-out-what"), page.say("own-take-out-cannot")];
    shown.extend(entry.words.iter().map(|it| format!("« {} »", it.body.chars().take(200).collect::<String>().trim())));
    let mut ask = Ask::new(page, "take-out", format!("/choices/words/{}", entry.id), shown);
    (ask.back, ask.back_words) = ("/choices/words".into(), ask.page.say("own-words"));
    ask.is_stop = true;
    answer::page(&ask)
}

pub async fn take_out(member: Member, path: Path<String>) -> Result<HttpResponse> {
    let id: EntryId = path.parse().map_err(|_| own::NOT_HERS)?;
    own::take_out(&member.visitor.kernel, member.person, id).await?;
    Ok(answer::go("/choices?done=out"))
}
