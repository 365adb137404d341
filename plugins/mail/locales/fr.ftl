# L’examen : ce qui est regardé, et où on en est.
mail-check-relay = Le chemin pour sortir
mail-check-tls = La ligne scellée
mail-check-spf = Qui peut envoyer (SPF)
mail-check-dkim = La signature (DKIM)
mail-check-dmarc = Ce que les autres font des fausses lettres (DMARC)
mail-check-ptr = Le nom de l’adresse d’envoi (PTR)
mail-check-mx = Le chemin pour entrer (MX)
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
# L’examen : une lettre aller et retour.
mail-check-round-trip-none = Aucune lettre d’essai n’est encore partie.
mail-check-round-trip-waiting = Une lettre d’essai est en route. Cela peut prendre quelques minutes.
mail-check-round-trip-good = Une lettre d’essai est partie, a été signée, et est revenue.
mail-check-round-trip-unsigned = Une lettre d’essai est revenue, mais sa signature n’a pas pu être vérifiée. Voyez la signature.
mail-check-round-trip-lost = Une lettre d’essai est partie et n’est pas revenue. Voyez le chemin pour entrer, et regardez dans les indésirables de la boîte.
mail-check-round-trip-not-sent = Une lettre d’essai n’a pas pu partir. Voyez le chemin pour sortir.
