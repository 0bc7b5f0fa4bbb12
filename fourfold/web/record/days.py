"""Days as three boxes give them, as much of one as is known; one may be still to come."""

from __future__ import annotations

from datetime import date

from django.forms import ValidationError

from fourfold.core.kernel.parts import Parts
from fourfold.core.kernel.when import When
from fourfold.web.record.forms import PROBLEMS


def read_day(typed: str, today: date | None = None) -> When | None:
    """The day in the boxes, None if they are empty. `today`: where given, none after it.

    Raises ValidationError, in words.
    """
    parts = parts_of(typed)
    if parts.is_empty:
        return None
    read = When.from_parts(parts, today=today)
    if isinstance(read, When):
        return read
    whole = f"{read[0].field}_{read[0].code}"
    raise ValidationError(PROBLEMS.get(whole) or PROBLEMS[read[0].code])


def parts_of(typed: str) -> Parts:
    """What `DateParts` gives, taken apart."""
    year, month, day = [*typed.split("-", 2), "", ""][:3]
    return Parts(day=day, month=month, year=year)


def boxes(when: When | None) -> str:
    """What the three boxes hold for a day; of a range, its beginning."""
    if when is None or when.is_unknown:
        return ""
    parts, _until = when.parts
    return f"{parts.year}-{parts.month}-{parts.day}"
