#!/usr/bin/env python3
"""texts.py: texts out by SMPP, ours and Kannel's, to the same network in the same run.

Needs Kannel (Debian package kannel) and the release examples texts_smpp and texts_house in $CARGO_TARGET_DIR (or target).
Kannel is given its texts by 16 kept connections to its own interface, as any program gives them; ours by the house itself."""
import http.client, os, pathlib, re, subprocess, sys, tempfile, threading, time

TEXTS, AT_ONCE = 5000, 16
WORDS = "Tonight+at+seven%2C+the+usual+way+in.+Write+back+if+you+are+late."
target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", "target")) / "release/examples"

CONFIG = """group = core
admin-port = {admin}
admin-interface = 127.0.0.1
admin-password = t
smsbox-port = {box}
smsbox-interface = 127.0.0.1
box-allow-ip = 127.0.0.1
log-level = 4

group = smsc
smsc = smpp
host = 127.0.0.1
port = {network}
transceiver-mode = true
smsc-username = house
smsc-password = secret
system-type = ""
max-pending-submits = 100

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {sendsms}
sendsms-interface = 127.0.0.1
log-level = 4

group = sendsms-user
username = t
password = t
"""


def worked(pid):
    """Milliseconds of work of all its threads."""
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 10


def memory(pid):
    return int(re.search(r"Pss:\s+(\d+)", open(f"/proc/{pid}/smaps_rollup").read())[1])


def give(port, numbers):
    line = http.client.HTTPConnection("127.0.0.1", port)
    for number in numbers:
        line.request("GET", f"/cgi-bin/sendsms?username=t&password=t&from=100&to=1514{number:07d}&text={WORDS}")
        line.getresponse().read()


def kannel():
    network = subprocess.Popen([target / "texts_smpp", "network", str(TEXTS)], stdout=subprocess.PIPE, text=True)
    port = int(network.stdout.readline())
    ports = dict(network=port, admin=port + 1, box=port + 2, sendsms=port + 3)
    with tempfile.TemporaryDirectory() as folder:
        config = pathlib.Path(folder) / "kannel.conf"
        config.write_text(CONFIG.format(**ports))
        bearer = subprocess.Popen(["bearerbox", "-v", "4", config], stderr=subprocess.DEVNULL)
        time.sleep(2)
        box = subprocess.Popen(["smsbox", "-v", "4", config], stderr=subprocess.DEVNULL)
        time.sleep(2)
        try:
            before = worked(bearer.pid) + worked(box.pid)
            many = TEXTS // AT_ONCE + 1
            giving = [threading.Thread(target=give, args=(ports["sendsms"], range(at * many, (at + 1) * many))) for at in range(AT_ONCE)]
            [it.start() for it in giving]
            said = network.stdout.readline().strip()
            [it.join() for it in giving]
            work = worked(bearer.pid) + worked(box.pid) - before
            print(f"Kannel: {said}; {work / TEXTS:.3f} ms of work for each; {memory(bearer.pid) + memory(box.pid)} KB")
        finally:
            box.terminate(), bearer.terminate(), network.kill()
            box.wait(), bearer.wait()


for program in ("texts_smpp", "texts_house"):
    print(f"ours, {program}:", flush=True)
    subprocess.run([target / program], check=True)
    sys.stdout.flush()
kannel()
