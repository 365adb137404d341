//! What a plugin may declare. All of it is recorded under the plugin's name, so that the kernel can list it, document it,
//! test it and switch it off.
use crate::{
    contact::Transport,
    event::{Event, Handler, Registered},
    job::Job,
    locale::Source,
    modality::Modality,
    moderation::Rule,
    personal_data::{Catalogued, PersonalData},
    settings::{Declared, Settings},
};
use actix_web::web::ServiceConfig;
use sea_orm_migration::MigrationTrait;
use std::sync::Arc;

/// Makes a modality, and again after it broke: state that a panic left half-changed is never used again.
pub type Make = Arc<dyn Fn() -> Arc<dyn Modality> + Send + Sync>;
pub type Routes = fn(&mut ServiceConfig);
pub type Migrations = fn() -> Vec<Box<dyn MigrationTrait>>;

/// What the wizard tells staff about a modality: five keys of words.
#[derive(Debug, Clone, Copy)]
pub struct Consideration {
    pub connection: &'static str,
    pub anonymity: &'static str,
    pub devices: &'static str,
    pub access: &'static str,
    pub confidentiality: &'static str,
}

/// All that one plugin declared.
#[derive(Default)]
pub struct Declarations {
    pub name: &'static str,
    pub modality: Option<Make>,
    pub rules: Vec<Arc<dyn Rule>>,
    pub handlers: Vec<Registered>,
    pub jobs: Vec<Arc<dyn Job>>,
    pub transports: Vec<Arc<dyn Transport>>,
    pub settings: Vec<Declared>,
    pub migrations: Option<Migrations>,
    pub personal_data: Option<Arc<dyn PersonalData>>,
    pub catalogue: &'static [Catalogued],
    pub no_personal_data: Option<&'static str>,
    pub group_routes: Vec<Routes>,
    pub webhook_routes: Vec<Routes>,
    pub admin_routes: Vec<Routes>,
    pub locales: Vec<Source>,
    pub assets: Vec<(&'static str, &'static [u8])>,
    pub refusals: Vec<&'static [crate::Refusal]>,
    pub acts: &'static [&'static str],
    /// Keys of agreement clauses that this modality needs.
    pub clauses: &'static [&'static str],
    /// Keys of the safety advice that is shown before the first entry.
    pub briefing: &'static [&'static str],
    pub considerations: Option<Consideration>,
    /// A page of hers in each group that meets by it: its address under the group's, and the key of its name.
    pub choices: Option<(&'static str, &'static str)>,
}

/// Collects one plugin's declarations.
pub struct Registrar(Declarations);

impl Registrar {
    pub fn new(name: &'static str) -> Registrar {
        Registrar(Declarations { name, ..Default::default() })
    }

    pub fn finish(self) -> Declarations {
        self.0
    }

    /// A way of taking part in a group. `make` is called again after the modality broke.
    pub fn modality<M: Modality>(&mut self, make: impl Fn() -> M + Send + Sync + 'static) -> &mut Self {
        self.0.modality = Some(Arc::new(move || Arc::new(make())));
        self
    }

    /// Something to ask before a draft is published.
    pub fn rule(&mut self, rule: impl Rule) -> &mut Self {
        self.0.rules.push(Arc::new(rule));
        self
    }

    /// Something to do after an event.
    pub fn on<E: Event>(&mut self, handler: impl Handler<E>) -> &mut Self {
        self.0.handlers.push(Registered::new(self.0.name, handler));
        self
    }

    /// Something to do on a schedule.
    pub fn job(&mut self, job: impl Job) -> &mut Self {
        self.0.jobs.push(Arc::new(job));
        self
    }

    /// A medium for reaching people outside the system.
    pub fn transport(&mut self, transport: impl Transport) -> &mut Self {
        self.0.transports.push(Arc::new(transport));
        self
    }

    pub fn settings<S: Settings>(&mut self) -> &mut Self {
        self.0.settings.push(Declared::of::<S>());
        self
    }

    /// The plugin's own tables, tracked apart from everyone else's.
    pub fn migrations(&mut self, migrations: Migrations) -> &mut Self {
        self.0.migrations = Some(migrations);
        self
    }

    /// Every column of the plugin's tables, and how to export and erase what they hold about a person.
    pub fn personal_data(&mut self, catalogue: &'static [Catalogued], data: impl PersonalData) -> &mut Self {
        self.0.catalogue = catalogue;
        self.0.personal_data = Some(Arc::new(data));
        self
    }

    /// Says why a plugin that has tables has nothing to erase.
    pub fn no_personal_data(&mut self, catalogue: &'static [Catalogued], why: &'static str) -> &mut Self {
        self.0.catalogue = catalogue;
        self.0.no_personal_data = Some(why);
        self
    }

    /// Served under `/g/{group}/{plugin}`, behind admission.
    pub fn group_routes(&mut self, routes: Routes) -> &mut Self {
        self.0.group_routes.push(routes);
        self
    }

    /// Served under `/webhooks/{plugin}`, for carriers and mail servers.
    pub fn webhook_routes(&mut self, routes: Routes) -> &mut Self {
        self.0.webhook_routes.push(routes);
        self
    }

    /// Served under `/staff/plugins/{plugin}`, for administrators.
    pub fn admin_routes(&mut self, routes: Routes) -> &mut Self {
        self.0.admin_routes.push(routes);
        self
    }

    pub fn locales(&mut self, source: Source) -> &mut Self {
        self.0.locales.push(source);
        self
    }

    /// Files served under `/assets/{plugin}/`.
    pub fn assets(&mut self, name: &'static str, bytes: &'static [u8]) -> &mut Self {
        self.0.assets.push((name, bytes));
        self
    }

    /// What it may refuse: a test asks for the words of each.
    pub fn refusals(&mut self, refusals: &'static [crate::Refusal]) -> &mut Self {
        self.0.refusals.push(refusals);
        self
    }

    /// Acts of staff that it writes to the audit. The words of `topic.closed` are under `{plugin}-act-topic-closed`.
    pub fn acts(&mut self, acts: &'static [&'static str]) -> &mut Self {
        self.0.acts = acts;
        self
    }

    pub fn clauses(&mut self, keys: &'static [&'static str]) -> &mut Self {
        self.0.clauses = keys;
        self
    }

    pub fn briefing(&mut self, keys: &'static [&'static str]) -> &mut Self {
        self.0.briefing = keys;
        self
    }

    /// What somebody can choose for herself in a group that meets by it: a link from her choices leads there.
    pub fn choices(&mut self, path: &'static str, name: &'static str) -> &mut Self {
        self.0.choices = Some((path, name));
        self
    }

    pub fn considerations(&mut self, considerations: Consideration) -> &mut Self {
        self.0.considerations = Some(considerations);
        self
    }
}
