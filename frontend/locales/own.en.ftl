# My groups, my choices, what is kept.
own-home-tab = My places
