#!/usr/bin/env bash
# A media relay to measure beside: Janus's VideoRoom (Debian package janus), in a network namespace of its own, because it leaves
# loopback out. Needs root. Traffic stays within this machine.
#   janus.sh DIR    writes its settings to DIR and runs it until it is told to end; its WebSocket is on 127.0.0.1:8188
set -euo pipefail
mkdir -p "$1"
dir=$(realpath "$1")
if [ "${2:-}" != inside ]; then exec unshare -n bash "$0" "$dir" inside; fi
ip link set lo up
ip link add v0 type veth peer name v1
ip link set v0 up
ip link set v1 up
ip addr add 127.0.1.1/32 dev v0
lib=$(dirname "$(find /usr/lib -path '*/janus/plugins/libjanus_videoroom.so*' | head -n 1)")
lib=$(dirname "$lib")
others=$(cd "$lib/plugins" && ls | grep -v videoroom | grep '\.so$' | paste -sd,)
cat > "$dir/janus.jcfg" <<CFG
general: {
  configs_folder = "$dir"
  plugins_folder = "$lib/plugins"
  transports_folder = "$lib/transports"
  events_folder = "$lib/events"
  loggers_folder = "$lib/loggers"
  debug_level = 2
  session_timeout = 0
}
media: { ipv6 = false }
nat: { ice_lite = true  full_trickle = false  ice_enforce_list = "v0" }
plugins: { disable = "$others" }
transports: { disable = "libjanus_http.so,libjanus_mqtt.so,libjanus_nanomsg.so,libjanus_pfunix.so,libjanus_rabbitmq.so" }
events: { broadcast = false }
loggers: { disable = "libjanus_jsonlog.so" }
CFG
cat > "$dir/janus.transport.websockets.jcfg" <<CFG
general: { json = "plain"  ws = true  ws_port = 8188  ws_ip = "127.0.0.1"  wss = false }
CFG
: > "$dir/janus.plugin.videoroom.jcfg"
exec janus -F "$dir" -C "$dir/janus.jcfg"
