# The self-check: what is looked at, and how it stands.
mail-check-relay = The way out
mail-check-tls = The sealed line
mail-check-spf = Who may send (SPF)
mail-check-dkim = The signature (DKIM)
mail-check-dmarc = What others do with false letters (DMARC)
mail-check-ptr = The name of the sending address (PTR)
mail-check-mx = The way in (MX)
mail-check-round-trip = A letter there and back
mail-check-good = Good
mail-check-warn = Could be better
mail-check-bad = Has to be put right
mail-check-unknown = Not known
# The self-check: the relay, and the line to it.
mail-check-relay-good = The mail server that sends for you is there, and lets you in.
mail-check-relay-unset = No mail server is named that sends for you. Ask the person who looks after your e-mail for its name, a login and a password.
mail-check-relay-unreachable = The mail server that sends for you does not answer. Check its name and port. If they are right, ask the people who run it.
mail-check-relay-refused = The mail server that sends for you does not accept the login or the password. Ask the people who run it for new ones.
mail-check-relay-line = Nothing is sent yet, because the line to the mail server is not sealed. See the sealed line.
mail-check-tls-good = Nobody on the way can read what goes to your mail server.
mail-check-tls-unknown = This can be seen once the mail server answers.
mail-check-tls-not-offered = Your mail server does not offer a sealed line (TLS). Ask the people who run it to turn on STARTTLS, or try port 465.
mail-check-tls-untrusted = Your mail server cannot show that it is the right one. Its certificate is too old, or made out to another name. Check the name that you gave. If it is right, ask the people who run the server.
# The self-check: who may send.
mail-check-spf-good = The record of { $domain } says that your mail server may send.
mail-check-spf-one = There is one record for { $domain }, and it can be read. Whether it names your mail server shows when a test letter comes back.
mail-check-spf-unknown = The records of { $domain } could not be read just now. Try again later.
mail-check-spf-none = No record says who may send for { $domain }. Your letters can end up as spam. Ask the person who looks after the domain to add this TXT record at { $domain }: { $record }
mail-check-spf-none-ask = No record says who may send for { $domain }. Your letters can end up as spam. Ask the people who run your mail server which SPF record it needs. Then ask the person who looks after the domain to add it.
mail-check-spf-several = There is more than one SPF record for { $domain }. Then none of them counts. Ask the person who looks after the domain to put this one in place of all of them: { $record }
mail-check-spf-broken = The SPF record of { $domain } has a mistake, so it does not count. Ask the person who looks after the domain to mend it. This is what is there now: { $found }
mail-check-spf-anybody = The SPF record of { $domain } lets anyone send in your name. Ask the person who looks after the domain to put this one in its place: { $record }
mail-check-spf-missing = The SPF record of { $domain } does not name { $address }, from where your mail server sends. Ask the person who looks after the domain to put this one in its place: { $record }
# The self-check: the signature.
mail-check-dkim-good = The key at { $name } is right.
mail-check-dkim-unset = No key has been made yet. It is made when the domain is set.
mail-check-dkim-unknown = The record at { $name } could not be read just now. Try again later.
mail-check-dkim-none = The key for your signature cannot be found, so others cannot check it. Ask the person who looks after the domain to add this TXT record at { $name }: { $record }
mail-check-dkim-differs = The key at { $name } is not yours, so every letter looks false. Ask the person who looks after the domain to put this TXT record in its place: { $record }
mail-check-dkim-several = There is more than one key at { $name }. Ask the person who looks after the domain to keep only this one: { $record }
# The self-check: what others do with false letters.
mail-check-dmarc-good = Others are asked not to believe false letters in your name.
mail-check-dmarc-unknown = The record at { $name } could not be read just now. Try again later.
mail-check-dmarc-none = Nobody is told what to do with false letters in your name. Some providers then refuse the true ones too. Ask the person who looks after the domain to add this TXT record at { $name }: { $record }
mail-check-dmarc-weak = False letters in your name are let through. First see that the points above are good. Then ask the person who looks after the domain to set this TXT record at { $name }: { $record }
mail-check-dmarc-several = There is more than one DMARC record. Then none of them counts. Ask the person who looks after the domain to keep only this one at { $name }: { $record }
mail-check-dmarc-broken = The DMARC record has a mistake, so it does not count. Ask the person who looks after the domain to set this TXT record at { $name }: { $record }
# The self-check: the name of the sending address.
mail-check-ptr-good = The address { $address } has the name { $name }, which leads back to it.
mail-check-ptr-theirs = Your mail server belongs to other people, who see to this. There is nothing for you to do.
mail-check-ptr-unknown = The name of { $address } could not be read just now. Try again later.
mail-check-ptr-none = The address { $address } has no name, and many refuse letters from such a place. Ask the company that rents out the server to set its reverse name (PTR). The name must lead back to { $address }.
mail-check-ptr-elsewhere = The address { $address } has the name { $name }, which leads somewhere else. Ask the person who looks after that name to let it lead to { $address }. Or ask the company that rents out the server to set another one.
# The self-check: the way in.
mail-check-mx-good = Letters to { $domain } come to { $host }.
mail-check-mx-implied = Letters to { $domain } arrive, but no record says where they go. Ask the person who looks after the domain to add this MX record at { $domain }: { $record }
mail-check-mx-unknown = Where letters to { $domain } go could not be read just now. Try again later.
mail-check-mx-none = Letters to { $domain } do not arrive. Ask the person who looks after the domain to add this MX record at { $domain }: { $record }
mail-check-mx-nowhere = The name { $host } leads to no address, so letters cannot get there. Ask the person who looks after it to let it lead to your server.
mail-check-mx-elsewhere = Letters to { $domain } go to { $found }, and not to { $host }. Is { $domain } used for other e-mail? Then choose another domain for the list. If not, ask the person who looks after it to have only this MX record: { $record }
mail-check-mx-later = Letters to { $domain } go to { $found } first, and some never come here. Ask the person who looks after the domain to put this MX record first: { $record }
mail-check-mx-mailbox-good = Letters to { $domain } go to { $found }. Whether that fills your mailbox shows when a test letter comes back.
mail-check-mx-mailbox-none = Letters to { $domain } do not arrive. Ask the people who run your mailbox which MX record it needs. Then ask the person who looks after the domain to add it.
# The self-check: a letter there and back.
mail-check-round-trip-none = No test letter has been sent yet.
mail-check-round-trip-waiting = A test letter is on its way. It can take a few minutes.
mail-check-round-trip-good = A test letter went out, was signed, and came back.
mail-check-round-trip-unsigned = A test letter came back, but its signature could not be checked. See the signature.
mail-check-round-trip-lost = A test letter went out and did not come back. See the way in, and look in the spam folder of the mailbox.
mail-check-round-trip-not-sent = A test letter could not be sent. See the way out.
