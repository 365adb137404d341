# Meetings: what people are told when something does not work.
meeting-not-planned = This meeting is not here any more.
meeting-wrong-plan = Check the day, the hour and the numbers. The first meeting must lie ahead.
meeting-nobody-named = Name at least one person who leads the meeting.
meeting-cannot-be-cancelled = It has begun, or it is over. You can end it from the meeting itself.
meeting-not-now = That does not fit this moment of the meeting. Look at the page again.
meeting-full = There is no free place at this moment. Try again in a few minutes, or talk to staff.
meeting-not-at-the-door = This person is not there any more.
meeting-not-yours = This page is not here. The address may be wrong, or the page may be gone.
meeting-prompt-long = That is too long to read at a glance. Use one or two sentences.
# In the room.
meeting-stage = { $stage ->
    [welcome] Welcome
    [agreements] What we promise
    [rounds] Round
   *[close] Goodbye
}
meeting-left = { $minutes ->
    [one] one minute left
   *[other] { $minutes } minutes left
}
meeting-last-words = Time for last words
meeting-your-turn = It is your turn. You can pass.
meeting-turn = It is { $name }’s turn
meeting-someone-came = Someone came in
meeting-alone-again = I am alone again
meeting-leave-room = Leave the meeting
meeting-erased-at = Never stored. Erased at { $time }.
meeting-translate = Say it in { $language }
meeting-translate-help = It stands under the message, for everyone.
meeting-more = More
