//! `hearth demo`: a second, throw-away house, filled with a believable shelter, and a link for each person one can be in it.
use crate::{
    demo::{self, BEGINS, Cast, Part},
    edge::{Edge, rates::Rates},
    opening::{self, Plan, fault},
    plugins,
    serving::{self, Options},
};
use actix_web::{
    HttpResponse,
    http::header,
    web::{self, Data, ServiceConfig},
};
use anyhow::{Context, Result};
use base64::{Engine, prelude::BASE64_STANDARD};
use hearth_core::{
    Kernel, Letters, Media,
    clock::{Clock, days},
    person::sign_in,
    vault::{MasterKey, Source, random},
    web::fresh_cookie,
};
use std::{
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    sync::OnceLock,
};
use url::Url;

/// What one can choose.
pub struct Choice {
    pub listen: String,
    /// A folder to keep it in; otherwise it is gone at the end.
    pub data: Option<PathBuf>,
    /// Where sound and picture arrive; otherwise on this machine alone.
    pub media: Option<Media>,
}

/// The links of the demonstration. They work as often as one likes: nothing in here is real.
static DOORS: OnceLock<Vec<(String, Part)>> = OnceLock::new();

/// Until it is stopped.
pub async fn run(choice: Choice) -> Result<()> {
    let listener = TcpListener::bind(&choice.listen).with_context(|| format!("cannot listen on {}", choice.listen))?;
    let address: Url = format!("http://localhost:{}", listener.local_addr()?.port()).parse()?;
    let folder = Folder::new(choice.data)?;
    let key = BASE64_STANDARD.encode(random::<32>()?);
    let cast = fill(&folder, &key, &address).await?;
    // Nothing is heard outside of this machine, unless somebody asks for it: any port that is free.
    let own = Media { listen: SocketAddr::from(([127, 0, 0, 1], 0)), public: None, turn: None };
    let media = Some(choice.media.unwrap_or(own));
    let plan = Plan { media, ..plan(&folder, &key, &address, Clock::default())? };
    let all = plugins::all();
    let kernel = opening::open(plan, &all).await?;
    let mut doors = Vec::new();
    for part in cast.parts {
        let token: String = random::<12>()?.iter().map(|it| format!("{it:02x}")).collect();
        println!("{}\t{}demo/{token}", part.who, address);
        doors.push((token, part));
    }
    println!("invitation\t{}#i={}", address, cast.invitation);
    println!("meeting\t{}#i={}", address, cast.meeting);
    println!("application\t{}{}", address, cast.application.trim_start_matches('/'));
    println!("ready\t{address}");
    let _ = DOORS.set(doors);
    // One person looks at everything, as fast as she can click, and the tests do: the edge's rates are for strangers.
    let edge = Edge { rates: Data::new(Rates::new(false)), ..Edge::default() };
    let options = Options { extra_routes: vec![routes], edge, ..Options::default() };
    let serving = serving::start(&kernel, all, listener, options).await?;
    serving::until_asked_to_stop(serving).await
}

/// The story, on a clock that is moved through it.
async fn fill(folder: &Folder, key: &str, address: &Url) -> Result<Cast> {
    let clock = Clock::standing_at(Clock::default().now() - days(BEGINS));
    let all = plugins::all();
    let kernel = opening::open(plan(folder, key, address, clock.clone())?, &all).await?;
    let running = hearth_core::running::start(&kernel, all, Vec::new(), tokio::runtime::Handle::current()).await.map_err(fault)?;
    let cast = demo::fill(&kernel, &clock).await;
    running.stop().await;
    cast
}

fn plan(folder: &Folder, key: &str, address: &Url, clock: Clock) -> Result<Plan> {
    let master = MasterKey::read(&Source::Given(key.to_owned()), &folder.path, false)?;
    Ok(Plan {
        database: format!("sqlite://{}", folder.path.join("hearth.db").display()),
        master,
        address: address.clone(),
        clock,
        media: None,
        letters: Letters::default(),
    })
}

/// A folder that goes when it is dropped, unless somebody chose it.
struct Folder {
    path: PathBuf,
    is_ours: bool,
}

impl Folder {
    fn new(chosen: Option<PathBuf>) -> Result<Folder> {
        let is_ours = chosen.is_none();
        let name: String = random::<8>()?.iter().map(|it| format!("{it:02x}")).collect();
        let path = chosen.unwrap_or_else(|| std::env::temp_dir().join(format!("hearth-demo-{name}")));
        std::fs::create_dir_all(&path).with_context(|| format!("cannot make the folder {}", path.display()))?;
        Ok(Folder { path, is_ours })
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.is_ours {
            let _ = std::fs::remove_dir_all(&self.path);
        }
    }
}

fn routes(config: &mut ServiceConfig) {
    config.route("/demo/{token}", web::get().to(enter));
}

/// Signs the person of this link in.
async fn enter(token: web::Path<String>, kernel: Data<Kernel>) -> hearth_core::Result<HttpResponse> {
    let door = DOORS.get().into_iter().flatten().find(|(it, _)| *it == *token).map(|(_, part)| part).ok_or(hearth_core::admission::UNKNOWN_GROUP)?;
    let (token, cookie) = fresh_cookie(&kernel)?;
    sign_in::begin(&kernel, door.person, door.door, &token).await?;
    Ok(HttpResponse::SeeOther().insert_header((header::LOCATION, door.place.as_str())).cookie(cookie).finish())
}
