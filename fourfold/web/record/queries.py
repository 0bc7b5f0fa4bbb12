"""Reading a record: every row is opened in its own place, or refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q

from fourfold.core.kernel.text import first_line
from fourfold.core.record import checkpoint, index, log, merkle
from fourfold.core.record.codes import Kind
from fourfold.core.record.entry import Entry, fields
from fourfold.core.record.exhibit import Exhibit
from fourfold.core.record.format import count, latest
from fourfold.core.record.index import EVERYTHING, Filter, Selection, Tally
from fourfold.core.record.log import Leaf, LeafKind
from fourfold.core.record.person import Person
from fourfold.vault.errors import Damaged, Missing
from fourfold.vault.keep import age_file_pieces, open_kept
from fourfold.vault.payload import PayloadReader
from fourfold.web.accounts import server
from fourfold.web.accounts.access import Owner
from fourfold.web.record import rows
from fourfold.web.record.change import Reading, read
from fourfold.web.record.models import (
    CheckpointRow,
    DeletionRow,
    EntryKeyRow,
    EntryRow,
    FileRow,
    LeafRow,
)
from fourfold.web.record.rows import Version

SCREEN = 50


@dataclass(frozen=True, slots=True)
class Timeline:
    """One screen of the timeline, with what its filters can choose from."""

    selection: Selection
    tally: Tally
    people: tuple[Person, ...]

    @property
    def is_empty(self) -> bool:
        """The whole record holds nothing yet."""
        return self.tally.total == 0


@dataclass(frozen=True, slots=True)
class History:
    """An entry with all its versions, the first as it was written first."""

    versions: tuple[Version, ...]
    people: tuple[Person, ...]

    @property
    def first(self) -> Entry:
        return self.versions[0].entry

    @property
    def latest(self) -> Entry:
        return self.versions[-1].entry

    @property
    def named(self) -> tuple[Person, ...]:
        """The people that it is about."""
        return tuple(person for person in self.people if person.id in self.latest.people)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry that is hidden and will be destroyed on `day`, unless the owner keeps it."""

    entry: Entry | None
    number: int
    day: date

    @property
    def summary(self) -> str:
        """Its first words; "" when its keys are gone already."""
        return first_line(self.entry.body.words, 60) if self.entry else ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A record, or some entries of it, as packs need it.

    versions: every version of each chosen entry, by number and version. seeds: the seed of each
    version's salts. leaves: the canonical JSON of every leaf of the log. note: the signed
    checkpoint over exactly these leaves, "" for an empty log. total: entries in the whole record
    that a completeness line counts; counted: how many of those are chosen. deleted: the numbers
    of entries that were destroyed. hidden: how many that count are deleted but can come back.
    """

    versions: tuple[Entry, ...]
    seeds: dict[tuple[int, int], bytes]
    leaves: tuple[bytes, ...]
    note: str
    people: tuple[Person, ...]
    total: int
    counted: int
    deleted: tuple[int, ...]
    hidden: int

    @property
    def latest(self) -> tuple[Entry, ...]:
        """The last version of each chosen entry."""
        return latest(self.versions)

    @property
    def exhibits(self) -> tuple[Exhibit, ...]:
        """Every exhibit of the chosen entries."""
        return tuple(exhibit for entry in self.latest for exhibit in entry.exhibits)


# ------------------------------------------------------------------ timeline and entries


def timeline(owner: Owner, only: Filter = EVERYTHING, screen: int = 1) -> Timeline:
    """The `screen`-th fifty of the chosen lines, newest first."""
    offset = (max(1, screen) - 1) * SCREEN

    def look(reading: Reading) -> Timeline:
        state = reading.state
        selection = index.select(state.directory, reading.page, only, offset, SCREEN)
        return Timeline(selection, index.tally(state.directory), state.people)

    return read(owner, look)


def is_new(owner: Owner) -> bool:
    """Nothing has ever been added to this record."""
    return read(owner, lambda reading: reading.state.number == 0)


def people(owner: Owner) -> tuple[Person, ...]:
    """Everybody that entries point to."""
    return read(owner, lambda reading: reading.state.people)


def history(owner: Owner, number: int) -> History | None:
    """An entry with all its versions; None if there is none, or it is waiting to be destroyed.

    Raises Damaged or WrongKey if a version is missing, moved or replaced.
    """
    return read(owner, lambda reading: history_in(reading, number))


def history_in(reading: Reading, number: int) -> History | None:
    """The same, in a record that is being read or changed already."""
    owner = reading.owner
    versions = versions_of(owner, number)
    if not versions:
        return None
    latest = versions[-1].entry
    line = reading.line((latest.sort_key, number))
    if line is None:
        if DeletionRow.objects.filter(record_id=owner.record_id, number=number).exists():
            return None
        raise Damaged("entry_line", number=number)
    if line.version != latest.version:
        raise Damaged("entry_version", number=number, version=latest.version)
    return History(versions, reading.state.people)


def latest_of(owner: Owner, kind: Kind) -> list[Entry]:
    """The latest version of every entry of a kind that is there, newest first."""

    def look(reading: Reading) -> list[Entry]:
        only, directory = Filter(kind=kind.value), reading.state.directory
        every = max(1, sum(only.count(page) for page in directory.pages))
        lines = index.select(directory, reading.page, only, 0, every).lines
        found = (history_in(reading, line.number) for line in lines)
        return [each.latest for each in found if each]

    return read(owner, look)


def versions_of(owner: Owner, number: int) -> tuple[Version, ...]:
    """Every version of one entry, in order, also of a hidden one."""
    return tuple(_open_versions(owner, Q(number=number)))


def _open_versions(owner: Owner, which: Q) -> Iterable[Version]:
    mine = Q(record_id=owner.record_id) & which
    keys = {(row.number, row.version): row for row in EntryKeyRow.objects.filter(mine)}
    expected = (0, 0)
    for row in EntryRow.objects.filter(mine).order_by("number", "version"):
        place = (row.number, row.version)
        follows = row.version == expected[1] + 1 if row.number == expected[0] else row.version == 1
        if not follows or place not in keys:
            raise Damaged("entry_versions", number=row.number, version=row.version)
        expected = place
        yield rows.open_entry(owner.secrets, row, keys[place])


def numbers_of(owner: Owner, ids: Iterable[str]) -> dict[str, int]:
    """The numbers of entries by their ids, without those that are gone or wait to be destroyed.

    No row tells an id, so entries are opened, the newest first, until all are found.
    """
    wanted, found = set(ids), dict[str, int]()
    if not wanted:
        return found
    hidden = set(_hidden(owner))
    top = EntryRow.objects.filter(record_id=owner.record_id).aggregate(top=Max("number"))["top"]
    for last in range(top or 0, 0, -SCREEN):
        if not wanted:
            break
        some = Q(version=1, number__gt=last - SCREEN, number__lte=last)
        opened = {each.entry.id: each.entry.number for each in _open_versions(owner, some)}
        found |= {each: opened[each] for each in wanted & set(opened)}
        wanted -= set(opened)
    return {each: number for each, number in found.items() if number not in hidden}


def waiting(owner: Owner) -> list[Waiting]:
    """Hidden entries, the next to be destroyed first."""
    found = DeletionRow.objects.filter(record_id=owner.record_id).order_by("day", "number")
    return [Waiting(_latest(owner, row.number), row.number, row.day) for row in found]


def _hidden(owner: Owner) -> Iterable[int]:
    hidden = DeletionRow.objects.filter(record_id=owner.record_id)
    return hidden.values_list("number", flat=True)


def count_hidden(owner: Owner) -> int:
    """How many entries are hidden and wait."""
    return DeletionRow.objects.filter(record_id=owner.record_id).count()


def count_set_aside(owner: Owner) -> int:
    """How many hidden entries a completeness line counts: they can come back, so they are there."""
    return sum(each.entry is not None and each.entry.is_counted for each in waiting(owner))


def _latest(owner: Owner, number: int) -> Entry | None:
    versions = versions_of(owner, number)
    return versions[-1].entry if versions else None


# ------------------------------------------------------------------ files


def open_exhibit(owner: Owner, exhibit: Exhibit) -> PayloadReader:
    """A seekable reader of a kept file, to be closed by the caller.

    Raises Missing, WrongKey, or Damaged when it is not the file that was kept.
    """
    row = FileRow.objects.filter(record_id=owner.record_id, file_id=exhibit.file_id).first()
    if row is None:
        raise Missing("file_key")
    name = rows.store_name(owner.record_id, exhibit.file_id)
    header = rows.open_header(owner.secrets, row)
    expect = (exhibit.sha256, exhibit.size, exhibit.header_sha256)
    return open_kept(server.store(), name, header, owner.secrets.identity, expect)


def age_file(owner: Owner, file_id: str) -> Iterable[bytes]:
    """A kept file, still sealed, as the `age` program takes it; raises Missing or Damaged."""
    row = FileRow.objects.filter(record_id=owner.record_id, file_id=file_id).first()
    if row is None:
        raise Missing("file_key")
    name = rows.store_name(owner.record_id, file_id)
    return age_file_pieces(server.store(), name, rows.open_header(owner.secrets, row))


# ------------------------------------------------------------------ log


def latest_checkpoint(owner: Owner) -> str:
    """The signed note of the log as it is now; "" while it is empty."""
    row = CheckpointRow.objects.filter(record_id=owner.record_id).order_by("-size").first()
    return row.note if row else ""


def leaves(owner: Owner) -> tuple[Leaf, ...]:
    """The whole log, each leaf checked against its hash and all of them against the head."""
    return read(owner, _leaves)


def _leaves(reading: Reading) -> tuple[Leaf, ...]:
    owner = reading.owner
    found = LeafRow.objects.filter(record_id=owner.record_id).order_by("number")
    opened = tuple(rows.open_leaf(owner.secrets, row) for row in found)
    if log.replay(opened) != reading.frontier:
        raise Damaged("log_root", leaves=len(opened))
    return opened


# ------------------------------------------------------------------ for packs


def snapshot(owner: Owner, numbers: Iterable[int] | None = None) -> Snapshot:
    """Everything that a pack may hold of these entries, or of all that are not hidden.

    Every version is checked against the log: raises Damaged where one does not fit.
    """
    chosen = None if numbers is None else set(numbers)
    return read(owner, lambda reading: _snapshot(reading, chosen))


def _snapshot(reading: Reading, chosen: set[int] | None) -> Snapshot:
    owner = reading.owner
    log_leaves = _leaves(reading)
    hidden = DeletionRow.objects.filter(record_id=owner.record_id).values_list("number", flat=True)
    which = ~Q(number__in=list(hidden))
    opened = [each for each in _open_versions(owner, which) if each.entry.is_offered]
    wanted = [each for each in opened if chosen is None or each.entry.number in chosen]
    _check_commitments(wanted, log_leaves)
    note = latest_checkpoint(owner)
    _check_checkpoint(note, log_leaves)
    return Snapshot(
        versions=tuple(each.entry for each in wanted),
        seeds={(each.entry.number, each.entry.version): each.seed for each in wanted},
        leaves=tuple(leaf.to_bytes() for leaf in log_leaves),
        note=note,
        people=reading.state.people,
        total=count(each.entry for each in opened),
        counted=count(each.entry for each in wanted),
        deleted=_deleted(reading),
        hidden=count_set_aside(owner),
    )


def offered(owner: Owner) -> tuple[Entry, ...]:
    """The latest version of each entry that may be chosen for a pack, the newest number first."""
    hidden = DeletionRow.objects.filter(record_id=owner.record_id).values_list("number", flat=True)
    opened = _open_versions(owner, ~Q(number__in=list(hidden)))
    latest = {each.entry.number: each.entry for each in opened}
    return tuple(entry for entry in reversed(latest.values()) if entry.is_offered)


def present(owner: Owner) -> frozenset[int]:
    """The numbers of the entries that are there and not hidden, without opening one."""
    mine = EntryRow.objects.filter(record_id=owner.record_id, version=1)
    hidden = DeletionRow.objects.filter(record_id=owner.record_id)
    numbers = set(mine.values_list("number", flat=True))
    return frozenset(numbers - set(hidden.values_list("number", flat=True)))


def _deleted(reading: Reading) -> tuple[int, ...]:
    """Numbers that were given out and have no row any more."""
    present = EntryRow.objects.filter(record_id=reading.owner.record_id, version=1)
    given = range(1, reading.state.number + 1)
    return tuple(sorted(set(given) - set(present.values_list("number", flat=True))))


def commitment_of(entry: Entry, seed: bytes) -> str:
    """What the log's leaf for this version commits to."""
    return log.commit(fields(entry), lambda name: log.field_salt(seed, name))


def _check_commitments(versions: Iterable[Version], log_leaves: Iterable[Leaf]) -> None:
    """Each version has its own leaf, in order, for its entry."""
    logged: dict[str, list[str]] = {}
    for leaf in log_leaves:
        if leaf.kind in (LeafKind.ADD, LeafKind.AMEND):
            logged.setdefault(leaf.id, []).append(leaf.c)
    for each in versions:
        entry = each.entry
        known = logged.get(entry.id, [])
        if entry.version > len(known) or known[entry.version - 1] != commitment_of(
            entry, each.seed
        ):
            raise Damaged("entry_not_logged", number=entry.number, version=entry.version)


def _check_checkpoint(note: str, log_leaves: tuple[Leaf, ...]) -> None:
    if not log_leaves:
        return
    body, _signatures = checkpoint.parse_note(note)
    signed = checkpoint.Checkpoint.from_body(body)
    if signed.size != len(log_leaves) or signed.root != merkle.root_of(
        leaf.hash for leaf in log_leaves
    ):
        raise Damaged("checkpoint", size=signed.size, leaves=len(log_leaves))
