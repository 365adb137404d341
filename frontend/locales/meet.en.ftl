# A group that meets: before, at the door, inside, after. What begins with meet-staff- is read by staff only.
meet-hours = { $begins } to { $ends }
meet-someone = Someone from staff
meet-nothing = No meeting is planned now
meet-nothing-next = You will see the next one here, as soon as staff plan it.
meet-services = Services near you
meet-next = Next meeting
meet-next-at = { $day }, { $hours }
meet-doors-open = The door opens at { $time }, here on this page. { $zone } time.
meet-come-late = You can come late, leave early or only read. No one is told that you left.
meet-before = Before you come
meet-before-near = Who could see your screen at that time?
meet-before-leave = If someone comes in, “Leave now” ends everything at once.
meet-before-data = An hour of reading and writing takes less than 1 MB of data.
meet-look-again = See if the door is open
meet-look = Look again
meet-calendar = A file for my calendar
meet-calendar-word = Call
meet-calendar-warning = A calendar can be seen by others. The file says only “Call” and the time.
meet-door = The door is open
meet-door-one-by-one = { $name } lets people in one by one. Say that you are here.
meet-near = Is anyone near you who could see this?
meet-near-who = Only the staff of this meeting see your answer. It is not kept.
meet-near-no = No
meet-near-maybe = Maybe, or later
meet-near-yes = Yes
meet-others-see = The others will see
meet-after = After the meeting
meet-after-nothing = What is written is erased when it closes. Nothing is recorded.
meet-after-kept = What is written is kept for { $long }, then erased.
meet-knock = I am here
meet-not-today = Not today
meet-waiting = You are at the door
meet-waiting-how = { $name } lets people in one by one. It usually takes less than three minutes. You need do nothing.
meet-waiting-nothing = No one else here can see that you wait.
meet-declined = It did not work out today
meet-declined-why = Thank you for coming. Staff could not let you in this time. That is no judgement of you. They can talk with you about it.
meet-declined-call = You can call { $phone }.
meet-come = You have a link to a meeting
meet-spoken = Spoken here: { $languages }.
meet-own-time = By the clock of this device: @.
meet-come-early = The door opens at { $time }. Until then there is nothing to do here.
meet-come-again = Keep your link or code. It works again when you come back.
meet-come-name = What should the others call you?
meet-come-name-help = Not your real name. Choose one, or write one of your own.
meet-come-own = A name of your own
meet-come-sure = I want to use this name
meet-come-go = I agree. To the door
meet-come-nothing = Nothing else is asked. When the meeting is over, this name is forgotten.
meet-interpret = A seat for an interpreter
meet-interpret-what = You interpret between { $language } and the language of the meeting. You write under what others say.
meet-interpret-private = What is said here stays here. I tell no one who takes part.
meet-interpret-only = I pass on what is said, all of it and nothing else.
meet-interpret-no-copy = I keep no notes, pictures or copies.
meet-interpret-promise = I promise this
meet-interpret-once = This link works once. Your seat ends with the meeting. You see nothing from before you come in.
meet-stay = Would you like to come again?
meet-stay-otherwise = If you do nothing, your name here is forgotten when the meeting is over.
meet-stay-how = If you want to come again under the same name, you get seven words. Whoever has them can come in as you.
meet-stay-yes = Yes, give me seven words
meet-stay-no = No, leave now
meet-stay-back = Back to the meeting
meet-over = The meeting is over
meet-over-thanks = Thank you for being there.
meet-over-gone = Your name there is forgotten, and your link leads nowhere any more.
meet-over-front = To the first page
meet-staff = Meeting, for staff
meet-staff-only = Staff only
meet-staff-room = Open the room
meet-staff-gap = No one is named to lead it, so it will not open. Name someone on the group’s page of meetings.
meet-staff-before = The doors open by themselves before it begins.
meet-staff-held = On hold.
meet-staff-shut = No one can be let in now.
meet-staff-left = { $minutes ->
    [one] One minute left.
   *[other] { $minutes } minutes left.
}
meet-staff-taken = { $taken } of { $capacity } places are taken.
meet-staff-begin = Begin the meeting
meet-staff-pause = Put on hold
meet-staff-resume = Go on
meet-staff-last-words = Call last words
meet-staff-end = End it now
meet-staff-door = At the door
meet-staff-door-empty = No one waits at the door.
meet-staff-new = Not known yet
meet-staff-waits = { $minutes ->
    [0] just came
    [one] one minute
   *[other] { $minutes } minutes
}
meet-staff-near = { $answer ->
    [no] No one near.
    [maybe] Someone may come near.
   *[yes] Someone is near.
}
meet-staff-let-in = Let in
meet-staff-decline = Not today
meet-staff-in = In the room
meet-staff-in-empty = No one has been let in.
meet-staff-turn = Has the turn
meet-staff-away = Away
meet-staff-someone = Someone came in
meet-staff-put-out = Back to the door
meet-staff-put-out-help = To remove a person from everything, open their place on the group’s page of people.
meet-staff-sheet = Run sheet, prompt and turns
meet-staff-stage = Where are you?
meet-staff-prompt = A prompt for everyone
meet-staff-show = Show it
meet-staff-order = Make an order of turns
meet-staff-turns = Turns: { $names }
meet-staff-next = Next turn
meet-staff-care = What you read first, and how fast it goes
meet-staff-hold = Read before the others do
meet-staff-hold-what = { $hold ->
    [rules] What the group’s rules say.
    [matches] Also what may show who or where someone is.
    [new-people] Also everything from people who are new today.
   *[everything] Everything.
}
meet-staff-slow = Seconds between two messages of one person (0: no limit)
meet-staff-keep = Use this now
meet-staff-hand-over = I am leaving
meet-staff-hand-over-help = When the last of you leaves, the meeting is on hold at once. It goes on when one of you is back.
meet-staff-present = From staff: { $names }
