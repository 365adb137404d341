# La liste des sujets.
forum-tab = Sujets
forum-topics = Sujets
forum-write = Écrire
forum-help-quicker = L’aide vient plus vite
forum-through-staff = par l’équipe
forum-or = ou par
forum-services = les services près de vous
forum-since = Depuis votre dernière visite
forum-earlier = Avant
forum-empty = Pas encore de sujets. Ce que les gens écrivent ici se trouvera sur cette page. Vous pouvez commencer.
forum-new = nouveau
forum-new-count = { $count ->
    [one] { $count } nouveau
   *[other] { $count } nouveaux
}
forum-replies = { $count ->
    [0] pas encore de réponse
    [one] { $count } réponse
   *[other] { $count } réponses
}
forum-waiting = En attente
forum-pinned = Gardé en haut
forum-closed = Fermé
forum-note = Note : { $note }
forum-title-before = Un sujet d’avant votre arrivée
forum-title-gone = Un sujet dont les premiers mots ont été retirés
forum-more-topics = Sujets plus anciens
forum-first-page = Sujets les plus récents
forum-find = Chercher un mot dans ces sujets
forum-look = Chercher
forum-found = Ce qui a été trouvé
forum-nothing-found = Rien n’a été trouvé. Essayez un autre mot, ou une partie d’un mot.
forum-live-news = Il y a du nouveau ici. Ouvrez encore la page pour le voir.
# Un sujet.
forum-earlier-messages = Messages d’avant
forum-later-messages = Messages d’après
forum-you = (vous)
forum-staff = Équipe
forum-edited = modifié
forum-hidden = Masqué
forum-hidden-now = L’équipe a masqué ceci pour le moment.
forum-removed = L’équipe a retiré ces mots.
forum-taken-out = La personne qui a écrit ces mots les a retirés.
forum-content-note = Note de contenu : { $note }
forum-show-words = Montrer les mots
forum-only-you = Vous et l’équipe seulement pouvez voir ceci.
forum-only-author = Seules la personne qui a écrit et l’équipe peuvent voir ceci.
forum-usually = Cela prend d’habitude moins de 4 heures, aux heures où l’équipe lit.
forum-proposal = L’équipe propose d’envoyer plutôt ceci
forum-proposal-yes = L’envoyer ainsi
forum-proposal-no = Garder le mien pour moi
forum-change-it = Modifier
forum-take-out = Retirer
forum-report = Signaler à l’équipe
forum-write-to = Écrire à { $name }
forum-reply = Répondre
forum-back-to-topics = Revenir aux sujets
forum-back-to-topic = Revenir au sujet
forum-close-topic = Fermer ce sujet
forum-open-topic = Ouvrir encore ce sujet
forum-pin = Le garder en haut
forum-unpin = Ne pas le garder en haut
# Écrire.
forum-new-topic = Un nouveau sujet
forum-your-reply = Votre réponse
forum-change = Modifier vos mots
forum-title = Titre
forum-title-help = Quelques mots qui disent de quoi il s’agit.
forum-words = Ce que vous voulez dire
forum-who-reads = Les autres ici et l’équipe peuvent le lire pendant { $long }.
forum-note-label = Note de contenu, si vous voulez
forum-note-help = Ce que l’on peut vouloir savoir avant de lire. Un ou deux mots, comme : enfants.
forum-card = Fiche de ressource
forum-no-card = Aucune
forum-nudge = Avant d’envoyer : ces mots peuvent montrer qui ou où vous êtes
forum-nudge-colon =  :
forum-nudge-out = Retirer
forum-nudge-all-out = Tout retirer et envoyer
forum-nudge-as-is = Envoyer tel quel
forum-send = Envoyer
forum-do-not-send = Ne pas envoyer
forum-words-wait = Si vous quittez cette page, vos mots attendent ici un jour. Puis ils sont effacés.
forum-title-needed = Un nouveau sujet a besoin d’un titre. Vos mots sont gardés. Ajoutez quelques mots en haut.
forum-title-too-long = Ce titre est trop long. Vos mots sont gardés. Utilisez 120 caractères ou moins.
forum-note-too-long = Cette note est trop longue. Vos mots sont gardés. Utilisez 80 caractères ou moins.
forum-topic-closed = L’équipe a fermé ce sujet. Vous pouvez le lire. Pour continuer, commencez-en un nouveau.
# Signaler.
forum-reported = L’équipe va regarder
forum-reported-next = Merci. Personne d’autre ne sait que vous avez demandé.
forum-reported-talk = Vous pouvez aussi écrire vous-même à l’équipe
# Retirer.
forum-out-question = Retirer ces mots ?
forum-out-what = Ils sont effacés tout de suite, pour vous aussi. Les autres voient seulement qu’il y avait quelque chose. Les réponses des autres restent.
forum-out-yes = Les retirer
forum-out-no = Les garder
# L’équipe.
forum-staff-acts = Ce que l’équipe peut faire
forum-act-release = Laisser passer
forum-act-unhide = Montrer de nouveau
forum-act-hide = Masquer
forum-act-hold = Retenir
forum-act-remove = Retirer les mots
forum-act-remove-help = Des mots masqués peuvent revenir. Des mots retirés sont effacés. La raison reste au registre, sans les mots.
forum-act-why = Pourquoi
forum-act-undo = Annuler ce que je viens de faire
# Réglages.
forum-setting-edit-minutes = Minutes pendant lesquelles on peut modifier ce que l’on a écrit
forum-setting-topics-per-page = Sujets par page
forum-setting-entries-per-page = Messages par page d’un sujet
forum-setting-longest-entry = Le plus long message, en caractères
# Ce que l’on accepte dans un forum.
forum-clause-screenshots = Je ne prends pas de photo de cet écran, et je ne le filme pas.
forum-clause-saving = Je ne garde ni ne copie ce que les autres écrivent ici, ni comment les joindre.
forum-clause-forwarding = Je ne transmets à personne ce que les autres écrivent ici.
forum-clause-others-in-the-room = Je lis et j’écris là où personne ne peut regarder par-dessus mon épaule.
forum-clause-accounts = J’utilise seulement ma propre entrée, et je ne laisse personne d’autre l’utiliser.
# Avant les premiers mots.
forum-briefing-alone = Lisez et écrivez quand il n’y a personne d’autre devant votre écran.
forum-briefing-details = Laissez de côté les noms, les lieux et les heures qui montrent qui ou où vous êtes.
forum-briefing-answers = Les réponses peuvent prendre des heures ou des jours. Pour de l’aide maintenant, voyez les numéros sous les services.
# Ce que cela veut dire pour les gens, pour l’équipe qui choisit.
forum-consider-connection = On répond des heures ou des jours plus tard. Certaines personnes trouvent cela démodé.
forum-consider-anonymity = Élevé. Un alias suffit.
forum-consider-devices = N’importe quel navigateur, au moment que chaque personne choisit. Il faut penser à revenir.
forum-consider-access = Très peu de données. Bon pour les horaires variables, les régions et les personnes qui lisent lentement.
forum-consider-confidentiality = Gardé le nombre de jours que vous choisissez, puis effacé. L’équipe lit d’abord les premiers messages.

# Pour l’équipe, qui choisit une façon de se retrouver.
forum-name = Forum
forum-about = À toute heure, par sujets
forum-connect = Ouvrez l’adresse dans un navigateur. Lisez et écrivez sous Sujets, quand cela vous convient.
forum-act-topic-closed = Un sujet a été fermé
forum-act-topic-opened = Un sujet a été rouvert
forum-act-topic-pinned = Un sujet a été mis en haut
forum-act-topic-unpinned = Un sujet n’est plus en haut
