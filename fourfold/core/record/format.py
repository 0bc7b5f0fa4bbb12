"""The open record format, version 1.1: a whole record, or a choice from it, in one JSON file.

Written for people in `docs/record-format.md` and for programs in `record-format-1.schema.json`;
tests hold all three together. What is written is canonical JSON (RFC 8785), every field present.
What is read may be spelled and ordered as JSON allows, and may leave out a field that has a
default, but a field, kind or code that this version does not know is refused, never skipped.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Annotated, Any

from fourfold.core.kernel import canonical, shape
from fourfold.core.kernel.canonical import MAX_INTEGER
from fourfold.core.kernel.errors import CanonicalError, ShapeError
from fourfold.core.kernel.shape import Line, Matches, Moment, Within, refuse
from fourfold.core.record.body import CaseEvent, Thing
from fourfold.core.record.entry import SCHEMA, UPGRADES, Entry, Ordinal, upgrade
from fourfold.core.record.errors import EntryError, FormatError
from fourfold.core.record.person import Person

FORMAT = "fourfold-record"
MAJOR, MINOR = 1, 1
VERSION = f"{MAJOR}.{MINOR}"
FIRST = "1.0"
"""The version that had no case events."""

_VERSION = Matches("(?:0|[1-9][0-9]{0,3})[.](?:0|[1-9][0-9]{0,3})")
Count = Annotated[int, Within(0, MAX_INTEGER)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """How much of what happened is here: incidents, messages, effects, things, police contacts.

    contained: how many such entries the file holds. withheld: how many more the record holds, by
    the owner's word; nothing in the file can prove it. Notes, orders, events of a case and
    other contacts are in neither; deleted entries are named by their numbers alone.
    """

    contained: Count
    withheld: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFile:
    """One file of the open format.

    generator: the program that made it, and its version. made: when, UTC. people: whom the entries
    are about, by id. entries: every version of each entry that is here, by number and version.
    deleted: the numbers of entries that were destroyed, ascending.
    Own rules: `order` (people, entries or deleted not ascending, or one of them twice), `id` (one
    id for two numbers or two for one), `version_missing`, `deleted` (a number both here and
    destroyed), `person_missing`, `label` (one label for two files or things), `count`, `kind_newer`
    (a kind that the version in the file did not have).
    """

    format: Annotated[str, Matches(FORMAT)] = FORMAT
    version: Annotated[str, _VERSION] = VERSION
    generator: Line
    made: Moment
    people: tuple[Person, ...] = ()
    entries: tuple[Entry, ...] = ()
    deleted: tuple[Ordinal, ...] = ()
    completeness: Completeness

    def __post_init__(self) -> None:
        """Refuse a file that contradicts itself."""
        _check_order(self)
        _check_versions(self.entries)
        _check_references(self)
        _check_kinds(self)
        if self.completeness.contained != count(self.entries):
            refuse("count", "completeness.contained")

    @classmethod
    def of(
        cls,
        entries: Iterable[Entry],
        people: Iterable[Person],
        generator: str,
        made: str,
    ) -> "RecordFile":
        """Return the file that holds these, in order, with nothing withheld or deleted."""
        ordered = tuple(sorted(entries, key=_place))
        return cls(
            generator=generator,
            made=made,
            people=tuple(sorted(people, key=lambda person: person.id)),
            entries=ordered,
            completeness=Completeness(contained=count(ordered), withheld=0),
        )


def latest(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the last version of each entry, by number."""
    found = {each.number: each for each in sorted(entries, key=_place)}
    return tuple(found.values())


def count(entries: Iterable[Entry]) -> int:
    """Return how many entries a completeness line counts, each once, by its last version."""
    return sum(each.is_counted for each in latest(entries))


def dump(record: RecordFile) -> bytes:
    """Return the file's bytes; the same record gives the same bytes.

    Raises FormatError: a code of ShapeError, with `path`.
    """
    plain = shape.write(record)
    _read(plain)
    return canonical.encode(plain)


def load(data: bytes) -> RecordFile:
    """Read a file of version 1.1 or 1.0.

    Raises FormatError: a code of CanonicalError; `not_a_record`; `version_newer` (made by a later
    version of the format, even a minor one: this program would lose what it does not know);
    `schema` (an entry of a later schema); a code of ShapeError or of RecordFile, with `path`.
    """
    try:
        plain = canonical.decode(data)
    except CanonicalError as error:
        raise FormatError(error.code, **error.facts) from error
    _check_version(plain)
    return _read({**plain, "entries": _upgraded(plain.get("entries", []))})


def _check_version(plain: Any) -> None:
    if not isinstance(plain, Mapping) or plain.get("format") != FORMAT:
        raise FormatError("not_a_record")
    version = plain.get("version")
    if not isinstance(version, str) or not _VERSION.fits(version):
        raise FormatError("not_a_record")
    major, minor = (int(part) for part in version.split("."))
    if (major, minor) > (MAJOR, MINOR):
        raise FormatError("version_newer", version=version)
    if major < MAJOR:
        raise FormatError("not_a_record")


def _upgraded(entries: Any) -> Any:
    if not isinstance(entries, list):
        return entries
    done = []
    for place, each in enumerate(entries):
        try:
            done.append(upgrade(each, UPGRADES, SCHEMA))
        except EntryError as error:
            raise FormatError(error.code, path=f"entries[{place}]") from error
    return done


def _read(plain: Mapping[str, Any]) -> RecordFile:
    try:
        return shape.read(RecordFile, plain)
    except ShapeError as error:
        raise FormatError(error.code, path=error.path) from error


def _place(entry: Entry) -> tuple[int, int]:
    return entry.number, entry.version


def _check_order(record: RecordFile) -> None:
    orders: tuple[tuple[str, list[Any]], ...] = (
        ("people", [each.id for each in record.people]),
        ("entries", [_place(each) for each in record.entries]),
        ("deleted", list(record.deleted)),
    )
    for field, keys in orders:
        if any(one >= other for one, other in pairwise(keys)):
            refuse("order", field)
    if {each.number for each in record.entries} & set(record.deleted):
        refuse("deleted", "deleted")


def _check_versions(entries: tuple[Entry, ...]) -> None:
    """Every version from the first is here, under one id, and no other number has that id."""
    taken: set[str] = set()
    for _, group in groupby(entries, key=lambda each: each.number):
        versions = tuple(group)
        if any(each.version != place for place, each in enumerate(versions, start=1)):
            refuse("version_missing", "entries")
        ids = {each.id for each in versions}
        if len(ids) != 1 or ids & taken:
            refuse("id", "entries")
        taken |= ids


def _check_kinds(record: RecordFile) -> None:
    """A file says the version that it needs."""
    has_event = any(isinstance(each.body, CaseEvent) for each in record.entries)
    if record.version == FIRST and has_event:
        refuse("kind_newer", "entries")


def _check_references(record: RecordFile) -> None:
    known = {each.id for each in record.people}
    labels: dict[str, str] = {}
    for each in record.entries:
        if not known.issuperset(each.people):
            refuse("person_missing", "entries")
        marked = [(exhibit.ref, exhibit.file_id) for exhibit in each.exhibits]
        if isinstance(each.body, Thing) and each.body.ref:
            marked.append((each.body.ref, f"thing {each.id}"))
        for label, bearer in marked:
            if labels.setdefault(label, bearer) != bearer:
                refuse("label", "entries")
