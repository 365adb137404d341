#!/usr/bin/env bash
# A private PostgreSQL on a free port of this machine: postgres.sh start DIR prints its address, postgres.sh stop DIR ends it.
# Nothing in it is kept, so it syncs nothing: durability is tested elsewhere. Administrators of the machine may not run
# PostgreSQL as root, so root becomes the system's `postgres` for it.
set -euo pipefail
programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$programs" ] || { echo 'PostgreSQL is not installed (Debian package postgresql)' >&2; exit 1; }
as() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"; else "$@"; fi; }
dir=$2

if [ "$1" = stop ]; then
  cd /
  as "$programs/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$dir"
  exit
fi

mkdir -p "$dir"
# The folder above is made by mktemp for its owner alone; the server's own person must be able to pass through it.
chmod a+x "$(dirname "$dir")"
[ "$(id -u)" != 0 ] || chown postgres: "$dir"
cd "$dir"
as "$programs/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$dir/log" 2>&1 || { cat "$dir/log" >&2; exit 1; }
for _ in 1 2 3; do
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])' 2>/dev/null || shuf -i 20000-30000 -n 1)
  settings="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$dir -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 -c max_wal_size=256MB -c max_connections=2000"
  as "$programs/pg_ctl" -D "$dir/data" -l "$dir/server.log" -w -o "$settings" start >/dev/null 2>&1 || continue
  as "$programs/createdb" -h 127.0.0.1 -p "$port" -U postgres app
  echo "postgres://postgres@127.0.0.1:$port/app"
  exit
done
cat "$dir/server.log" >&2
exit 1
