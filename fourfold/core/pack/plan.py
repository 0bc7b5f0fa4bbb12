"""What will go into a pack: which entries, in which order, which files, and what stays out.

- Every version of a chosen entry goes in, with its reason, so that an amendment is visible.
- Labels of exhibits are the record's own: never renumbered, whatever is left out.
- The completeness line counts what happened: incidents, messages, effects, things and contacts
  with the police. Notes are never offered and never counted; orders, and contacts with others
  than the police, can go in and are not counted.
- An exhibit marked private goes in only if its label was chosen by name.

Source: our own rules. Practice Direction 32 to the Civil Procedure Rules numbers the exhibits of a
witness in one run across all statements, so a label has to stay what it was. Checked 2026-11.
Everything here is a value; nothing is opened or read.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from fourfold.core.pack.errors import PlanError
from fourfold.core.record.chronology import Group, Item, arrange
from fourfold.core.record.codes import Kind
from fourfold.core.record.entry import Entry
from fourfold.core.record.exhibit import Exhibit

# Types that open in a viewer and do not run. A file of any other type is called .bin: its own name
# is on its sheet, and its bytes are the same.
_SAFE_EXTENSIONS = frozenset(
    {"aac", "amr", "avi", "avif", "bmp", "csv", "docx", "eml", "flac", "gif", "heic", "heif"}
    | {"ics", "jpeg", "jpg", "json", "m4a", "m4v", "mbox", "mkv", "mov", "mp3", "mp4", "mpeg"}
    | {"mpg", "msg", "odt", "oga", "ogg", "opus", "pdf", "png", "pptx", "rtf", "tif", "tiff"}
    | {"txt", "vcf", "wav", "webm", "webp", "xlsx", "zip", "3gp"}
)
_EXTENSION_OF = {
    "application/pdf": "pdf",
    "application/zip": "zip",
    "audio/aac": "aac",
    "audio/flac": "flac",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "image/gif": "gif",
    "image/heic": "heic",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/webm": "webm",
}


class Profile(StrEnum):
    """For whom a pack is made. The values are written into packs."""

    POLICE = "police"


class Label(StrEnum):
    """What anything in a pack is, so that nobody takes one thing for another."""

    KEPT = "kept"  # a file that the owner added: unchanged since, origin not checked
    ACCOUNT = "account"  # the owner's own account
    MADE = "made"  # made by this software


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the owner chose. private: labels of private exhibits chosen by name. gone: labels of
    exhibits whose files were destroyed, so that only their hashes can go in."""

    numbers: frozenset[int]
    profile: Profile = Profile.POLICE
    private: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PlannedExhibit:
    """One file of a chosen entry, and where it goes. numbers: the entries that it belongs to.
    added: when it first came into one of them, UTC."""

    exhibit: Exhibit
    numbers: tuple[int, ...]
    added: str

    @property
    def folder(self) -> str:
        """Its label as a folder's name: "AB-1"."""
        return self.exhibit.ref.replace("/", "-")

    @property
    def file(self) -> str:
        """A neutral name that cannot run, such as "AB-1.jpg"; the file's own name says too much."""
        return f"{self.folder}.{_extension(self.exhibit)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """How much of what happened is here. by_kind: how many of each kind are here, also
    of the kinds that are not counted."""

    here: int
    counted: int
    by_kind: tuple[tuple[Kind, int], ...]

    @property
    def withheld(self) -> int:
        """How many of the counted entries the owner left out."""
        return self.counted - self.here


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What goes into one pack.

    made: UTC, "2026-11-22T07:00:00Z". groups: the entries day by day, in the order in which things
    happened. exhibits: in the order of their labels; withheld: those whose files stay out, by the
    owner's choice or because they are gone; their hashes stay in the record. deleted: the numbers
    of entries that the owner destroyed.
    """

    profile: Profile
    made: str
    groups: tuple[Group, ...]
    exhibits: tuple[PlannedExhibit, ...]
    withheld: tuple[PlannedExhibit, ...]
    completeness: Completeness
    deleted: tuple[int, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """The entries without their headings."""
        return tuple(item for group in self.groups for item in group.items)

    @property
    def versions(self) -> tuple[Entry, ...]:
        """Every version of every entry, by number and version: the order of the record file."""
        found = (version for item in self.items for version in (*item.earlier, item.entry))
        return tuple(sorted(found, key=_place))

    @property
    def people(self) -> frozenset[str]:
        """The ids of the people whom the entries are about."""
        return frozenset(person for version in self.versions for person in version.people)


def plan(
    entries: Iterable[Entry],
    choice: Choice,
    now: datetime,
    deleted: Iterable[int] = (),
    hidden: int = 0,
) -> Plan:
    """Return what goes in.

    entries: every version of every entry that is not deleted. now: aware. deleted: the numbers of
    entries that were destroyed. hidden: how many that count are deleted but can still come back;
    they are withheld, or a record could be called whole today and hold more tomorrow. Raises
    PlanError (`nothing_chosen`, `entry_unknown`,
    `entry_not_offered`, `version_missing`, `exhibit_differs`).
    """
    everything = _by_number(entries)
    if not choice.numbers:
        raise PlanError("nothing_chosen")
    chosen = [_find(everything, number) for number in sorted(choice.numbers)]
    exhibits = tuple(_exhibits(chosen))
    taken = tuple(each for each in exhibits if _is_taken(each.exhibit, choice))
    return Plan(
        profile=choice.profile,
        made=now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        groups=arrange(version for versions in chosen for version in versions),
        exhibits=taken,
        withheld=tuple(each for each in exhibits if each not in taken),
        completeness=_count(chosen, everything.values(), hidden),
        deleted=tuple(sorted(deleted)),
    )


def _place(entry: Entry) -> tuple[int, int]:
    return entry.number, entry.version


def _by_number(entries: Iterable[Entry]) -> dict[int, list[Entry]]:
    """Return every version of each entry, the first first; refuse a gap."""
    found: dict[int, list[Entry]] = {}
    for entry in sorted(entries, key=_place):
        found.setdefault(entry.number, []).append(entry)
    for number, versions in found.items():
        if [each.version for each in versions] != list(range(1, len(versions) + 1)):
            raise PlanError("version_missing", number=number)
    return found


def _find(everything: dict[int, list[Entry]], number: int) -> list[Entry]:
    if number not in everything:
        raise PlanError("entry_unknown", number=number)
    if not everything[number][-1].is_offered:
        raise PlanError("entry_not_offered", number=number)
    return everything[number]


def _exhibits(chosen: Iterable[list[Entry]]) -> Iterator[PlannedExhibit]:
    """Give each exhibit of any version once, as its newest version describes it."""
    found: dict[str, PlannedExhibit] = {}
    for version in (version for versions in chosen for version in versions):
        for exhibit in version.exhibits:
            known = found.get(exhibit.ref, PlannedExhibit(exhibit, (), version.added))
            if known.exhibit.sha256 != exhibit.sha256:
                raise PlanError("exhibit_differs", ref=exhibit.ref)
            numbers = tuple(sorted({*known.numbers, version.number}))
            added = min(known.added, version.added)
            found[exhibit.ref] = PlannedExhibit(exhibit, numbers, added)
    yield from sorted(found.values(), key=lambda each: _ref_key(each.exhibit.ref))


def _ref_key(ref: str) -> tuple[str, int]:
    initials, _, number = ref.partition("/")
    return initials, int(number)


def _is_taken(exhibit: Exhibit, choice: Choice) -> bool:
    is_allowed = not exhibit.is_private or exhibit.ref in choice.private
    return is_allowed and exhibit.ref not in choice.gone


def _count(
    chosen: list[list[Entry]], everything: Iterable[list[Entry]], hidden: int
) -> Completeness:
    by_kind = Counter(versions[-1].kind for versions in chosen)
    return Completeness(
        here=sum(versions[-1].is_counted for versions in chosen),
        counted=sum(versions[-1].is_counted for versions in everything) + hidden,
        by_kind=tuple((kind, by_kind[kind]) for kind in Kind if by_kind[kind]),
    )


def _extension(exhibit: Exhibit) -> str:
    name, dot, extension = exhibit.name.lower().rpartition(".")
    if name and dot and extension in _SAFE_EXTENSIONS:
        return extension
    return _EXTENSION_OF.get(exhibit.media_type, "bin")
