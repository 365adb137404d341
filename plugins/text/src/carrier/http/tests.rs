//! The bounds of a call, on servers that do not keep to them.
use super::*;

#[test]
fn a_line_that_is_not_sealed_stays_in_the_house() {
    for near in
        ["http://127.0.0.1:1", "http://[::1]/x/", "http://localhost", "http://kannel:13013/cgi-bin/sendsms", "http://10.1.2.3", "https://api.example"]
    {
        assert!(base(near).is_ok(), "{near}");
    }
    for open in ["http://api.example", "http://198.51.100.7", "http://[2001:db8::1]", "http://172.32.0.1"] {
        assert_eq!(base(open), Err(Unusable::Open), "{open}");
    }
    for odd in ["ftp://a", "data:x", "https://me:secret@api.example", "https://api.example?x=1", "https://api.example#x", "nothing"] {
        assert_eq!(base(odd), Err(Unusable::Address), "{odd}");
    }
}

#[test]
fn a_part_of_an_address_stays_that_part() {
    let base = base("https://api.example/v1/").unwrap();
    assert_eq!(at(&base, &["a/../b?c#d"]).as_str(), "https://api.example/v1/a%2F..%2Fb%3Fc%23d");
}

#[test]
fn a_name_tells_where_one_part_ends() {
    assert_ne!(name_of(&["ab", "c"]), name_of(&["a", "bc"]));
    assert_eq!(name_of(&["ab", "c"]), name_of(&["ab", "c"]));
}
