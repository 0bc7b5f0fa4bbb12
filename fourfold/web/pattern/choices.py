"""How the owner wants it counted: one paper beside the record, opened and sealed with it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec

from fourfold.core.pattern.values import MINUTE, Anniversary, Asked, Period
from fourfold.web.accounts.access import Owner
from fourfold.web.record import papers
from fourfold.web.record.actions import FROM_NO_FORM

KIND = "pattern"
MOST_DAYS = 20


class Days(msgspec.Struct, frozen=True):
    """Days that matter to the owner, by her own words. yearly: `first` every year, to the day."""

    label: str
    first: date
    last: date
    yearly: bool = False


class Choices(msgspec.Struct, frozen=True):
    """v: of this shape. gap: minutes. apart, joined: numbers of entries that begin a separate
    time, or belong to the one before. replies: look at her own messages too.
    """

    v: int = 1
    gap: int = 360
    apart: tuple[int, ...] = ()
    joined: tuple[int, ...] = ()
    replies: bool = False
    days: tuple[Days, ...] = ()

    def asked(self, until: date, person: str, **more: Any) -> Asked:
        """What core is asked for."""
        return Asked(
            until=until,
            gap=self.gap * MINUTE,
            apart=frozenset(self.apart),
            joined=frozenset(self.joined),
            person=person,
            replies=self.replies,
            anniversaries=tuple(
                Anniversary(each.label, each.first.month, each.first.day)
                for each in self.days
                if each.yearly
            ),
            periods=tuple(
                Period(each.label, each.first, each.last) for each in self.days if not each.yearly
            ),
            **more,
        )

    def parted(self, number: int) -> Choices:
        """The entry begins a time of its own."""
        return self._with(set(self.apart) | {number}, set(self.joined) - {number})

    def together(self, number: int) -> Choices:
        """The entry's time is one with the time before."""
        return self._with(set(self.apart) - {number}, set(self.joined) | {number})

    def left(self, number: int) -> Choices:
        """The gap decides again."""
        return self._with(set(self.apart) - {number}, set(self.joined) - {number})

    def _with(self, apart: set[int], joined: set[int]) -> Choices:
        return msgspec.structs.replace(
            self, apart=tuple(sorted(apart)), joined=tuple(sorted(joined))
        )


def of(owner: Owner) -> Choices:
    """What she chose; what is right for most if she chose nothing. Raises Damaged or WrongKey."""
    paper = papers.the(owner, KIND)
    return msgspec.convert(paper.data, Choices) if paper else Choices()


def keep(owner: Owner, choices: Choices, now: datetime) -> None:
    """Keep what she chose; raises Overtaken."""
    data = msgspec.to_builtins(choices)
    papers.change_the(owner, KIND, lambda _before: data, FROM_NO_FORM, now)
