"""What operators read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from fourfold.web.accounts import server
from fourfold.web.feedback.models import Feedback
from fourfold.web.feedback.rows import Opinion, from_row


def opinions() -> Iterator[tuple[datetime, Opinion]]:
    """Every opinion with the hour it came, the newest first."""
    keys = server.keys().jobs
    for row in Feedback.objects.order_by("-hour", "-pk").iterator():
        yield row.hour, from_row(row, keys)
