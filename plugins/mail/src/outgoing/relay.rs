//! The shelter's relay: lettre over a line that is always sealed (RFC 3207, RFC 8314).
