//! The edge: what every request meets before any page does, one concern a file, and the order in which they stand.
pub mod compress;
pub mod faults;
pub mod forms;
pub mod headers;
pub mod health;
pub mod limits;
pub mod meters;
pub mod patience;
pub mod rates;
pub mod shedding;
pub mod source;

use actix_web::{
    App, Error,
    body::MessageBody,
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
    middleware::from_fn,
    web::Data,
};

/// What the edge keeps between requests. Shared by all workers.
#[derive(Clone, Default)]
pub struct Edge {
    pub doorkeeper: patience::Doorkeeper,
    pub meters: Data<meters::Meters>,
    pub rates: Data<rates::Rates>,
    pub shedding: Data<shedding::Shedding>,
    pub proxies: Data<source::TrustedProxies>,
    pub security_contact: Data<health::SecurityContact>,
}

/// Puts the edge around an application. The last one that is wrapped is the first that a request meets.
pub fn around<T>(
    app: App<T>,
    edge: &Edge,
) -> App<
    impl ServiceFactory<ServiceRequest, Config = (), Response = ServiceResponse<impl MessageBody + use<T>>, Error = Error, InitError = ()> + use<T>,
>
where
    T: ServiceFactory<ServiceRequest, Config = (), Response = ServiceResponse, Error = Error, InitError = ()> + 'static,
{
    app.app_data(edge.rates.clone())
        .app_data(edge.shedding.clone())
        .app_data(edge.meters.clone())
        .app_data(edge.proxies.clone())
        .app_data(edge.security_contact.clone())
        .app_data(edge.doorkeeper.clone())
        // Who asks is known from here on: the form's token is bound to the visit.
        .wrap(from_fn(forms::only_ours))
        .wrap(from_fn(hearth_core::web::welcome))
        .wrap(from_fn(rates::not_too_many))
        .wrap(from_fn(shedding::only_so_many))
        .wrap(from_fn(limits::within_bounds))
        .wrap(from_fn(source::find))
        // Every refusal from in there is given its words here.
        .wrap(from_fn(faults::in_words))
        .wrap(from_fn(compress::pages))
        .wrap(from_fn(patience::body_in_time))
        .wrap(from_fn(patience::visited))
        .wrap(from_fn(meters::counted))
        .wrap(from_fn(headers::on_everything))
}
