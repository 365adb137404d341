core-today = today
core-yesterday = yesterday
core-waited-minutes = { $minutes } min
core-waited-hours = { $hours } h { $minutes }
core-waited-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
core-just-now = just now
core-ago = { $long } ago
core-since-today = since today
core-since-yesterday = since yesterday
core-since = since { $day }
core-long-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
core-long-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
core-read-now = Staff read here now.
core-nothing-new = Nothing is new since you were here. To look in once a day is enough.
core-read-next = Staff read here next { $day } at { $clock }.
core-tomorrow = tomorrow
core-someone = Someone who left
core-tab-talk = Talk to staff
core-nothing-is-kept = Nothing is kept here. The words are gone when this ends.
core-tab-meeting = Meeting
core-tab-choices = My choices
core-tab-desk = Desk

# Why a place is not open to someone.
admission-unknown-group = This page is not here. The address may be wrong, or the page may be gone.
admission-frozen = Your account is paused, because someone else may have been using it. Staff can open it again with you.
admission-switched-off = This way of meeting is switched off for now. Staff can tell you more.
admission-not-open = This place is not open yet.
admission-closed = This place is closed. Staff can tell you what comes next.
admission-locked = Staff have closed this place for a short time. It opens again when they are ready.
admission-membership-paused = Your place here is paused. Staff can talk with you about it.
admission-agreement-needed = The agreement has changed. Read it and agree before you write again. You can still read.
admission-consent-needed = To write here, you need to agree again that your words are kept. You can still read.
admission-writing-paused = Nobody can write here for now. You can still read.
admission-no-meeting = There is no meeting at this moment. What you wrote is shown below, so that you can copy it.
admission-at-the-door = You are at the door. Someone from staff lets people in, one by one.
admission-meeting-held-up = The meeting is on hold for a moment. Your words are kept. Wait here, or talk to staff.
admission-no-facilitator = Nobody from staff looks after this place right now, so nobody can write. You can still read.
permission-not-signed-in = You need to come in first.
permission-staff-sign-in = Sign in first.
permission-not-yours = Your role does not cover this. An administrator can change that.
store-cannot-write = We cannot keep anything new at this moment. Reading still works. Try again in a few minutes.
