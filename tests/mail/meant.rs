//! A letter that is hers, and was not for here (EML-1): whoever got it could bring it to her secret address.
use crate::arrange::{Member, World, answers, to, words};
use hearth_core::{clock::days, moderation::desk, retention, table::entry};
use hearth_mail::{list, seat, table::seat::Mode};
use sea_orm::EntityTrait;

async fn reasons(world: &World) -> Vec<String> {
    entry::Entity::find().all(world.shelter.kernel.store.reader()).await.unwrap().into_iter().map(|it| it.reasons).collect()
}

/// What she wrote to somebody else, under her provider's signature.
fn to_another(world: &World, member: &Member, words: &str) -> Vec<u8> {
    world.signed(&world.letter(&member.address, "camille@elsewhere.example", "Sleep", words))
}

#[actix_web::test]
async fn a_letter_of_hers_to_somebody_else_that_is_brought_to_her_address_waits_for_staff() {
    let world = World::new().await;
    let (amina, bea) = (world.member("Juniper", Mode::Whole).await, world.member("Sparrow", Mode::Whole).await);
    let own = world.own(&amina).await;
    let letter = to_another(&world, &amina, "It was my fault.");
    assert!(world.bring(&amina.address, &own, &letter).await.starts_with("250"), "taken, so that nothing is sent back");
    // Her address written above what was signed, or beside it.
    for above in [format!("To: <{own}>\r\n"), format!("Cc: <{own}>\r\n"), format!("to : {own}\r\n")] {
        let again = to_another(&world, &amina, &format!("It was my fault. {}", above.len()));
        world.bring(&amina.address, &own, &[above.as_bytes(), &again].concat()).await;
    }
    let held = reasons(&world).await;
    assert!(!held.is_empty() && held.iter().all(|it| it.contains("mail-hold")), "{held:?}");
    assert!(held.iter().any(|it| it.contains("mail-hold-elsewhere")), "{held:?}");
    assert!(world.sent().await.is_empty(), "to nobody, and no answer either");
    let mut ruth = world.shelter.facilitator_of(&world.group).await;
    let desk = ruth.get("/staff/desk").await;
    assert!(desk.says("It was my fault.") && desk.says("addressed to somebody else"), "{}", desk.body);
    // Sent in secret (Bcc) it may be hers all the same: staff let it through.
    let by = world.facilitates().await;
    let rows = entry::Entity::find().all(world.shelter.kernel.store.reader()).await.unwrap();
    desk::release(&world.shelter.kernel, &by, rows[0].id).await.unwrap();
    assert_eq!(to(&world.sent().await, &bea).len(), 1);
    // Whatever waits longer than seven days is gone (EML-13).
    world.shelter.pass(days(8));
    for job in retention::jobs() {
        job.run(&world.shelter.kernel).await.unwrap();
    }
    let rows = entry::Entity::find().all(world.shelter.kernel.store.reader()).await.unwrap();
    assert_eq!(rows.iter().filter(|it| it.words.is_some()).count(), 1, "what was let through stays");
}

/// Her own address, alone or among others; the address of an answer; the list's.
#[actix_web::test]
async fn a_letter_that_names_the_list_or_an_address_of_hers_is_said() {
    let world = World::new().await;
    world.shelter.lets_newcomers_talk().await;
    let (amina, bea) = (world.member("Juniper", Mode::Whole).await, world.member("Sparrow", Mode::Whole).await);
    let own = world.own(&amina).await;
    let list = format!("{}@list.example", list::word(&world.shelter.kernel, world.group.id).await.unwrap());
    let heads = [format!("To: <{own}>"), format!("To: b@c.example, <{}>", own.to_uppercase()), format!("To: {list}")];
    for (number, head) in heads.iter().enumerate() {
        let plain = String::from_utf8(world.letter(&amina.address, "x", "Sleep", &format!("Number {number}."))).unwrap();
        world.bring(&amina.address, &own, &world.signed(plain.replace("To: <x>", head).as_bytes())).await;
        let letters = world.sent().await;
        assert!(to(&letters, &bea).iter().any(|it| words(it).contains(&format!("Number {number}."))), "{head}");
    }
    let letters = world.sent().await;
    world.writes(&bea, &answers(to(&letters, &bea)[0]), "Re: x", "Tea helps.").await;
    assert!(to(&world.sent().await, &amina).iter().any(|it| words(it).contains("Tea helps.")));
}

/// A word that she wrote to somebody else does nothing here, but that nothing comes: it waits as it is.
#[actix_web::test]
async fn a_word_of_hers_to_somebody_else_is_not_done() {
    let world = World::new().await;
    let amina = world.member("Juniper", Mode::Whole).await;
    let own = world.own(&amina).await;
    for word in ["LEAVE YES", "NOTE", "RESUME"] {
        world.bring(&amina.address, &own, &to_another(&world, &amina, word)).await;
    }
    assert!(world.sent().await.is_empty());
    let seat = seat::by_membership(&world.shelter.kernel, amina.place.id).await.unwrap().unwrap();
    assert_eq!(seat.mode, Mode::Whole);
    let held = reasons(&world).await;
    assert!(held.len() == 3 && held.iter().all(|it| it.contains("mail-hold-elsewhere")), "{held:?}");
    world.bring(&amina.address, &own, &to_another(&world, &amina, "PAUSE")).await;
    let seat = seat::by_membership(&world.shelter.kernel, amina.place.id).await.unwrap().unwrap();
    assert!(seat.paused.is_some(), "whoever it was: that nothing comes is never wrong");
}
