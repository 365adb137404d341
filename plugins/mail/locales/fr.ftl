# La liste des conversations.
mail-tab = Conversations
mail-tab-beside = Par courriel
mail-way = Par courriel aussi
mail-way-help = Une fois à l’intérieur, on vous montre comment, et ce qui reste dans une boîte. Vous décidez ensuite.
mail-conversations = Conversations
mail-write = Écrire
mail-help-quicker = L’aide vient plus vite
mail-through-staff = par l’équipe
mail-or = ou par
mail-services = les services près de vous
mail-choose = Choisir ce qui vient par courriel
mail-since = Depuis votre dernière visite
mail-earlier = Avant
mail-empty = Pas encore de conversations. Ce que les gens écrivent ici se trouvera sur cette page. Vous pouvez commencer.
mail-new-to-you = nouveau
mail-new-count = { $count ->
    [one] { $count } nouveau
   *[other] { $count } nouveaux
}
mail-answers = { $count ->
    [0] pas encore de réponse
    [one] { $count } réponse
   *[other] { $count } réponses
}
mail-waiting = En attente
mail-subject-before = Une conversation d’avant votre arrivée
mail-subject-gone = Une conversation dont les premiers mots ont été retirés
mail-subject-none = Une conversation sans objet
mail-more = Conversations plus anciennes
mail-first-page = Conversations les plus récentes
mail-live-news = Il y a du nouveau ici. Ouvrez encore la page pour le voir.
# Une conversation.
mail-earlier-messages = Messages d’avant
mail-later-messages = Messages d’après
mail-you = (vous)
mail-staff = Équipe
mail-edited = modifié
mail-hidden = Masqué
mail-hidden-now = L’équipe a masqué ceci pour le moment.
mail-removed = L’équipe a retiré ces mots.
mail-taken-out = La personne qui a écrit ces mots les a retirés.
mail-not-recalled = Les copies parties par courriel ne peuvent pas être rappelées. Elles restent là où elles sont arrivées.
mail-content-note = Note de contenu : { $note }
mail-show-words = Montrer les mots
mail-only-you = Vous et l’équipe seulement pouvez voir ceci.
mail-only-author = Seules la personne qui a écrit et l’équipe peuvent voir ceci.
mail-usually = Cela prend d’habitude moins de 4 heures, aux heures où l’équipe lit.
mail-proposal = L’équipe propose d’envoyer plutôt ceci
mail-proposal-yes = L’envoyer ainsi
mail-proposal-no = Garder le mien pour moi
mail-change-it = Modifier
mail-take-out = Retirer
mail-report = Signaler à l’équipe
mail-write-to = Écrire à { $name }
mail-reply = Répondre
mail-back-to-conversations = Revenir aux conversations
mail-back-to-conversation = Revenir à la conversation
# Écrire.
mail-new = Une nouvelle conversation
mail-your-answer = Votre réponse
mail-change = Modifier vos mots
mail-change-sent = Ce qui est déjà parti par courriel reste comme c’était. Votre changement se voit seulement sur cette page.
mail-subject = Objet
mail-subject-help = Quelques mots qui disent de quoi il s’agit. Dans les courriels, on les voit seulement une fois le message ouvert.
mail-words = Ce que vous voulez dire
mail-who-reads = Les autres ici et l’équipe peuvent le lire pendant { $long }. Certaines personnes le reçoivent par courriel.
mail-nudge = Avant d’envoyer : ces mots peuvent montrer qui ou où vous êtes
mail-nudge-colon =  :
mail-nudge-out = Retirer
mail-nudge-all-out = Tout retirer et envoyer
mail-nudge-as-is = Envoyer tel quel
mail-send = Envoyer
mail-do-not-send = Ne pas envoyer
mail-words-wait = Si vous quittez cette page, vos mots attendent ici un jour. Puis ils sont effacés.
mail-nothing-in-sent = Ce que vous écrivez ici ne laisse rien dans les messages « envoyés » de votre courriel.
mail-subject-needed = Une nouvelle conversation a besoin d’un objet. Vos mots sont gardés. Ajoutez quelques mots en haut.
mail-subject-too-long = Cet objet est trop long. Vos mots sont gardés. Utilisez 120 caractères ou moins.
# Signaler.
mail-reported = L’équipe va regarder
mail-reported-next = Merci. Personne d’autre ne sait que vous avez demandé.
mail-reported-talk = Vous pouvez aussi écrire vous-même à l’équipe
# Retirer.
mail-out-question = Retirer ces mots ?
mail-out-what = Ils sont effacés ici tout de suite, pour vous aussi. Les autres voient seulement qu’il y avait quelque chose. Les réponses des autres restent.
mail-out-yes = Les retirer
mail-out-no = Les garder
# Ce qui vient par courriel.
mail-by-mail = Par courriel
mail-comes-nothing = Rien ne vous vient par courriel.
mail-comes-notice = Une phrase neutre vient par courriel quand il y a du nouveau.
mail-comes-digest = Les mots viennent par courriel, une fois par jour, tous ensemble.
mail-comes-whole = Les mots viennent par courriel, chaque message à part.
mail-comes-paused = Rien ne vous vient par courriel, car c’est en pause.
mail-until = Vous avez dit oui à cela jusqu’au { $day }.
mail-here-anyway = Vous pouvez toujours lire et écrire sur ces pages à la place.
mail-done-chosen = Votre choix est gardé.
mail-done-ended = Plus rien ne vient par courriel.
mail-done-key = Votre clé est gardée comme vous l’avez dit.
mail-done-paused = En pause. Rien ne vient par courriel avant que vous ne repreniez.
mail-done-resumed = Cela vient de nouveau comme vous l’aviez choisi.
mail-done-renewed = Vous avez une nouvelle adresse. Les anciennes ne marchent plus.
mail-yes-over = Votre oui a pris fin
mail-yes-over-next = Plus aucun mot ne vient. Pour les recevoir encore, choisissez plus bas et redites oui.
mail-bounced = Votre adresse de courriel n’a pas pris le dernier message
mail-bounced-next = Plus rien n’y est envoyé pour le moment. L’adresse est peut-être pleine, fermée ou mal écrite. Regardez-la, puis choisissez encore plus bas.
mail-look-address = Regarder l’adresse
mail-paused-since = En pause depuis le { $day }
mail-resume = Reprendre
mail-pause = Mettre en pause
mail-end = Y mettre fin
mail-pause-help = Pause : rien ne vient avant que vous ne repreniez. Fin : rien ne vient, et votre oui est retiré. Les deux valent tout de suite.
mail-not-carried = Rien ne peut encore être envoyé par courriel ici. Vous pouvez lire et écrire sur ces pages.
mail-address-first = D’abord, une adresse de courriel
mail-address-first-why = Vous n’avez pas donné d’adresse où nous pouvons écrire. Choisissez-en une que personne d’autre ne peut ouvrir. Sans elle, rien n’est envoyé.
mail-address-choose = Choisir une adresse
mail-mode = Qu’est-ce qui peut venir dans votre boîte de réception ?
mail-mode-nothing = Rien
mail-mode-nothing-help = Vous venez regarder ici, quand cela vous convient.
mail-mode-notice = Une phrase neutre
mail-mode-notice-help = Elle ne dit rien de cet endroit. Aucune autre ne vient avant que vous n’ayez regardé ici.
mail-mode-digest = Les mots, une fois par jour
mail-mode-digest-help = Tout ce qui a été écrit depuis la veille, en un message. Demande votre oui plus bas.
mail-mode-whole = Les mots, chaque message à part
mail-mode-whole-help = Cela vient peu après, aux heures que vous avez choisies. Demande votre oui plus bas.
mail-yes = Si des mots vous viennent, lisez d’abord ceci
mail-yes-for = Seulement pour les deux derniers choix.
mail-attend-agree =
    Ce que les gens écrivent ici se trouvera dans votre boîte de réception. Ce que vous envoyez reste dans les messages « envoyés », et ce que vous effacez reste dans la corbeille.
    Toute personne qui peut ouvrir votre courriel, ou qui utilise votre téléphone ou votre ordinateur, peut le lire. L’objet et l’expéditeur disent peu, les mots dedans disent tout.
    Ce qui vous a été envoyé ne peut pas être rappelé, même si c’est retiré ici.
    Votre fournisseur de courriel transporte les mots et peut les lire, sauf s’ils sont scellés avec une clé à vous.
    Cela prend fin après 90 jours, sauf si vous redites oui. Vous pouvez y mettre fin à tout moment, ici ou par courriel.
mail-yes-say = J’ai lu ceci, et je veux que les mots me viennent jusqu’au { $day }
mail-keep = Garder ce choix
mail-nothing-chosen = Choisissez l’un des quatre. Rien n’a été changé.
mail-no-consent = Rien n’est encore changé. Les mots viennent par courriel seulement après votre oui : lisez la liste, puis cochez la case dessous.
mail-no-address = Rien n’a été changé. Choisissez d’abord une adresse de courriel où nous pouvons écrire, sous Mes choix.
mail-own-address = Votre propre adresse où écrire
mail-own-address-what = Écrivez-y depuis l’adresse de courriel que vous nous avez donnée. Vos mots se trouvent ici sous votre alias. Les autres ne voient jamais votre adresse.
mail-own-address-whose = Elle est à vous seulement, alors gardez-la pour vous. Si une autre personne a pu la voir, prenez-en une nouvelle.
mail-own-address-renew = M’en donner une nouvelle
mail-keywords = Des mots qui font quelque chose
mail-keywords-how = Envoyez un de ces mots à cette adresse, seul, sans autre texte.
mail-keyword-help = AIDE
mail-keyword-help-what = Une courte liste de ces mots vous revient.
mail-keyword-pause = PAUSE
mail-keyword-pause-what = Rien ne vient avant que vous ne repreniez.
mail-keyword-resume = REPRENDRE
mail-keyword-resume-what = Cela vient de nouveau comme vous l’aviez choisi.
mail-keyword-words = MOTS
mail-keyword-words-what = Ce que cela veut dire si les mots vous viennent, chaque message à part. Ils viennent une fois que vous avez dit oui.
mail-keyword-daily = QUOTIDIEN
mail-keyword-daily-what = De même, une fois par jour.
mail-keyword-note = NOTE
mail-keyword-note-what = Plus de mots, seulement une courte note. Votre oui prend fin.
mail-keyword-leave = QUITTER
mail-keyword-leave-what = On vous demande une fois encore. Puis votre place ici prend fin.
mail-traces = Ce qui reste dans votre courriel
mail-traces-web = Écrire sur ces pages ne laisse rien dans votre courriel. Un message que vous envoyez reste dans les messages « envoyés » tant que vous ne les videz pas.
mail-traces-how = Comment les vider
mail-traces-inbox = Dans la boîte de réception, choisissez les messages et supprimez-les.
mail-traces-sent = Ouvrez « Envoyés ». Supprimez aussi ce que vous nous y avez écrit.
mail-traces-trash = Ouvrez « Corbeille » ou « Supprimés ». Choisissez « Vider » ou « Supprimer pour toujours ». Regardez aussi dans « Indésirables » et « Archives ».
mail-traces-phone = Faites-le sur chaque appareil, ou sur les pages web de votre fournisseur. Un téléphone peut garder sa propre copie.
mail-traces-names = Regardez dans le carnet d’adresses. Beaucoup de programmes gardent chaque adresse à laquelle vous avez écrit.
mail-traces-careful = Si une personne surveille votre courriel, le vider peut se remarquer. Vous savez le mieux ce qui peut se voir. L’équipe peut y réfléchir avec vous.
mail-sealed = Sceller ce qui vient, avec une clé à vous (OpenPGP)
mail-sealed-what = Si vous utilisez OpenPGP, les messages peuvent être scellés pour que seule votre clé les ouvre. Si vous ne le connaissez pas, vous n’en avez pas besoin.
mail-sealed-fingerprint = Empreinte
mail-sealed-key = Votre clé publique
mail-sealed-key-help = Collez-la en entier, de la ligne avec BEGIN PGP PUBLIC KEY BLOCK à la ligne avec END. Laissez vide pour garder la clé qui est là.
mail-sealed-only = Scellés seulement
mail-sealed-only-help = Si un message ne peut pas être scellé, il ne vient pas du tout.
mail-sealed-keep = Garder cette clé
mail-sealed-remove = Retirer la clé
mail-not-a-key = Ceci n’est pas une clé que nous pouvons lire. Votre choix est comme avant. Collez le bloc entier, avec sa première et sa dernière ligne.
mail-private-key = Ceci est votre clé privée. Nous ne l’avons pas gardée. Personne d’autre que vous ne doit l’avoir. Collez la clé publique, et pensez à faire une nouvelle paire.
mail-key-unfit = Cette clé ne peut pas servir à sceller. Elle est peut-être trop vieille, trop faible, finie, ou faite pour signer seulement. Votre choix est comme avant.
mail-no-key = Pour recevoir seulement des messages scellés, il faut d’abord une clé. Votre choix est comme avant. Collez votre clé publique plus haut.
# L’adresse qui met en pause, demandée de l’extérieur : elle ne nomme rien.
mail-link-question = Mettre ces messages en pause ?
mail-link-what = Plus rien ne vient avant que vous ne repreniez vous-même.
mail-link-yes = Mettre en pause
mail-link-done = En pause
mail-link-done-next = Plus rien ne vient avant que vous ne repreniez vous-même. Vous pouvez fermer cette page.
# La liste, pour qui veille sur le groupe.
mail-list = À propos de la liste
mail-list-address = Son adresse
mail-list-address-what = Elle sert à arriver. Qui est déjà là n’y écrit pas, mais à une adresse à soi.
mail-list-join = Pour venir par courriel, une personne écrit le mot REJOINDRE et son code d’invitation à cette adresse. Elle lit et accepte par courriel.
mail-list-no-address = La liste n’a pas encore d’adresse. L’administration choisit le domaine dans les réglages.
mail-list-away = Ce qui est venu et n’a pas été pris
mail-list-away-what = Les 30 derniers jours. Seulement compté : personne ne garde qui a écrit, ni quoi.
mail-list-away-none = Rien n’a été refusé.
mail-list-why = Pourquoi
mail-list-count = Combien
mail-list-unreached = Les personnes que rien n’atteint
mail-list-unreached-none = Aucune. Toutes les personnes qui ont choisi le courriel le reçoivent.
mail-list-unreached-what = Une adresse qui ne marche plus peut être passée à quelqu’un d’autre. Demandez sur la ligne privée, et jamais par courriel.
mail-list-bounced = L’adresse n’a pas pris le dernier message
mail-list-paused = Mis en pause par cette personne
# Pourquoi une lettre attend l’équipe.
mail-hold-unproved = Nous n’avons pas pu prouver que ceci venait de l’adresse de cette personne.
mail-hold-elsewhere = Ceci vient de cette personne, mais est adressé à quelqu’un d’autre. Une autre personne l’a peut-être transmis.
mail-hold-again = Les mêmes mots sont venus en un jour. Deux listes s’écrivent peut-être l’une à l’autre.
mail-hold-too-many = Beaucoup de messages sont venus en peu de temps.
# Pourquoi une lettre n’a pas été prise.
mail-away-nobody = Envoyée à une adresse qui n’est à personne
mail-away-no-way = Envoyée à une adresse qui ne prend pas de lettres
mail-away-automatic = Envoyée par un programme, comme un avis d’absence
mail-away-stranger = Sans preuve qu’elle vient d’une personne de ce groupe
mail-away-empty = Sans nouveaux mots
mail-away-not-now = On ne pouvait pas écrire
mail-away-too-big = Trop longue, ou faite de trop de parties
mail-away-sealed = Scellée avec une clé que personne n’a ici
# Ce qui part par courriel. Cela ne dit rien à qui d’autre le lirait.
mail-letter-subject = Quelques lignes
mail-letter-foot = Pour répondre, répondez à ce message. Pour ne rien recevoir pendant un temps, répondez avec PAUSE seul.
mail-no-subject = Sans objet
mail-answer-help = Vous pouvez envoyer un de ces mots, seul : PAUSE, REPRENDRE, QUITTER, AIDE. PAUSE arrête tous les messages. REPRENDRE les fait revenir. QUITTER met fin à tout, après une dernière question. MOTS ou QUOTIDIEN dit comment les mots peuvent vous venir. NOTE apporte une courte note à la place. ÉQUIPE, deux-points et vos mots ne vont qu’à ceux qui répondent ici. Ils peuvent aussi vous donner un code pour les pages web.
mail-answer-paused = En pause. Plus rien ne vient avant que vous n’envoyiez REPRENDRE.
mail-answer-resumed = Les messages viennent de nouveau. Envoyez PAUSE pour les arrêter.
mail-answer-words-ask = Vous avez demandé que les mots vous viennent, chaque message à part. Lisez d’abord ceci :
mail-answer-daily-ask = Vous avez demandé que les mots vous viennent une fois par jour, tous ensemble. Lisez d’abord ceci :
mail-answer-yes-alone = Voulez-vous cela ? Alors répondez OUI seul. Sinon, ne faites rien. Rien n’a encore changé.
mail-answer-words = C’est fait. Les mots vous viennent pendant 90 jours. Envoyez NOTE pour une courte note à la place, ou PAUSE pour ne rien recevoir.
mail-answer-daily = C’est fait. Les mots vous viennent une fois par jour pendant 90 jours. Envoyez NOTE pour une courte note à la place, ou PAUSE pour ne rien recevoir.
mail-answer-note = C’est fait. Les mots ne viennent plus. Vous recevez une courte note quand il y a du nouveau.
mail-answer-unchanged = Rien n’a été changé. Pour recevoir les mots, envoyez MOTS ou QUOTIDIEN, et répondez OUI seul à ce qui vient.
mail-answer-leave = Voulez-vous y mettre fin ? Alors envoyez QUITTER OUI. Sinon, ne faites rien.
mail-answer-left = C’est fait. Plus rien ne vient d’ici.
mail-answer-staff = Merci. C’est bien reçu, et seules les personnes qui répondent à ces messages le lisent.
mail-answer-words-only = Vos mots sont bien reçus. Les images et les fichiers ne l’ont pas été, et ne sont pas gardés.
mail-answer-not-passed-on = Vos mots n’ont pas pu être pris. Ils n’ont pas été transmis, ni gardés. Essayez plus tard, ou utilisez les pages web.
# Venir par courriel.
mail-join-first = Merci d’avoir écrit. Pour en lire plus en français, répondez avec LIRE seul. Si vous ne nous avez pas écrit, ne faites rien. Plus rien ne vient.
mail-join-read = Merci de lire tout ceci. À la fin, vous pouvez dire oui ou non. Si vous ne faites rien, rien ne se passe. Voici ce que les gens se promettent ici :
mail-join-yes = Acceptez-vous tout ceci ? Alors répondez OUI, puis le nom que les autres verront. N’utilisez pas votre vrai nom. Si vous n’acceptez pas, ne faites rien.
mail-join-other-name = Ce nom ne peut pas être utilisé. Répondez encore OUI, puis un autre nom.
mail-join-done = Merci, c’est fait. Vous recevez une courte note quand il y a du nouveau. Envoyez AIDE pour voir ce que vous pouvez faire.
# Ce que l’on accepte dans une liste.
mail-clause-inbox = Je lis là où personne ne peut regarder par-dessus mon épaule, et je ferme mon courriel après.
mail-clause-forwarding = Je ne transmets ni ne copie à personne ce que les autres écrivent, ni comment les joindre.
mail-clause-saving = Je supprime les messages dont je n’ai plus besoin, aussi de la corbeille.
mail-clause-screenshots = Je ne prends pas de photo de ce que les autres écrivent.
mail-clause-accounts = Personne d’autre ne peut ouvrir l’adresse de courriel que j’utilise ici.
# Avant les premiers mots.
mail-briefing-inbox = Choisissez une adresse de courriel que personne d’autre ne peut ouvrir, sur un appareil que personne d’autre n’utilise.
mail-briefing-details = Laissez de côté les noms, les lieux et les heures qui montrent qui ou où vous êtes. Retirez aussi la signature de votre courriel.
mail-briefing-sent = Ce que vous envoyez reste dans les messages « envoyés ». Pour n’y laisser aucune trace, écrivez sur ces pages.
mail-briefing-answers = Les réponses peuvent prendre des heures ou des jours. Pour de l’aide maintenant, voyez les numéros sous les services.
# Ce que cela veut dire pour les gens, pour l’équipe qui choisit.
mail-consider-connection = Les mots viennent là où les gens lisent déjà. On répond des heures ou des jours plus tard, et le lien reste plus lointain.
mail-consider-anonymity = Envers les autres, un alias suffit. Mais le fournisseur de courriel de chaque personne voit que vos lettres viennent, et quand.
mail-consider-devices = N’importe quel téléphone ou ordinateur avec courriel. Qui le partage, ou connaît le mot de passe, peut lire sans se faire remarquer.
mail-consider-access = Pas d’appli et pas de nouvelle entrée. Marche sur de vieux téléphones, des lignes lentes, et avec un lecteur d’écran.
mail-consider-confidentiality = La boîte de réception, les « envoyés » et la corbeille sont ce que lit d’abord qui veut contrôler. Ce qui est parti ne peut pas être rappelé. Donc rien ne part d’abord, puis tout au plus une phrase neutre. Les mots ne partent qu’après un second oui.
# Pour l’équipe, qui choisit une façon de se retrouver.
mail-name = Liste de courriel
mail-about = À toute heure, par courriel ou sur le web
mail-beside = Aussi par courriel : on peut choisir de recevoir les mots, ou une phrase neutre, et de répondre par courriel.
mail-connect = Ouvrez l’adresse dans un navigateur et lisez sous Conversations. Rien ne vient par courriel si vous ne l’y choisissez pas.
mail-not-ready = Le courriel de la maison n’est pas prêt. L’administration peut voir ce qui manque.
# Ce que l’équipe peut faire.
mail-staff-acts = Ce que l’équipe peut faire
mail-act-release = Laisser passer
mail-act-unhide = Montrer de nouveau
mail-act-hide = Masquer
mail-act-hold = Retenir
mail-act-remove = Retirer les mots
mail-act-remove-help = Des mots masqués peuvent revenir. Des mots retirés sont effacés. La raison reste au registre, sans les mots.
mail-act-why = Pourquoi
mail-act-undo = Annuler ce que je viens de faire
mail-act-house-changed = La façon dont le courriel entre et sort a été changée
# Le courriel de la maison, pour l’administration.
mail-staff-page = Courriel : comment il entre et sort
mail-staff-settings = Réglages
mail-staff-what = Il faut trois choses : un domaine à vous, un serveur qui envoie, et un chemin d’entrée pour les lettres. Demandez à la personne qui s’occupe de votre courriel.
mail-staff-names = Le domaine
mail-staff-domain = Domaine après le @
mail-staff-domain-help = Comme post.example.org. Le mieux : un domaine qui ne sert à rien d’autre, et dont le nom ne dit rien.
mail-staff-out = Le chemin pour sortir
mail-staff-out-help = Le serveur qui envoie pour vous. Votre fournisseur l’appelle SMTP ou courriel sortant.
mail-staff-in = Le chemin pour entrer
mail-staff-in-server = Les lettres viennent tout droit à ce serveur
mail-staff-in-server-help = Si vous avez votre propre serveur, ou un serveur devant celui-ci.
mail-staff-in-mailbox = Les lettres sont prises dans une boîte de courriel
mail-staff-in-mailbox-help = Le plus simple. Toutes les adresses du domaine doivent mener à cette seule boîte. Elle est vidée au fur et à mesure.
mail-staff-own-host = Nom public de ce serveur
mail-staff-own-host-help = Comme mx.example.org. Seulement si les lettres viennent tout droit ici.
mail-staff-host = Serveur
mail-staff-out-host-help = Comme smtp.example.org
mail-staff-in-host-help = Comme imap.example.org
mail-staff-port = Port
mail-staff-out-port-help = Le plus souvent 587 avec STARTTLS, ou 465 avec TLS.
mail-staff-in-port-help = Le plus souvent 993 avec TLS.
mail-staff-seal = Comment la ligne est scellée
mail-staff-seal-tls = TLS dès le début
mail-staff-seal-starttls = STARTTLS
mail-staff-seal-open = Pas scellée (seulement sur cette machine)
mail-staff-name = Identifiant
mail-staff-name-help = Souvent une adresse de courriel entière.
mail-staff-passphrase = Mot de passe
mail-staff-passphrase-help = Il est gardé scellé, et jamais montré de nouveau.
mail-staff-passphrase-kept = Il y en a un. Laissez vide pour le garder. Avec un autre serveur, écrivez-le encore.
mail-staff-authority = Le serveur a son propre certificat
mail-staff-authority-certificate = Certificat de qui s’en porte garant
mail-staff-authority-help = Sous la forme qui commence par BEGIN CERTIFICATE. Le plus souvent, rien n’est à mettre ici.
mail-staff-keep = Garder
mail-staff-check = Est-ce que tout va bien ?
mail-staff-looked = Regardé { $ago }
mail-staff-not-looked = Personne n’a encore regardé.
mail-staff-look = Regarder maintenant
mail-staff-round-trip = Envoyer une lettre d’essai
mail-staff-round-trip-what = Elle sort et revient chez nous, et personne d’autre ne la reçoit. Un groupe qui se retrouve par courriel peut ouvrir quand il n’y a plus rien à corriger.
mail-staff-record-below = celui ci-dessous
mail-staff-records = Ce qu’il faut publier
mail-staff-records-help = Ces enregistrements vont dans le domaine. Copiez chacun tel quel, pour la personne qui s’en occupe.
mail-staff-waiting = Ce qui attend de partir
mail-staff-waiting-none = Rien n’attend.
mail-staff-oldest = Le plus ancien attend depuis { $long }.
mail-staff-waits-owed = À leur tour, partent maintenant
mail-staff-waits-held = Pour les heures que les gens ont choisies, ou jusqu’à ce que le serveur réponde
mail-not-a-host = Ce n’est pas un nom qu’un serveur peut avoir. Rien n’a été changé. Écrivez-le comme post.example.org.
mail-not-a-port = Un port est un nombre de 1 à 65535. Rien n’a été changé.
mail-not-openly = Cette ligne ne serait pas scellée, alors tout le monde sur le chemin pourrait lire. Rien n’a été changé. Choisissez TLS ou STARTTLS.
# Réglages.
mail-setting-subject = Objet de ce qui est envoyé
mail-setting-subject-help = Toute personne qui voit l’écran peut le lire.
mail-setting-subject-neutral = Neutre : « Quelques lignes »
mail-setting-subject-own = L’objet de la conversation
mail-setting-digest-hour = Heure du jour à laquelle part le message quotidien (0 à 23)
mail-setting-edit-minutes = Minutes pendant lesquelles on peut modifier ce que l’on a écrit
mail-setting-conversations-per-page = Conversations par page
mail-setting-entries-per-page = Messages par page d’une conversation
mail-setting-longest-entry = Le plus long message, en caractères

# L’examen : ce qui est regardé, et où on en est.
mail-check-relay = Le chemin pour sortir
mail-check-tls = La ligne scellée
mail-check-spf = Qui peut envoyer (SPF)
mail-check-dkim = La signature (DKIM)
mail-check-dmarc = Ce que les autres font des fausses lettres (DMARC)
mail-check-ptr = Le nom de l’adresse d’envoi (PTR)
mail-check-mx = Le chemin pour entrer (MX)
mail-check-sts = L’entrée scellée (MTA-STS)
mail-check-round-trip = Une lettre aller et retour
mail-check-good = Bien
mail-check-warn = Pourrait être mieux
mail-check-bad = À corriger
mail-check-unknown = Pas connu
# L’examen : le relais, et la ligne vers lui.
mail-check-relay-good = Le serveur qui envoie pour vous est là, et vous laisse entrer.
mail-check-relay-unset = Aucun serveur qui envoie pour vous n’est indiqué. Demandez son nom, un identifiant et un mot de passe à la personne qui s’occupe de vos courriels.
mail-check-relay-unreachable = Le serveur qui envoie pour vous ne répond pas. Vérifiez son nom et son port. S’ils sont justes, demandez aux gens qui s’en occupent.
mail-check-relay-refused = Le serveur qui envoie pour vous n’accepte pas l’identifiant ou le mot de passe. Demandez-en de nouveaux aux gens qui s’en occupent.
mail-check-relay-line = Rien ne part encore, car la ligne vers le serveur n’est pas scellée. Voyez la ligne scellée.
mail-check-tls-good = Personne en chemin ne peut lire ce qui va à votre serveur.
mail-check-tls-unknown = Cela se verra quand le serveur répondra.
mail-check-tls-not-offered = Votre serveur n’offre pas de ligne scellée (TLS). Demandez aux gens qui s’en occupent d’activer STARTTLS, ou essayez le port 465.
mail-check-tls-untrusted = Votre serveur ne peut pas montrer que c’est bien lui. Son certificat est trop vieux, ou fait pour un autre nom. Vérifiez le nom que vous avez donné. S’il est juste, demandez aux gens qui s’occupent du serveur.
# L’examen : qui peut envoyer.
mail-check-spf-good = L’enregistrement de { $domain } dit que votre serveur peut envoyer.
mail-check-spf-one = Il y a un seul enregistrement pour { $domain }, et il est lisible. Une lettre d’essai qui revient montrera s’il nomme votre serveur.
mail-check-spf-unknown = Les enregistrements de { $domain } n’ont pas pu être lus. Essayez plus tard.
mail-check-spf-none = Rien ne dit qui peut envoyer pour { $domain }. Vos lettres risquent de finir dans les indésirables. Demandez à la personne qui s’occupe du domaine d’ajouter cet enregistrement TXT à { $domain } : { $record }
mail-check-spf-none-ask = Rien ne dit qui peut envoyer pour { $domain }. Vos lettres risquent de finir dans les indésirables. Demandez aux gens qui s’occupent de votre serveur quel enregistrement SPF il lui faut. Demandez ensuite à la personne qui s’occupe du domaine de l’ajouter.
mail-check-spf-several = Il y a plus d’un enregistrement SPF pour { $domain }. Alors aucun ne compte. Demandez à la personne qui s’occupe du domaine de les remplacer tous par celui-ci : { $record }
mail-check-spf-broken = L’enregistrement SPF de { $domain } a une erreur, et ne compte donc pas. Demandez à la personne qui s’occupe du domaine de le corriger. Voici ce qui s’y trouve : { $found }
mail-check-spf-anybody = L’enregistrement SPF de { $domain } laisse n’importe qui envoyer en votre nom. Demandez à la personne qui s’occupe du domaine de le remplacer par celui-ci : { $record }
mail-check-spf-missing = L’enregistrement SPF de { $domain } ne nomme pas { $address }, d’où votre serveur envoie. Demandez à la personne qui s’occupe du domaine de le remplacer par celui-ci : { $record }
# L’examen : la signature.
mail-check-dkim-good = La clé à { $name } est la bonne.
mail-check-dkim-unset = Aucune clé n’est encore faite. Elle se fait quand le domaine est indiqué.
mail-check-dkim-unknown = L’enregistrement à { $name } n’a pas pu être lu. Essayez plus tard.
mail-check-dkim-none = La clé de votre signature est introuvable, et les autres ne peuvent pas la vérifier. Demandez à la personne qui s’occupe du domaine d’ajouter cet enregistrement TXT à { $name } : { $record }
mail-check-dkim-differs = La clé à { $name } n’est pas la vôtre, et chaque lettre paraît fausse. Demandez à la personne qui s’occupe du domaine de la remplacer par cet enregistrement TXT : { $record }
mail-check-dkim-several = Il y a plus d’une clé à { $name }. Demandez à la personne qui s’occupe du domaine de garder seulement celle-ci : { $record }
# L’examen : ce que les autres font des fausses lettres.
mail-check-dmarc-good = Il est demandé aux autres de ne pas croire les fausses lettres en votre nom.
mail-check-dmarc-unknown = L’enregistrement à { $name } n’a pas pu être lu. Essayez plus tard.
mail-check-dmarc-none = Rien ne dit aux autres que faire des fausses lettres en votre nom. Certains refusent alors aussi les vraies. Demandez à la personne qui s’occupe du domaine d’ajouter cet enregistrement TXT à { $name } : { $record }
mail-check-dmarc-weak = Les fausses lettres en votre nom passent. Voyez d’abord que les points plus haut sont bons. Demandez ensuite à la personne qui s’occupe du domaine de mettre cet enregistrement TXT à { $name } : { $record }
mail-check-dmarc-several = Il y a plus d’un enregistrement DMARC. Alors aucun ne compte. Demandez à la personne qui s’occupe du domaine de garder seulement celui-ci à { $name } : { $record }
mail-check-dmarc-broken = L’enregistrement DMARC a une erreur, et ne compte donc pas. Demandez à la personne qui s’occupe du domaine de mettre cet enregistrement TXT à { $name } : { $record }
# L’examen : le nom de l’adresse d’envoi.
mail-check-ptr-good = L’adresse { $address } porte le nom { $name }, qui ramène à elle.
mail-check-ptr-later = D’où part votre courriel se voit une fois une lettre d’essai revenue.
mail-check-ptr-theirs = Votre serveur est à d’autres gens, qui s’en occupent. Vous n’avez rien à faire.
mail-check-ptr-unknown = Le nom de { $address } n’a pas pu être lu. Essayez plus tard.
mail-check-ptr-none = L’adresse { $address } n’a pas de nom, et beaucoup refusent les lettres d’un tel endroit. Demandez à l’entreprise qui loue le serveur de lui donner un nom inverse (PTR). Ce nom doit ramener à { $address }.
mail-check-ptr-elsewhere = L’adresse { $address } porte le nom { $name }, qui mène ailleurs. Demandez à la personne qui s’occupe de ce nom de le faire mener à { $address }. Ou demandez à l’entreprise qui loue le serveur d’en mettre un autre.
# L’examen : le chemin pour entrer.
mail-check-mx-good = Les lettres à { $domain } arrivent à { $host }.
mail-check-mx-implied = Les lettres à { $domain } arrivent, mais rien ne dit où elles vont. Demandez à la personne qui s’occupe du domaine d’ajouter cet enregistrement MX à { $domain } : { $record }
mail-check-mx-unknown = Le chemin des lettres à { $domain } n’a pas pu être lu. Essayez plus tard.
mail-check-mx-none = Les lettres à { $domain } n’arrivent pas. Demandez à la personne qui s’occupe du domaine d’ajouter cet enregistrement MX à { $domain } : { $record }
mail-check-mx-nowhere = Le nom { $host } ne mène à aucune adresse, et les lettres ne peuvent pas y aller. Demandez à la personne qui s’en occupe de le faire mener à votre serveur.
mail-check-mx-elsewhere = Les lettres à { $domain } vont à { $found }, et non à { $host }. Est-ce que { $domain } sert à d’autres courriels ? Choisissez alors un autre domaine pour la liste. Sinon, demandez à la personne qui s’en occupe de garder seulement cet enregistrement MX : { $record }
mail-check-mx-later = Les lettres à { $domain } vont d’abord à { $found }, et certaines ne viennent jamais ici. Demandez à la personne qui s’occupe du domaine de mettre cet enregistrement MX en premier : { $record }
mail-check-mx-mailbox-good = Les lettres à { $domain } vont à { $found }. Une lettre d’essai qui revient montrera si cela remplit votre boîte.
mail-check-mx-mailbox-none = Les lettres à { $domain } n’arrivent pas. Demandez aux gens qui s’occupent de votre boîte quel enregistrement MX il lui faut. Demandez ensuite à la personne qui s’occupe du domaine de l’ajouter.
# L’examen : l’entrée scellée.
mail-check-sts-good = Un enregistrement de { $domain } demande aux autres serveurs de n’apporter des lettres que par une ligne scellée.
mail-check-sts-none = Les lettres vers { $domain } arrivent, mais rien ne demande aux autres serveurs de sceller la ligne. Ce serait mieux, et rien n’attend à cause de cela. Demandez aux gens du serveur qui prend vos lettres de publier une règle (RFC 8461). C’est un petit fichier sur le web, et cet enregistrement TXT à { $name } : { $record }
mail-check-sts-unknown = L’enregistrement à { $name } n’a pas pu être lu à l’instant. Réessayez plus tard.
# L’examen : une lettre aller et retour.
mail-check-round-trip-none = Aucune lettre d’essai n’est encore partie.
mail-check-round-trip-waiting = Une lettre d’essai est en route. Cela peut prendre quelques minutes.
mail-check-round-trip-good = Une lettre d’essai est partie, a été signée, et est revenue.
mail-check-round-trip-unsigned = Une lettre d’essai est revenue, mais sa signature n’a pas pu être vérifiée. Voyez la signature.
mail-check-round-trip-lost = Une lettre d’essai est partie et n’est pas revenue. Voyez le chemin pour entrer, et regardez dans les indésirables de la boîte.
mail-check-round-trip-not-sent = Une lettre d’essai n’a pas pu partir. Voyez le chemin pour sortir.
