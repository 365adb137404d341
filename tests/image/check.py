"""What every script of this folder shares: a line for each check, and programs that are run and ended."""
import atexit
import contextlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time

ROOT = __file__.rsplit("/tests/", 1)[0]
_started = []


def ok(what, is_so, why=""):
    """One check: `ok …` or `not ok …`, counted by tests/run."""
    print(("ok " if is_so else "not ok ") + what + ("" if is_so or not why else f"\n   {why}"), flush=True)
    return is_so


def skip(why):
    """Something that this machine can't show. Never counted as passed."""
    print(f"skipped {why}", flush=True)


def say(what):
    print(f"   {what}", flush=True)


def has(program):
    return shutil.which(program) is not None


def run(*command, wait=120, **more):
    """Runs it to its end: status, and both outputs together. A program that never ends has failed."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", timeout=wait, **more)
    except subprocess.TimeoutExpired as late:
        return 124, f"not done within {wait} s: {late.output}"
    return done.returncode, done.stdout


def start(*command, log, **more):
    """Starts it; it's ended when this script ends, at the latest."""
    process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, **more)
    _started.append(process)
    return process


@atexit.register
def _end():
    for process in _started:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
    for process in _started:
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()


def port():
    """A port that nobody has."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def until(what, within=30):
    """What it gives, as soon as it gives anything; None when the time is over."""
    late = time.monotonic() + within
    while time.monotonic() < late:
        with contextlib.suppress(OSError):
            if found := what():
                return found
        time.sleep(0.1)
    return None


def folder():
    path = tempfile.mkdtemp(prefix="hearth-image.")
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


def finish():
    sys.exit(0)
