"""How slow this machine is in this hour, against the hour in which NodeBB was measured.

NodeBB cannot be installed from the registries, so its figures are a record of one hour on a machine of this kind; processors that
are shared are two or three times slower in another hour. What was measured in that hour as well can be measured again: nginx with a
page of 58 KB by the same tool, and the chat servers of this benchmark. What they need now, to what they needed then, is the scale
by which NodeBB's CPU is held up to ours. The smallest counts: the one that asks most of us.
"""
import os, shutil, subprocess, tempfile, time, urllib.request

# CPU of one piece of work in the record's hour: ms a request, µs a delivery.
RECORD = {("nginx", "static page of 58 KB", "cpu_ms"): .019}
RECORD |= {("ejabberd", f"closed, {members} members", "cpu_us_per_deliv"): cpu for members, cpu in ((10, 31.7), (50, 25.1), (200, 38.1))}
RECORD |= {("prosody", f"closed, {members} members", "cpu_us_per_deliv"): cpu for members, cpu in ((10, 68.9), (50, 55.7), (200, 74.3))}

CONFIG = """worker_processes 1; daemon off; pid {folder}/pid; error_log stderr; worker_rlimit_nofile 1024;
events {{ worker_connections 512; }}
http {{ access_log off; sendfile on; keepalive_requests 1000000; client_body_temp_path {folder}/a; proxy_temp_path {folder}/b;
fastcgi_temp_path {folder}/c; uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
server {{ listen 127.0.0.1:{port}; root {folder}/www; }} }}
"""


def scales(found):
    """Who, at what work, how many times what it needed then."""
    for (who, work, key), then in RECORD.items():
        now = found.get((who, work, None), {}).get(key)
        if now:
            yield who, work, now / then


class Nginx:
    """A static page, served for as long as it is measured. Nothing where nginx is not installed."""

    def __init__(self, port):
        self.program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
        self.port, self.process = port, None

    def __enter__(self):
        if not self.program:
            return None
        self.folder = tempfile.mkdtemp()
        os.chmod(self.folder, 0o755)
        os.mkdir(self.folder + "/www")
        with open(self.folder + "/www/page.html", "w") as file:
            file.write("<p>words that somebody wrote</p>\n" * (58000 // 33))
        with open(self.folder + "/nginx.conf", "w") as file:
            file.write(CONFIG.format(folder=self.folder, port=self.port))
        self.process = subprocess.Popen([self.program, "-c", self.folder + "/nginx.conf"])
        url = f"http://127.0.0.1:{self.port}/page.html"
        for _ in range(100):
            try:
                with urllib.request.urlopen(url, timeout=5) as answer:
                    if answer.status == 200:
                        return self.process.pid, url
            except OSError:
                time.sleep(.05)
        raise SystemExit("nginx did not answer")

    def __exit__(self, *_):
        if self.process:
            self.process.terminate()
            self.process.wait(10)
            shutil.rmtree(self.folder, ignore_errors=True)
