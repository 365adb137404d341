# My places, talking to staff, my choices, what is kept, leaving.
own-home-tab = My places
own-home = Your places
own-home-none = Nothing is open for you here now.
own-home-none-next = If someone gave you a code, you can use it. Free and private help is there for you in any case.
own-home-code = I have a code
own-home-ended = Your place here has ended. Thank you for having been here. You can still talk to a person, free and in private.
own-home-closed = This has come to its end. What was written goes on its day.
own-home-paused = Staff paused your place for now. You can talk to them about it.
own-home-over = You do not need to stay anywhere to get help. It is free and private.
own-and = { $first } and { $last }
own-tomorrow = tomorrow
own-someone = Someone to talk to
own-someone-help = Free and private help exists near you. You do not need to stay anywhere to use it.
own-not-now = Not now
own-choose-one = Choose one of the two. Nothing has happened yet.
own-talk = Talk to staff
own-talk-who = Only { $names } read this.
own-talk-who-staff = Only staff read this.
own-talk-when-they-can = They answer when they can.
own-talk-now = Someone looks here at this time of day. It can still take a while.
own-talk-next = Staff look here next { $day } at { $hour }.
own-talk-empty = Nothing here yet. What you write goes to staff alone.
own-talk-you = (you)
own-talk-staff = Staff
own-talk-sent = Your words are with staff.
own-talk-message = Your message
own-talk-kept = Erased after { $long }.
own-talk-not-kept = Never written to a disk. It goes when this ends.
own-talk-send = Send to staff
own-talk-cannot-wait = If you cannot wait
own-talk-call = Call { $phone }, day or night.
own-talk-danger = In danger, call 911.
own-talk-more = More services near you
own-choices = My choices
own-you-are = You are here as
own-you-are-in = In { $place }, you are
own-last-used = This was last used { $day }.
own-not-you = Was that not you?
own-not-you-why = If someone else may have used this, stop everything now. Staff open it again with you.
own-freeze = Freeze everything
own-set = How things are set
own-change = Change
own-look-change = See and change
own-name = Name others see
own-notes = Content notes
own-notes-before = Shown first. The words open with a tap.
own-notes-beside = Shown beside the words
own-consents = What you agreed to
own-consents-given = { $count ->
    [one] { $count } consent
   *[other] { $count } consents
}, until { $day }
own-consents-none = Nothing now. You can read, and talk to staff.
own-consents-help = You can take each one back at any time. It stops at once, and nobody asks why.
own-consents-state = Now
own-consents-until = You agreed, until { $day }
own-consents-not = You did not agree, or no longer
own-consents-give = I agree, until { $day }
own-consents-renew = I still agree, until { $day }
own-consents-withdraw = I take it back
own-consents-contact = Notes sent to you are set apart:
own-messages = Messages sent to you
own-messages-none = None. We write nothing to your phone or e‑mail.
own-messages-some = A short note, in the hours you chose: “{ $words }”
own-messages-stopped = Stopped. You have not said for 30 days that it is still fine.
own-way-back = Way back in
own-way-back-words = Seven words
own-way-back-other = A passkey, or staff
own-new-words = New words
own-add-passkey = Add a passkey
own-devices = Devices signed in
own-devices-this = This one only
own-devices-others = { $count ->
    [one] This one, and one more since { $day }
   *[other] This one, and { $count } more, the first since { $day }
}
own-devices-out = Sign the others out
own-language = Language
own-releases = Telling someone else
own-releases-none = Staff may tell nobody anything about you.
own-releases-some = { $count } in force, { $open } not signed yet
own-releases-help = Staff tell nobody about you unless you sign here. You say who, what, why, and until when. You can end it at any time.
own-release-new = Let staff tell someone
own-release-to = Who may be told
own-release-to-help = A person or an office, by name.
own-release-what = What may be told
own-release-what-help = Only this, and nothing else.
own-release-why = Why
own-release-until = Last day
own-release-until-help = It ends by itself on this day, within a year.
own-release-word = Your code word, or your seven words
own-release-word-help = So that nobody else can sign for you.
own-release-sign = Sign
own-release-end = End this now
own-release-state = State
own-release-in-force = Signed, in force
own-release-open = Asked of you, not signed
own-release-ended = You ended it
own-release-over = Over
own-kept = What is kept about you
own-kept-what = What
own-kept-who = Who sees it
own-kept-until = Until
own-until-you-leave = you leave
own-kept-alias = { $count ->
    [one] Your alias
   *[other] Your { $count } aliases
}
own-kept-alias-who = The others, staff
own-kept-words = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
own-kept-words-who = The others, staff
own-kept-words-to-staff = { $count ->
    [one] { $count } message to staff
   *[other] { $count } messages to staff
}
own-kept-words-to-staff-who = Staff
own-kept-consents = { $count ->
    [one] { $count } answer on consent
   *[other] { $count } answers on consent
}
own-kept-consents-who = You, staff
own-kept-way-back = { $count ->
    [one] { $count } way back in, as a fingerprint
   *[other] { $count } ways back in, as fingerprints
}
own-kept-way-back-who = Nobody
own-kept-devices = { $count ->
    [one] { $count } device signed in
   *[other] { $count } devices signed in
}
own-kept-devices-who = You
own-kept-safe-contact = How you may be reached
own-kept-safe-contact-who = You. The system uses it when a note goes out. Staff see it only when two of them agree, for a reason. Each look is listed below.
own-kept-staff-note = { $count ->
    [one] A note by staff on why this fits
   *[other] { $count } notes by staff on why this fits
}
own-kept-staff-note-who = Staff here. Each look is listed below.
own-kept-releases = { $count ->
    [one] { $count } paper on telling someone else
   *[other] { $count } papers on telling someone else
}
own-kept-releases-who = You, staff
own-not-kept = Not kept: your name, e‑mail, phone number, address on the internet, kind of phone. If you give a number or e‑mail for notes, it is in the list above.
own-how-protected = Why, and how it is kept
own-looked = Who looked
own-looked-none = Nobody opened what is hidden about you.
own-act-membership-viewed = opened your page
own-act-suitability-revealed = read the note on why this fits
own-act-suitability-asked = asked to read the note on why this fits
own-act-number-asked = asked to see your phone number
own-act-number-revealed = saw your phone number
own-act-address-asked = asked to see your e‑mail address
own-act-address-revealed = saw your e‑mail address
own-act-alias-revealed = read your alias
own-act-membership-paused = paused your place
own-act-membership-resumed = opened your place again
own-act-membership-ended = ended your place
own-act-person-frozen = froze your account
own-act-person-unfrozen = opened your account again, with you
own-act-other = did something with your place
own-why-risk-to-life = Why: risk to life
own-why-asked = Why: you asked for it
own-why-same-person = Why: to know who was invited twice
own-why-other = Why: another reason
own-see-words = See my own words
own-download = Take a copy
own-take-break = Take a break
own-leave-place = Leave { $place }
own-leave = Leave for good
own-asks-once-more = Each asks once more, and says what happens to your words.
own-done-notes = Saved.
own-done-break = You are on a break. Come back whenever you like.
own-done-back = Welcome back.
own-done-name = From now on the others see your new name.
own-done-consent = Your answer holds from now on.
own-done-contact = Saved. Only this can reach you, and nothing else.
own-done-still = Thank you. We ask again in 30 days.
own-done-stopped = Nothing is sent to you any more. What was waiting is gone.
own-done-devices = The other devices are signed out.
own-done-signed = Signed. You can end it at any time.
own-done-ended = Ended. Nothing may be told any more.
own-done-left = You left that place.
own-done-out = Taken out. The words are gone.
own-break = Break
own-break-now = You are on a break. Nobody writes to you, and your words stay.
own-break-over = Come back now
own-break-title = Take a break
own-break-go = Take a break now
own-break-what = You stop reading and writing here. The others see nothing different.
own-break-words = Your words stay until their day. You can still talk to staff.
own-break-end = You come back with one tap, whenever you like.
own-words = My own words
own-words-help = All that you wrote here and that is still kept. You can take out any of it, at any time.
own-words-none = Nothing of yours is kept here now.
own-to-staff = to staff
own-to-everyone = to everyone here
own-goes-on = Goes on { $day }.
own-take-out = Take out
own-take-out-title = Take this out?
own-take-out-go = Take it out now
own-take-out-what = The words go at once, for everyone. The others see that something was taken out.
own-take-out-cannot = Someone may have read or copied them before. That cannot be undone.
own-download-title = Take a copy
own-download-go = Save the file
own-download-stays = The file stays on this device. Anyone who uses the device can open it.
own-download-only = It holds your own words only, never those of others. You can also ask staff to keep a paper copy for you.
own-download-name = It is named “notes”. Leaving here does not take it off the device.
own-download-how = In what form?
own-download-page = To read
own-download-page-help = Opens like a page.
own-download-data = All of it, as data
own-download-data-help = Also your choices and consents. For another program.
own-freeze-title = Freeze everything?
own-freeze-go = Freeze everything now
own-freeze-what = Every device is signed out at once, this one too. Nobody can read or write as you.
own-freeze-words = Your words stay. The others see nothing different.
own-freeze-open = Staff open it again with you, with the word you agreed on.
own-frozen = Everything is frozen
own-frozen-what = No one can read or write as you now, on any device. Calls and messages to you have stopped.
own-frozen-kept = What was kept
own-frozen-kept-what = Your messages are still there. The others see nothing different.
own-frozen-again = To open it again
own-frozen-staff = staff
own-frozen-call = Call { $phone }, or see { $names }, when it suits you.
own-frozen-see = See { $names }, when it suits you.
own-frozen-word = They ask for the code word you chose together.
own-frozen-look = You look at what was written since, and choose what stays.
own-frozen-no-hurry = There is no hurry. It stays frozen until you ask.
own-leave-title = Leave for good
own-leave-go = Leave for good now
own-leave-what = You leave everything here, by every way of taking part. Your ways back in stop, and what is kept about you goes.
own-leave-one-title = Leave this place
own-leave-one-go = Leave this place now
own-leave-one-what = You leave this one place, and keep the others. To come back you would need a new code.
own-leave-staff = What you and staff wrote to each other goes in either case.
own-leave-copies = Copies kept for emergencies cannot be read any more once your key is gone. What others read or copied cannot be taken back.
own-leave-question = What should happen to your words?
own-leave-words = Leave my words
own-leave-words-help = They stay until their day, without your name.
own-remove-words = Remove my words
own-remove-words-help = They go now, everywhere. The others see that something was taken out.
own-left = You have left. Thank you for having been here
own-left-words-stay = Your words stay until their day. They bear no name.
own-left-words-gone = { $count ->
    [0] There were no words to remove.
    [one] { $count } message was removed, and the key to it destroyed.
   *[other] { $count } messages were removed, and the key to them destroyed.
}
own-left-day = Done { $day }. This page is the only receipt. Nothing of it is sent to you.
own-left-no-way-in = Your seven words and passkeys open nothing any more.
own-seven-words = Your seven words
own-way-back-title = New words to come back
own-way-back-go = Make new words
own-way-back-what = You get seven new words. The old ones stop at once.
own-way-back-paper = They are shown once. Have paper at hand, and look around you first.
own-way-back-new = Your new words
own-way-back-once = These seven words open this place for you. They are shown once.
own-way-back-keep = How to keep them
own-way-back-write = Write them on paper, mixed with other words if you like. A recipe works well.
own-way-back-no-picture = Do not take a picture. Photos are copied to other places.
own-way-back-lost = If you lose them, or someone finds them, talk to staff. They ask for the word you agreed on.
own-way-back-have = I have them
own-name-new = Another name
own-name-help = The others see the new name on all your words, old ones too. The old name is shown nowhere. Staff see that it changed.
own-name-yours = Your new name here
own-name-not-real = Not your real name, and none that people know you by.
own-name-sure = I want this name all the same
own-name-or = Or take one of these
own-name-take = Take this name
own-contact = Messages sent to you
own-contact-help = We write to you only if you want it, when you want it, in words that tell nobody anything.
own-contact-who = Your number or e‑mail is hidden. Staff see it only when two of them agree, for a reason. Then “My choices” says who looked, and why.
own-contact-nothing = Nothing is sent from here.
own-contact-nothing-why = This place has no way to write to a phone or e‑mail. There is nothing to set.
own-contact-still = Are these notes still fine?
own-contact-still-why = It has been 30 days. Until you say so, nothing is sent. Does anyone else read that phone or e‑mail now?
own-contact-still-yes = Yes, still fine
own-contact-look = Look at it
own-contact-guide = A number or address for this alone
own-contact-guide-new = Make a new e‑mail or number that nobody knows. Use a device that nobody else opens.
own-contact-guide-where = Do not link it to your main e‑mail or phone, and do not let the browser keep its password.
own-contact-guide-name = Give no real name when you make it. Staff can help you with this.
own-contact-empty-is-no = Leave it empty, and nothing comes this way.
own-contact-email = E‑mail
own-contact-email-where = E‑mail address
own-contact-text = Text message
own-contact-text-where = Phone number
own-contact-label-safe = Only I read it
own-contact-label-virtual = I made it for this alone
own-contact-label-primary = It is my main one, that others know
own-contact-primary-fine = It is my main one, and I want notes there all the same
own-contact-primary-help = Others may see them: on a locked screen, on a bill, on a shared account.
own-contact-when = When may a note come?
own-contact-from = From
own-contact-to = To
own-contact-hour-help = Outside these hours everything waits, or is let go.
own-contact-words = What should it say?
own-contact-words-help = The note says this and nothing else. It never names this place.
own-contact-before = A note before your group meets?
own-contact-before-help = It says the same words, and not what it is for. It comes in the hours you chose. If they are over by then, nothing comes.
own-contact-before-nothing = No
own-contact-before-hour = About an hour before
own-contact-before-three-hours = About three hours before
own-contact-before-day = A day before
own-contact-save = Save this
own-contact-stop = Stop all notes
own-contact-stop-help = At once. What was waiting goes too, and your number or e‑mail is erased.
own-consent-record = Your record of consents
own-consent-record-title = Your record of consents
own-consent-record-go = Save the file
own-consent-record-what = It says what you agreed to or took back, and when. It holds nothing that you wrote.
own-consent-record-name = It is named “record”. Leaving here does not take it off the device.
