"""Ada's small record, and packs of it: whole, taken apart, and put together again by a forger."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache, partial
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fourfold.core.kernel.when import When
from fourfold.core.pack import verify
from fourfold.core.pack.layout import Material, Printed, Trail, fill
from fourfold.core.pack.manifest import Pack, Signer, Signers, Source
from fourfold.core.pack.plan import Choice, plan
from fourfold.core.record import checkpoint, log, merkle
from fourfold.core.record.codes import Direction, OrderKind, OriginalKept, Party
from fourfold.core.record.entry import (
    Contact,
    Entry,
    Exhibit,
    Incident,
    Message,
    Note,
    Order,
    Thing,
    fields,
)
from fourfold.core.record.log import Clock, Leaf, LeafKind
from fourfold.core.record.person import Person

NOW = datetime(2026, 11, 22, 7, 0, 0, tzinfo=UTC)
EVERYTHING = Choice(numbers=frozenset({1, 2, 4, 5, 6}))
FILES = {
    "AB/1": b"\xff\xd8\xff\xe0 a photo of the gate \x00\xff" * 50,
    "AB/2": b"%PDF-1.7 a letter\n" * 20,
    "AB/3": b"\x89PNG\r\n\x1a\n a private picture",
}
NEIGHBOUR = Person(id="7" * 32, label="the neighbour")
VERIFIER = Path(verify.__file__)


def key(name: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(sha256(name.encode()).digest())


def signer(name: str) -> Signer:
    private = key(name)
    return Signer(private.public_key().public_bytes_raw(), private.sign)


SIGNERS = Signers(signer("installation"), signer("record"))
FORGERS = Signers(signer("forger's installation"), signer("forger's record"))


def exhibit(ref: str, name: str, media_type: str, **more: object) -> Exhibit:
    return Exhibit(
        ref=ref,
        file_id=sha256(ref.encode()).hexdigest()[:32],
        name=name,
        size=len(FILES[ref]),
        sha256=sha256(FILES[ref]).hexdigest(),
        header_sha256=sha256(b"header" + ref.encode()).hexdigest(),
        media_type=media_type,
        **more,  # type: ignore[arg-type]
    )


PHOTO = exhibit("AB/1", "IMG_2041.JPG", "image/jpeg", original_kept=OriginalKept.YES)
LETTER = exhibit("AB/2", "../../letter\u202efdp.exe\n", "application/pdf", obtained="by post")
PRIVATE = exhibit("AB/3", "private.png", "image/png", is_private=True)


def entry(number: int, body: object, version: int = 1, **more: object) -> Entry:
    return Entry(
        number=number,
        id=f"{number:032x}",
        version=version,
        added=f"2026-11-{number + version:02}T09:30:00Z",
        body=body,  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )


def incident(what: str, when: str = "2026-11-01T21:05") -> Incident:
    return Incident(what=what, when=When(when))


def record() -> tuple[Entry, ...]:
    message = Message(
        text='I saw "you" 👀\n\t\\ é', when=When("2026-10"), direction=Direction.TO_OWNER
    )
    contact = Contact(said="They took notes.", when=When("2026-11-05"), party=Party.POLICE)
    return (
        entry(1, incident("He stood at the gate."), exhibits=(PHOTO,), people=(NEIGHBOUR.id,)),
        entry(2, message, exhibits=(LETTER, PRIVATE)),
        entry(3, Note(text="call the helpline")),
        entry(4, Thing(what="A bunch of flowers", when=When("2026-11-03~"), ref="AB/4")),
        entry(5, Order(order_kind=OrderKind.RESTRAINING, made=When("2026-09-30"))),
        entry(6, contact),
        entry(
            1,
            incident("He stood at the gate for an hour."),
            version=2,
            exhibits=(PHOTO,),
            people=(NEIGHBOUR.id,),
            reason="I remembered how long.",
        ),
    )


def seed(number: int, version: int) -> bytes:
    return sha256(f"seed {number}.{version}".encode()).digest()


def leaf(n: int, kind: LeafKind, about: str, c: str, utc: str = "2026-11-20T09:30:00Z") -> Leaf:
    return Leaf(n=n, utc=utc, kind=kind, id=about, c=c, sw="fourfold-0.1", clock=Clock.UNKNOWN)


def leaves(entries: Iterable[Entry]) -> tuple[Leaf, ...]:
    """Open the record once, then add the entries in this order."""
    found = [leaf(0, LeafKind.OPEN, "f" * 32, "0" * 64)]
    for each in entries:
        c = log.commit(fields(each), partial(log.field_salt, seed(each.number, each.version)))
        kind = LeafKind.ADD if each.version == 1 else LeafKind.AMEND
        found.append(leaf(len(found), kind, each.id, c, each.added))
    return tuple(found)


def note(lines: Iterable[bytes], signers: Signers = SIGNERS) -> str:
    """Sign the checkpoint of a log with these leaves."""
    hashes = [merkle.leaf_hash(line) for line in lines]
    head = checkpoint.Checkpoint(
        "fourfold.example/record",
        len(hashes),
        merkle.root_of(hashes),
        (checkpoint.day_line(date(2026, 11, 22)),),
    )
    names = {"installation": "fourfold.example", "record": "fourfold.example/record"}
    signatures = [
        checkpoint.sign(head.body(), names[role], each.public, each.sign)
        for role, each in signers.by_role()
    ]
    return checkpoint.note(head.body(), signatures)


def material(entries: Iterable[Entry], signers: Signers = SIGNERS, **more: object) -> Material:
    entries = tuple(entries)
    lines = leaves(entries)
    found = {
        "printed": Printed(
            front_page=b"%PDF-1.7 front page",
            chronology=(b"%PDF-1.7 chronology",),
            chronology_html=b"<!doctype html><title>Chronology</title>",
            chronology_csv=b"number,when\r\n",
            exhibits=b"%PDF-1.7 exhibits",
        ),
        "trail": Trail(
            leaves=lines,
            note=note((each.to_bytes() for each in lines), signers),
            seeds={(e.number, e.version): seed(e.number, e.version) for e in entries},
        ),
        "people": [NEIGHBOUR, Person(id="8" * 32, label="somebody else")],
        "open_exhibit": open_exhibit,
        "generator": "Fourfold 0.1.0",
        "verifier": VERIFIER.read_bytes(),
    }
    return Material(**{**found, **more})  # type: ignore[arg-type]


def open_exhibit(found: Exhibit) -> Source:
    data = FILES[found.ref]
    return lambda: (data[start : start + 100] for start in range(0, len(data), 100))


def make(choice: Choice = EVERYTHING, signers: Signers = SIGNERS) -> Pack:
    return fill(plan(record(), choice, NOW), material(record(), signers), signers)


def zipped(pack: Pack) -> bytes:
    return b"".join(pack.zip_chunks())


@cache
def whole() -> bytes:
    """The zip that most tests take apart."""
    return zipped(make())


def contents(pack: Pack | None = None) -> dict[str, bytes]:
    """Every file of a pack by its path."""
    return _files(pack) if pack else dict(_whole_files())


def _files(pack: Pack) -> dict[str, bytes]:
    return {file.path: b"".join(file.chunks()) for file in pack.files}


@cache
def _whole_files() -> dict[str, bytes]:
    return _files(make())


def zip_of(files: Mapping[str, bytes], order: Iterable[str] = ()) -> bytes:
    """Zip any files as a pack is zipped, whatever they are called."""
    body, members = b"", []
    for path in order or sorted(files):
        member = verify.Member(path, len(files[path]), zlib.crc32(files[path]), len(body))
        members.append(member)
        body += verify.local_header(member) + files[path]
    return body + verify.directory(members, len(body))


def relisted(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Make both lists of hashes anew, as anybody can."""
    done = {path: data for path, data in files.items() if not path.endswith("manifest-sha256.txt")}
    done[verify.MANIFEST] = listing({p: d for p, d in done.items() if p.startswith("data/")})
    tags = {p: d for p, d in done.items() if not p.startswith("data/") and not p.endswith(".sig")}
    done[verify.TAG_MANIFEST] = listing(tags)
    return done


def listing(files: Mapping[str, bytes]) -> bytes:
    lines = (f"{sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files))
    return "".join(lines).encode()


def resigned(files: Mapping[str, bytes], signers: Signers) -> dict[str, bytes]:
    """Make the lists anew and sign them with these keys, as anybody can with keys of their own."""
    keys = {verify.KEYS[role]: verify.write_pem(each.public) for role, each in signers.by_role()}
    done = relisted({**files, **keys})
    for role, each in signers.by_role():
        done[verify.SIGNATURES[role]] = each.sign(done[verify.TAG_MANIFEST])
    return done


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Lay the files out as a folder."""
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder
