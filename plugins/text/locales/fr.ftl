# Ce qui part par texto. Chacun tient en 160 lettres au plus, aussi une fois rempli, et ne dit rien à qui d’autre le lirait.
# Les mots en capitales sont ce qu’on peut répondre. Ce sont ceux de keyword.rs.
# Qui n’est pas connu ne reçoit aucune réponse, quoi qu’il ait écrit : une réponse coûte, et dit qu’il y a quelqu’un.
# Après un second ARRÊT, rien ne part non plus.

# À remplir : when est un moment (« demain vers 10 h »), phone une ligne où parler, emergency le numéro de la région.

# Du nouveau attend.
text-say-note = Vous avez une note. Répondez OUVRIR pour la lire, ou ARRÊT pour ne plus rien recevoir.
text-say-no-more = Il n’y a rien de nouveau pour l’instant.
text-say-code-asked = Pour la lire, répondez OUVRIR puis votre mot, en un seul texto.
text-say-code-wrong = Ce n’était pas le bon mot, et rien n’a été ouvert. Vous pouvez essayer encore : OUVRIR puis votre mot, en un seul texto.
text-say-code-closed = Ce n’était pas le bon mot, plusieurs fois. Cela reste fermé pour l’instant. Vous pourrez essayer encore { $when }.
text-say-attached = Quelque chose a été ajouté qu’un texto ne peut pas porter. Vous pouvez le voir sur la page web.
text-say-rest = C’est plus long qu’un texto. Vous pouvez lire la suite sur la page web.

# Des mots qui font quelque chose.
text-say-stopped = C’est fait. Plus rien ne viendra. Pour revenir en arrière, répondez DÉBUT.
text-say-stop-how = Pour ne plus rien recevoir, répondez ARRÊT, seul.
text-say-started = Les textos viennent de nouveau. Pour y mettre fin, répondez ARRÊT.
text-say-paused = En pause. Plus rien ne vient avant que vous ne répondiez REPRENDRE.
text-say-resumed = Les notes viennent de nouveau. PAUSE les suspend, ARRÊT y met fin.
text-say-not-me = Merci. Plus rien ne viendra ici.
text-say-help = De courtes notes, à votre choix. ARRÊT y met fin, PAUSE les suspend. Pas pour vous ? PAS MOI. En danger : { $emergency }. Pour parler à quelqu’un : { $phone }
text-say-cost = Les textos peuvent coûter ce que dit votre forfait. Pour y mettre fin, répondez ARRÊT.

# Ce qui a été écrit est arrivé.
text-say-got-it = Merci, vos mots sont arrivés. Ils seront lus { $when }. Si cela ne peut pas attendre, appelez { $phone }
text-say-late = Vos mots sont arrivés. Ils attendent d’être lus, { $when }. Si cela ne peut pas attendre, appelez { $phone }
text-say-late-now = Vos mots sont arrivés. Quelqu’un les lit d’abord, puis les transmet. Si cela ne peut pas attendre, appelez { $phone }
text-say-staff-got-it = Merci, vos mots sont arrivés. Seules les personnes qui répondent ici peuvent les lire.
text-say-staff-how = Merci d’envoyer ce mot encore une fois, suivi de ce que vous voulez dire, en un seul texto.

# Ce qui a été écrit n’est pas arrivé, ou pas en entier.
text-say-cannot-carry = Vos mots sont arrivés. L’image ou le fichier ne l’est pas, et n’a pas été gardé.
text-say-only-words = Une image ou un fichier ne peut pas être transmis d’ici, et n’a pas été gardé. Vous pouvez le dire en mots.
text-say-too-long = C’était trop long pour être transmis, et n’a pas été gardé. Vous pouvez l’envoyer en plusieurs fois.
text-say-not-taken = Vos mots n’ont pas pu être pris. Ils n’ont été ni transmis ni gardés. Merci d’essayer plus tard.
text-say-your-budget-reached = Rien d’autre ne peut être transmis aujourd’hui. Ce texto n’a pas été gardé. Merci de l’envoyer encore demain.
text-say-budget-reached = Plus de notes aujourd’hui. Elles reviennent demain. Vous pouvez lire à tout moment sur la page web.

# Arriver. Ces deux partent ensemble, et un oui est demandé à leur numéro.
text-say-join-ask-1 = Les textos restent sur ce téléphone jusqu’à ce que vous les effaciez. Qui l’ouvre peut les lire. Votre opérateur aussi. Ils coûtent parfois. ARRÊT y met fin.
text-say-join-ask-2 = Les gens dont on vous a parlé lisent ce que vous écrivez. D’accord ? Répondez OUI { $number }. Sinon, ne faites rien. Pour partir à tout moment : ARRÊT.
text-say-join-done = Merci, c’est fait. Une courte note vient quand il y a du nouveau. Pour y mettre fin à tout moment, répondez ARRÊT.
text-say-join-first = Pour commencer, répondez OUI { $number }. D’ici là rien n’est transmis, et votre texto n’a pas été gardé. Pour arrêter, répondez ARRÊT.
text-say-join-other = Quelque chose a changé depuis. Merci de lire les deux derniers textos, puis de répondre OUI { $number }. Sinon, ne faites rien.
# Seulement à un numéro déjà reconnu, ou à un autre qui a envoyé un mot dont le temps est passé.
text-say-join-unknown = Ce mot n’a pas marché. Il est peut-être mal tapé, déjà utilisé, ou trop vieux. Merci de demander à la personne qui vous l’a donné.

# Plus tard.
text-say-still-you = Voulez-vous encore de courtes notes ici ? Alors répondez OUI { $number }. Sinon, ne faites rien, et plus rien ne viendra.
text-say-moved = Dès maintenant, les notes viennent de { $address }. Rien d’autre ne change. Pour y mettre fin, répondez ARRÊT.
text-say-ended = C’est la fin. Plus rien ne viendra. Merci pour vos mots. Pour parler à quelqu’un : { $phone }

# Une rencontre. Ce qui vient avant que la porte s’ouvre, à la porte, et après.
text-say-shut = Il n’y a personne ici pour l’instant. Vos mots n’ont été ni transmis ni gardés. Prochaine fois : { $when }. Pour parler : { $phone }
text-say-shut-for-now = Il n’y a personne ici pour l’instant. Vos mots n’ont été ni transmis ni gardés. Pour parler maintenant : { $phone }
text-say-at-door = Vos mots n’ont été ni transmis ni gardés. Pour entrer, répondez ICI. Quelqu’un vous ouvrira.
text-say-knocked = Merci, on sait que vous êtes là. Une note vient dès que vous pouvez commencer. Ce que vous écrivez avant n’est pas transmis.
text-say-let-in = Vous pouvez commencer : vos mots sont transmis. Ceux des autres viennent en courtes notes. Pour partir, répondez SORTIR.
text-say-not-let-in = Ce n’est pas possible cette fois. Merci d’être là. Pour parler à quelqu’un : { $phone }
text-say-held-up = C’est une courte pause. Vos mots n’ont été ni transmis ni gardés. Merci de les envoyer encore dans un moment.
text-say-out = C’est fait. Plus rien n’est transmis. Pour revenir tant que cela dure, répondez ICI.

# Phrases du pont ajoutées avec ses pages.
text-say-more = La suite : répondez OUVRIR.
text-say-from-staff = Nous
text-say-join-language = Reply YES to go on in English, STOP to end. / Repondez OUI pour continuer en francais, STOP pour finir.
text-say-join-name = Ce que vous écrivez paraît sous le nom { $name }. Les autres ne voient jamais votre numéro. Pour finir, répondez ARRÊT.
text-when = { $day } à { $clock }
text-when-now = maintenant

# À partir d’ici : les pages.
# La conversation.
text-tab = Conversation
text-tab-beside = Par texto
text-way = Par texto aussi
text-way-help = Une fois à l’intérieur, on vous montre comment, et ce qui reste sur un téléphone. Vous décidez ensuite.
text-choose = Choisir ce qui vient par texto
text-empty = Rien n’est encore écrit. Ce que les gens écrivent ici se trouvera sur cette page. Vous pouvez commencer.
text-waiting = En attente
text-live-news = Il y a du nouveau ici. Ouvrez encore la page pour le voir.
text-earlier-messages = Messages d’avant
text-later-messages = Messages d’après
text-you = (vous)
text-staff = Équipe
text-edited = modifié
text-hidden = Masqué
text-hidden-now = L’équipe a masqué ceci pour le moment.
text-removed = L’équipe a retiré ces mots.
text-taken-out = La personne qui a écrit ces mots les a retirés.
text-not-recalled = Les copies parties par SMS ne peuvent pas être rappelées. Elles restent là où elles sont arrivées.
text-content-note = Note de contenu : { $note }
text-show-words = Montrer les mots
text-only-you = Vous et l’équipe seulement pouvez voir ceci.
text-only-author = Seules la personne qui a écrit et l’équipe peuvent voir ceci.
text-usually = Cela prend d’habitude moins de 4 heures, aux heures où l’équipe lit.
text-proposal = L’équipe propose d’envoyer plutôt ceci
text-proposal-yes = L’envoyer ainsi
text-proposal-no = Garder le mien pour moi
text-change-it = Modifier
text-take-out = Retirer
text-report = Signaler à l’équipe
text-write-to = Écrire à { $name }
text-back-to-conversation = Revenir à la conversation
# Écrire.
text-write = Écrire ici
text-change = Modifier vos mots
text-change-sent = Ce qui est déjà parti par texto reste comme c’était. Votre changement se voit seulement sur cette page.
text-words = Ce que vous voulez dire
text-who-reads = Les autres ici et l’équipe peuvent le lire pendant { $long }. Certaines personnes le reçoivent par texto.
text-makes = { $count ->
    [one] Cela fait un texto vers chaque téléphone qui reçoit les mots.
   *[other] Cela fait { $count } textos vers chaque téléphone qui reçoit les mots.
}
text-makes-more = Cela fait { $count } textos vers chaque téléphone qui reçoit les mots. Tous ne viennent pas d’un coup : on demande la suite avec OUVRIR.
text-nudge = Avant d’envoyer : ces mots peuvent montrer qui ou où vous êtes
text-nudge-colon =  :
text-nudge-out = Retirer
text-nudge-all-out = Tout retirer et envoyer
text-nudge-as-is = Envoyer tel quel
text-send = Envoyer
text-do-not-send = Ne pas envoyer
text-words-wait = Si vous quittez cette page, vos mots attendent ici un jour. Puis ils sont effacés.
text-nothing-on-phone = Ce que vous écrivez ici ne laisse aucun texto sur votre téléphone.
# Signaler.
text-reported = L’équipe va regarder
text-reported-next = Merci. Personne d’autre ne sait que vous avez demandé.
text-reported-talk = Vous pouvez aussi écrire vous-même à l’équipe
# Retirer.
text-out-question = Retirer ces mots ?
text-out-what = Ils sont effacés ici tout de suite, pour vous aussi. Les autres voient seulement qu’il y avait quelque chose. Les réponses des autres restent.
text-out-yes = Les retirer
text-out-no = Les garder
# Ce qui vient par texto.
text-by-text = Par texto
text-comes-nothing = Rien ne vous vient par texto.
text-comes-notice = Une phrase neutre vient par texto quand il y a du nouveau.
text-comes-digest = Les mots viennent par texto, quelques-uns ensemble.
text-comes-whole = Les mots viennent par texto, chaque message à part.
text-comes-paused = Rien ne vous vient par texto, car c’est en pause.
text-comes-rests = Rien ne vous vient par texto pour le moment.
text-comes-not-now = Rien ne vous vient par texto en ce moment.
text-until = Vous avez dit oui à cela jusqu’au { $day }.
text-here-anyway = Vous pouvez toujours lire et écrire sur ces pages à la place.
text-done-chosen = Votre choix est gardé.
text-done-ended = Plus rien ne vient par texto.
text-done-paused = En pause. Rien ne vient par texto avant que vous ne repreniez.
text-done-resumed = Cela vient de nouveau comme vous l’aviez choisi.
text-done-word = Votre mot est gardé. Il vient maintenant avant tout ce que les gens ont écrit.
text-done-no-word = Il n’y a plus de mot.
text-network-sms = Textos (SMS)
text-network-signal = Signal
text-network-whatsapp = WhatsApp
text-network-telegram = Telegram
# Le même, dans une phrase.
text-by-network-sms = SMS
text-by-network-signal = Signal
text-by-network-whatsapp = WhatsApp
text-by-network-telegram = Telegram
text-phone-none = Aucun téléphone à vous n’est connu ici.
text-phone-here = Les textos viennent sur votre téléphone. Ils viennent par { $network }. Le numéro n’est pas montré sur cette page.
text-phone-elsewhere = Votre téléphone sert déjà à une autre de vos places, par { $network }. Un téléphone ne sert qu’à une place. Un nouveau code l’amène ici.
text-phone-unproved = Vous avez donné un numéro sous Mes choix. Les textos y viendraient par { $network }. Les mots n’y vont qu’après un code que vous nous envoyez de là.
text-stopped = ARRÊT a été envoyé de votre téléphone
text-stopped-next = Aucun texto n’y va donc, quel que soit le choix ici. Si vous en voulez de nouveau, répondez DÉBUT de ce téléphone.
text-rests = Vos textos sont au repos
text-rests-gone = L’opérateur dit que votre numéro ne peut pas être joint. Il est peut-être fermé, ou n’est plus à vous. Un nouveau code, envoyé du téléphone que vous utilisez, fait revenir les textos.
text-rests-silent = Rien n’est venu de votre téléphone depuis 90 jours. Nous avons donc arrêté, au cas où il serait en d’autres mains. Un nouveau code fait revenir les textos.
text-rests-not-me = Quelqu’un a répondu de votre téléphone que les textos ne lui sont pas destinés. Nous avons donc arrêté. Un nouveau code, envoyé d’un téléphone à vous, fait revenir les textos.
text-rests-staff = L’équipe a arrêté vos textos pour le moment. Vous pouvez demander pourquoi, sur la ligne privée. Elle peut les reprendre.
text-yes-over = Votre oui a pris fin
text-yes-over-next = Plus aucun mot ne vient. Pour les recevoir encore, choisissez plus bas et redites oui.
text-never = Vous avez choisi que personne ne vous écrive
text-never-next = Aucun texto ne vient donc, quel que soit le choix ici. Vous pouvez changer cela sous Mes choix.
text-never-look = Regarder ce choix
text-paused-since = En pause depuis le { $day }
text-resume = Reprendre
text-pause = Mettre en pause
text-end = Y mettre fin
text-pause-help = Pause : rien ne vient avant que vous ne repreniez. Fin : rien ne vient, et votre oui est retiré. Les deux valent tout de suite.
text-not-carried = Rien ne peut encore être envoyé par texto ici. Vous pouvez lire et écrire sur ces pages.
text-mode = Qu’est-ce qui peut venir sur votre téléphone ?
text-mode-nothing = Rien
text-mode-nothing-help = Vous venez regarder ici, quand cela vous convient.
text-mode-notice = Une phrase neutre
text-mode-notice-help = Elle ne dit rien de cet endroit. Pour lire, répondez OUVRIR, ou venez ici. Aucune autre ne vient avant.
text-mode-digest = Les mots, quelques-uns ensemble
text-mode-digest-help = Ce qui a été écrit en { $minutes } minutes vient ensemble. Demande votre oui plus bas.
text-mode-whole = Les mots, chaque message à part
text-mode-whole-help = Cela vient peu après, aux heures que vous avez choisies. Demande votre oui plus bas.
text-yes = Si des mots vous viennent, lisez d’abord ceci
text-yes-for = Seulement pour les deux derniers choix.
text-attend-agree =
    Ce que les gens écrivent ici reste sur votre téléphone jusqu’à ce que vous l’effaciez. Souvent, cela se voit aussi sur l’écran verrouillé.
    Toute personne qui peut ouvrir votre téléphone, ou une tablette ou un ordinateur relié, peut le lire.
    Votre opérateur et l’entreprise qui porte nos textos peuvent lire un SMS. Ils le gardent parfois des jours ou plus. Ils voient toujours qui écrit à qui, et quand.
    Un SMS qui vous a été envoyé ne peut pas être rappelé, même si c’est retiré ici.
    Les autres ici ne voient jamais votre numéro. Ils voient votre alias.
    Cela prend fin après 90 jours, sauf si vous redites oui. Vous pouvez y mettre fin à tout moment, ici ou avec ARRÊT.
text-yes-say = J’ai lu ceci, et je veux que les mots me viennent jusqu’au { $day }
text-keep = Garder ce choix
text-nothing-chosen = Choisissez l’un des quatre. Rien n’a été changé.
text-no-consent = Rien n’est encore changé. Les mots viennent par texto seulement après votre oui : lisez la liste, puis cochez la case dessous.
text-no-phone = Rien n’a été changé. Faites d’abord un code, et envoyez-le-nous du téléphone que vous voulez utiliser.
text-word = Un mot avant les mots
text-word-what = Vous pouvez choisir un mot. Rien de ce que les gens ont écrit ne vient alors avant que vous ne répondiez OUVRIR et ce mot.
text-word-is = Vous en avez un en ce moment.
text-word-new = Votre mot
text-word-other = Un autre mot
text-word-help = Un à trois mots que personne ne devine. Capitales et accents ne changent rien. Il reste dans les textos que vous envoyez, alors effacez-les.
text-word-keep = Garder ce mot
text-word-remove = Plus de mot
text-word-unfit = Ce mot ne peut pas servir, et rien n’a été changé. Choisissez un à trois mots de lettres ou de chiffres.
# Son téléphone.
text-phone-first = D’abord, un téléphone
text-phone-again = Faire revenir les textos
text-phone-first-what = Vous n’écrivez aucun numéro ici. Vous recevez un code, et vous nous l’envoyez du téléphone que vous voulez utiliser.
text-phone-other = Un autre téléphone, ou une autre appli
text-phone-other-what = Prenez un code, et envoyez-le de là. Les textos y vont dès lors, et plus à celui d’avant.
text-phone-is = Quel genre de numéro est-ce ?
text-phone-is-safe = Personne d’autre que moi ne le lit
text-phone-is-virtual = Je l’ai créé pour cela seulement
text-phone-is-primary = C’est mon principal, que d’autres connaissent
text-phone-fine = C’est mon principal, et je veux des textos là quand même
text-phone-fine-help = D’autres peuvent les voir : sur un écran verrouillé, une facture, un compte partagé.
text-phone-which = Choisissez d’abord l’un des trois. Aucun code n’est encore fait.
text-phone-apps = Vous pouvez aussi envoyer le code de Signal ou d’une autre appli, si son nom est dans la liste. Des applis comme Signal cachent les mots à l’opérateur.
text-code-make = Faire un code
text-code = Votre code
text-code-how = Envoyez-le seul, du téléphone que vous voulez utiliser, à ce numéro ou à ce nom :
text-code-until = Il marche une fois, jusqu’à { $clock }.
text-code-then = Une réponse vient en une minute environ. Ouvrez alors encore cette page pour choisir ce qui vient. Effacez le texto avec le code.
text-save-as = Si vous gardez le numéro, prenez un nom qui ne dit rien, comme un magasin ou une bibliothèque.
text-numbers = Où l’on envoie des textos
text-keywords = Des mots qui font quelque chose
text-keywords-how = Envoyez un de ces mots, seul, en capitales ou non.
text-keyword-stop = ARRÊT (ou STOP)
text-keyword-stop-what = Plus rien ne vient, dès ce moment. Personne ne demande pourquoi.
text-keyword-start = DÉBUT
text-keyword-start-what = Annule ARRÊT. Une phrase neutre peut venir de nouveau.
text-keyword-pause = PAUSE
text-keyword-pause-what = Rien ne vient avant que vous ne repreniez.
text-keyword-resume = REPRENDRE
text-keyword-resume-what = Cela vient de nouveau comme vous l’aviez choisi.
text-keyword-open = OUVRIR
text-keyword-open-what = Ce qui est nouveau vient tout de suite. Si vous avez choisi un mot, mettez-le après OUVRIR.
text-keyword-staff = ÉQUIPE
text-keyword-staff-what = Ce que vous écrivez après ne va qu’à l’équipe.
text-keyword-here = ICI
text-keyword-here-what = Vous êtes à la porte d’une rencontre. Une personne de l’équipe vous fait entrer, et une note vous vient.
text-keyword-out = SORTIR
text-keyword-out-what = Vous quittez la rencontre.
text-keyword-help = AIDE
text-keyword-help-what = Une courte liste vous revient, avec un numéro pour de l’aide tout de suite.
text-keyword-not-me = PAS MOI
text-keyword-not-me-what = Pour une autre personne qui reçoit ces textos : plus rien n’y vient.
text-cost = Les textos peuvent coûter ce que dit votre forfait, ceux que vous envoyez et ceux qui viennent. Il n’en vient pas plus de { $count } par jour à un téléphone.
text-traces = Ce qui reste sur votre téléphone
text-traces-web = Écrire sur ces pages ne laisse aucun texto sur votre téléphone. Un texto y reste jusqu’à ce que vous l’effaciez.
text-traces-how = Comment l’effacer
text-traces-delete = Ouvrez la liste des textos. Gardez un doigt sur cette conversation, puis choisissez « Supprimer ».
text-traces-trash = Certains téléphones gardent 30 jours les textos supprimés. Cherchez « Supprimés récemment » ou « Corbeille », et videz.
text-traces-screen = Dans les réglages du téléphone, faites que les textos ne se voient pas sur l’écran verrouillé.
text-traces-copies = Une tablette, un ordinateur, une montre ou une voiture peuvent en avoir une copie. Regardez là aussi.
text-traces-bill = La facture du téléphone peut montrer des numéros et des heures. Qui la paie peut les voir.
text-traces-careful = Si une personne surveille votre téléphone, une liste vide peut se remarquer. Vous savez le mieux ce qui peut se voir. L’équipe peut y réfléchir avec vous.
# Pour qui veille sur le groupe.
text-list = À propos des textos
text-list-people = Qui prend part par texto
text-list-nobody = Personne encore. Qui nous envoie un code ou une invitation de son téléphone se trouvera ici, par son alias.
text-list-waits = { $count ->
    [0] Rien n’attend d’être lu par texto.
    [one] { $count } message attend d’être lu par texto.
   *[other] { $count } messages attendent d’être lus par texto.
}
text-list-waits-one = { $count } en attente
text-list-needs-you = A besoin de vous
text-list-nothing = Rien ne vient
text-list-notice = Une phrase neutre vient
text-list-digest = Les mots viennent, quelques-uns ensemble
text-list-whole = Les mots viennent, chaque message à part
text-list-paused = Mis en pause par cette personne depuis le { $day }
text-list-gone = Au repos : le numéro ne peut pas être joint
text-list-silent = Au repos : aucun texto de là depuis 90 jours
text-list-not-me = Au repos : quelqu’un a répondu que cela ne lui est pas destiné
text-list-stopped = Arrêté par l’équipe
text-list-word = Demande d’abord un mot
text-list-stop = Arrêter ces textos
text-list-release = Laisser les textos reprendre
text-list-what = Un numéro qui ne marche plus peut être passé à quelqu’un d’autre. Demandez sur la ligne privée, et jamais par texto. Un nouveau code de sa page fait revenir les textos.
text-list-no-lines = Aucune ligne n’est encore prête. L’administration le fait dans les réglages.
text-list-join = Pour venir par texto, une personne envoie son code d’invitation à un de ceux-ci. Elle lit et accepte par texto.
text-able-title = Ce que cela peut faire ou non
text-able = Quoi
text-able-answer = Réponse
text-able-yes = Oui
text-able-no = Non
text-able-hides = Les mots sont cachés aux entreprises sur le chemin
text-able-timers = Un texto peut disparaître du téléphone tout seul
text-able-recalls = Un texto peut être repris après son envoi
text-able-delivery = On nous dit si un texto est arrivé
text-able-deletes = Nous pouvons demander à l’entreprise d’effacer ce qu’elle garde
text-able-first = Nous pouvons écrire en premier
text-able-window = Nous pouvons écrire librement seulement un temps après un de ses textos
text-able-window-hours = { $hours } heures
text-hold-too-many = Beaucoup de textos sont venus en peu de temps.
# Ce que l’on accepte quand on prend part par texto.
text-clause-phone = Personne d’autre ne lit les textos du téléphone que j’utilise ici.
text-clause-forwarding = Je ne transmets ni ne copie à personne ce que les autres écrivent, ni comment les joindre.
text-clause-screenshots = Je ne prends pas de photo de ce que les autres écrivent.
text-clause-names = Je ne garde aucun numéro d’ici sous un nom qui dit quelque chose.
# Avant les premiers mots.
text-briefing-phone = Prenez un téléphone que personne d’autre n’ouvre. Faites que les textos ne se voient pas sur l’écran verrouillé.
text-briefing-number = Les autres voient votre alias, et jamais votre numéro. L’opérateur voit que des textos viennent et partent.
text-briefing-save-as = Gardez le numéro sous un nom qui ne dit rien, ou ne le gardez pas du tout.
text-briefing-signal = Si Signal est proposé et que vous pouvez l’utiliser, choisissez-le. L’opérateur ne peut pas le lire.
# Ce que cela veut dire pour les gens, pour l’équipe qui choisit.
text-consider-connection = Atteint des gens sans données et sans ordinateur. Des lignes courtes, souvent tard : le lien reste plus lointain.
text-consider-anonymity = Envers les autres, un alias suffit, et aucun numéro ne leur est montré. Mais chaque opérateur voit que vos textos viennent, et quand.
text-consider-devices = N’importe quel téléphone, même très vieux. Qui le prend en main peut lire, souvent sans l’ouvrir.
text-consider-access = Pas d’appli, pas de données, pas de nouvelle entrée. Chaque texto peut coûter. Les lecteurs d’écran marchent comme pour tout texto.
text-consider-confidentiality = Un SMS peut être lu par les entreprises sur le chemin. Il ne peut pas être rappelé. D’abord vient donc une phrase neutre, et les mots seulement quand on les demande. Il faut un second oui pour plus.
# Pour l’équipe, qui choisit une façon de se retrouver.
text-name = Textos
text-about = À toute heure, par texto (SMS, Signal et autres) ou sur le web
text-beside = Aussi par texto : on peut choisir de recevoir une phrase neutre, ou les mots, et de répondre par texto.
text-connect = Envoyez le code d’invitation, seul, au numéro que vous avez reçu. Ou ouvrez l’adresse dans un navigateur.
text-not-ready = Aucune ligne de textos n’est prête. L’administration peut voir ce qui manque.
# Ce que l’équipe peut faire.
text-staff-acts = Ce que l’équipe peut faire
text-act-release = Laisser passer
text-act-unhide = Montrer de nouveau
text-act-hide = Masquer
text-act-hold = Retenir
text-act-remove = Retirer les mots
text-act-remove-help = Des mots masqués peuvent revenir. Des mots retirés sont effacés. La raison reste au registre, sans les mots.
text-act-why = Pourquoi
text-act-undo = Annuler ce que je viens de faire
text-act-text-stopped = Les textos d’une personne ont été arrêtés
text-act-text-released = Les textos d’une personne ont repris
text-act-text-line-changed = Une ligne de textos a été changée
# Les lignes, pour l’administration.
text-staff-page = Textos : les lignes par où ils viennent et partent
text-staff-settings = Réglages
text-staff-what = Une ligne est un numéro ou un compte chez un transporteur. Chaque réseau qui a une ligne ici peut servir. Deux lignes d’un même réseau s’entraident.
text-staff-promise = Ce que des textos ne peuvent pas promettre
text-staff-promise-fit = Les textos conviennent mal à tout un groupe : ils sont courts, en retard, et faciles à lire par d’autres. Servez-vous-en pour dire qu’il y a du nouveau, et laissez lire sur le web.
text-staff-promise-read = Les entreprises sur le chemin lisent et gardent un SMS. Signal leur cache les mots.
text-staff-promise-back = Un SMS ne peut pas être repris, et reste sur le téléphone jusqu’à ce qu’il soit effacé.
text-staff-promise-cost = Vous payez chaque partie de 160 lettres, pour chaque personne. Combien par jour se choisit dans les réglages du groupe.
text-staff-promise-snapchat = Snapchat n’est pas là. Il n’offre à d’autres aucun moyen d’envoyer et de recevoir des messages.
text-staff-lines = Vos lignes
text-staff-no-lines = Pas encore de ligne. Choisissez un transporteur plus bas.
text-staff-order = Un texto part par la première ligne de son réseau qui le prend.
text-staff-good = Prête
text-staff-bad = À corriger
text-staff-unknown = Pas connu
text-staff-ready = Le transporteur répond, et connaît cette ligne.
text-staff-not-looked = Personne ne l’a regardée depuis son dernier changement.
text-staff-looked = Regardée { $ago }.
text-staff-refuses = Le transporteur a refusé un texto pour de bon, et ne l’a pas porté. Regardez la ligne, et demandez-lui pourquoi.
text-staff-refused = Refusé { $ago }.
text-staff-look = Regarder maintenant
text-staff-first = Essayer celle-ci d’abord
text-staff-edit = Modifier
text-staff-calls = L’adresse pour le transporteur
text-staff-calls-help = Certains transporteurs demandent où apporter les textos qui arrivent (webhook). Donnez-leur cette adresse. Gardez-la pour vous.
text-staff-calls-later = Certains transporteurs demandent où apporter les textos qui arrivent. Cette adresse est ici une fois la ligne gardée.
text-staff-remove = Retirer
text-staff-remove-what = Plus rien ne part par cette ligne, et rien n’en est pris. Ses réglages sont effacés. Qui lui écrit n’entend rien.
text-staff-remove-yes = Retirer cette ligne
text-staff-add = Ajouter une ligne
text-staff-add-what = Lisez ce que chacun peut faire ou non avant de choisir.
text-staff-add-this = Régler une ligne de ce genre
text-staff-keep = Garder
text-staff-do-not-keep = Ne pas garder
text-staff-secrets = Les mots de passe et les jetons sont gardés scellés, et jamais montrés de nouveau.
text-staff-done-kept = La ligne est gardée. Regardez maintenant si elle marche.
text-staff-done-removed = La ligne est retirée.
text-staff-done-tested = L’essai a été remis au transporteur. Il devrait venir en une minute.
text-test = Envoyer un essai
text-test-what = Une phrase neutre va à un téléphone à vous. Rien n’en est gardé ici.
text-test-to = Un numéro à vous
text-test-to-help = Avec le pays devant, comme +1 514 555 0142.
text-test-network = Par
text-test-send = Envoyer l’essai
text-test-words = Ceci est un essai. Il n’y a rien à faire.
text-test-no-number = Ce n’est pas un numéro auquel nous pouvons écrire. Rien n’a été envoyé. Écrivez-le avec le pays devant.
text-test-no-network = Il n’y a pas de ligne pour ce réseau. Rien n’a été envoyé.
text-test-stopped = ARRÊT a été envoyé de ce téléphone, et rien n’est donc parti. DÉBUT, de ce téléphone, l’annule.
text-test-country = Ce pays n’est pas de ceux où vont des textos. Rien n’a été envoyé. Voyez les réglages des textos.
text-test-not-sent = Le transporteur ne l’a pas pris. Regardez la ligne, puis essayez encore.
text-test-refused = Le transporteur le refuse pour de bon, ou dit que ce numéro n’est à personne. Rien n’a été envoyé. Regardez le numéro et la ligne.
text-line-incomplete = Il faut ceci. Rien n’a été changé. Merci de le remplir.
text-no-such-line = Cette ligne n’existe plus. Rien n’a été changé. Revenez à la liste des lignes.
text-trouble-out-of-reach = Le transporteur ne répond pas. Vérifiez l’adresse. Si elle est juste, essayez plus tard, ou demandez aux gens qui s’en occupent.
text-trouble-not-known = Le transporteur n’accepte pas le nom ou le mot de passe. Demandez-en de nouveaux, et mettez-les.
text-trouble-no-such-number = Le transporteur vous connaît, mais pas ce numéro ou ce compte. Vérifiez-le.
text-trouble-strange = Ce qui répond n’est pas ce transporteur, ou la ligne n’est pas réglée comme il faut. Vérifiez chaque champ.
text-trouble-no-template = La phrase neutre n’est pas là dans chaque langue, ou Meta ne l’a pas acceptée. Vérifiez son nom, ses langues et le compte. Le jeton doit avoir le droit de la voir.
text-trouble-not-brought = Telegram n’apporte pas les textos ici. Il lui faut une adresse qui commence par https. Ou cochez que nous demandons les textos nous-mêmes.
text-trouble-cannot-bring = Telegram essaie d’apporter des textos ici, et n’y arrive pas. Vérifiez que ce serveur est joignable de l’extérieur. Ou cochez que nous demandons les textos nous-mêmes.
# Les transporteurs, et ce qu’ils sont.
text-carrier-smpp = Opérateur ou centre SMS, tout droit (SMPP)
text-carrier-smpp-what = Pour les SMS, si une entreprise ou un partenaire vous donne un compte SMPP. Le moins de mains sur le chemin.
text-carrier-twilio = Twilio
text-carrier-twilio-what = Pour les SMS. Vite prêt, payé par partie. L’entreprise est aux États-Unis, et leur loi peut atteindre les textos.
text-carrier-kannel = Une passerelle à vous (Kannel ou Jasmin)
text-carrier-kannel-what = Pour les SMS, par un modem ou une passerelle que vous ou un partenaire tenez.
text-carrier-signal = Signal
text-carrier-signal-what = Gratuit, et les mots sont cachés à tous sur le chemin. Demande un numéro à part et un petit programme (signal-cli) à côté de celui-ci.
text-carrier-whatsapp = WhatsApp
text-carrier-whatsapp-what = Par la plateforme de Meta pour les entreprises. Meta lit ce que vous envoyez, et voit qui écrit quand. Elle doit accepter les phrases qui partent les premières.
text-carrier-telegram = Telegram
text-carrier-telegram-what = Par un bot. Telegram peut lire les mots. Les gens doivent écrire les premiers.
# Les champs d’une ligne.
text-field-kept = Il y en a un. Laissez vide pour le garder. Avec un autre serveur, écrivez-le encore.
text-field-no-number = Ce n’est pas un nombre. Rien n’a été changé. Mettez seulement des chiffres.
text-field-wrong = { $field } : { $words }
text-field-no-address = Ce n’est pas une adresse utilisable. Rien n’a été changé. Elle commence par https.
text-field-open = Avec http, on pourrait lire les mots en chemin. Rien n’a été changé. Mettez https, ou un service sur cette machine.
text-field-far = Ce programme doit être sur cette machine ou à côté. Le chemin n’est pas scellé. Rien n’a été changé.
text-field-number = Où les gens écrivent
text-field-number-help = Le numéro avec le pays devant, comme +1 514 555 0142. Ou le nom du compte.
text-field-host = Serveur
text-field-host-help = Son nom ou son adresse, comme smpp.example.org. Pour un programme à côté de celui-ci : localhost.
text-field-port = Port
text-field-port-help = Un nombre. Le transporteur vous le dit.
text-field-tls = La ligne vers le transporteur est scellée (TLS)
text-field-tls-help = Décochez seulement si le transporteur est sur cette machine ou derrière un tunnel à vous.
text-field-system-id = Identifiant (system ID)
text-field-system-id-help = Le transporteur vous l’a donné.
text-field-password = Mot de passe
text-field-password-help = Il est gardé scellé, et jamais montré de nouveau.
text-field-system-type = Type de système
text-field-system-type-help = Le plus souvent vide.
text-field-window = Textos en route à la fois
text-field-window-help = Vide : autant que d’habitude. Le transporteur en permet peut-être moins.
text-field-per-second = Textos par seconde
text-field-per-second-help = Vide : autant que d’habitude. Le transporteur en permet peut-être moins.
text-field-account = Compte (SID)
text-field-account-help = Commence par AC.
text-field-token = Jeton
text-field-token-help = Le transporteur le montre dans sa console. Il est gardé scellé, et jamais montré de nouveau.
text-field-messaging-service = Service de messages
text-field-messaging-service-help = Commence par MG. Laissez vide si vous n’en avez pas.
text-field-base = Adresse du service
text-field-base-help = Commence par https. Sur cette machine, http suffit. Laissez vide pour celle d’habitude, s’il y en a une.
text-field-name = Nom
text-field-name-help = L’identifiant sous lequel la passerelle vous connaît.
text-field-passphrase = Mot de passe
text-field-passphrase-help = Il est gardé scellé, et jamais montré de nouveau.
text-field-secret = Un secret pour les textos qui arrivent
text-field-secret-help = Un long mot à votre choix. Le transporteur l’envoie avec, pour que personne d’autre n’apporte de textos.
text-field-phone-number-id = Identifiant du numéro
text-field-phone-number-id-help = Un long nombre de la console de Meta. Ce n’est pas le numéro de téléphone.
text-field-business-account = Identifiant du compte WhatsApp Business
text-field-business-account-help = De la même console. Il nous permet de voir si la phrase neutre est acceptée.
text-field-app-secret = Secret de l’appli
text-field-app-secret-help = Il nous dit qu’un appel vient de Meta.
text-field-verify-token = Mot pour le premier appel
text-field-verify-token-help = Choisissez-en un long, et écrivez le même dans la console de Meta.
text-field-template = Nom de la phrase neutre
text-field-template-help = Le modèle que Meta a accepté. Il part quand plus de 24 heures ont passé.
text-field-language-en = Sa version anglaise
text-field-language-en-help = La langue comme Meta l’écrit, par exemple en ou en_US. Vide : en.
text-field-language-fr = Sa version française
text-field-language-fr-help = La langue comme Meta l’écrit, par exemple fr ou fr_CA. Vide : fr.
text-field-polls = Nous demandons les textos nous-mêmes
text-field-polls-help = Cochez si Telegram ne peut pas joindre ce serveur de l’extérieur. Sinon, nous disons nous-mêmes à Telegram où les apporter.
# Réglages.
text-setting-gather-minutes = Minutes pendant lesquelles on rassemble ce qui est dit, pour qui reçoit quelques mots ensemble
text-setting-gather-minutes-in-meeting = De même, pendant une rencontre
text-setting-gather-minutes-in-meeting-help = Quand il se dit beaucoup de choses, elles viennent ensemble à tout le monde. Aucun téléphone ne sonne ainsi sans fin.
text-setting-longest-parts = Le plus de parties de 160 lettres pour un texto
text-setting-longest-parts-help = Vous payez chaque partie. Ce qui n’y tient pas se demande avec OUVRIR.
text-setting-parts-a-day = Le plus de parties qui vont à un téléphone en un jour
text-setting-parts-a-day-of-group = Le plus de parties qui vont à tout le groupe en un jour
text-setting-simple-letters = Écrire certaines lettres plus simplement, là où un texto coûte alors moitié moins
text-setting-countries = Pays où vont des textos
text-setting-countries-help = Deux lettres pour chacun, avec des espaces, comme CA US. Moins il y en a, mieux c’est : quelqu’un pourrait vous faire payer des textos vers des lieux lointains.
text-setting-entries-per-page = Messages par page
text-setting-longest-entry = Le plus long message, en caractères
text-setting-edit-minutes = Minutes pendant lesquelles on peut modifier ce que l’on a écrit
