//! The house's signature on every letter (DKIM, RFC 6376 and RFC 8463), and the keys for it.
