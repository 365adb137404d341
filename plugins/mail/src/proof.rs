//! Whether a letter is really from the address that it says it is from: DMARC (RFC 7489), asked of the DNS.
