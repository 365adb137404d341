//! What an administrator is told about the shelter's mail before a list goes live: a check for each thing that has to be right, in plain words.
