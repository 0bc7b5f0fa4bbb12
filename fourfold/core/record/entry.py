"""One numbered item in the record, and its stored form.

An entry is never edited: an amendment is the next version under the same number and id, and every
version is kept. The stored form is plain JSON with a schema number; an older schema is brought up
one step at a time by `UPGRADES`, a newer one is refused.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fourfold.core.kernel import canonical, shape
from fourfold.core.kernel.canonical import MAX_INTEGER
from fourfold.core.kernel.errors import ShapeError
from fourfold.core.kernel.shape import Distinct, Id, Moment, Most, Text, Within, refuse
from fourfold.core.kernel.when import When
from fourfold.core.record.body import (
    Body,
    CaseEvent,
    Contact,
    Deed,
    Effect,
    Handling,
    Incident,
    Message,
    Note,
    Order,
    Source,
    Term,
    TermRef,
    Thing,
)
from fourfold.core.record.codes import Kind, Party
from fourfold.core.record.errors import EntryError
from fourfold.core.record.exhibit import Exhibit

__all__ = [
    "SCHEMA",
    "UPGRADES",
    "Body",
    "CaseEvent",
    "Contact",
    "Deed",
    "Effect",
    "Entry",
    "Exhibit",
    "Handling",
    "Incident",
    "Kind",
    "Message",
    "Note",
    "Order",
    "Source",
    "Term",
    "TermRef",
    "Thing",
    "fields",
    "from_json",
    "to_json",
    "upgrade",
]

SCHEMA = 1

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]
UPGRADES: Mapping[int, Upgrade] = {}
"""From a schema number to the function that makes the stored form of the next one."""

Ordinal = Annotated[int, Within(1, MAX_INTEGER)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One version of one entry.

    number: its place in the record, from 1, never given again. id: 32 hexadecimal digits, the same
    for all its versions. version: from 1. added: when this version entered the record, UTC. body:
    what it says. exhibits: the files kept with it. people: ids of the persons it is about. reason:
    why it was amended, "" in version 1. schema: of the stored form.
    Own rules: `reason` (a first version has none), `repeated` (one label for two exhibits).
    """

    number: Ordinal
    id: Id
    version: Ordinal
    added: Moment
    body: Body
    exhibits: Annotated[tuple[Exhibit, ...], Most(1_000)] = ()
    people: Annotated[tuple[Id, ...], Most(200), Distinct()] = ()
    reason: Text = ""
    schema: Annotated[int, Within(SCHEMA, SCHEMA)] = SCHEMA

    def __post_init__(self) -> None:
        """Refuse a reason without an amendment, and a label used twice."""
        if self.version == 1 and self.reason:
            refuse("reason", "reason")
        if len({each.ref for each in self.exhibits}) != len(self.exhibits):
            refuse("repeated", "exhibits")

    @property
    def kind(self) -> Kind:
        """What it is."""
        return self.body.kind

    @property
    def when(self) -> When:
        """When it happened."""
        return self.body.when

    @property
    def sort_key(self) -> str:
        """Text that sorts entries by when they happened; one without a date, by when it was added.

        The day added is in UTC and may be an hour from the owner's clock.
        """
        if not self.when.is_unknown:
            return self.when.sort_key
        return When(self.added.removesuffix("Z")).sort_key

    @property
    def is_counted(self) -> bool:
        """It is one of the things that happened, which a pack's completeness line counts."""
        if isinstance(self.body, Contact):
            return self.body.party is Party.POLICE
        return not isinstance(self.body, Order | Note | CaseEvent)

    @property
    def is_offered(self) -> bool:
        """It may be chosen for a pack."""
        return not isinstance(self.body, Note)


def to_json(entry: Entry) -> dict[str, Any]:
    """Return the stored form, every field written.

    Raises EntryError (codes of ShapeError, with `path`) if any value is not what its field takes:
    nothing malformed is ever stored.
    """
    plain: dict[str, Any] = shape.write(entry)
    _read(plain)
    return plain


def from_json(plain: Mapping[str, Any]) -> Entry:
    """Read a stored form of this schema or an older one.

    Raises EntryError: `schema` (newer than this program, or none), or a code of ShapeError, with
    `path`.
    """
    return _read(upgrade(plain, UPGRADES, SCHEMA))


def upgrade(plain: Mapping[str, Any], steps: Mapping[int, Upgrade], to: int) -> dict[str, Any]:
    """Return the stored form at schema `to`, one step after the other; the input is not changed.

    Raises EntryError: `schema`.
    """
    if not isinstance(plain, Mapping):
        raise EntryError("type", path="")
    found = dict(plain)
    schema = found.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or not 1 <= schema <= to:
        raise EntryError("schema", path="schema")
    for step in range(schema, to):
        found = {**steps[step](found), "schema": step + 1}
    return found


def fields(entry: Entry) -> dict[str, bytes]:
    """Return what the log commits to: the canonical bytes of each field by its own name.

    The body's fields stand beside the entry's; `kind` is the body's. Raises EntryError as
    `to_json` does.
    """
    plain = to_json(entry)
    body = plain.pop("body")
    return {name: canonical.encode(value) for name, value in (plain | body).items()}


def _read(plain: Mapping[str, Any]) -> Entry:
    try:
        return shape.read(Entry, plain)
    except ShapeError as error:
        raise EntryError(error.code, path=error.path) from error
