"""What a person does here: say something. What operators do with it: mark it, delete it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from fourfold.web.accounts import server
from fourfold.web.feedback.models import Feedback
from fourfold.web.feedback.rows import Opinion, to_row

HOURLY = 60
MOST = 20_000
KEPT = timedelta(days=365)


def say(opinion: Opinion, now: datetime) -> bool:
    """Keep an opinion; False when too many came this hour, or too many wait to be read.

    The limits hold for everybody together: nobody is counted, so nobody can be told apart.
    What is older than a year goes.
    """
    hour = now.replace(minute=0, second=0, microsecond=0)
    # Looked at before the database is locked too: a flood must not keep others from writing.
    if _came_in(hour) >= HOURLY:
        return False
    row = to_row(opinion, hour, server.keys().job)
    with transaction.atomic():
        Feedback.objects.filter(hour__lt=now - KEPT).delete()
        if _came_in(hour) >= HOURLY or Feedback.objects.count() >= MOST:
            return False
        row.save()
    return True


def _came_in(hour: datetime) -> int:
    return Feedback.objects.filter(hour=hour).count()


def mark(pk: int, *, is_done: bool) -> None:
    """Note that an opinion was dealt with, or that it was not; one that is gone stays gone."""
    Feedback.objects.filter(pk=pk).update(is_done=is_done)


def delete(pk: int) -> None:
    """Remove an opinion; no mistake when it is gone already: the button may be pressed twice."""
    Feedback.objects.filter(pk=pk).delete()
