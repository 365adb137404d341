core-today = aujourd’hui
core-yesterday = hier
core-waited-minutes = { $minutes } min
core-waited-hours = { $hours } h { $minutes }
core-waited-days = { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}
core-just-now = à l’instant
core-ago = il y a { $long }
core-since-today = depuis aujourd’hui
core-since-yesterday = depuis hier
core-since = depuis le { $day }
core-long-days = { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}
core-long-hours = { $hours ->
    [one] { $hours } heure
   *[other] { $hours } heures
}
core-read-now = L’équipe lit ici en ce moment.
core-nothing-new = Rien de nouveau depuis votre dernière visite. Passer une fois par jour suffit.
core-read-next = L’équipe lira ici { $day } à { $clock }.
core-tomorrow = demain
core-someone = Une personne partie
core-tab-talk = Équipe
core-nothing-is-kept = Rien n’est gardé ici. Les mots disparaissent quand c’est fini.
core-tab-meeting = Rencontre
core-tab-choices = Mes choix
core-tab-desk = Bureau

# Pourquoi un lieu n’est pas ouvert à quelqu’un.
admission-unknown-group = Cette page n’est pas ici. L’adresse est peut-être fausse, ou la page n’existe plus.
admission-frozen = Votre compte est en pause, car quelqu’un d’autre s’en servait peut-être. Le personnel peut le rouvrir avec vous.
admission-switched-off = Cette façon de se réunir est arrêtée pour l’instant. Le personnel peut vous en dire plus.
admission-not-open = Ce lieu n’est pas encore ouvert.
admission-closed = Ce lieu est fermé. Le personnel peut vous dire la suite.
admission-locked = Le personnel a fermé ce lieu pour un court moment. Il rouvrira dès que possible.
admission-membership-paused = Votre place ici est en pause. Le personnel peut en parler avec vous.
admission-agreement-needed = L’entente a changé. Lisez-la et acceptez-la avant d’écrire de nouveau. Vous pouvez toujours lire.
admission-consent-needed = Pour écrire ici, vous devez accepter de nouveau que vos mots soient gardés. Vous pouvez toujours lire.
admission-writing-paused = Personne ne peut écrire ici pour l’instant. Vous pouvez toujours lire.
admission-no-meeting = Il n’y a pas de rencontre en ce moment. Ce que vous avez écrit est plus bas, pour que vous puissiez le copier.
admission-at-the-door = Vous êtes à la porte. Une personne de l’équipe fait entrer les gens un par un.
admission-meeting-held-up = La rencontre est suspendue un moment. Vos mots sont gardés. Attendez ici, ou parlez à l’équipe.
admission-no-facilitator = Personne de l’équipe ne veille sur ce lieu en ce moment, donc personne ne peut écrire. Vous pouvez toujours lire.
permission-not-signed-in = Il faut d’abord entrer.
permission-staff-sign-in = Ouvrez d’abord une session.
permission-not-yours = Votre rôle ne couvre pas cela. L’administration peut le changer.
store-cannot-write = Nous ne pouvons rien garder de nouveau en ce moment. La lecture marche toujours. Essayez dans quelques minutes.
