//! Letters that only she can open: OpenPGP (RFC 9580, RFC 3156), with a key that she gave.
