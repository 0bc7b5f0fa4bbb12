"""What operators read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator

from fourfold.vault.errors import VaultError
from fourfold.web.accounts import server
from fourfold.web.feedback.models import Feedback
from fourfold.web.feedback.rows import Opinion, from_row

ON_A_PAGE = 20
AT_A_TIME = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """One opinion with what is known of it; `opinion` is None when no key opens it any more."""

    pk: int
    hour: datetime
    is_done: bool
    opinion: Opinion | None


def opinions() -> Iterator[tuple[datetime, Opinion]]:
    """Every opinion with the hour it came, the newest first."""
    keys = server.keys().jobs
    for row in Feedback.objects.order_by("-hour", "-pk").iterator():
        yield row.hour, from_row(row, keys)


def count(*, is_done: bool) -> int:
    """How many opinions are dealt with, or wait to be."""
    return Feedback.objects.filter(is_done=is_done).count()


def page(number: str, *, is_done: bool) -> tuple[Page[Feedback], list[Kept]]:
    """One page of the opinions that are dealt with or wait, the newest first.

    `number` is as it stands in an address: what is no number is the first page.
    """
    found = Feedback.objects.filter(is_done=is_done).order_by("-hour", "-pk")
    shown = Paginator(found, ON_A_PAGE).get_page(number)
    return shown, [_kept(row) for row in shown]


def find(pk: int) -> Kept | None:
    """One opinion."""
    row = Feedback.objects.filter(pk=pk).first()
    return _kept(row) if row else None


def everything() -> Iterator[Kept]:
    """Every opinion, the newest first, read a few at a time: nothing stays locked meanwhile."""
    numbers = list(Feedback.objects.order_by("-hour", "-pk").values_list("pk", flat=True))
    for start in range(0, len(numbers), AT_A_TIME):
        rows = Feedback.objects.in_bulk(numbers[start : start + AT_A_TIME])
        yield from (_kept(rows[pk]) for pk in numbers[start : start + AT_A_TIME] if pk in rows)


def _kept(row: Feedback) -> Kept:
    try:
        opinion = from_row(row, server.keys().jobs)
    except VaultError:
        opinion = None
    return Kept(row.pk, row.hour, row.is_done, opinion)
