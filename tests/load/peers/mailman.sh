#!/usr/bin/env bash
# A mailing list to measure beside: Mailman 3's core (Debian package mailman3) with SQLite, as it is installed, without its pages and
# archives. Needs root, and runs it as the user `list`.
#   mailman.sh start DIR LMTP SINK MODE MEMBERS...   a list of each size (list200@lists.example), which sends to port SINK; prints PID=
#                                                    once it takes letters at port LMTP. MODE: bulk, or personal (a letter for each)
#   mailman.sh stop DIR
set -euo pipefail
command=$1 dir=$2
as() { setpriv --reuid=list --regid=list --clear-groups env HOME="$dir" PYTHONPATH="$dir" /usr/lib/mailman3/bin/mailman -C "$dir/mailman.cfg" "$@"; }
if [ "$command" = stop ]; then
  # What it prints goes to a file: its runners keep a pipe open.
  master=$(cat "$dir/var/master.pid")
  as stop >"$dir/stopped" 2>&1 </dev/null || true
  for _ in $(seq 300); do kill -0 "$master" 2>/dev/null || exit 0; sleep 0.1; done
  echo "Mailman ($master) does not end" >&2
  exit 1
fi
lmtp=$3 sink=$4 mode=$5
shift 5
mkdir -p "$dir/var" "$dir/etc"
dir=$(realpath "$dir")
cat >"$dir/mailman.cfg" <<CFG
[mailman]
site_owner: root@lists.example
layout: here
[paths.here]
var_dir: $dir/var
queue_dir: \$var_dir/queue
bin_dir: /usr/lib/mailman3/bin
list_data_dir: \$var_dir/lists
log_dir: \$var_dir/log
lock_dir: \$var_dir/locks
data_dir: \$var_dir/data
cache_dir: \$var_dir/cache
etc_dir: $dir/etc
ext_dir: \$var_dir/ext
messages_dir: \$var_dir/messages
archive_dir: \$var_dir/archives
template_dir: \$var_dir/templates
pid_file: \$var_dir/master.pid
lock_file: \$lock_dir/master.lck
[database]
class: mailman.database.sqlite.SQLiteDatabase
url: sqlite:///$dir/var/data/mailman.db
[webservice]
hostname: 127.0.0.1
port: $((lmtp + 1))
[mta]
incoming: mailman.mta.null.NullMTA
outgoing: mailman.mta.deliver.deliver
smtp_host: 127.0.0.1
smtp_port: $sink
lmtp_host: 127.0.0.1
lmtp_port: $lmtp
[archiver.mail_archive]
enable: no
[archiver.prototype]
enable: no
[dmarc]
resolver_timeout: 1s
CFG
cat >"$dir/fill.py" <<'PY'
# Makes the lists without a word to anybody: letters of welcome would be measured as well.
from mailman.app.lifecycle import create_list
from mailman.config import config
from mailman.interfaces.domain import IDomainManager
from mailman.interfaces.mailinglist import Personalization
from mailman.interfaces.member import MemberRole
from mailman.interfaces.usermanager import IUserManager
from zope.component import getUtility
import os


def fill():
    getUtility(IDomainManager).add('lists.example')
    for size in map(int, os.environ['SIZES'].split()):
        made = create_list(f'list{size}@lists.example', ['owner@lists.example'])
        made.send_welcome_message = False
        made.personalize = Personalization.individual if os.environ['MODE'] == 'personal' else Personalization.none
        for number in range(size):
            person = getUtility(IUserManager).get_address(f'm{number}@members.example') or getUtility(IUserManager).create_address(f'm{number}@members.example')
            made.subscribe(person, MemberRole.member, send_welcome_message=False)
            made.members.get_member(f'm{number}@members.example').moderation_action = None
    config.db.commit()
PY
chown -R list: "$dir"
chmod a+x "$(dirname "$dir")"
MODE=$mode SIZES="$*" as shell --run "fill" >"$dir/filled" 2>&1 </dev/null || { cat "$dir/filled" >&2; exit 1; }
as start >"$dir/started" 2>&1 </dev/null || { cat "$dir/started" >&2; exit 1; }
for _ in $(seq 300); do
  if (exec 3<>"/dev/tcp/127.0.0.1/$lmtp") 2>/dev/null; then echo "PID=$(cat "$dir/var/master.pid")"; exit; fi
  sleep 0.1
done
cat "$dir/started" "$dir"/var/log/* >&2
exit 1
