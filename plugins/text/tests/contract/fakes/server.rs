//! As much of HTTP/1.1 as a fake needs: one question on each line, and moods.
use super::{Mood, State};
use std::sync::Arc;
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

pub struct Asked {
    pub method: String,
    /// With what stands after the question mark.
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Asked {
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|it| it.0.eq_ignore_ascii_case(name)).map_or("", |it| it.1.as_str())
    }

    pub fn form(&self, name: &str) -> Option<String> {
        url::form_urlencoded::parse(self.body.as_bytes()).find(|it| it.0 == name).map(|it| it.1.into_owned())
    }
}

pub type Answered = (u16, String);

/// Where it listens. `answer` is asked whenever the mood lets it be.
pub async fn serve(state: State, answer: impl Fn(&Asked, &State) -> Answered + Send + Sync + 'static) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let (port, answer) = (listener.local_addr().unwrap().port(), Arc::new(answer));
    tokio::spawn(async move {
        while let Ok((line, _)) = listener.accept().await {
            let (state, answer) = (state.clone(), answer.clone());
            tokio::spawn(async move { one(line, &state, &*answer).await });
        }
    });
    port
}

async fn one(line: TcpStream, state: &State, answer: &(impl Fn(&Asked, &State) -> Answered + Send + Sync)) -> Option<()> {
    let mut line = BufReader::new(line);
    let asked = read(&mut line).await?;
    let whole = format!("{} {} {:?} {}", asked.method, asked.path, asked.headers, asked.body);
    let mood = {
        let mut seen = state.get();
        seen.raw.push(whole);
        seen.mood
    };
    let (status, body) = match mood {
        Mood::Silent => {
            tokio::time::sleep(std::time::Duration::from_secs(60)).await;
            return None;
        }
        Mood::Closes => return None,
        Mood::Swallows => {
            answer(&asked, state);
            return None;
        }
        Mood::Endless => {
            let (status, said) = answer(&asked, state);
            state.get().texts.clear();
            (status, said + &" ".repeat(1_200_000))
        }
        Mood::Redirects => (307, String::new()),
        Mood::Babbles => (200, "<html>Welcome to the hotel</html>".to_owned()),
        _ => answer(&asked, state),
    };
    let elsewhere = if status == 307 { "Location: /elsewhere\r\n" } else { "" };
    let head = format!("HTTP/1.1 {status} Said\r\nContent-Length: {}\r\n{elsewhere}Connection: close\r\n\r\n", body.len());
    line.write_all(format!("{head}{body}").as_bytes()).await.ok()?;
    line.shutdown().await.ok()
}

async fn read(line: &mut BufReader<TcpStream>) -> Option<Asked> {
    let mut first = String::new();
    line.read_line(&mut first).await.ok()?;
    let mut words = first.split(' ').map(str::to_owned);
    let (method, path, mut headers) = (words.next()?, words.next()?, Vec::new());
    loop {
        let mut header = String::new();
        line.read_line(&mut header).await.ok()?;
        let Some((name, value)) = header.trim_end().split_once(": ") else { break };
        headers.push((name.to_owned(), value.to_owned()));
    }
    let mut asked = Asked { method, path, headers, body: String::new() };
    let mut body = vec![0; asked.header("content-length").parse().unwrap_or(0)];
    line.read_exact(&mut body).await.ok()?;
    asked.body = String::from_utf8(body).ok()?;
    Some(asked)
}
