# La salle.
chat-tab = Échanger
chat-room = Échanger
chat-log = Ce qui a été écrit
chat-you = (vous)
chat-staff = Équipe
chat-someone = Une personne partie
chat-more = Plus
chat-lane = Interprète
chat-colon =  :
chat-empty = Rien n’est encore écrit ici. Vous pouvez commencer.
chat-see-new = Voir ce qui est nouveau
chat-read-along = Lire sur une page qui se renouvelle seule
chat-renews = Cette page se renouvelle toutes les 20 secondes. On ne peut rien y écrire, donc rien ne se perd.
chat-go-write = Écrire
chat-write = Écrire à tout le monde ici
chat-send = Envoyer
chat-send-as-is = Envoyer tel quel
chat-kept-days = Gardé { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}, puis effacé.
chat-erased-on = Jamais enregistré. Effacé au plus tard le { $day }.
chat-never-kept = Jamais enregistré. Effacé quand ce lieu ferme.
chat-slow = Un message toutes les { $seconds } secondes.
chat-hide-words = Cacher les mots
chat-away = S’éloigner
chat-return = Revenir
chat-says-over = Votre place ici a pris fin. Un moment.
chat-says-wrong = La connexion s’est rompue. Vos mots sont de nouveau dans la case. Elle revient dans une minute.
chat-says-cut = La ligne est mauvaise. Elle revient d’elle-même. Rien n’est perdu.
chat-says-sending = Envoi…
chat-says-told = L’équipe a votre message.
chat-says-stepped = Vous êtes à l’écart. Rien de nouveau n’arrive avant votre retour.
chat-says-typing = @ écrit…
chat-react-with-you = Avec vous
chat-react-thank-you = Merci
chat-react-me-too = Moi aussi
chat-nudge-all-out = Tout retirer et envoyer
chat-held = L’équipe lit d’abord ce message. Seule l’équipe le voit, et vous.
chat-nudge = Avant d’envoyer : ceci peut montrer qui vous êtes ou où vous êtes
chat-nudge-here = Nous le cherchons ici seulement, et ne le disons à personne. Vous décidez.
# Un mot privé avec l’équipe.
chat-to-staff = Un mot privé avec l’équipe
chat-to-staff-label = Écrire à l’équipe seulement
chat-to-staff-help = Personne d’autre ici ne voit ceci.
chat-to-staff-send = Envoyer à l’équipe
chat-to-staff-all = Tout ce que vous et l’équipe avez écrit
# Un message.
chat-back-to-room = Retour
chat-about-line = À propos de ce message
chat-out = Le retirer
chat-out-what = Ces mots sont effacés tout de suite, pour tout le monde et pour vous.
chat-out-yes = Les retirer
chat-out-no = Les garder
chat-report-what = Que doit regarder l’équipe ?
chat-report-who = Seule l’équipe voit ceci. La personne qui a écrit ne sait pas qui a demandé.
chat-report-words = Ce que vous voulez ajouter
chat-report-words-help = Vous pouvez laisser ceci vide.
chat-report-send = Envoyer à l’équipe
chat-do-not-send = Ne pas envoyer
# L’équipe.
chat-staff-only = Équipe seulement
chat-waits = En attente
chat-nothing-waits = Rien n’attend.
chat-release = Laisser passer
chat-unhide = Montrer de nouveau
chat-hide = Cacher
chat-hold = Retenir
chat-remove = Enlever les mots
chat-remove-help = Les mots cachés peuvent revenir. Les mots enlevés sont effacés. La raison reste au registre, sans les mots.
chat-undo = Annuler ce que je viens de faire
chat-why = Pourquoi
chat-back = Entre membres de l’équipe
chat-back-help = Seule l’équipe d’animation lit ceci. Ce n’est pas la salle.
chat-back-label = Mots pour les autres de l’équipe d’animation
chat-back-sure = Je sais que ceci va à l’équipe et non à la salle
chat-back-send = Envoyer à l’équipe
chat-nudge-one = Un mot privé à une personne
chat-nudge-to = À
chat-nudge-words = Vos mots, pour cette personne seulement
chat-nudge-send = Envoyer à cette personne
chat-card = Ajouter une fiche
chat-card-which = Quelle fiche
chat-card-words = Quelques mots avant la fiche
chat-card-send = Envoyer à tout le monde
chat-slow-mode = Aller plus lentement
chat-slow-seconds = Secondes entre deux messages d’une personne
chat-slow-help = 0 veut dire : pas de limite. Au plus 600.
chat-slow-set = Appliquer
# Ce qui est refusé, et ce qui échoue.
chat-message-too-long = Ce message est trop long. Vos mots sont toujours là. Raccourcissez-le, ou envoyez-le en deux parties.
chat-too-many = Cela fait beaucoup de messages en une minute. Vos mots sont toujours là. Attendez un moment, puis envoyez de nouveau.
chat-elsewhere = Ceci ne vient pas de notre page. Ouvrez la page de nouveau.
chat-no-socket = La connexion n’a pas fonctionné. Ouvrez la page de nouveau.
chat-not-ready = Ce lieu démarre. Réessayez dans un moment.
chat-failed = Quelque chose a échoué de notre côté. Vos mots sont toujours là. Réessayez.
# Réglages.
chat-setting-reactions = On peut répondre à un message par un de trois signes simples, pendant une rencontre
chat-setting-typing = On voit que quelqu’un écrit, pendant une rencontre
chat-setting-longest-message = Le plus long message, en caractères
chat-setting-messages-per-minute = Messages qu’une personne peut envoyer en une minute
# Ce à quoi on s’engage.
chat-clause-screenshots = Je ne prends pas de photo de cet écran et je ne le filme pas.
chat-clause-saving = Je ne garde, ne copie et ne transmets pas ce que les autres écrivent ici.
chat-clause-others-in-the-room = Je lis et j’écris là où personne ne peut voir mon écran.
chat-clause-accounts = J’utilise seulement mon propre accès, et je ne laisse personne d’autre l’utiliser.
# Avant les premiers mots.
chat-briefing-alone = Lisez et écrivez quand personne d’autre ne voit votre écran.
chat-briefing-details = Laissez de côté les noms, les lieux et les heures qui montrent qui vous êtes ou où vous êtes.
chat-briefing-hide = Vous pouvez cacher tous les mots avec une touche, et quitter avec un bouton, à tout moment.
# Ce que cela veut dire, pour l’équipe qui choisit.
chat-consider-connection = Les mots arrivent tout de suite. On se sent proche, et cela peut aller vite.
chat-consider-anonymity = Élevé. Un pseudonyme suffit.
chat-consider-devices = Tout navigateur, même un vieux téléphone sur une ligne lente.
chat-consider-access = Peu de données. Une salle rapide est difficile pour qui lit lentement : vous pouvez la ralentir.
chat-consider-confidentiality = Vous choisissez : les mots ne sont jamais enregistrés, ou gardés quelques jours puis effacés.
chat-name = Clavardage
chat-about = De courts messages dans une salle
chat-connect = Ouvrez l’adresse dans un navigateur. Lisez et écrivez sous Échanger.
