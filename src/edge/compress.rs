//! Pages are compressed, and yet the form's token cannot be read off their length (BREACH): each answer with a page carries a
//! comment of random length, and the token only ever goes to pages that reflect nothing from the address. Files come
//! compressed already; streams of events are left alone.
use actix_web::{
    Error,
    body::{BoxBody, MessageBody, to_bytes_limited},
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderValue},
    middleware::Next,
    web::Bytes,
};
use std::io::Write;

/// Shorter ones gain nothing.
const LEAST: usize = 700;
/// Longer ones go as they are.
const MOST: usize = 2 * 1024 * 1024;
/// Fast, and within a few per cent of the best for a page.
const BROTLI_QUALITY: u32 = 4;

/// Middleware.
pub async fn pages(request: ServiceRequest, next: Next<impl MessageBody + 'static>) -> Result<ServiceResponse<BoxBody>, Error> {
    let accepts = request.headers().get(header::ACCEPT_ENCODING).and_then(|it| it.to_str().ok()).unwrap_or_default().to_owned();
    let response = next.call(request).await?.map_into_boxed_body();
    let is_page = response.headers().get(header::CONTENT_TYPE).is_some_and(|it| it.as_bytes().starts_with(b"text/html"));
    if !is_page || response.headers().contains_key(header::CONTENT_ENCODING) {
        return Ok(response);
    }
    let encoding = ["br", "gzip"].into_iter().find(|it| crate::app::takes(&accepts, it));
    let (request, response) = response.into_parts();
    let (mut response, body) = response.into_parts();
    let Ok(Ok(plain)) = to_bytes_limited(body, MOST).await else {
        return Ok(ServiceResponse::new(request, response.set_body(BoxBody::new(()))));
    };
    response.headers_mut().append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    let packed = match encoding.filter(|_| plain.len() >= LEAST) {
        Some("br") => brotli(&plain).map(|it| ("br", it)),
        Some(_) => gzip(&plain).map(|it| ("gzip", it)),
        None => None,
    };
    let body = match packed {
        Some((name, packed)) => {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
            packed
        }
        None => plain,
    };
    Ok(ServiceResponse::new(request, response.set_body(BoxBody::new(body))))
}

/// 0 to 63 bytes that do not compress: what an eavesdropper measures is no longer what the page weighs.
fn noise() -> Vec<u8> {
    let Ok(bytes) = hearth_core::vault::random::<33>() else { return Vec::new() };
    let length = usize::from(bytes[32] % 64);
    let text: String = bytes[..32].iter().map(|it| format!("{it:02x}")).collect();
    format!("<!--{}-->", &text[..length]).into_bytes()
}

fn brotli(plain: &Bytes) -> Option<Bytes> {
    let mut packed = Vec::with_capacity(plain.len() / 3);
    let mut writer = brotli::CompressorWriter::new(&mut packed, 8192, BROTLI_QUALITY, 20);
    writer.write_all(plain).ok()?;
    writer.write_all(&noise()).ok()?;
    drop(writer);
    Some(packed.into())
}

fn gzip(plain: &Bytes) -> Option<Bytes> {
    let mut writer = flate2::write::GzEncoder::new(Vec::with_capacity(plain.len() / 3), flate2::Compression::new(5));
    writer.write_all(plain).ok()?;
    writer.write_all(&noise()).ok()?;
    Some(writer.finish().ok()?.into())
}
