"""Which files a pack has, and what is in those that this software writes itself.

    data/00-front-page.pdf  data/01-chronology.pdf .html .csv  data/02-exhibits.pdf
                            handed in, already rendered; a very long chronology in parts
    data/03-orders.pdf .html
                            the same, if the owner wants it: orders and the times they were broken
    data/exhibits/AB-1/AB-1.jpg  exhibit-sheet.txt                 the kept bytes, and where from
    data/record.json        every version of the chosen entries, in the open record format
    data/log.jsonl          every leaf of the log, one a line: no content, only commitments
    data/proofs.json        the salts that open the commitments of what is in record.json
    data/what-this-proves.txt
    checkpoint.txt          the signed note over the log, from before this pack's own leaf

Proofs: `{"format", "entries": {"12.1": {"salts": {field: hex}, "withheld": {field: hash}}},
"exhibits": {"AB/1": path}}`, where "12.1" is entry 12, version 1. What a verifier would refuse is
refused here first, so that no pack leaves that does not check.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fourfold.core.kernel import canonical
from fourfold.core.pack import verify, words
from fourfold.core.pack.errors import ContentError
from fourfold.core.pack.manifest import Pack, PackFile, Signer, Signers, Source, assemble, measure
from fourfold.core.pack.plan import Plan, PlannedExhibit
from fourfold.core.record import checkpoint, format, log, merkle
from fourfold.core.record.entry import Entry, fields
from fourfold.core.record.exhibit import Exhibit
from fourfold.core.record.log import Leaf, LeafKind
from fourfold.core.record.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What render made of the plan. chronology: one PDF, or several parts of a very long one.
    orders, orders_html: empty unless they were asked for."""

    front_page: bytes
    chronology: tuple[bytes, ...]
    chronology_html: bytes
    chronology_csv: bytes
    exhibits: bytes
    orders: bytes = b""
    orders_html: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """The log as it stands. leaves: all, in order. note: the signed checkpoint of exactly these
    leaves. seeds: the 32-byte salt seed of each chosen version, by (number, version)."""

    leaves: tuple[Leaf, ...]
    note: str
    seeds: Mapping[tuple[int, int], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything that a pack is made of besides its plan. people: all whom the record knows.
    open_exhibit: gives the source of an exhibit's plain bytes. generator: the program and its
    version. verifier: the text of `verify.py`."""

    printed: Printed
    trail: Trail
    people: Iterable[Person]
    open_exhibit: Callable[[Exhibit], Source]
    generator: str
    verifier: bytes


def fill(plan: Plan, material: Material, signers: Signers) -> Pack:
    """Return the signed pack; its exhibits are read once here and once more when it is written.

    Raises ContentError: `leaf_order`, `checkpoint`, `not_in_log`, `seed_missing`, `exhibit`,
    `too_large`, and those of `manifest.assemble`.
    """
    trail, head = material.trail, _head(material.trail, signers)
    payload = [
        *_printed(material.printed),
        *_exhibits(plan, material.open_exhibit),
        _small(verify.RECORD, format.dump(_record(plan, material))),
        _small(verify.LOG, b"".join(leaf.to_bytes() + b"\n" for leaf in trail.leaves)),
        _small(verify.PROOFS, canonical.encode(_proofs(plan, trail))),
        _text("data/what-this-proves.txt", words.what_this_proves(plan, signers, head)),
    ]
    tags = {
        verify.INFO: _info(plan, payload, material.generator),
        verify.CHECKPOINT: trail.note.encode(),
        "VERIFY.txt": words.how_to_verify(signers).encode(),
        "verify.py": material.verifier,
    }
    return assemble(payload, tags, signers)


def _small(path: str, data: bytes) -> PackFile:
    """Measure a file that a verifier reads whole, and so bounds."""
    if len(data) > verify.MOST_BYTES:
        raise ContentError("too_large", path=path)
    return measure(path, data)


def _text(path: str, text: str) -> PackFile:
    return measure(path, text.encode())


def _printed(printed: Printed) -> Iterator[PackFile]:
    yield measure("data/00-front-page.pdf", printed.front_page)
    for number, part in enumerate(printed.chronology, 1):
        name = f"-{number}" if len(printed.chronology) > 1 else ""
        yield measure(f"data/01-chronology{name}.pdf", part)
    yield measure("data/01-chronology.html", printed.chronology_html)
    yield measure("data/01-chronology.csv", printed.chronology_csv)
    yield measure("data/02-exhibits.pdf", printed.exhibits)
    if printed.orders:
        yield measure("data/03-orders.pdf", printed.orders)
        yield measure("data/03-orders.html", printed.orders_html)


def _exhibits(plan: Plan, open_exhibit: Callable[[Exhibit], Source]) -> Iterator[PackFile]:
    for each in plan.exhibits:
        file = measure(_path(each), open_exhibit(each.exhibit))
        if (file.sha256, file.size) != (each.exhibit.sha256, each.exhibit.size):
            raise ContentError("exhibit", ref=each.exhibit.ref)
        yield file
    for each in (*plan.exhibits, *plan.withheld):
        yield _text(f"{verify.EXHIBITS}{each.folder}{verify.SHEET}", words.exhibit_sheet(each))


def _path(planned: PlannedExhibit) -> str:
    return f"{verify.EXHIBITS}{planned.folder}/{planned.file}"


def _record(plan: Plan, material: Material) -> format.RecordFile:
    people = sorted((each for each in material.people if each.id in plan.people), key=_id)
    return format.RecordFile(
        generator=material.generator,
        made=plan.made,
        people=tuple(people),
        entries=plan.versions,
        deleted=plan.deleted,
        completeness=format.Completeness(
            contained=plan.completeness.here, withheld=plan.completeness.withheld
        ),
    )


def _id(person: Person) -> str:
    return person.id


def _proofs(plan: Plan, trail: Trail) -> dict[str, Any]:
    """Return what opens the commitments, once every version is found in the log."""
    changes: defaultdict[str, list[Leaf]] = defaultdict(list)
    for place, leaf in enumerate(trail.leaves):
        if leaf.n != place:
            raise ContentError("leaf_order", number=place)
        if leaf.kind in (LeafKind.ADD, LeafKind.AMEND):
            changes[leaf.id].append(leaf)
    for item in plan.items:
        if len(changes[item.entry.id]) != item.entry.version:
            raise ContentError("not_in_log", number=item.entry.number)
    return {
        "format": verify.FORMAT,
        "entries": {
            f"{each.number}.{each.version}": {
                "salts": _salts(each, changes[each.id][each.version - 1], trail),
                "withheld": {},
            }
            for each in plan.versions
        },
        "exhibits": {each.exhibit.ref: _path(each) for each in plan.exhibits},
    }


def _salts(entry: Entry, leaf: Leaf, trail: Trail) -> dict[str, str]:
    seed = trail.seeds.get((entry.number, entry.version))
    if seed is None:
        raise ContentError("seed_missing", number=entry.number)
    values = fields(entry)
    salts = {name: log.field_salt(seed, name) for name in values}
    if log.commit(values, salts.__getitem__) != leaf.c:
        raise ContentError("not_in_log", number=entry.number)
    return {name: salt.hex() for name, salt in salts.items()}


def _head(trail: Trail, signers: Signers) -> words.LogHead:
    """Return what is said of the log; its checkpoint is of these leaves, and signed by both."""
    body, signatures = checkpoint.parse_note(trail.note)
    for _, signer in signers.by_role():
        if not any(_is_by(signer, signature, body) for signature in signatures):
            raise ContentError("checkpoint")
    signed = checkpoint.Checkpoint.from_body(body)
    root = merkle.root_of(leaf.hash for leaf in trail.leaves)
    if (signed.size, signed.root) != (len(trail.leaves), root):
        raise ContentError("checkpoint")
    clock = trail.leaves[-1].clock if trail.leaves else log.Clock.UNKNOWN
    return words.LogHead(checkpoint.short_form(signed), clock)


def _is_by(signer: Signer, signature: checkpoint.Signature, body: str) -> bool:
    is_named = signature.key_id == checkpoint.key_id(signature.name, signer.public)
    return is_named and verify.is_signed(signer.public, body.encode(), signature.signature)


def _info(plan: Plan, payload: list[PackFile], generator: str) -> bytes:
    total = sum(file.size for file in payload)
    lines = (
        ("Bag-Software-Agent", generator),
        ("Bagging-Date", plan.made[:10]),
        ("External-Description", words.AUTHORSHIP),
        ("Payload-Oxum", f"{total}.{len(payload)}"),
        ("Pack-Made", plan.made),
        ("Pack-Profile", plan.profile.value),
        ("Completeness", words.completeness_line(plan.completeness)),
    )
    return "".join(f"{label}: {value}\n" for label, value in lines).encode()
