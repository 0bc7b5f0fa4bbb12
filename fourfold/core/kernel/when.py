"""When something happened, as exactly as the owner knows it and no more.

The text is a subset of EDTF (ISO 8601-2:2019, level 1), always in local time:

    2026-03-14T21:05:09   to the second (only machines know this)
    2026-03-14T21:05      to the minute
    2026-03-14            a day
    2026-03               a month
    2026                  a year
    2026-03-14~           about then; "~" may end any of the above
    2026-03-14/2026-03-20 some time from one to the other; each end may be any of the above
    2026-03/..            from then on, and not over
    XXXX                  not known

One meaning has one text, so there is nothing to normalise. The time zone is a name beside the text
and the offset is not stored: what the owner and a phone know is the time on the clock. `fold` is 1
for the second of two equal times in the night when clocks go back (PEP 495). Nothing here reads a
clock or the time-zone tables.

Source: Library of Congress, Extended Date/Time Format specification, 2019. Checked 2026-11.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Any, Self

from fourfold.core.kernel.errors import WhenError
from fourfold.core.kernel.parts import (
    NOT_KNOWN,
    OPEN_END,
    Parts,
    Problem,
    fold_of,
    spell,
    spell_end,
)

LONDON = "Europe/London"
UNDATED_KEY = "~"

_POINT = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?)?)?)?(~?)"
)
_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2}")
_MAX_ZONE = 64
_TICK = timedelta(seconds=1)


class Precision(StrEnum):
    """How exactly a time is known."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    UNKNOWN = "unknown"


# The coarser of two times that begin together sorts first, as a heading does.
_RANK = {
    Precision.RANGE: "0",
    Precision.YEAR: "1",
    Precision.MONTH: "2",
    Precision.DAY: "3",
    Precision.MINUTE: "4",
    Precision.SECOND: "5",
}


@dataclass(frozen=True, slots=True)
class _Span:
    """What a text covers: both ends inclusive, to the second; `last` is None while it goes on."""

    precision: Precision
    first: datetime | None
    last: datetime | None
    about: bool


@dataclass(frozen=True, slots=True)
class When:
    """A time in our subset of EDTF, checked when made.

    text: see the module. zone: the name of the IANA time zone whose clock is meant; its shape is
    checked, not whether it exists. fold: 1 for the second pass of a clock that went back, only
    beside a time to the minute or second.
    Raises WhenError: `shape`, `no_such_day`, `no_such_time`, `reversed` (ends before it begins),
    `same` (both ends alike), `zone`, `fold`.
    """

    text: str
    zone: str = LONDON
    fold: int = 0

    def __post_init__(self) -> None:
        """Refuse what is not a time."""
        span = _read(self.text)
        if len(self.zone) > _MAX_ZONE or not _ZONE.fullmatch(self.zone):
            raise WhenError("zone")
        if self.fold not in (0, 1):
            raise WhenError("fold")
        if self.fold and span.precision not in (Precision.MINUTE, Precision.SECOND):
            raise WhenError("fold")

    @classmethod
    def parse(cls, text: str, zone: str = LONDON) -> Self:
        """Return the time that this text means; raises WhenError for any other text."""
        return cls(text, zone)

    @classmethod
    def unknown(cls, zone: str = LONDON) -> Self:
        """Return the time of which nothing is known."""
        return cls(NOT_KNOWN, zone)

    @classmethod
    def from_parts(
        cls,
        parts: Parts,
        until: Parts | None = None,
        clock: tzinfo | None = None,
        today: date | None = None,
    ) -> "When | tuple[Problem, ...]":
        """Return the time that a form's boxes say, or every problem, naming its box.

        until: the end of a range; one left empty is no range. clock: a `zoneinfo.ZoneInfo`, whose
        name becomes the zone and which knows the nights when clocks change; without it the zone is
        London's and those nights are not asked about. today: where given, a beginning after it is
        refused.
        """
        zone = LONDON if clock is None else str(clock)
        text = spell(parts, today)
        if isinstance(text, tuple):
            return text
        if until is not None and not until.is_empty:
            return cls._range(text, until, zone)
        fold = 0 if clock is None else fold_of(parts.tidy(), text, clock)
        return (fold,) if isinstance(fold, Problem) else cls(text, zone, fold)

    @classmethod
    def _range(cls, text: str, until: Parts, zone: str) -> "When | tuple[Problem, ...]":
        if text == NOT_KNOWN:
            return (Problem("until_when", "needs_start"),)
        end = spell_end(until)
        if isinstance(end, tuple):
            return tuple(Problem(f"until_{each.field}", each.code) for each in end)
        try:
            return cls(text if end == text else f"{text}/{end}", zone)
        except WhenError:
            return (Problem("until_when", "reversed"),)

    @property
    def parts(self) -> tuple[Parts, Parts | None]:
        """What a form's boxes hold for this time: its parts, and the end's if it is a range."""
        first, last = self.ends
        return Parts.of(first, self.fold), Parts.of(last, 0) if last else None

    @property
    def is_unknown(self) -> bool:
        """Nothing is known of this time."""
        return self.text == NOT_KNOWN

    @property
    def is_about(self) -> bool:
        """The owner said "about" of it, or of either end."""
        return _read(self.text).about

    @property
    def precision(self) -> Precision:
        """How exactly it is known."""
        return _read(self.text).precision

    @property
    def earliest(self) -> datetime | None:
        """The first second it covers, local and naive; None if unknown. "About" widens nothing."""
        first = _read(self.text).first
        return first and first.replace(fold=self.fold)

    @property
    def latest(self) -> datetime | None:
        """The last second it covers, local and naive; None if unknown or not over."""
        last = _read(self.text).last
        return last and last.replace(fold=self.fold)

    @property
    def sort_key(self) -> str:
        """Text that sorts as times do: by beginning, second pass of a clock last, coarse first.

        An unknown time sorts after all others. Zones are not compared.
        """
        span = _read(self.text)
        if span.first is None:
            return UNDATED_KEY
        begin = span.first.isoformat()
        return f"{begin[:13]}.{self.fold}{begin[13:]} {_RANK[span.precision]}"

    @property
    def month(self) -> str | None:
        """The one month it lies in, as "2026-03"; None if it may lie in several."""
        span = _read(self.text)
        if span.first is None or span.last is None:
            return None
        first, last = span.first.isoformat()[:7], span.last.isoformat()[:7]
        return first if first == last else None

    @property
    def ends(self) -> tuple[str, str]:
        """The text's two ends; one that is no range has its text and "", one not over has ".."."""
        first, _, last = self.text.partition("/")
        return first, last

    def to_json(self) -> dict[str, str | int]:
        """Return `{"text", "zone", "fold"}`."""
        return {"text": self.text, "zone": self.zone, "fold": self.fold}

    @classmethod
    def from_json(cls, plain: Any) -> Self:
        """Read what `to_json` returned, all three fields; raises WhenError, also `type`."""
        if not isinstance(plain, Mapping) or set(plain) != {"text", "zone", "fold"}:
            raise WhenError("type")
        text, zone, fold = plain["text"], plain["zone"], plain["fold"]
        if not isinstance(text, str) or not isinstance(zone, str):
            raise WhenError("type")
        if not isinstance(fold, int) or isinstance(fold, bool):
            raise WhenError("type")
        return cls(text, zone, fold)


def _read(text: str) -> _Span:
    if text == NOT_KNOWN:
        return _Span(Precision.UNKNOWN, None, None, about=False)
    first, slash, last = text.partition("/")
    if not slash:
        return _point(text)
    begin = _point(first)
    if last == OPEN_END:
        return _Span(Precision.RANGE, begin.first, None, begin.about)
    end = _point(last)
    if first == last:
        raise WhenError("same")
    if begin.first is not None and end.last is not None and end.last < begin.first:
        raise WhenError("reversed")
    return _Span(Precision.RANGE, begin.first, end.last, begin.about or end.about)


def _point(text: str) -> _Span:
    match = _POINT.fullmatch(text)
    if not match:
        raise WhenError("shape")
    *parts, tilde = match.groups()
    _, month, day, _, minute, second = parts
    first = _moment(
        tuple(int(each or 1) for each in parts[:3]), tuple(int(each or 0) for each in parts[3:])
    )
    if second is not None:
        precision, last = Precision.SECOND, first
    elif minute is not None:
        precision, last = Precision.MINUTE, first.replace(second=59)
    elif day is not None:
        precision, last = Precision.DAY, first.replace(hour=23, minute=59, second=59)
    elif month is not None:
        precision, last = Precision.MONTH, _month_end(first)
    else:
        precision, last = Precision.YEAR, _month_end(first.replace(month=12))
    return _Span(precision, first, last, about=bool(tilde))


def _moment(date: tuple[int, ...], time: tuple[int, ...]) -> datetime:
    year, month, day = date
    try:
        first = datetime(year, month, day)  # noqa: DTZ001 - local time without a zone is what the owner knows
    except ValueError as error:
        raise WhenError("no_such_day") from error
    hour, minute, second = time
    try:
        return first.replace(hour=hour, minute=minute, second=second)
    except ValueError as error:
        raise WhenError("no_such_time") from error


def _month_end(first: datetime) -> datetime:
    if first.month == 12:
        return first.replace(day=31, hour=23, minute=59, second=59)
    return first.replace(month=first.month + 1) - _TICK


UNDATED = When(NOT_KNOWN)
