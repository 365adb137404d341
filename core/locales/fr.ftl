core-today = aujourd’hui
core-yesterday = hier
core-waited-minutes = { $minutes } min
core-waited-hours = { $hours } h { $minutes }
core-waited-days = { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}
core-tab-talk = Équipe
core-tab-choices = Mes choix
core-tab-desk = Bureau
