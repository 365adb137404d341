#!/usr/bin/env python3
"""Measures Hearth's forum, and beside it a forum from PyPI, on this machine. tests/load/run.py [PART...]

Parts: forum writes start size peer (all of them when none is named). Needs wrk. Everything talks to 127.0.0.1 only.
CPU of a page is what the kernel's scheduler charged to the server's threads (/proc/PID/task/*/schedstat), the figure that
neighbours bend least. Each row is one JSON line on standard output and in tests/load/results.jsonl; medians come last.
"""
import gzip, json, os, re, shutil, socket, statistics, subprocess, sys, tempfile, time, urllib.parse, urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TARGET = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "release")
RUNS, SECONDS, CONNECTIONS = int(os.environ.get("RUNS", "3")), int(os.environ.get("SECONDS_EACH", "6")), 8
rows = []


def row(**values):
    rows.append(values)
    line = json.dumps(values)
    print(line, flush=True)
    with open(os.path.join(HERE, "results.jsonl"), "a") as file:
        file.write(line + "\n")


def build(*what):
    subprocess.run(["cargo", "build", "--release", *what], cwd=ROOT, check=True)


def tree(pid):
    parents = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                text = open(f"/proc/{name}/stat").read()
                parents[int(name)] = int(text[text.rindex(")") + 2:].split()[1])
            except OSError:
                pass
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one and child not in found]
    return found


def cpu(pid):
    """CPU seconds of a process with all its threads and children."""
    total = 0
    for one in tree(pid):
        try:
            for task in os.listdir(f"/proc/{one}/task"):
                total += int(open(f"/proc/{one}/task/{task}/schedstat").read().split()[0])
        except OSError:
            pass
    return total / 1e9


def memory(pid, what="Pss"):
    total = 0
    for one in tree(pid):
        try:
            for line in open(f"/proc/{one}/smaps_rollup"):
                if line.startswith(what + ":"):
                    total += int(line.split()[1])
        except OSError:
            pass
    return round(total / 1024, 1)


def milliseconds(value, unit):
    return float(value) * {"us": .001, "ms": 1, "s": 1000, "m": 60000}[unit]


def wrk(who, work, pid, url, script, connections=CONNECTIONS):
    file = tempfile.NamedTemporaryFile("w", suffix=".lua", delete=False)
    file.write(script)
    file.close()
    load, before, began = os.getloadavg()[0], cpu(pid), time.time()
    said = subprocess.run(["wrk", "-t1", "-c", str(connections), "-d", f"{SECONDS}s", "--timeout", "10s", "--latency", "-s", file.name, url], capture_output=True, text=True).stdout
    took, used = time.time() - began, cpu(pid) - before
    os.unlink(file.name)
    count = int(re.search(r"(\d+) requests in", said)[1])
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    at = lambda part: milliseconds(*re.search(part + r"%\s+([\d.]+)(us|ms|s|m)\b", said).groups())
    size, unit = re.search(r"requests in [\d.]+\w+, ([\d.]+)(\w+) read", said).groups()
    read = float(size) * {"B": 1, "KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30}[unit]
    row(who=who, work=work, per_s=round(count / took, 1), cpu_ms=round(used * 1000 / max(count, 1), 3), p50_ms=at("50"), p99_ms=at("99"), bad=int(bad[1]) if bad else 0,
        bytes=round(read / max(count, 1)), pss_mb=memory(pid), load=round(load, 2))


def fetch(url, cookie=None, encoding="gzip", headers=None):
    request = urllib.request.Request(url, headers={"Accept": "text/html,*/*", "Accept-Encoding": encoding, "X-Visit": "1", **(headers or {})})
    if cookie:
        request.add_header("Cookie", cookie)
    with urllib.request.urlopen(request, timeout=20) as answer:
        body = answer.read()
        head = sum(len(name) + len(value) + 4 for name, value in answer.headers.items()) + 17
        text = gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body
        return answer.status, body, text.decode("utf-8", "replace"), head


def visit(name, url, cookie=None):
    """Bytes of a first visit: the page and each style, script and icon that it names, as they travel, with their headers."""
    _, body, text, head = fetch(url, cookie)
    total, requests = len(body) + head, 1
    for found in re.finditer(r'<(?:link|script|img)\b[^>]*?(?:href|src)="([^"]+)"', text):
        _, part, _, more = fetch(urllib.parse.urljoin(url, found[1]), None)
        total, requests = total + len(part) + more, requests + 1
    row(who="hearth", work="first visit " + name, bytes=total, page_bytes=len(body), requests=requests)


def forum():
    build("--package", "hearth", "--example", "forum_shelter")
    server = subprocess.Popen([os.path.join(TARGET, "examples/forum_shelter"), os.environ.get("ENTRIES", "10000"), os.environ.get("MEMBERS", "1000")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        told = json.loads(server.stdout.readline())
        base, pid, users = told["base"], told["pid"], told["users"]
        place = lambda what: f"{told[what]['group']}/forum"
        cookie = users[0]["cookie"]
        listing = fetch(base + place("typical"), cookie)[2]

        def topic(what, last=False, who=cookie):
            """The address of a topic's page as its list links it; or of its last page."""
            wanted = told[what]["topic"]
            pages = [place(what)] + [f"{place(what)}?page={n}" for n in range(2, 8)]
            for page in pages:
                for link in re.findall(r'href="([^"]+)"', fetch(base + page, who)[2]):
                    if wanted in link:
                        return link.replace("&amp;", "&").replace("&#38;", "&").split("#")[0]
            return f"{place(what)}/t/{wanted}"

        typical = topic("typical")
        text = fetch(base + typical, cookie)[2]
        form = next((it for it in re.findall(r"(?s)<form\b.*?</form>", text) if "<textarea" in it), None)
        row(who="hearth", work="idle after seeding", rss_mb=memory(pid, "Rss"), pss_mb=memory(pid), page_bytes=len(text), list_bytes=len(listing))
        get = lambda one: f'wrk.headers["Cookie"]={json.dumps(one)}\nwrk.headers["X-Visit"]="1"\nwrk.headers["Accept"]="text/html"\n'
        for _ in range(RUNS):
            wrk("hearth", "list", pid, base + place("typical"), get(cookie))
            wrk("hearth", "topic", pid, base + typical, get(cookie))
            wrk("hearth", "topic of 100", pid, base + topic("hundred"), get(cookie))
            wrk("hearth", f"topic of {told['entries']['long']}", pid, base + topic("long"), get(cookie))
            if told.get("crowd_cookie"):
                wrk("hearth", f"topic of 100 in a group of {told['entries']['members']}", pid, base + topic("crowd", who=told["crowd_cookie"]), get(told["crowd_cookie"]))
            if form:
                action = re.search(r'action="([^"]+)"', form)[1]
                field = re.search(r'<textarea[^>]*\bname="([^"]+)"', form)[1]
                hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
                # The sender's own id for an entry is fresh each time, or the server would give back the entry stored before.
                own = next((name for name in hidden if re.fullmatch(r"[0-9a-f-]{32,36}", hidden[name]) and name != "t"), None)
                rest = {name: value for name, value in hidden.items() if name not in ("t", own)}
                words = urllib.parse.quote("This is a reply that somebody wrote here today. " * 6)
                tail = "".join(f"&{name}={urllib.parse.quote(value)}" for name, value in rest.items()) + f"&{field}={words}"
                lua = "local u={" + ",".join("{%s,%s}" % (json.dumps(it["cookie"]), json.dumps(it["token"])) for it in users) + "}\nlocal i=0\nmath.randomseed(os.time())\n"
                lua += "local function hex(n) local s='' for _=1,n do s=s..string.format('%x',math.random(0,15)) end return s end\n"
                lua += "request=function() i=i%#u+1 local own=hex(8)..'-'..hex(4)..'-4'..hex(3)..'-a'..hex(3)..'-'..hex(12)\n"
                lua += f"local body='t='..u[i][2]..'{('&' + own + '=') if own else ''}'..{'own' if own else chr(39) * 2}..{json.dumps(tail)}\n"
                lua += f'return wrk.format("POST",{json.dumps(action)},{{["Cookie"]=u[i][1],["Origin"]={json.dumps(base)},["Sec-Fetch-Site"]="same-origin",["X-Visit"]="1",["Content-Type"]="application/x-www-form-urlencoded"}},body) end\n'
                wrk("hearth", "durable reply", pid, base + action, lua, 4)
        visit("topic page", base + typical, cookie)
        for page in ("/come", "/"):
            try:
                visit(page, base + page)
            except OSError as problem:
                row(who="hearth", work="first visit " + page, problem=str(problem))
    finally:
        server.stdin.close()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


def writes():
    build("--package", "hearth", "--example", "durable_writes")
    # On the disk that is measured, not in memory: TMPDIR is often tmpfs.
    folder = tempfile.mkdtemp(prefix="load-", dir=os.path.dirname(TARGET))
    try:
        said = subprocess.run([os.path.join(TARGET, "examples/durable_writes"), folder, "3"], capture_output=True, text=True, check=True).stdout
        for line in said.splitlines():
            row(who="hearth", **json.loads(line))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def start():
    """From the start of the binary to its first answer, with a database that is there already; and what it holds at rest."""
    build("--package", "hearth", "--bin", "hearth")
    folder = tempfile.mkdtemp(prefix="load-", dir=os.path.dirname(TARGET))
    port = free_port()
    told = {**os.environ, "HEARTH__LISTEN": f"127.0.0.1:{port}", "HEARTH__ADDRESS": f"http://localhost:{port}", "HEARTH__PUBLIC_ADDRESS": f"http://localhost:{port}"}
    try:
        for number in range(RUNS + 1):
            began = time.time()
            server = subprocess.Popen([os.path.join(TARGET, "hearth")], cwd=folder, env=told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while time.time() - began < 30:
                try:
                    if fetch(f"http://127.0.0.1:{port}/health", headers={"Host": f"localhost:{port}"})[0] == 200:
                        break
                except OSError:
                    time.sleep(.005)
            took = time.time() - began
            time.sleep(3)
            row(who="hearth", work="first start" if number == 0 else "start", ms=round(took * 1000), rss_mb=memory(server.pid, "Rss"), pss_mb=memory(server.pid))
            server.terminate()
            stop = time.time()
            server.wait(15)
            row(who="hearth", work="stop", ms=round((time.time() - stop) * 1000))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def size():
    build("--package", "hearth", "--bin", "hearth")
    row(who="hearth", work="stripped binary", mb=round(os.path.getsize(os.path.join(TARGET, "hearth")) / 1e6, 1))


def peer():
    """Django Spirit, with the same topics, the same run, the same tools."""
    folder, port = os.environ.get("PEER_DIR", os.path.join(os.path.dirname(TARGET), "peer-spirit")), free_port()
    script = os.path.join(HERE, "peers/spirit.sh")
    subprocess.run(["bash", script, "setup", folder], check=True)
    # A process group of its own: the workers go with their master.
    shell = subprocess.Popen(["bash", script, "start", folder, str(port)], stdout=subprocess.PIPE, text=True)
    told = {}
    while "LIST" not in told:
        line = shell.stdout.readline()
        if not line:
            raise SystemExit("the peer did not start")
        name, _, value = line.strip().partition("=")
        told[name] = value
    pid = int(told["PID"])
    try:
        base = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                if fetch(base + told["TOPIC"], told["COOKIE"])[0] == 200:
                    break
            except OSError:
                time.sleep(.1)
        get = f'wrk.headers["Cookie"]={json.dumps(told["COOKIE"])}\n'
        for _ in range(RUNS):
            wrk("django-spirit", "list", pid, base + told["LIST"], get)
            wrk("django-spirit", "topic", pid, base + told["TOPIC"], get)
    finally:
        os.kill(pid, 15)


def summary():
    print()
    names = {}
    for one in rows:
        names.setdefault((one["who"], one["work"], one.get("writers")), []).append(one)
    for (who, work, writers), found in names.items():
        middle = {key: statistics.median([it[key] for it in found if key in it]) for key in found[0] if isinstance(found[0][key], (int, float)) and key != "writers"}
        print(f"{who:14} {work}{f' x {writers}' if writers else ''}: " + ", ".join(f"{key} {value:g}" for key, value in middle.items()))


if __name__ == "__main__":
    parts = {"forum": forum, "peer": peer, "writes": writes, "start": start, "size": size}
    for name in sys.argv[1:] or parts:
        parts[name]()
    summary()
