"""The examples of reverse proxies, in the real programs: valid as they stand, and with a request through each of them. Only the
name, the ports and the paths of certificates are replaced.

What they must do: pass on where a visitor comes from and believe no claim of hers, pass events on as they happen, pass headers
on untouched, and write no visitor's address anywhere."""
import http.client
import os
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from check import ROOT, folder, has, ok, port, run, skip, start, until

STRICT = "max-age=63072000; includeSubDomains"
place = folder()
os.chmod(place, 0o755)
upstream = port()


class Upstream(BaseHTTPRequestHandler):
    """Stands in Hearth's place and says what reached it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path == "/events":
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.send_header("connection", "close")
            self.end_headers()
            self.wfile.write(b"data: first\n\n")
            self.wfile.flush()
            time.sleep(3)
            self.wfile.write(b"data: second\n\n")
            return
        self.answer(f"{self.headers['x-forwarded-for']}|{self.headers['host']}")

    def do_POST(self):
        self.answer(str(len(self.rfile.read(int(self.headers["content-length"])))))

    def answer(self, text):
        self.send_response(200)
        self.send_header("strict-transport-security", STRICT)
        self.send_header("connection", "close")
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


def read(name):
    with open(f"{ROOT}/deploy/{name}") as file:
        return file.read()


def write(name, text):
    with open(f"{place}/{name}", "w") as file:
        file.write(text)
    return f"{place}/{name}"


def ask(secure, method="GET", path="/", body=None, headers=None):
    trusting = ssl.create_default_context(cafile=f"{place}/all.pem")
    connection = http.client.HTTPSConnection("localhost", secure, timeout=10, context=trusting)
    connection.request(method, path, body, {"X-Forwarded-For": "203.0.113.9", **(headers or {})})
    return connection.getresponse()


def through(name, secure, plain, process, log):
    """The same questions through either of them."""
    if not ok(f"{name} starts with the example", until(lambda: ask(secure).status == 200, 20), open(log).read()[-1500:]):
        return
    answer = ask(secure)
    source, host = answer.read().decode().split("|")
    ok(f"{name} says where a visitor comes from, and believes no claim of hers", source in ("127.0.0.1", "::1"), source)
    ok(f"{name} passes the name of the site on", host.split(":")[0] == "localhost", host)
    ok(f"{name} passes Strict-Transport-Security on, once", answer.headers.get_all("strict-transport-security") == [STRICT], answer.headers)

    begun = time.monotonic()
    events = ask(secure, path="/events")
    first = events.readline()
    ok(f"{name} passes an event on as it happens", first == b"data: first\n" and time.monotonic() - begun < 1.5, f"{first} after {time.monotonic() - begun:.1f} s")
    events.close()

    told = ask(secure, "POST", "/", b"a" * 200_000)
    ok(f"{name} passes a long text on whole", told.status == 200 and told.read() == b"200000", told.status)
    moved = http.client.HTTPConnection("localhost", plain, timeout=10)
    moved.request("GET", "/", headers={"Host": "localhost"})
    answer = moved.getresponse()
    ok(f"{name} sends plain http to https", answer.status in (301, 308) and answer.headers["location"].startswith("https://"), answer.status)

    # With nobody behind it, it has reason to complain; it must not say about whom.
    server.shutdown()
    server.server_close()
    gone = ask(secure, path="/g/7c1f/canary-path", headers={"User-Agent": "canary-browser"})
    ok(f"{name} says so when the server is gone", gone.status == 502, gone.status)
    process.terminate()
    process.wait(10)
    written = "".join(open(f"{at}/{it}", errors="replace").read() for at, _, names in os.walk(place) for it in names if it.endswith(".log"))
    told = [it for it in written.splitlines() if "canary" in it or '"remote_ip"' in it or "client: " in it]
    ok(f"{name} writes nothing about whoever visits", not told, "\n".join(told[:3]))


def serve():
    global server
    server = ThreadingHTTPServer(("127.0.0.1", upstream), Upstream)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()


status, said = run(
    "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=localhost",
    "-addext", "subjectAltName=DNS:localhost", "-keyout", f"{place}/privkey.pem", "-out", f"{place}/fullchain.pem",
)  # fmt: skip
if status != 0:
    skip(f"the proxies: openssl makes no certificate: {said}")
    raise SystemExit

run("cp", f"{place}/fullchain.pem", f"{place}/all.pem")
if not has("nginx"):
    skip("nginx: it is not installed (Debian package nginx)")
else:
    serve()
    secure, plain = port(), port()
    site = read("nginx.conf").replace("/etc/ssl/notes.example.org", place).replace("notes.example.org", "localhost")
    site = site.replace(":443", f":{secure}").replace("listen 443", f"listen {secure}").replace(":80;", f":{plain};").replace("listen 80;", f"listen {plain};")
    site = site.replace("127.0.0.1:8080", f"127.0.0.1:{upstream}")
    temporary = "".join(f"{it}_temp_path {place}/{it};\n" for it in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    # As Debian's own nginx.conf does, everything that is not the site's is logged: what the site leaves out, it leaves out itself.
    main = f"daemon off;\npid {place}/nginx.pid;\nerror_log {place}/error.log;\nevents {{}}\nhttp {{\naccess_log {place}/access.log;\n{temporary}{site}}}\n"
    file = write("nginx.conf", main)
    status, said = run("nginx", "-t", "-q", "-c", file)
    if ok("nginx takes the example", status == 0, said):
        log = f"{place}/nginx.out.log"
        through("nginx", secure, plain, start("nginx", "-c", file, log=open(log, "w")), log)

if not has("caddy"):
    skip("Caddy: it is not installed (Debian package caddy)")
else:
    serve()
    secure, plain = port(), port()
    environment = {**os.environ, "HEARTH_SITE": f"https://localhost:{secure}", "HEARTH_UPSTREAM": f"127.0.0.1:{upstream}", "HOME": place, "XDG_DATA_HOME": f"{place}/d", "XDG_CONFIG_HOME": f"{place}/c"}  # fmt: skip
    status, said = run("caddy", "validate", "--config", f"{ROOT}/deploy/Caddyfile", "--adapter", "caddyfile", env={it: value for it, value in environment.items() if not it.startswith("HEARTH")})
    ok("Caddy takes the example", status == 0, said[-600:])
    # The test's ports, a certificate of its own, and no door for changing it: nothing else differs.
    text = read("Caddyfile").replace("{\n\t# Caddy keeps", f"{{\n\tadmin off\n\tskip_install_trust\n\thttp_port {plain}\n\thttps_port {secure}\n\t# Caddy keeps", 1)
    text = text.replace("\treverse_proxy", f"\ttls {place}/fullchain.pem {place}/privkey.pem\n\treverse_proxy", 1)
    file, log = write("Caddyfile", text), f"{place}/caddy.out.log"
    through("Caddy", secure, plain, start("caddy", "run", "--config", file, "--adapter", "caddyfile", log=open(log, "w"), env=environment), log)
