"""The index against a plain sorted list, and the pages that it touches, counted."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from fourfold.core.record import index
from fourfold.core.record.errors import TimelineError
from fourfold.core.record.index import EVERYTHING, Change, Directory, Filter, Line, Page
from tests.deep import cases

KINDS = ("incident", "message", "contact")
MONTHS = ("2026-01", "2026-02", "2026-03")
PEOPLE = ("ann", "bob", "cyd")


class Shelf:
    """Pages as sealed bytes, with a count of what was opened and written."""

    def __init__(self) -> None:
        self.directory = Directory()
        self.pages: dict[int, bytes] = {}
        self.fetched: list[int] = []

    def fetch(self, page_id: int) -> Page:
        self.fetched.append(page_id)
        return Page.from_bytes(self.pages[page_id])

    def keep(self, change: Change) -> None:
        for page_id in change.dropped:
            del self.pages[page_id]
        for page in change.written:
            self.pages[page.id] = page.to_bytes()
        self.directory = Directory.from_bytes(change.directory.to_bytes())

    def select(self, *args: Any) -> index.Selection:
        self.fetched.clear()
        return index.select(self.directory, self.fetch, *args)


def make_line(number: int, **values: Any) -> Line:
    day = values.get("month") or MONTHS[number % 3]
    members: dict[str, Any] = {
        "number": number,
        "version": 1,
        "kind": KINDS[number % 3],
        "sort_key": f"{day}-{number % 28 + 1:02}",
        "month": day,
        "when": f"{day}-{number % 28 + 1:02}",
        "summary": f"Entry {number}",
        "people": (),
        "exhibits": 0,
        "added": "2026-11-22T07:00:00Z",
    }
    return Line(**(members | values))


def shelf_of(lines: Iterable[Line], capacity: int = index.CAPACITY) -> Shelf:
    shelf = Shelf()
    directory, pages = index.rebuild(lines, capacity)
    shelf.keep(Change(directory, pages, ()))
    return shelf


def rising(count: int, **values: Any) -> list[Line]:
    return [make_line(n, sort_key=f"{n:08}", **values) for n in range(1, count + 1)]


def chosen(lines: Iterable[Line], only: Filter) -> list[Line]:
    """What a plain sorted list says: the oracle."""
    newest_first = sorted(lines, key=lambda line: (line.sort_key, line.number), reverse=True)
    return [
        line
        for line in newest_first
        if (only.kind is None or line.kind == only.kind)
        and (only.month is None or line.month == only.month)
        and (only.person is None or only.person in line.people)
    ]


details = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "sort_key": st.sampled_from([f"2026-{place:02}" for place in range(30)]),
        "month": st.sampled_from(("", *MONTHS)),
        "people": st.lists(st.sampled_from(PEOPLE), max_size=3).map(tuple),
    }
)
filters = st.builds(
    Filter,
    kind=st.sampled_from((None, *KINDS)),
    month=st.sampled_from((None, "", *MONTHS)),
    person=st.sampled_from((None, *PEOPLE, "nobody")),
)


class IndexMachine(RuleBasedStateMachine):
    """Adds, amends and removes at random, in small pages, beside a plain dictionary of lines."""

    def __init__(self) -> None:
        super().__init__()
        self.shelf = Shelf()
        self.shelf.directory = Directory(capacity=8)
        self.lines: dict[int, Line] = {}
        self.number = 0

    def _apply(self, change: Change, pages_at_most: int) -> None:
        assert len(change.written) <= pages_at_most
        self.shelf.keep(change)

    def _next(self, values: dict[str, Any]) -> Line:
        self.number += 1
        line = make_line(self.number, **values)
        self.lines[line.number] = line
        return line

    def _pick(self, data: st.DataObject) -> Line:
        return self.lines[data.draw(st.sampled_from(sorted(self.lines)))]

    @rule(values=details)
    def insert(self, values: dict[str, Any]) -> None:
        line = self._next(values)
        self._apply(index.insert(self.shelf.directory, self.shelf.fetch, line), 2)

    @rule(many=st.lists(details, max_size=30))
    def insert_all(self, many: list[dict[str, Any]]) -> None:
        lines = [self._next(values) for values in many]
        self.shelf.keep(index.insert_all(self.shelf.directory, self.shelf.fetch, lines))

    @precondition(lambda self: self.lines)
    @rule(data=st.data(), values=details)
    def replace(self, data: st.DataObject, values: dict[str, Any]) -> None:
        old = self._pick(data)
        new = make_line(old.number, version=old.version + 1, **values)
        self.lines[old.number] = new
        change = index.replace(self.shelf.directory, self.shelf.fetch, old.key, new)
        self._apply(change, 3)

    @precondition(lambda self: self.lines)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        line = self.lines.pop(self._pick(data).number)
        self._apply(index.remove(self.shelf.directory, self.shelf.fetch, line.key), 1)

    @precondition(lambda self: self.lines)
    @rule(data=st.data())
    def refuse_what_is_there_or_is_not(self, data: st.DataObject) -> None:
        line = self._pick(data)
        with pytest.raises(TimelineError, match="duplicate"):
            index.insert(self.shelf.directory, self.shelf.fetch, line)
        with pytest.raises(TimelineError, match="missing"):
            index.remove(self.shelf.directory, self.shelf.fetch, ("2026-15x", line.number))

    @rule(only=filters, offset=st.integers(0, 40), limit=st.integers(1, 12))
    def select(self, only: Filter, offset: int, limit: int) -> None:
        expected = chosen(self.lines.values(), only)
        selection = self.shelf.select(only, offset, limit)
        assert list(selection.lines) == expected[offset : offset + limit]
        assert selection.total == len(expected)
        assert (selection.next is not None) == (offset + limit < len(expected))
        for page_id in self.shelf.fetched:
            page = Page.from_bytes(self.shelf.pages[page_id])
            assert any(line in selection.lines for line in page.lines)

    @rule(only=filters)
    def tally(self, only: Filter) -> None:
        expected = chosen(self.lines.values(), only)
        tally = index.tally(self.shelf.directory, only)
        assert tally.total == len(expected)
        assert tally.kinds == Counter(line.kind for line in expected)
        assert tally.months == Counter(line.month for line in expected)
        assert tally.people == Counter(who for line in expected for who in set(line.people))

    @rule()
    def rebuild(self) -> None:
        directory, pages = index.rebuild(self.lines.values(), 8)
        assert index.tally(directory) == index.tally(self.shelf.directory)
        assert [line for page in pages for line in page.lines] == sorted(
            self.lines.values(), key=lambda line: line.key
        )

    @invariant()
    def the_directory_describes_the_pages(self) -> None:
        directory = self.shelf.directory
        assert self.shelf.pages.keys() == {page.id for page in directory.pages}
        assert all(1 <= page.count <= directory.capacity for page in directory.pages)
        assert all(page.id < directory.next_id for page in directory.pages)
        assert directory.count == len(self.lines)
        keys = [key for page in directory.pages for key in (page.low, page.high)]
        assert keys == sorted(keys)


IndexMachine.TestCase.settings = settings(max_examples=cases(60), stateful_step_count=40)
TestIndexMachine = IndexMachine.TestCase


@pytest.mark.parametrize("count", [10, 500, 501, 10_000])
def test_adding_the_newest_entry_writes_one_page(count: int) -> None:
    shelf = shelf_of(rising(count))
    shelf.fetched.clear()
    change = index.insert(shelf.directory, shelf.fetch, make_line(count + 1, sort_key="1"))
    assert len(shelf.fetched) == 1
    assert len(change.written) == 1
    assert not change.dropped


def test_adding_between_full_pages_writes_two() -> None:
    shelf = shelf_of(rising(10_000))
    shelf.fetched.clear()
    line = make_line(10_001, sort_key=f"{4_242:08}")
    change = index.insert(shelf.directory, shelf.fetch, line)
    assert len(shelf.fetched) == 1
    assert sorted(len(page.lines) for page in change.written) == [250, 251]


def test_entries_added_in_order_fill_their_pages() -> None:
    shelf = Shelf()
    shelf.directory = Directory(capacity=10)
    for line in rising(95):
        shelf.keep(index.insert(shelf.directory, shelf.fetch, line))
    assert [page.count for page in shelf.directory.pages] == [10] * 9 + [5]


@pytest.mark.parametrize("count", [10, 1_000, 10_000])
def test_one_screen_opens_one_page_or_two(count: int) -> None:
    shelf = shelf_of(rising(count))
    for offset in range(0, count, max(10, count // 20)):
        selection = shelf.select(EVERYTHING, offset, 25)
        assert selection.total == count
        assert len(shelf.fetched) <= 2


def test_a_filtered_list_opens_only_pages_that_hold_what_it_shows() -> None:
    lines = rising(10_000, kind="message", people=("ann",))
    rare = (17, 4_001, 4_002, 9_999)
    for number in rare:
        lines[number - 1] = make_line(
            number, sort_key=f"{number:08}", kind="contact", people=("bob", "ann")
        )
    shelf = shelf_of(lines)
    for only in (Filter(kind="contact"), Filter(person="bob"), Filter("contact", None, "ann")):
        selection = shelf.select(only)
        assert [line.number for line in selection.lines] == sorted(rare, reverse=True)
        assert len(shelf.fetched) == 3
    assert shelf.select(Filter(kind="message", person="bob")).total == 0
    assert shelf.fetched == []
    assert shelf.select(Filter(kind="contact"), 3, 1).lines[0].number == 17
    assert shelf.fetched == [1]


def test_the_directory_of_ten_thousand_entries_stays_small() -> None:
    lines = [
        make_line(n, sort_key=f"{n:08}", month=f"{2020 + n // 1_700}-{n // 140 % 12 + 1:02}")
        for n in range(1, 10_001)
    ]
    assert len(shelf_of(lines).directory.to_bytes()) < 40_000


def test_newest_come_first_and_equal_times_by_number() -> None:
    shelf = shelf_of([make_line(1, sort_key="b"), make_line(2, sort_key="a")])
    shelf.keep(index.insert(shelf.directory, shelf.fetch, make_line(3, sort_key="b")))
    assert [line.number for line in shelf.select().lines] == [3, 1, 2]


@pytest.mark.parametrize(
    ("offset", "numbers", "previous", "following"),
    [
        (0, [7, 6, 5], None, 3),
        (3, [4, 3, 2], 0, 6),
        (6, [1], 3, None),
        (2, [5, 4, 3], 0, 5),
        (4, [3, 2, 1], 1, None),
        (99, [], 4, None),
    ],
)
def test_screens_follow_one_another(
    offset: int, numbers: list[int], previous: int | None, following: int | None
) -> None:
    selection = shelf_of(rising(7)).select(EVERYTHING, offset, 3)
    assert [line.number for line in selection.lines] == numbers
    assert (selection.previous, selection.next) == (previous, following)


def test_an_empty_index_selects_and_counts_nothing() -> None:
    shelf = shelf_of([])
    assert shelf.directory == Directory()
    selection = shelf.select()
    assert (selection.lines, selection.total, selection.previous, selection.next) == (
        (),
        0,
        None,
        None,
    )
    assert index.tally(shelf.directory).total == 0


def test_nothing_of_a_removed_entry_stays_in_the_index() -> None:
    shelf = shelf_of([*rising(20), make_line(99, kind="order", month="1999-09", people=("zed",))])
    key = make_line(99, month="1999-09").key
    shelf.keep(index.remove(shelf.directory, shelf.fetch, key))
    everything = shelf.directory.to_bytes() + b"".join(shelf.pages.values())
    for trace in (b"zed", b"1999-09", b"order", b"Entry 99"):
        assert trace not in everything


def test_pages_that_have_become_small_are_joined() -> None:
    shelf = shelf_of(rising(1_000), capacity=100)
    for line in rising(960):
        shelf.keep(index.remove(shelf.directory, shelf.fetch, line.key))
    assert [page.count for page in shelf.directory.pages] == [40]


def test_page_ids_are_never_used_twice() -> None:
    shelf = shelf_of(rising(3), capacity=2)
    seen = set(shelf.pages)
    for number in range(4, 40):
        shelf.keep(index.remove(shelf.directory, shelf.fetch, shelf.directory.pages[-1].high))
        shelf.keep(index.insert(shelf.directory, shelf.fetch, make_line(number, sort_key="9")))
        fresh = set(shelf.pages) - seen
        assert all(page_id > max(seen) for page_id in fresh)
        seen |= fresh


def refuse(act: Callable[[Shelf], object]) -> str:
    with pytest.raises(TimelineError) as caught:
        act(shelf_of(rising(5), capacity=2))
    return caught.value.code


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda it: it.select(EVERYTHING, -1, 5), "range"),
        (lambda it: it.select(EVERYTHING, 0, 0), "range"),
        (lambda it: index.insert(it.directory, it.fetch, rising(3)[2]), "duplicate"),
        (lambda it: index.insert_all(it.directory, it.fetch, rising(9)[7:] * 2), "duplicate"),
        (lambda _: index.rebuild(rising(3) * 2), "duplicate"),
        (lambda it: index.remove(it.directory, it.fetch, ("x", 1)), "missing"),
        (lambda it: index.remove(Directory(), it.fetch, ("x", 1)), "missing"),
        (lambda it: index.replace(it.directory, it.fetch, ("x", 1), make_line(1)), "missing"),
        (lambda it: index.replace(Directory(), it.fetch, ("x", 1), make_line(1)), "missing"),
        (
            lambda it: index.replace(it.directory, it.fetch, rising(1)[0].key, rising(5)[4]),
            "duplicate",
        ),
    ],
)
def test_a_change_that_cannot_be_is_refused_by_code(
    act: Callable[[Shelf], object], code: str
) -> None:
    assert refuse(act) == code


@pytest.mark.parametrize(
    "other",
    [
        Page(1, tuple(rising(1))),
        Page(2, tuple(rising(2))),
        Page(1, ()),
        Page(1, tuple(rising(3)[1:])),
    ],
)
def test_a_page_that_is_not_the_one_described_is_stale(other: Page) -> None:
    directory, _ = index.rebuild(rising(2))
    with pytest.raises(TimelineError, match="stale"):
        index.select(directory, lambda _id: other)


@given(st.lists(details, max_size=20))
def test_pages_and_directory_read_back_from_bytes_and_from_lists(
    many: list[dict[str, Any]],
) -> None:
    lines = [make_line(number, **values) for number, values in enumerate(many)]
    directory, pages = index.rebuild(lines, 6)
    for stored in (directory, *pages):
        assert type(stored).from_bytes(stored.to_bytes()) == stored
        assert type(stored).from_json(stored.to_json()) == stored
        assert isinstance(stored.to_json(), list)


def test_the_stored_bytes_are_frozen() -> None:
    directory, pages = index.rebuild([make_line(7, people=("ann",), summary="Café")])
    assert pages[0].to_bytes().decode() == (
        '["page-1",1,[[7,1,"message","2026-02-08","2026-02","2026-02-08","Café",["ann"],0,'
        '"2026-11-22T07:00:00Z"]]]'
    )
    assert directory.to_bytes().decode() == (
        '["directory-1",[[1,["2026-02-08",7],["2026-02-08",7],1,["ann"],'
        '[["message","2026-02",[0],1]]]],2,500]'
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"\xff",
        b'["page-2",1,[]]',
        b'["directory-1",[],1,500]',
        b'["page-1","1",[]]',
        b'["page-1",1,[],0]',
        b'["page-1",1,[[7]]]',
    ],
)
def test_other_bytes_are_not_a_page(data: bytes) -> None:
    with pytest.raises(TimelineError, match="format"):
        Page.from_bytes(data)
    with pytest.raises(TimelineError, match="format"):
        Page.from_json(["page-2", 1, []])
