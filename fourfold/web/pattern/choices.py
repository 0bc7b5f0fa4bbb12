"""How the owner wants it counted: one paper beside the record, opened and sealed with it."""

from __future__ import annotations

from collections.abc import Callable
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
    """v: of this shape. gap: minutes. apart: numbers of entries that begin a separate time. joins:
    numbers of entries whose time is one with the time before, each with an entry of that one.
    replies: look at her own messages too.
    """

    v: int = 1
    gap: int = 360
    apart: tuple[int, ...] = ()
    joins: tuple[tuple[int, int], ...] = ()
    replies: bool = False
    days: tuple[Days, ...] = ()

    @property
    def has_moved(self) -> bool:
        """She parted or joined something."""
        return bool(self.apart or self.joins)

    def asked(self, until: date, person: str, **more: Any) -> Asked:
        """What core is asked for."""
        return Asked(
            until=until,
            gap=self.gap * MINUTE,
            apart=frozenset(self.apart),
            joined=dict(self.joins),
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
        left = self.left(number)
        return msgspec.structs.replace(left, apart=tuple(sorted({*left.apart, number})))

    def together(self, number: int, before: int) -> Choices:
        """The entry's time is one with the time before, which has the other entry."""
        left = self.left(number)
        return msgspec.structs.replace(left, joins=tuple(sorted({*left.joins, (number, before)})))

    def left(self, number: int) -> Choices:
        """The gap decides again."""
        return msgspec.structs.replace(
            self,
            apart=tuple(each for each in self.apart if each != number),
            joins=tuple(each for each in self.joins if each[0] != number),
        )

    def without(self, name: str) -> Choices:
        """No days of this name matter."""
        return msgspec.structs.replace(
            self, days=tuple(each for each in self.days if each.label != name)
        )


def of(owner: Owner) -> Choices:
    """What she chose; what is right for most if she chose nothing. Raises Damaged or WrongKey."""
    paper = papers.the(owner, KIND)
    return _read(paper.data if paper else None)


def change(owner: Owner, edit: Callable[[Choices], Choices], now: datetime) -> None:
    """Keep what `edit` makes of what she chose until now; raises Overtaken."""

    def write(before: Any) -> Any:
        return msgspec.to_builtins(edit(_read(before)))

    papers.change_the(owner, KIND, write, FROM_NO_FORM, now)


def _read(data: Any) -> Choices:
    return Choices() if data is None else msgspec.convert(data, Choices)
