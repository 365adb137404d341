# What goes out by text. Each is one text of 160 letters at most, also when it is filled in, and says nothing to anybody else who reads it.
# Words in capitals are what she can reply. They are the same as in keyword.rs.
# Whoever is not known gets no answer at all, whatever was written: an answer costs, and tells that somebody is here.
# After a second STOP nothing goes out either.

# To fill in: when is a moment (“tomorrow at 10 a.m.”), phone a line to talk to, emergency the number of the region.

# Something new waits.
text-say-note = You have a note. Reply OPEN to read it, or STOP to end.
text-say-no-more = There is nothing new right now.
text-say-code-asked = To read it, reply OPEN and then your word, in one text.
text-say-code-wrong = That did not match, and nothing was opened. You can try again: OPEN and then your word, in one text.
text-say-code-closed = That did not match a few times. It stays closed for now. You can try again { $when }.
text-say-attached = Something was added that a text cannot carry. You can see it on the web page.
text-say-rest = There is more to it than fits. You can read the rest on the web page.

# Words that do something.
text-say-stopped = Done. Nothing more will come. To undo this, reply START.
text-say-stop-how = To get nothing more, reply with STOP alone.
text-say-started = Texts come again. To end them, reply STOP.
text-say-paused = Paused. Nothing comes until you reply RESUME.
text-say-resumed = Notes come again. Reply PAUSE to hold them, or STOP to end.
text-say-not-me = Thank you. Nothing more will come here.
text-say-help = Short notes, as you chose. STOP ends them, PAUSE holds them. Not for you? NOT ME. In danger: call { $emergency }. To talk to someone: { $phone }
text-say-cost = Texts may cost what your phone plan says. To end them, reply STOP.

# What she wrote arrived.
text-say-got-it = Thank you, your words came. They will be read { $when }. If it cannot wait, call { $phone }
text-say-late = Your words came. They wait until they are read, { $when }. If it cannot wait, call { $phone }
text-say-staff-got-it = Thank you, your words came. Only the people who answer here can read them.
text-say-staff-how = Please send that word again, with what you want to say after it, in one text.

# What she wrote did not, or not as a whole.
text-say-cannot-carry = Your words came. The picture or file did not, and it was not kept.
text-say-only-words = A picture or file cannot be passed on from here, and was not kept. You can say it in words.
text-say-too-long = That was too long to pass on, and was not kept. You can send it again in shorter pieces.
text-say-not-taken = Your words could not be taken. They were not passed on, and not kept. Please try again later.
text-say-your-budget-reached = That is all that can be passed on today. This one was not kept. Please send it again tomorrow.
text-say-budget-reached = No more notes come today. They come again tomorrow. You can read on the web page at any time.

# Coming in. These two go out together, and she is asked for a yes to their number.
text-say-join-ask-1 = Texts stay on this phone until you delete them. Who can open it can read them. So can your phone company. They may cost. You can end them with STOP.
text-say-join-ask-2 = The people you were told about read what you write. Do you agree? Reply YES { $number }. If not, do nothing. You can leave at any time: reply STOP.
text-say-join-done = Thank you, it is done. A short note comes when there is something new. To end this at any time, reply STOP.
text-say-join-first = To begin, reply YES { $number }. Until then nothing is passed on, and what you sent was not kept. To end, reply STOP.
text-say-join-other = Something changed since then. Please read the last two texts, then reply YES { $number }. If you do not agree, do nothing.
# Only to a number that already proved to be hers, or to one that sent a word whose time is over.
text-say-join-unknown = That word did not work. It may be mistyped, used, or too old. Please ask the person who gave it to you.

# Later.
text-say-still-you = Do you still want short notes here? Then reply YES { $number }. If not, do nothing, and no more will come.
text-say-moved = From now on, notes come from { $address }. Nothing else changes. To end them, reply STOP.
text-say-ended = This has come to its end. Nothing more will come. Thank you for your words. To talk to someone: { $phone }
