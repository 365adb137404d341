# Pourquoi un message attend, comme le lisent la personne qui écrit et l’équipe.
moderation-hold-rule-failed = Quelque chose n’a pas marché de notre côté. L’équipe regarde donc d’abord.
moderation-hold-first-entry = L’équipe lit les premiers messages avant les autres.
moderation-hold-everything = Ici, l’équipe lit chaque message avant les autres.
moderation-hold-meeting = L’équipe lit d’abord les messages pour l’instant. Le vôtre attend un peu.
moderation-hold-personal-details = Ces mots peuvent montrer qui ou où est une personne. L’équipe regarde donc d’abord.
moderation-given-back = L’équipe vous a rendu ce message. Elle vous a écrit à ce sujet.
moderation-first-day = Cela fait beaucoup de messages pour un premier jour. Vos mots sont gardés. Essayez encore dans dix minutes.
moderation-slow-down = Les échanges sont ralentis en ce moment. Vos mots sont gardés. Essayez encore dans quelques minutes.
contribution-empty = Il n’y a pas encore de mots. Écrivez quelque chose, ou quittez la page.
contribution-too-long = C’est plus long qu’un message ne peut l’être. Vos mots sont gardés. Raccourcissez, ou envoyez en deux fois.
contribution-wrong-modality = Cela ne marche pas ici. Revenez et essayez à partir de la liste.
contribution-no-such-entry = Ces mots ne sont plus ici. Rien d’autre n’a changé.
contribution-other-words = L’équipe a changé ces mots après que vous avez ouvert la page. Rien n’a été envoyé. Revenez et regardez les nouveaux.
contribution-too-late = Il est trop tard pour cela. Quelqu’un a peut-être déjà décidé. Rien n’a changé.
# Ce qui a été trouvé dans un texte.
moderation-found-phone = Un numéro de téléphone
moderation-found-email = Une adresse courriel
moderation-found-address = Une adresse
moderation-found-plate = Une plaque de voiture
moderation-found-school = Une école
moderation-found-name = Un nom
moderation-found-place-and-time = Un lieu et une heure
# Sous la question posée avant l’envoi.
moderation-nudge-here = Nous cherchons cela ici seulement, et ne le disons à personne. Vous décidez.
moderation-nudge-read-first = Nous cherchons cela ici seulement. L’équipe lit ce que vous envoyez avant les autres. Vous décidez.
moderation-nudge-as-is = Nous cherchons cela ici seulement. Si vous l’envoyez tel quel, l’équipe le lira peut-être avant les autres. Vous décidez.
# Pourquoi l’équipe masque ou retire des mots.
moderation-reason-identifies = Cela montre qui ou où est une personne
moderation-reason-hurts = Cela blesse quelqu’un
moderation-reason-agreement = Cela ne respecte pas l’entente
moderation-reason-unsafe = Cela peut mettre une personne en danger
moderation-reason-other = Une autre raison
# Ce que l’on peut demander à l’équipe de regarder.
moderation-report-what = Que doit regarder l’équipe ?
moderation-report-who = Seule l’équipe voit ceci. La personne qui a écrit ne sait pas qui a demandé.
moderation-report-words = Ce que vous voulez ajouter
moderation-report-words-help = Vous pouvez laisser ceci vide.
moderation-report-send = Envoyer à l’équipe
moderation-report-not = Ne pas envoyer
moderation-report-identifies = Cela montre qui ou où est une personne
moderation-report-worry = Je m’inquiète pour cette personne
moderation-report-hurts = Cela blesse, ou brise une promesse
moderation-report-known = Je connais peut-être cette personne
moderation-report-other = Autre chose
moderation-report-no-reason = Choisissez ce que l’équipe doit regarder.
moderation-outcome-acted = Quelque chose a été fait
moderation-outcome-checked-in = L’équipe a pris des nouvelles de quelqu’un
moderation-outcome-nothing = Rien à faire
# Réglages.
moderation-setting-personal-details = Mots qui peuvent montrer qui ou où est une personne
moderation-setting-personal-details-help = Numéros, adresses, écoles, noms. Rien n’est envoyé ailleurs pour les trouver.
moderation-setting-personal-details-off = Ne rien faire
moderation-setting-personal-details-nudge = Demander à la personne avant l’envoi
moderation-setting-personal-details-hold = Demander, et laisser l’équipe lire d’abord les numéros et les adresses
moderation-setting-joins-per-hour = Nouvelles personnes en une heure, au plus
moderation-setting-joins-per-hour-help = Pour qu’un vol d’invitations ne remplisse pas le groupe. Augmentez-le un soir où beaucoup arrivent.
moderation-setting-first-day-entries = Messages en dix minutes le premier jour, au plus
moderation-setting-first-day-entries-help = Pour que personne n’inonde le groupe avant que l’équipe le voie.
