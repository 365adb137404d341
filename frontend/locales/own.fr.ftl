# Mes lieux, parler à l’équipe, mes choix, ce qui est gardé, partir.
own-home-tab = Mes lieux
own-home = Vos lieux
own-home-none = Rien n’est ouvert pour vous ici en ce moment.
own-home-none-next = Si quelqu’un vous a donné un code, vous pouvez l’utiliser. De l’aide gratuite et discrète existe dans tous les cas.
own-home-code = J’ai un code
own-home-ended = Votre place ici a pris fin. Merci d’avoir été là. Vous pouvez toujours parler à quelqu’un, gratuitement et en privé.
own-home-closed = Ceci est arrivé à sa fin. Ce qui a été écrit s’efface à sa date.
own-home-paused = L’équipe a mis votre place en pause pour le moment. Vous pouvez lui en parler.
own-home-over = Vous n’avez pas à loger quelque part pour obtenir de l’aide. C’est gratuit et discret.
own-and = { $first } et { $last }
own-tomorrow = demain
own-someone = Une personne à qui parler
own-someone-help = Il y a de l’aide gratuite et discrète près de chez vous. Vous n’avez pas à loger quelque part pour l’obtenir.
own-not-now = Pas maintenant
own-choose-one = Choisissez une des deux réponses. Rien n’a encore été fait.
own-talk = Parler à l’équipe
own-talk-who = Ces personnes seules lisent ceci : { $names }.
own-talk-who-staff = Seule l’équipe lit ceci.
own-talk-when-they-can = On vous répond dès que possible.
own-talk-now = Quelqu’un regarde ici à cette heure-ci. Cela peut prendre un moment.
own-talk-next = L’équipe regarde ici la prochaine fois { $day } à { $hour }.
own-talk-empty = Rien ici pour l’instant. Ce que vous écrivez va à l’équipe seule.
own-talk-you = (vous)
own-talk-staff = Équipe
own-talk-sent = Vos mots sont chez l’équipe.
own-talk-message = Votre message
own-talk-kept = Effacé après { $long }.
own-talk-not-kept = Jamais écrit sur un disque. Cela disparaît à la fin.
own-talk-send = Envoyer à l’équipe
own-talk-cannot-wait = Si vous ne pouvez pas attendre
own-talk-call = Appelez le { $phone }, jour et nuit.
own-talk-danger = En danger, appelez le 911.
own-talk-more = D’autres services près de vous
own-choices = Mes choix
own-you-are = Ici, vous êtes
own-you-are-in = Dans { $place }, vous êtes
own-last-used = Utilisé la dernière fois : { $day }.
own-not-you = Ce n’était pas vous ?
own-not-you-why = Si quelqu’un d’autre a pu s’en servir, arrêtez tout maintenant. L’équipe rouvrira avec vous.
own-freeze = Tout geler
own-set = Vos réglages
own-change = Changer
own-look-change = Voir et changer
own-name = Nom que les autres voient
own-notes = Notes de contenu
own-notes-before = Montrées d’abord. Les mots s’ouvrent d’un geste.
own-notes-beside = Montrées à côté des mots
own-consents = Ce que vous avez accepté
own-consents-given = { $count ->
    [one] { $count } consentement
   *[other] { $count } consentements
}, jusqu’au { $day }
own-consents-none = Rien en ce moment. Vous pouvez lire, et parler à l’équipe.
own-consents-help = Vous pouvez retirer chacun à tout moment. Cela cesse tout de suite, et personne ne demande pourquoi.
own-consents-state = Maintenant
own-consents-until = Vous avez accepté, jusqu’au { $day }
own-consents-not = Vous n’avez pas accepté, ou plus maintenant
own-consents-give = J’accepte, jusqu’au { $day }
own-consents-renew = J’accepte encore, jusqu’au { $day }
own-consents-withdraw = Je le retire
own-consents-contact = Les mots qu’on vous envoie se règlent à part :
own-messages = Messages envoyés
own-messages-none = Aucun. Nous n’écrivons ni à votre téléphone ni à votre courriel.
own-messages-some = Un court mot, aux heures choisies : « { $words } »
own-messages-stopped = Arrêtés. Depuis 30 jours, vous n’avez pas dit que cela va encore.
own-way-back = Pour revenir
own-way-back-words = Sept mots
own-way-back-other = Une clé d’accès, ou l’équipe
own-new-words = Nouveaux mots
own-add-passkey = Ajouter une clé d’accès
own-devices = Appareils connectés
own-devices-this = Celui-ci seulement
own-devices-others = { $count ->
    [one] Celui-ci, et un autre (depuis : { $day })
   *[other] Celui-ci, et { $count } autres (le premier : { $day })
}
own-devices-out = Déconnecter les autres
own-language = Langue
own-releases = Parler de vous à d’autres
own-releases-none = L’équipe ne peut rien dire de vous à personne.
own-releases-some = En vigueur : { $count }. Pas encore signées : { $open }.
own-releases-help = L’équipe ne parle de vous à personne, sauf si vous signez ici. Vous dites à qui, quoi, pourquoi, et jusqu’à quand. Vous pouvez y mettre fin à tout moment.
own-release-new = Permettre à l’équipe d’en parler
own-release-to = À qui l’équipe peut parler
own-release-to-help = Une personne ou un bureau, par son nom.
own-release-what = Ce qu’elle peut dire
own-release-what-help = Seulement cela, et rien d’autre.
own-release-why = Pourquoi
own-release-until = Dernier jour
own-release-until-help = Cela prend fin tout seul ce jour-là, d’ici un an.
own-release-word = Votre mot convenu, ou vos sept mots
own-release-word-help = Pour que personne d’autre ne signe à votre place.
own-release-sign = Signer
own-release-end = Y mettre fin maintenant
own-release-state = État
own-release-in-force = Signée, en vigueur
own-release-open = Demandée, pas signée
own-release-ended = Vous y avez mis fin
own-release-over = Terminée
own-kept = Ce qui est gardé sur vous
own-kept-what = Quoi
own-kept-who = Qui le voit
own-kept-until = Jusqu’à
own-until-you-leave = votre départ
own-kept-alias = { $count ->
    [one] Votre pseudonyme
   *[other] Vos { $count } pseudonymes
}
own-kept-alias-who = Les autres, l’équipe
own-kept-words = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
own-kept-words-who = Les autres, l’équipe
own-kept-words-to-staff = { $count ->
    [one] { $count } message à l’équipe
   *[other] { $count } messages à l’équipe
}
own-kept-words-to-staff-who = L’équipe
own-kept-consents = { $count ->
    [one] { $count } réponse de consentement
   *[other] { $count } réponses de consentement
}
own-kept-consents-who = Vous, l’équipe
own-kept-way-back = { $count ->
    [one] { $count } moyen de revenir, sous forme d’empreinte
   *[other] { $count } moyens de revenir, sous forme d’empreintes
}
own-kept-way-back-who = Personne
own-kept-devices = { $count ->
    [one] { $count } appareil connecté
   *[other] { $count } appareils connectés
}
own-kept-devices-who = Vous
own-kept-safe-contact = Comment vous joindre
own-kept-safe-contact-who = Vous. Le système s’en sert quand un mot part. L’équipe le voit seulement si deux personnes sont d’accord, pour une raison. Chaque regard est inscrit plus bas.
own-kept-staff-note = { $count ->
    [one] Une note de l’équipe : pourquoi cela convient
   *[other] { $count } notes de l’équipe : pourquoi cela convient
}
own-kept-staff-note-who = L’équipe d’ici. Chaque regard est inscrit plus bas.
own-kept-releases = { $count ->
    [one] { $count } autorisation d’en parler
   *[other] { $count } autorisations d’en parler
}
own-kept-releases-who = Vous, l’équipe
own-not-kept = Pas gardés : votre nom, courriel, téléphone, adresse internet, modèle de téléphone. Si vous donnez un numéro ou un courriel pour des mots, il est dans la liste plus haut.
own-how-protected = Pourquoi, et comment c’est gardé
own-looked = Qui a regardé
own-looked-none = Personne n’a ouvert ce qui est caché à votre sujet.
own-act-membership-viewed = a ouvert votre page
own-act-suitability-revealed = a lu la note sur ce qui convient
own-act-suitability-asked = a demandé à lire la note sur ce qui convient
own-act-number-asked = a demandé à voir votre numéro de téléphone
own-act-number-revealed = a vu votre numéro de téléphone
own-act-address-asked = a demandé à voir votre adresse courriel
own-act-address-revealed = a vu votre adresse courriel
own-act-alias-revealed = a lu votre pseudonyme
own-act-membership-paused = a mis votre place en pause
own-act-membership-resumed = a rouvert votre place
own-act-membership-ended = a mis fin à votre place
own-act-person-frozen = a gelé votre compte
own-act-person-unfrozen = a rouvert votre compte, avec vous
own-act-other = a fait quelque chose avec votre place
own-why-risk-to-life = Pourquoi : danger pour la vie
own-why-asked = Pourquoi : vous l’avez demandé
own-why-same-person = Pourquoi : pour savoir qui a été invité deux fois
own-why-other = Pourquoi : une autre raison
own-see-words = Voir mes propres mots
own-download = Prendre une copie
own-take-break = Faire une pause
own-leave-place = Quitter { $place }
own-leave = Partir pour de bon
own-asks-once-more = Chaque bouton demande encore une fois, et dit ce qu’il advient de vos mots.
own-done-notes = C’est gardé.
own-done-break = Vous êtes en pause. Revenez quand vous voulez.
own-done-back = Bon retour.
own-done-name = À partir de maintenant, les autres voient votre nouveau nom.
own-done-consent = Votre réponse vaut à partir de maintenant.
own-done-contact = C’est gardé. Seul cela peut vous joindre, rien d’autre.
own-done-still = Merci. Nous demanderons encore dans 30 jours.
own-done-stopped = Plus rien ne vous est envoyé. Ce qui attendait est effacé.
own-done-devices = Les autres appareils sont déconnectés.
own-done-signed = Signé. Vous pouvez y mettre fin à tout moment.
own-done-ended = C’est fini. Plus rien ne peut être dit.
own-done-left = Vous avez quitté ce lieu.
own-done-out = Retiré. Les mots sont effacés.
own-break = Pause
own-break-now = Vous êtes en pause. Personne ne vous écrit, et vos mots restent.
own-break-over = Revenir maintenant
own-break-title = Faire une pause
own-break-go = Faire une pause maintenant
own-break-what = Vous cessez de lire et d’écrire ici. Les autres ne voient aucune différence.
own-break-words = Vos mots restent jusqu’à leur date. Vous pouvez toujours parler à l’équipe.
own-break-end = Vous revenez d’un geste, quand vous voulez.
own-words = Mes propres mots
own-words-help = Tout ce que vous avez écrit ici et qui est encore gardé. Vous pouvez en retirer n’importe quelle partie, à tout moment.
own-words-none = Rien de vous n’est gardé ici en ce moment.
own-to-staff = à l’équipe
own-to-everyone = à tout le monde ici
own-goes-on = S’efface à cette date : { $day }.
own-take-out = Retirer
own-take-out-title = Retirer ceci ?
own-take-out-go = Retirer maintenant
own-take-out-what = Les mots disparaissent tout de suite, pour tout le monde. Les autres voient que quelque chose a été retiré.
own-take-out-cannot = Quelqu’un a pu les lire ou les copier avant. Cela ne peut pas être défait.
own-download-title = Prendre une copie
own-download-go = Enregistrer le fichier
own-download-stays = Le fichier reste sur cet appareil. Toute personne qui utilise l’appareil peut l’ouvrir.
own-download-only = Il contient vos propres mots seulement, jamais ceux des autres. Vous pouvez aussi demander à l’équipe de garder une copie papier.
own-download-name = Il s’appelle « notes ». Quitter ce lieu ne l’enlève pas de l’appareil.
own-download-how = Sous quelle forme ?
own-download-page = Pour lire
own-download-page-help = S’ouvre comme une page.
own-download-data = Tout, sous forme de données
own-download-data-help = Aussi vos choix et consentements. Pour un autre programme.
own-freeze-title = Tout geler ?
own-freeze-go = Tout geler maintenant
own-freeze-what = Chaque appareil est déconnecté tout de suite, celui-ci aussi. Personne ne peut lire ni écrire à votre place.
own-freeze-words = Vos mots restent. Les autres ne voient aucune différence.
own-freeze-open = L’équipe rouvre avec vous, avec le mot convenu.
own-frozen = Tout est gelé
own-frozen-what = Personne ne peut plus lire ni écrire à votre place, sur aucun appareil. Les appels et messages sont arrêtés.
own-frozen-kept = Ce qui est gardé
own-frozen-kept-what = Vos messages sont toujours là. Les autres ne voient aucune différence.
own-frozen-again = Pour rouvrir
own-frozen-staff = l’équipe
own-frozen-call = Appelez le { $phone }, ou voyez { $names }, quand cela vous convient.
own-frozen-see = Voyez { $names }, quand cela vous convient.
own-frozen-word = On vous demande le mot convenu ensemble.
own-frozen-look = Vous regardez ce qui a été écrit depuis, et choisissez ce qui reste.
own-frozen-no-hurry = Rien ne presse. Tout reste gelé jusqu’à ce que vous le demandiez.
own-leave-title = Partir pour de bon
own-leave-go = Partir pour de bon maintenant
own-leave-what = Vous quittez tout ici, par toutes les façons de participer. Vos moyens de revenir cessent, et ce qui est gardé sur vous disparaît.
own-leave-one-title = Quitter ce lieu
own-leave-one-go = Quitter ce lieu maintenant
own-leave-one-what = Vous quittez ce seul lieu, et gardez les autres. Pour y revenir, il vous faudrait un nouveau code.
own-leave-staff = Ce que l’équipe et vous vous êtes écrit disparaît dans les deux cas.
own-leave-copies = Une fois votre clé détruite, les copies de secours ne se lisent plus. Ce que d’autres ont lu ou copié ne peut pas être repris.
own-leave-question = Que doit-il advenir de vos mots ?
own-leave-words = Laisser mes mots
own-leave-words-help = Ils restent jusqu’à leur date, sans votre nom.
own-remove-words = Enlever mes mots
own-remove-words-help = Ils disparaissent maintenant, partout. Les autres voient que quelque chose a été retiré.
own-left = C’est fait. Merci d’avoir été là
own-left-words-stay = Vos mots restent jusqu’à leur date. Ils ne portent pas de nom.
own-left-words-gone = { $count ->
    [0] Il n’y avait pas de mots à enlever.
    [one] { $count } message a été enlevé, et sa clé détruite.
   *[other] { $count } messages ont été enlevés, et leur clé détruite.
}
own-left-day = Fait : { $day }. Cette page est le seul reçu. Rien ne vous est envoyé.
own-left-no-way-in = Vos sept mots et vos clés d’accès n’ouvrent plus rien.
own-seven-words = Vos sept mots
own-way-back-title = De nouveaux mots pour revenir
own-way-back-go = Créer de nouveaux mots
own-way-back-what = Vous recevez sept nouveaux mots. Les anciens cessent tout de suite.
own-way-back-paper = Ils sont montrés une fois. Ayez du papier, et regardez d’abord autour de vous.
own-way-back-new = Vos nouveaux mots
own-way-back-once = Ces sept mots vous ouvrent ce lieu. Ils sont montrés une fois.
own-way-back-keep = Comment les garder
own-way-back-write = Écrivez-les sur papier, mêlés à d’autres mots si vous voulez. Une recette convient bien.
own-way-back-no-picture = Ne prenez pas de photo. Les photos sont copiées ailleurs.
own-way-back-lost = Si vous les perdez, ou si quelqu’un les trouve, parlez à l’équipe. On vous demandera le mot convenu.
own-way-back-have = Je les ai
own-name-new = Un autre nom
own-name-help = Les autres voient le nouveau nom sur tous vos mots, anciens aussi. L’ancien nom n’apparaît nulle part. L’équipe voit qu’il a changé.
own-name-yours = Votre nouveau nom ici
own-name-not-real = Ni votre vrai nom, ni un nom sous lequel on vous connaît.
own-name-sure = Je veux ce nom quand même
own-name-or = Ou prenez un de ceux-ci
own-name-take = Prendre ce nom
own-contact = Messages envoyés
own-contact-help = Nous vous écrivons seulement si vous le voulez, quand vous le voulez. Nos mots ne disent rien à personne.
own-contact-who = Votre numéro ou courriel est caché. L’équipe le voit seulement si deux personnes sont d’accord, pour une raison. Alors « Mes choix » dit qui a regardé, et pourquoi.
own-contact-nothing = Rien n’est envoyé d’ici.
own-contact-nothing-why = Ce lieu n’a aucun moyen d’écrire à un téléphone ou à un courriel. Il n’y a rien à régler.
own-contact-still = Ces mots vous conviennent-ils encore ?
own-contact-still-why = Cela fait 30 jours. Tant que vous ne le dites pas, rien n’est envoyé. Quelqu’un d’autre lit-il maintenant ce téléphone ou ce courriel ?
own-contact-still-yes = Oui, cela va encore
own-contact-look = Regarder
own-contact-guide = Un numéro ou une adresse pour cela seulement
own-contact-guide-new = Créez un courriel ou un numéro que personne ne connaît. Utilisez un appareil que personne d’autre n’ouvre.
own-contact-guide-where = Ne le reliez pas à votre courriel ou téléphone de tous les jours. Ne laissez pas le navigateur garder son mot de passe.
own-contact-guide-name = Ne donnez pas de vrai nom en le créant. L’équipe peut vous aider.
own-contact-empty-is-no = Laissez vide, et rien ne vient par là.
own-contact-email = Courriel
own-contact-email-where = Adresse de courriel
own-contact-text = Texto
own-contact-text-where = Numéro de téléphone
own-contact-label-safe = Personne d’autre ne le lit
own-contact-label-virtual = Je l’ai créé pour cela seulement
own-contact-label-primary = C’est mon principal, que d’autres connaissent
own-contact-primary-fine = C’est mon principal, et je veux des mots là quand même
own-contact-primary-help = D’autres peuvent les voir : sur un écran verrouillé, une facture, un compte partagé.
own-contact-when = Quand un mot peut-il venir ?
own-contact-from = De
own-contact-to = À
own-contact-hour-help = Hors de ces heures, tout attend, ou est abandonné.
own-contact-words = Que doit-il dire ?
own-contact-words-help = Le mot dit cela et rien d’autre. Il ne nomme jamais ce lieu.
own-contact-before = Un mot avant une rencontre de votre groupe ?
own-contact-before-help = Il dit les mêmes mots, et non pour quoi. Il vient dans les heures que vous avez choisies. Si elles sont passées, rien ne vient.
own-contact-before-nothing = Non
own-contact-before-hour = Environ une heure avant
own-contact-before-three-hours = Environ trois heures avant
own-contact-before-day = Un jour avant
own-contact-save = Garder ceci
own-contact-stop = Arrêter tous les mots
own-contact-stop-help = Tout de suite. Ce qui attendait disparaît aussi, et votre numéro ou courriel est effacé.
own-consent-record = Le relevé de vos accords
own-consent-record-title = Le relevé de vos accords
own-consent-record-go = Enregistrer le fichier
own-consent-record-what = Il dit ce que vous avez accepté ou repris, et quand. Rien de ce que vous avez écrit n’y est.
own-consent-record-name = Il s’appelle « record ». Partir d’ici ne l’enlève pas de l’appareil.
