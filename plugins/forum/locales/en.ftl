# The list of topics.
forum-tab = Topics
forum-topics = Topics
forum-write = Write
forum-help-quicker = Help is quicker
forum-through-staff = through staff
forum-or = or
forum-services = services near you
forum-since = Since you were here
forum-earlier = Earlier
forum-empty = No topics yet. What people write here will stand on this page. You can begin.
forum-new = new
forum-new-count = { $count } new
forum-replies = { $count ->
    [0] no replies yet
    [one] { $count } reply
   *[other] { $count } replies
}
forum-waiting = Waiting
forum-pinned = Kept on top
forum-closed = Closed
forum-note = Note: { $note }
forum-title-before = A topic from before you came
forum-title-gone = A topic whose first words were taken out
forum-more-topics = Older topics
forum-first-page = Newest topics
forum-find = Look for a word in these topics
forum-look = Look
forum-found = What was found
forum-nothing-found = Nothing was found. Try another word, or a part of one.
forum-live-news = Something new is here. Open the page again to see it.
# A topic.
forum-earlier-messages = Earlier messages
forum-later-messages = Later messages
forum-you = (you)
forum-staff = Staff
forum-edited = changed
forum-hidden = Hidden
forum-hidden-now = Staff took this out of sight for now.
forum-removed = Staff removed these words.
forum-taken-out = These words were taken out by the person who wrote them.
forum-content-note = Content note: { $note }
forum-show-words = Show the words
forum-only-you = Only you and staff can see this.
forum-only-author = Only the person who wrote this and staff can see it.
forum-usually = It usually takes less than 4 hours in the hours that staff read.
forum-proposal = Staff propose to let this through instead
forum-proposal-yes = Send it like this
forum-proposal-no = Keep mine to myself
forum-change-it = Change it
forum-take-out = Take it out
forum-report = Report to staff
forum-write-to = Write to { $name }
forum-reply = Reply
forum-back-to-topics = Back to topics
forum-back-to-topic = Back to the topic
forum-close-topic = Close this topic
forum-open-topic = Open this topic again
forum-pin = Keep it on top
forum-unpin = Do not keep it on top
# Writing.
forum-new-topic = A new topic
forum-your-reply = Your reply
forum-change = Change your words
forum-title = Title
forum-title-help = A few words that say what it is about.
forum-words = What you want to say
forum-who-reads = The others here and staff can read it for { $long }.
forum-note-label = Content note, if you want one
forum-note-help = What someone may want to know before reading. One or two words, such as: children.
forum-card = Resource card
forum-no-card = None
forum-nudge = Before you send: this may show who or where you are
forum-nudge-colon = :
forum-nudge-out = Take it out
forum-nudge-all-out = Take it all out and send
forum-nudge-as-is = Send as it is
forum-send = Send
forum-do-not-send = Do not send
forum-words-wait = If you leave this page, your words wait here for one day. Then they are erased.
forum-title-needed = A new topic needs a title. Your words are kept. Add a few words on top.
forum-title-too-long = This title is too long. Your words are kept. Use 120 characters or less.
forum-note-too-long = This note is too long. Your words are kept. Use 80 characters or less.
forum-topic-closed = Staff closed this topic. You can read it. To go on, begin a new one.
# Reporting.
forum-reported = Staff will look at it
forum-reported-next = Thank you. Nobody else knows that you asked.
forum-reported-talk = You can also write to staff yourself
# Taking out.
forum-out-question = Take these words out?
forum-out-what = They are erased at once, for you too. The others see only that something was here. Answers of other people stay.
forum-out-yes = Take them out
forum-out-no = Keep them
# Staff.
forum-staff-acts = What staff can do
forum-act-release = Let it through
forum-act-unhide = Show it again
forum-act-hide = Hide it
forum-act-hold = Hold it back
forum-act-remove = Remove the words
forum-act-remove-help = Hidden words can come back. Removed words are erased. Why is kept in the record, without words.
forum-act-why = Why
forum-act-undo = Undo what I just did
# Settings.
forum-setting-edit-minutes = Minutes in which people can change what they wrote
forum-setting-topics-per-page = Topics on one page
forum-setting-entries-per-page = Messages on one page of a topic
forum-setting-longest-entry = The longest message, in characters
# What people agree to in a forum.
forum-clause-screenshots = I do not take pictures of this screen, and I do not film it.
forum-clause-saving = I do not save or copy what others write here, or how to reach them.
forum-clause-forwarding = I do not pass on what others write here, to anyone.
forum-clause-others-in-the-room = I read and write where no one can look over my shoulder.
forum-clause-accounts = I use only my own way in, and I do not let anyone else use it.
# Before the first words.
forum-briefing-alone = Read and write when you are alone with your screen.
forum-briefing-details = Leave out names, places and times that show who or where you are.
forum-briefing-answers = Answers can take hours or days. For help now, use the phone numbers under services.
# What it means for people, for staff who choose.
forum-consider-connection = People answer hours or days later. Some find it old-fashioned.
forum-consider-anonymity = High. An alias is enough.
forum-consider-devices = Any browser, at a moment each person chooses. They must remember to come back.
forum-consider-access = Very little data. Good for shifts, rural lines and slow readers.
forum-consider-confidentiality = Kept for the days you choose, then erased. Staff read first messages first.

# For staff, who choose a way of meeting.
forum-name = Forum
forum-about = Any time, by topics
forum-connect = Open the address in any browser. Read and write under Topics, whenever it suits you.
forum-act-topic-closed = A topic was closed
forum-act-topic-opened = A topic was opened again
forum-act-topic-pinned = A topic was put on top
forum-act-topic-unpinned = A topic is no longer on top
