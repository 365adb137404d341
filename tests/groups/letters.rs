//! S99: a group that meets by e-mail stays shut while anything about the house's letters is wrong, walked through the pages: what the
//! administrator finds, and what whoever arranges the group is told.
use super::{act, agree, arrange, keep, missing_codes, rehearse, state, team};
use hearth_core::{
    Letters,
    moderation::personal_details::Moderation,
    settings::{self, Control, Declared, Per},
    table::{group::GroupState, role::SiteRole},
};
use hearth_mail::{house, round::Round, settings::Subject};
use support::Shelter;

#[actix_web::test]
async fn a_group_whose_list_is_red_cannot_be_opened() {
    // A name server that is not there: what cannot be told keeps nothing shut, so that the relay alone is what is wrong.
    let nowhere = Some("127.0.0.1:9".parse().expect("an address"));
    let shelter = Shelter::open_for_letters(Letters { resolver: nowhere, ..Letters::default() }).await;
    let mut team = team(&shelter).await;
    let group = arrange(&mut team).await;
    let at = &mut team.anne_at;
    keep(at, group, "way", &[("way", "mail")]).await;
    agree(at, group, "").await;
    let answers = [("access", "Most."), ("anonymity", "Nobody."), ("devices", "Little."), ("confidentiality", "Staff.")];
    keep(at, group, "decision", &answers).await;
    assert_eq!(missing_codes(&shelter, group).await, ["house", "rehearsal"]);

    // An administrator names a domain, and a server that does not answer; and looks.
    let (_, mut ada) = shelter.staff_signed_in("Ada", &[SiteRole::Administrator]).await;
    let page = "/staff/plugins/mail";
    ada.get(page).await;
    let fields = [
        ("domain", "list.example"),
        ("host", "mx.list.example"),
        ("out-host", "127.0.0.1"),
        ("out-port", "9"),
        ("out-seal", "open"),
        ("way-in", "server"),
    ];
    assert_eq!(ada.post(page, &fields).await.status, 200);
    let looked = ada.post(&format!("{page}/look"), &[("do", "look")]).await;
    assert!(looked.says("Has to be put right") && looked.says("does not answer"), "{}", looked.body);
    let gone = ada.post(&format!("{page}/look"), &[("do", "round-trip")]).await;
    assert!(gone.says("A test letter could not be sent."), "{}", gone.body);

    let overview = team.anne_at.get(&format!("/staff/groups/{group}")).await;
    assert!(overview.says("What this way of meeting needs in the house"), "she is told why: {}", overview.body);
    assert_eq!(act(&mut team.anne_at, group, "rehearse").await, 409, "rehearse what will open");
    assert_eq!(act(&mut team.anne_at, group, "open").await, 409);
    assert_eq!(state(&shelter, group).await, GroupState::Draft);

    // The witness: put right, and nothing else changed, it opens; and shuts nobody out when it is red again only for a group to come.
    house::fares(&shelter.kernel, Round::CameBack).await.expect("kept");
    house::looked(&shelter.kernel, 1).await.expect("kept");
    assert_eq!(act(&mut team.anne_at, group, "rehearse").await, 409, "one thing that is wrong is enough");
    house::looked(&shelter.kernel, 0).await.expect("kept");
    assert_eq!(act(&mut team.anne_at, group, "rehearse").await, 303);
    let (anne, denise) = (team.anne.clone(), team.denise.clone());
    rehearse(&shelter, &anne, &mut team.anne_at, group).await;
    rehearse(&shelter, &denise, &mut team.denise_at, group).await;
    // Something is wrong again between the rehearsal and the opening.
    house::looked(&shelter.kernel, 2).await.expect("kept");
    assert_eq!(act(&mut team.anne_at, group, "open").await, 409);
    house::looked(&shelter.kernel, 0).await.expect("kept");
    assert_eq!(act(&mut team.anne_at, group, "open").await, 303);
    assert_eq!(state(&shelter, group).await, GroupState::Open);
}

/// Where the list is another door into a group that meets by something else, staff set what leaves by it; its pages are not there.
#[actix_web::test]
async fn who_has_the_list_as_a_second_door_sets_what_leaves_by_it() {
    let shelter = Shelter::open().await;
    let of = shelter.open_group_with("forum", |it| it.linked = "mail".into()).await;
    let mut ruth = shelter.facilitator_of(&of).await;
    let path = format!("/staff/groups/{}/settings", of.id);
    let page = ruth.get(&path).await;
    assert!(page.body.contains("name=\"mail-subject\"") && page.body.contains("name=\"mail-digest_hour\""), "{}", page.body);
    assert!(!page.body.contains("name=\"mail-edit_minutes\""), "what is about pages that this group does not have");
    let own = shelter.kernel.plugin("forum").expect("the forum").settings.iter().cloned();
    let declared = std::iter::once(Declared::of::<Moderation>()).chain(own);
    let group_fields = declared.flat_map(|it| it.fields).filter(|it| it.per == Per::Group && it.control != Control::Switch);
    let fields: Vec<(String, String)> =
        group_fields.map(|it| (it.name, it.default.as_str().map_or_else(|| it.default.to_string(), str::to_owned))).collect();
    let with = |subject, hour| {
        let plain = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        plain.chain([("mail-subject", subject), ("mail-digest_hour", hour)]).collect::<Vec<_>>()
    };
    let wrong = ruth.post(&path, &with("own", "99")).await;
    assert!(wrong.status == 422 && wrong.body.contains("value=\"99\""), "{}", wrong.body);
    ruth.get(&path).await;
    assert_eq!(ruth.post_once(&path, &with("own", "7")).await.status, 303);
    let kept = settings::shared::<hearth_mail::settings::Mail>(&shelter.kernel, Some(of.id)).await.expect("kept");
    assert_eq!((kept.subject, kept.digest_hour, kept.edit_minutes), (Subject::Own, 7, 30));
    let other = settings::shared::<hearth_mail::settings::Mail>(&shelter.kernel, None).await.expect("the site's");
    assert_eq!(other.subject, Subject::Neutral, "this group's alone");
}
