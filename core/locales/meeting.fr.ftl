# Les rencontres : ce qu’on dit quand quelque chose ne marche pas.
meeting-not-planned = Cette rencontre n’est plus ici.
meeting-wrong-plan = Vérifiez le jour, l’heure et les nombres. La première rencontre doit être à venir.
meeting-nobody-named = Nommez au moins une personne qui mène la rencontre.
meeting-cannot-be-cancelled = Elle a commencé, ou elle est finie. Vous pouvez y mettre fin depuis la rencontre.
meeting-not-now = Cela ne va pas avec ce moment de la rencontre. Regardez la page de nouveau.
meeting-full = Il n’y a pas de place libre en ce moment. Essayez dans quelques minutes, ou parlez à l’équipe.
meeting-not-at-the-door = Cette personne n’est plus là.
meeting-not-yours = Cette page n’est pas ici. L’adresse est peut-être fausse, ou la page n’existe plus.
meeting-prompt-long = C’est trop long pour être lu d’un coup d’œil. Une ou deux phrases suffisent.
# In the room.
meeting-stage = { $stage ->
    [welcome] Accueil
    [agreements] Nos promesses
    [rounds] Tour
   *[close] Au revoir
}
meeting-left = { $minutes ->
    [one] encore une minute
   *[other] encore { $minutes } minutes
}
meeting-last-words = Le temps des derniers mots
meeting-your-turn = C’est votre tour. Vous pouvez passer.
meeting-turn = C’est le tour de { $name }
meeting-someone-came = Quelqu’un est entré
meeting-alone-again = Plus personne près de moi
meeting-leave-room = Sortir de la rencontre
meeting-erased-at = Jamais gardé. Effacé à { $time }.
meeting-translate = Le dire dans cette langue : { $language }
meeting-translate-help = Cela paraît sous le message, pour tout le monde.
meeting-more = Autre chose
