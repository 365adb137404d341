# Ce qui figure sur chaque page.
frontend-page-failed = Cette page ne s’est pas affichée. Tout ce que vous avez écrit est encore là. Essayez de nouveau.
frontend-skip = Aller à la page
frontend-exit = Quitter
frontend-exit-key = ou appuyez 3 fois sur Maj
frontend-exit-two-more = Encore 2 fois sur Maj pour quitter.
frontend-exit-once-more = Encore une fois sur Maj pour quitter.
frontend-this-place = Ce lieu
frontend-services-near-you = Services près de vous
frontend-device-advice = Conseils pour cet appareil
frontend-what-is-kept = Ce qui est gardé sur vous
frontend-uncover = Montrer la page
frontend-mistakes = Quelque chose est à revoir ici.
frontend-staff-sign-out = Fermer la session
frontend-staff-navigation = Principal
frontend-staff-waiting = en attente
