# Un groupe qui se réunit : avant, à la porte, à l’intérieur, après. Ce qui commence par meet-staff- n’est lu que par l’équipe.
meet-hours = { $begins } à { $ends }
meet-someone = Une personne de l’équipe
meet-nothing = Aucune rencontre n’est prévue
meet-nothing-next = Vous verrez la prochaine ici, dès que l’équipe l’aura prévue.
meet-services = Services près de vous
meet-next = Prochaine rencontre
meet-next-at = { $day }, { $hours }
meet-doors-open = La porte ouvre à { $time }, ici sur cette page. Heure de { $zone }.
meet-come-late = Vous pouvez arriver tard, partir tôt ou seulement lire. On ne dit à personne que vous partez.
meet-before = Avant de venir
meet-before-near = Qui pourrait voir votre écran à ce moment ?
meet-before-leave = Si quelqu’un entre, « Quitter » met fin à tout aussitôt.
meet-before-data = Une heure de lecture et d’écriture prend moins de 1 Mo de données.
meet-look-again = Voir si la porte est ouverte
meet-look = Regarder de nouveau
meet-calendar = Un fichier pour mon calendrier
meet-calendar-word = Appel
meet-calendar-warning = D’autres peuvent voir un calendrier. Le fichier dit seulement « Appel » et l’heure.
meet-door = La porte est ouverte
meet-door-one-by-one = { $name } fait entrer les gens un par un. Dites que vous êtes là.
meet-near = Quelqu’un près de vous pourrait-il voir ceci ?
meet-near-who = Seule l’équipe de cette rencontre voit votre réponse. Elle n’est pas gardée.
meet-near-no = Non
meet-near-maybe = Peut-être, ou plus tard
meet-near-yes = Oui
meet-others-see = Les autres verront
meet-after = Après la rencontre
meet-after-nothing = Ce qui est écrit est effacé à la fermeture. Rien n’est enregistré.
meet-after-kept = Ce qui est écrit est gardé { $long }, puis effacé.
meet-knock = Je suis là
meet-not-today = Pas aujourd’hui
meet-waiting = Vous êtes à la porte
meet-waiting-how = { $name } fait entrer les gens un par un. Cela prend souvent moins de trois minutes. Vous n’avez rien à faire.
meet-waiting-nothing = Personne d’autre ici ne voit que vous attendez.
meet-declined = Cela n’a pas marché aujourd’hui
meet-declined-why = Merci d’être là. L’équipe n’a pas pu vous faire entrer cette fois. Ce n’est pas un jugement sur vous. Elle peut en parler avec vous.
meet-declined-call = Vous pouvez appeler le { $phone }.
meet-come = Vous avez un lien vers une rencontre
meet-spoken = On parle ici : { $languages }.
meet-own-time = À l’heure de cet appareil : @.
meet-come-early = La porte ouvre à { $time }. D’ici là, il n’y a rien à faire ici.
meet-come-again = Gardez votre lien ou votre code. Il marchera encore quand vous reviendrez.
meet-come-name = Comment les autres doivent-ils vous appeler ?
meet-come-name-help = Pas votre vrai nom. Choisissez-en un, ou écrivez le vôtre.
meet-come-own = Un nom à vous
meet-come-sure = Je veux prendre ce nom
meet-come-go = J’accepte. Vers la porte
meet-come-nothing = On ne demande rien d’autre. Après la rencontre, ce nom est oublié.
meet-interpret = Une place d’interprète
meet-interpret-what = Vous interprétez entre cette langue : { $language }, et celle de la rencontre. Vous écrivez sous ce que disent les autres.
meet-interpret-private = Ce qui se dit ici reste ici. Je ne dis à personne qui participe.
meet-interpret-only = Je transmets ce qui se dit, tout et rien d’autre.
meet-interpret-no-copy = Je ne garde ni notes, ni images, ni copies.
meet-interpret-promise = Je le promets
meet-interpret-once = Ce lien marche une fois. Votre place finit avec la rencontre. Vous ne voyez rien d’avant votre entrée.
meet-stay = Aimeriez-vous revenir ?
meet-stay-otherwise = Si vous ne faites rien, votre nom ici est oublié après la rencontre.
meet-stay-how = Pour revenir sous le même nom, vous recevez sept mots. Toute personne qui les a peut entrer à votre place.
meet-stay-yes = Oui, donnez-moi sept mots
meet-stay-no = Non, quitter
meet-stay-back = Retour à la rencontre
meet-over = La rencontre est finie
meet-over-thanks = Merci de votre présence.
meet-over-gone = Votre nom là-bas est oublié, et votre lien ne mène plus nulle part.
meet-over-front = Vers la première page
meet-staff = Rencontre, pour l’équipe
meet-staff-only = Équipe seulement
meet-staff-room = Ouvrir la salle
meet-staff-gap = Personne n’est nommé pour la mener, donc elle n’ouvrira pas. Nommez quelqu’un dans la page des rencontres du groupe.
meet-staff-before = Les portes s’ouvrent d’elles-mêmes avant le début.
meet-staff-held = Suspendue.
meet-staff-shut = Personne ne peut entrer maintenant.
meet-staff-left = { $minutes ->
    [one] Encore une minute.
   *[other] Encore { $minutes } minutes.
}
meet-staff-taken = Places prises : { $taken } sur { $capacity }.
meet-staff-begin = Commencer la rencontre
meet-staff-pause = Suspendre
meet-staff-resume = Reprendre
meet-staff-last-words = Annoncer les derniers mots
meet-staff-end = Y mettre fin
meet-staff-door = À la porte
meet-staff-door-empty = Personne n’attend à la porte.
meet-staff-new = Personne nouvelle pour l’équipe
meet-staff-waits = { $minutes ->
    [0] à l’instant
    [one] une minute
   *[other] { $minutes } minutes
}
meet-staff-near = { $answer ->
    [no] Personne à côté.
    [maybe] Quelqu’un pourrait venir.
   *[yes] Quelqu’un est à côté.
}
meet-staff-let-in = Faire entrer
meet-staff-decline = Pas aujourd’hui
meet-staff-in = Dans la salle
meet-staff-in-empty = Personne n’est encore dans la salle.
meet-staff-turn = A la parole
meet-staff-away = Au loin
meet-staff-someone = Quelqu’un est entré
meet-staff-put-out = Retour à la porte
meet-staff-put-out-help = Pour retirer une personne de tout, ouvrez sa place dans la page des personnes du groupe.
meet-staff-sheet = Déroulement, question et tours
meet-staff-stage = Où en êtes-vous ?
meet-staff-prompt = Une question pour tout le monde
meet-staff-show = La montrer
meet-staff-order = Faire un ordre de parole
meet-staff-turns = Tours : { $names }
meet-staff-next = Tour suivant
meet-staff-care = Ce que vous lisez d’abord, et le rythme
meet-staff-hold = Lire avant les autres
meet-staff-hold-what = { $hold ->
    [rules] Ce que disent les règles du groupe.
    [matches] Aussi ce qui peut montrer qui ou où est quelqu’un.
    [new-people] Aussi tout ce qui vient des personnes arrivées aujourd’hui.
   *[everything] Tout.
}
meet-staff-slow = Secondes entre deux messages d’une personne (0 : pas de limite)
meet-staff-keep = Appliquer maintenant
meet-staff-hand-over = Je sors
meet-staff-hand-over-help = Quand la dernière personne de l’équipe sort, la rencontre est suspendue aussitôt. Elle reprend à son retour.
meet-staff-present = De l’équipe : { $names }
