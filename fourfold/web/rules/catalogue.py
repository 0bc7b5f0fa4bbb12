"""Every rule that can be switched off, with what it says, where that was read, and when.

Three kinds: rules about orders, rules of the clock, and limits for asking.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from fourfold.core.guidance import fact
from fourfold.core.kernel.provenance import Provenance
from fourfold.core.orders.words import RuleWords
from fourfold.core.rights.limit import AskBy
from fourfold.core.rights.rule import Code, Rule
from fourfold.data import guidance, orders, rights


class Group(StrEnum):
    """What a rule is for."""

    ORDERS = "orders"
    CLOCK = "clock"
    LIMITS = "limits"


@dataclass(frozen=True, slots=True)
class Known:
    """A rule as it stands in the data.

    `versions` name the text of each Act, Code or page that was read. `checked` is the day on which
    the least recently read of its sources was read, `review_by` the first day of review of them.
    """

    id: str
    group: Group
    about: str
    says: tuple[str, ...]
    versions: tuple[str, ...]
    sources: tuple[str, ...]
    checked: date
    review_by: date

    @property
    def mark(self) -> str:
        """What stands for it in addresses: it tells nothing, and stays in every version."""
        return mark_of(self.id)

    def is_due(self, today: date) -> bool:
        """Whether one of its sources is past its day of review."""
        return today > self.review_by


@cache
def everything() -> tuple[Known, ...]:
    """All rules: of orders, of the clock, and limits for asking."""
    book = orders.load()
    return (
        *(_of_orders(each) for each in book.rules.values()),
        *(_of_clock(each, book.code) for book in rights.rulebooks() for each in book.rules),
        *(_of_limit(each) for each in rights.limits()),
    )


def ids() -> frozenset[str]:
    """What can be switched off."""
    return frozenset(each.id for each in everything())


def find(mark: str) -> Known | None:
    """The rule of this mark; the newest, where two Codes have one of the same id."""
    return next((each for each in reversed(everything()) if each.mark == mark), None)


def mark_of(rule: str) -> str:
    """The mark of the rule of this id."""
    return hashlib.sha256(rule.encode()).hexdigest()[:8]


def _of_orders(words: RuleWords) -> Known:
    book = orders.load()
    sources = [book.sources[each.source] for each in words.says.values()]
    says = tuple(_filled(each.text) for each in words.says.values())
    versions = [f"{each.provenance.source}: {each.version}" for each in sources]
    known = [each.provenance for each in sources]
    return _known((words.id, Group.ORDERS, words.about), says, versions, known)


def _of_clock(rule: Rule, code: Code) -> Known:
    steps = [each.provenance for each in (*rule.limits(False), *rule.limits(True))]
    return _known(
        (rule.id, Group.CLOCK, f"{_spoken(rule.kind)}: {rule.about}"),
        (_days(rule), rule.ask),
        [code.version],
        [*steps, code.provenance],
    )


def _of_limit(limit: AskBy) -> Known:
    about = f"{_spoken(limit.moment)}: {limit.about}"
    says = (f"{limit.count} {_spoken(limit.unit).lower()}", *([limit.mind] if limit.mind else []))
    return _known((limit.id, Group.LIMITS, about), says, [], [limit.provenance])


def _days(rule: Rule) -> str:
    before = f"{rule.before.days} + " if rule.before else ""
    return (
        f"{_spoken(rule.who)}, working days: {before}{rule.standard.days} standard, "
        f"{before}{rule.enhanced.days} enhanced"
    )


def _known(
    named: tuple[str, Group, str],
    says: tuple[str, ...],
    versions: Iterable[str],
    known: list[Provenance],
) -> Known:
    rule, group, about = named
    return Known(
        rule,
        group,
        about,
        says,
        tuple(dict.fromkeys(versions)),
        tuple(dict.fromkeys(each.source for each in known)),
        min(each.checked for each in known),
        min(each.review_by for each in known),
    )


def _spoken(code: str) -> str:
    return code.replace("_", " ").replace("-", " ").capitalize().replace("cps", "CPS")


def _filled(text: str) -> str:
    return fact.fill(text, guidance.facts(), lambda each: each.en)
