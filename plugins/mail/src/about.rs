//! The list, for who looks after the group: its address, what came and was not taken, and whom nothing reaches. Numbers, reasons and
//! aliases: no words, and nobody's address.
use crate::{away, frame::Reader, house, list, seat};
use actix_web::HttpResponse;
use askama::Template;
use hearth_core::{
    Result,
    admission::Admission,
    contribution::faces,
    page::{Page, post::Author},
    web::{Visitor, answer},
};

struct Unreached {
    author: Author,
    why: String,
    since: String,
}

#[derive(Template)]
#[template(path = "mail/about.html")]
struct About<'a> {
    page: &'a Page,
    base: &'a str,
    is_own: bool,
    /// None while the house has no domain.
    address: Option<String>,
    turned_away: Vec<(String, i64)>,
    unreached: Vec<Unreached>,
}

pub async fn page(visitor: Visitor, admission: Admission) -> Result<HttpResponse> {
    let reader = Reader::facilitator(&visitor, admission).await?;
    let (kernel, page, group) = (&reader.kernel, &reader.page, reader.admission.group());
    let turned_away = away::of_group(kernel, group).await?;
    let seats = seat::of_group(kernel, group).await?;
    let known = faces(kernel, group, seats.iter().map(|it| it.membership)).await?;
    let unreached = seats.iter().filter_map(|it| {
        let (why, since) = match (it.bounced, it.paused) {
            (Some(at), _) => ("mail-list-bounced", at),
            (None, Some(at)) => ("mail-list-paused", at),
            (None, None) => return None,
        };
        Some(Unreached { author: reader.author(it.membership, &known), why: page.say(why), since: page.date(since) })
    });
    let house = house::find(kernel).await?;
    let address = match house.domain.is_empty() {
        true => None,
        false => Some(format!("{}@{}", list::word(kernel, group).await?, house.domain)),
    };
    answer::page(&About {
        page,
        base: &reader.base,
        is_own: reader.is_own,
        address,
        turned_away: turned_away.into_iter().map(|(why, count)| (page.say(&why), count)).collect(),
        unreached: unreached.collect(),
    })
}
