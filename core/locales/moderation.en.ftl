# Why an entry waits, as its author reads it and as staff do.
moderation-hold-rule-failed = Something went wrong on our side, so staff look first.
moderation-hold-first-entry = Staff read first messages before the others do.
moderation-hold-everything = Staff read every message here before the others do.
moderation-hold-meeting = Staff read messages first for now, so yours waits a moment.
moderation-hold-personal-details = It may show who or where someone is, so staff look first.
moderation-given-back = Staff gave this back to you. They wrote to you about it.
moderation-first-day = That is a lot of messages for a first day. Your words are kept. Try again in ten minutes.
moderation-slow-down = It goes slowly here now. Your words are kept. Try again in a few minutes.
contribution-empty = There are no words yet. Write something, or leave the page.
contribution-too-long = This is longer than one message can be. Your words are kept. Make it shorter, or send it in two parts.
contribution-wrong-modality = That does not work here. Go back and try from the list.
contribution-no-such-entry = These words are not here any more. Nothing else was changed.
contribution-other-words = Staff changed these words after you opened the page. Nothing was sent. Go back and look at the new ones.
contribution-too-late = It is too late for that. Someone may have decided already. Nothing was changed.
# What was found in a text.
moderation-found-phone = A phone number
moderation-found-email = An e-mail address
moderation-found-address = An address
moderation-found-plate = A licence plate
moderation-found-school = A school
moderation-found-name = A name
moderation-found-place-and-time = A place and a time
# Under the question that is asked before words are sent.
moderation-nudge-here = We look for this here only, and tell nobody. You decide.
moderation-nudge-read-first = We look for this here only. Staff read what you send before the others do. You decide.
moderation-nudge-as-is = We look for this here only. If you send it as it is, staff may read it before the others do. You decide.
# Why staff hide or remove words.
moderation-reason-identifies = It shows who or where someone is
moderation-reason-hurts = It hurts someone
moderation-reason-agreement = It breaks what people here agreed to
moderation-reason-unsafe = It could put someone in danger
moderation-reason-other = Another reason
# What one can ask staff to look at.
moderation-report-what = What should staff look at?
moderation-report-who = Only staff see this. The person who wrote is not told who asked.
moderation-report-words = Anything you want to add
moderation-report-words-help = You can leave this empty.
moderation-report-send = Send to staff
moderation-report-not = Do not send
moderation-report-identifies = It shows who or where someone is
moderation-report-worry = I worry about this person
moderation-report-hurts = It hurts, or breaks a promise
moderation-report-known = I may know this person
moderation-report-other = Something else
moderation-report-no-reason = Choose what staff should look at.
moderation-outcome-acted = Something was done
moderation-outcome-checked-in = Staff checked in with someone
moderation-outcome-nothing = Nothing to do
# Settings.
moderation-setting-personal-details = Words that could show who or where someone is
moderation-setting-personal-details-help = Phone numbers, addresses, schools, names. Nothing is ever sent anywhere to find them.
moderation-setting-personal-details-off = Do nothing
moderation-setting-personal-details-nudge = Ask the person before it is sent
moderation-setting-personal-details-hold = Ask, and let staff read numbers and addresses first
moderation-setting-joins-per-hour = New people in one hour, at most
moderation-setting-joins-per-hour-help = So that a thief of invitations cannot fill the group. Raise it for an evening when many come in.
moderation-setting-first-day-entries = Messages in ten minutes on someone’s first day, at most
moderation-setting-first-day-entries-help = So that nobody can flood the group before staff see it.
