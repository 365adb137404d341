"""The part `chat` of run.py: rooms of 10, 50 and 200, closed and paced, kept and not kept, and 1,000 people in 100 rooms. A delivery is
one message read by one member. Peers that run already are measured by the same hand: CHAT_PEERS="LABEL HOST:PORT PATH PID; ..." names
servers (label `…-archive`: with its archive on) that speak XMPP over WebSocket, let anybody in (SASL ANONYMOUS) and have a MUC at conference.localhost."""
import json, os, random, shutil, subprocess, tempfile

SIZES = {10: (6000, 100), 50: (8000, 40), 200: (3000, 10)}  # messages in the closed loop; messages a second where it is paced


def load(target, **how):
    words = [word for name, value in how.items() for word in ("--" + name.replace("_", "-"), str(value))]
    said = subprocess.run([os.path.join(target, "examples/chat_load"), *words], capture_output=True, text=True, timeout=180)
    if said.returncode:
        raise SystemExit(said.stderr)
    return json.loads(said.stdout)


def tell(row, who, name, said):
    row(who=who, work=name, load=round(os.getloadavg()[0], 2), **{key: value for key, value in said.items() if key not in ("label", "mode")})


def run(row, target, runs, seconds):
    for kept in ("not-kept", "judged", "kept"):
        folder = tempfile.mkdtemp(prefix="load-", dir=os.path.dirname(target))
        shelter = subprocess.Popen([os.path.join(target, "examples/chat_shelter"), folder, kept, *map(str, SIZES), "10x100"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            told = json.loads(shelter.stdout.readline())
            rooms = os.path.join(folder, "rooms.json")
            with open(rooms, "w") as file:
                json.dump(told, file)
            here = dict(proto="hearth", addr="127.0.0.1:" + told["base"].rsplit(":", 1)[1], rooms=rooms, pids=told["pid"], secs=seconds)
            for _ in range(runs):
                for members, (messages, rate) in SIZES.items():
                    # With every rule active the most that goes through is what is asked for.
                    for mode in ("closed",) if kept == "judged" else ("closed", "paced"):
                        tell(row, "hearth", f"{mode}, {members} members, {kept}", load(target, members=members, mode=mode, rate=rate, messages=messages, **here))
            if kept != "judged":
                tell(row, "hearth", f"1000 people in 100 rooms, {kept}", load(target, members=10, mode="paced", rate=2, most_rooms=100, **here))
        finally:
            shelter.stdin.close()
            shelter.wait(20)
            shutil.rmtree(folder, ignore_errors=True)
    peers(row, target, runs, seconds)


def peers(row, target, runs, seconds):
    for label, address, path, pid in (it.split() for it in os.environ.get("CHAT_PEERS", "").split(";") if it.strip()):
        for _ in range(runs):
            for members, (_, rate) in SIZES.items():
                for mode in ("closed", "paced"):
                    room = f"r{random.randrange(10 ** 9)}"
                    said = load(target, proto="xmpp", addr=address, path=path, rooms=room, pids=pid, members=members, mode=mode, rate=rate, messages=3000 if members < 200 else 750, secs=seconds)
                    tell(row, label, f"{mode}, {members} members", said)
