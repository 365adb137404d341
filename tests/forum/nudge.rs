//! What is said under the question before words are sent: that nobody is told, only where that is so.
use hearth_core::{
    moderation::personal_details::{Care, Moderation},
    settings,
    table::group::PreModeration,
};
use support::Shelter;

const NOBODY: &str = "and tell nobody";
const FIRST: &str = "Staff read what you send before the others do.";
const PERHAPS: &str = "If you send it as it is, staff may read it before the others do.";

#[actix_web::test]
async fn nobody_is_told_that_nobody_is_told_where_staff_read_first() {
    let shelter = Shelter::open().await;
    let cases = [
        (PreModeration::After, Care::Nudge, NOBODY),
        (PreModeration::After, Care::Hold, PERHAPS),
        (PreModeration::FirstEntries, Care::Nudge, FIRST),
        (PreModeration::Everything, Care::Hold, FIRST),
    ];
    for (reading, care, truth) in cases {
        let site = Moderation { personal_details: care, ..Moderation::default() };
        settings::change(&shelter.kernel, None, None, &site).await.expect("set");
        for (way, page, heading) in [("forum", "/new", "title"), ("mail", "/new", "subject"), ("text", "", "title"), ("chat", "", "title")] {
            let group = shelter.open_group_with(way, move |it| it.pre_moderation = reading).await;
            let (_, her) = shelter.member_of(&group, "Juniper").await;
            let mut her = her.with_script();
            let address = format!("{}/{way}{page}", group.address());
            her.get(&address).await;
            let asked = her.post(&address, &[(heading, "A call"), ("words", "Call me: 514-555-0199"), ("send", "send")]).await;
            assert!(asked.says("Before you send") && asked.says("514-555-0199"), "{way}: {}", asked.body);
            for sentence in [NOBODY, FIRST, PERHAPS] {
                assert_eq!(asked.says(sentence), sentence == truth, "{way}, {reading:?}, {care:?}: {sentence}");
            }
        }
    }
}
