//! What the list may refuse.
use hearth_core::refusals;

refusals! {
    /// A new conversation has no subject.
    SUBJECT_NEEDED = "mail-subject-needed" => 422;
    /// A subject longer than a line.
    SUBJECT_TOO_LONG = "mail-subject-too-long" => 422;
    /// None of the four ways was chosen.
    NOTHING_CHOSEN = "mail-nothing-chosen" => 422;
    /// What was pasted is no key.
    NOT_A_KEY = "mail-not-a-key" => 422;
    /// It is the half that nobody but she may have. It was not kept.
    PRIVATE_KEY = "mail-private-key" => 422;
    /// A key, but one with which nothing can be sealed.
    KEY_UNFIT = "mail-key-unfit" => 422;
    /// A name of a domain or a machine that cannot be one.
    NOT_A_HOST = "mail-not-a-host" => 422;
    /// A number that is no port.
    NOT_A_PORT = "mail-not-a-port" => 422;
    /// Words and passphrase would go over a line that anyone on the way can read.
    NOT_OPENLY = "mail-not-openly" => 422;
}
