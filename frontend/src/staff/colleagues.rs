//! Colleagues: who works here with which role, invitations to new ones, and what waits for a second person.
use super::{
    form::{Form as FormPage, Given, field},
    navigation::{self, Here},
};
use actix_web::{
    HttpResponse,
    http::StatusCode,
    web::{self, Form, Path, ServiceConfig},
};
use askama::Template;
use hearth_core::{
    Result, approval,
    group::{self, about, change, facilitation, membership},
    id::{ApprovalId, InvitationId, PersonId},
    joining::{
        CODE_REFUSED,
        invitation::{self, Ask},
        journey::Way,
    },
    page::Page,
    permission::{self, NOT_YOURS, Permission},
    person::{
        create,
        staff::{self, leaving, passphrase},
    },
    store::Tx,
    table::{approval::Model as Asked, invitation::InvitationKind, role::SiteRole, sign_in::Door},
    web::{Staff, Visitor, answer, enter},
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .route("/staff/colleagues", web::get().to(show))
        .route("/staff/colleagues/invite", web::post().to(invite))
        .route("/staff/colleagues/{person}/roles", web::post().to(grant))
        .route("/staff/colleagues/{person}/roles/{role}/end", web::post().to(end))
        .route("/staff/colleagues/{person}/end", web::get().to(ending))
        .route("/staff/colleagues/{person}/end", web::post().to(end_account))
        .route("/staff/approvals", web::get().to(approvals))
        .route("/staff/approvals/{id}", web::post().to(settle))
        .route("/staff/welcome", web::get().to(welcome))
        .route("/staff/welcome", web::post().to(arrive));
}

const ROLES: [SiteRole; 4] = [SiteRole::Administrator, SiteRole::Facilitator, SiteRole::Intake, SiteRole::Interpreter];

struct Role {
    code: &'static str,
    words: String,
    waits: bool,
}

struct Colleague {
    id: PersonId,
    name: String,
    is_frozen: bool,
    is_me: bool,
    roles: Vec<Role>,
    others: Vec<Role>,
}

/// Something that waits for a second person.
struct Question {
    id: ApprovalId,
    words: String,
    about: String,
    why: String,
    asked_by: String,
    asked: String,
    effective: String,
    is_own: bool,
    is_about_me: bool,
    may_agree: bool,
    may_refuse: bool,
}

#[derive(Template)]
#[template(path = "staff/people/colleagues.html")]
struct Colleagues {
    page: Page,
    colleagues: Vec<Colleague>,
    questions: Vec<Question>,
    roles: Vec<Role>,
    trouble: String,
}

/// What ending an account does, before it is done.
#[derive(Template)]
#[template(path = "staff/people/end.html")]
struct Ending {
    page: Page,
    id: PersonId,
    who: String,
    lines: Vec<String>,
}

#[derive(Template)]
#[template(path = "staff/people/approvals.html")]
struct Approvals {
    page: Page,
    questions: Vec<Question>,
}

#[derive(Template)]
#[template(path = "staff/people/invited.html")]
struct Invited {
    page: Page,
    link: String,
    address: String,
    code: String,
    until: String,
    needs_second: bool,
}

async fn show(staff: Staff) -> Result<HttpResponse> {
    staff.may(Permission::People).await?;
    answer::page(&list(&staff, "").await?)
}

fn words_of(page: &Page, role: SiteRole, waits: bool) -> Role {
    Role { code: staff::code(role), words: page.say(&format!("account-role-{}", staff::code(role))), waits }
}

async fn list(staff: &Staff, trouble: &str) -> Result<Colleagues> {
    let kernel = &staff.kernel;
    let page = navigation::page(staff, Here::Colleagues).await?;
    let mut colleagues = Vec::new();
    for (row, name) in create::list_staff(kernel).await? {
        let hold = permission::roles(kernel, row.id).await?;
        let open: Vec<SiteRole> = staff::open_roles(kernel, row.id).await?.into_iter().map(|it| it.role).collect();
        colleagues.push(Colleague {
            id: row.id,
            name,
            is_frozen: row.frozen.is_some(),
            is_me: row.id == staff.person,
            roles: open.iter().map(|it| words_of(&page, *it, !hold.contains(it))).collect(),
            others: ROLES.iter().filter(|it| !open.contains(it)).map(|it| words_of(&page, *it, false)).collect(),
        });
    }
    Ok(Colleagues {
        colleagues,
        questions: questions(staff, &page).await?,
        roles: ROLES.iter().map(|it| words_of(&page, *it, false)).collect(),
        trouble: if trouble.is_empty() { String::new() } else { page.say(trouble) },
        page,
    })
}

async fn questions(staff: &Staff, page: &Page) -> Result<Vec<Question>> {
    let kernel = &staff.kernel;
    let mut questions = Vec::new();
    for row in approval::list_open(kernel, staff.person).await? {
        let (about, why) = subject(staff, page, &row).await?;
        questions.push(Question {
            id: row.id,
            words: page.say(&format!("account-act-{}", row.act.replace('.', "-"))),
            about,
            why,
            asked_by: create::staff_name(kernel, row.asked_by).await?,
            asked: page.day(row.asked),
            effective: row.effective.map(|it| page.date(it)).unwrap_or_default(),
            is_own: row.asked_by == staff.person,
            is_about_me: approval::person_of(&row) == Some(staff.person),
            may_agree: approval::may_agree(kernel, staff.person, &row).await?,
            may_refuse: approval::may_refuse(kernel, staff.person, &row).await?,
        });
    }
    Ok(questions)
}

/// Whom a question is about, and why it is asked. Of what is hidden about somebody, facilitators of her group read her alias, and all
/// others the group's name alone.
async fn subject(staff: &Staff, page: &Page, asked: &Asked) -> Result<(String, String)> {
    let kernel = &staff.kernel;
    if let Some(person) = approval::person_of(asked) {
        return Ok((create::staff_name(kernel, person).await?, String::new()));
    }
    if let Some(group) = asked.group.filter(|_| asked.act == change::CHANGE_WAY) {
        let group = group::get(kernel, group).await?;
        let ways: Vec<String> = change::ways_asked(asked).iter().map(|it| page.say(&format!("{it}-name"))).collect();
        let name = about::find(kernel, &group).await?.name(page.language);
        return Ok((page.say2("account-second-way", "group", name, "ways", ways.join(", ")), String::new()));
    }
    let (Some((place, reason)), Some(group)) = (membership::asked_about(asked), asked.group) else { return Ok((String::new(), String::new())) };
    let why = page.say1("account-second-why", "why", page.say(&format!("desk-why-{reason}")));
    if let Ok(by) = staff.facilitates(group).await
        && let Some(line) = membership::find(kernel, &by, place).await?
    {
        return Ok((line.alias, why));
    }
    let group = group::get(kernel, group).await?;
    Ok((about::find(kernel, &group).await?.name(page.language), why))
}

/// The roles that a form ticks: `role-facilitator=yes`.
fn ticked(form: &Given) -> Vec<SiteRole> {
    ROLES.into_iter().filter(|it| form.contains_key(&format!("role-{}", staff::code(*it)))).collect()
}

async fn invite(staff: Staff, form: Form<Given>) -> Result<HttpResponse> {
    staff.may(Permission::People).await?;
    let roles = ticked(&form);
    if roles.is_empty() {
        return answer::page_with(StatusCode::UNPROCESSABLE_ENTITY, &list(&staff, "account-invite-wrong").await?);
    }
    let codes: Vec<&str> = roles.iter().map(|it| staff::code(*it)).collect();
    let ask = Ask { kind: Some(InvitationKind::Colleague), role: Some(codes.join(",")), is_spoken: true, ..Ask::default() };
    let made = invitation::make(&staff.kernel, staff.person, ask).await?;
    let page = navigation::page(&staff, Here::Colleagues).await?;
    let address = staff.kernel.house.origin();
    answer::page(&Invited {
        link: format!("{address}/#i={}", made.secret),
        address,
        code: made.code.unwrap_or_default(),
        until: page.date(made.until),
        needs_second: roles.contains(&SiteRole::Administrator),
        page,
    })
}

async fn grant(staff: Staff, person: Path<PersonId>, form: Form<Given>) -> Result<HttpResponse> {
    staff.may(Permission::People).await?;
    if !staff::is_staff(&staff.kernel, *person).await? {
        return Err(NOT_YOURS.into());
    }
    let Some(role) = staff::role_of(field(&form, "role")) else { return Ok(answer::go("/staff/colleagues")) };
    done(&staff, staff::grant(&staff.kernel, staff.person, *person, role).await).await
}

async fn end(staff: Staff, path: Path<(PersonId, String)>) -> Result<HttpResponse> {
    staff.may(Permission::People).await?;
    let (person, role) = path.into_inner();
    let Some(role) = staff::role_of(&role) else { return Ok(answer::go("/staff/colleagues")) };
    done(&staff, staff::end(&staff.kernel, staff.person, person, role).await).await
}

async fn ending(staff: Staff, person: Path<PersonId>) -> Result<HttpResponse> {
    staff.may(Permission::People).await?;
    let (kernel, id) = (&staff.kernel, *person);
    let (_, who) = create::list_staff(kernel).await?.into_iter().find(|(row, _)| row.id == id).ok_or(NOT_YOURS)?;
    let page = navigation::page(&staff, Here::Colleagues).await?;
    let held = facilitation::held_by(kernel, id).await?;
    let mut lines = vec![page.say("account-end-devices"), page.say("account-end-roles")];
    if held > 0 {
        lines.push(page.say2("account-end-groups", "name", who.as_str(), "count", held));
    }
    lines.push(page.say("account-end-stays"));
    if permission::roles(kernel, id).await?.contains(&SiteRole::Administrator) {
        lines.push(page.say("account-end-second"));
    }
    answer::page(&Ending { page, id, who, lines })
}

async fn end_account(staff: Staff, person: Path<PersonId>) -> Result<HttpResponse> {
    staff.may(Permission::People).await?;
    done(&staff, leaving::end_account(&staff.kernel, staff.person, *person).await.map(|_| ())).await
}

/// Back to the list; with the words of a refusal where there is one.
async fn done(staff: &Staff, outcome: Result<()>) -> Result<HttpResponse> {
    match outcome {
        Ok(()) => Ok(answer::go("/staff/colleagues")),
        Err(error) => match error.refusal() {
            Some(refusal) if staff::REFUSALS.contains(&refusal) || leaving::REFUSALS.contains(&refusal) || approval::REFUSALS.contains(&refusal) => {
                let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::CONFLICT);
                answer::page_with(status, &list(staff, refusal.code).await?)
            }
            _ => Err(error),
        },
    }
}

async fn approvals(staff: Staff) -> Result<HttpResponse> {
    let page = navigation::page(&staff, Here::Now).await?;
    answer::page(&Approvals { questions: questions(&staff, &page).await?, page })
}

/// Who may, is decided where the question is.
async fn settle(staff: Staff, id: Path<ApprovalId>, form: Form<Given>) -> Result<HttpResponse> {
    match field(&form, "answer") {
        "agree" => approval::agree(&staff.kernel, staff.person, *id).await?,
        _ => approval::refuse(&staff.kernel, staff.person, *id).await?,
    }
    let is_people = permission::may(&staff.kernel, staff.person, Permission::People).await?;
    Ok(answer::go(if is_people { "/staff/colleagues" } else { "/staff/approvals" }))
}

/// The invitation that this visit has brought.
fn brought(visitor: &Visitor) -> Result<InvitationId> {
    match visitor.kernel.visits.way(&visitor.visit) {
        Some(Way::Colleague(id)) => Ok(id),
        _ => Err(CODE_REFUSED.into()),
    }
}

fn welcome_page(visitor: &Visitor, name: &str) -> FormPage {
    FormPage::new(visitor, "account-welcome", "/staff/welcome").text("name", "account-name", name, "text", 60)
}

async fn welcome(visitor: Visitor) -> Result<HttpResponse> {
    let id = brought(&visitor)?;
    invitation::find_by_id(&visitor.kernel, id).await?;
    welcome_page(&visitor, "").show()
}

/// Her account, and with it the end of the invitation, in one transaction.
async fn arrive(visitor: Visitor, form: Form<Given>) -> Result<HttpResponse> {
    let kernel = &visitor.kernel;
    let id = brought(&visitor)?;
    let name = match create::name_of(field(&form, "name")) {
        Ok(name) if passphrase::is_name_free(kernel, &name).await? => name,
        Ok(name) => return welcome_page(&visitor, &name).wrong("name", passphrase::NAME_TAKEN.code).again(),
        Err(_) => return welcome_page(&visitor, field(&form, "name")).wrong("name", create::NAME_NEEDED.code).again(),
    };
    let (shared, language) = (kernel.clone(), visitor.language);
    let person = kernel
        .store
        .write(async move |tx: &Tx| {
            let used = invitation::consume(&shared, tx, id).await?;
            let roles: Vec<SiteRole> = used.role.as_deref().unwrap_or_default().split(',').filter_map(staff::role_of).collect();
            staff::create_with_roles(&shared, tx, &name, language, &roles, Some(used.created_by)).await
        })
        .await?;
    staff::ask_for_approvals(kernel, person).await?;
    kernel.visits.set_way(&visitor.visit, None, kernel.clock.now());
    let cookie = enter(&visitor, person, Door::Staff).await?;
    let mut answer = answer::go("/staff/account");
    answer.add_cookie(&cookie)?;
    Ok(answer)
}

impl Colleagues {
    /// What a role may do.
    fn help(&self, code: &str) -> String {
        self.page.say(&format!("account-role-{code}-help"))
    }

    fn name(&self, code: &str) -> String {
        format!("role-{code}")
    }
}
