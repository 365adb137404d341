//! What a name looks like, so that nobody can pass for another.
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_security::{MixedScript, confusable_detection::skeleton};

/// Two names with the same likeness look alike: kept unique within a group, and refused where it is that of a reserved word.
///
/// UTS #39's skeleton between two foldings: the skeleton knows no case, and makes letters of some figures (0 becomes O).
/// Folding first loses that a capital I looks like an l, so i counts as l: now and then that refuses a name (Eli beside
/// Ell), which is the cheaper mistake.
pub fn likeness(name: &str) -> String {
    let skeleton: String = skeleton(&fold(name)).collect();
    let bare: String = fold(&skeleton).nfd().filter(|it| !is_combining_mark(*it)).collect();
    bare.split_whitespace().collect::<String>().replace('i', "l")
}

/// A name in letters of one writing system; digits and marks go with any. "Аnna" with a Cyrillic А is not.
pub fn is_one_script(name: &str) -> bool {
    name.is_single_script()
}

fn fold(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase()
}
