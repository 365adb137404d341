"""The image: built from what is committed, then run as tightly as it says it can be run. Podman or Docker, whichever is there.

The build takes ten minutes and more at first. It needs the base image that the Dockerfile names, from a registry or already on
this machine; HEARTH_TEST_RUST names another one. HEARTH_TEST_IMAGE names an image that is built already."""
import http.client
import json
import os
import re
import subprocess
import tarfile
import time
import uuid
from urllib.parse import urlencode

from check import ROOT, folder, has, ok, port, run, say, skip, until

ME = "hearth-test-" + uuid.uuid4().hex[:8]
BASE = os.environ.get("HEARTH_TEST_RUST", "docker.io/library/rust:1.95-slim-bookworm")
PROGRAM = "/usr/local/bin/hearth"
# As tight as compose.yaml has it. The health check is called by hand: an engine without systemd has no timers for it.
TIGHT = ("--read-only", "--cap-drop", "all", "--security-opt", "no-new-privileges", "--memory", "512m", "--pids-limit", "200", "--no-healthcheck")
MOST_MEGABYTES = 60
place = folder()
engine = next((it for it in ("podman", "docker") if has(it) and run(it, "info", wait=30)[0] == 0), None)
made = []


def call(*command, wait=60):
    status, said = run(engine, *command, wait=wait)
    return status, said.strip()


def end():
    for kind, name in reversed(made):
        call(*(("rm", "-f", "-v", name) if kind == "container" else (kind, "rm", "-f", name)))


def sources():
    """What is committed, beside things that must never get near an image."""
    context = f"{place}/context"
    os.mkdir(context)
    subprocess.run(f"git -C '{ROOT}' archive HEAD | tar -x -C '{context}'", shell=True, check=True)
    for path in ("hearth-data/hearth.db", "hearth-data.key", "deploy/master.key", "core/src/canary.key", "target/canary", ".git/canary", "notes.txt"):
        os.makedirs(os.path.dirname(f"{context}/{path}"), exist_ok=True)
        with open(f"{context}/{path}", "w") as file:
            file.write("canary-of-a-secret")
    return context


def build(context):
    """The image's name, or None with the reason said."""
    if given := os.environ.get("HEARTH_TEST_IMAGE"):
        return given
    if call("image", "inspect", BASE)[0] != 0 and call("pull", "--quiet", BASE, wait=600)[0] != 0:
        return skip(f"the image: its base {BASE} is neither on this machine nor can it be fetched")
    begun = time.monotonic()
    more = ["--format", "docker", "--layers", "--pull-never", f"--ignorefile={context}/deploy/Dockerfile.dockerignore"] if engine == "podman" else []
    status, said = run(engine, "build", *more, "--build-arg", f"RUST={BASE}", "-f", f"{context}/deploy/Dockerfile", "-t", f"localhost/{ME}", context, wait=5400, env={**os.environ, "DOCKER_BUILDKIT": "1"})  # fmt: skip
    if not ok("the image is built from the Dockerfile", status == 0, said[-3000:]):
        return None
    made.append(("image", f"localhost/{ME}"))
    say(f"built in {time.monotonic() - begun:.0f} s")
    return f"localhost/{ME}"


def ignored(context):
    """The list of what is left out, in the engine's own reading: an image of the whole context, without a base."""
    with open(f"{context}/Probe", "w") as file:
        file.write("FROM scratch\nCOPY . /context/\n")
    os.link(f"{context}/deploy/Dockerfile.dockerignore", f"{context}/Probe.dockerignore")
    more = ["--format", "docker", f"--ignorefile={context}/Probe.dockerignore"] if engine == "podman" else []
    status, said = run(engine, "build", *more, "-f", f"{context}/Probe", "-t", f"localhost/{ME}-probe", context, wait=300, env={**os.environ, "DOCKER_BUILDKIT": "1"})  # fmt: skip
    if not ok("the sources can be sent to the engine", status == 0, said[-800:]):
        return
    made.append(("image", f"localhost/{ME}-probe"))
    names = set(contents(f"localhost/{ME}-probe", "/none"))
    near = [it for it in names if "canary" in it or it.endswith((".key", ".db")) or "/.git" in it or it.endswith("notes.txt")]
    ok("no key, no data, no history is sent to the engine", not near and "context/core/src/lib.rs" in names, near or "there are no sources in it")


def contents(image, program=PROGRAM):
    """Every file of the image: its whole root, as a container of it begins."""
    name = f"{ME}-{uuid.uuid4().hex[:4]}"
    made.append(("container", name))
    call("create", "--no-healthcheck", "--name", name, image, program)
    call("export", "-o", f"{place}/{name}.tar", name)
    with tarfile.open(f"{place}/{name}.tar") as tar:
        found = {it.name.removeprefix("./"): it for it in tar if not it.isdir()}
    os.unlink(f"{place}/{name}.tar")
    return found


def is_small_and_empty(image):
    about = json.loads(call("image", "inspect", image)[1])[0]
    files = contents(image)
    program = files.get(PROGRAM[1:])
    size = sum(it.size for it in files.values())
    say(f"the image holds {size / 1e6:.1f} MB, {program.size / 1e6 if program else 0:.1f} MB of them the program; the engine counts {about['Size'] / 1e6:.1f} MB")
    ok(f"it stays below {MOST_MEGABYTES} MB", 0 < size < MOST_MEGABYTES * 1e6, size)
    # What engines put into every container themselves.
    theirs = re.compile(r"^(dev|proc|sys|run|etc)(/|$)|^\.dockerenv$")
    others = [it for it in files if not theirs.search(it) and it != PROGRAM[1:] and not it.startswith("usr/share/zoneinfo/")]
    ok("it holds the program and the time zones, and nothing else: no shell, no library", not others, others[:9])
    config = about["Config"]
    ok("it runs as nobody that the machine knows", config["User"] == "10001:10001", config["User"])
    # Docker has it among the settings, Podman beside them.
    health = config.get("Healthcheck") or about.get("Healthcheck") or about.get("HealthCheck") or {}
    ok("it has a health check", health.get("Test") == ["CMD", PROGRAM, "check", "--health"], health)
    told = json.dumps(config) + call("history", "--no-trunc", image)[1]
    ok("neither its settings nor its history hold a secret", not re.search(r"MASTER_KEY=|canary|password", told), told)


class Visit:
    """A browser without a script."""

    def __init__(self, at):
        self.at, self.cookie, self.page = at, "", ""

    def ask(self, method, path, fields=None):
        connection = http.client.HTTPConnection("localhost", self.at, timeout=10)
        body = None if fields is None else urlencode(fields)
        headers = {"Host": f"localhost:{self.at}", "Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookie}
        connection.request(method, path, body, {name: value for name, value in headers.items() if value})
        answer = connection.getresponse()
        for it in answer.headers.get_all("set-cookie") or []:
            self.cookie = it.split(";")[0]
        self.page = answer.read().decode(errors="replace")
        if answer.status == 303:
            return self.ask("GET", answer.headers["location"])
        return answer

    def send(self, path, **fields):
        token = re.search(r'name="t"[^>]*value="([^"]*)"', self.page)
        return self.ask("POST", path, {"t": token[1] if token else "", **fields}).status


def launch(image, volume, *more):
    """Its name and its port."""
    name, at = f"{ME}-{uuid.uuid4().hex[:4]}", port()
    made.append(("container", name))
    status, said = call("run", "-d", "--name", name, *TIGHT, "-p", f"127.0.0.1:{at}:8080", "-v", volume, "-e", f"HEARTH__ADDRESS=http://localhost:{at}", *more, image)
    ok("the engine starts it with a read-only root, without capabilities, without new privileges", status == 0, said)
    return name, at


def comes_up(name, at):
    """The secret of the setup link on its log."""
    begun = time.monotonic()
    ready = until(lambda: Visit(at).ask("GET", "/ready").status == 200)
    link = re.search(r"/setup#(\S+)", call("logs", name)[1])
    if not ok("it answers, and its log shows the setup link", bool(ready and link), call("logs", name)[1]):
        return None
    say(f"ready after {time.monotonic() - begun:.1f} s")
    return link[1]


def stops(name):
    begun = time.monotonic()
    call("stop", "-t", "10", name)
    took, state = time.monotonic() - begun, json.loads(call("inspect", name)[1])[0]["State"]
    ok("it stops within 8 s of SIGTERM, with status 0", took < 8 and state["ExitCode"] == 0, f"{took:.1f} s, status {state['ExitCode']}")
    say(f"stopped after {took:.1f} s")


def refuses(what, sentence, image, volume, *more):
    name = f"{ME}-{uuid.uuid4().hex[:4]}"
    made.append(("container", name))
    call("run", "-d", "--name", name, *TIGHT, "-v", volume, *more, image)
    status = until(lambda: (lambda it: it["Status"] in ("exited", "stopped") and it)(json.loads(call("inspect", name)[1])[0]["State"]), 20)
    said = call("logs", name)[1]
    ok(what, bool(status) and status["ExitCode"] != 0 and sentence in said, said[-600:])


def one_volume(image):
    """`docker run` with one volume is all."""
    volume = f"{ME}-data"
    made.append(("volume", volume))
    name, at = launch(image, f"{volume}:/data")
    code = comes_up(name, at)
    if not code:
        return
    status, said = call("exec", name, PROGRAM, "check", "--health")
    ok("its health check finds it well", status == 0, said)
    process = json.loads(call("inspect", name)[1])[0]["State"]["Pid"]
    if os.path.exists(f"/proc/{process}/status"):
        with open(f"/proc/{process}/status") as file:
            about = dict(it.strip().split(":\t", 1) for it in file if ":\t" in it)
        ok("its process is not root and has no capability", about["Uid"].split()[0] != "0" and int(about["CapEff"], 16) == int(about["CapBnd"], 16) == 0, about)
        ok("it can gain no privilege, and its system calls are filtered", about["NoNewPrivs"] == "1" and about["Seccomp"] == "2", about)
        say(f"it holds {int(about['VmRSS'].split()[0]) / 1024:.0f} MB of memory")

    visit = Visit(at)
    visit.ask("GET", "/setup")
    visit.send("/setup", code=code)
    ok("the link opens the setup", visit.send("/setup/house", public_name="Maison Rivière", discreet_name="Carnet", language="fr") == 200, visit.page[:500])
    zone = visit.send("/setup/place", region="ca", time_zone="America/Halifax", exit_to="https://meteo.example/", staff_phone="514-555-0142", passphrases="yes")
    ok("it knows the time zones", zone == 200, visit.page[:2000])
    call("cp", f"{name}:/data/master.key", f"{place}/first.key")
    stops(name)

    again, at = launch(image, f"{volume}:/data")
    if code := comes_up(again, at):
        visit = Visit(at)
        visit.ask("GET", "/setup")
        visit.send("/setup", code=code)
        ok("with the same volume it remembers", "Maison Rivière" in visit.page, visit.page[:2000])
        call("cp", f"{again}:/data/master.key", f"{place}/second.key")
        first, second = (open(f"{place}/{it}.key").read() if os.path.exists(f"{place}/{it}.key") else it for it in ("first", "second"))
        ok("and the master key is the same", first == second and len(first.strip()) == 44, "two keys")
    stops(again)

    mine = ("-v", f"{place}/master_key:/run/secrets/master_key:ro", "-e", "HEARTH__MASTER_KEY_FILE=/run/secrets/master_key")
    refuses("with another key it refuses the data, and says so", "key", image, f"{volume}:/data", *mine)


def key_elsewhere(image):
    """The key as a secret: no part of it in the volume."""
    volume = f"{ME}-apart"
    made.append(("volume", volume))
    mine = ("-v", f"{place}/master_key:/run/secrets/master_key:ro", "-e", "HEARTH__MASTER_KEY_FILE=/run/secrets/master_key")
    name, at = launch(image, f"{volume}:/data", *mine)
    comes_up(name, at)
    status, said = call("cp", f"{name}:/data/.", f"{place}/copy")
    stops(name)
    found = {os.path.join(at, it) for at, _, names in os.walk(f"{place}/copy") for it in names}
    key = open(f"{place}/master_key").read().strip().encode()
    near = [it for it in found if it.endswith(".key") or key in open(it, "rb").read()]
    ok("with the key as a secret the volume holds no key", any(it.endswith("hearth.db") for it in found) and not near, near or said)


def compose(image):
    """compose.yaml, with the image that is there and a port of the test's."""
    tool = next((it for it in (["docker", "compose"], ["podman-compose"]) if (engine in it[0]) and has(it[0]) and run(*it, "version")[0] == 0), None)
    if not tool:
        return skip("starting compose.yaml: no Compose for this engine (PyPI package podman-compose)")
    with open(f"{ROOT}/deploy/compose.yaml") as file:
        text = file.read()
    text = re.sub(r"    build:\n(      .*\n)+", "", text).replace("image: hearth\n", f"image: {image}\n").replace("name: hearth\n", f"name: {ME}\n")
    # Asked for one limit, Podman sets those of files and processes as well, higher than a machine may allow that is itself a guest.
    text = text.replace("      core: 0\n", "      core: 0\n      nofile: 4096\n      nproc: 4096\n")
    with open(f"{place}/compose.yaml", "w") as file:
        file.write(text)
    at = port()
    environment = {**os.environ, "HEARTH_ADDRESS": f"http://localhost:{at}", "HEARTH_PORT": str(at)}
    whole = [*tool, "-p", ME, "-f", f"{place}/compose.yaml"]
    try:
        status, said = run(*whole, "up", "-d", env=environment, wait=180)
        ready = until(lambda: Visit(at).ask("GET", "/ready").status == 200)
        ok("compose.yaml brings it up", status == 0 and bool(ready), said[-1500:])
        name = call("ps", "--filter", f"name={ME}", "--format", "{{.Names}}")[1].splitlines()[:1]
        call("cp", f"{(name or ['none'])[0]}:/key/master.key", f"{place}/composed.key")
        status, said = call("cp", f"{(name or ['none'])[0]}:/data/.", f"{place}/composed")
        names = [it for _, _, names in os.walk(f"{place}/composed") for it in names]
        ok("the key lies on a volume of its own", os.path.exists(f"{place}/composed.key") and "hearth.db" in names and "master.key" not in names, said or names)
    finally:
        run(*whole, "down", "-v", env=environment, wait=120)


def secret(path):
    with open("/dev/urandom", "rb") as noise:
        text = __import__("base64").b64encode(noise.read(32))
    with open(path, "wb") as file:
        file.write(text)
    # As a secret of Compose: readable in the container, whoever it belongs to here.
    os.chmod(path, 0o444)
    os.chmod(place, 0o755)


def main():
    if not engine:
        return skip("the image: neither podman nor docker runs on this machine (Debian packages podman and buildah)")
    context = sources()
    ignored(context)
    image = build(context)
    if not image:
        return None
    secret(f"{place}/master_key")
    is_small_and_empty(image)
    one_volume(image)
    key_elsewhere(image)
    closed = f"{place}/closed"
    os.mkdir(closed, 0o755)
    refuses("a folder that it may not write to is named", "may not write", image, f"{closed}:/data")
    compose(image)


try:
    main()
finally:
    if engine:
        end()
