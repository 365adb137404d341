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
text-say-late-now = Your words came. Somebody reads them first, and then passes them on. If it cannot wait, call { $phone }
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

# A meeting. What comes before a door opens, at the door, and after.
text-say-shut = Nobody is here now, so your words were not passed on or kept. Next time: { $when }. To talk now: { $phone }
text-say-shut-for-now = Nobody is here now, so your words were not passed on or kept. To talk now: { $phone }
text-say-at-door = Your words were not passed on or kept. To come in, reply HERE. Then somebody opens for you.
text-say-knocked = Thank you, they know that you are here. A note comes as soon as you can begin. What you write before is not passed on.
text-say-let-in = You can begin now: what you write is passed on. What others write comes in short notes. To leave, reply OUT.
text-say-not-let-in = It is not possible this time. Thank you for coming. To talk to someone: { $phone }
text-say-held-up = There is a short break, so your words were not passed on or kept. Please send them again in a moment.
text-say-out = Done. Nothing more is passed on. To come back while it lasts, reply HERE.

# Sentences of the bridge that were added with its pages.
text-say-more = More: reply OPEN.
text-say-from-staff = Us
text-say-join-language = Reply YES to go on in English, STOP to end. / Repondez OUI pour continuer en francais, STOP pour finir.
text-say-join-name = What you write stands under the name { $name }. The others never see your number. To end, reply STOP.
text-when = { $day } at { $clock }
text-when-now = now

# From here on: pages.
# The conversation.
text-tab = Conversation
text-tab-beside = By text
text-way = By text, too
text-way-help = We show you how once you are in, and what it leaves on a phone. Then you decide.
text-choose = Choose what comes by text
text-empty = Nothing has been written yet. What people write here will stand on this page. You can begin.
text-waiting = Waiting
text-live-news = Something new is here. Open the page again to see it.
text-earlier-messages = Earlier messages
text-later-messages = Later messages
text-you = (you)
text-staff = Staff
text-edited = changed
text-hidden = Hidden
text-hidden-now = Staff took this out of sight for now.
text-removed = Staff removed these words.
text-taken-out = These words were taken out by the person who wrote them.
text-not-recalled = Copies that went to phones by SMS cannot be called back. They stay where they were sent.
text-content-note = Content note: { $note }
text-show-words = Show the words
text-only-you = Only you and staff can see this.
text-only-author = Only the person who wrote this and staff can see it.
text-usually = It usually takes less than 4 hours in the hours that staff read.
text-proposal = Staff propose to let this through instead
text-proposal-yes = Send it like this
text-proposal-no = Keep mine to myself
text-change-it = Change it
text-take-out = Take it out
text-report = Report to staff
text-write-to = Write to { $name }
text-back-to-conversation = Back to the conversation
# Writing.
text-write = Write here
text-change = Change your words
text-change-sent = What went out by text already stays as it was. Your change is seen on this page only.
text-words = What you want to say
text-who-reads = The others here and staff can read it for { $long }. Some get it by text.
text-makes = { $count ->
    [one] This makes one text to each phone that gets the words.
   *[other] This makes { $count } texts to each phone that gets the words.
}
text-makes-more = This makes { $count } texts to each phone that gets the words. They do not all come at once: the rest is asked for with OPEN.
text-nudge = Before you send: this may show who or where you are
text-nudge-colon = :
text-nudge-out = Take it out
text-nudge-all-out = Take it all out and send
text-nudge-as-is = Send as it is
text-send = Send
text-do-not-send = Do not send
text-words-wait = If you leave this page, your words wait here for one day. Then they are erased.
text-nothing-on-phone = What you write here leaves no text on your phone.
# Reporting.
text-reported = Staff will look at it
text-reported-next = Thank you. Nobody else knows that you asked.
text-reported-talk = You can also write to staff yourself
# Taking out.
text-out-question = Take these words out?
text-out-what = They are erased here at once, for you too. The others see only that something was here. Answers of other people stay.
text-out-yes = Take them out
text-out-no = Keep them
# What comes to somebody by text.
text-by-text = By text
text-comes-nothing = Nothing comes to you by text.
text-comes-notice = One neutral sentence comes by text when there is something new.
text-comes-digest = The words come by text, a few together.
text-comes-whole = The words come by text, each message on its own.
text-comes-paused = Nothing comes to you by text, because it is paused.
text-comes-rests = Nothing comes to you by text for now.
text-comes-not-now = Nothing comes to you by text right now.
text-until = You agreed to this until { $day }.
text-here-anyway = You can always read and write on these pages instead.
text-done-chosen = Your choice is kept.
text-done-ended = Nothing comes by text any more.
text-done-paused = Paused. Nothing comes by text until you start it again.
text-done-resumed = It comes again as you chose.
text-done-word = Your word is kept. From now on it comes before anything that people wrote.
text-done-no-word = There is no word any more.
text-network-sms = Text messages (SMS)
text-network-signal = Signal
text-network-whatsapp = WhatsApp
text-network-telegram = Telegram
# The same, within a sentence.
text-by-network-sms = text message (SMS)
text-by-network-signal = Signal
text-by-network-whatsapp = WhatsApp
text-by-network-telegram = Telegram
text-phone-none = No phone of yours is known here.
text-phone-here = Texts come to your phone. They come by { $network }. The number is not shown on this page.
text-phone-elsewhere = Your phone is in use at another place of yours, by { $network }. One phone can be used in one place only. A new code brings it here.
text-phone-unproved = You gave a number under My choices. Texts would come to it by { $network }. Words go there only after you text us a code from it.
text-stopped = STOP was sent from your phone
text-stopped-next = So no text goes to it, whatever is chosen here. If you want texts again, reply START from that phone.
text-rests = Texts to you are at rest
text-rests-gone = The phone company says that your number cannot be reached. It may be off, or not yours any more. A new code from the phone you use now brings texts back.
text-rests-silent = We have not heard from your phone for 90 days. So we stopped, in case it is in other hands. A new code brings texts back.
text-rests-not-me = Someone replied from your phone that the texts are not for them. So we stopped. A new code from a phone of your own brings texts back.
text-rests-staff = Staff stopped your texts for now. You can ask them why, on the private line. They can start them again.
text-yes-over = Your yes has ended
text-yes-over-next = No words come any more. To get them again, choose below and say yes again.
text-never = You chose that nobody writes to you
text-never-next = So no text comes, whatever is chosen here. You can change that under My choices.
text-never-look = Look at that choice
text-paused-since = Paused since { $day }
text-resume = Start again
text-pause = Pause
text-end = End it now
text-pause-help = Pause: nothing comes until you start again. End: nothing comes, and your yes is taken back. Both work at once.
text-not-carried = Nothing can be sent by text here yet. You can read and write on these pages.
text-mode = What may come to your phone?
text-mode-nothing = Nothing
text-mode-nothing-help = You come here and look, whenever it suits you.
text-mode-notice = One neutral sentence
text-mode-notice-help = It says nothing about this place. To read, reply OPEN, or come here. No other comes until then.
text-mode-digest = The words, a few together
text-mode-digest-help = What was written in { $minutes } minutes comes together. Needs your yes below.
text-mode-whole = The words, each message on its own
text-mode-whole-help = Comes soon after it was written, in the hours you chose. Needs your yes below.
text-yes = If words come to you, read this first
text-yes-for = Only for the last two choices.
text-attend-agree =
    What people write here will lie on your phone until you delete it. Often it shows on the locked screen, too.
    Whoever can open your phone, or a tablet or computer that is linked to it, can read it.
    Your phone company and the company that carries our texts can read an SMS. They may keep it for days or longer. They always see who texts whom, and when.
    An SMS that was sent to you cannot be called back, also when it is taken out here.
    The others here never see your number. They see your alias.
    This ends after 90 days, unless you say yes again. You can end it at any moment, here or with STOP.
text-yes-say = I read this, and I want the words to come to me until { $day }
text-keep = Keep this choice
text-nothing-chosen = Choose one of the four. Nothing was changed.
text-no-consent = Nothing was changed yet. Words come by text only after your yes: read the list, then tick the box under it.
text-no-phone = Nothing was changed. First make a code and text it to us from the phone that you want to use.
text-word = A word before the words
text-word-what = You can choose a word. Then nothing that people wrote comes to the phone until you reply OPEN and that word.
text-word-is = You have one now.
text-word-new = Your word
text-word-other = Another word
text-word-help = One to three words that nobody guesses. Capitals and accents make no difference. It stays in the texts you sent, so delete those.
text-word-keep = Keep this word
text-word-remove = No word any more
text-word-unfit = This word cannot be used, and nothing was changed. Choose one to three words of letters or digits.
# Her phone.
text-phone-first = First, a phone
text-phone-again = Bring texts back
text-phone-first-what = You do not type a number here. You get a code and text it to us from the phone that you want to use.
text-phone-other = Another phone, or another app
text-phone-other-what = Get a code, and text it from there. From then on texts go there, and no longer to the one before.
text-phone-is = What kind of phone number is it?
text-phone-is-safe = Nobody but me reads it
text-phone-is-virtual = I made it for this alone
text-phone-is-primary = It is my main one, that others know
text-phone-fine = It is my main one, and I want texts there all the same
text-phone-fine-help = Others may see them: on a locked screen, on a bill, on a shared account.
text-phone-which = Choose one of the three first. No code was made yet.
text-phone-apps = You can also text the code from Signal or another app, if its name is listed here. Apps like Signal keep words from the phone company.
text-code-make = Make a code
text-code = Your code
text-code-how = Text it alone, from the phone that you want to use, to this number or name:
text-code-until = It works once, until { $clock }.
text-code-then = An answer comes within a minute or so. Then open this page again to choose what comes. Delete the text with the code.
text-save-as = If you save the number, use a name that says nothing, such as a shop or a library.
text-numbers = Where people text to
text-keywords = Words that do something
text-keywords-how = Text one of these words alone, in capitals or not.
text-keyword-stop = STOP
text-keyword-stop-what = Nothing comes any more, from that moment. Nobody asks why.
text-keyword-start = START
text-keyword-start-what = Takes STOP back. One neutral sentence may come again.
text-keyword-pause = PAUSE
text-keyword-pause-what = Nothing comes until you start again.
text-keyword-resume = RESUME
text-keyword-resume-what = It comes again as you chose.
text-keyword-open = OPEN
text-keyword-open-what = What is new comes now. If you chose a word, text it after OPEN.
text-keyword-staff = STAFF
text-keyword-staff-what = What you write after it goes to staff alone.
text-keyword-here = HERE
text-keyword-here-what = You are at the door of a meeting. A facilitator lets you in, and you get a note.
text-keyword-out = OUT
text-keyword-out-what = You leave the meeting.
text-keyword-help = HELP
text-keyword-help-what = A short list comes back, with a phone number for urgent help.
text-keyword-not-me = NOT ME
text-keyword-not-me-what = For someone else who gets these texts: nothing more comes there.
text-cost = Texts may cost what your phone plan says, those you send and those that come. No more than { $count } a day come to one phone.
text-traces = What stays on your phone
text-traces-web = Writing on these pages leaves no text on your phone. A text stays there until you delete it.
text-traces-how = How to delete it
text-traces-delete = Open the list of texts. Hold a finger on this conversation, then choose “Delete”.
text-traces-trash = Some phones keep deleted texts for 30 days. Look for “Recently deleted” or “Trash”, and empty it.
text-traces-screen = In the settings of the phone, turn off that texts show on the locked screen.
text-traces-copies = Texts may be copied to a tablet, a computer, a watch or a car. Look there, too.
text-traces-bill = The bill of the phone can list numbers and times. Whoever pays it may see them.
text-traces-careful = If someone watches your phone, an empty list can be noticed. You know best what can be seen. Staff can think it through with you.
# For those who look after the group.
text-list = About the texts
text-list-people = Who takes part by text
text-list-nobody = Nobody yet. Whoever texts us a code or an invitation from their phone will stand here, by alias.
text-list-waits = { $count ->
    [0] Nothing waits to be read by text.
    [one] One message waits to be read by text.
   *[other] { $count } messages wait to be read by text.
}
text-list-waits-one = { $count } waiting
text-list-needs-you = Needs you
text-list-nothing = Nothing comes
text-list-notice = One neutral sentence comes
text-list-digest = The words come, a few together
text-list-whole = The words come, each message on its own
text-list-paused = Paused by this person since { $day }
text-list-gone = At rest: the number cannot be reached
text-list-silent = At rest: no text from there for 90 days
text-list-not-me = At rest: someone replied that it is not for them
text-list-stopped = Stopped by staff
text-list-word = Asks for a word first
text-list-stop = Stop these texts now
text-list-release = Let the texts go on
text-list-what = A number that no longer works can be someone else’s now. Ask on the private line, and never by text. A new code from their page brings texts back.
text-list-no-lines = No line is set up yet. An administrator does that under Settings.
text-list-join = To come in by text, a person texts their invitation code to one of these. They read and agree by text.
text-able-title = What it can and cannot do
text-able = What
text-able-answer = Answer
text-able-yes = Yes
text-able-no = No
text-able-hides = The words are hidden from the companies in between
text-able-timers = A text can disappear from the phone by itself
text-able-recalls = A text can be taken back after it was sent
text-able-delivery = We are told whether a text arrived
text-able-deletes = We can ask the company to delete what it keeps
text-able-first = We can write first
text-able-window = We can write freely only for so long after a text of theirs
text-able-window-hours = { $hours } hours
text-hold-too-many = Many texts came in a short time.
# What people agree to who take part by text.
text-clause-phone = Nobody else reads the texts on the phone that I use here.
text-clause-forwarding = I do not forward or copy what others write, or how to reach them, to anyone.
text-clause-screenshots = I do not take pictures of what others write.
text-clause-names = I save no number from here under a name that tells something.
# Before the first words.
text-briefing-phone = Use a phone that nobody else opens. Turn off that texts show on the locked screen.
text-briefing-number = The others see your alias, and never your number. The phone company sees that texts come and go.
text-briefing-save-as = Save the number under a name that says nothing, or do not save it at all.
text-briefing-signal = If Signal is offered and you can use it, choose it. The phone company cannot read it.
# What it means for people, for staff who choose.
text-consider-connection = Reaches people who have no data and no computer. Short lines, often late: few feel close.
text-consider-anonymity = Towards the others, an alias is enough, and no number is shown to them. But each phone company sees that your texts come, and when.
text-consider-devices = Any phone, even a very old one. Whoever takes it in their hand can read along, often without opening it.
text-consider-access = No app, no data, no new way in. Each text may cost. Screen readers work as they do for all texts.
text-consider-confidentiality = An SMS can be read by the companies in between. It cannot be called back. So at first one neutral sentence comes, and words only when they are asked for. A second yes is needed for more.
# For staff, who choose a way of meeting.
text-name = Texts
text-about = Any time, by text (SMS, Signal and others) or on the web
text-beside = By text as well: people can choose to get one neutral sentence, or the words, and to answer by text.
text-connect = Text the invitation code alone to the number that you were given. Or open the address in any browser.
text-not-ready = No line for texts is ready. An administrator can see what is missing.
# What staff can do.
text-staff-acts = What staff can do
text-act-release = Let it through
text-act-unhide = Show it again
text-act-hide = Hide it
text-act-hold = Hold it back
text-act-remove = Remove the words
text-act-remove-help = Hidden words can come back. Removed words are erased. Why is kept in the record, without words.
text-act-why = Why
text-act-undo = Undo what I just did
text-act-text-stopped = One person’s texts were stopped
text-act-text-released = One person’s texts go on
text-act-text-line-changed = A line for texts was changed
# The lines, for administrators.
text-staff-page = Texts: the lines they come and go by
text-staff-settings = Settings
text-staff-what = A line is a number or an account with a carrier. Each network of which a line is here can be used. Two lines of one network help each other out.
text-staff-promise = What texts cannot promise
text-staff-promise-fit = Texts are not a good fit for a whole group: they are short, late, and easy to read along. Use them to tell that there is something new, and let people read on the web.
text-staff-promise-read = The companies in between read and keep an SMS. Signal hides the words from them.
text-staff-promise-back = An SMS cannot be taken back, and it lies on the phone until it is deleted.
text-staff-promise-cost = You pay for each part of 160 letters, to each person. How many a day is set in the group’s settings.
text-staff-promise-snapchat = Snapchat is not here. It offers no way for others to send and get messages.
text-staff-lines = Your lines
text-staff-no-lines = No line yet. Choose a carrier below.
text-staff-order = A text goes by the first line of its network that takes it.
text-staff-good = Ready
text-staff-bad = Has to be put right
text-staff-unknown = Not known
text-staff-ready = The carrier answers, and knows this line.
text-staff-not-looked = Nobody has looked at it since it was changed.
text-staff-looked = Looked at { $ago }.
text-staff-refuses = The carrier refused a text for good, and did not bring it. Look at the line, and ask the carrier why.
text-staff-refused = Refused { $ago }.
text-staff-look = Look now
text-staff-first = Try this one first
text-staff-edit = Change
text-staff-calls = The address for the carrier
text-staff-calls-help = Some carriers ask where to bring texts that come in (a webhook). Give them this address. Keep it to yourselves.
text-staff-calls-later = Some carriers ask where to bring texts that come in. That address stands here once the line is kept.
text-staff-remove = Remove
text-staff-remove-what = Nothing goes by this line any more, and nothing is taken from it. Its settings are erased. People who text it hear nothing.
text-staff-remove-yes = Remove this line
text-staff-add = Add a line
text-staff-add-what = Read what each can and cannot do before you choose.
text-staff-add-this = Set up a line of this kind
text-staff-keep = Keep
text-staff-do-not-keep = Do not keep
text-staff-secrets = Passwords and tokens are kept sealed, and never shown again.
text-staff-done-kept = The line is kept. Now look whether it works.
text-staff-done-removed = The line is removed.
text-staff-done-tested = The test was handed to the carrier. It should come within a minute.
text-test = Send a test
text-test-what = One neutral sentence goes to a phone of your own. Nothing about it is kept here.
text-test-to = A number of yours
text-test-to-help = With the country in front, such as +1 514 555 0142.
text-test-network = By
text-test-send = Send the test
text-test-words = This is a test. There is nothing to do.
text-test-no-number = This is not a number that we can text. Nothing was sent. Write it with the country in front.
text-test-no-network = No line is there for this network. Nothing was sent.
text-test-stopped = STOP was sent from this phone, so nothing was sent. START from that phone undoes it.
text-test-country = This country is not among those to which texts go. Nothing was sent. See the settings of texts.
text-test-not-sent = The carrier did not take it. Look at the line, and try again.
text-test-refused = The carrier refuses this for good, or says that nobody has this number. Nothing was sent. Look at the number and the line.
text-line-incomplete = This is needed. Nothing was changed. Please fill it in.
text-no-such-line = There is no such line any more. Nothing was changed. Go back to the list of lines.
text-trouble-out-of-reach = The carrier does not answer. Check the address. If it is right, try later, or ask the people who run it.
text-trouble-not-known = The carrier does not accept the name or the password. Ask for new ones, and put them in.
text-trouble-no-such-number = The carrier knows you, but not this number or account. Check it.
text-trouble-strange = What answers is not this carrier, or the line is not set as it needs. Check each field.
text-trouble-no-template = The neutral sentence is not there in each language, or Meta has not approved it. Check its name, its languages and the account. The token must be allowed to see it.
text-trouble-not-brought = Telegram does not bring texts here. It needs an address that begins with https. Or tick that we ask for texts ourselves.
text-trouble-cannot-bring = Telegram tries to bring texts here, and does not get through. Check that this server can be reached from outside. Or tick that we ask for texts ourselves.
# Carriers, and what they are.
text-carrier-smpp = Phone company or SMS centre, straight (SMPP)
text-carrier-smpp-what = For SMS, if a company or partner gives you an SMPP account. The fewest hands in between.
text-carrier-twilio = Twilio
text-carrier-twilio-what = For SMS. Quick to set up, paid for each part. The company is in the United States, and its law can reach the texts.
text-carrier-kannel = A gateway of your own (Kannel or Jasmin)
text-carrier-kannel-what = For SMS, through a modem or gateway that you or a partner run.
text-carrier-signal = Signal
text-carrier-signal-what = Free, and the words are hidden from everyone in between. Needs a number of its own and a small program (signal-cli) beside this one.
text-carrier-whatsapp = WhatsApp
text-carrier-whatsapp-what = Through the business platform of Meta. Meta reads what you send, and sees who writes when. Sentences that go first need its approval.
text-carrier-telegram = Telegram
text-carrier-telegram-what = Through a bot. Telegram can read the words. People have to write first.
# Fields of a line.
text-field-kept = One is kept. Leave this empty to keep it. With another server, type it again.
text-field-no-number = This is not a number. Nothing was changed. Use digits alone.
text-field-wrong = { $field }: { $words }
text-field-no-address = This is not an address that we can use. Nothing was changed. It begins with https.
text-field-open = With http, anyone on the way could read along. Nothing was changed. Use https, or a service on this machine.
text-field-far = This program must be on this machine or beside it. The way to it is not sealed. Nothing was changed.
text-field-number = What people text to
text-field-number-help = The number with the country in front, such as +1 514 555 0142. Or the name of the account.
text-field-host = Server
text-field-host-help = Its name or address, such as smpp.example.org. For a program beside this one: localhost.
text-field-port = Port
text-field-port-help = A number. The carrier tells you which.
text-field-tls = The line to the carrier is sealed (TLS)
text-field-tls-help = Leave it out only if the carrier is on this machine or behind a tunnel of yours.
text-field-system-id = Login (system ID)
text-field-system-id-help = The carrier gave it to you.
text-field-password = Password
text-field-password-help = It is kept sealed, and never shown again.
text-field-system-type = System type
text-field-system-type-help = Mostly empty.
text-field-window = Texts on the way at once
text-field-window-help = Empty: as many as is usual. The carrier may allow fewer.
text-field-per-second = Texts a second
text-field-per-second-help = Empty: as many as is usual. The carrier may allow fewer.
text-field-account = Account (SID)
text-field-account-help = Begins with AC.
text-field-token = Token
text-field-token-help = The carrier shows it in its console. It is kept sealed, and never shown again.
text-field-messaging-service = Messaging service
text-field-messaging-service-help = Begins with MG. Leave it empty if you use none.
text-field-base = Address of the service
text-field-base-help = Begins with https. On this machine, http will do. Leave it empty for the usual one, if there is one.
text-field-name = Name
text-field-name-help = The login that the gateway knows you by.
text-field-passphrase = Password
text-field-passphrase-help = It is kept sealed, and never shown again.
text-field-secret = A secret for texts that come in
text-field-secret-help = A long word of your choice. The carrier sends it along, so that nobody else can bring texts.
text-field-phone-number-id = ID of the phone number
text-field-phone-number-id-help = A long number from the console of Meta. It is not the phone number.
text-field-business-account = ID of the WhatsApp business account
text-field-business-account-help = From the same console. With it we look whether the neutral sentence is approved.
text-field-app-secret = App secret
text-field-app-secret-help = With it we know that a call comes from Meta.
text-field-verify-token = Word for the first call
text-field-verify-token-help = Choose a long one, and type the same in the console of Meta.
text-field-template = Name of the neutral sentence
text-field-template-help = The template that Meta approved. It is sent when more than 24 hours have passed.
text-field-language-en = Its English version
text-field-language-en-help = As Meta writes the language, such as en or en_US. Empty: en.
text-field-language-fr = Its French version
text-field-language-fr-help = As Meta writes the language, such as fr or fr_CA. Empty: fr.
text-field-polls = We ask for texts ourselves
text-field-polls-help = Tick this if Telegram cannot reach this server from outside. Otherwise we tell Telegram ourselves where to bring them.
# Settings.
text-setting-gather-minutes = Minutes in which what was said is gathered, for people who chose a few together
text-setting-gather-minutes-in-meeting = The same while a group meets
text-setting-gather-minutes-in-meeting-help = While much is said, it comes together to everyone, so that no phone rings without end.
text-setting-longest-parts = The most parts of 160 letters that one text may take
text-setting-longest-parts-help = You pay for each part. What does not fit is asked for with OPEN.
text-setting-parts-a-day = The most parts that go to one phone in a day
text-setting-parts-a-day-of-group = The most parts that go to the whole group in a day
text-setting-simple-letters = Write some letters in a plainer way, where a text then costs half
text-setting-countries = Countries to which texts go
text-setting-countries-help = Two letters each, with spaces between, such as CA US. Fewer are better: someone could make you pay for texts to far places.
text-setting-entries-per-page = Messages on one page
text-setting-longest-entry = The longest message, in characters
text-setting-edit-minutes = Minutes in which people can change what they wrote
