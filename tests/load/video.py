"""The part `video` of run.py: the relay alone, and Janus's VideoRoom in the same run where it is installed and may be started (root).
One hand sends and counts for both: tests/load/video, which is built here. Both run in one network namespace, in turn. A packet counts
when it was sent after two seconds of warming up; `lost` is what did not arrive of those. The hand never takes a processor from the
relay when something comes to it (SCHED_BATCH, sched(7)): in a meeting, receivers have devices of their own."""
import json, os, shutil, subprocess, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
SIZES = [(1, 20), (4, 20), (8, 8), (8, 40)]  # cameras, receivers
LARGEST = (12, 20)  # the largest meeting of the issue: 12 cameras; each receiver takes all of them
PORT = 35790


def build(target):
    subprocess.run(["cargo", "build", "--release", "--quiet", "--target-dir", os.path.dirname(target)], cwd=os.path.join(HERE, "video"), check=True)


def start_janus(folder):
    """Its process, once it answers; none where it cannot be had."""
    if not shutil.which("janus") or os.geteuid():
        print("Janus is not installed, or this is not root: the relay alone is measured")
        return None
    log = open(os.path.join(folder, "log"), "w")
    janus = subprocess.Popen(["bash", os.path.join(HERE, "peers/janus.sh"), folder], stdout=log, stderr=log)
    answers = ["nsenter", "-t", str(janus.pid), "-n", "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8188"]
    for _ in range(100):
        time.sleep(.1)
        if subprocess.run(answers, stderr=subprocess.DEVNULL).returncode == 0:
            return janus
    raise SystemExit(open(log.name, errors="replace").read()[-2000:])


def load(inside, target, *words):
    command = [*inside, "chrt", "--batch", "0", os.path.join(target, "video-load"), *map(str, words)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if said.returncode:
        raise SystemExit(said.stderr)
    return json.loads(said.stdout.strip().splitlines()[-1])


def run(row, target, runs, seconds):
    build(target)
    folder = tempfile.mkdtemp(prefix="janus-")
    janus = start_janus(folder)
    # Without Janus: loopback as it is.
    inside = ["nsenter", "-t", str(janus.pid), "-n"] if janus else []
    ip = "127.0.1.1" if janus else "127.0.0.1"
    house = os.path.join(target, "examples/video_house")
    try:
        for _ in range(runs):
            for cameras, receivers in SIZES:
                row(load=round(os.getloadavg()[0], 2), **load(inside, target, "house", house, f"{ip}:{PORT}", cameras, receivers, seconds))
                if janus:
                    row(load=round(os.getloadavg()[0], 2), **load(inside, target, "janus", janus.pid, "127.0.0.1:8188", ip, cameras, receivers, seconds))
            row(load=round(os.getloadavg()[0], 2), **load(inside, target, "house", house, f"{ip}:{PORT}", *LARGEST, seconds))
            row(**load([], target, "copy", 20, seconds))
    finally:
        if janus:
            janus.terminate()
            janus.wait(10)
        shutil.rmtree(folder, ignore_errors=True)
