"""Which entries another one goes with: what the form offers, and whom its ticks mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from fourfold.core.kernel.text import escape_controls, first_line
from fourfold.core.kernel.when import When
from fourfold.core.record.entry import Entry
from fourfold.web.accounts.access import Owner
from fourfold.web.record import queries, words

SHORT = 60
NUMBERS = re.compile(r"[\s,;.]+")
NUMBER = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True, slots=True)
class Offer:
    """An entry that can be ticked."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Links:
    """What a form for linked entries needs.

    offers: the newest entries, and those that are linked already. linked: the numbers of those.
    ids: of what was linked before, also of what is gone since. find: an entry that is there.
    about: the entry that is being changed, which goes with others and not with itself.
    """

    offers: tuple[Offer, ...]
    linked: tuple[int, ...]
    ids: tuple[str, ...]
    find: Callable[[int], Entry | None]
    about: int = 0

    def id_of(self, number: int) -> str:
        """The id of an entry that is there, or ""."""
        entry = self.find(number)
        return entry.id if entry else ""

    def offer_of(self, number: int) -> Offer:
        """An entry that is there, as it is ticked."""
        entry = self.find(number)
        assert entry
        return _offer(number, entry.when, entry.body.words)

    def chosen(self, numbers: Collection[int]) -> tuple[str, ...]:
        """The ids that these numbers stand for, as they were if nothing is different."""
        found = {self.id_of(number): number for number in self.linked}
        gone = [each for each in self.ids if each not in found]
        wanted = [self.id_of(number) for number in sorted(numbers)]
        new = (*filter(None, wanted), *gone)
        return self.ids if set(new) == set(self.ids) else new


def links_of(owner: Owner, ids: tuple[str, ...] = (), about: int = 0) -> Links:
    """What can be linked to, for a form about entry `about` that goes with `ids` already."""
    linked = tuple(sorted(queries.numbers_of(owner, ids).values()))
    recent = queries.timeline(owner).selection.lines
    links = Links((), linked, ids, partial(_find, owner), about)
    offers = {line.number: _offer(line.number, When(line.when), line.summary) for line in recent}
    older = {number: links.offer_of(number) for number in linked if number not in offers}
    offers = {number: each for number, each in (offers | older).items() if number != about}
    return replace(links, offers=tuple(offers.values()))


def goes_with(owner: Owner, history: queries.History, numbers: Mapping[str, int]) -> list[Offer]:
    """The entries that an entry goes with now, for its page."""
    ids = getattr(history.latest.body, "linked", ())
    found = (_find(owner, numbers[each]) for each in ids if each in numbers)
    return [_offer(each.number, each.when, each.body.words) for each in found if each]


def read_numbers(typed: str) -> list[str]:
    """What was typed as numbers of entries, one by one."""
    return [each for each in NUMBERS.split(typed) if each]


def unknown(links: Links, typed: Iterable[str]) -> list[str]:
    """What is no number of an entry that this one can go with."""
    return [
        each
        for each in typed
        if not NUMBER.fullmatch(each) or int(each) == links.about or not links.id_of(int(each))
    ]


def _offer(number: int, when: When, summary: str) -> Offer:
    said = escape_controls(first_line(summary, SHORT))
    return Offer(number, " · ".join(filter(None, (str(number), words.when_words(when), said))))


def _find(owner: Owner, number: int) -> Entry | None:
    history = queries.history(owner, number)
    return history.latest if history else None
