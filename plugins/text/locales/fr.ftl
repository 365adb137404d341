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
