# From an invitation to a membership: refusals, consents, alias.
joining-code-refused = This code does not open anything now.
joining-journey-lost = Too much time went by, and what you answered is gone. Enter your code again. It still works.
joining-shown-changed = This text has changed since you opened the page. Please read it again.
joining-answer-needed = Choose one answer.
joining-promise-needed = To come in, everyone makes these promises. You can also talk to staff first.
joining-interest-needed = Say how this person asked to come.
joining-hour-full = Several people came in just now. Try again in an hour. Your invitation stays good.
joining-group-full = This group has no free place now.
joining-intake-closed = This group does not take anyone in now.
joining-not-this-group = This person cannot be invited to this group. Please choose another group.
joining-wrong-word = That is not the word you chose with staff. Try again, or call staff.
joining-alias-length = A name has 2 to 30 signs.
joining-alias-signs = Use letters of one alphabet. Numbers, spaces and hyphens are fine too.
joining-alias-taken = This is too close to a name already here. Add a word, or choose another.
joining-alias-reserved = This name is kept for staff, or for this place. Please choose another.
joining-alias-sure = This looks like a real name, an address or a number. Others could know you by it.
joining-alias-given = Here, everyone gets a number as a name.
joining-answer-long = One answer is too long. 2,000 signs are the most.
joining-criterion-needed = Say yes or no to each criterion.
joining-second-needed = Someone else must agree with this decision.
joining-decided = This is decided already.
joining-alias-number = Number { $number }
joining-label-what = What
joining-label-why = Why
joining-label-who = Who can read it
joining-label-how-long = How long
joining-label-protected = How it is protected
joining-label-cannot = What we cannot stop
joining-purpose-keep-words = We keep what you write
joining-keep-words-question = May we keep what you write here?
joining-keep-words-what = The words you send, under your alias.
joining-keep-words-why = So that the others can read and answer when they have time.
joining-keep-words-who = The others here, and those who look after it: { $names }. The person who runs the computer cannot. No company gets it.
joining-keep-words-days = { $days ->
    [one] One day. Then it is erased. You can take your words out sooner.
   *[other] { $days } days. Then it is erased. You can take your words out sooner.
}
joining-keep-words-fleeting = Until everyone has left, or the computer restarts. It is never written down.
joining-keep-words-protected = Stored with a key that is kept somewhere else. Someone who steals the computer cannot read it.
joining-keep-words-protected-fleeting = It is only in the computer’s memory, never on its disk.
joining-keep-words-cannot = Someone could take a picture of a screen.
joining-keep-words-refused = You can read and talk to staff. You cannot write to the others.
