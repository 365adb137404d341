# The room.
video-tab = Meet
video-room = Meeting with sound and camera
video-people = People here
video-controls = Your sound and picture
video-begin = You are muted and your camera is off. You choose when that changes. You can also only listen.
video-you = (you)
video-staff = Staff
video-someone = Someone
video-muted = muted
video-open = can be heard
video-talks = talking
video-is-away = away
video-microphone-on = Mic on
video-microphone-off = Mic off
video-camera-on = Camera on
video-camera-off = Camera off
video-step-away = Step away
video-come-back = Come back
video-switch-off-microphone = Mute
video-switch-off-camera = Stop camera
video-hear = Hear the others
video-to-staff = A private word with staff
video-needs-script = Sound and camera do not work in this browser as it is set. You can still write to staff.
# What happens.
video-says-over = Your place here has ended. One moment.
video-says-cut = The line is lost. It comes back by itself. You will be muted then, with your camera off.
video-says-elsewhere = You opened this meeting on another page. You are in it there. To be here again, load this page again.
video-says-wrong = The connection broke. It comes back in a minute.
video-says-none = There is no sound and no picture here at the moment. Tell staff, or call them.
video-says-old = This browser is too old for sound and picture. Try a newer one, or write to staff.
video-says-no-microphone = We find no microphone. You can still listen. To talk, plug one in and press again.
video-says-no-camera = We find no camera. You can take part without one.
video-says-refused-microphone = Your browser does not let this page hear you. You can still listen. To talk, allow the microphone beside the address, then press again.
video-says-refused-camera = Your browser does not let this page use the camera. You can take part without it. To show yourself, allow the camera beside the address, then press again.
video-says-busy-microphone = Another program holds your microphone. Close it, then press again. You can still listen.
video-says-busy-camera = Another program holds your camera. Close it, then press again. You can take part without it.
video-says-unplugged-microphone = Your microphone is gone. You are muted. Plug it in and press again, or go on listening.
video-says-unplugged-camera = Your camera is gone. Nobody sees you. You can go on without it.
video-says-quiet-microphone = Staff muted you. You can switch your microphone on again yourself.
video-says-quiet-camera = Staff switched your camera off. You can switch it on again yourself.
video-says-away = You stepped away. You hear nobody, and nobody hears or sees you.
video-says-came = @ is here.
video-says-went = @ has left.
# What is refused.
video-no-words = Nothing is written to everybody in this meeting. You can write to staff.
video-elsewhere = This did not come from our own page. Open the page again.
video-no-socket = The connection did not work. Open the page again.
video-not-ready = This place is just starting. Try again in a moment.
video-no-cameras = There are no cameras in this group.
video-cameras-full = As many cameras are on as this group allows. Try again when someone switches theirs off.
# Settings.
video-setting-cameras = People can switch their own camera on
video-setting-most-cameras = How many cameras can be on at the same time
# What people agree to.
video-clause-pictures = I take no pictures of this screen, and I do not film or record it.
video-clause-passing-on = I do not pass on what others say or show here.
video-clause-others-in-the-room = I take part where no one can hear or see the others, or I use headphones.
video-clause-accounts = I use only my own way in, and I do not let anyone else use it.
# Before the first meeting.
video-briefing-alone = Take part where no one can listen in or see your screen.
video-briefing-headphones = Use headphones if you can. Then no one near you hears the others.
video-briefing-camera = Your camera stays off until you switch it on. Look first at what is behind you. You never need a camera.
# What it means for people, for staff who choose.
video-consider-connection = People hear and see each other. It is the closest to being in one room.
video-consider-anonymity = Lower. A voice or a face can be known again, also with an alias.
video-consider-devices = A phone or computer with a microphone. Any newer browser.
video-consider-access = Good for sign language and for those who read little. It needs a fair line and more data.
video-consider-confidentiality = Nothing is recorded or kept. Someone near a person may hear or see.
video-name = Video and voice
video-about = Meetings with sound and, for those who like, a camera
video-connect = Open the address in any newer browser. At the time of the meeting, choose Meet.
