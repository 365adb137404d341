//! A browser without scripts: it keeps its cookies, says where it comes from, follows redirects, and fills in forms with the
//! token that the last page gave it.
use std::{collections::BTreeMap, net::SocketAddr};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// Kept between requests as a browser keeps it.
#[derive(Clone)]
pub struct Browser {
    server: SocketAddr,
    pub cookies: BTreeMap<String, String>,
    /// `en` or `fr`, as the browser prefers.
    pub language: String,
    /// Sends `X-Visit`, as the script does: pages come under their own address.
    pub has_script: bool,
    /// What this browser, or a proxy before the server, adds to every request.
    pub adds: Vec<(String, String)>,
    pub last: Page,
}

/// One answer.
#[derive(Clone, Debug, Default)]
pub struct Page {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
    pub bytes: Vec<u8>,
    /// Where the browser is after all redirects.
    pub address: String,
}

impl Page {
    pub fn says(&self, words: &str) -> bool {
        self.body.contains(words)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(it, _)| it.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// All values of a header that comes more than once.
    pub fn headers(&self, name: &str) -> Vec<&str> {
        self.headers.iter().filter(|(it, _)| it.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str()).collect()
    }

    /// The value of the first control with this name.
    pub fn field(&self, name: &str) -> Option<String> {
        let at = self.body.find(&format!("name=\"{name}\""))?;
        let from = self.body[..at].rfind('<')?;
        let tag = &self.body[from..from + self.body[from..].find('>')?];
        let value = tag.split("value=\"").nth(1)?.split('"').next()?;
        Some(unescape(value))
    }

    /// Every address that the page links or posts to.
    pub fn addresses(&self) -> Vec<String> {
        let mut found = Vec::new();
        for mark in ["href=\"", "action=\""] {
            found.extend(self.body.split(mark).skip(1).filter_map(|it| it.split('"').next()).map(unescape));
        }
        found
    }

    /// The first address of the page that begins so.
    pub fn link(&self, begins: &str) -> Option<String> {
        self.addresses().into_iter().find(|it| it.starts_with(begins))
    }
}

impl Browser {
    pub fn new(server: SocketAddr) -> Browser {
        Browser { server, cookies: BTreeMap::new(), language: "en".into(), has_script: false, adds: Vec::new(), last: Page::default() }
    }

    /// The same person with JavaScript on.
    pub fn with_script(self) -> Browser {
        Browser { has_script: true, ..self }
    }

    pub fn in_french(self) -> Browser {
        Browser { language: "fr".into(), ..self }
    }

    pub fn with_cookie(mut self, name: &str, value: &str) -> Browser {
        self.cookies.insert(name.into(), value.into());
        self
    }

    pub fn adding(mut self, name: &str, value: &str) -> Browser {
        self.adds.push((name.into(), value.into()));
        self
    }

    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.server.port())
    }

    /// Goes to an address and follows redirects.
    pub async fn get(&mut self, path: &str) -> Page {
        let first = self.send("GET", path, &[], None).await;
        self.follow(first).await
    }

    /// Sends a form. The token of the last page goes with it, unless the fields have a `t` of their own.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let first = self.post_once(path, fields).await;
        self.follow(first).await
    }

    /// The same, without following a redirect.
    pub async fn post_once(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut all: Vec<(String, String)> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        if !fields.iter().any(|(name, _)| *name == "t") {
            if self.last.field("t").is_none() {
                // A browser always comes from a page.
                self.last = Box::pin(self.get("/")).await;
            }
            all.push(("t".into(), self.last.field("t").unwrap_or_default()));
        }
        let body = serde_urlencoded::to_string(&all).expect("a form");
        self.send("POST", path, &[], Some(("application/x-www-form-urlencoded", body.into_bytes()))).await
    }

    /// Sends JSON with the token in its header, as the scripts do.
    pub async fn post_json(&mut self, path: &str, value: &serde_json::Value) -> Page {
        if self.last.field("t").is_none() {
            self.last = Box::pin(self.get("/")).await;
        }
        let token = self.last.field("t").unwrap_or_default();
        let headers = [("X-Token", token.as_str()), ("Accept", "application/json")];
        let token_page = self.last.clone();
        let answer = self.send("POST", path, &headers, Some(("application/json", value.to_string().into_bytes()))).await;
        if answer.field("t").is_none() {
            self.last.body = token_page.body; // still on the page whose script asked
        }
        answer
    }

    /// One request, exactly as said, with this browser's cookies.
    pub async fn send(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<(&str, Vec<u8>)>) -> Page {
        let mut text = format!("{method} {path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n", self.server.port());
        let is_in = |all: &[(&str, &str)], name: &str| all.iter().any(|(given, _)| given.eq_ignore_ascii_case(name));
        // What this request says goes before what this browser adds, and that before what every browser says.
        let adds: Vec<(&str, &str)> = self.adds.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        for (name, value) in adds.iter().filter(|(name, _)| !is_in(headers, name)) {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        let mut line = |name: &str, value: &str| {
            if !is_in(headers, name) && !is_in(&adds, name) {
                text.push_str(&format!("{name}: {value}\r\n"));
            }
        };
        line("Accept", "text/html");
        line("Accept-Language", &self.language);
        if self.has_script {
            line("X-Visit", "1");
        }
        line("Sec-Fetch-Site", "same-origin");
        if method != "GET" && method != "HEAD" {
            line("Origin", &format!("http://localhost:{}", self.server.port()));
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            line("Cookie", &cookies.join("; "));
        }
        // An empty value means: leave this header out.
        for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        let mut bytes = Vec::new();
        if let Some((kind, body)) = body {
            text.push_str(&format!("Content-Type: {kind}\r\nContent-Length: {}\r\n", body.len()));
            bytes = body;
        }
        text.push_str("\r\n");
        let mut request = text.into_bytes();
        request.extend_from_slice(&bytes);
        let mut page = parse(&raw(self.server, &request).await);
        page.address = path.to_owned();
        for cookie in page.headers("set-cookie") {
            let (name, rest) = cookie.split_once('=').expect("a cookie");
            let value = rest.split(';').next().unwrap_or_default();
            match value.is_empty() || rest.contains("Max-Age=0") {
                true => self.cookies.remove(name),
                false => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        self.last = page.clone();
        page
    }

    async fn follow(&mut self, mut page: Page) -> Page {
        for _ in 0..10 {
            let to = match (page.status, page.header("location")) {
                (301..=303 | 307 | 308, Some(to)) if to.starts_with('/') => to.to_owned(),
                _ => return page,
            };
            page = self.send("GET", &to, &[], None).await;
        }
        panic!("redirects without end at {}", page.address);
    }
}

/// Sends bytes and reads what comes back until the answer is whole or the server closes. It may close later: to who was not let finish
/// it listens a while longer (RFC 9112, section 9.6).
pub async fn raw(server: SocketAddr, request: &[u8]) -> Vec<u8> {
    let mut socket = TcpStream::connect(server).await.expect("the server listens");
    // A server that refuses early closes while we still write: what it said counts.
    let _ = socket.write_all(request).await;
    let mut answer = Vec::new();
    while !is_whole(&answer) && socket.read_buf(&mut answer).await.is_ok_and(|it| it > 0) {}
    answer
}

/// Posts fields as another program does, without cookies: the status of the answer, 0 where there is none.
pub async fn posts(server: SocketAddr, path: &str, headers: &[(&str, String)], body: &[u8]) -> u16 {
    let mut request = format!("POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str(&format!("Content-Length: {}\r\n\r\n", body.len()));
    let answer = raw(server, &[request.as_bytes(), body].concat()).await;
    let line = String::from_utf8_lossy(&answer);
    line.split(' ').nth(1).and_then(|it| it.parse().ok()).unwrap_or(0)
}

/// As many bytes as it says that it has. Of one that does not say, its end is the connection's.
fn is_whole(answer: &[u8]) -> bool {
    let Some(end) = answer.windows(4).position(|it| it == b"\r\n\r\n") else { return false };
    let head = String::from_utf8_lossy(&answer[..end]).to_lowercase();
    let length = head.split("\r\n").find_map(|it| it.strip_prefix("content-length: ")?.trim().parse::<usize>().ok());
    length.is_some_and(|it| answer.len() >= end + 4 + it)
}

fn parse(answer: &[u8]) -> Page {
    let Some(end) = answer.windows(4).position(|it| it == b"\r\n\r\n") else { return Page::default() };
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|it| it.split(' ').nth(1)).and_then(|it| it.parse().ok()).unwrap_or(0);
    let headers: Vec<(String, String)> =
        lines.filter_map(|it| it.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()))).collect();
    let rest = &answer[end + 4..];
    let is_chunked = headers.iter().any(|(name, value)| name == "transfer-encoding" && value.contains("chunked"));
    let bytes = if is_chunked { unchunk(rest) } else { rest.to_vec() };
    Page { status, headers, body: String::from_utf8_lossy(&bytes).into_owned(), bytes, address: String::new() }
}

fn unchunk(mut rest: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    while let Some(end) = rest.windows(2).position(|it| it == b"\r\n") {
        let size = usize::from_str_radix(String::from_utf8_lossy(&rest[..end]).trim(), 16).unwrap_or(0);
        if size == 0 || rest.len() < end + 2 + size {
            break;
        }
        bytes.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = rest.get(end + 4 + size..).unwrap_or_default();
    }
    bytes
}

fn unescape(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#38;", "&")
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
}
