"""What is done with rules and holidays: switched off and on, added, taken away, taken back.

Each leaves a line in the history, in the same transaction. Two who do the same at once do it once.
"""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from fourfold.core.kernel.workdays import SATURDAY
from fourfold.data import holidays
from fourfold.web.rules import catalogue, queries, rows
from fourfold.web.rules.models import HolidayChange, RuleOff
from fourfold.web.rules.rows import By, Changed, Kind


class RulesError(Exception):
    """A change that is not made."""


class NotThere(RulesError):
    """There is no such rule, or nothing to take back."""


class BadDay(RulesError):
    """A day that cannot be added or taken away.

    Codes: outside, weekend, holiday (it is one already), no-holiday, changed (undo that first).
    """

    def __init__(self, code: str) -> None:
        """Take a code."""
        super().__init__(code)
        self.code = code


# ------------------------------------------------------------------ rules


def switch_off(rule: str, by: By) -> None:
    """Switch a rule off; one that is off already stays as it is. Raises NotThere."""
    if rule not in catalogue.ids():
        raise NotThere
    try:
        with transaction.atomic():
            if rule in queries.off():
                return
            RuleOff.objects.filter(rule=rule).delete()  # what somebody else put there
            rows.to_off(rule, by).save(force_insert=True)
            rows.to_line(rule, Kind.OFF, by).save()
    except IntegrityError:
        if rule not in queries.off():
            raise


def switch_on(rule: str, by: By) -> None:
    """Switch it on again; one that is on stays as it is."""
    with transaction.atomic():
        if RuleOff.objects.filter(rule=rule).delete()[0]:
            rows.to_line(rule, Kind.ON, by).save()


# ------------------------------------------------------------------ holidays


def add_holiday(day: date, name: str, source: str, by: By) -> None:
    """Count a day as a holiday from now on; raises BadDay."""
    if day.weekday() >= SATURDAY:
        raise BadDay("weekend")
    if day in holidays.by_day():
        raise BadDay("changed" if day in queries.changed() else "holiday")
    _change(Changed(day, True, name, source, by.now.date()), by)


def take_away(day: date, source: str, by: By) -> None:
    """Count a holiday of the release as a working day from now on; raises BadDay."""
    known = holidays.by_day().get(day)
    if known is None:
        raise BadDay("changed" if day in queries.changed() else "no-holiday")
    _change(Changed(day, False, known.name, source, by.now.date()), by)


def undo(day: date, by: By) -> None:
    """Let the day be again as the release has it; raises NotThere."""
    with transaction.atomic():
        own = queries.changed().get(day)
        if own is None or not HolidayChange.objects.filter(day=day).delete()[0]:
            raise NotThere
        rows.to_line(day.isoformat(), Kind.UNDONE, by, own).save()


def _change(changed: Changed, by: By) -> None:
    if changed.day.year not in {each.year for each in holidays.years()}:
        raise BadDay("outside")
    kind = Kind.ADDED if changed.is_added else Kind.TAKEN_AWAY
    try:
        with transaction.atomic():
            if changed.day in queries.changed():
                raise BadDay("changed")
            HolidayChange.objects.filter(day=changed.day).delete()  # what somebody else put there
            rows.to_changed(changed, by).save(force_insert=True)
            rows.to_line(changed.day.isoformat(), kind, by, changed).save()
    except IntegrityError:
        raise BadDay("changed") from None
