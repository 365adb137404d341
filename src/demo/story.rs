//! A believable shelter, made up: its people, its groups, what they say. No word of it was ever said by anyone.

/// A member of staff: the name that members see, and what she does.
pub struct Colleague {
    pub name: &'static str,
    pub role: &'static str,
    pub language: &'static str,
}

pub const STAFF: &[Colleague] = &[
    Colleague { name: "Anne", role: "administrator", language: "en" },
    Colleague { name: "Denise", role: "facilitator", language: "en" },
    Colleague { name: "Farah", role: "facilitator", language: "fr" },
    Colleague { name: "Lise", role: "intake", language: "fr" },
    Colleague { name: "Noor", role: "interpreter", language: "en" },
];

/// A group, and all that happened in it.
pub struct Story {
    pub language: &'static str,
    pub modality: &'static str,
    pub name: [&'static str; 2],
    pub purpose: [&'static str; 2],
    pub for_whom: [&'static str; 2],
    pub length: [&'static str; 2],
    /// Days that words are kept; none: they never are.
    pub keep_hours: Option<i32>,
    /// People come together at set times.
    pub meets: bool,
    /// Whether people whom nobody knows yet may apply.
    pub is_open_to_applications: bool,
    pub people: &'static [&'static str],
    pub topics: &'static [Topic],
}

pub struct Topic {
    pub days_ago: u32,
    pub heading: &'static str,
    pub note: &'static str,
    pub by: &'static str,
    pub body: &'static str,
    pub replies: &'static [Reply],
}

pub struct Reply {
    pub days_ago: u32,
    pub by: &'static str,
    pub body: &'static str,
}

const fn reply(days_ago: u32, by: &'static str, body: &'static str) -> Reply {
    Reply { days_ago, by, body }
}

pub const OPEN_TOPICS: Story = Story {
    language: "en",
    modality: "forum",
    name: ["Open topics", "Sujets ouverts"],
    purpose: [
        "To share what works in daily life, at any hour, with people who know what it is like.",
        "Partager ce qui aide au quotidien, à toute heure, avec des personnes qui savent ce que c’est.",
    ],
    for_whom: [
        "People we know, who want to write and read when they have time.",
        "Des personnes que nous connaissons, qui veulent lire et écrire quand elles ont le temps.",
    ],
    length: [
        "As long as you like. We look at the group again every six months.",
        "Aussi longtemps que vous voulez. Nous faisons le point tous les six mois.",
    ],
    keep_hours: Some(60 * 24),
    meets: false,
    is_open_to_applications: false,
    people: &["River Stone", "Sparrow", "Lantern", "Paper Boat", "Willow"],
    topics: &[
        Topic {
            days_ago: 14,
            heading: "Books that carried you",
            note: "",
            by: "Paper Boat",
            body: "What did you read when you could not sleep? I need something kind, not too heavy to hold.",
            replies: &[
                reply(14, "Lantern", "Anything with gardens in it. I read seed catalogues."),
                reply(13, "River Stone", "Short stories. One is enough, and you can stop."),
                reply(12, "Denise", "The library near the market lends without a card if you say that we sent you."),
            ],
        },
        Topic {
            days_ago: 6,
            heading: "Sleep, when the house is loud",
            note: "",
            by: "Sparrow",
            body: "The upstairs people walk all night. It is nobody's fault, but I wake each time. What helps you to go back to sleep?",
            replies: &[
                reply(6, "Willow", "I count the things in my room that are mine."),
                reply(5, "Lantern", "A fan. It hums the same all night."),
                reply(4, "Sparrow", "The fan works. Thank you."),
            ],
        },
        Topic {
            days_ago: 4,
            heading: "A new phone: where to start",
            note: "",
            by: "Denise",
            body: "Many of you ask what to do first with a new phone. Start with a new account, not the old one. Do not restore a copy of the old phone. Write to staff if you want to do it together.",
            replies: &[
                reply(3, "River Stone", "Is it enough to change the password of the old account?"),
                reply(3, "Denise", "It helps, but a new account is better. The old one may be open on another device."),
                reply(2, "Willow", "I did it with Denise last week. It took half an hour."),
            ],
        },
        Topic {
            days_ago: 2,
            heading: "Small good things this week",
            note: "",
            by: "Lantern",
            body: "I will begin. The light was lovely on Monday and I sat in it for ten whole minutes.",
            replies: &[
                reply(2, "Paper Boat", "My daughter laughed at the bus driver's hat."),
                reply(1, "Willow", "Soup."),
                reply(0, "Sparrow", "I opened the window without checking the street first."),
            ],
        },
        Topic {
            days_ago: 1,
            heading: "What to say at school meetings",
            note: "children",
            by: "River Stone",
            body: "They ask who may pick the children up. I never know how much to say. The teacher is kind, but the office is open to everyone.\n\nHow do you do it?",
            replies: &[
                reply(1, "Sparrow", "I ask for ten minutes with the door closed. I bring one page with what they need, and I take it home again."),
                reply(0, "Denise", "A school can put a note on file that only the principal opens. We can write it with you, or come along."),
            ],
        },
    ],
};

pub const SUJETS: Story = Story {
    language: "fr",
    modality: "forum",
    name: ["Evening table", "La table du soir"],
    purpose: [
        "To end the day in company, in French, a few lines at a time.",
        "Finir la journée en compagnie, en quelques lignes, quand le reste du monde dort.",
    ],
    for_whom: ["Anyone who speaks French and would like company.", "Toute personne qui parle français et qui aimerait de la compagnie."],
    length: ["A year, then we decide together.", "Un an, puis nous décidons ensemble."],
    keep_hours: Some(30 * 24),
    meets: false,
    is_open_to_applications: true,
    people: &["Galet", "Érable", "Boussole", "Lueur"],
    topics: &[
        Topic {
            days_ago: 5,
            heading: "Les recettes des soirs pressés",
            note: "",
            by: "Érable",
            body: "Que cuisinez-vous quand il reste vingt minutes et trois légumes ?",
            replies: &[
                reply(5, "Galet", "Une soupe. Tout va dans la même casserole."),
                reply(4, "Lueur", "Des œufs. Toujours des œufs."),
                reply(3, "Farah", "La banque alimentaire du quartier ouvre aussi le mardi soir, sans rendez-vous."),
            ],
        },
        Topic {
            days_ago: 2,
            heading: "Le courrier qui fait peur",
            note: "lettres officielles",
            by: "Boussole",
            body: "Je laisse les enveloppes fermées pendant des jours. Est-ce que quelqu’un d’autre fait ça ?",
            replies: &[
                reply(2, "Galet", "Oui. Maintenant je les ouvre ici, avec Farah, le jeudi."),
                reply(1, "Farah", "Apportez-les. Nous les ouvrons ensemble, une à la fois."),
            ],
        },
        Topic {
            days_ago: 1,
            heading: "Vos petites victoires",
            note: "",
            by: "Lueur",
            body: "J’ai changé la serrure de la boîte aux lettres. Toute seule.",
            replies: &[reply(0, "Érable", "C’est une grande victoire.")],
        },
    ],
};

/// The one who writes for the first time: her words wait at the desk.
pub const NEWCOMER: &str = "Juniper";
pub const HELD_IN: &str = "What to say at school meetings";
pub const HELD: &str =
    "I say “a family matter” and ask for the form in an envelope. So far that was enough. You can call me at 514-555-0199 after four.";

/// What someone reported, and why.
pub const REPORTED: &str = "Soup.";
pub const REPORT: &str = "I worry about this person. She used to write more.";

/// A private line to staff.
pub const TO_STAFF: &str = "Could we write instead of calling? The walls are thin here.";

/// What someone who applies answers.
pub const ANSWERS: &[&str] = &["J’ai vu l’affiche à la clinique.", "Le soir, après neuf heures.", ""];

/// A third group is still being made.
pub const DRAFT_NAME: [&str; 2] = ["Eight weeks in spring", "Huit semaines au printemps"];

/// A resource card.
pub const CARD: [[&str; 2]; 2] = [
    ["Help at any hour", "9-8-8: call or text, free, day and night, in English and French."],
    ["De l’aide à toute heure", "9-8-8 : par téléphone ou par texto, gratuit, jour et nuit, en français et en anglais."],
];

/// A room in which short messages are there at once.
pub const EVENINGS: Story = Story {
    language: "en",
    modality: "chat",
    name: ["Evening room", "Salle du soir"],
    purpose: ["To say how the day was, in a few words.", "Dire comment était la journée, en quelques mots."],
    for_whom: ["People we know, who like short messages.", "Des personnes que nous connaissons, qui aiment les messages courts."],
    length: [
        "As long as you like. We look at it again every six months.",
        "Aussi longtemps que vous voulez. Nous faisons le point tous les six mois.",
    ],
    keep_hours: Some(14 * 24),
    meets: false,
    is_open_to_applications: false,
    people: &["Wren", "Heron", "Moth"],
    topics: &[Topic {
        days_ago: 3,
        heading: "",
        note: "",
        by: "Wren",
        body: "A neighbour kept my parcels all week and asked nothing.",
        replies: &[
            reply(2, "Heron", "Sleeping six hours. Twice."),
            reply(2, "Moth", "I pass tonight. Glad to read you all."),
            reply(1, "Denise", "You can pass at any time. Write a word, or nothing."),
        ],
    }],
};

/// People who come together, and drop in. What they write is never kept.
pub const TOGETHER: Story = Story {
    language: "en",
    modality: "chat",
    name: ["Kitchen table", "Table de cuisine"],
    purpose: ["To be together for an hour, by writing.", "Être ensemble une heure, par écrit."],
    for_whom: ["Anyone who likes company in the evening.", "Toute personne qui aime la compagnie le soir."],
    length: [
        "An hour and a half each week. We look at it again every six months.",
        "Une heure et demie chaque semaine. Nous faisons le point tous les six mois.",
    ],
    keep_hours: None,
    meets: true,
    is_open_to_applications: false,
    people: &["Finch"],
    topics: &[],
};

/// People who hear each other, and see each other where they like. Nothing of it is kept.
pub const WINDOW_SEAT: Story = Story {
    language: "en",
    modality: "video",
    name: ["Window seat", "Près de la fenêtre"],
    purpose: ["To hear and see each other for an hour.", "S’entendre et se voir pendant une heure."],
    for_whom: ["Anyone who would rather talk than write.", "Toute personne qui aime mieux parler qu’écrire."],
    length: [
        "An hour and a half each week. We look at it again every six months.",
        "Une heure et demie chaque semaine. Nous faisons le point tous les six mois.",
    ],
    keep_hours: None,
    meets: true,
    is_open_to_applications: false,
    people: &["Robin", "Swift"],
    topics: &[],
};
