"""Writes RESULTS.md: each figure beside what it must be, then every median. Nothing about the machine but what kind it is."""
import datetime, os, platform, subprocess

from yardstick import scales

NODEBB = "NodeBB 4.15.1 with Redis, measured once: 7.4 ms of CPU a topic page, 2.6 ms a reply (not durable), 670 MB under load"


def machine():
    def first(path, word):
        try:
            return next((line.split(":", 1)[1].strip() for line in open(path) if line.startswith(word)), "")
        except OSError:
            return ""
    memory = int((first("/proc/meminfo", "MemTotal") or "0").split()[0]) / 1024 / 1024
    system = platform.freedesktop_os_release().get("PRETTY_NAME", "Linux")
    return f"{os.cpu_count()} processors ({first('/proc/cpuinfo', 'model name')}), {memory:.0f} GB, {system}, Linux {platform.release().split('-')[0]}"


def version():
    said = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True, cwd=os.path.dirname(os.path.abspath(__file__)))
    return said.stdout.strip() or "unknown"


def figures(found):
    """What must hold: its name, what was measured, the bound, and whether it holds."""
    def at(work, key, who="hearth", writers=None):
        return found.get((who, work, writers), {}).get(key)

    def line(name, value, bound, unit, least=False):
        if value is None:
            return name, "not measured", bound, unit, None
        return name, value, bound, unit, value >= bound if least else value <= bound

    def ratio(one, other):
        return None if not one or not other else one / other

    works = [work for who, work, _ in found if who == "hearth"]
    long = next((it for it in works if it.startswith("topic of ") and "group" not in it and it != "topic of 100"), "")
    crowd = next((it for it in works if "in a group of" in it), "")
    under_load = max((it["pss_mb"] for (who, work, _), it in found.items() if who == "hearth" and "per_s" in it and "pss_mb" in it), default=None)
    scale = min((it for *_, it in scales(found)), default=None)
    to_record = lambda work, then: ratio(at(work, "cpu_ms"), scale and then * scale)
    yield line("CPU of a topic page of 20 entries, signed in", at("topic", "cpu_ms"), 0.37, "ms")
    yield line("The same, to NodeBB's as the yardstick scales it", to_record("topic", 7.4), 0.05, "times")
    yield line("Topic pages a second, beside Django Spirit in the same run", ratio(at("topic", "per_s"), at("topic", "per_s", "django-spirit")), 10, "times", True)
    yield line("CPU of a durable reply", at("durable reply", "cpu_ms"), 0.52, "ms")
    yield line("The same, to that of NodeBB's reply, which is not durable, as the yardstick scales it", to_record("durable reply", 2.6), 0.2, "times")
    yield line("Memory under load (PSS)", under_load, 67, "MB")
    yield line("Memory at rest (RSS)", at("start", "rss_mb"), 40, "MB")
    yield line("Start to first answer, the database there", at("start", "ms"), 300, "ms")
    yield line("Stop", at("stop", "ms"), 8000, "ms")
    yield line("Stripped binary", at("stripped binary", "mb"), 40, "MB")
    yield line("First visit of the invitation page", ratio(at("first visit invitation page", "bytes"), 1024), 14, "KB")
    yield line("First visit of a topic page", ratio(at("first visit topic page", "bytes"), 1024), 30, "KB")
    yield line("Durable writes of 64 writers, to single commits of one", ratio(at("the lane", "per_s", writers=64), at("one commit each", "per_s", writers=1)), 5, "times", True)
    yield line(f"CPU of a {long or 'long topic'}, to one of 100", ratio(at(long, "cpu_ms"), at("topic of 100", "cpu_ms")), 2, "times")
    yield from chat_figures(found, line, ratio)
    yield from video_figures(found, line, ratio)
    yield from mail_figures(found, line, ratio)
    yield line(f"CPU of a {crowd or 'topic in a large group'}, to a small group", ratio(at(crowd, "cpu_ms"), at("topic of 100", "cpu_ms")), 2, "times")


def chat_figures(found, line, ratio):
    """A room beside two servers that do the same, in the same run: their CPU for a message that one member reads, and ours."""
    def cpu(who, work):
        return found.get((who, work, None), {}).get("cpu_us_per_deliv")

    for members in (10, 50, 200):
        for peer, mode, bound in (("ejabberd", "closed", 1 / 8), ("prosody", "closed", 1 / 12), ("ejabberd", "paced", 1 / 4)):
            value = ratio(cpu("hearth", f"{mode}, {members} members, not-kept"), cpu(peer, f"{mode}, {members} members"))
            yield line(f"CPU of a delivery, {members} people, {mode}, to {peer}'s", value, round(bound, 3), "times")
        p99 = [found.get((who, work, None), {}).get("p99_ms") for who, work in (("hearth", f"paced, {members} members, not-kept"), ("ejabberd", f"paced, {members} members"))]
        yield line(f"p99 of a delivery, {members} people, paced", p99[0], p99[1] or 0, "ms")
        kept = found.get(("hearth", f"closed, {members} members, kept", None), {}).get("deliv_per_s")
        for peer in ("ejabberd", "prosody"):
            archived = found.get((f"{peer}-archive", f"closed, {members} members", None), {}).get("deliv_per_s")
            yield line(f"Kept deliveries a second, {members} people, to {peer}'s with its archive", ratio(kept, archived), 5, "times", True)
        judged, free = (found.get(("hearth", f"closed, {members} members, {how}", None), {}).get("deliv_per_s") for how in ("judged", "not-kept"))
        yield line(f"Deliveries a second, {members} people, every rule active, to none", ratio(judged, free), 0.5, "times", True)
    yield line("p99 of 1,000 people in 100 rooms", found.get(("hearth", "1000 people in 100 rooms, not-kept", None), {}).get("p99_ms"), 250, "ms")
    yield line("Memory of a connected person, room of 200", found.get(("hearth", "closed, 200 members, not-kept", None), {}).get("kb_per_member"), 40, "KB")


def video_figures(found, line, ratio):
    """A relay beside Janus's VideoRoom, which carries the same packets in the same run."""
    for work in ("4 x 20", "8 x 8", "8 x 40"):
        ours, theirs = (found.get((who, work, None), {}) for who in ("hearth", "janus"))
        yield line(f"CPU of a forwarded packet, {work}, to Janus's", ratio(ours.get("cpu_us_per_packet"), theirs.get("cpu_us_per_packet")), 0.8, "times")
        yield line(f"p99 of a forwarded packet, {work}, to Janus's", ratio(ours.get("p99_ms"), theirs.get("p99_ms")), 1, "times")
    for work in ("4 x 20", "8 x 8", "8 x 40", "12 x 20"):
        yield line(f"Packets lost, {work}", found.get(("hearth", work, None), {}).get("lost"), 0, "packets")


def mail_figures(found, line, ratio):
    """One post to a list, beside Mailman, which writes a letter for each member in the same run; and what comes in."""
    for members in (200, 1000):
        ours, theirs = (found.get((who, f"post to {members}, a letter for each", None), {}) for who in ("hearth", "mailman"))
        bulk = found.get(("mailman", f"post to {members}, in bulk", None), {})
        yield line(f"Deliveries a second by mail, {members} members, to Mailman's personalised", ratio(ours.get("deliv_per_s"), theirs.get("deliv_per_s")), 10, "times", True)
        yield line(f"Time of the last delivery, {members} members, to Mailman's in bulk", ratio(ours.get("last_s"), bulk.get("last_s")), 1, "times")
        yield line(f"Highest memory (PSS), a list of {members}, to Mailman's", ratio(ours.get("pss_mb"), theirs.get("pss_mb")), 0.1, "times")
        yield line(f"Letters lost, a list of {members}", ours.get("lost"), 0, "letters")
    came = next((it for (who, work, _), it in found.items() if work.endswith("letters come at once")), {})
    yield line("CPU of a letter that comes in, 500 at once", came.get("cpu_ms"), 20, "ms")
    yield line("Letters lost of 500 at once", came.get("lost"), 0, "letters")
    worst = [it for (_, work, _), it in found.items() if work.startswith("worst letter")]
    # A house that did not answer says nothing of its memory: it shows as lost.
    yield line("Memory for the worst letter of a megabyte", max((it["grew_mb"] for it in worst if "grew_mb" in it), default=None), 64, "MB")
    yield line("Worst letters that ended the house", sum(it["lost"] for it in worst) if worst else None, 0, "letters")


def table(found, measured_only=False):
    """Each figure as a row."""
    for name, value, bound, unit, holds in figures(found):
        if holds is None and measured_only:
            continue
        shown = value if isinstance(value, str) else f"{value:.3g} {unit}" if value < 1000 else f"{value:.0f} {unit}"
        at_least = "at least" if name.startswith(("Topic pages a second", "Durable writes", "Kept deliveries", "Deliveries a second")) else "at most"
        yield f"| {name} | {shown} | {at_least} {bound} {unit} | {'' if holds is None else 'yes' if holds else '**no**'} |"


def write(path, found, runs, seconds, took):
    today = datetime.datetime.now(datetime.timezone.utc)
    text = ["# What was measured", "", f"{today:%Y-%m-%d %H:%M} UTC, version {version()}, release build. {machine()}.",
            f"Command: `tests/load/run.py all` (medians of {runs} runs of {seconds} s; {took / 60:.0f} minutes after the build). Load average now: {os.getloadavg()[1]:.1f}.",
            "How each figure is taken stands in [README.md](README.md). The bounds come from the issue; those of NodeBB are a fixed record "
            f"({NODEBB}), all others are measured here. Yardstick ([yardstick.py](yardstick.py)): what was measured in the record's hour as well needs "
            "now, times what it needed then: " + (", ".join(f"{who}, {work} {it:.2f}" for who, work, it in scales(found)) or "not measured") + ". The smallest is the scale.", "", "| figure | measured | bound | holds |", "| --- | ---: | ---: | --- |"]
    text += table(found)
    keys = ["per_s", "cpu_ms", "p50_ms", "p99_ms", "opened_p99_ms", "join_ms", "bad", "failed", "bytes", "pss_mb", "rss_mb", "ms", "mb", "requests", "times", "deliv_per_s", "cpu_us_per_deliv", "cpu_us_per_packet", "bytes_per_deliv", "kb_per_member", "lost", "disorder", "first_s", "last_s", "strange", "held", "grew_mb", "rest_cpu_ms", "load"]
    text += ["", "## All medians", "", "| who | work | " + " | ".join(keys) + " |", "| --- | --- |" + " ---: |" * len(keys)]
    for (who, work, writers), it in found.items():
        cells = [f"{it[key]:g}" if key in it else "" for key in keys]
        text.append(f"| {who} | {work}{f', {writers} writers' if writers else ''} | " + " | ".join(cells) + " |")
    with open(path, "w") as file:
        file.write("\n".join(text) + "\n")
