"""The part `mail` of run.py: one post to a list of 200 and of 1,000, until the relay has taken the last letter of it. Mailman 3 is
measured in the same run where it is installed and may be started (root): with a letter for each member, as Hearth writes them, because
each may have an answering address of her own; and in bulk, as it comes, where up to 500 members get the same letter in one delivery.

The relay is the same for both and is in here: it stamps each letter as it takes it, and keeps nothing. A delivery is one recipient of a
letter that was taken. It offers STARTTLS: Hearth sends by nothing else; Mailman sends unsealed, which is kinder to it.

Both get the same post by LMTP. Hearth's is signed by the provider of the one who writes, because it takes nothing as hers that is not
proved to be; it asks a name server about it, which stands in the same process and counts as Hearth's. Mailman asks for no proof.

A house lets one person say ten things an hour: so many `RUNS` and no more. What comes in is measured in mail_in.py."""
import asyncio, contextlib, os, shutil, socket, ssl, subprocess, tempfile, threading, time

import mail_in

HERE = os.path.dirname(os.path.abspath(__file__))
SIZES = (200, 1000)
LONGEST = 180  # seconds until the last delivery


class Relay:
    """Takes letters by SMTP. `taken`: when, with how many recipients, and whether the post's word was in it."""

    def __init__(self, folder):
        self.port, self.taken, self.word = free_port(), [], b"nothing"
        self.authority = os.path.join(folder, "authority.pem")
        key = os.path.join(folder, "key.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", self.authority,
                        "-subj", "/CN=localhost", "-days", "2", "-addext", "subjectAltName=DNS:localhost", "-addext", "basicConstraints=critical,CA:FALSE"], check=True, capture_output=True)
        self.seal = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.seal.load_cert_chain(self.authority, key)
        self.loop, ready = asyncio.new_event_loop(), threading.Event()

        async def serve():
            self.server = await asyncio.start_server(self.talk, "127.0.0.1", self.port, limit=1 << 22)
            ready.set()
            async with self.server:
                await self.server.serve_forever()

        threading.Thread(target=lambda: self.loop.run_until_complete(serve()), daemon=True).start()
        ready.wait(10)

    async def talk(self, reader, writer):
        try:
            await self.conversation(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass
        finally:
            writer.close()

    async def conversation(self, reader, writer):
        recipients, sealed = 0, False
        writer.write(b"220 localhost ESMTP\r\n")
        while line := await reader.readline():
            verb = line[:8].upper()
            if verb.startswith((b"EHLO", b"HELO")):
                writer.write(b"250-localhost\r\n250-PIPELINING\r\n250-8BITMIME\r\n" + (b"250-AUTH PLAIN LOGIN\r\n" if sealed else b"250-STARTTLS\r\n") + b"250 SIZE 10000000\r\n")
            elif verb == b"STARTTLS":
                writer.write(b"220 go on\r\n")
                await writer.drain()
                await writer.start_tls(self.seal)
                recipients, sealed = 0, True
            elif verb.startswith(b"AUTH"):
                if len(line.split()) < 3:
                    writer.write(b"334 \r\n")
                    await reader.readline()
                writer.write(b"235 welcome\r\n")
            elif verb.startswith((b"MAIL", b"RSET")):
                recipients = 0
                writer.write(b"250 ok\r\n")
            elif verb.startswith(b"RCPT"):
                recipients += 1
                writer.write(b"250 ok\r\n")
            elif verb.startswith(b"DATA"):
                writer.write(b"354 go on\r\n")
                letter = await reader.readuntil(b"\r\n.\r\n")
                self.taken.append((time.time(), recipients, self.word in letter))
                recipients = 0
                writer.write(b"250 taken\r\n")
            elif verb.startswith(b"QUIT"):
                writer.write(b"221 bye\r\n")
                return await writer.drain()
            else:
                writer.write(b"250 ok\r\n")

    def count(self):
        return sum(recipients for _, recipients, _ in list(self.taken))


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def peak(memory, pid):
    """What a server and its children hold of memory, looked at four times a second: the list grows until it is left."""
    found, over = [memory(pid)], threading.Event()

    def look():
        while not over.wait(.25):
            found.append(memory(pid))

    looks = threading.Thread(target=look)
    looks.start()
    try:
        yield found
    finally:
        over.set()
        looks.join()
        found.append(memory(pid))


def measure(row, relay, cpu, memory, who, work, members, pid, port, sender, to, sign=lambda it: it):
    """One post, until its last delivery; and what came too much or too little."""
    word = mail_in.a_word()
    relay.taken, relay.word, post = [], word.encode(), sign(mail_in.letter(sender, to, word))
    with peak(memory, pid) as held:
        load, before, began = round(os.getloadavg()[0], 2), cpu(pid), time.time()
        with mail_in.line(port) as line:
            accepted = line.bring(sender, to, post)
        while relay.count() < members and time.time() - began < LONGEST:
            time.sleep(.02)
        # What is done after the last letter belongs to the post as well; and nothing may follow.
        time.sleep(1)
        used = cpu(pid) - before
    taken, delivered = sorted(relay.taken), relay.count()
    last = taken[-1][0] - began if taken else LONGEST
    row(who=who, work=f"post to {members}, {work}", deliv_per_s=round(delivered / last, 1), cpu_ms=round(used * 1000 / max(delivered, 1), 3), accepted_s=round(accepted, 3),
        first_s=round(taken[0][0] - began, 3) if taken else LONGEST, last_s=round(last, 3), letters=len(taken), lost=members - delivered,
        strange=sum(1 for it in taken if not it[2]), pss_mb=max(held), load=load)


def hearth(row, target, runs, relay, cpu, memory):
    for members in SIZES:
        with mail_in.House(target, relay, members) as house:
            time.sleep(3)
            row(who="hearth", work=f"at rest, a list of {members}", rest_cpu_ms=rests(cpu, house.pid), pss_mb=memory(house.pid))
            for _ in range(runs):
                measure(row, relay, cpu, memory, "hearth", "a letter for each", members, house.pid, house.port, house.sender, house.to, house.signed)


def rests(cpu, pid):
    """CPU in milliseconds that it takes in a second in which nothing comes: part of what it takes while something does."""
    before = cpu(pid)
    time.sleep(3)
    return round((cpu(pid) - before) * 1000 / 3, 1)


def mailman(row, runs, relay, cpu, memory):
    script = os.path.join(HERE, "peers/mailman.sh")
    if not os.path.exists("/usr/lib/mailman3/bin/mailman") or os.geteuid():
        return print("Mailman is not installed, or this is not root: Hearth alone is measured")
    for mode, work in (("personal", "a letter for each"), ("bulk", "in bulk")):
        folder, port = tempfile.mkdtemp(prefix="mailman-"), free_port()
        os.chmod(folder, 0o755)
        try:
            # What it prints goes through a file: its runners keep a pipe open.
            with tempfile.TemporaryFile("w+") as file:
                subprocess.run(["bash", script, "start", folder, str(port), str(relay.port), mode, *map(str, SIZES)], stdout=file, check=True, timeout=300)
                file.seek(0)
                pid = int(file.read().strip().split("=")[1])
            time.sleep(3)
            row(who="mailman", work=f"at rest, {work}", rest_cpu_ms=rests(cpu, pid), pss_mb=memory(pid))
            for _ in range(runs):
                for members in SIZES:
                    measure(row, relay, cpu, memory, "mailman", work, members, pid, port, "m0@members.example", f"list{members}@lists.example")
        finally:
            subprocess.run(["bash", script, "stop", folder])
            shutil.rmtree(folder, ignore_errors=True)


def run(row, target, runs, cpu, memory):
    folder = tempfile.mkdtemp(prefix="relay-")
    try:
        relay = Relay(folder)
        hearth(row, target, runs, relay, cpu, memory)
        mailman(row, runs, relay, cpu, memory)
        mail_in.run(row, target, runs, relay, cpu)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
