//! A page's line to a room, as a browser opens it.
use crate::{Browser, Shelter};
use std::net::SocketAddr;
use tokio::net::TcpStream;
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Error, client::IntoClientRequest, http::Request},
};

impl Shelter {
    /// As a page of ours asks for it, at this path.
    pub fn line(&self, browser: &Browser, path: &str) -> Request<()> {
        let address = format!("ws://localhost:{}{path}", self.address.port());
        let mut request = address.into_client_request().expect("an address");
        let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        request.headers_mut().insert("cookie", cookies.join("; ").parse().expect("a cookie"));
        request.headers_mut().insert("origin", browser.origin().parse().expect("an origin"));
        request
    }

    /// The socket, or the status of the answer.
    pub async fn connect(&self, request: Request<()>) -> Result<WebSocketStream<TcpStream>, u16> {
        connect(self.address, request).await
    }
}

/// The same from elsewhere than the test's own thread.
pub async fn connect(address: SocketAddr, request: Request<()>) -> Result<WebSocketStream<TcpStream>, u16> {
    let tcp = TcpStream::connect(address).await.expect("it listens");
    match client_async(request, tcp).await {
        Ok((socket, _)) => Ok(socket),
        Err(Error::Http(answer)) => Err(answer.status().as_u16()),
        Err(other) => panic!("{other}"),
    }
}
