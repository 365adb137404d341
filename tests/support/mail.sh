#!/usr/bin/env bash
# A world of mail for one test: mail.sh inside DIR COMMAND... runs a command in a network of its own, in which there are
#
#   mx.mail.example    203.0.113.25   the provider of amina, bea and camille (password: secret): Postfix (25; 587 and 465 to send),
#                                     Dovecot (IMAP 143 and 993), OpenDKIM signs and checks, OpenDMARC refuses what fails
#   mx.list.example    198.51.100.10  the shelter itself, which is whatever the command runs. It takes letters to list.example (25)
#   relay.list.example 198.51.100.25  the shelter's relay: Postfix (587 and 465; hearth, secret). It also takes letters to front.example
#                                     (25), and hands them on to the shelter by LMTP (port 24)
#   box.example                       letters to it lie in the mailbox `box` at the provider
#   elsewhere.example  203.0.113.66   somebody who sends in other people's names
#
# and names that lead to them: dnsmasq at 127.0.0.1:53, which every program in here asks. DIR/authority.pem vouches for the relay and
# the provider. mail.sh publish DIR NAME TEXT, from in there, sets the text record of a name. When the command ends, so does everything
# else. It needs root, and nothing in here reaches the machine's own network.
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin
provider=203.0.113.25 shelter=198.51.100.10 relay=198.51.100.25 stranger=203.0.113.66

missing() {
  [ "$(id -u)" = 0 ] || { echo 'only root can make a network'; return; }
  local it
  for it in unshare:util-linux ip:iproute2 dnsmasq:dnsmasq-base postfix:postfix dovecot:dovecot-core opendkim:opendkim opendkim-genkey:opendkim-tools opendmarc:opendmarc swaks:swaks openssl:openssl; do
    command -v "${it%:*}" >/dev/null 2>&1 || { echo "${it%:*} is not installed (Debian package ${it#*:})"; return; }
  done
  perl -MNet::SSLeay -e 1 2>/dev/null || { echo 'swaks cannot seal a line (Debian package libnet-ssleay-perl)'; return; }
  for it in imap lmtp; do [ -x "/usr/lib/dovecot/$it" ] || { echo "Dovecot has no $it (Debian package dovecot-${it}d)"; return; }; done
  unshare --net --mount --pid --fork true 2>/dev/null || echo 'networks of their own are not allowed here'
}

within() { local n; for n in $(seq 200); do "$@" >/dev/null 2>&1 && return 0; sleep 0.05; done; echo "this never came true: $*" >&2; return 1; }
listens() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; }

names() { # starts the name server anew
  if [ -f "$dir/dns.pid" ]; then
    local old; old=$(cat "$dir/dns.pid")
    kill "$old" 2>/dev/null || true
    within eval "! kill -0 $old"
    rm -f "$dir/dns.pid"
  fi
  dnsmasq --conf-file="$dir/dns.conf" --no-resolv --no-hosts --local=/#/ --port=53 --listen-address=127.0.0.1 --bind-interfaces --user=root --pid-file="$dir/dns.pid" --log-facility="$dir/dns.log"
  within listens 127.0.0.1 53
}

text() { # NAME TEXT: in pieces, as a zone has them
  printf 'txt-record=%s,%s\n' "$1" "$(fold -w 250 <<<"$2" | sed 's/.*/"&"/' | paste -sd,)"
}

write_names() {
  cat <<CONF
host-record=mx.mail.example,$provider
host-record=mx.list.example,$shelter
host-record=relay.list.example,$relay
host-record=elsewhere.example,$stranger
mx-host=mail.example,mx.mail.example,10
mx-host=box.example,mx.mail.example,10
mx-host=list.example,mx.list.example,10
mx-host=front.example,relay.list.example,10
txt-record=mail.example,"v=spf1 ip4:$provider -all"
txt-record=list.example,"v=spf1 ip4:$relay -all"
txt-record=box.example,"v=spf1 ip4:$relay -all"
txt-record=front.example,"v=spf1 ip4:$relay -all"
txt-record=_dmarc.mail.example,"v=DMARC1; p=reject; adkim=s; aspf=s"
txt-record=_dmarc.list.example,"v=DMARC1; p=reject"
ptr-record=25.113.0.203.in-addr.arpa,mx.mail.example
ptr-record=10.100.51.198.in-addr.arpa,mx.list.example
ptr-record=25.100.51.198.in-addr.arpa,relay.list.example
CONF
}

certificates() ( # away from where the command runs
  cd "$dir/tls"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout authority.key -out "$dir/authority.pem" -subj '/CN=Authority of a test' -days 30 \
    -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign'
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key.pem -out request.pem -subj '/CN=relay.list.example'
  openssl x509 -req -in request.pem -CA "$dir/authority.pem" -CAkey authority.key -CAcreateserial -days 30 -out certificate.pem \
    -extfile <(echo 'subjectAltName=DNS:relay.list.example,DNS:mx.mail.example')
)

signing() {
  opendkim-genkey -b 2048 -s s1 -d mail.example -D "$dir/dkim"
  chown -R opendkim: "$dir/dkim"
  text s1._domainkey.mail.example "v=DKIM1; k=rsa; $(tr -d '\n\t" ' <"$dir/dkim/s1.txt" | grep -o 'p=[^)]*')" >>"$dir/dns.conf"
  cat >"$dir/opendkim.conf" <<CONF
Domain mail.example
Selector s1
KeyFile $dir/dkim/s1.private
Socket inet:8891@127.0.0.1
Mode sv
UserID opendkim
PidFile $dir/opendkim.pid
Syslog no
AuthservID mx.mail.example
AlwaysAddARHeader yes
RequireSafeKeys no
Nameservers 127.0.0.1
InternalHosts 192.0.2.1
Canonicalization relaxed/relaxed
CONF
  cat >"$dir/opendmarc.conf" <<CONF
AuthservID mx.mail.example
TrustedAuthservIDs mx.mail.example
Socket inet:8893@127.0.0.1
PidFile $dir/opendmarc.pid
RejectFailures true
SPFSelfValidate true
Syslog false
CONF
}

mailboxes() {
  cat >"$dir/dovecot.conf" <<CONF
base_dir = $dir/run/dovecot
log_path = $dir/dovecot.log
protocols = imap lmtp
listen = $provider
ssl = yes
ssl_cert = <$dir/tls/certificate.pem
ssl_key = <$dir/tls/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
first_valid_uid = 1
mail_location = maildir:$dir/mail/%n
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=mail gid=mail home=$dir/mail/%n allow_all_users=yes
}
service lmtp {
  unix_listener $dir/run/lmtp {
    mode = 0666
  }
}
service auth {
  unix_listener $dir/run/auth {
    mode = 0666
  }
}
CONF
}

# Everybody in here has this machine's own addresses, so that trust is given to an address that nobody has: 192.0.2.1.
post() { # NAME HOST ADDRESS SETTINGS...: a Postfix of its own
  local name=$1 host=$2 address=$3 at=$dir/$1
  shift 3
  mkdir -p "$at/conf" "$at/queue" "$at/data"
  chown postfix: "$at/data"
  cp /usr/share/postfix/master.cf.dist "$at/conf/master.cf"
  : >"$at/conf/main.cf"
  postconf -c "$at/conf" -e compatibility_level=3.6 "queue_directory=$at/queue" "data_directory=$at/data" "maillog_file=$at/log" "maillog_file_prefixes=$dir" \
    "myhostname=$host" mydestination= inet_protocols=ipv4 "inet_interfaces=$address" "smtp_bind_address=$address" mynetworks=192.0.2.1/32 alias_maps= \
    smtpd_sasl_type=dovecot "smtpd_sasl_path=$dir/run/auth" "smtpd_tls_cert_file=$dir/tls/certificate.pem" "smtpd_tls_key_file=$dir/tls/key.pem" \
    smtpd_tls_security_level=may smtp_tls_security_level=may smtp_host_lookup=dns recipient_delimiter=+ smtpd_error_sleep_time=0 message_size_limit=4194304 \
    smtpd_relay_restrictions=permit_sasl_authenticated,reject_unauth_destination minimal_backoff_time=1s maximal_backoff_time=2s queue_run_delay=1s "$@"
  postconf -c "$at/conf" -F '*/*/chroot=n'
  postconf -c "$at/conf" -M 'submission/inet=submission inet n - n - - smtpd -o smtpd_sasl_auth_enable=yes -o smtpd_tls_security_level=encrypt -o smtpd_client_restrictions=permit_sasl_authenticated,reject' \
    'submissions/inet=465 inet n - n - - smtpd -o smtpd_sasl_auth_enable=yes -o smtpd_tls_wrappermode=yes -o smtpd_client_restrictions=permit_sasl_authenticated,reject' \
    'lmtp/unix=lmtp unix - - n - - lmtp flags=O' 'postlog/unix-dgram=postlog unix-dgram n - n - 1 postlogd'
  postfix -c "$at/conf" start >"$at/start" 2>&1 || { cat "$at/start" >&2; return 1; }
}

world() {
  ip link set lo up
  local address
  for address in $provider $shelter $relay $stranger; do ip addr add "$address/32" dev lo; done
  mkdir -p "$dir"/{tls,dkim,run,mail}
  # Each server is somebody else than root, and has to pass through.
  chmod 755 "$dir"
  chown mail: "$dir/mail"
  echo 'nameserver 127.0.0.1' >"$dir/resolv.conf"
  printf '127.0.0.1 localhost\n::1 localhost\n' >"$dir/hosts"
  mount --bind "$dir/resolv.conf" /etc/resolv.conf
  mount --bind "$dir/hosts" /etc/hosts
  write_names >"$dir/dns.conf"
  signing 2>"$dir/said"
  names
  certificates 2>>"$dir/said"
  opendkim -x "$dir/opendkim.conf"
  opendmarc -c "$dir/opendmarc.conf" -u opendmarc -P "$dir/opendmarc.pid"
  mailboxes
  dovecot -c "$dir/dovecot.conf"
  within listens 127.0.0.1 8891
  within listens 127.0.0.1 8893
  post provider mx.mail.example $provider 'virtual_mailbox_domains=mail.example' 'virtual_alias_domains=box.example' "virtual_transport=lmtp:unix:$dir/run/lmtp" \
    'virtual_mailbox_maps=inline:{amina@mail.example=x,bea@mail.example=x,camille@mail.example=x,box@mail.example=x}' 'virtual_alias_maps=inline:{@box.example=box@mail.example}' \
    smtpd_milters=inet:127.0.0.1:8891,inet:127.0.0.1:8893 milter_default_action=tempfail
  post relay relay.list.example $relay 'relay_domains=front.example' "transport_maps=inline:{front.example=lmtp:inet:[$shelter]:24}"
  for address in "$provider 25" "$provider 587" "$provider 993" "$relay 25" "$relay 587"; do within listens $address; done
}

case ${1:-} in
  missing) missing ;;
  inside)
    dir=$(mkdir -p "$2" && cd "$2" && pwd)
    shift 2
    [ -z "$(ls -A "$dir")" ] || { echo "$dir is not empty" >&2; exit 1; }
    # The first program of the little world is this one again; with it, everything in there ends.
    exec unshare --net --mount --pid --fork --kill-child=KILL --mount-proc bash "$0" first "$dir" "$@"
    ;;
  first)
    dir=$2
    shift 2
    world </dev/null
    status=0
    "$@" || status=$?
    exit "$status"
    ;;
  publish)
    dir=$2
    # Whatever stood there goes.
    grep -v "^txt-record=$3," "$dir/dns.conf" >"$dir/dns.next" || true
    text "$3" "$4" >>"$dir/dns.next"
    mv "$dir/dns.next" "$dir/dns.conf"
    names
    ;;
  *) sed -n '2,15s/^# \{0,1\}//p' "$0" >&2; exit 64 ;;
esac
