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
