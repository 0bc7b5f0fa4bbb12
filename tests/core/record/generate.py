"""Records of every shape that the dataclasses allow, made from their own types and rules."""

from dataclasses import fields, replace
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from fourfold.core.kernel.shape import (
    AsGiven,
    Distinct,
    Instant,
    Matches,
    Most,
    OneLine,
    Within,
)
from fourfold.core.kernel.text import clean
from fourfold.core.kernel.when import When
from fourfold.core.record.body import Body, Message, Order, Source, Thing
from fourfold.core.record.codes import Boundary
from fourfold.core.record.entry import Entry
from fourfold.core.record.exhibit import Exhibit
from fourfold.core.record.format import Completeness, RecordFile, count
from fourfold.core.record.person import Person
from tests.core.kernel.generate import whens

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


@cache
def values(shape: Any, *rules: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type under its rules."""
    origin = get_origin(shape)
    if origin is Annotated:
        inner, *more = get_args(shape)
        return values(inner, *rules, *more)
    if origin in (Union, UnionType):
        one = st.one_of([values(each) for each in get_args(shape) if each is not NoneType])
        return st.none() | one if NoneType in get_args(shape) else one
    if origin is tuple:
        unique = any(isinstance(rule, Distinct) for rule in rules)
        return st.lists(values(get_args(shape)[0]), max_size=2, unique=unique).map(tuple)
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return st.sampled_from(shape)
    return SIMPLE[shape](rules) if shape in SIMPLE else SPECIAL.get(shape, plainly)(shape)


def integers(rules: tuple[Any, ...]) -> st.SearchStrategy[int]:
    """Integers under their rules."""
    limits = next(rule for rule in rules if isinstance(rule, Within))
    return st.integers(limits.low, limits.high)


def texts(rules: tuple[Any, ...]) -> st.SearchStrategy[str]:
    """Text under its rules."""
    if any(isinstance(rule, AsGiven) for rule in rules):
        return ANY
    if any(isinstance(rule, Instant) for rule in rules):
        return st.datetimes().map(lambda moment: moment.isoformat(timespec="seconds") + "Z")
    for rule in rules:
        if isinstance(rule, Matches):
            return st.from_regex(rule.pattern, fullmatch=True)
    if any(isinstance(rule, OneLine) for rule in rules):
        return ANY.map(lambda text: clean(" ".join(clean(text).split())))
    assert any(isinstance(rule, Most) for rule in rules)
    return ANY.map(clean)


def plainly(shape: Any) -> st.SearchStrategy[Any]:
    """A dataclass, each field by itself."""
    hints = get_type_hints(shape, include_extras=True)
    return st.builds(shape, **{each.name: values(hints[each.name]) for each in fields(shape)})


@cache
def _fields(shape: Any, *left_out: str) -> dict[str, st.SearchStrategy[Any]]:
    hints = get_type_hints(shape, include_extras=True)
    return {
        each.name: values(hints[each.name]) for each in fields(shape) if each.name not in left_out
    }


@st.composite
def sources(draw: st.DrawFn) -> Source:
    """A place given by bytes, by row, or by both."""
    given = {name: draw(each) for name, each in _fields(Source, "offset", "length", "row").items()}
    if draw(st.booleans()):
        row = draw(values(str, OneLine(), Most(9)))
        return Source(**given, offset=draw(st.integers(0, 9)), length=1, row=row)
    return Source(**given, row="row " + draw(st.sampled_from("12")))


@st.composite
def messages(draw: st.DrawFn) -> Message:
    """A message, with a reason exactly where its boundary is uncertain."""
    given = {name: draw(each) for name, each in _fields(Message, "boundary_reason").items()}
    uncertain = given["boundary"] is Boundary.UNCERTAIN
    return Message(**given, boundary_reason="header_inside" if uncertain else "")


@st.composite
def orders(draw: st.DrawFn) -> Order:
    """An order with one end at most and each term's id once."""
    given = {name: draw(each) for name, each in _fields(Order).items()}
    if given["until_further_order"]:
        given["ends"] = None
    given["terms"] = tuple({term.id: term for term in given["terms"]}.values())
    return Order(**given)


SIMPLE = {
    str: texts,
    int: integers,
    bool: lambda _: st.booleans(),
    When: lambda _: whens(),
}
SPECIAL = {
    Source: lambda _: sources(),
    Message: lambda _: messages(),
    Order: lambda _: orders(),
}

BODIES: st.SearchStrategy[Body] = values(Body)
_DRAFTS = st.builds(Exhibit, **_fields(Exhibit))


@st.composite
def entries(draw: st.DrawFn, bodies: st.SearchStrategy[Body] = BODIES) -> Entry:
    """One version of an entry."""
    version = draw(st.integers(1, 3))
    given = _fields(Entry, "version", "body", "exhibits", "reason", "schema")
    exhibits = tuple({each.ref: each for each in draw(st.lists(_DRAFTS, max_size=2))}.values())
    return Entry(
        **{name: draw(each) for name, each in given.items()},
        version=version,
        body=draw(bodies),
        exhibits=exhibits,
        reason=draw(ANY.map(clean)) if version > 1 else "",
    )


@st.composite
def records(draw: st.DrawFn) -> RecordFile:
    """A file that agrees with itself: a few entries, each with one version or two."""
    people = draw(st.lists(values(Person), max_size=3, unique_by=lambda each: each.id))
    numbers = draw(st.lists(st.integers(1, 50), max_size=3, unique=True))
    cut = draw(st.integers(0, len(numbers)))
    kept = [
        version
        for number in sorted(numbers[:cut])
        for version in draw(_versions(number, tuple(each.id for each in people)))
    ]
    return RecordFile(
        generator=draw(ANY.map(lambda text: clean(" ".join(clean(text).split())))),
        made=draw(texts((Instant(),))),
        people=tuple(sorted(people, key=lambda each: each.id)),
        entries=tuple(kept),
        deleted=tuple(sorted(numbers[cut:])),
        completeness=Completeness(contained=count(kept), withheld=draw(st.integers(0, 9))),
    )


@st.composite
def _versions(draw: st.DrawFn, number: int, people: tuple[str, ...]) -> list[Entry]:
    chosen = draw(st.lists(st.sampled_from(people), unique=True)) if people else []
    drafts = draw(st.lists(entries(), min_size=1, max_size=2))
    return [
        replace(
            each,
            number=number,
            id=f"{number:032x}",
            version=place,
            reason=each.reason if place > 1 else "",
            people=tuple(chosen),
            exhibits=_labelled(each.exhibits, number, place),
            body=_unlabelled(each.body),
        )
        for place, each in enumerate(drafts, start=1)
    ]


def _labelled(exhibits: tuple[Exhibit, ...], number: int, version: int) -> tuple[Exhibit, ...]:
    """Give every file a label of its own: number, version and place, run together."""
    return tuple(
        replace(each, ref=f"AB/{number}{version}{place}")
        for place, each in enumerate(exhibits, start=1)
    )


def _unlabelled(body: Body) -> Body:
    return replace(body, ref="") if isinstance(body, Thing) else body
