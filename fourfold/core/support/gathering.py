"""Reading the rows of a postcode directory into what a table is made of.

The National Statistics Postcode Lookup and the ONS Postcode Directory name their columns anew in
each release, so columns are found by pattern. Rows come one by one and none is kept: a byte for
each unit of a sector says its force, and three numbers where it is.

Source for the names: headers of releases from 2015 to 2026 in public code. Checked 2026-11.
"""

from __future__ import annotations

import csv
import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from fourfold.core.kernel.errors import PostcodeError
from fourfold.core.kernel.postcode import Extent, Postcode
from fourfold.core.support.errors import DirectoryError
from fourfold.core.support.table import PLACE, UNITS

NOBODY: Final = 255
"""The byte of a unit that is not there, or whose place nobody knows."""
LEFT_OUT: Final = frozenset({"BT", "JE", "GY", "IM"})
"""Northern Ireland, which needs one rule and whose data has a licence of its own; and the Crown
dependencies, which have no force of the UK's."""
NOWHERE: Final = 99.999999
"""The latitude that a directory gives what has no place."""

_SIZE = len(UNITS)
_MOST_SECTORS = 50_000
_MOST_ROWS = 6_000_000
_LEAST_PARSED = 0.95
_MOST_DEGREES = 180.0
_NAMES = {
    "postcode": ("pcds", "pcd8", "pcd2", "pcd7", "pcd"),
    "force": (r"pfa(?:\d\dcd)?",),
    "lat": ("lat", "latitude"),
    "long": ("long", "longitude", "lon"),
}
# A place that is nowhere in particular: "(pseudo)" in the directory's own list of codes.
_PSEUDO = re.compile("|[A-Z]9{8}")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row to look, and how many columns there are.

    right: the first of the columns force, lat and long, which are counted from there, from one.
    """

    postcode: int
    right: int
    force: int
    lat: int
    long: int
    width: int
    is_spaced: bool
    """Whether the postcode has exactly one space."""


@dataclass(slots=True)
class Gathered:
    """What was read. A force is a number, the place of its code in `codes`.

    sectors: a byte for each unit, NOBODY where there is none. Beside each other for
    every postcode, keys: its sector's place in `order` times 400 and its unit's place; forces;
    lats and longs: where it is.
    """

    codes: tuple[str, ...]
    sectors: dict[str, bytearray] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    outcodes: set[str] = field(default_factory=set)
    keys: array[int] = field(default_factory=lambda: array("I"))
    forces: array[int] = field(default_factory=lambda: array("B"))
    lats: array[float] = field(default_factory=lambda: array("f"))
    longs: array[float] = field(default_factory=lambda: array("f"))
    rows: int = 0
    bad: int = 0
    left_out: int = 0

    def postcode(self, key: int) -> str:
        """The postcode of a key."""
        return self.order[key // _SIZE] + UNITS[key % _SIZE]


def columns_of(header: Sequence[str]) -> Columns:
    """Find the columns by their names; raises DirectoryError `columns`."""
    names = [name.strip().strip('"').lower() for name in header]
    found = {what: _find(names, patterns) for what, patterns in _NAMES.items()}
    missing = [what for what, place in found.items() if place < 0]
    if missing:
        raise DirectoryError("columns", missing=", ".join(missing))
    postcode = found.pop("postcode")
    right = min(found.values())
    if postcode >= right:
        raise DirectoryError("columns", missing="postcode")
    return Columns(
        postcode=postcode,
        right=right,
        **{what: place - right + 1 for what, place in found.items()},
        width=len(names),
        is_spaced=names[postcode] == "pcds",
    )


def gather(
    lines: Iterable[str], columns: Columns, into: Gathered, known: Mapping[str, int]
) -> None:
    """Read the lines of a CSV; `known` has the number of each code that a force may have.

    Raises DirectoryError: `unknown_code`, `too_many`, `cut_short`.
    """
    numbers, sectors = dict(known), _Sectors(into)
    at_force, at_lat, at_long = columns.force, columns.lat, columns.long
    text: str | None = ""
    for text, cut in _cuts(lines, columns):
        into.rows += 1
        if into.rows > _MOST_ROWS:
            raise DirectoryError("too_many")
        begun = sectors[text[:-2]] if text else None
        place = PLACE.get(text[-2:]) if text else None
        if begun is None or place is None:
            into.bad += 1
        elif begun[1] is None:
            into.left_out += 1
        else:
            code = cut[at_force]
            if code not in numbers:
                numbers[code] = _number_of(code, known)
            force = begun[1][place] = numbers[code]
            into.keys.append(begun[0] + place)
            into.forces.append(force)
            into.lats.append(_degrees(cut[at_lat]))
            into.longs.append(_degrees(cut[at_long]))
    if text is None:
        raise DirectoryError("cut_short")


def check(found: Gathered, before: int) -> None:
    """Refuse what cannot be a whole directory; `before`: postcodes in the table until now.

    Raises DirectoryError: `empty`, `too_many`, `rows`, `vanished`, `too_few`.
    """
    if not found.rows:
        raise DirectoryError("empty")
    if found.rows - found.bad < found.rows * _LEAST_PARSED:
        raise DirectoryError("rows", bad=found.bad, rows=found.rows)
    used = set().union(*found.sectors.values()) if found.sectors else set()
    gone = [code for number, code in enumerate(found.codes) if number not in used]
    if gone := [code for code in gone if not _PSEUDO.fullmatch(code)]:
        raise DirectoryError("vanished", codes=", ".join(gone))
    listed = sum(_SIZE - forces.count(NOBODY) for forces in found.sectors.values())
    if listed < before * _LEAST_PARSED:
        raise DirectoryError("too_few", listed=listed, before=before)


def _find(names: Sequence[str], patterns: Sequence[str]) -> int:
    for pattern in patterns:
        for place, name in enumerate(names):
            if re.fullmatch(pattern, name):
                return place
    return -1


class _Sectors(dict[str, tuple[int, bytearray | None] | None]):
    """Each sector's first key and bytes, made when it is first asked for.

    None is no sector; no bytes, one that is left out.
    """

    def __init__(self, into: Gathered) -> None:
        super().__init__()
        self._into = into
        for place, sector in enumerate(into.order):
            self[sector] = place * _SIZE, into.sectors[sector]

    def __missing__(self, sector: str) -> tuple[int, bytearray | None] | None:
        if len(self) > _MOST_SECTORS:
            raise DirectoryError("too_many")
        found = self[sector] = _begin(sector, self._into)
        return found


def _begin(sector: str, into: Gathered) -> tuple[int, bytearray | None] | None:
    try:
        postcode = Postcode(sector)
    except PostcodeError:
        return None
    if postcode.extent is not Extent.SECTOR:
        return None
    if postcode.area in LEFT_OUT:
        return 0, None
    base = len(into.order) * _SIZE
    forces = into.sectors[sector] = bytearray([NOBODY]) * _SIZE
    into.order.append(sector)
    into.outcodes.add(postcode.outcode)
    return base, forces


def _spaced(text: str) -> str:
    packed = text.replace(" ", "")
    return f"{packed[:-3]} {packed[-3:]}"


def _number_of(code: str, known: Mapping[str, int]) -> int:
    plain = code.strip().strip('"')
    if plain in known:
        return known[plain]
    if _PSEUDO.fullmatch(plain):
        return NOBODY
    raise DirectoryError("unknown_code", found=re.sub("[^A-Za-z0-9]", "?", plain[:9]))


def _cuts(lines: Iterable[str], columns: Columns) -> Iterator[tuple[str | None, list[str]]]:
    """The postcode of each line, None in one that is damaged; and the columns from the right.

    There are millions of lines, so only the columns that are looked at are cut off: one from the
    left and a few from the right. Empty lines are passed over.
    """
    left, parts, commas = columns.postcode, columns.width - columns.right, columns.right - 1
    for line in lines:
        cut = line.rsplit(",", parts)
        if len(cut) <= parts or cut[0].count(",") != commas:
            if not line.strip():
                continue
            cut = _cut_slowly(line, columns)
        text = cut[0].split(",", left + 1)[left].strip('"') if cut else None
        yield text if columns.is_spaced or text is None else _spaced(text), cut


def _cut_slowly(line: str, columns: Columns) -> list[str]:
    """Cut a line in which a comma stands between quotation marks; nothing, if it is damaged."""
    row = next(csv.reader([line]), [])
    if len(row) != columns.width:
        return []
    before = [each.replace(",", " ") for each in row[: columns.right]]
    return [",".join(before), *row[columns.right :]]


def _degrees(text: str) -> float:
    """A latitude or longitude; NOWHERE for what is none, such as "nan"."""
    try:
        found = float(text)
    except ValueError:
        found = _quoted_degrees(text)
    return found if -_MOST_DEGREES <= found <= _MOST_DEGREES else NOWHERE


def _quoted_degrees(text: str) -> float:
    try:
        return float(text.strip().strip('"'))
    except ValueError:
        return NOWHERE
