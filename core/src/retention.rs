//! How long an entry is kept, and the sweep.
