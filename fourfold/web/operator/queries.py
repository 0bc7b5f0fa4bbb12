"""What operators see: counts, and what the service itself keeps. Nothing of anybody's record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from fourfold.web.accounts import server
from fourfold.web.accounts.models import Record
from fourfold.web.directory import queries as directory
from fourfold.web.feedback import queries as feedback
from fourfold.web.guidance import dates
from fourfold.web.operator import rows
from fourfold.web.operator.models import OperatorSignIn, WrongTries
from fourfold.web.record.models import EntryRow
from fourfold.web.rules import catalogue
from fourfold.web.rules import queries as rules
from fourfold.web.safety import session

MOST_LINES = 50


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers for the first page. Those about people are only said roughly."""

    records: str
    going: str
    entries: str
    open_now: str
    waiting: int
    new: int
    due: int
    services: int
    off: int
    own_days: int


def counts(now: datetime, today: date) -> Counts:
    """Everything that is counted."""
    return Counts(
        records=roughly(Record.objects.filter(destroy_day=None).count()),
        going=roughly(Record.objects.exclude(destroy_day=None).count()),
        entries=roughly(EntryRow.objects.filter(version=1).count()),
        open_now=roughly(session.count_all_open(now)),
        waiting=server.queue().length(),
        new=feedback.count(is_done=False),
        due=sum(row.is_due for row in dates.all_dates(today)),
        services=len(directory.queue(today)),
        off=len(rules.off() & catalogue.ids()),
        own_days=len(rules.changed()),
    )


def roughly(number: int) -> str:
    """A count in tens, so that nobody can watch one person come and go by it."""
    if number < 10:
        return _("fewer than 10")
    return _("%(n)d or more") % {"n": number // 10 * 10}


def sign_ins() -> list[rows.Line]:
    """The newest sign-ins of operators."""
    found = OperatorSignIn.objects.order_by("-pk")[:MOST_LINES]
    return [rows.from_line(row) for row in found]


def wrong_tries() -> list[WrongTries]:
    """The newest hours in which somebody tried to sign in as an operator and could not."""
    return list(WrongTries.objects.order_by("-hour")[:MOST_LINES])
