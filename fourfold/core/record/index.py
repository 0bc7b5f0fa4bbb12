"""The index of the timeline: one line for each entry, in pages, and a directory of the pages.

Everything in a record is sealed, so the database cannot sort, filter or count it. The pages can:
they hold the lines in order of (sort key, number), like the leaves of a B+ tree, and the directory
says for each page which keys it spans and how many of its lines have which kind, month and people.
Adding an entry therefore rewrites the directory and one page, two when a page splits, whether the
record holds ten entries or ten thousand; and a filtered list opens only pages that hold a match.

Pages and the directory are values: a change returns the new ones and names what to write and what
to delete. The caller fetches, seals and stores them; `rebuild` makes them again from the lines.

A line's sort key is a string that sorts as the entry should, given by the caller: for an entry
whose date is unknown, when it was added. Lists run newest first; inside pages lines ascend.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any, Self

import msgspec

from fourfold.core.record.errors import TimelineError

CAPACITY = 500

Key = tuple[str, int]
Cell = tuple[str, str, tuple[int, ...], int]


class _Stored(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Written as JSON arrays without names; the first item says what it is and in which version."""

    def to_bytes(self) -> bytes:
        """Return compact JSON."""
        return msgspec.json.encode(self)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read what `to_bytes` wrote; raises TimelineError (`format`) for anything else."""
        try:
            return msgspec.json.decode(data, type=cls)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise TimelineError("format") from error

    def to_json(self) -> Any:
        """Return the same as plain lists."""
        return msgspec.to_builtins(self)

    @classmethod
    def from_json(cls, value: Any) -> Self:
        """Read what `to_json` returned; raises TimelineError (`format`) for anything else."""
        try:
            return msgspec.convert(value, cls)
        except msgspec.ValidationError as error:
            raise TimelineError("format") from error


class Line(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """What a list shows of one entry, without opening the entry.

    number, version: the entry's. sort_key: sorts by when it happened. month: "2026-03", or ""
    if unknown. when: the date as EDTF text. people: person ids. exhibits: how many. added: UTC,
    "2026-11-22T07:00:00Z".
    """

    number: int
    version: int
    kind: str
    sort_key: str
    month: str
    when: str
    summary: str
    people: tuple[str, ...]
    exhibits: int
    added: str

    @property
    def key(self) -> Key:
        """The line's place in the order."""
        return (self.sort_key, self.number)


class Page(_Stored, frozen=True, array_like=True, forbid_unknown_fields=True, tag="page-1"):
    """Some neighbouring lines in ascending order of key. An id is never used twice."""

    id: int
    lines: tuple[Line, ...]


class Summary(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What the directory knows of one page.

    low, high: first and last key. count: lines. cells: (kind, month, who, lines), where `who`
    are places in `people`; every line is counted in exactly one cell.
    """

    id: int
    low: Key
    high: Key
    count: int
    people: tuple[str, ...]
    cells: tuple[Cell, ...]


class Directory(
    _Stored, frozen=True, array_like=True, forbid_unknown_fields=True, tag="directory-1"
):
    """Summaries of all pages in ascending order of key. capacity: most lines in a page."""

    pages: tuple[Summary, ...] = ()
    next_id: int = 1
    capacity: int = CAPACITY

    @property
    def count(self) -> int:
        """How many lines there are in all."""
        return sum(page.count for page in self.pages)


Fetch = Callable[[int], Page]


@dataclass(frozen=True, slots=True)
class Change:
    """What a change comes to: the new directory, pages to write, ids of pages to delete."""

    directory: Directory
    written: tuple[Page, ...]
    dropped: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which lines to choose; None means any. month "" chooses lines whose month is unknown."""

    kind: str | None = None
    month: str | None = None
    person: str | None = None

    def admits(self, line: Line) -> bool:
        """Say whether a line is chosen."""
        return (
            self.kind in (None, line.kind)
            and self.month in (None, line.month)
            and (self.person is None or self.person in line.people)
        )

    def cells_of(self, page: Summary) -> tuple[Cell, ...]:
        """Return the cells of a page whose lines are chosen."""
        if self == EVERYTHING:
            return page.cells
        if self.person is not None and self.person not in page.people:
            return ()
        who = None if self.person is None else page.people.index(self.person)
        return tuple(
            cell
            for cell in page.cells
            if self.kind in (None, cell[0])
            and self.month in (None, cell[1])
            and (who is None or who in cell[2])
        )

    def count(self, page: Summary) -> int:
        """Return how many lines of a page are chosen, without opening it."""
        return page.count if self == EVERYTHING else sum(cell[3] for cell in self.cells_of(page))


EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class Selection:
    """One screen of a list, newest first. offset: chosen lines passed over. total: chosen in all.

    `previous` and `next` are the offsets of the screens before and after, or None.
    """

    lines: tuple[Line, ...]
    total: int
    offset: int
    limit: int

    @property
    def previous(self) -> int | None:
        """The offset of the screen before this one."""
        return max(0, min(self.offset, self.total) - self.limit) if self.offset else None

    @property
    def next(self) -> int | None:
        """The offset of the screen after this one."""
        return self.offset + self.limit if self.offset + self.limit < self.total else None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many chosen lines there are, in all and of each kind, month and person."""

    total: int
    kinds: dict[str, int]
    months: dict[str, int]
    people: dict[str, int]


def select(
    directory: Directory, fetch: Fetch, only: Filter = EVERYTHING, offset: int = 0, limit: int = 25
) -> Selection:
    """Return the chosen lines, newest first, that follow the first `offset` of them.

    Fetches only the pages that hold a line to be returned. Raises TimelineError (`range`) for a
    negative offset or a limit below 1, `stale` if a page is not the one the directory describes.
    """
    if offset < 0 or limit < 1:
        raise TimelineError("range", offset=offset, limit=limit)
    lines: list[Line] = []
    total = 0
    for summary in reversed(directory.pages):
        before, total = total, total + only.count(summary)
        if total > offset and before < offset + limit and total > before:
            chosen = _chosen(_opened(summary, fetch), only)
            lines += chosen[max(0, offset - before) : offset + limit - before]
    return Selection(tuple(lines), total, offset, limit)


def tally(directory: Directory, only: Filter = EVERYTHING) -> Tally:
    """Count the chosen lines from the directory alone."""
    kinds: Counter[str] = Counter()
    months: Counter[str] = Counter()
    people: Counter[str] = Counter()
    for summary in directory.pages:
        for kind, month, who, count in only.cells_of(summary):
            kinds[kind] += count
            months[month] += count
            for place in who:
                people[summary.people[place]] += count
    return Tally(kinds.total(), dict(kinds), dict(months), dict(people))


def insert(directory: Directory, fetch: Fetch, line: Line) -> Change:
    """Add one line: rewrites the directory and one page, two if the page splits.

    Raises TimelineError (`duplicate`) if its key is there already, `stale` as `select` does.
    """
    return insert_all(directory, fetch, (line,))


def insert_all(directory: Directory, fetch: Fetch, lines: Iterable[Line]) -> Change:
    """Add many lines, writing each page they fall into once. Raises as `insert` does."""
    revision = _Revision(directory, fetch)
    revision.add(sorted(lines, key=_key))
    return revision.change()


def remove(directory: Directory, fetch: Fetch, key: Key) -> Change:
    """Take out the line with this key: rewrites one page, or joins it to a neighbour when small.

    Raises TimelineError (`missing`) if there is no such line, `stale` as `select` does.
    """
    revision = _Revision(directory, fetch)
    revision.take_out(key)
    return revision.change()


def replace(directory: Directory, fetch: Fetch, key: Key, line: Line) -> Change:
    """Put `line` in the place of the line with this key, moving it if its own key differs.

    Raises TimelineError (`missing`, `duplicate`), `stale` as `select` does.
    """
    revision = _Revision(directory, fetch)
    place = revision.place_of(key)
    if revision.summaries and place == revision.place_of(line.key):
        revision.rewrite(place, key, (line,))
    else:
        revision.take_out(key)
        revision.add((line,))
    return revision.change()


def rebuild(lines: Iterable[Line], capacity: int = CAPACITY) -> tuple[Directory, tuple[Page, ...]]:
    """Make the index anew from all lines, in any order; raises TimelineError (`duplicate`)."""
    change = insert_all(Directory(capacity=capacity), _no_page, lines)
    return change.directory, change.written


class _Revision:
    """A change in the making: the summaries so far and the pages that differ from the stored."""

    def __init__(self, directory: Directory, fetch: Fetch) -> None:
        self.summaries = list(directory.pages)
        self._next_id = directory.next_id
        self._capacity = directory.capacity
        self._fetch = fetch
        self._written: dict[int, Page] = {}
        self._dropped: list[int] = []

    def change(self) -> Change:
        """Return the finished change."""
        directory = Directory(tuple(self.summaries), self._next_id, self._capacity)
        return Change(directory, tuple(self._written.values()), tuple(self._dropped))

    def place_of(self, key: Key) -> int:
        """Return the place of the page that holds this key, or would hold it."""
        return max(0, bisect_right(self.summaries, key, key=attrgetter("low")) - 1)

    def add(self, lines: Sequence[Line]) -> None:
        """Add lines, given in ascending order."""
        if lines and not self.summaries:
            self._open_first_page()
        groups = groupby(lines, lambda line: self.place_of(line.key))
        # From the last page to the first, so that a split moves no page that is still to do.
        for place, group in reversed([(place, tuple(group)) for place, group in groups]):
            self.rewrite(place, None, group)

    def take_out(self, key: Key) -> None:
        """Take out one line, and join what is left of its page to a neighbour if both are small."""
        if not self.summaries:
            raise TimelineError("missing", number=key[1])
        place = self.place_of(key)
        self.rewrite(place, key, ())
        for left in (place - 1, place):
            pair = self.summaries[max(0, left) : left + 2]
            if len(pair) == 2 and pair[0].count + pair[1].count <= self._capacity // 2:
                self._join(left)
                return

    def rewrite(self, place: int, without: Key | None, adding: Sequence[Line]) -> None:
        """Take out and add lines of one page, which may drop or split it."""
        page = self._page(place)
        lines = list(page.lines)
        if without is not None:
            del lines[_place_in(lines, without)]
        for line in adding:
            _put_in(lines, line)
        is_last = place == len(self.summaries) - 1
        ends = page.lines[-1].key if page.lines else ("", -1)
        grows_at_end = is_last and bool(adding) and adding[0].key > ends
        parts = _spread(lines, self._capacity, even=not grows_at_end)
        self._store(slice(place, place + 1), page, parts)

    def _join(self, left: int) -> None:
        """Join the pages at `left` and after it; the first keeps its id."""
        kept, gone = self._page(left), self._page(left + 1)
        self._drop(gone.id)
        self._store(slice(left, left + 2), kept, [(*kept.lines, *gone.lines)])

    def _store(self, span: slice, page: Page, parts: Sequence[Sequence[Line]]) -> None:
        """Put pages of these lines in a span of places; the first keeps the id of `page`."""
        ids = [page.id, *(self._new_id() for _ in parts[1:])]
        pages = [Page(each, tuple(lines)) for each, lines in zip(ids, parts, strict=False)]
        self._written |= {each.id: each for each in pages if each != page}
        self.summaries[span] = [_summarise(each) for each in pages]
        if not pages:
            self._drop(page.id)

    def _drop(self, page_id: int) -> None:
        self._written.pop(page_id, None)
        self._dropped.append(page_id)

    def _open_first_page(self) -> None:
        """Begin an index with an empty page, which is filled before the change is finished."""
        page = Page(self._new_id(), ())
        self._written[page.id] = page
        self.summaries.append(Summary(page.id, ("", 0), ("", 0), 0, (), ()))

    def _new_id(self) -> int:
        self._next_id += 1
        return self._next_id - 1

    def _page(self, place: int) -> Page:
        """Return a page as this change has left it so far."""
        summary = self.summaries[place]
        return self._written.get(summary.id) or _opened(summary, self._fetch)


def _opened(summary: Summary, fetch: Fetch) -> Page:
    """Fetch a page and refuse one that is not what the directory describes."""
    page = fetch(summary.id)
    keys = (page.lines[0].key, page.lines[-1].key) if page.lines else None
    if (page.id, len(page.lines), keys) != (summary.id, summary.count, (summary.low, summary.high)):
        raise TimelineError("stale", page=summary.id)
    return page


def _summarise(page: Page) -> Summary:
    """Count a page's lines by kind, month and people together."""
    counts = Counter((line.kind, line.month, line.people) for line in page.lines)
    people = sorted({person for _, _, who in counts for person in who})
    places = {person: place for place, person in enumerate(people)}
    cells = (
        (kind, month, tuple(sorted({places[person] for person in who})), count)
        for (kind, month, who), count in counts.items()
    )
    return Summary(
        id=page.id,
        low=page.lines[0].key,
        high=page.lines[-1].key,
        count=len(page.lines),
        people=tuple(people),
        cells=tuple(sorted(cells)),
    )


def _spread(lines: Sequence[Line], capacity: int, *, even: bool) -> list[Sequence[Line]]:
    """Cut lines into as few pages as hold them, evenly or each full before the next."""
    count = -(-len(lines) // capacity)
    size = -(-len(lines) // count) if even and count else capacity
    return [lines[start : start + size] for start in range(0, len(lines), size)]


def _chosen(page: Page, only: Filter) -> Sequence[Line]:
    """Return a page's chosen lines, newest first."""
    newest_first = page.lines[::-1]
    return newest_first if only == EVERYTHING else list(filter(only.admits, newest_first))


def _key(line: Line) -> Key:
    return line.key


def _place_in(lines: Sequence[Line], key: Key) -> int:
    """Return the place of the line with this key; raises TimelineError (`missing`)."""
    place = bisect_left(lines, key, key=_key)
    if place == len(lines) or lines[place].key != key:
        raise TimelineError("missing", number=key[1])
    return place


def _put_in(lines: list[Line], line: Line) -> None:
    """Put a line where it belongs; raises TimelineError (`duplicate`)."""
    place = bisect_left(lines, line.key, key=_key)
    if place < len(lines) and lines[place].key == line.key:
        raise TimelineError("duplicate", number=line.number)
    lines.insert(place, line)


def _no_page(page_id: int) -> Page:
    """Stand in for storage where there is none yet."""
    raise TimelineError("missing", page=page_id)
