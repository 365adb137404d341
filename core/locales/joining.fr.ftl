# D’une invitation à une place : refus, consentements, pseudonyme.
joining-code-refused = Ce code n’ouvre rien pour l’instant.
joining-journey-lost = Trop de temps a passé, et vos réponses ne sont plus là. Entrez de nouveau votre code. Il marche encore.
joining-shown-changed = Ce texte a changé depuis que vous avez ouvert la page. Veuillez le relire.
joining-answer-needed = Choisissez une réponse.
joining-promise-needed = Pour entrer, tout le monde fait ces promesses. Vous pouvez aussi parler d’abord à l’équipe.
joining-interest-needed = Dites comment la personne vous a dit vouloir venir.
joining-hour-full = Plusieurs personnes viennent d’entrer. Essayez encore dans une heure. Votre invitation reste valable.
joining-group-full = Ce groupe n’a pas de place libre pour l’instant.
joining-intake-closed = Ce groupe n’accueille personne pour l’instant.
joining-not-this-group = Cette personne ne peut pas recevoir d’invitation à ce groupe. Veuillez en choisir un autre.
joining-wrong-word = Ce n’est pas le mot convenu avec l’équipe. Essayez encore, ou appelez l’équipe.
joining-alias-length = Un nom a de 2 à 30 signes.
joining-alias-signs = Utilisez les lettres d’un seul alphabet. Les chiffres, les espaces et les traits d’union vont aussi.
joining-alias-taken = Ce nom ressemble trop à un nom déjà pris ici. Ajoutez un mot, ou changez-en.
joining-alias-reserved = Ce nom est gardé pour l’équipe ou pour cet endroit. Veuillez en choisir un autre.
joining-alias-sure = Cela ressemble à un vrai nom, à une adresse ou à un numéro. On pourrait vous y reconnaître.
joining-alias-given = Ici, chaque personne reçoit un numéro comme nom.
joining-answer-long = Une réponse est trop longue. Le maximum est de 2 000 signes.
joining-criterion-needed = Dites oui ou non pour chaque critère.
joining-second-needed = Une autre personne doit être d’accord avec cette décision.
joining-decided = C’est déjà décidé.
joining-alias-number = Numéro { $number }
joining-label-what = Quoi
joining-label-why = Pourquoi
joining-label-who = Qui peut le lire
joining-label-how-long = Combien de temps
joining-label-protected = Comment c’est protégé
joining-label-cannot = Ce qu’on ne peut empêcher
joining-purpose-keep-words = Nous gardons ce que vous écrivez
joining-keep-words-question = Pouvons-nous garder ce que vous écrivez ici ?
joining-keep-words-what = Les mots que vous envoyez, sous votre pseudonyme.
joining-keep-words-why = Pour que les autres lisent et répondent à leur rythme.
joining-keep-words-who = Les autres ici, et les personnes qui s’en occupent : { $names }. La personne qui gère l’ordinateur ne le peut pas. Aucune entreprise ne le reçoit.
joining-keep-words-days = { $days ->
    [one] Un jour. Ensuite, c’est effacé. Vous pouvez retirer vos mots plus tôt.
   *[other] { $days } jours. Ensuite, c’est effacé. Vous pouvez retirer vos mots plus tôt.
}
joining-keep-words-fleeting = Jusqu’à ce que tout le monde soit parti, ou que l’ordinateur redémarre. Ce n’est jamais noté.
joining-keep-words-protected = Gardé avec une clé qui est rangée ailleurs. Une personne qui vole l’ordinateur ne peut pas le lire.
joining-keep-words-protected-fleeting = C’est seulement dans la mémoire de l’ordinateur, jamais sur son disque.
joining-keep-words-cannot = Une personne pourrait prendre une photo d’écran.
joining-keep-words-refused = Vous pouvez lire et parler à l’équipe. Vous ne pouvez pas écrire aux autres.
