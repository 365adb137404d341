//! A forum: topics and replies, read and written at any time.
