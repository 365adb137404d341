# The room.
chat-tab = Talk
chat-room = Talk
chat-log = What was written
chat-you = (you)
chat-staff = Staff
chat-someone = Someone who left
chat-more = More
chat-lane = Interpreter
chat-colon = :
chat-empty = Nothing is written here yet. You can begin.
chat-see-new = See what is new
chat-read-along = Read along on a page that renews itself
chat-renews = This page renews itself every 20 seconds. Nothing can be typed here, so nothing is lost.
chat-go-write = Write
chat-write = Write to everyone here
chat-send = Send
chat-send-as-is = Send as it is
chat-kept-days = Kept for { $days ->
    [one] { $days } day
   *[other] { $days } days
}, then erased.
chat-erased-on = Never stored. Erased on { $day } at the latest.
chat-never-kept = Never stored. Erased when this place closes.
chat-slow = One message each { $seconds } seconds.
chat-hide-words = Hide the words
chat-away = Step away
chat-return = Come back
chat-says-over = Your place here has ended. One moment.
chat-says-wrong = The connection broke. Your words are in the box again. It comes back in a minute.
chat-says-cut = The line is bad. It comes back by itself. Nothing is lost.
chat-says-sending = Sending…
chat-says-told = Staff have it.
chat-says-stepped = You stepped away. Nothing new comes until you come back.
chat-says-typing = @ writes…
chat-react-with-you = With you
chat-react-thank-you = Thank you
chat-react-me-too = Me too
chat-nudge-all-out = Take it all out and send
chat-held = Staff read this first. Only you and they can see it.
chat-nudge = Before you send: this may show who or where you are
chat-nudge-here = We look for this here only, and tell nobody. You decide.
# A private word with staff.
chat-to-staff = A private word with staff
chat-to-staff-label = Write to staff only
chat-to-staff-help = Nobody else here sees this.
chat-to-staff-send = Send to staff
chat-to-staff-all = All that you and staff wrote
# One line.
chat-back-to-room = Back
chat-about-line = About this message
chat-out = Take it out
chat-out-what = These words are erased at once, for everyone and for you.
chat-out-yes = Take them out
chat-out-no = Keep them
chat-report-what = What should staff look at?
chat-report-who = Only staff see this. The person who wrote is not told who asked.
chat-report-words = Anything you want to add
chat-report-words-help = You can leave this empty.
chat-report-send = Send to staff
chat-do-not-send = Do not send
# Staff.
chat-staff-only = Staff only
chat-waits = Waiting for you
chat-nothing-waits = Nothing waits.
chat-release = Let it through
chat-unhide = Show it again
chat-hide = Hide it
chat-hold = Hold it back
chat-remove = Remove the words
chat-remove-help = Hidden words can come back. Removed words are erased. Why is kept in the record, without words.
chat-undo = Undo what I just did
chat-why = Why
chat-back = Between staff
chat-back-help = Only facilitators read this. It is not the room.
chat-back-label = Words to other facilitators
chat-back-sure = I know that this goes to staff and not to the room
chat-back-send = Send to staff
chat-nudge-one = A private word to one person
chat-nudge-to = To
chat-nudge-words = Your words, for this person only
chat-nudge-send = Send to this person
chat-card = Put in a card
chat-card-which = Which card
chat-card-words = A few words before it
chat-card-send = Send to everyone
chat-slow-mode = Go slower
chat-slow-seconds = Seconds between two messages of one person
chat-slow-help = 0 means: no limit. At most 600.
chat-slow-set = Set
# What is refused, and what goes wrong.
chat-message-too-long = This message is too long. Your words are still here. Make it shorter, or send it in two parts.
chat-too-many = These are many messages in one minute. Your words are still here. Wait a moment, then send again.
chat-elsewhere = This did not come from our own page. Open the page again.
chat-no-socket = The connection did not work. Open the page again.
chat-not-ready = This place is just starting. Try again in a moment.
chat-failed = Something went wrong on our side. Your words are still here. Try again.
# Settings.
chat-setting-reactions = People can answer a message by one of three plain signs, while a meeting is open
chat-setting-typing = People see that somebody writes, while a meeting is open
chat-setting-longest-message = The longest message, in characters
chat-setting-messages-per-minute = Messages that one person can send in a minute
# What people agree to.
chat-clause-screenshots = I do not take pictures of this screen, and I do not film it.
chat-clause-saving = I do not save, copy or pass on what others write here.
chat-clause-others-in-the-room = I read and write where no one can look over my shoulder.
chat-clause-accounts = I use only my own way in, and I do not let anyone else use it.
# Before the first words.
chat-briefing-alone = Read and write when you are alone with your screen.
chat-briefing-details = Leave out names, places and times that show who or where you are.
chat-briefing-hide = You can hide all words with one key, and leave with one button, at any time.
# What it means for people, for staff who choose.
chat-consider-connection = Words are there at once. It feels close, and it can go fast.
chat-consider-anonymity = High. An alias is enough.
chat-consider-devices = Any browser, also an old phone on a slow line.
chat-consider-access = Little data. Fast rooms are hard for slow readers: you can make the room go slower.
chat-consider-confidentiality = You choose: words are never stored, or kept for some days and then erased.
chat-name = Chat
chat-about = Short messages in one room
chat-connect = Open the address in any browser. Read and write under Talk.
