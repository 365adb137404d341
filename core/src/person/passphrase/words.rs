//! Seven ordinary words: how they are drawn, and how they are read when someone types them in a hurry.
use crate::{Result, locale::Language, vault::random};
use bip39::Language as List;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Of at least 1,800 words each, drawn evenly: more than 75 bits.
pub const COUNT: usize = 7;
/// In both lists a word is known by its first four letters, so nothing after them has to be spelled right.
const TELLING: usize = 4;

/// Words nobody should have to carry who has fled: what frightens, what gives away, what was done.
#[rustfmt::skip]
const LEFT_OUT_EN: &[&str] = &[
    "abandon", "abuse", "accident", "accuse", "addict", "afraid", "alarm", "alcohol", "alert", "alien", "alone", "anger", "angry", "anxiety", "argue", "arm",
    "armed", "armor", "army", "arrest", "arrow", "assault", "attack", "attract", "avoid", "baby", "battle", "betray", "bid", "bitter", "blade", "blame",
    "blast", "bleak", "blind", "blood", "body", "bomb", "bone", "boss", "boy", "broken", "bullet", "burden", "burst", "cage", "cannon", "caught", "caution",
    "chaos", "chase", "child", "claw", "cloud", "control", "crack", "crash", "crazy", "crime", "crisis", "crouch", "cruel", "crush", "cry", "dad", "damage",
    "danger", "daughter", "defense", "defy", "denial", "deny", "depart", "despair", "destroy", "devil", "dirt", "disease", "dismiss", "disorder", "divorce",
    "dizzy", "doll", "drastic", "drill", "drink", "dumb", "embody", "enemy", "enforce", "escape", "evidence", "evil", "execute", "exile", "expire", "expose",
    "fade", "fall", "false", "family", "fat", "fatal", "father", "fatigue", "fault", "female", "fever", "fire", "flee", "force", "fragile", "frown", "fury",
    "gasp", "ghost", "girl", "gloom", "grab", "grief", "grunt", "guard", "guilt", "gun", "hammer", "harsh", "hazard", "head", "help", "hidden", "hip",
    "horror", "hospital", "hunt", "hurt", "husband", "ill", "illegal", "illness", "infant", "inflict", "inhale", "inject", "injury", "inmate", "innocent",
    "insane", "jealous", "judge", "juvenile", "kick", "kid", "kiss", "knee", "knife", "lady", "law", "lawsuit", "leave", "liar", "lonely", "love", "mad",
    "maid", "man", "marriage", "mask", "mercy", "misery", "miss", "mistake", "mom", "monster", "mother", "mystery", "naive", "nasty", "neck", "negative",
    "neglect", "nerve", "never", "noise", "obey", "object", "odor", "oppose", "orphan", "panic", "parent", "patrol", "penalty", "pill", "pistol", "police",
    "poverty", "power", "prison", "private", "problem", "protect", "pull", "punch", "push", "quit", "rebel", "regret", "reject", "rescue", "resist", "rib",
    "rifle", "riot", "risk", "rough", "rude", "sad", "sadness", "scan", "scare", "scissors", "scorpion", "scream", "secret", "security", "sex", "shadow",
    "sheriff", "shield", "shiver", "shock", "shoot", "shove", "shy", "sick", "siege", "silent", "siren", "skin", "skull", "slab", "slam", "slave", "smoke",
    "snake", "sorry", "spawn", "spider", "spike", "spoil", "spy", "squeeze", "sting", "stranger", "strike", "strong", "struggle", "stuff", "stumble", "suffer",
    "survey", "suspect", "swallow", "swamp", "swarm", "swear", "sword", "symptom", "tattoo", "tent", "throw", "tongue", "toss", "track", "tragic", "trap",
    "trash", "trial", "trick", "trigger", "trouble", "twist", "ugly", "unaware", "unfair", "unhappy", "unknown", "upset", "useless", "vanish", "viable",
    "vicious", "victory", "virus", "void", "wait", "warfare", "warrior", "wasp", "waste", "weapon", "wedding", "weird", "whip", "whisper", "wife", "witness",
    "wolf", "woman", "worry", "wreck", "wrestle", "wrist", "wrong",
];
#[rustfmt::skip]
const LEFT_OUT_FR: &[&str] = &[
    "abaisser", "abandon", "abolir", "abriter", "absence", "absurde", "abusif", "accabler", "accuser", "acerbe", "affreux", "agacer", "agiter", "alarmer",
    "alerte", "aliéner", "amertume", "amour", "anarchie", "anéantir", "angoisse", "anomalie", "anonyme", "anxieux", "armature", "armement", "arracher",
    "arsenic", "assaut", "asservir", "atroce", "attaque", "attirer", "attraper", "aveugle", "avouer", "bafouer", "bandage", "barbier", "baril", "bataille",
    "bâton", "biberon", "bistouri", "blafard", "blâmer", "blessant", "blinder", "bloquer", "bouche", "bourreau", "boxeur", "brasier", "briser", "broyeur",
    "brusque", "brutal", "bruyant", "cachette", "calomnie", "calvaire", "canon", "captif", "capter", "carabine", "carnage", "cassure", "censurer", "cesser",
    "chagrin", "chasseur", "chute", "claquer", "cogner", "colère", "combat", "couteau", "crainte", "créature", "crier", "cruel", "cyanure", "damier",
    "danger", "débris", "déchirer", "défensif", "demeurer", "démolir", "dénuder", "dérober", "désastre", "descente", "désobéir", "détester", "détresse",
    "devoir", "diable", "discuter", "docile", "dompter", "douleur", "douter", "duperie", "écraser", "effrayer", "emprise", "endurer", "enfance", "enfermer",
    "enfouir", "ennemi", "ennuyeux", "entraver", "envahir", "épier", "épreuve", "épuisant", "erreur", "escroc", "esquiver", "étouffer", "étourdir",
    "étrange", "évasion", "éviter", "exécuter", "exiler", "explorer", "exploser", "faiblir", "famille", "farouche", "fatal", "fatigue", "fautif", "femme",
    "féroce", "fissure", "flamme", "fléau", "foudre", "fouiller", "foulure", "fragile", "frapper", "frayeur", "frémir", "frénésie", "fugitif", "fuite",
    "fureur", "furieux", "gendarme", "gifler", "glaive", "gouffre", "griffure", "grogner", "gronder", "guerrier", "hachoir", "harpon", "hésiter", "honteux",
    "horde", "horrible", "hurler", "illicite", "imputer", "incendie", "incident", "infliger", "injure", "inoculer", "insulter", "invasion", "irriter",
    "ivresse", "jouissif", "jugement", "juriste", "justice", "juvénile", "lacérer", "larme", "légal", "lézard", "licence", "ligoter", "litige", "livreur",
    "lugubre", "lutter", "maléfice", "malheur", "malice", "marteler", "matraque", "maudire", "maussade", "méchant", "menacer", "mensonge", "missile",
    "monstre", "moqueur", "mordre", "morsure", "mortier", "munition", "muraille", "murène", "mystère", "narquois", "naufrage", "néfaste", "négation",
    "négliger", "nerveux", "noceur", "nocif", "noirceur", "nuire", "nuisible", "nuptial", "obéir", "obliger", "obscur", "offenser", "officier", "ogive",
    "ombrage", "opprimer", "orageux", "outrager", "paniquer", "perdrix", "perforer", "perte", "phobie", "piquer", "plaie", "pleurer", "plomb", "policier",
    "posséder", "potence", "prison", "priver", "problème", "proie", "protéger", "psychose", "punitif", "querelle", "ravager", "redouter", "refuge", "rejeter",
    "renoncer", "requin", "réserve", "revanche", "révolte", "riposter", "risque", "rompre", "ruiner", "ruser", "saboter", "sabre", "sanction", "sarcasme",
    "scalpel", "scandale", "scélérat", "secouer", "secret", "séduire", "semence", "séminal", "sentence", "séparer", "sévir", "sinistre", "soldat", "solitude",
    "sombre", "sottise", "soucieux", "souffrir", "soumettre", "soupçon", "stupeur", "suicide", "supplier", "surveiller", "survie", "suspect", "tension",
    "terne", "terrible", "témoin", "tordre", "tornade", "torpille", "torrent", "torture", "toxine", "tragique", "trahir", "trancher", "trembler", "tribunal",
    "triste", "tumulte", "tyran", "usure", "vacarme", "vampire", "vaincre", "venger", "venimeux", "verrou", "vexant", "victime", "vipère", "virus", "viseur",
    "vorace", "vulnérable",
];

/// Seven words, drawn from the system's generator.
pub fn draw(language: Language) -> Result<Vec<String>> {
    let kept = kept(language);
    // The largest multiple of the count: what lies above would favour the first words.
    let fair = (u32::MAX / kept.len() as u32) * kept.len() as u32;
    let mut drawn = Vec::with_capacity(COUNT);
    while drawn.len() < COUNT {
        let number = u32::from_le_bytes(random()?);
        if number < fair {
            drawn.push(kept[number as usize % kept.len()].nfc().collect());
        }
    }
    Ok(drawn)
}

/// The list without what is left out.
fn kept(language: Language) -> Vec<&'static str> {
    let (list, left_out) = match language {
        Language::En => (List::English, LEFT_OUT_EN),
        Language::Fr => (List::French, LEFT_OUT_FR),
    };
    let left_out: std::collections::HashSet<String> = left_out.iter().map(|it| bare(it)).collect();
    list.word_list().iter().copied().filter(|it| !left_out.contains(&bare(it))).collect()
}

/// What was typed, as it counts: capitals, accents, hyphens, commas, numbers before the words, extra spaces and the ends of
/// long words make no difference.
pub fn read(typed: &str) -> Vec<String> {
    bare(typed).split(|it: char| !it.is_alphabetic()).filter(|it| !it.is_empty()).map(|it| it.chars().take(TELLING).collect()).collect()
}

/// Small letters without marks.
fn bare(text: &str) -> String {
    text.nfkd().filter(|it| !is_combining_mark(*it)).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn nobody_has_to_type_her_words_as_they_were_printed() {
        let printed = read("Échelle walnut noisette quiet orbit seven mitten");
        for typed in [
            "echelle walnut noisette quiet orbit seven mitten",
            "ÉCHELLE, WALNUT, NOISETTE, QUIET, ORBIT, SEVEN, MITTEN.",
            "  1. echelle 2. walnut\n3. noisette 4. quiet 5. orbit 6. seven 7. mitten ",
            "echelle-walnut-noisette-quiet-orbit-seven-mitten",
            "e\u{301}chelle walnut noissete quiett orbit sevven mitten".replace("noissete", "noisete").replace("sevven", "seven").as_str(),
        ] {
            assert_eq!(read(typed), printed, "{typed}");
        }
        assert_ne!(read("echelle walnut noisette quiet orbit mitten seven"), printed, "their order counts");
    }

    #[test]
    fn four_letters_tell_every_word_from_every_other() {
        for language in Language::ALL {
            let words = kept(language);
            assert!(words.len() >= 1700, "{language:?}: {}", words.len());
            let told: HashSet<_> = words.iter().flat_map(|it| read(it)).collect();
            assert_eq!(told.len(), words.len(), "{language:?}");
        }
    }

    #[test]
    fn nothing_that_frightens_is_drawn() {
        for word in ["abuse", "gun", "knife", "police", "weapon", "husband"] {
            assert!(!kept(Language::En).contains(&word), "{word}");
        }
        let french: Vec<String> = kept(Language::Fr).into_iter().map(bare).collect();
        for word in ["couteau", "policier", "refuge", "colere", "prison"] {
            assert!(!french.iter().any(|it| it == word), "{word}");
        }
        assert!(french.iter().any(|it| it == "abeille"), "the rest is drawn");
    }

    #[test]
    fn a_draw_gives_seven_words_that_read_as_themselves() {
        for language in Language::ALL {
            let words = draw(language).expect("words");
            assert_eq!(words.len(), COUNT);
            assert_eq!(read(&words.join(" ")).len(), COUNT);
            assert_ne!(words, draw(language).expect("words"));
        }
    }
}
