//! A server that listens for letters: LMTP from one beside it, or SMTP from anywhere.
