core-today = today
core-yesterday = yesterday
core-waited-minutes = { $minutes } min
core-waited-hours = { $hours } h { $minutes }
core-waited-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
core-tab-talk = Talk to staff
core-tab-choices = My choices
core-tab-desk = Desk
