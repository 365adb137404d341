//! Names to suggest: plain things, neither sweet nor telling, without a gender, unlike any person's name.
use crate::locale::Language;

const EN: (&[&str], &[&str]) = (
    &[
        "Copper", "River", "Morning", "Quiet", "Winter", "Slate", "Paper", "Northern", "Silver", "Garden", "Velvet", "Early", "Hidden", "Golden",
        "Little", "Harbour", "Maple", "Cloud", "Steady", "Wooden", "Summer", "Blue", "Green", "Tall", "Soft", "Bright", "Evening", "Rainy", "Sunny",
        "Second", "Wild", "Distant",
    ],
    &[
        "Kettle", "Stone", "Lantern", "Sparrow", "Teapot", "Pebble", "Basket", "Compass", "Button", "Feather", "Orchard", "Bridge", "Candle",
        "Mitten", "Ladder", "Island", "Window", "Acorn", "Thimble", "Meadow", "Heron", "Anchor", "Bell", "Blanket", "Cedar", "Fern", "Kite",
        "Marble", "Moss", "Otter", "Pine", "Puddle",
    ],
);
const FR: (&[&str], &[&str]) = (
    &[
        "Théière",
        "Galet",
        "Lanterne",
        "Moineau",
        "Panier",
        "Boussole",
        "Bouton",
        "Plume",
        "Verger",
        "Pont",
        "Bougie",
        "Mitaine",
        "Échelle",
        "Île",
        "Fenêtre",
        "Gland",
        "Ruisseau",
        "Héron",
        "Ancre",
        "Cloche",
        "Couverture",
        "Cèdre",
        "Fougère",
        "Sapin",
        "Mousse",
        "Loutre",
        "Nuage",
        "Sentier",
        "Bouleau",
        "Sureau",
        "Tambour",
        "Ruche",
    ],
    &[
        "de cuivre",
        "de rivière",
        "du matin",
        "des bois",
        "de papier",
        "du nord",
        "d’argent",
        "du jardin",
        "de velours",
        "d’hiver",
        "d’été",
        "du soir",
        "des neiges",
        "du large",
        "d’ambre",
        "de brume",
        "de laine",
        "des champs",
        "du port",
        "de mai",
        "des îles",
        "de lin",
        "de l’aube",
        "du verger",
        "de sable",
        "du vent",
        "de bois",
        "d’octobre",
        "du lac",
        "des prés",
        "de pluie",
        "de mars",
    ],
);

/// Two words, chosen by four random bytes.
pub fn pick(language: Language, random: [u8; 4]) -> String {
    let (first, second) = match language {
        Language::En => EN,
        Language::Fr => FR,
    };
    let of = |list: &'static [&'static str], high: u8, low: u8| list.get(usize::from(u16::from_be_bytes([high, low])) % list.len()).copied();
    let (one, other) = (of(first, random[0], random[1]), of(second, random[2], random[3]));
    format!("{} {}", one.unwrap_or("Copper"), other.unwrap_or("Kettle"))
}
