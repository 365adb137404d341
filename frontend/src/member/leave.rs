//! Leaving: ends the sign-in and everything remembered about the visit, and shows a page that goes on to somewhere neutral.
use actix_web::{
    HttpResponse,
    http::header,
    web::{self, ServiceConfig},
};
use askama::Template;
use hearth_core::{
    Result,
    person::sign_in,
    web::{Visitor, answer, clear_cookie},
};

pub fn routes(config: &mut ServiceConfig) {
    config.route("/leave", web::post().to(leave)).route("/gone", web::get().to(gone));
}

/// Takes no form token: leaving must work from a page however old, and hurts nobody whom another site sends away.
async fn leave(visitor: Visitor) -> Result<HttpResponse> {
    visitor.kernel.visits.forget(&visitor.visit);
    if let Some(signed_in) = &visitor.signed_in
        && let Err(fault) = sign_in::end(&visitor.kernel, signed_in.id).await
    {
        // The database may be down: she leaves all the same, and the sign-in lapses on its own.
        tracing::error!(%fault, "a sign-in was not ended");
    }
    let mut answer = HttpResponse::SeeOther();
    // Not straight to the neutral site: Chromium applies `form-action 'self'` to redirects, too.
    answer.insert_header((header::LOCATION, "/gone"));
    answer.insert_header(("Clear-Site-Data", "\"cache\", \"cookies\", \"storage\""));
    answer.cookie(clear_cookie(&visitor.kernel));
    Ok(answer.finish())
}

#[derive(Template)]
#[template(path = "member/gone.html")]
struct Gone<'a> {
    title: &'a str,
    exit_to: &'a str,
    language: &'a str,
}

async fn gone(visitor: Visitor) -> Result<HttpResponse> {
    answer::page(&Gone { title: &visitor.site.discreet_name, exit_to: &visitor.site.exit_to, language: visitor.language.code() })
}
