# La salle.
video-tab = Se voir
video-room = Rencontre avec son et caméra
video-people = Les personnes ici
video-controls = Votre son et votre image
video-begin = Votre micro et votre caméra sont fermés. C’est vous qui choisissez. Vous pouvez aussi seulement écouter.
video-you = (vous)
video-staff = Équipe
video-someone = Une personne
video-muted = micro fermé
video-open = micro ouvert
video-talks = parle
video-is-away = à l’écart
video-microphone-on = Micro ouvert
video-microphone-off = Micro fermé
video-camera-on = Caméra ouverte
video-camera-off = Caméra fermée
video-step-away = S’éloigner
video-come-back = Revenir
video-switch-off-microphone = Fermer le micro
video-switch-off-camera = Fermer la caméra
video-hear = Entendre les autres
video-to-staff = Un mot privé avec l’équipe
video-needs-script = Le son et la caméra ne marchent pas dans ce navigateur tel qu’il est réglé. Vous pouvez écrire à l’équipe.
# Ce qui arrive.
video-says-over = Votre place ici a pris fin. Un moment.
video-says-cut = La ligne est perdue. Elle revient d’elle-même. Votre micro et votre caméra seront alors fermés.
video-says-elsewhere = Vous avez ouvert cette rencontre sur une autre page. Vous y êtes là-bas. Pour être ici de nouveau, rechargez cette page.
video-says-wrong = La connexion s’est rompue. Elle revient dans une minute.
video-says-none = Il n’y a ni son ni image ici pour le moment. Dites-le à l’équipe, ou appelez-la.
video-says-old = Ce navigateur est trop ancien pour le son et l’image. Essayez-en un plus récent, ou écrivez à l’équipe.
video-says-no-microphone = Nous ne trouvons pas de micro. Vous pouvez écouter. Pour parler, branchez-en un et appuyez de nouveau.
video-says-no-camera = Nous ne trouvons pas de caméra. Vous pouvez participer sans caméra.
video-says-refused-microphone = Votre navigateur ne laisse pas cette page vous entendre. Vous pouvez écouter. Pour parler, permettez le micro près de l’adresse, puis appuyez de nouveau.
video-says-refused-camera = Votre navigateur ne laisse pas cette page utiliser la caméra. Vous pouvez participer sans elle. Pour vous montrer, permettez la caméra près de l’adresse, puis appuyez de nouveau.
video-says-busy-microphone = Un autre programme tient votre micro. Fermez-le, puis appuyez de nouveau. Vous pouvez écouter.
video-says-busy-camera = Un autre programme tient votre caméra. Fermez-le, puis appuyez de nouveau. Vous pouvez participer sans elle.
video-says-unplugged-microphone = Votre micro n’est plus là. On ne vous entend pas. Branchez-le et appuyez de nouveau, ou continuez à écouter.
video-says-unplugged-camera = Votre caméra n’est plus là. Personne ne vous voit. Vous pouvez continuer sans elle.
video-says-quiet-microphone = L’équipe a fermé votre micro. Vous pouvez le rouvrir.
video-says-quiet-camera = L’équipe a fermé votre caméra. Vous pouvez la rouvrir.
video-says-away = Vous êtes à l’écart. Vous n’entendez personne, et personne ne vous entend ni ne vous voit.
video-says-came = @ est ici.
video-says-went = @ n’est plus ici.
# Ce qui est refusé.
video-no-words = On n’écrit pas à tout le monde dans cette rencontre. Vous pouvez écrire à l’équipe.
video-elsewhere = Ceci ne vient pas de notre page. Ouvrez la page de nouveau.
video-no-socket = La connexion n’a pas fonctionné. Ouvrez la page de nouveau.
video-not-ready = Ce lieu démarre. Réessayez dans un moment.
video-no-cameras = Il n’y a pas de caméra dans ce groupe.
video-cameras-full = Il y a déjà autant de caméras ouvertes que ce groupe le permet. Réessayez quand une autre se ferme.
# Réglages.
video-setting-cameras = On peut ouvrir sa propre caméra
video-setting-most-cameras = Combien de caméras peuvent être ouvertes en même temps
# Ce à quoi on s’engage.
video-clause-pictures = Je ne prends pas de photo de cet écran, et je ne filme ni n’enregistre rien.
video-clause-passing-on = Je ne transmets pas ce que les autres disent ou montrent ici.
video-clause-others-in-the-room = Je participe là où personne ne peut entendre ni voir les autres, ou je mets un casque.
video-clause-accounts = J’utilise seulement mon propre accès, et je ne laisse personne d’autre l’utiliser.
# Avant la première rencontre.
video-briefing-alone = Participez là où personne ne peut vous écouter ni voir votre écran.
video-briefing-headphones = Mettez un casque si vous pouvez. Alors personne près de vous n’entend les autres.
video-briefing-camera = Votre caméra reste fermée tant que vous ne l’ouvrez pas. Regardez d’abord ce qui est derrière vous. Une caméra n’est jamais nécessaire.
# Ce que cela veut dire, pour l’équipe qui choisit.
video-consider-connection = On s’entend et on se voit. C’est le plus proche d’une même pièce.
video-consider-anonymity = Plus faible. Une voix ou un visage peut se reconnaître, même avec un pseudonyme.
video-consider-devices = Un téléphone ou un ordinateur avec un micro. Tout navigateur récent.
video-consider-access = Bien pour la langue des signes et pour qui lit peu. Il faut une bonne ligne et plus de données.
video-consider-confidentiality = Rien n’est enregistré ni gardé. Quelqu’un de proche peut entendre ou voir.
video-name = Vidéo et voix
video-about = Des rencontres avec le son et, pour qui le veut, une caméra
video-connect = Ouvrez l’adresse dans un navigateur récent. À l’heure de la rencontre, choisissez Se voir.
