"""Making a copy to hand over: asked for in a request, made beside it, kept sealed for a week."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources
from uuid import UUID, uuid4

import msgspec
from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from fourfold.core.pack import layout
from fourfold.core.pack.errors import PackError
from fourfold.core.pack.layout import Material, Trail
from fourfold.core.pack.manifest import Pack, Signer, Signers, Source
from fourfold.core.pack.plan import Choice, Plan, plan
from fourfold.core.record import checkpoint
from fourfold.core.record.errors import RecordError
from fourfold.core.record.exhibit import Exhibit
from fourfold.core.record.log import Leaf, LeafKind, commit, field_salt
from fourfold.render.errors import RenderError
from fourfold.vault import seal, signing
from fourfold.vault.disk import DiskStore
from fourfold.vault.errors import VaultError
from fourfold.vault.keep import Keeper, checked_pieces, open_kept
from fourfold.vault.payload import PayloadReader
from fourfold.vault.seal import Context, Purpose
from fourfold.web.accounts import server
from fourfold.web.accounts.access import Owner
from fourfold.web.packs import printing
from fourfold.web.packs.models import PackRow
from fourfold.web.packs.work import worker
from fourfold.web.record import queries
from fourfold.web.record.actions import append_leaf

KEEP_DAYS = 7
MOST_COPIES = 5  # at a time: each holds every file once more
LEASE = timedelta(minutes=15)
WAITING, READY, FAILED = PackRow.State.WAITING, PackRow.State.READY, PackRow.State.FAILED
log = logging.getLogger(__name__)


class Asked(msgspec.Struct, frozen=True):
    """What the owner chose. made: UTC, the clock that the pack prints. numbers: of entries.
    orders: with a page of the orders and the times they were broken."""

    made: str
    numbers: tuple[int, ...]
    orders: bool = False


class Made(msgspec.Struct, frozen=True):
    """What came of it, or why nothing did (`problem`: a code). seed: of the log's commitment."""

    size: int = 0
    sha256: str = ""
    header: bytes = b""
    header_sha256: str = ""
    entries: int = 0
    exhibits: int = 0
    seed: bytes = b""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """One pack as the owner sees it."""

    id: UUID
    state: str
    asked: Asked
    made: Made
    made_on: date
    goes_on: date


@cache
def store() -> DiskStore:
    """Sealed packs, apart from the owner's own files."""
    return DiskStore(settings.DATA / "packs", settings.FREE_SPACE_FLOOR)


# ------------------------------------------------------------------ asking


def make_pack(
    owner: Owner, numbers: tuple[int, ...], now: datetime, *, orders: bool = False
) -> UUID:
    """Ask for a pack of these entries; returns its id at once."""
    asked = Asked(f"{now:%Y-%m-%dT%H:%M:%SZ}", numbers, orders)
    pack_id = uuid4()
    PackRow.objects.create(
        record_id=owner.record_id,
        pack_id=pack_id,
        day=now.date(),
        asked=_seal(owner, pack_id, msgspec.json.encode(asked)),
    )
    carry_on(owner, pack_id)
    return pack_id


def carry_on(owner: Owner, pack_id: UUID) -> None:
    """Hand the work in, unless somebody is at it; the keys go along in memory only."""
    now = timezone.now()
    is_free = Q(lease_ends=None) | Q(lease_ends__lte=now)
    mine = PackRow.objects.filter(is_free, record_id=owner.record_id, pack_id=pack_id)
    if mine.filter(state=WAITING).update(lease_ends=now + LEASE):
        worker().hand_in(lambda: _make(owner, pack_id))


def has_room(owner: Owner) -> bool:
    """Whether one more pack may be made now."""
    return len(copies(owner)) < MOST_COPIES


def remove(owner: Owner, pack_id: UUID) -> None:
    """Remove a pack before its time."""
    PackRow.objects.filter(record_id=owner.record_id, pack_id=pack_id).delete()
    store().delete(_name(owner.record_id, pack_id))


def sweep(now: datetime) -> None:
    """Remove packs that have had their week, and payloads that no row knows."""
    expired = PackRow.objects.filter(day__lte=now.date() - timedelta(days=KEEP_DAYS))
    names = [_name(*row) for row in expired.values_list("record_id", "pack_id")]
    expired.delete()
    # By name: the store refuses to take a great many for nobody's, and would keep them for ever.
    for name in names:
        store().delete(name)
    rows = PackRow.objects.values_list("record_id", "pack_id")
    store().sweep({_name(*row) for row in rows}, now - LEASE)


# ------------------------------------------------------------------ seeing


def copies(owner: Owner) -> list[Copy]:
    """The owner's packs, newest first.

    One made before the record's data key was replaced no longer opens: something in it has been
    destroyed since, and so is the pack.
    """
    found = []
    for row in PackRow.objects.filter(record_id=owner.record_id).order_by("-day"):
        try:
            found.append(_open_row(owner, row))
        except VaultError:
            remove(owner, row.pack_id)
    return sorted(found, key=lambda copy: copy.asked.made, reverse=True)


def find(owner: Owner, pack_id: UUID) -> Copy | None:
    """One pack, or None."""
    return next((copy for copy in copies(owner) if copy.id == pack_id), None)


def open_pack(owner: Owner, copy: Copy) -> PayloadReader:
    """A reader of the zip; raises Missing, Damaged or WrongKey."""
    made = copy.made
    expect = (made.sha256, made.size, made.header_sha256)
    name = _name(owner.record_id, copy.id)
    return open_kept(store(), name, made.header, owner.secrets.identity, expect)


def _open_row(owner: Owner, row: PackRow) -> Copy:
    asked = msgspec.json.decode(_open(owner, row.pack_id, bytes(row.asked)), type=Asked)
    made = Made()
    if row.made:
        made = msgspec.json.decode(_open(owner, row.pack_id, bytes(row.made)), type=Made)
    goes_on = row.day + timedelta(days=KEEP_DAYS)
    return Copy(row.pack_id, row.state, asked, made, row.day, goes_on)


# ------------------------------------------------------------------ making


def _make(owner: Owner, pack_id: UUID) -> None:
    """Make a pack and note the outcome, whatever it is."""
    row = PackRow.objects.get(record_id=owner.record_id, pack_id=pack_id)
    asked = _open_row(owner, row).asked
    try:
        made, state = build(owner, pack_id, asked), READY
    except (PackError, RecordError, RenderError, VaultError) as problem:
        log.exception("A pack could not be made")
        made, state = Made(problem=problem.code), FAILED
    mine = PackRow.objects.filter(record_id=owner.record_id, pack_id=pack_id)
    mine.update(state=state, made=_seal(owner, pack_id, msgspec.json.encode(made)))


def build(owner: Owner, pack_id: UUID, asked: Asked) -> Made:
    """Plan, print, lay out, seal, and log that it was done; the checkpoint inside precedes that."""
    everything = queries.snapshot(owner)
    what = plan(
        everything.versions,
        Choice(numbers=frozenset(asked.numbers)),
        datetime.fromisoformat(asked.made),
        everything.deleted,
        everything.hidden,
    )
    material = _material(owner, everything, what, with_orders=asked.orders)
    pack = layout.fill(what, material, signers(owner))
    made = _write(owner, pack_id, pack)
    seed = secrets.token_bytes(32)
    commitment = commit(
        {"tagmanifest_sha256": pack.tagmanifest_sha256.encode()},
        lambda name: field_salt(seed, name),
    )
    append_leaf(owner, LeafKind.EXPORT, pack_id.hex, commitment, timezone.now())
    return msgspec.structs.replace(
        made, entries=len(what.items), exhibits=len(what.exhibits), seed=seed
    )


def signers(owner: Owner) -> Signers:
    """The installation's key of today and the record's own."""
    key, seed = server.keys().signing, owner.secrets.signing_seed
    return Signers(
        Signer(key.public, lambda data: signing.sign(key.key, data)),
        Signer(signing.public(seed), lambda data: signing.sign(seed, data)),
    )


def _material(
    owner: Owner, everything: queries.Snapshot, what: Plan, *, with_orders: bool
) -> Material:
    body, _ = checkpoint.parse_note(everything.note)
    short = checkpoint.short_form(checkpoint.Checkpoint.from_body(body))
    seal_of = printing.Seal(signers(owner).installation.fingerprint, short)
    return Material(
        printed=printing.print_pages(what, everything.people, seal_of, with_orders=with_orders),
        trail=Trail(
            leaves=tuple(Leaf.from_bytes(leaf) for leaf in everything.leaves),
            note=everything.note,
            seeds=everything.seeds,
        ),
        people=everything.people,
        open_exhibit=lambda exhibit: _source(owner, exhibit),
        generator=printing.GENERATOR,
        verifier=resources.files("fourfold.core.pack").joinpath("verify.py").read_bytes(),
    )


def _source(owner: Owner, exhibit: Exhibit) -> Source:
    """A file that is read anew, and checked anew, each time."""

    def pieces() -> Iterator[bytes]:
        with queries.open_exhibit(owner, exhibit) as reader:
            yield from checked_pieces(reader, exhibit.sha256)

    source: Callable[[], Iterator[bytes]] = pieces
    return source


def _write(owner: Owner, pack_id: UUID, pack: Pack) -> Made:
    name = _name(owner.record_id, pack_id)
    store().delete(name)  # of a worker that died after this and before its row was written
    with Keeper(store(), name, [owner.recipient]) as keeper:
        for piece in pack.zip_chunks():
            keeper.update(piece)
        kept = keeper.finish()
    return Made(kept.size, kept.sha256, kept.header, kept.header_sha256)


# ------------------------------------------------------------------ seals


def _name(record: UUID, pack_id: UUID) -> str:
    return f"{record.hex}/{pack_id.hex}"


def _context(owner: Owner, pack_id: UUID) -> Context:
    return Context(Purpose.PACK, owner.id_text, item=pack_id.hex)


def _seal(owner: Owner, pack_id: UUID, data: bytes) -> bytes:
    return seal.seal(owner.secrets.data_key, data, _context(owner, pack_id))


def _open(owner: Owner, pack_id: UUID, sealed: bytes) -> bytes:
    return seal.open(owner.secrets.data_key, sealed, _context(owner, pack_id))
