//! What anyone may see: the front page, services, advice for a device, what leaving does.
use super::join::{code, device};
use actix_web::{
    HttpResponse,
    web::{self, ServiceConfig},
};
use askama::Template;
use hearth_core::{
    Result,
    page::{Face, Page},
    region::{self, Service},
    web::{Visitor, answer},
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/services", web::get().to(services))
        .route("/leaving", web::get().to(leaving))
        .route("/device", web::get().to(device::show))
        .route("/device", web::post().to(device::answered));
}

/// The front page for who is not signed in.
pub async fn front(visitor: &Visitor) -> Result<HttpResponse> {
    code::front(visitor).await
}

#[derive(Template)]
#[template(path = "member/services.html")]
struct Services {
    page: Page,
    first: &'static [Service],
    others: &'static [Service],
}

async fn services(visitor: Visitor) -> Result<HttpResponse> {
    let page = Page::new(&visitor, Face::Member);
    let region = region::find(&page.site.region);
    answer::page(&Services { page, first: region.first, others: region.more })
}

#[derive(Template)]
#[template(path = "member/leaving.html")]
struct Leaving {
    page: Page,
}

async fn leaving(visitor: Visitor) -> Result<HttpResponse> {
    answer::page(&Leaving { page: Page::new(&visitor, Face::Member) })
}
