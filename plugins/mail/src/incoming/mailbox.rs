//! Letters out of a mailbox of the shelter's, by IMAP: fetched as they arrive (IDLE, RFC 2177), gone from it once they are taken.
