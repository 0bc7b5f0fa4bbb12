"""Checks a Fourfold evidence pack. One file, standard library only, Python 3.8 or newer.

    python3 verify.py PACK [--key FINGERPRINT_OR_PEM] [--json]

PACK is the zip as it was handed over, or the folder it unpacks to. The exit code is the answer:
0 whole and signed by the key you named; 3 whole, but you named no key, so anybody may have made
it; 1 altered, and every fault is named; 2 not a pack; 64 wrong usage; 70 could not finish.

Take this file from the release page and compare its published hash. The copy inside a pack is
for reading: whoever changes a pack can change that copy too. Nothing in a pack is ever run.

Sources: BagIt RFC 8493, Ed25519 RFC 8032, Merkle tree RFC 9162, canonical JSON RFC 8785, C2SP
signed-note and tlog-checkpoint, zip APPNOTE 6.3.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import os  # noqa: TID251 - of all of core, only this file opens files
import re
import struct
import sys
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, NamedTuple, NoReturn

TAG_MANIFEST, MANIFEST = "tagmanifest-sha256.txt", "manifest-sha256.txt"
INFO, CHECKPOINT = "bag-info.txt", "checkpoint.txt"
LOG, RECORD, PROOFS = "data/log.jsonl", "data/record.json", "data/proofs.json"
EXHIBITS, SHEET = "data/exhibits/", "/exhibit-sheet.txt"
ROLES = ("installation", "record")
KEYS = {role: "keys/%s.pem" % role for role in ROLES}
SIGNATURES = {role: "%s.%s.sig" % (TAG_MANIFEST, role) for role in ROLES}
NEEDED = {"VERIFY.txt", "bagit.txt", INFO, CHECKPOINT, MANIFEST, LOG, RECORD, PROOFS}
FORMAT, UNCOUNTED, POLICE = "fourfold-proofs-1", ("order", "note", "case_event"), "police"
PEM = (b"-----BEGIN PUBLIC KEY-----\n", b"\n-----END PUBLIC KEY-----\n")
SPKI = bytes.fromhex("302a300506032b6570032100")  # DER in front of a raw Ed25519 key, RFC 8410
SEGMENT = r"(?!(?i:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:[./]|\Z))[A-Za-z0-9](?:[\w.-]*[\w-])?"
NAME = re.compile(r"(?a:(?=.{1,200}\Z)%s(?:/%s)*\Z)" % (SEGMENT, SEGMENT))
FULL, CHUNK, MOST_BYTES, MOST_FILES = 0xFFFFFFFF, 1 << 20, 1 << 26, 100_000


class Problem(NamedTuple):
    """One fault: a stable code, the file it is in ("" for the whole pack), and what was found."""

    code: str
    path: str
    detail: str


class Report(NamedTuple):
    """The answer. signers: role to fingerprint. matched: the role of the key named, or ""."""

    code: int
    problems: tuple[Problem, ...] = ()
    signers: Mapping[str, str] = {}
    matched: str = ""
    counts: Mapping[str, int] = {}


class NotAKey(argparse.ArgumentTypeError, ValueError):
    """Neither a fingerprint nor a public key."""


class Refused(Exception):
    """Ends the check that it is raised in; its arguments are those of a `Problem`."""


# --- Ed25519, RFC 8032 section 5.1, with points as (x * z, y * z, z) ------------------------------
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def _add(p: tuple[int, int, int], q: tuple[int, int, int]) -> tuple[int, int, int]:
    a, c, d = p[2] * q[2], p[0] * q[0] % P, p[1] * q[1] % P
    b, e = a * a % P, D * c * d % P
    x = a * (b - e) * ((p[0] + p[1]) * (q[0] + q[1]) - c - d)
    y = a * (b + e) * (c + d)
    return x % P, y % P, (b - e) * (b + e) % P


def _times(number: int, point: tuple[int, int, int]) -> tuple[int, int, int]:
    total = (0, 1, 1)
    while number:
        total = _add(total, point) if number & 1 else total
        number, point = number >> 1, _add(point, point)
    return total


def _encode(point: tuple[int, int, int]) -> bytes:
    inverse = pow(point[2], -1, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _decode(data: bytes) -> tuple[int, int, int] | None:
    """Return the point, or None unless this is its one encoding and its order is large."""
    number = int.from_bytes(data, "little")
    y, sign = number & ((1 << 255) - 1), number >> 255
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    x = x if x & 1 == sign else P - x
    is_point = x * x % P == square and _encode((x, y, 1)) == data
    return (x, y, 1) if is_point and _times(8, (x, y, 1))[0] != 0 else None


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the 64-byte Ed25519 signature over the message was made by the 32-byte public key."""
    key, base = _decode(public), _decode(b"\x58" + b"\x66" * 31)
    s = int.from_bytes(signature[32:], "little")
    if key is None or base is None or len(signature) != 64 or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little")
    minus = _times(k % ORDER, (P - key[0], key[1], 1))
    return _encode(_add(_times(s, base), minus)) == signature[:32]


# --- The canonical zip: stored, sorted, one fixed time, and nothing else -------------------------
class Member(NamedTuple):
    """One file: `start` is where its local header begins in the zip."""

    path: str
    size: int
    crc32: int
    start: int


def _zip64(values: list[int]) -> bytes:
    return struct.pack("<HH%dQ" % len(values), 1, 8 * len(values), *values) if values else b""


def _shared(member: Member, extra: bytes) -> tuple[bytes, bytes]:
    name, size = member.path.encode("ascii", "replace"), min(member.size, FULL)
    sizes = (member.crc32, size, size, len(name), len(extra))
    return struct.pack("<5H3I2H", 45 if extra else 20, 0, 0, 0, 33, *sizes), name + extra


def local_header(member: Member) -> bytes:
    """Return the only bytes allowed in front of the member's content."""
    return b"PK\3\4" + b"".join(_shared(member, _zip64([member.size] * 2 * (member.size >= FULL))))


def directory(members: Collection[Member], end: int) -> bytes:
    """Return the only bytes allowed after the last member's content, which ends at `end`."""
    body, count, wide = bytearray(), len(members), b""
    for member in members:
        large = [member.size] * 2 * (member.size >= FULL) + [member.start] * (member.start >= FULL)
        shared, name = _shared(member, _zip64(large))
        place = struct.pack("<3H2I", 0, 0, 0, 0, min(member.start, FULL))
        body += b"PK\1\2\x14\0" + shared + place + name
    if count >= 0xFFFF or end >= FULL:
        wide = struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(body), end)
        wide += struct.pack("<4sIQI", b"PK\6\7", 0, end + len(body), 1)
    counts = struct.pack("<4H2IH", 0, 0, *[min(count, 0xFFFF)] * 2, len(body), min(end, FULL), 0)
    return bytes(body) + wide + b"PK\5\6" + counts


# --- Opening a zip or a folder: never unpacked, never followed out of itself ---------------------
class Files:
    """The files of a pack, and every problem found so far."""

    def __init__(self, path: str) -> None:
        """List the files; raises OSError if that cannot be done."""
        self.path, self.is_zip = path, not os.path.isdir(path)
        self.problems: list[Problem] = []
        self.members: dict[str, Member] = {}
        self._walk_zip() if self.is_zip else self._walk_folder()

    def refuse(self, code: str, path: str, detail: str) -> None:
        """Note a problem and go on."""
        self.problems.append(Problem(code, path, detail))

    def attempt(self, check: Callable[..., dict[str, Any]], *given: Any) -> dict[str, Any]:
        """Run one check; what the pack makes it stumble over is a problem, not a crash."""
        try:
            return check(self, *given)
        except Refused as refused:
            self.refuse(*refused.args)
        except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
            self.refuse("unreadable", "", "not written as a pack is: %r" % error)
        return {}

    def _walk_zip(self) -> None:
        with open(self.path, "rb") as file:
            at, last, length = 0, "", file.seek(0, os.SEEK_END)
            while at < length and len(self.members) + len(self.problems) < MOST_FILES:
                file.seek(at)
                head = file.read(30)
                if len(head) < 30 or head[:4] != b"PK\3\4":
                    break
                crc32, size, name_length, extra_length = struct.unpack("<14xI4xI2H", head)
                head += file.read(name_length + extra_length)
                name = head[30 : 30 + name_length].decode("ascii", "replace")
                size = struct.unpack("<Q", head[-8:])[0] if size == FULL else size
                member = Member(name, size, crc32, at)
                if head != local_header(member) or name <= last:
                    self.refuse("zip-header", name, "its place or header in the zip is wrong")
                at, last = at + len(head) + size, name
                self.members.setdefault(name, member)
            tail = directory(self.members.values(), at)
            file.seek(min(at, length))
            if file.read(len(tail) + 1) != tail:
                self.refuse("zip-end", last, "bytes changed, added or cut off after this file")

    def _walk_folder(self) -> None:
        folders = [""]
        while folders and len(self.members) < MOST_FILES:
            inside = folders.pop()
            for found in os.scandir(os.path.join(self.path, inside)):
                name = inside + found.name
                if found.is_dir(follow_symlinks=False) and name.count("/") < 9:
                    folders.append(name + "/")
                elif found.is_file(follow_symlinks=False):
                    self.members[name] = Member(name, found.stat().st_size, 0, 0)
                else:
                    self.refuse("not-a-file", name, "a link, a device or a folder too deep")

    def chunks(self, path: str) -> Iterator[bytes]:
        """Give the content of one file, piece by piece."""
        member = self.members[path]
        with open(self.path if self.is_zip else os.path.join(self.path, path), "rb") as file:
            file.seek(member.start + len(local_header(member)) if self.is_zip else 0)
            for left in range(member.size, 0, -CHUNK):
                chunk = file.read(min(left, CHUNK))
                if len(chunk) < min(left, CHUNK):
                    raise Refused("cut", path, "bytes are missing from its end")
                yield chunk

    def read(self, path: str) -> bytes:
        """Return the content of one small file."""
        if path not in self.members or self.members[path].size > MOST_BYTES:
            raise Refused("missing", path, "not in the pack, or far larger than it can be")
        return b"".join(self.chunks(path))

    def digest(self, path: str) -> str:
        """Return the SHA-256 of one file; a zip's own checksum of it has to be right too."""
        sha256, crc32 = hashlib.sha256(), 0
        for chunk in self.chunks(path):
            sha256.update(chunk)
            crc32 = zlib.crc32(chunk, crc32)
        if self.is_zip and crc32 != self.members[path].crc32:
            self.refuse("zip-checksum", path, "does not fit its checksum in the zip")
        return sha256.hexdigest()


# --- Small texts: keys, lists of hashes, JSON, notes. Each has one spelling, so write it again ----
def fingerprint(public: bytes) -> str:
    """Return the name of a key: the SHA-256 of its 32 bytes, in hex."""
    return hashlib.sha256(public).hexdigest()


def write_pem(public: bytes) -> bytes:
    """Return a raw public key in the form that `openssl` reads."""
    return base64.b64encode(SPKI + public).join(PEM)


def read_pem(path: str, data: bytes) -> bytes:
    """Return the raw public key from exactly what `write_pem` writes."""
    public = base64.b64decode(data[len(PEM[0]) : -len(PEM[1])])[len(SPKI) :]
    if len(public) != 32 or write_pem(public) != data:
        raise Refused("unreadable", path, "not an Ed25519 public key")
    return public


def read_key(text: str) -> str:
    """Return the fingerprint meant by one in any grouping, or by a PEM file's path; or NotAKey."""
    plain = re.sub(r"[\s:-]", "", text).lower()
    if re.match(r"[0-9a-f]{64}\Z", plain):
        return plain
    try:
        with open(text, "rb") as file:
            return fingerprint(read_pem(text, file.read(1000).replace(b"\r\n", b"\n")))
    except (OSError, Refused, ValueError):
        raise NotAKey("not a fingerprint of 64 hex digits, nor an Ed25519 key in PEM") from None


def read_manifest(files: Files, path: str, others: Collection[str]) -> dict[str, str]:
    """Return path to SHA-256 from a list for `sha256sum -c`; names must be safe on any computer."""
    data = files.read(path)
    rows = [row.partition("  ") for row in data.decode("ascii").split("\n")[:-1]]
    listed = {name: digest for digest, _, name in rows if NAME.match(name)}
    pieces = {n[:at] for n in {*listed, *others} for at, each in enumerate(n + "/") if each == "/"}
    again = "".join("%s  %s\n" % (listed[name], name) for name in sorted(listed))
    if again.encode() != data or len({piece.lower() for piece in pieces}) != len(pieces):
        raise Refused("unreadable", path, "not a sorted list of hashes and safe, different names")
    return listed


def canonical(value: Any) -> bytes:
    """Return canonical JSON; member names are ASCII, and there are no fractions."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def read_json(path: str, data: bytes) -> Any:
    """Return the value of canonical JSON."""
    value = json.loads(data.decode("utf-8"))
    if canonical(value) != data:
        raise Refused("unreadable", path, "not canonical JSON")
    return value


def _sha256(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


# --- The checks ----------------------------------------------------------------------------------
def check_hashes(files: Files) -> dict[str, str]:
    """Compare every file with the two lists of hashes; return path to hash of all files."""
    digests = {path: files.digest(path) for path in sorted(files.members)}
    unlisted = {TAG_MANIFEST, *SIGNATURES.values()}
    listed = read_manifest(files, TAG_MANIFEST, unlisted)
    payload = read_manifest(files, MANIFEST, unlisted | {*listed})
    if digests[MANIFEST] != listed.get(MANIFEST):  # then what it says of others means nothing
        payload = {path: digest for path, digest in digests.items() if path.startswith("data/")}
    listed.update(payload)
    missing = sorted({*NEEDED, *listed} - {*digests})
    lost = {listed.get(path): path for path in missing}
    for path in missing:
        files.refuse("missing", path, "not in the pack")
    for path in sorted({*digests} - unlisted):
        if path not in listed and digests[path] in lost:
            files.refuse("renamed", path, "was called " + lost[digests[path]])
        elif path not in listed:
            files.refuse("extra", path, "was not there when the pack was made")
        elif listed[path] != digests[path]:
            files.refuse("altered", path, "not what it was when the pack was made")
    return digests


def check_signatures(files: Files) -> dict[str, bytes]:
    """Check both signatures over the tag manifest; return the two public keys by role."""
    text = files.read(TAG_MANIFEST)
    keys = {role: read_pem(KEYS[role], files.read(KEYS[role])) for role in ROLES}
    bad = [role for role in ROLES if not is_signed(keys[role], text, files.read(SIGNATURES[role]))]
    for role in bad:
        path = SIGNATURES[role] if len(bad) == 1 else TAG_MANIFEST
        files.refuse("signature", path, "no true signature by the %s key" % role)
    return keys


def check_checkpoint(files: Files, keys: Mapping[str, bytes], head: list[bytes]) -> None:
    """Check that both keys signed the checkpoint, and that it is of the log with this head."""
    text, _, rest = files.read(CHECKPOINT).partition(b"\n\n")
    lines, text = [line.split(b" ") for line in rest.split(b"\n")[:16]], text + b"\n"
    signed = [(line[1], base64.b64decode(line[2])) for line in lines if len(line) == 3]
    again = b"".join(b"\xe2\x80\x94 %s %s\n" % (n, base64.b64encode(blob)) for n, blob in signed)
    if again != rest:
        raise Refused("unreadable", CHECKPOINT, "not a signed note")
    for role, key in keys.items():
        mine = [blob[4:] for name, blob in signed if blob[:4] == _sha256(name, b"\n\1", key)[:4]]
        if not any(is_signed(key, text, signature) for signature in mine):
            files.refuse("signature", CHECKPOINT, "no true signature by the %s key" % role)
    if text.split(b"\n")[1:3] != head:
        files.refuse("log", LOG, "its size and root are not those of the checkpoint")


def read_log(files: Files) -> tuple[list[bytes], list[dict[str, Any]]]:
    """Return the log's size and root as a checkpoint writes them (RFC 9162), and every leaf."""
    *lines, rest = files.read(LOG).split(b"\n")
    leaves = [read_json(LOG, line) for line in lines]
    if rest or any(leaf["n"] != number for number, leaf in enumerate(leaves)):
        raise Refused("log", LOG, "a leaf is missing, moved or cut")
    level = [_sha256(b"\0", line) for line in lines] or [_sha256()]
    while len(level) > 1:
        pairs = [level[at : at + 2] for at in range(0, len(level), 2)]
        level = [_sha256(b"\1", *pair) if len(pair) == 2 else pair[0] for pair in pairs]
    return [b"%d" % len(leaves), base64.b64encode(level[0])], leaves


def _commitment(entry: Mapping[str, Any], proof: Mapping[str, Any]) -> str:
    fields, hashes = {**entry, **entry["body"]}, dict(proof["withheld"])
    for name in fields.keys() - {"body"}:
        salt = bytes.fromhex(proof["salts"][name])
        hashes[name] = _sha256(salt, canonical(fields[name])).hex() if len(salt) == 32 else ""
    return _sha256(canonical(hashes)).hex()


def check_entries(files: Files, entries: Mapping[str, Any], proofs: Any, leaves: Any) -> None:
    """Check that every version of each entry is here, and is what the log committed to."""
    changes: dict[str, list[Any]] = {entry_id: [] for entry_id in entries}
    for leaf in leaves:
        if leaf["kind"] in ("add", "amend") and leaf["id"] in changes:
            changes[leaf["id"]].append(leaf)
    for entry_id, versions in entries.items():
        counts = (versions[0]["number"], len(versions), len(changes[entry_id]))
        if counts[1] != counts[2]:
            files.refuse("versions", RECORD, "entry %s: %d here, %d in the log" % counts)
        for entry, leaf in zip(versions, changes[entry_id]):  # noqa: B905 - Python 3.8
            name = "%s.%s" % (entry["number"], entry["version"])
            if leaf["c"] != _commitment(entry, proofs["entries"][name]):
                files.refuse("commitment", RECORD, "entry %s is not what the log holds" % name)


def check_exhibits(files: Files, record: Any, proofs: Any, digests: Mapping[str, str]) -> None:
    """Check that each exhibit's file is the one its entry names, and none belongs to no entry."""
    paths = proofs["exhibits"]
    for each in [each for entry in record["entries"] for each in entry["exhibits"]]:
        if each["ref"] in paths and digests.get(paths[each["ref"]]) != each["sha256"]:
            files.refuse("exhibit", paths[each["ref"]], "not what the record calls " + each["ref"])
    for path in sorted({*digests} - {*paths.values()}):
        if path.startswith(EXHIBITS) and not path.endswith(SHEET):
            files.refuse("exhibit", path, "belongs to no entry in the record")


def check_counts(files: Files, entries: Mapping[str, Any], leaves: Any) -> dict[str, int]:
    """Check the counts that the pack states against the record and the log; return them."""
    stated = re.search(rb"(?m)^Completeness: (\d+) of (\d+) entr", files.read(INFO))
    here, counted = map(int, stated.groups() if stated else (-1, -1))
    gone, alive = ({leaf["id"] for leaf in leaves if leaf["kind"] == w} for w in ("delete", "add"))
    newest = [versions[-1]["body"] for versions in entries.values()]
    found = sum(b["kind"] not in UNCOUNTED and b.get("party", POLICE) == POLICE for b in newest)
    if here != found or not here <= counted <= len(alive - gone):
        files.refuse("counts", INFO, "its counts are not those of the record and the log")
    counts = {"entries_here": here, "entries_counted": counted, "log_lines": len(leaves)}
    return {**counts, "versions_here": sum(map(len, entries.values()))}


def check_content(files: Files, keys: Mapping[str, bytes], digests: Any) -> dict[str, int]:
    """Check what the files say of each other, once they are those listed; return the counts."""
    record, proofs = (read_json(path, files.read(path)) for path in (RECORD, PROOFS))
    if proofs["format"] != FORMAT:
        raise Refused("unreadable", PROOFS, "of another format: look for a newer verify.py")
    entries: dict[str, list[Any]] = {}
    for entry in record["entries"]:
        entries.setdefault(entry["id"], []).append(entry)
    head, leaves = read_log(files)
    check_checkpoint(files, keys, head)
    check_entries(files, entries, proofs, leaves)
    check_exhibits(files, record, proofs, digests)
    return check_counts(files, entries, leaves)


def verify(path: str, key: str | None = None) -> Report:
    """Check the pack, a zip or a folder, at this path; `key` is as `read_key` takes it.

    Raises NotAKey if the key is none, OSError if the pack cannot be read.
    """
    wanted, files = read_key(key) if key else "", Files(path)
    if not NEEDED & {*files.members}:
        return Report(2)
    keys, digests = files.attempt(check_signatures), files.attempt(check_hashes)
    is_listed = keys and digests and all(each.code == "signature" for each in files.problems)
    counts = files.attempt(check_content, keys, digests) if is_listed else {}
    signers = {role: fingerprint(public) for role, public in keys.items()}
    matched = "".join([role for role in signers if signers[role] == wanted][:1])
    if wanted and not matched:
        files.refuse("other-key", KEYS["installation"], "not signed by the key you named")
    code = 1 if files.problems else 0 if matched else 3
    return Report(code, tuple(files.problems), signers, matched, counts)


# --- The command ---------------------------------------------------------------------------------
ANSWERS = {
    0: "WHOLE. Nothing has changed since this pack was signed, and the key you named signed it.",
    3: "NOT PROVED. Anybody can make such a pack. Get the fingerprint elsewhere. Use it in --key.",
    1: "ALTERED, OR NOT SIGNED BY THE KEY YOU NAMED. What is wrong stands here:",
    2: "NOT A PACK. If somebody has unpacked it and zipped it again, check the folder instead.",
}


def describe(report: Report) -> str:
    """Return the answer for people, in ASCII whatever the names in the pack are."""
    lines = ["%s: %s [%s]" % (p.path or "pack", p.detail, p.code) for p in report.problems[:500]]
    lines += ["%s: %d" % (name.replace("_", " "), n) for name, n in report.counts.items()]
    for role, name in report.signers.items():
        lines.append(role + " key: " + name + " (the one you named)" * (role == report.matched))
    return "\n  ".join([ANSWERS[report.code]] + [ascii(line)[1:-1] for line in lines])


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(64, "%s: %s\n%s" % (self.prog, message, self.format_usage()))


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = _Parser(description="Checks a Fourfold evidence pack.")
    parser.add_argument("pack", help="the zip, or the folder it unpacks to")
    parser.add_argument("--key", type=read_key, help="the signer's fingerprint, or a PEM file")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    options = parser.parse_args(arguments)
    try:
        report = verify(options.pack, options.key)
    except Exception as error:  # a failure to look must not read like an answer
        print("Could not finish: %s" % ascii(str(error) or type(error)), file=sys.stderr)
        return 70
    facts = {**report._asdict(), "problems": [problem._asdict() for problem in report.problems]}
    print(json.dumps(facts, indent=2) if options.json else describe(report))
    return report.code


if __name__ == "__main__":
    sys.exit(main())
