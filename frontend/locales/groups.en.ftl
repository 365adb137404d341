# Staff's pages about groups. Only staff read these.
groups-title = Groups
groups-new = New group
groups-new-lead = A name first. Everything else follows, one question a page. Nobody but staff sees a draft.
groups-new-needs-name = Give the group a name in at least one language.
groups-name-en = Name in English
groups-name-en-help = Plain words that tell nothing to someone who looks over a shoulder.
groups-name-fr = Name in French
groups-keep-it = Keep this
groups-keep-continue = Keep and continue
groups-finish-later = Keep and finish later
groups-change-nothing = Change nothing
groups-list-lead = { $count ->
    [one] One group.
   *[other] { $count } groups.
} You hold { $held } of them. Of the others you see only numbers.
groups-col-group = Group
groups-col-state = State
groups-col-way = How they meet
groups-col-people = People
groups-col-next = Next
groups-col-waiting = Waiting
groups-locked = Locked down
groups-nothing = None
groups-name-a-facilitator = Name a facilitator
groups-missing-count = { $count ->
    [0] Nothing missing
    [one] 1 thing missing
   *[other] { $count } things missing
}
groups-not-chosen = Not chosen yet
groups-any-time = Any time
groups-next-erased = Words erased { $day }
groups-next-begins = Begins { $day }
groups-next-ends = Ends { $day }
groups-state-draft = Draft
groups-state-rehearsing = Rehearsing
groups-state-open = Open
groups-state-paused = Paused
groups-state-closed = Closed
groups-step = New group, step { $step } of { $steps }
groups-tab-overview = Overview
groups-tab-people = People
groups-tab-invitations = Invitations
groups-tab-words = Words
groups-tab-care = Care and hours
groups-tab-agreement = Agreement
groups-tab-settings = Settings
groups-words-title = What is this group?
groups-words-lead = People read this before anything is asked of them.
groups-languages = Languages of the group
groups-languages-help = Each one you choose needs all its words.
groups-languages-needed = Choose at least one language.
groups-name = Name
groups-purpose = What it is for
groups-for-whom = Who it is for
groups-length = How long a visit or meeting takes, and how long the group goes on
groups-method = How you lead it, in your own words
groups-method-help = May stay empty. The settings say the rest for you. That is when staff read, what becomes of removed entries, and how long words are kept.
groups-timing-title = When do people meet?
groups-timing-lead = Together at a set hour, or whenever it suits each one. For a while, or for as long as it helps.
groups-timing = Together, or at any time
groups-timing-asynchronous = At any time
groups-timing-asynchronous-help = People come when it suits them. Answers take hours or days.
groups-timing-synchronous = Together at a set hour
groups-timing-synchronous-help = Everyone is there at the same time. More lively, harder to plan.
groups-duration = Ongoing, or with an end
groups-duration-drop-in = Ongoing
groups-duration-drop-in-help = People come and go. You look at the group again on a day you choose.
groups-duration-time-limited = With an end
groups-duration-time-limited-help = The same people from the first day to the last.
groups-dates-limited = Dates of a group with an end
groups-dates-ongoing = Day of review of an ongoing group
groups-starts = First day
groups-intake-until = Last day to join
groups-ends = Last day
groups-purge = Everything is erased on
groups-review = Looked at again on
groups-review-help = You are asked to read the decision record again on this day.
groups-capacity = Room for how many people
groups-wrong-date = This is not a date. Write it as year-month-day.
groups-wrong-number = This is not a number.
groups-wrong-order = The days do not follow each other. First day, last day to join, last day, day of erasing.
groups-way-title = How will people meet?
groups-way-lead = Pick the way that most people can use. Each has good and bad sides.
groups-way-means = { $way }, what it means for people
groups-way-beside = Also by
groups-way-beside-help = People can take part in the same conversation by this, too, if each of them wishes.
groups-way-note = Your choice and these reasons go into the group’s decision record.
groups-way-needed = Choose one way.
groups-way-another = If people are to meet in another way
groups-way-another-lead = Answer these four questions about the new way. A second member of staff must agree. Then everyone is asked to agree again before they write.
groups-way-lacks = First needed: { $what }. { $why }
groups-axis-connection = Connection
groups-axis-anonymity = Anonymity
groups-axis-devices = Devices
groups-axis-access = Access
groups-axis-confidentiality = Confidentiality
groups-decision-title = Decision record
groups-decision-lead = Four questions to ask about any technology. Answer for your shelter and your people.
groups-answer-needed = This needs an answer. One sentence is enough.
groups-vetting-title = How do people come in?
groups-vetting-lead = Each group knows its people, or gets to know them first.
groups-vetting = Who may come
groups-vetting-invited = Only people whom staff know and invite
groups-vetting-invited-help = The careful way. An invitation works once, for three days at most.
groups-vetting-open-intake = People nobody knows may ask to join
groups-vetting-open-intake-help = Needs criteria and someone who decides. You write both on the page of questions.
groups-vetting-lobby = A talk with staff before each meeting
groups-vetting-lobby-help = Someone lets each person in, one by one.
groups-vetting-meeting-code = A new code for each meeting
groups-vetting-meeting-code-help = Staff give it to people they know.
groups-vetting-needed = Choose how people come in.
groups-intake-needs-criteria = Write the criteria and name who decides first.
groups-anonymity = What others see of a person
groups-anonymity-alias = An alias that the person chooses
groups-anonymity-alias-help = It must not be their own name.
groups-anonymity-numbered = A word and a number
groups-anonymity-numbered-help = Given by the system. Tells least.
groups-anonymity-first-name = A first name, if they wish
groups-anonymity-first-name-help = For groups whose people know each other.
groups-questions-title = Questions and criteria
groups-questions-lead = For people nobody knows yet. Ask little. Say why you ask.
groups-criteria = Criteria
groups-criteria-help = What must be true for this group to fit someone? Each decision goes through them one by one.
groups-criterion-en = Criterion { $number }, in English
groups-criterion-fr = Criterion { $number }, in French
groups-questions = Questions
groups-questions-help = Five at most. People may leave them empty, but for one that you may choose.
groups-question-en = Question { $number }, in English
groups-question-fr = Question { $number }, in French
groups-why-en = Why you ask question { $number }, in English
groups-why-fr = Why you ask question { $number }, in French
groups-why-needed = Say why this is asked.
groups-required = Must one be answered?
groups-required-help = One at most.
groups-required-none = None must be answered
groups-required-one = Question { $number }
groups-reviewers = Who decides
groups-reviewers-help = They read the answers. Nobody else does.
groups-two-reviewers = Two of them must agree
groups-two-reviewers-needed = Name at least two people who decide.
groups-care-title = Who looks after it?
groups-care-lead = People are told who reads, and when. If nobody is named, nobody can write.
groups-facilitators = Facilitators
groups-facilitators-help = A second one means that the group goes on when one is away.
groups-cover = Cover hours
groups-cover-help = Write for example 9-12, 14:30-17. Leave a day empty when nobody reads. Times of { $zone }.
groups-hours-of = { $name }, { $day }
groups-wrong-hours = Write hours such as 9-12 or 14:30-17, within one day.
groups-reading = What staff read before the group does
groups-reading-first-entries = The first entry of each person
groups-reading-first-entries-help = After that, what a person writes is seen at once.
groups-reading-everything = Each entry
groups-reading-everything-help = You need cover each day.
groups-reading-after = None, staff read after
groups-reading-after-help = Once the group is open, this needs a second person.
groups-slow = Seconds between two entries of one person
groups-slow-help = 0 means no limit. A pause calms a heated talk.
groups-keeping-title = How long are words kept?
groups-keeping-lead = After that they are erased, in backups too.
groups-keep = Keeping
groups-keep-kept = For a number of days
groups-keep-kept-help = Keeping them longer later needs a second person.
groups-keep-hours = For a number of hours
groups-keep-hours-help = Messages disappear by themselves. Fits a chat that is open at any time.
groups-keep-fleeting = Not at all
groups-keep-fleeting-help = Words are in memory only, and gone when the group closes or the server stops.
groups-days = Days
groups-days-help = 30 to 90 is usual.
groups-hours = Hours
groups-hours-help = 8 or 24, for instance.
groups-wrong-kept-days = Choose a number of days, { $most } at most.
groups-wrong-kept-hours = Choose a number of hours, { $most } at most.
groups-readiness-title = Are we ready?
groups-readiness-lead = What a shelter has in place before people come.
groups-ready = Tick what is true
groups-ready-help = A group opens when all of it is.
groups-agreement-title = What do people promise each other?
groups-agreement-lead = Each change is a new version. People agree to it again before they write. They can always read and get help.
groups-agreement-version = Version { $version }, { $day }.
groups-agreement-none = No version yet. All clauses of this way of meeting are in the first one.
groups-clauses = Clauses
groups-clauses-help = Below each one stands how the other language says it.
groups-clause-why = If a clause goes, why?
groups-clause-why-help = A second member of staff must agree before it goes.
groups-own-en = Your own lines, in English
groups-own-en-help = One promise a line.
groups-own-fr = Your own lines, in French
groups-settings-title = Settings of this way of meeting
groups-settings-lead = They hold for this group only.
groups-wrong-value = This value is not possible here.
groups-act-open = Open the group
groups-act-rehearse = Begin the rehearsal
groups-act-redraft = Back to draft
groups-act-pause = Pause writing
groups-act-resume = Let people write again
groups-act-lock = Lock down now
groups-act-lift = Lift the lockdown
groups-act-close = End the group
groups-missing-head = { $count ->
    [0] Nothing is missing
    [one] 1 thing is missing before it can open
   *[other] { $count } things are missing before it can open
}
groups-missing-go = Go there
groups-done = Done: { $count }
groups-staff-only = Staff only
groups-glance = At a glance
groups-papers = Pages and papers
groups-application-page = Page where people ask to join
groups-room = Room
groups-room-of = { $people } of { $room }
groups-held-by = Held by
groups-close-title = End this group?
groups-close-lead = { $people ->
    [0] Nobody takes part now.
    [one] One person takes part now.
   *[other] { $people } people take part now.
} After this nobody can read or write here, and it cannot be opened again. The words are erased on the day of erasing, or after 30 days.
groups-rehearsal-title = Rehearsal
groups-rehearsal-lead = Go through the group as the people you invite will. You take a seat that exists for nothing else. When the group opens, everything you wrote there is erased.
groups-rehearsal-two = Two of you do this, each with their own sign-in, after the last change. Are you on your own? Ask someone from another shelter or a board member to be the second pair of eyes. It is worth the call.
groups-rehearsal-passed = { $passed } of { $needed } staff have passed.
groups-rehearsal-not-yet = { $count ->
    [one] One other thing is missing first.
   *[other] { $count } other things are missing first.
}
groups-rehearsal-seat = Your seat
groups-rehearsal-seat-help = On this device you become a person of the group. To come back, leave and sign in again as staff. A phone beside your computer works best.
groups-rehearsal-take-seat = Take the seat
groups-rehearsal-steps = Tick what you have gone through
groups-rehearsal-you-passed = You have passed. Thank you.
groups-instructions-title = How to connect
groups-instructions-lead = One sheet for each language, made from what is set now. It names neither the group nor the shelter. Print it or read it out on the phone.
groups-sheet-open = Open { $address } in any browser.
groups-sheet-code = Choose “I have a code” and type the code that you were given.
groups-sheet-name = Choose a name that is not your own.
groups-sheet-back = Write down your seven words. They bring you back.
groups-sheet-phone = Questions? { $phone }
groups-sheet-leave = To leave quickly, press Shift three times or choose “Leave now”.
groups-record-title = Decision record, for printing
groups-record-version = Version { $version }. Way of meeting, { $way }.
groups-record-again = Answer again
groups-policy-title = Policy annex, for printing
groups-policy-lead = Made from what is set on { $day }.
groups-policy-what = What and for whom
groups-policy-who = Who, and when
groups-policy-how = How it is looked after
groups-policy-agreed = What people agree to
groups-policy-vendor = Questions for a vendor, answered
groups-policy-incident = When something goes wrong
groups-policy-storage-here = Everything is stored on the shelter’s own server, in one folder.
groups-policy-storage-shared = Everything is stored in the shelter’s own database.
groups-policy-encryption = Words, names and contact points are encrypted with a key that lies outside that folder.
groups-policy-access = Administrators cannot read what people write. Facilitators read their own groups. Each look at what is hidden is written down.
groups-policy-deletion-kept = Words are erased at their time. When the group ends, its key is destroyed and backups can no longer be read.
groups-policy-deletion-fleeting = Words are never written to a disk.
groups-policy-downtime = If the server stops, people see a page with the phone number. Nothing that was sent is lost.
groups-policy-no-provider = No other company carries the words.
groups-policy-provider = Another company carries the words and could read them.
groups-data = One hour takes about { $kilobytes } kB of data.
groups-data-reckoned = One hour takes about { $kilobytes } kB of data for each person. This is an estimate until the group has met.
groups-data-measured = One hour took about { $kilobytes } kB of data for each person. This was measured in the last meetings.
groups-policy-incident-lock = Lock the group down from its page. Only facilitators get in.
groups-policy-incident-freeze = Freeze the account of anyone whose device may be in other hands.
groups-policy-incident-tell = Tell the people of the group by the way that each of them chose.
groups-policy-incident-write = Write down what happened. The audit shows who did what.
groups-now-title = What needs you now
groups-now-today = { $day }, { $time }.
groups-now-nothing = Nothing waits for you.
groups-now-coming = Today and tomorrow
groups-now-when = When
groups-now-what = What
groups-now-who = Who holds it
groups-now-cover = Cover of { $group }
groups-now-now = Now
groups-now-since = Draft since { $day }.
groups-now-desk = { $count ->
    [one] 1 thing waits on your desk
   *[other] { $count } things wait on your desk
}
groups-now-desk-more = The oldest has waited { $waited }. Promise, under 4 h.
groups-now-desk-go = Open the desk
groups-now-applicants = { $count ->
    [one] 1 person asks to join
   *[other] { $count } people ask to join
}
groups-now-applicants-go = Read and decide
groups-now-approvals = { $count ->
    [one] 1 colleague asks for a second person
   *[other] { $count } questions need a second person
}
groups-now-approvals-more = Some acts need two of you.
groups-now-approvals-go = Look at it
groups-now-invitations = { $count ->
    [one] 1 invitation ends within a day
   *[other] { $count } invitations end within a day
}
groups-now-invitations-go = Renew or let go
groups-now-missing = { $count ->
    [one] 1 thing is missing before “{ $group }” can open
   *[other] { $count } things are missing before “{ $group }” can open
}
groups-now-missing-go = Finish it
groups-now-ready = “{ $group }” can open
groups-now-ready-go = Open it
groups-now-locked = “{ $group }” is locked down
groups-now-locked-more = Only facilitators get in.
groups-now-locked-go = See the group
groups-now-alone = “{ $group }” has no facilitator
groups-now-alone-more = Nobody can write until someone is named.
groups-now-alone-go = Name someone
groups-now-paused = “{ $group }” is paused
groups-now-paused-more = People can read, not write.
groups-now-paused-go = See the group
groups-now-review = “{ $group }” is due for review
groups-now-review-more = Read the decision record again. Does it still hold?
groups-now-review-go = Review it
groups-now-unreached = { $count ->
    [one] 1 person cannot be reached any more
   *[other] { $count } people cannot be reached any more
}
groups-now-unreached-more = In “{ $group }”. What was sent came back. Nothing was sent in another way.
groups-now-unreached-go = Look at it
groups-now-frozen = Someone in “{ $group }” froze everything
groups-now-frozen-more = Their devices are signed out. When they come to you, ask for the code word and open it again.
groups-now-frozen-go = Open their page
groups-application-address = Address where people ask to join
groups-switch = Switch for this group
groups-settings-only-here = Only in this group. Elsewhere: { $value }.
groups-switch-help = Switched off, nobody of this group gets in, from their next step on. Nothing is erased. Switched on again, everything is as it was.
groups-switch-off = Switch this way of meeting off for this group
groups-tab-meetings = Meetings
groups-wrong-time = This is not a time of day. Write it like 19:00.
groups-meetings = Meetings
groups-meetings-none = No meeting is planned. Plan the first one below.
groups-meeting = Meeting
groups-meeting-hours = Time
groups-meeting-leads = Led by
groups-meeting-now = Now
groups-meeting-gap = No one leads it
groups-meeting-gap-means = A meeting that no one leads stays shut. Name someone below.
groups-meeting-day = { $weekday }, { $day }
groups-meeting-doors = The doors open at { $time }. A facilitator lets each person in.
groups-meeting-keep = Keep who leads it
groups-meeting-cancel = Cancel this meeting
groups-plans = Planned again and again
groups-plan-words = { $repeat ->
    [once] Once, { $weekday } at { $time }, { $minutes } minutes
    [weekly] Each week, { $weekday } at { $time }, { $minutes } minutes
    [fortnightly] Every second week, { $weekday } at { $time }, { $minutes } minutes
   *[monthly] Once a month, { $weekday } at { $time }, { $minutes } minutes
}
groups-plan-end = End this plan
groups-held = People at each meeting
groups-held-about = The last ten meetings. Room for { $room }. Small numbers are not shown, so that no one can guess who was there.
groups-held-none = not held
groups-held-few = under { $least }
groups-plan = Plan meetings
groups-plan-day = First day
groups-plan-day-help = Year-month-day.
groups-plan-time = It begins at
groups-plan-time-help = Time of the shelter: { $zone }. It stays the same when summer time begins or ends.
groups-plan-repeat = How often
groups-plan-repeats = { $repeat ->
    [once] Once
    [weekly] Each week
    [fortnightly] Every second week
   *[monthly] Each month, on the same weekday of the month
}
groups-plan-last = Last day
groups-plan-last-help = Leave it empty if it goes on.
groups-plan-length = Length, in minutes
groups-plan-doors = The doors open so many minutes before
groups-plan-doors-help = People wait at the door until a facilitator lets each of them in.
groups-plan-grace = Minutes for last words, after the end
groups-plan-grace-help = No one else comes in then.
groups-plan-capacity = Room for
groups-plan-capacity-help = People in the room, staff and interpreters not counted.
groups-plan-lead = Who leads it
groups-plan-lead-none = Name a facilitator on the page of care and hours first.
groups-plan-with = Who else is there from staff
groups-plan-languages = Languages that are spoken
groups-plan-make = Plan it
groups-made = Made just now
groups-link = A link and a code to the door
groups-link-what = For people whom you do not know yet. Many can use the same link. It leads to the door: you decide about each person there.
groups-link-make = Make a link and a code
groups-link-new = Make new ones, and end the old
groups-link-about = Good until the meeting is over. Give it only to people who asked for it.
groups-seats = Interpreters
groups-seats-what = A seat for one person in this meeting. The interpreter promises to keep everything private, sees no list of people and nothing from before.
groups-seat-language = Language
groups-seat-make = Make a seat
groups-seat-about = It works once, for one person, and only for this meeting.
groups-seat-free = { $language }: not taken yet
groups-seat-taken = { $language }: taken
