//! actix-web put together: what every request passes, and every route.
use crate::edge::{health, limits::LARGEST_BODY};
use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{self, Bytes, Data, FormConfig, ServiceConfig},
};
use hearth_core::{
    Kernel, Result,
    admission::UNKNOWN_GROUP,
    page::{Asset, Packing},
    plugin::Routes,
    web::mount_group,
};

/// Every route. Group routes are mounted behind admission, whatever a plugin says.
pub fn routes(config: &mut ServiceConfig, kernel: &Kernel, extra: &[Routes]) {
    config.app_data(Data::new(kernel.clone()));
    // The framework's own 16 KiB would turn away an entry that the group allows.
    config.app_data(FormConfig::default().limit(LARGEST_BODY));
    config.route("/assets/{digest}/{name}", web::get().to(asset));
    for plugin in &kernel.plugins {
        if !plugin.group_routes.is_empty() {
            mount_group(config, plugin);
        }
        mount(config, &format!("/webhooks/{}", plugin.name), &plugin.webhook_routes);
        mount(config, &format!("/staff/plugins/{}", plugin.name), &plugin.admin_routes);
    }
    health::routes(config);
    hearth_frontend::routes(config);
    for routes in extra {
        config.configure(*routes);
    }
    // An address that leads nowhere is answered exactly as a group of which she may not know.
    config.default_service(web::route().to(nowhere));
}

fn mount(config: &mut ServiceConfig, path: &str, routes: &[Routes]) {
    if routes.is_empty() {
        return;
    }
    let scope = routes.iter().fold(web::scope(path), |scope, routes| scope.configure(*routes));
    config.service(scope);
}

async fn nowhere() -> Result<HttpResponse> {
    Err(UNKNOWN_GROUP.into())
}

/// A style, script or icon. Its address is its digest, so a browser may keep it for ever.
async fn asset(request: HttpRequest, kernel: Data<Kernel>) -> Result<HttpResponse> {
    let asset = kernel.assets.find_by_address(request.path()).ok_or(UNKNOWN_GROUP)?;
    let tag = format!("\"{}\"", asset.address.split('/').nth(2).unwrap_or_default());
    let header = |name: header::HeaderName| request.headers().get(name).and_then(|it| it.to_str().ok()).unwrap_or_default().to_owned();
    let accepts = header(header::ACCEPT_ENCODING);
    let (packing, bytes) = match Packing::ALL.into_iter().find(|it| takes(&accepts, it.name())) {
        Some(packing) => packed(&kernel, request.path(), asset, packing).await?,
        None => (None, asset.plain.clone()),
    };
    let is_known = header(header::IF_NONE_MATCH).split(',').any(|it| it.trim() == tag);
    let mut answer = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::ETAG, tag))
        .insert_header((header::VARY, "Accept-Encoding"))
        .insert_header((header::CONTENT_TYPE, asset.mime));
    if let Some(packing) = packing {
        answer.insert_header((header::CONTENT_ENCODING, packing.name()));
    }
    Ok(if is_known { answer.finish() } else { answer.body(bytes) })
}

/// The file as the browser takes it, and how: plain where packing makes it no smaller.
async fn packed(kernel: &Kernel, path: &str, asset: &Asset, packing: Packing) -> Result<(Option<Packing>, Bytes)> {
    let bytes = match asset.packed(packing) {
        Some(bytes) => bytes,
        None => {
            let (kernel, path) = (kernel.clone(), path.to_owned());
            let pack = move || kernel.assets.find_by_address(&path).map(|it| it.pack(packing));
            web::block(pack).await.map_err(anyhow::Error::from)?.ok_or(UNKNOWN_GROUP)?
        }
    };
    let is_smaller = !bytes.is_empty() && bytes.len() < asset.plain.len();
    Ok(if is_smaller { (Some(packing), bytes) } else { (None, asset.plain.clone()) })
}

/// Whether `Accept-Encoding` takes this one: named, and not with `q=0`.
pub(crate) fn takes(accepts: &str, name: &str) -> bool {
    accepts.split(',').any(|it| {
        let mut parts = it.trim().split(';');
        parts.next().map(str::trim) == Some(name) && !parts.any(|it| matches!(it.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}
