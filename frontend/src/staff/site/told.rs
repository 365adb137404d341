//! Two pages that are generated, so that they cannot become untrue: who could see what about people, and the answers to what
//! one asks a technology company.
use crate::staff::navigation::{self, Here};
use actix_web::HttpResponse;
use askama::Template;
use hearth_core::{
    Result,
    page::Page,
    permission::Permission,
    personal_data::inventory::{self, Row},
    web::{Staff, answer},
};

#[derive(Template)]
#[template(path = "staff/site/access.html")]
struct Access {
    page: Page,
    rows: Vec<Row>,
    columns: usize,
}

impl Access {
    /// Who sees it, in words.
    fn sees(&self, code: &str) -> String {
        self.page.say(&format!("desk-access-see-{code}"))
    }
}

pub async fn access(staff: Staff) -> Result<HttpResponse> {
    staff.may(Permission::Settings).await?;
    let page = navigation::page(&staff, Here::Settings).await?;
    let rows = inventory::in_general(&staff.kernel.words, page.language);
    let columns = inventory::catalogued(&staff.kernel.plugins).len();
    answer::page(&Access { page, rows, columns })
}

#[derive(Template)]
#[template(path = "staff/site/company.html")]
struct Company {
    page: Page,
    answers: Vec<(String, String)>,
}

pub async fn company(staff: Staff) -> Result<HttpResponse> {
    staff.may(Permission::Settings).await?;
    let kernel = &staff.kernel;
    let page = navigation::page(&staff, Here::Settings).await?;
    let choose = |yes: bool, one: &'static str, other: &'static str| if yes { one } else { other };
    let carried = kernel.plugins.iter().any(|it| !it.transports.is_empty());
    let pairs = [
        ("desk-company-where", choose(kernel.store.is_alone(), "desk-company-where-here", "desk-company-where-shared")),
        ("desk-company-way", choose(kernel.house.is_https(), "desk-company-way-https", "desk-company-way-http")),
        ("desk-company-rest", "desk-company-rest-sealed"),
        ("desk-company-who", "desk-company-who-nobody"),
        ("desk-company-others", choose(carried, "desk-company-others-some", "desk-company-others-none")),
        ("desk-company-erase", "desk-company-erase-key"),
        ("desk-company-staff", choose(page.site.staff_may_use_passphrases, "desk-company-staff-both", "desk-company-staff-passkeys")),
        ("desk-company-down", choose(page.site.staff_phone.is_empty(), "desk-company-down-nothing", "desk-company-down-phone")),
    ];
    let answers = pairs.iter().map(|(question, told)| (page.say(question), page.say(told))).collect();
    answer::page(&Company { page, answers })
}
