//! An address is hers, short enough, and cannot be made or changed by anybody else.
use super::*;

fn house() -> Addresses {
    Addresses { key: [7; 32], names: DataKey::new([9; 32]), domain: "list.example".into() }
}

const NOW: Moment = Moment(1_795_453_200_000);

fn token(is_for: Use) -> Token {
    Token { is_for, of: Uuid::from_u128(0x0193_1111_2222_7333_8444_5555_6666_7777), day: day(NOW), generation: 3, number: 4_000_000_000 }
}

#[test]
fn each_use_comes_back_as_it_was_in_any_case_and_fits_before_the_at() {
    for is_for in USES {
        let address = house().make(token(is_for));
        assert_eq!(address.split('@').next().unwrap().len(), LONGEST, "RFC 5321: 64 octets");
        assert_eq!(house().read(&address, NOW), Some(token(is_for)));
        assert_eq!(house().read(&address.to_uppercase(), NOW), Some(token(is_for)), "a server wrote it in capitals");
    }
}

#[test]
fn nothing_of_it_can_be_read_or_changed() {
    let address = house().make(token(Use::Answer));
    assert!(!address.contains("list1") && !address.contains("answer"));
    for at in 0..LONGEST {
        let mut bytes = address.clone().into_bytes();
        bytes[at] = if bytes[at] == b'a' { b'b' } else { b'a' };
        assert_eq!(house().read(&String::from_utf8(bytes).unwrap(), NOW), None, "letter {at}");
    }
    let other = Addresses { key: [8; 32], ..house() };
    assert_eq!(other.read(&address, NOW), None, "another house's");
    assert_eq!(house().read(&address.replace("list.example", "evil.example"), NOW), None);
    for made_up in ["", "@list.example", "juniper@list.example", "a@b@list.example", &format!("{}@list.example", "é".repeat(32))] {
        assert_eq!(house().read(made_up, NOW), None, "{made_up}");
    }
}

#[test]
fn one_with_a_day_ends_and_one_from_tomorrow_is_none() {
    let address = house().make(token(Use::Bounce));
    assert!(house().read(&address, NOW + 14 * DAY).is_some());
    assert_eq!(house().read(&address, NOW + 15 * DAY), None);
    assert_eq!(house().read(&address, Moment(NOW.0 - 2 * DAY.as_millis() as i64)), None);
    assert!(house().read(&house().make(token(Use::Own)), NOW + 4000 * DAY).is_some(), "her own has no day");
}

#[test]
fn two_places_of_one_person_share_nothing() {
    let other = Token { of: Uuid::from_u128(0x0193_1111_2222_7333_8444_5555_6666_7778), ..token(Use::Own) };
    let (one, two) = (house().make(token(Use::Own)), house().make(other));
    let shared = one.bytes().zip(two.bytes()).take(LONGEST).collect::<Vec<_>>();
    let run = shared.split(|(a, b)| a != b).map(<[_]>::len).max().unwrap();
    assert!(run < 8, "{run} letters alike");
}

#[test]
fn a_letters_id_is_always_the_same_and_says_nothing() {
    let entry = EntryId(Uuid::from_u128(5));
    assert_eq!(house().message_id(entry), house().message_id(entry));
    assert_ne!(house().message_id(entry), Addresses { names: DataKey::new([1; 32]), ..house() }.message_id(entry));
    assert!(!house().message_id(entry).contains("0005"));
    assert!(!house().list_id(GroupId(Uuid::from_u128(5))).contains('@'));
}
