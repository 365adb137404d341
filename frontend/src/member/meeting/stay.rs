//! A guest chooses: to be known no longer when the meeting is over, which is what happens anyhow, or to come back.
use crate::member::frame;
use actix_web::HttpResponse;
use askama::Template;
use hearth_core::{
    Result,
    admission::Admission,
    joining::guest,
    page::{Here, Page},
    web::{Visitor, answer},
};

#[derive(Template)]
#[template(path = "member/meeting/stay.html")]
struct Stay {
    page: Page,
    base: String,
}

pub async fn ask(visitor: Visitor, admission: Admission) -> Result<HttpResponse> {
    let base = format!("/g/{}/meeting", admission.group());
    if !guest::is_guest(&admission) {
        return Ok(answer::go(base));
    }
    answer::page(&Stay { page: frame::of_group(&visitor, &admission, Here::Elsewhere), base })
}

pub async fn stay(visitor: Visitor, admission: Admission) -> Result<HttpResponse> {
    guest::stay(&visitor.kernel, &admission).await?;
    // The seven words by which she comes back are made and shown there.
    Ok(answer::go("/join/return"))
}
