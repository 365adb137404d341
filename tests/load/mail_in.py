"""Letters that come in, for the part `mail` of run.py: the house that takes them, one line of LMTP to it, five hundred letters at once, and
the worst that a letter of a megabyte can be.

Five hundred are brought over as many lines as the house has at once. Each is signed by its writer's provider, and is hers; fifty go to a
list, and one is of each writer, so that no rate holds any. One that is asked to come later comes again, as a server brings it. `lost`: those
that are no entry afterwards; `held`: those that not everybody sees.

A worst letter is brought to a house that has just begun and has read one letter. `grew_mb`: its highest resident memory until it has
answered, less what it had before. `lost`: it gave no answer, because it is no more."""
import base64, contextlib, os, queue, random, re, shutil, socket, string, subprocess, tempfile, threading, time

LETTERS = 500
LINES = 100  # what the house takes at once
LONGEST = 1 << 20  # bytes of a letter
TRIES = 300  # of one letter, a tenth of a second apart
WORDS = "A line of plain words that somebody wrote to the others today.\r\n" * 30


def a_word():
    """Of letters alone: digits may look like a telephone number, and such a letter waits for staff."""
    return "word" + "".join(random.choices(string.ascii_lowercase, k=12))


def letter(sender, to, word, kind="text/plain; charset=utf-8", body=None):
    date = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime())
    heads = f"From: <{sender}>\r\nTo: <{to}>\r\nSubject: Tuesday\r\nMessage-ID: <{word}@bench.example>\r\nDate: {date}\r\nMIME-Version: 1.0\r\nContent-Type: {kind}\r\n\r\n"
    return (heads + (f"The word is {word}.\r\n{WORDS}" if body is None else body)).encode()


class Later(Exception):
    """It comes again."""


class Line:
    """One line of LMTP, for letters one after the other."""

    def __init__(self, port):
        self.line = socket.create_connection(("127.0.0.1", port), timeout=120)
        self.said = self.line.makefile("rb")
        self.ask(b"", b"220")
        self.ask(b"LHLO bench.example\r\n", b"250")

    def ask(self, command, wanted):
        """Fails loudly where the answer is another one."""
        self.line.sendall(command)
        while (answer := self.said.readline())[3:4] == b"-":
            pass
        if not answer:
            raise ConnectionError("the line broke")
        if answer[:1] == b"4":
            raise Later(answer)
        if not answer.startswith(wanted):
            raise SystemExit(f"{command[:20]!r} was answered with {answer!r}")

    def bring(self, sender, to, bytes):
        """How long it took from the end of the letter to the answer."""
        self.ask(f"MAIL FROM:<{sender}>\r\n".encode(), b"250")
        self.ask(f"RCPT TO:<{to}>\r\n".encode(), b"250")
        self.ask(b"DATA\r\n", b"354")
        bytes = re.sub(rb"(?m)^\.", b"..", bytes)
        began = time.time()
        self.ask(bytes + (b"" if bytes.endswith(b"\r\n") else b"\r\n") + b".\r\n", b"250")
        return time.time() - began

    def end(self):
        with contextlib.suppress(OSError):
            self.line.sendall(b"QUIT\r\n")
        self.said.close()
        self.line.close()


@contextlib.contextmanager
def line(port):
    it = Line(port)
    try:
        yield it
    finally:
        it.end()


class House:
    """The example `mail_house`, in a folder on the disk that is measured."""

    def __init__(self, target, relay, members, writers=1):
        self.folder = tempfile.mkdtemp(prefix="load-", dir=os.path.dirname(target))
        command = [os.path.join(target, "examples/mail_house"), "--members", str(members), "--writers", str(writers), "--relay", f"localhost:{relay.port}", "--authority", relay.authority]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": self.folder})
        self.pid = self.process.pid
        told = re.match(r"READY (\d+) (\S+) (\S+)", self.process.stdout.readline())
        if not told:
            self.end()
            raise SystemExit("mail_house did not begin")
        self.port, self.to, self.sender = int(told[1]), told[2], told[3]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()

    def ask(self, said):
        self.process.stdin.write(said + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().split()

    def writer(self, number):
        """Where she writes to, and her own address."""
        return self.ask(f"writer {number}")

    def signed(self, bytes):
        return base64.b64decode(self.ask("sign " + base64.b64encode(bytes).decode())[0])

    def entries(self):
        return [int(it) for it in self.ask("count")]

    def end(self):
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def status(pid, name):
    """A line of the kernel's about a process, in MiB."""
    with open(f"/proc/{pid}/status") as file:
        return next(int(it.split()[1]) / 1024 for it in file if it.startswith(name + ":"))


def flood(row, target, relay, cpu):
    """All of them at once."""
    with House(target, relay, 0, LETTERS) as house:
        waiting, times, again, failed = queue.Queue(), [], [], []
        for number in range(LETTERS):
            to, sender = house.writer(number)
            waiting.put((sender, to, house.signed(letter(sender, to, a_word())), 0))

        def bring():
            it = None
            while not waiting.empty() or it:
                try:
                    with line(house.port) as one:
                        while it := it or take():
                            times.append(one.bring(*it[:3]))
                            it = None
                except (Later, OSError) as why:
                    again.append(why)
                    # Each letter is tried for half a minute; what is not taken by then shows as lost.
                    if it:
                        it = (*it[:3], it[3] + 1) if it[3] < TRIES else None
                    time.sleep(.1)
                except SystemExit as why:
                    failed.append(why)
                    it = None

        def take():
            try:
                return waiting.get_nowait()
            except queue.Empty:
                return None

        had, load, before, began = house.entries(), round(os.getloadavg()[0], 2), cpu(house.pid), time.time()
        lines = [threading.Thread(target=bring) for _ in range(LINES)]
        [it.start() for it in lines]
        [it.join() for it in lines]
        took = time.time() - began
        # What is done after the last answer belongs to it as well.
        time.sleep(1)
        used, (all_of_them, seen) = cpu(house.pid) - before, house.entries()
        if failed:
            print(f"not taken: {failed[0]}")
        times.sort()
        came = all_of_them - had[0]
        row(who="hearth", work=f"{LETTERS} letters come at once", per_s=round(len(times) / took, 1), cpu_ms=round(used * 1000 / LETTERS, 3), p50_ms=at(times, .5), p99_ms=at(times, .99),
            lost=LETTERS - min(came, len(times)), held=came - (seen - had[1]), again=len(again), load=load)


def at(times, part):
    return round(times[min(int(len(times) * part), len(times) - 1)] * 1000, 1) if times else -1


def full(start, piece, end="", room=LONGEST - 1024):
    """As many pieces as a letter has room for, after its heads."""
    return start + piece * ((room - len(start) - len(end)) // len(piece)) + end


def worst():
    """Each is made of what is short to write and long to hold: its name, its kind, and what stands below its heads."""
    many, inner = "multipart/mixed; boundary=b", "Content-Type:multipart/a;boundary=b\r\n\r\n--b\r\n"
    yield "many parts", many, full("", "--b\r\n\r\n")
    yield "many parts with a head", many, full("", "--b\r\na:b\r\n\r\n")
    yield "parts in each other", many, full("--b\r\n", inner)
    yield "letters in each other", "message/rfc822", full("", "Content-Type:message/rfc822\r\n\r\n")
    yield "a part of heads", many, full("--b\r\n", "a:b\r\n", "\r\n--b--\r\n")
    yield "a part of addresses", many, full("--b\r\nTo: ", "a," * 450 + "\r\n ", "a\r\n\r\nx\r\n--b--\r\n")
    yield "a page of elements", "text/html; charset=utf-8", full("", "<br>" * 200 + "\r\n")
    yield "short lines", "text/plain; charset=utf-8", full("", "a\r\n")
    yield "quoted lines", "text/plain; charset=utf-8", full("", "> > a\r\n")


def worst_letters(row, target, relay, cpu):
    for name, kind, body in worst():
        with House(target, relay, 0, 2) as house:
            to, sender = house.writer(1)
            # What is made once, with the first letter, is not the fault of the second.
            with line(house.port) as one:
                one.bring(sender, to, house.signed(letter(sender, to, a_word())))
            bomb = letter(house.sender, house.to, a_word(), kind, body)
            time.sleep(1)
            before, used = status(house.pid, "VmRSS"), cpu(house.pid)
            with open(f"/proc/{house.pid}/clear_refs", "w") as file:
                file.write("5")  # the highest begins anew
            try:
                with line(house.port) as one:
                    took = one.bring(house.sender, house.to, bomb)
                row(who="hearth", work=f"worst letter, {name}", bytes=len(bomb), grew_mb=round(status(house.pid, "VmHWM") - before, 1), cpu_ms=round((cpu(house.pid) - used) * 1000, 1), ms=round(took * 1000), lost=0)
            except (OSError, StopIteration, Later) as why:
                print(f"{name}: {why}")
                row(who="hearth", work=f"worst letter, {name}", bytes=len(bomb), lost=1)


def run(row, target, runs, relay, cpu):
    for _ in range(runs):
        flood(row, target, relay, cpu)
    worst_letters(row, target, relay, cpu)
