"""FOUR (fixated, obsessive, unwanted, repeated): what the entries hold for each letter.

A memory aid of police and support services, not the test of the law. Each finding is a count with
the entries behind it. A letter without findings means that no entry touches it, and nothing more.
Volume alone is no finding for F or O, nor is a camera that looks at a shared drive one for F.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from fourfold.core.pattern.book import Book, Wanted
from fourfold.core.pattern.stops import Stop
from fourfold.core.pattern.values import Between, Counted, Profile
from fourfold.core.record.codes import Act, Afraid, AimedAt, Purpose, Route


class Letter(StrEnum):
    """The four letters."""

    FIXATED = "fixated"
    OBSESSIVE = "obsessive"
    UNWANTED = "unwanted"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for a letter. code: what it is; about: the stop-point's entry it belongs to,
    or 0.
    """

    letter: Letter
    code: str
    counted: Counted
    about: int = 0


_ELSEWHERE = (AimedAt.GROUP, AimedAt.SOMEONE_ELSE)
_FIXATED: dict[str, frozenset[Act]] = {
    "followed": frozenset({Act.FOLLOW}),
    "watched": frozenset({Act.WATCH, Act.LOITER}),
    "monitored": frozenset({Act.MONITOR}),
    "published": frozenset({Act.PUBLISH}),
    "others_drawn_in": frozenset({Act.OTHERS, Act.CHILD}),
}


def four(book: Book, stops: Sequence[Stop]) -> tuple[Finding, ...]:
    """Return the findings for each letter."""
    return (
        *_fixated(book),
        *_obsessive(book, stops),
        *_unwanted(book, stops),
        *_repeated(book),
    )


def _fixated(book: Book) -> list[Finding]:
    found = [(code, book.count(_did(acts))) for code, acts in _FIXATED.items()]
    return [Finding(Letter.FIXATED, code, counted) for code, counted in found if counted.items]


def _did(acts: frozenset[Act]) -> Wanted:
    return lambda profile: (
        not acts.isdisjoint(profile.acts)
        and not profile.is_continuing
        and profile.aimed_at not in _ELSEWHERE
    )


def _obsessive(book: Book, stops: Sequence[Stop]) -> list[Finding]:
    found: list[tuple[str, Counted, int]] = [
        ("new_accounts", book.count(_is_new_account), 0),
        ("continuing", book.count(lambda profile: profile.is_continuing), 0),
        ("against_order", book.count(lambda profile: profile.is_breach), 0),
    ]
    for stop in stops:
        new = frozenset(stop.new)
        found.append(("new_routes", book.count(_by_any(new)), stop.point.entry))
    return [Finding(Letter.OBSESSIVE, code, one, about) for code, one, about in found if one.items]


def _by_any(routes: frozenset[str]) -> Wanted:
    return lambda profile: not routes.isdisjoint(profile.routes) and not profile.is_arranged


def _is_new_account(profile: Profile) -> bool:
    return Route.NEW_ACCOUNT in profile.how or Act.IMPERSONATE in profile.acts


def _unwanted(book: Book, stops: Sequence[Stop]) -> list[Finding]:
    """What came after each stop-point, but for what was agreed; none is needed for the rest."""
    expected = book.count(lambda profile: profile.purpose in (Purpose.ARRANGED, Purpose.CHILDREN))
    entries, messages = set(expected.entries), set(expected.messages)
    found: list[tuple[str, Counted, int]] = []
    for stop in stops:
        after = stop.after
        if entries or messages:
            after = _without(book, after, (entries, messages))
        found.append((f"after_{stop.point.kind}", after, stop.point.entry))
    found += [
        ("feared", book.count(lambda profile: profile.afraid is Afraid.YES), 0),
        ("threatened", book.count(lambda profile: Act.THREAT in profile.acts), 0),
    ]
    return [Finding(Letter.UNWANTED, code, one, about) for code, one, about in found if one.items]


def _without(book: Book, counted: Counted, taken: tuple[set[int], set[int]]) -> Counted:
    entries = tuple(each for each in counted.entries if each not in taken[0])
    messages = tuple(each for each in counted.messages if each not in taken[1])
    mine, theirs = set(entries), set(messages)
    number = sum(
        not (mine.isdisjoint(each.entries) and theirs.isdisjoint(each.messages))
        for each in book.listed
    )
    number = number or min(1, len(entries) + len(messages))
    return Counted(Between(min(number, counted.occasions.least), number), entries, messages)


def _repeated(book: Book) -> list[Finding]:
    """What was expected is no repetition: nobody is counted for bringing the children."""
    counted = book.count(lambda profile: not profile.is_expected)
    return [Finding(Letter.REPEATED, "occasions", counted)] if counted.occasions.most > 1 else []
