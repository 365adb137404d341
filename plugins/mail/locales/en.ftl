<<<<<<< HEAD
# The self-check: what is looked at, and how it stands.
mail-check-relay = The way out
mail-check-tls = The sealed line
mail-check-spf = Who may send (SPF)
mail-check-dkim = The signature (DKIM)
mail-check-dmarc = What others do with false letters (DMARC)
mail-check-ptr = The name of the sending address (PTR)
mail-check-mx = The way in (MX)
mail-check-round-trip = A letter there and back
mail-check-good = Good
mail-check-warn = Could be better
mail-check-bad = Has to be put right
mail-check-unknown = Not known
# The self-check: the relay, and the line to it.
mail-check-relay-good = The mail server that sends for you is there, and lets you in.
mail-check-relay-unset = No mail server is named that sends for you. Ask the person who looks after your e-mail for its name, a login and a password.
mail-check-relay-unreachable = The mail server that sends for you does not answer. Check its name and port. If they are right, ask the people who run it.
mail-check-relay-refused = The mail server that sends for you does not accept the login or the password. Ask the people who run it for new ones.
mail-check-relay-line = Nothing is sent yet, because the line to the mail server is not sealed. See the sealed line.
mail-check-tls-good = Nobody on the way can read what goes to your mail server.
mail-check-tls-unknown = This can be seen once the mail server answers.
mail-check-tls-not-offered = Your mail server does not offer a sealed line (TLS). Ask the people who run it to turn on STARTTLS, or try port 465.
mail-check-tls-untrusted = Your mail server cannot show that it is the right one. Its certificate is too old, or made out to another name. Check the name that you gave. If it is right, ask the people who run the server.
# The self-check: who may send.
mail-check-spf-good = The record of { $domain } says that your mail server may send.
mail-check-spf-one = There is one record for { $domain }, and it can be read. Whether it names your mail server shows when a test letter comes back.
mail-check-spf-unknown = The records of { $domain } could not be read just now. Try again later.
mail-check-spf-none = No record says who may send for { $domain }. Your letters can end up as spam. Ask the person who looks after the domain to add this TXT record at { $domain }: { $record }
mail-check-spf-none-ask = No record says who may send for { $domain }. Your letters can end up as spam. Ask the people who run your mail server which SPF record it needs. Then ask the person who looks after the domain to add it.
mail-check-spf-several = There is more than one SPF record for { $domain }. Then none of them counts. Ask the person who looks after the domain to put this one in place of all of them: { $record }
mail-check-spf-broken = The SPF record of { $domain } has a mistake, so it does not count. Ask the person who looks after the domain to mend it. This is what is there now: { $found }
mail-check-spf-anybody = The SPF record of { $domain } lets anyone send in your name. Ask the person who looks after the domain to put this one in its place: { $record }
mail-check-spf-missing = The SPF record of { $domain } does not name { $address }, from where your mail server sends. Ask the person who looks after the domain to put this one in its place: { $record }
# The self-check: the signature.
mail-check-dkim-good = The key at { $name } is right.
mail-check-dkim-unset = No key has been made yet. It is made when the domain is set.
mail-check-dkim-unknown = The record at { $name } could not be read just now. Try again later.
mail-check-dkim-none = The key for your signature cannot be found, so others cannot check it. Ask the person who looks after the domain to add this TXT record at { $name }: { $record }
mail-check-dkim-differs = The key at { $name } is not yours, so every letter looks false. Ask the person who looks after the domain to put this TXT record in its place: { $record }
mail-check-dkim-several = There is more than one key at { $name }. Ask the person who looks after the domain to keep only this one: { $record }
# The self-check: what others do with false letters.
mail-check-dmarc-good = Others are asked not to believe false letters in your name.
mail-check-dmarc-unknown = The record at { $name } could not be read just now. Try again later.
mail-check-dmarc-none = Nobody is told what to do with false letters in your name. Some providers then refuse the true ones too. Ask the person who looks after the domain to add this TXT record at { $name }: { $record }
mail-check-dmarc-weak = False letters in your name are let through. First see that the points above are good. Then ask the person who looks after the domain to set this TXT record at { $name }: { $record }
mail-check-dmarc-several = There is more than one DMARC record. Then none of them counts. Ask the person who looks after the domain to keep only this one at { $name }: { $record }
mail-check-dmarc-broken = The DMARC record has a mistake, so it does not count. Ask the person who looks after the domain to set this TXT record at { $name }: { $record }
# The self-check: the name of the sending address.
mail-check-ptr-good = The address { $address } has the name { $name }, which leads back to it.
mail-check-ptr-theirs = Your mail server belongs to other people, who see to this. There is nothing for you to do.
mail-check-ptr-unknown = The name of { $address } could not be read just now. Try again later.
mail-check-ptr-none = The address { $address } has no name, and many refuse letters from such a place. Ask the company that rents out the server to set its reverse name (PTR). The name must lead back to { $address }.
mail-check-ptr-elsewhere = The address { $address } has the name { $name }, which leads somewhere else. Ask the person who looks after that name to let it lead to { $address }. Or ask the company that rents out the server to set another one.
# The self-check: the way in.
mail-check-mx-good = Letters to { $domain } come to { $host }.
mail-check-mx-implied = Letters to { $domain } arrive, but no record says where they go. Ask the person who looks after the domain to add this MX record at { $domain }: { $record }
mail-check-mx-unknown = Where letters to { $domain } go could not be read just now. Try again later.
mail-check-mx-none = Letters to { $domain } do not arrive. Ask the person who looks after the domain to add this MX record at { $domain }: { $record }
mail-check-mx-nowhere = The name { $host } leads to no address, so letters cannot get there. Ask the person who looks after it to let it lead to your server.
mail-check-mx-elsewhere = Letters to { $domain } go to { $found }, and not to { $host }. Is { $domain } used for other e-mail? Then choose another domain for the list. If not, ask the person who looks after it to have only this MX record: { $record }
mail-check-mx-later = Letters to { $domain } go to { $found } first, and some never come here. Ask the person who looks after the domain to put this MX record first: { $record }
mail-check-mx-mailbox-good = Letters to { $domain } go to { $found }. Whether that fills your mailbox shows when a test letter comes back.
mail-check-mx-mailbox-none = Letters to { $domain } do not arrive. Ask the people who run your mailbox which MX record it needs. Then ask the person who looks after the domain to add it.
# The self-check: a letter there and back.
mail-check-round-trip-none = No test letter has been sent yet.
mail-check-round-trip-waiting = A test letter is on its way. It can take a few minutes.
mail-check-round-trip-good = A test letter went out, was signed, and came back.
mail-check-round-trip-unsigned = A test letter came back, but its signature could not be checked. See the signature.
mail-check-round-trip-lost = A test letter went out and did not come back. See the way in, and look in the spam folder of the mailbox.
mail-check-round-trip-not-sent = A test letter could not be sent. See the way out.
=======
# The list of conversations.
mail-tab = Conversations
mail-conversations = Conversations
mail-write = Write
mail-help-quicker = Help is quicker
mail-through-staff = through staff
mail-or = or
mail-services = services near you
mail-choose = Choose what comes by e-mail
mail-since = Since you were here
mail-earlier = Earlier
mail-empty = No conversations yet. What people write here will stand on this page. You can begin.
mail-new-to-you = new
mail-new-count = { $count } new
mail-answers = { $count ->
    [0] no answers yet
    [one] { $count } answer
   *[other] { $count } answers
}
mail-waiting = Waiting
mail-subject-before = A conversation from before you came
mail-subject-gone = A conversation whose first words were taken out
mail-subject-none = A conversation without a subject
mail-more = Older conversations
mail-first-page = Newest conversations
mail-live-news = Something new is here. Open the page again to see it.
# A conversation.
mail-earlier-messages = Earlier messages
mail-later-messages = Later messages
mail-you = (you)
mail-staff = Staff
mail-edited = changed
mail-hidden = Hidden
mail-hidden-now = Staff took this out of sight for now.
mail-removed = Staff removed these words.
mail-taken-out = These words were taken out by the person who wrote them.
mail-not-recalled = Copies that went out by e-mail cannot be called back. They stay where they were sent.
mail-content-note = Content note: { $note }
mail-show-words = Show the words
mail-only-you = Only you and staff can see this.
mail-only-author = Only the person who wrote this and staff can see it.
mail-usually = It usually takes less than 4 hours in the hours that staff read.
mail-proposal = Staff propose to let this through instead
mail-proposal-yes = Send it like this
mail-proposal-no = Keep mine to myself
mail-change-it = Change it
mail-take-out = Take it out
mail-report = Report to staff
mail-write-to = Write to { $name }
mail-reply = Answer
mail-back-to-conversations = Back to conversations
mail-back-to-conversation = Back to the conversation
# Writing.
mail-new = A new conversation
mail-your-answer = Your answer
mail-change = Change your words
mail-change-sent = What went out by e-mail already stays as it was. Your change is seen on this page only.
mail-subject = Subject
mail-subject-help = A few words that say what it is about. E-mails to others show it only once they are opened.
mail-words = What you want to say
mail-who-reads = The others here and staff can read it for { $long }. Some get it by e-mail.
mail-nudge = Before you send: this may show who or where you are
mail-nudge-colon = :
mail-nudge-out = Take it out
mail-nudge-here = We look for this here only, and tell nobody. You decide.
mail-nudge-all-out = Take it all out and send
mail-nudge-as-is = Send as it is
mail-send = Send
mail-do-not-send = Do not send
mail-words-wait = If you leave this page, your words wait here for one day. Then they are erased.
mail-nothing-in-sent = What you write here leaves nothing in the “sent” folder of your e-mail.
mail-subject-needed = A new conversation needs a subject. Your words are kept. Add a few words on top.
mail-subject-too-long = This subject is too long. Your words are kept. Use 120 characters or less.
# Reporting.
mail-reported = Staff will look at it
mail-reported-next = Thank you. Nobody else knows that you asked.
mail-reported-talk = You can also write to staff yourself
# Taking out.
mail-out-question = Take these words out?
mail-out-what = They are erased here at once, for you too. The others see only that something was here. Answers of other people stay.
mail-out-yes = Take them out
mail-out-no = Keep them
# What comes to somebody by e-mail.
mail-by-mail = By e-mail
mail-comes-nothing = Nothing comes to you by e-mail.
mail-comes-notice = One neutral sentence comes by e-mail when there is something new.
mail-comes-digest = The words come by e-mail, once a day, all together.
mail-comes-whole = The words come by e-mail, each message on its own.
mail-comes-paused = Nothing comes to you by e-mail, because it is paused.
mail-until = You agreed to this until { $day }.
mail-here-anyway = You can always read and write on these pages instead.
mail-done-chosen = Your choice is kept.
mail-done-ended = Nothing comes by e-mail any more.
mail-done-key = Your key is kept as you said.
mail-done-paused = Paused. Nothing comes by e-mail until you start it again.
mail-done-resumed = It comes again as you chose.
mail-done-renewed = You have a new address. The old ones no longer work.
mail-yes-over = Your yes has ended
mail-yes-over-next = No words come any more. To get them again, choose below and say yes again.
mail-bounced = Your e-mail address did not take the last message
mail-bounced-next = Nothing more is sent there for now. The address may be full, closed, or mistyped. Look at it, then choose again below.
mail-look-address = Look at the address
mail-paused-since = Paused since { $day }
mail-resume = Start again
mail-pause = Pause
mail-end = End it now
mail-pause-help = Pause: nothing comes until you start again. End: nothing comes, and your yes is taken back. Both work at once.
mail-not-carried = Nothing can be sent by e-mail here yet. You can read and write on these pages.
mail-address-first = First, an e-mail address
mail-address-first-why = You have not given an address to which we may write. Choose one that nobody else can open. Without it, nothing is sent.
mail-address-choose = Choose an address
mail-mode = What may come to your inbox?
mail-mode-nothing = Nothing
mail-mode-nothing-help = You come here and look, whenever it suits you.
mail-mode-notice = One neutral sentence
mail-mode-notice-help = It says nothing about this place. No other comes until you have looked here.
mail-mode-digest = The words, once a day
mail-mode-digest-help = All that was written since the day before, in one message. Needs your yes below.
mail-mode-whole = The words, each message on its own
mail-mode-whole-help = Comes soon after it was written, in the hours you chose. Needs your yes below.
mail-yes = If words come to you, read this first
mail-yes-for = Only for the last two choices.
mail-yes-notice =
    What people write here will lie in your inbox. What you mail lies in your “sent” folder, and what you delete lies in the trash.
    Whoever can open your e-mail, or uses your phone or computer, can read it. The subject line and the sender say little, the words inside say all.
    What was sent to you cannot be called back, also when it is taken out here.
    Your e-mail provider carries the words and can read them, unless they are sealed with a key of yours.
    This ends after 90 days, unless you say yes again. You can end it at any moment, here or by mail.
mail-yes-say = I read this, and I want the words to come to me until { $day }
mail-keep = Keep this choice
mail-nothing-chosen = Choose one of the four. Nothing was changed.
mail-yes-needed = Nothing was changed yet. Words come by e-mail only after your yes: read the list, then tick the box under it.
mail-no-address = Nothing was changed. First choose an e-mail address to which we may write, under My choices.
mail-own-address = Your own address to write to
mail-own-address-what = Write to it from the e-mail address that you gave us. Your words stand here under your alias. Nobody else sees your address.
mail-own-address-whose = It belongs to you alone, so keep it to yourself. If someone else may have seen it, get a new one.
mail-own-address-renew = Give me a new one
mail-keywords = Words that do something
mail-keywords-how = Mail one of these words to that address, alone, with no other text.
mail-keyword-help = HELP
mail-keyword-help-what = A short list of these words comes back.
mail-keyword-pause = PAUSE
mail-keyword-pause-what = Nothing comes until you start again.
mail-keyword-resume = RESUME
mail-keyword-resume-what = It comes again as you chose.
mail-keyword-leave = LEAVE
mail-keyword-leave-what = Nothing comes any more. Your place here stays.
mail-traces = What stays in your e-mail
mail-traces-web = Writing on these pages leaves nothing in your e-mail. A message that you mail stays in your “sent” folder until you empty it.
mail-traces-how = How to empty it
mail-traces-inbox = In the inbox, select the messages and delete them.
mail-traces-sent = Open “Sent”. Delete what you wrote to us there, too.
mail-traces-trash = Open “Trash” or “Deleted”. Choose “Empty”, or “Delete for ever”. Look into “Spam” and “Archive” as well.
mail-traces-phone = Do this on each device, or on the web pages of your provider. A phone can keep its own copy.
mail-traces-names = Look into the address book. Many programs keep each address that you ever wrote to.
mail-traces-careful = If someone watches your e-mail, emptying it can be noticed. You know best what can be seen. Staff can think it through with you.
mail-sealed = Seal what comes, with a key of yours (OpenPGP)
mail-sealed-what = If you use OpenPGP, messages to you can be sealed so that only your key opens them. If you do not know it, you do not need it.
mail-sealed-fingerprint = Fingerprint
mail-sealed-key = Your public key
mail-sealed-key-help = Paste all of it, from the line with BEGIN PGP PUBLIC KEY BLOCK to the line with END. Leave this empty to keep the key that is there.
mail-sealed-only = Only sealed
mail-sealed-only-help = If a message cannot be sealed, it does not come at all.
mail-sealed-keep = Keep this key
mail-sealed-remove = Remove the key
mail-not-a-key = This is not a key that we can read. Your choice is as it was. Paste the whole block, with its first and last line.
mail-private-key = This is your private key. We did not keep it. Only you should have it. Paste the public one, and think about making a new pair.
mail-key-unfit = This key cannot be used to seal. It may be too old, too weak, ended, or made for signing only. Your choice is as it was.
mail-no-key = To get sealed messages only, a key is needed first. Your choice is as it was. Paste your public key above.
# The address that pauses, asked from outside: it names nothing.
mail-link-question = Pause these messages?
mail-link-what = Nothing more comes until you start it again yourself.
mail-link-yes = Pause
mail-link-done = Paused
mail-link-done-next = Nothing more comes until you start it again yourself. You can close this page.
# The list, for those who look after the group.
mail-list = About the list
mail-list-address = Its address
mail-list-address-what = Only people of this group can write to it, from the e-mail address that they gave. Everyone also has an address of their own.
mail-list-join = To join by mail, a person writes the word JOIN and their invitation code to this address. They read and agree by mail.
mail-list-no-address = The list has no address yet. An administrator sets the domain under Settings.
mail-list-away = What came and was not taken
mail-list-away-what = The last 30 days. Only counted: nobody keeps who wrote, or what.
mail-list-away-none = Nothing was turned away.
mail-list-why = Why
mail-list-count = How many
mail-list-unreached = Whom nothing reaches
mail-list-unreached-none = Nobody. All who chose e-mail are reached.
mail-list-unreached-what = An address that no longer works can mean that someone else has it now. Ask on the private line, and never by e-mail.
mail-list-bounced = The address did not take the last message
mail-list-paused = Paused by this person
# Why a letter waits for staff.
mail-hold-unproven = We could not prove that it came from the address of this person.
mail-hold-address = It came from an address that this person did not give us.
mail-hold-encrypted = It was sealed with a key that nobody here has, so it could not be read.
mail-hold-too-many = Many messages came in a short time.
# Why a letter was not taken.
mail-away-unknown = Written by someone who is not of this group
mail-away-unproven = Not proved to come from the sender’s address
mail-away-address = Written from an address that was not given to us
mail-away-encrypted = Sealed with a key that nobody here has
mail-away-automatic = Sent by a program, such as an out-of-office note
mail-away-loop = Our own message, sent back
mail-away-too-long = Too long
mail-away-too-many = Too many in a short time
mail-away-unread = Could not be read
mail-away-empty = No new words in it
mail-away-stopped = Writing was not open
# What leaves by e-mail. It says nothing to anybody else who reads it.
mail-letter-subject = A few lines
mail-letter-sealed = …
mail-letter-digest = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
mail-letter-wrote = { $name } wrote:
mail-letter-foot = To answer, reply to this message. To get nothing for a while, reply with PAUSE alone.
mail-answer-help = You can mail one of these words, alone: PAUSE, RESUME, LEAVE, HELP. PAUSE stops all messages. RESUME starts them again. LEAVE ends them.
mail-answer-paused = Paused. Nothing more comes until you mail RESUME.
mail-answer-resumed = Messages come again. Mail PAUSE to stop them.
mail-answer-left = Done. Nothing more comes from here.
mail-answer-agree = Please read what follows. If you agree, reply with the word AGREE alone. If not, do nothing, and nothing more comes.
mail-answer-joined = Thank you. From now on messages can come to you. Mail HELP to see what you can do.
mail-answer-not-understood = This could not be taken. Your words were not passed on, and not kept. Mail HELP to see what you can do.
mail-answer-waits = Thank you. It was received and is looked at first. That can take some hours.
# What people agree to in a list.
mail-clause-inbox = I read where no one can look over my shoulder, and I log out of my e-mail.
mail-clause-forwarding = I do not forward or copy what others write, or how to reach them, to anyone.
mail-clause-saving = I delete messages that I no longer need, from the trash as well.
mail-clause-names = I do not use anybody’s real name, place or address in what I write.
mail-clause-accounts = Nobody else can open the e-mail address that I use here.
# Before the first words.
mail-briefing-alone = Choose an e-mail address that nobody else can open, on a device that nobody else uses.
mail-briefing-details = Leave out names, places and times that show who or where you are. Leave out the signature of your e-mail, too.
mail-briefing-sent = What you mail stays in your “sent” folder. To leave no trace there, write on these pages.
mail-briefing-answers = Answers can take hours or days. For help now, use the phone numbers under services.
# What it means for people, for staff who choose.
mail-consider-connection = Words come to where people read already. Answers take hours or days, and few feel close.
mail-consider-anonymity = Towards the others, an alias is enough. But each person’s e-mail provider sees that your letters come, and when.
mail-consider-devices = Any phone or computer with e-mail. Whoever shares it, or knows the password, can read along without being noticed.
mail-consider-access = No app and no new way in. Works on old phones and slow lines, and with screen readers.
mail-consider-confidentiality = Inboxes, “sent” folders and trash are what controlling people read first. What was mailed cannot be called back. So at first nothing is mailed, then at most one neutral sentence. Words go out only after a second yes.
# For staff, who choose a way of meeting.
mail-name = E-mail list
mail-about = Any time, by e-mail or on the web
mail-connect = Open the address in any browser and read under Conversations. Nothing comes by e-mail unless you choose it there.
mail-not-ready = The mail of the house is not ready. An administrator can see what is missing.
# What staff can do.
mail-staff-acts = What staff can do
mail-act-release = Let it through
mail-act-unhide = Show it again
mail-act-hide = Hide it
mail-act-hold = Hold it back
mail-act-remove = Remove the words
mail-act-remove-help = Hidden words can come back. Removed words are erased. Why is kept in the record, without words.
mail-act-why = Why
mail-act-undo = Undo what I just did
mail-act-house-changed = How e-mail comes and goes was changed
# The mail of the house, for administrators.
mail-staff-page = E-mail: how it comes and goes
mail-staff-settings = Settings
mail-staff-what = A list needs a domain of yours, a mail server that sends for you, and a way for letters to come in. Ask the person who looks after your e-mail.
mail-staff-names = The domain
mail-staff-domain = Domain behind the @
mail-staff-domain-help = Such as post.example.org. Best one that is used for nothing else, and whose name says nothing.
mail-staff-out = The way out
mail-staff-out-help = The server that sends for you. Your provider calls it SMTP or outgoing mail.
mail-staff-in = The way in
mail-staff-in-server = Letters come straight to this server
mail-staff-in-server-help = For those who run their own server, or have one in front of this.
mail-staff-in-mailbox = Letters are fetched from a mailbox
mail-staff-in-mailbox-help = Easiest. All addresses of the domain have to end in that one mailbox. It is emptied as we read.
mail-staff-own-host = Public name of this server
mail-staff-own-host-help = Such as mx.example.org. Only needed if letters come straight here.
mail-staff-host = Server
mail-staff-out-host-help = Such as smtp.example.org
mail-staff-in-host-help = Such as imap.example.org
mail-staff-port = Port
mail-staff-out-port-help = Mostly 587 with STARTTLS, or 465 with TLS.
mail-staff-in-port-help = Mostly 993 with TLS.
mail-staff-seal = How the line is sealed
mail-staff-seal-tls = TLS from the start
mail-staff-seal-starttls = STARTTLS
mail-staff-seal-open = Not sealed (only on this very machine)
mail-staff-name = Login
mail-staff-name-help = Often a whole e-mail address.
mail-staff-passphrase = Password
mail-staff-passphrase-help = It is kept sealed, and never shown again.
mail-staff-passphrase-kept = One is kept. Leave this empty to keep it. With another server, type it again.
mail-staff-authority = The server has a certificate of its own
mail-staff-authority-certificate = Certificate of who vouches for it
mail-staff-authority-help = In the form that begins with BEGIN CERTIFICATE. Most need nothing here.
mail-staff-keep = Keep
mail-staff-check = Is everything right?
mail-staff-looked = Looked at { $long } ago
mail-staff-not-looked = Nobody has looked yet.
mail-staff-look = Look now
mail-staff-round-trip = Send a test letter round
mail-staff-round-trip-what = It goes out and comes back to us, and nobody else gets it. A group that meets by e-mail can open once nothing has to be put right.
mail-staff-record-below = the one below
mail-staff-records = What to publish
mail-staff-records-help = These records belong into the domain. Copy each as it is, for the person who looks after it.
mail-staff-waiting = What waits to go out
mail-staff-waiting-none = Nothing waits.
mail-staff-oldest = The oldest, for
mail-staff-waits-hours = Waits for the hours that people chose
mail-staff-waits-relay = The mail server does not answer
mail-staff-waits-later = The mail server asked us to try again
mail-staff-waits-settings = The mail server does not accept our login or our line
mail-staff-waits-turn = In turn, goes out now
mail-not-a-host = This is not a name that a server can have. Nothing was changed. It looks like post.example.org.
mail-not-a-port = A port is a number from 1 to 65535. Nothing was changed.
mail-not-openly = This line would not be sealed, so anyone on the way could read along. Nothing was changed. Choose TLS or STARTTLS.
# Settings.
mail-setting-subject = Subject line of what is sent
mail-setting-subject-help = Everyone who sees the screen can read it. Empty: “A few lines”.
mail-setting-digest-hour = Hour of the day at which the daily message goes out (0 to 23)
mail-setting-edit-minutes = Minutes in which people can change what they wrote
mail-setting-conversations-per-page = Conversations on one page
mail-setting-entries-per-page = Messages on one page of a conversation
mail-setting-longest-entry = The longest message, in characters
>>>>>>> mail-pages
