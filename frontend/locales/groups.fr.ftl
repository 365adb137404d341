# Les pages de l’équipe sur les groupes. Seule l’équipe les lit.
groups-title = Groupes
groups-new = Nouveau groupe
groups-new-lead = D’abord un nom. Le reste suit, une question par page. Seule l’équipe voit une ébauche.
groups-new-needs-name = Donnez un nom au groupe dans au moins une langue.
groups-name-en = Nom en anglais
groups-name-en-help = Des mots simples qui ne disent rien à qui regarde par-dessus l’épaule.
groups-name-fr = Nom en français
groups-keep-it = Garder ceci
groups-keep-continue = Garder et continuer
groups-finish-later = Garder et finir plus tard
groups-change-nothing = Ne rien changer
groups-list-lead = { $count ->
    [one] Un groupe.
   *[other] { $count } groupes.
} Vous en tenez { $held }. Des autres, vous ne voyez que des nombres.
groups-col-group = Groupe
groups-col-state = État
groups-col-way = Façon de se réunir
groups-col-people = Personnes
groups-col-next = Ensuite
groups-col-waiting = En attente
groups-locked = Verrouillé
groups-nothing = Rien
groups-name-a-facilitator = Nommer une personne qui anime
groups-missing-count = { $count ->
    [0] Rien ne manque
    [one] Il manque 1 chose
   *[other] Il manque { $count } choses
}
groups-not-chosen = Pas encore choisi
groups-any-time = À tout moment
groups-next-erased = Mots effacés le { $day }
groups-next-begins = Commence le { $day }
groups-next-ends = Finit le { $day }
groups-state-draft = Ébauche
groups-state-rehearsing = En répétition
groups-state-open = Ouvert
groups-state-paused = En pause
groups-state-closed = Fermé
groups-step = Nouveau groupe, étape { $step } de { $steps }
groups-tab-overview = Aperçu
groups-tab-people = Personnes
groups-tab-invitations = Invitations
groups-tab-words = Mots
groups-tab-care = Soins et heures
groups-tab-agreement = Entente
groups-tab-settings = Réglages
groups-words-title = Quel est ce groupe ?
groups-words-lead = On lit ceci avant que rien ne soit demandé.
groups-languages = Langues du groupe
groups-languages-help = Chaque langue choisie a besoin de tous ses mots.
groups-languages-needed = Choisissez au moins une langue.
groups-name = Nom
groups-purpose = À quoi il sert
groups-for-whom = À qui il s’adresse
groups-length = Durée d’une visite ou d’une rencontre, et durée du groupe
groups-method = Votre façon de l’animer, dans vos mots
groups-method-help = Peut rester vide. Les réglages disent le reste pour vous. Quand l’équipe lit, ce que devient un message retiré, combien de temps les mots sont gardés.
groups-timing-title = Quand se réunit-on ?
groups-timing-lead = Ensemble à une heure fixe, ou quand chaque personne le veut. Pour un temps, ou aussi longtemps que cela aide.
groups-timing = Ensemble, ou à tout moment
groups-timing-asynchronous = À tout moment
groups-timing-asynchronous-help = On vient quand on veut. Les réponses prennent des heures ou des jours.
groups-timing-synchronous = Ensemble à une heure fixe
groups-timing-synchronous-help = Tout le monde est là en même temps. Plus vivant, plus difficile à prévoir.
groups-duration = Continu, ou avec une fin
groups-duration-drop-in = Continu
groups-duration-drop-in-help = On va et vient. Vous revoyez le groupe un jour que vous choisissez.
groups-duration-time-limited = Avec une fin
groups-duration-time-limited-help = Les mêmes personnes du premier au dernier jour.
groups-dates-limited = Dates d’un groupe avec une fin
groups-dates-ongoing = Jour de révision d’un groupe continu
groups-starts = Premier jour
groups-intake-until = Dernier jour pour entrer
groups-ends = Dernier jour
groups-purge = Tout est effacé le
groups-review = Revu le
groups-review-help = Ce jour-là, on vous demande de relire le registre de décision.
groups-capacity = Place pour combien de personnes
groups-wrong-date = Ce n’est pas une date. Écrivez année-mois-jour.
groups-wrong-number = Ce n’est pas un nombre.
groups-wrong-order = Les jours ne se suivent pas. Premier jour, dernier jour pour entrer, dernier jour, jour d’effacement.
groups-way-title = Comment va-t-on se réunir ?
groups-way-lead = Choisissez la façon que la plupart peuvent employer. Chacune a de bons et de moins bons côtés.
groups-way-means = { $way }, ce que cela change pour les gens
groups-way-beside = Aussi par
groups-way-beside-help = On peut aussi suivre la même conversation par ce moyen, si on le souhaite.
groups-way-note = Votre choix et ces raisons vont dans le registre de décision du groupe.
groups-way-needed = Choisissez une façon.
groups-way-another = Si l’on doit se réunir d’une autre façon
groups-way-another-lead = Répondez à ces quatre questions sur la nouvelle façon. Une deuxième personne de l’équipe doit être d’accord. Ensuite, l’entente est à accepter de nouveau avant d’écrire.
groups-way-lacks = À régler d’abord : { $what }. { $why }
groups-axis-connection = Lien
groups-axis-anonymity = Anonymat
groups-axis-devices = Appareils
groups-axis-access = Accès
groups-axis-confidentiality = Confidentialité
groups-decision-title = Registre de décision
groups-decision-lead = Quatre questions à poser sur toute technologie. Répondez pour votre maison et vos gens.
groups-answer-needed = Il faut une réponse. Une phrase suffit.
groups-vetting-title = Comment entre-t-on ?
groups-vetting-lead = Chaque groupe connaît ses gens, ou apprend d’abord à les connaître.
groups-vetting = Qui peut venir
groups-vetting-invited = Seulement des personnes que l’équipe connaît et invite
groups-vetting-invited-help = La voie prudente. Une invitation sert une fois, trois jours au plus.
groups-vetting-open-intake = Des personnes inconnues peuvent demander à entrer
groups-vetting-open-intake-help = Demande des critères et quelqu’un qui décide. Vous les écrivez à la page des questions.
groups-vetting-lobby = Un mot avec l’équipe avant chaque rencontre
groups-vetting-lobby-help = Quelqu’un fait entrer chaque personne, une à une.
groups-vetting-meeting-code = Un nouveau code pour chaque rencontre
groups-vetting-meeting-code-help = L’équipe le donne aux personnes qu’elle connaît.
groups-vetting-needed = Choisissez comment on entre.
groups-intake-needs-criteria = Écrivez d’abord les critères et nommez qui décide.
groups-anonymity = Ce que les autres voient d’une personne
groups-anonymity-alias = Un pseudonyme que la personne choisit
groups-anonymity-alias-help = Ce ne doit pas être son vrai nom.
groups-anonymity-numbered = Un mot et un nombre
groups-anonymity-numbered-help = Donné par le système. C’est ce qui en dit le moins.
groups-anonymity-first-name = Un prénom, si la personne le veut
groups-anonymity-first-name-help = Pour des groupes où l’on se connaît.
groups-questions-title = Questions et critères
groups-questions-lead = Pour des personnes encore inconnues. Demandez peu. Dites pourquoi.
groups-criteria = Critères
groups-criteria-help = Que faut-il pour que ce groupe convienne à quelqu’un ? Chaque décision les suit un à un.
groups-criterion-en = Critère { $number }, en anglais
groups-criterion-fr = Critère { $number }, en français
groups-questions = Questions
groups-questions-help = Cinq au plus. On peut les laisser vides, sauf une que vous pouvez choisir.
groups-question-en = Question { $number }, en anglais
groups-question-fr = Question { $number }, en français
groups-why-en = Pourquoi la question { $number }, en anglais
groups-why-fr = Pourquoi la question { $number }, en français
groups-why-needed = Dites pourquoi on le demande.
groups-required = Faut-il répondre à l’une d’elles ?
groups-required-help = Une au plus.
groups-required-none = Aucune réponse n’est obligatoire
groups-required-one = Question { $number }
groups-reviewers = Qui décide
groups-reviewers-help = Ces personnes lisent les réponses. Personne d’autre.
groups-two-reviewers = Deux personnes doivent être d’accord
groups-two-reviewers-needed = Nommez au moins deux personnes qui décident.
groups-care-title = Qui s’en occupe ?
groups-care-lead = Le groupe sait qui lit, et quand. Si personne n’est nommé, personne ne peut écrire.
groups-facilitators = Animation
groups-facilitators-help = Avec une deuxième personne, le groupe continue quand l’une est absente.
groups-cover = Heures de présence
groups-cover-help = Écrivez par exemple 9-12, 14 h 30-17. Laissez un jour vide quand personne ne lit. Heures de { $zone }.
groups-hours-of = { $name }, { $day }
groups-wrong-hours = Écrivez des heures comme 9-12 ou 14 h 30-17, dans une même journée.
groups-reading = Ce que l’équipe lit avant le groupe
groups-reading-first-entries = Le premier message de chaque personne
groups-reading-first-entries-help = Ensuite, ce qu’une personne écrit se voit aussitôt.
groups-reading-everything = Chaque message
groups-reading-everything-help = Il faut une présence chaque jour.
groups-reading-after = Rien, l’équipe lit après
groups-reading-after-help = Une fois le groupe ouvert, il faut une deuxième personne.
groups-slow = Secondes entre deux messages d’une même personne
groups-slow-help = 0 veut dire sans limite. Une pause calme un échange vif.
groups-keeping-title = Combien de temps garde-t-on les mots ?
groups-keeping-lead = Ensuite ils sont effacés, aussi dans les copies.
groups-keep = Garde
groups-keep-kept = Un nombre de jours
groups-keep-kept-help = Les garder plus longtemps, plus tard, demande une deuxième personne.
groups-keep-hours = Un nombre d’heures
groups-keep-hours-help = Les messages disparaissent d’eux-mêmes. Convient à un clavardage toujours ouvert.
groups-keep-fleeting = Pas du tout
groups-keep-fleeting-help = Les mots ne sont qu’en mémoire, et disparaissent quand le groupe ferme ou que le serveur s’arrête.
groups-days = Jours
groups-days-help = De 30 à 90, le plus souvent.
groups-hours = Heures
groups-hours-help = 8 ou 24, par exemple.
groups-wrong-kept-days = Choisissez un nombre de jours, { $most } au plus.
groups-wrong-kept-hours = Choisissez un nombre d’heures, { $most } au plus.
groups-readiness-title = Tout est-il prêt ?
groups-readiness-lead = Ce qu’une maison a en place avant que l’on vienne.
groups-ready = Cochez ce qui est vrai
groups-ready-help = Un groupe ouvre quand tout l’est.
groups-agreement-title = Que se promet-on ?
groups-agreement-lead = Chaque changement est une nouvelle version. On l’accepte de nouveau avant d’écrire. On peut toujours lire et demander de l’aide.
groups-agreement-version = Version { $version }, { $day }.
groups-agreement-none = Pas encore de version. La première contient toutes les clauses de cette façon de se réunir.
groups-clauses = Clauses
groups-clauses-help = Sous chacune figure ce que dit l’autre langue.
groups-clause-why = Si une clause part, pourquoi ?
groups-clause-why-help = Une deuxième personne de l’équipe doit l’accepter avant.
groups-own-en = Vos propres lignes, en anglais
groups-own-en-help = Une promesse par ligne.
groups-own-fr = Vos propres lignes, en français
groups-settings-title = Réglages de cette façon de se réunir
groups-settings-lead = Ils valent pour ce groupe seulement.
groups-wrong-value = Cette valeur n’est pas possible ici.
groups-act-open = Ouvrir le groupe
groups-act-rehearse = Commencer la répétition
groups-act-redraft = Revenir à l’ébauche
groups-act-pause = Suspendre l’écriture
groups-act-resume = Permettre d’écrire de nouveau
groups-act-lock = Verrouiller maintenant
groups-act-lift = Lever le verrou
groups-act-close = Terminer le groupe
groups-missing-head = { $count ->
    [0] Rien ne manque
    [one] Il manque 1 chose avant qu’il puisse ouvrir
   *[other] Il manque { $count } choses avant qu’il puisse ouvrir
}
groups-missing-go = Y aller
groups-done = Fait : { $count }
groups-staff-only = Équipe seulement
groups-glance = En un coup d’œil
groups-papers = Pages et papiers
groups-application-page = Page où l’on demande à entrer
groups-room = Places
groups-room-of = { $people } sur { $room }
groups-held-by = Tenu par
groups-close-title = Terminer ce groupe ?
groups-close-lead = { $people ->
    [0] Personne ne participe en ce moment.
    [one] Une personne participe en ce moment.
   *[other] { $people } personnes participent en ce moment.
} Ensuite, on ne peut plus ni lire ni écrire ici, et le groupe ne peut pas rouvrir. Les mots sont effacés le jour prévu, ou après 30 jours.
groups-rehearsal-title = Répétition
groups-rehearsal-lead = Passez par le groupe comme le feront les personnes que vous invitez. Vous prenez une place qui ne sert qu’à cela. Quand le groupe ouvre, tout ce que vous y avez écrit est effacé.
groups-rehearsal-two = Deux personnes le font, chacune avec son propre accès, après le dernier changement. L’équipe, c’est vous et personne d’autre ? Demandez à quelqu’un d’une autre maison ou du conseil d’être le deuxième regard. Cela vaut l’appel.
groups-rehearsal-passed = { $passed } personnes sur { $needed } ont terminé.
groups-rehearsal-not-yet = { $count ->
    [one] Il manque d’abord une autre chose.
   *[other] Il manque d’abord { $count } autres choses.
}
groups-rehearsal-seat = Votre place
groups-rehearsal-seat-help = Sur cet appareil, vous devenez une personne du groupe. Pour revenir, quittez et ouvrez de nouveau une session d’équipe. Un téléphone à côté de l’ordinateur est le plus commode.
groups-rehearsal-take-seat = Prendre la place
groups-rehearsal-steps = Cochez ce que vous avez parcouru
groups-rehearsal-you-passed = Vous avez terminé. Merci.
groups-instructions-title = Comment se connecter
groups-instructions-lead = Une feuille par langue, selon ce qui est réglé. Elle ne nomme ni le groupe ni la maison. Imprimez-la ou lisez-la au téléphone.
groups-sheet-open = Ouvrez { $address } dans n’importe quel navigateur.
groups-sheet-code = Choisissez « J’ai un code » et tapez le code reçu.
groups-sheet-name = Choisissez un nom qui n’est pas le vôtre.
groups-sheet-back = Notez vos sept mots. Ils vous font revenir.
groups-sheet-phone = Des questions ? { $phone }
groups-sheet-leave = Pour partir vite, appuyez trois fois sur Maj ou choisissez « Quitter ».
groups-record-title = Registre de décision, à imprimer
groups-record-version = Version { $version }. Façon de se réunir, { $way }.
groups-record-again = Répondre de nouveau
groups-policy-title = Annexe à la politique, à imprimer
groups-policy-lead = Selon ce qui est réglé le { $day }.
groups-policy-what = Quoi et pour qui
groups-policy-who = Qui, et quand
groups-policy-how = Comment on s’en occupe
groups-policy-agreed = Ce que l’on accepte
groups-policy-vendor = Questions à un fournisseur, avec réponses
groups-policy-incident = Quand quelque chose va mal
groups-policy-storage-here = Tout est gardé sur le serveur de la maison, dans un seul dossier.
groups-policy-storage-shared = Tout est gardé dans la base de données de la maison.
groups-policy-encryption = Les mots, les noms et les moyens de joindre sont chiffrés avec une clé qui est hors de ce dossier.
groups-policy-access = L’administration ne peut pas lire ce que les gens écrivent. L’animation lit ses propres groupes. Chaque regard sur ce qui est caché est noté.
groups-policy-deletion-kept = Les mots sont effacés à leur heure. Quand le groupe finit, sa clé est détruite et les copies ne se lisent plus.
groups-policy-deletion-fleeting = Les mots ne sont jamais écrits sur un disque.
groups-policy-downtime = Si le serveur s’arrête, on voit une page avec le numéro de téléphone. Rien de ce qui fut envoyé n’est perdu.
groups-policy-no-provider = Aucune autre entreprise ne porte les mots.
groups-policy-provider = Une autre entreprise porte les mots et pourrait les lire.
groups-data = Une heure demande environ { $kilobytes } ko de données.
groups-data-reckoned = Une heure demande environ { $kilobytes } ko de données par personne. C’est une estimation tant que le groupe ne s’est pas réuni.
groups-data-measured = Une heure a demandé environ { $kilobytes } ko de données par personne. C’est ce qui a été mesuré pendant les dernières rencontres.
groups-policy-incident-lock = Verrouillez le groupe depuis sa page. Seule l’animation y entre.
groups-policy-incident-freeze = Gelez le compte de toute personne dont l’appareil peut être dans d’autres mains.
groups-policy-incident-tell = Prévenez les personnes du groupe par la voie que chacune a choisie.
groups-policy-incident-write = Notez ce qui est arrivé. Le journal montre qui a fait quoi.
groups-now-title = Ce qui vous attend
groups-now-today = { $day }, { $time }.
groups-now-nothing = Rien ne vous attend.
groups-now-coming = Aujourd’hui et demain
groups-now-when = Quand
groups-now-what = Quoi
groups-now-who = Qui s’en charge
groups-now-cover = Présence, { $group }
groups-now-now = Maintenant
groups-now-since = Ébauche depuis { $day }.
groups-now-desk = { $count ->
    [one] 1 chose attend sur votre bureau
   *[other] { $count } choses attendent sur votre bureau
}
groups-now-desk-more = La plus ancienne attend depuis { $waited }. Promesse, moins de 4 h.
groups-now-desk-go = Ouvrir le bureau
groups-now-applicants = { $count ->
    [one] 1 personne demande à entrer
   *[other] { $count } personnes demandent à entrer
}
groups-now-applicants-go = Lire et décider
groups-now-approvals = { $count ->
    [one] 1 question demande une deuxième personne
   *[other] { $count } questions demandent une deuxième personne
}
groups-now-approvals-more = Certains actes demandent deux personnes.
groups-now-approvals-go = Regarder
groups-now-invitations = { $count ->
    [one] 1 invitation finit d’ici un jour
   *[other] { $count } invitations finissent d’ici un jour
}
groups-now-invitations-go = Renouveler ou laisser
groups-now-missing = { $count ->
    [one] Il manque 1 chose avant que « { $group } » puisse ouvrir
   *[other] Il manque { $count } choses avant que « { $group } » puisse ouvrir
}
groups-now-missing-go = Finir
groups-now-ready = « { $group } » peut ouvrir
groups-now-ready-go = Ouvrir
groups-now-locked = « { $group } » est verrouillé
groups-now-locked-more = Seule l’animation y entre.
groups-now-locked-go = Voir le groupe
groups-now-alone = « { $group } » n’a personne qui anime
groups-now-alone-more = On ne peut pas écrire tant que personne n’est nommé.
groups-now-alone-go = Nommer quelqu’un
groups-now-paused = « { $group } » est en pause
groups-now-paused-more = On peut lire, pas écrire.
groups-now-paused-go = Voir le groupe
groups-now-review = « { $group } » est à revoir
groups-now-review-more = Relisez le registre de décision. Tient-il encore ?
groups-now-review-go = Revoir
groups-now-unreached = { $count ->
    [one] 1 personne n’est plus joignable
   *[other] { $count } personnes ne sont plus joignables
}
groups-now-unreached-more = Dans « { $group } ». Ce qui a été envoyé est revenu. Rien n’est parti par un autre moyen.
groups-now-unreached-go = Regarder
groups-now-frozen = Une personne de « { $group } » a tout gelé
groups-now-frozen-more = Ses appareils sont déconnectés. Quand cette personne vient à vous, demandez le mot convenu et rouvrez.
groups-now-frozen-go = Ouvrir sa page
groups-application-address = Adresse où l’on demande à entrer
groups-switch = Interrupteur pour ce groupe
groups-settings-only-here = Seulement dans ce groupe. Ailleurs : { $value }.
groups-switch-help = Éteint, plus personne de ce groupe n’entre, dès le geste suivant. Rien n’est effacé. Rallumé, tout est comme avant.
groups-switch-off = Éteindre cette façon de se réunir pour ce groupe
groups-tab-meetings = Rencontres
groups-wrong-time = Ce n’est pas une heure. Écrivez-la comme 19:00.
groups-meetings = Rencontres
groups-meetings-none = Aucune rencontre n’est prévue. Prévoyez la première plus bas.
groups-meeting = Rencontre
groups-meeting-hours = Heure
groups-meeting-leads = Menée par
groups-meeting-now = Maintenant
groups-meeting-gap = Personne ne la mène
groups-meeting-gap-means = Une rencontre que personne ne mène reste fermée. Nommez quelqu’un plus bas.
groups-meeting-day = { $weekday }, { $day }
groups-meeting-doors = Les portes ouvrent à { $time }. Une personne de l’équipe fait entrer chaque personne.
groups-meeting-keep = Garder qui la mène
groups-meeting-cancel = Annuler cette rencontre
groups-plans = Prévues à répétition
groups-plan-words = { $repeat ->
    [once] Une fois, { $weekday } à { $time }, { $minutes } minutes
    [weekly] Chaque semaine, { $weekday } à { $time }, { $minutes } minutes
    [fortnightly] Une semaine sur deux, { $weekday } à { $time }, { $minutes } minutes
   *[monthly] Une fois par mois, { $weekday } à { $time }, { $minutes } minutes
}
groups-plan-end = Arrêter ce plan
groups-held = Personnes à chaque rencontre
groups-held-about = Les dix dernières rencontres. Place pour { $room }. Les petits nombres ne sont pas montrés, pour que l’on ne devine pas qui était là.
groups-held-none = pas tenue
groups-held-few = moins de { $least }
groups-plan = Prévoir des rencontres
groups-plan-day = Premier jour
groups-plan-day-help = Année-mois-jour.
groups-plan-time = Elle commence à
groups-plan-time-help = Heure de la maison : { $zone }. Elle reste la même quand l’heure d’été commence ou finit.
groups-plan-repeat = Combien de fois
groups-plan-repeats = { $repeat ->
    [once] Une fois
    [weekly] Chaque semaine
    [fortnightly] Une semaine sur deux
   *[monthly] Chaque mois, le même jour de la semaine dans le mois
}
groups-plan-last = Dernier jour
groups-plan-last-help = Laissez vide si cela continue.
groups-plan-length = Durée, en minutes
groups-plan-doors = Les portes ouvrent tant de minutes avant
groups-plan-doors-help = Les gens attendent à la porte jusqu’à ce qu’une personne de l’équipe les fasse entrer un par un.
groups-plan-grace = Minutes pour les derniers mots, après la fin
groups-plan-grace-help = Personne d’autre n’entre alors.
groups-plan-capacity = Place pour
groups-plan-capacity-help = Personnes dans la salle, sans compter l’équipe ni les interprètes.
groups-plan-lead = Qui la mène
groups-plan-lead-none = Nommez d’abord une personne dans la page des soins et des heures.
groups-plan-with = Qui d’autre de l’équipe est là
groups-plan-languages = Langues parlées
groups-plan-make = La prévoir
groups-made = Créé à l’instant
groups-link = Un lien et un code vers la porte
groups-link-what = Pour des personnes que vous ne connaissez pas encore. Plusieurs peuvent prendre le même lien. Il mène à la porte : vous décidez là pour chaque personne.
groups-link-make = Créer un lien et un code
groups-link-new = En créer de nouveaux et fermer les anciens
groups-link-about = Bons jusqu’à la fin de la rencontre. Donnez-les seulement à des personnes qui l’ont demandé.
groups-seats = Interprètes
groups-seats-what = Une place pour une personne dans cette rencontre. Elle promet de garder tout pour elle, ne voit aucune liste de personnes et rien d’avant.
groups-seat-language = Langue
groups-seat-make = Créer une place
groups-seat-about = Le lien marche une fois, pour une personne, et seulement pour cette rencontre.
groups-seat-free = { $language } : pas encore prise
groups-seat-taken = { $language } : prise
