# Mes groupes, mes choix, ce qui est gardé.
own-home-tab = Mes lieux
