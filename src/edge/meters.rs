//! Counts of requests, for monitoring and traces: by the pattern of the route and the status, never by the address that was
//! asked for.
use actix_web::{
    Error, HttpResponse,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
    web::Data,
};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use tracing::Instrument;

/// Numbers are told in steps of so many: nobody sees that one person came (safety.md LOG-6, k ≥ 5).
const STEP: u64 = 5;

/// Since the start.
#[derive(Default)]
pub struct Meters {
    /// By the first digit of the status.
    answers: [AtomicU64; 6],
}

/// Middleware: a span for each request, and a count.
pub async fn counted(request: ServiceRequest, next: Next<impl MessageBody>) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let meters = request.app_data::<Data<Meters>>().cloned();
    let span = tracing::info_span!("request", method = request.method().as_str(), route = tracing::field::Empty, status = tracing::field::Empty);
    let response = next.call(request).instrument(span.clone()).await?;
    let status = response.status().as_u16();
    span.record("status", status);
    if let Some(route) = response.request().match_pattern() {
        span.record("route", route);
    }
    if let Some(count) = meters.as_ref().and_then(|it| it.answers.get(usize::from(status / 100))) {
        count.fetch_add(1, Relaxed);
    }
    Ok(response)
}

impl Meters {
    /// In the format that Prometheus reads.
    pub fn text(&self, connections: usize) -> String {
        let told = |count: u64| count - count % STEP;
        let mut text =
            String::from("# HELP hearth_answers_total Answers since the start, by class of status, in fives.\n# TYPE hearth_answers_total counter\n");
        for (class, count) in self.answers.iter().enumerate().skip(1) {
            text.push_str(&format!("hearth_answers_total{{class=\"{class}xx\"}} {}\n", told(count.load(Relaxed))));
        }
        text.push_str("# HELP hearth_connections Open connections, in fives.\n# TYPE hearth_connections gauge\n");
        text.push_str(&format!("hearth_connections {}\n", told(connections as u64)));
        text
    }
}

/// `/metrics`, on a port of its own.
pub async fn show(meters: Data<Meters>, doorkeeper: Data<super::patience::Doorkeeper>) -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(meters.text(doorkeeper.count()))
}

#[cfg(test)]
mod tests {
    use super::Meters;
    use std::sync::atomic::Ordering::Relaxed;

    #[test]
    fn one_who_comes_alone_is_not_seen() {
        let meters = Meters::default();
        let before = meters.text(0);
        meters.answers[2].fetch_add(4, Relaxed);
        assert_eq!(meters.text(4), before);
        meters.answers[2].fetch_add(3, Relaxed);
        let after = meters.text(11);
        assert!(after.contains("hearth_answers_total{class=\"2xx\"} 5\n") && after.ends_with("hearth_connections 10\n"), "{after}");
    }
}
