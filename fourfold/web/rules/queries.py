"""Which rules are switched off, which holidays are changed, and the clock that follows from both.

Each is read from the database when it is asked for: the tables are nearly always empty, so that a
question costs little, and what one process changes is so in the next answer of every other. A row
that this installation did not write counts for nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date

from django.db import models

from fourfold.core.kernel.workdays import Calendar
from fourfold.core.rights.limit import AskBy
from fourfold.core.rights.notice import Clock
from fourfold.data import holidays, rights
from fourfold.vault.errors import Damaged, WrongKey
from fourfold.web.rules import rows
from fourfold.web.rules.models import ChangeRow, HolidayChange, RuleOff
from fourfold.web.rules.rows import Changed, Line, Off

MOST_LINES = 200
log = logging.getLogger("fourfold.rules")


# ------------------------------------------------------------------ rules


def off() -> frozenset[str]:
    """The ids of the rules that are switched off: of orders, of the clock, and limits for asking.

    No id is in two of these sets, so that one does for all.
    """
    return frozenset(switched_off())


def switched_off() -> dict[str, Off]:
    """What is known of each rule that is switched off, by its id."""
    return {each.rule: each for each in _offs()}


def limits() -> tuple[AskBy, ...]:
    """The limits for asking that are not switched off."""
    silent = off()
    return tuple(each for each in rights.limits() if each.id not in silent)


def _offs() -> Iterator[Off]:
    for row in RuleOff.objects.order_by("rule"):
        try:
            yield rows.from_off(row)
        except (WrongKey, Damaged) as error:
            log.error("a switch of a rule counts for nothing: %s", type(error).__name__)


# ------------------------------------------------------------------ holidays


def changed() -> dict[date, Changed]:
    """What was changed of the holidays of the release, by day, in order."""
    return {each.day: each for each in _changed()}


def calendar() -> Calendar:
    """Working days, with what was changed here."""
    return _calendar(changed())


def clock(today: date) -> Clock:
    """The rules of the Code, working days, what is switched off, and years to check again."""
    return Clock(rights.rulebooks(), calendar(), off(), holidays.years_due(today))


def _changed() -> Iterator[Changed]:
    for row in HolidayChange.objects.order_by("day"):
        try:
            yield rows.from_changed(row)
        except (WrongKey, Damaged) as error:
            log.error("a change of a holiday counts for nothing: %s", type(error).__name__)


def _calendar(own: dict[date, Changed]) -> Calendar:
    """A day that a later release has taken away by itself is left out: it is no holiday by now."""
    added = tuple(
        holidays.Proclaimed(each.day, each.name, each.source)
        for each in own.values()
        if each.is_added
    )
    away = tuple(day for day, each in own.items() if not each.is_added and day in holidays.by_day())
    return holidays.calendar(holidays.Changes(added, away))


# ------------------------------------------------------------------ history


def history(about: str) -> list[Line]:
    """What was done with one rule or one day, the newest first."""
    return _lines(ChangeRow.objects.filter(about=about))


def rule_history() -> list[Line]:
    """What was done with rules, the newest first."""
    return _lines(ChangeRow.objects.filter(content=""))


def holiday_history() -> list[Line]:
    """What was done with holidays, the newest first."""
    return _lines(ChangeRow.objects.exclude(content=""))


def _lines(found: models.QuerySet[ChangeRow]) -> list[Line]:
    return [rows.from_line(row) for row in found.order_by("-pk")[:MOST_LINES]]
