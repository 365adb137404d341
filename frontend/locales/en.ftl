# What is on every page.
frontend-page-failed = That page did not load. Everything you typed is still here. Try again.
frontend-skip = Skip to the page
frontend-exit = Leave now
frontend-exit-key = or press Shift 3 times
frontend-exit-two-more = Press Shift 2 more times to leave.
frontend-exit-once-more = Press Shift once more to leave.
frontend-this-place = This place
frontend-services-near-you = Services near you
frontend-device-advice = Advice for this device
frontend-what-is-kept = What is kept about you
frontend-uncover = Show the page
frontend-mistakes = Something here needs another look.
frontend-staff-sign-out = Sign out
frontend-staff-navigation = Main
frontend-staff-waiting = waiting
