#!/usr/bin/env python3
"""Measures Hearth's forum, and beside it a forum from PyPI, on this machine. tests/load/run.py [all | PART...]

Parts: forum (with the peer in the same run) writes start size chat video mail. `all`, or nothing, runs every part and writes RESULTS.md.
Needs wrk. Everything talks to 127.0.0.1 only. CPU is user and system together, as the kernel's scheduler charged it to the
server's threads (/proc/PID/task/*/schedstat): the figure that neighbours bend least. Each row is one JSON line on standard
output and in tests/load/results.jsonl, which the next run begins anew.
"""
import gzip, http.client, json, os, re, shutil, socket, statistics, subprocess, sys, tempfile, time, urllib.parse, urllib.request

sys.dont_write_bytecode = True
import chat, mail, video, yardstick
from report import table, write

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


# What each part runs, beside the product itself.
EXAMPLES = {"forum": ["forum_shelter"], "writes": ["durable_writes"], "start": [], "size": [], "chat": ["chat_shelter", "chat_load"], "video": ["video_house"], "mail": ["mail_house"]}


def build(parts):
    examples = {it for part in parts for it in EXAMPLES[part]}
    what = [word for it in sorted(examples) for word in ("--example", it)]
    if {"start", "size"} & set(parts):
        what += ["--bin", "hearth"]
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
    subprocess.run(["wrk", "-t1", "-c", str(connections), "-d", "1s", "-s", file.name, url], capture_output=True)  # warms up
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
    """Bytes of a first visit: the page and each style, script and icon that it names, as they travel to a browser that takes
    Brotli, with the heads of the answers."""
    text = fetch(url, cookie)[2]
    _, body, _, head = fetch(url, cookie, "br, gzip")
    total, requests, seen = len(body) + head, 1, set()
    wanted = re.findall(r'<(?:link|script|img)\b[^>]*?(?:href|src)="([^"]+)"', text) + re.findall(r'\bdata-script="([^"]+)"', text)
    while wanted:
        address = urllib.parse.urljoin(url, wanted.pop())
        if address in seen or not address.startswith("http"):
            continue
        seen.add(address)
        _, part, _, more = fetch(address, None, "br, gzip")
        total, requests = total + len(part) + more, requests + 1
        plain = fetch(address)[2]
        wanted += [urllib.parse.urljoin(address, it) for it in re.findall(r"url\([\"']?([^)\"'#]+)", plain) if address.endswith(".css")]
        wanted += [urllib.parse.urljoin(address, it) for it in re.findall(r"^import\b.*?[\"']([^\"']+)[\"']", plain, re.M) if address.endswith(".js")]
    row(who="hearth", work="first visit " + name, bytes=total, page_bytes=len(body), requests=requests)


def scratch():
    """A folder on the disk that is measured, not in memory: TMPDIR is often tmpfs."""
    return tempfile.mkdtemp(prefix="load-", dir=os.path.dirname(TARGET))


def forum():
    """Hearth and the peer, in turn, by the same tool."""
    program, folder = os.path.join(TARGET, "examples/forum_shelter"), scratch()
    entries, members = os.environ.get("ENTRIES", "10000"), os.environ.get("MEMBERS", "1000")
    subprocess.run([program, "fill", folder, entries, members], check=True)
    with open(os.path.join(folder, "told.json")) as file:
        told = json.load(file)
    server = subprocess.Popen([program, "serve", folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    other = peer()
    try:
        here = json.loads(server.stdout.readline())
        works = list(hearth_works(here["base"], here["pid"], told)) + (list(peer_works(other)) if other else [])
        row(who="hearth", work="filled, at rest", rss_mb=memory(here["pid"], "Rss"), pss_mb=memory(here["pid"]))
        with yardstick.Nginx(free_port()) as page:
            if page:
                works.append(("nginx", "static page of 58 KB", *page, ""))
            for _ in range(RUNS):
                for work in works:
                    wrk(*work)
        topic = here["base"] + f"{told['typical']['group']}/forum/t/{told['typical']['topic']}"
        visit("topic page", topic, told["users"][0]["cookie"])
        visit("invitation page", here["base"] + "/come")
    finally:
        server.stdin.close()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
        shutil.rmtree(folder, ignore_errors=True)
        if other:
            os.kill(int(other["PID"]), 15)


def posts(base, action, user):
    """One reply by hand: what is measured must be stored, not shown again with a question."""
    fields = {"t": user["token"], "id": "00000000-0000-4000-a000-000000000001", "send": "as-is", "words": "A first reply."}
    heads = {"Cookie": user["cookie"], "Origin": base, "Sec-Fetch-Site": "same-origin", "X-Visit": "1", "Host": base.split("//")[1]}
    connection = http.client.HTTPConnection("127.0.0.1", int(base.rsplit(":", 1)[1]), timeout=20)
    connection.request("POST", action, urllib.parse.urlencode(fields), {**heads, "Content-Type": "application/x-www-form-urlencoded"})
    status = connection.getresponse().status
    if status != 303:
        raise SystemExit(f"a reply was answered with {status}, not stored")


def hearth_works(base, pid, told):
    cookie, users = told["users"][0]["cookie"], told["users"]
    place = lambda what: f"{base}{told[what]['group']}/forum"
    topic = lambda what: f"{place(what)}/t/{told[what]['topic']}"
    get = lambda one: f'wrk.headers["Cookie"]={json.dumps(one)}\nwrk.headers["X-Visit"]="1"\nwrk.headers["Accept"]="text/html"\n'
    yield "hearth", "topic", pid, topic("typical"), get(cookie)
    yield "hearth", "list", pid, place("typical"), get(cookie)
    yield "hearth", "topic of 100", pid, topic("hundred"), get(cookie)
    yield "hearth", f"topic of {told['entries']['long']}", pid, topic("long"), get(cookie)
    if told.get("crowd_cookie"):
        yield "hearth", f"topic of 100 in a group of {told['entries']['members']}", pid, topic("crowd"), get(told["crowd_cookie"])
    action = topic("replies")[len(base):] + "/reply"
    posts(base, action, users[0])
    # The sender's own id for an entry is fresh each time, or the server would give back the entry stored before.
    words = urllib.parse.quote("This is a reply that somebody wrote here today. " * 6)
    lua = "local u={" + ",".join("{%s,%s}" % (json.dumps(it["cookie"]), json.dumps(it["token"])) for it in users) + "}\nlocal i=0\nmath.randomseed(os.time())\n"
    lua += "local function hex(n) local s='' for _=1,n do s=s..string.format('%x',math.random(0,15)) end return s end\n"
    lua += "request=function() i=i%#u+1 local own=hex(8)..'-'..hex(4)..'-4'..hex(3)..'-a'..hex(3)..'-'..hex(12)\n"
    lua += f"local body='t='..u[i][2]..'&id='..own..'&send=as-is&words={words}'\n"
    lua += f'return wrk.format("POST",{json.dumps(action)},{{["Cookie"]=u[i][1],["Origin"]={json.dumps(base)},["Sec-Fetch-Site"]="same-origin",["X-Visit"]="1",["Content-Type"]="application/x-www-form-urlencoded"}},body) end\n'
    yield "hearth", "durable reply", pid, base + action, lua, 4


def writes():
    folder = scratch()
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
    folder = scratch()
    port = free_port()
    told = {**os.environ, "HEARTH__LISTEN": f"127.0.0.1:{port}", "HEARTH__ADDRESS": f"http://localhost:{port}"}
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
            else:
                raise SystemExit("the server did not answer within 30 s")
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
    row(who="hearth", work="stripped binary", mb=round(os.path.getsize(os.path.join(TARGET, "hearth")) / 1e6, 1))


def peer():
    """Starts Django Spirit with the same topics; none where it cannot be installed."""
    folder, port = os.environ.get("PEER_DIR", os.path.join(os.path.dirname(TARGET), "peer-spirit")), free_port()
    script = os.path.join(HERE, "peers/spirit.sh")
    if subprocess.run(["bash", script, "setup", folder]).returncode:
        return print("the peer could not be installed: Hearth alone is measured", file=sys.stderr)
    # What it prints goes through a file: its workers keep a pipe open.
    with tempfile.TemporaryFile("w+") as file:
        subprocess.run(["bash", script, "start", folder, str(port)], stdout=file, check=True)
        file.seek(0)
        told = dict(line.strip().split("=", 1) for line in file if "=" in line)
    told["BASE"] = f"http://127.0.0.1:{port}"
    for _ in range(200):
        try:
            if fetch(told["BASE"] + told["TOPIC"], told["COOKIE"])[0] == 200:
                break
        except OSError:
            time.sleep(.1)
    return told


def peer_works(told):
    get = f'wrk.headers["Cookie"]={json.dumps(told["COOKIE"])}\n'
    yield "django-spirit", "topic", int(told["PID"]), told["BASE"] + told["TOPIC"], get
    yield "django-spirit", "list", int(told["PID"]), told["BASE"] + told["LIST"], get


def medians():
    found, names = {}, {}
    for one in rows:
        names.setdefault((one["who"], one["work"], one.get("writers")), []).append(one)
    for name, same in names.items():
        found[name] = {key: statistics.median([it[key] for it in same if key in it]) for key in same[0] if isinstance(same[0][key], (int, float)) and key != "writers"}
    return found


if __name__ == "__main__":
    parts = {"forum": forum, "writes": writes, "start": start, "size": size, "chat": lambda: chat.run(row, TARGET, RUNS, SECONDS), "video": lambda: video.run(row, TARGET, RUNS, SECONDS), "mail": lambda: mail.run(row, TARGET, RUNS, cpu, memory)}
    asked = [it for it in sys.argv[1:] if it != "all"] or list(parts)
    open(os.path.join(HERE, "results.jsonl"), "w").close()
    build(asked)
    began = time.time()
    for name in asked:
        parts[name]()
    found = medians()
    for (who, work, writers), figures in found.items():
        print(f"{who:14} {work}{f' x {writers}' if writers else ''}: " + ", ".join(f"{key} {value:g}" for key, value in figures.items()))
    print("\n".join(table(found, measured_only=True)))
    if len(asked) == len(parts):
        write(os.path.join(HERE, "RESULTS.md"), found, RUNS, SECONDS, time.time() - began)
