"""A time as the boxes of a form hold it, read kindly: what cannot be read is named, box by box.

People write "14th", "March", "Mawrth", "9.30pm". A box left empty means not known, so a year alone
or a month and year are whole answers. Nothing is guessed: a year of two digits, an hour that may
be morning or evening, and a time that the clocks passed twice are asked about.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

FIRST_YEAR = 1900
LAST_YEAR = 2199
NOT_KNOWN = "XXXX"
OPEN_END = ".."

_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?")
_CLOCK = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2}))? ?([ap]\.?m\.?|yb|yh)?")
_HOUR = re.compile(r"([0-9]{1,2}) ?([ap]\.?m\.?|yb|yh)")
_BARE = re.compile(r"([0-9]{2})([0-9]{2})")
# English, then Welsh; the first three letters are enough.
_MONTHS = (
    ("january", "ionawr"),
    ("february", "chwefror"),
    ("march", "mawrth"),
    ("april", "ebrill"),
    ("may", "mai"),
    ("june", "mehefin"),
    ("july", "gorffennaf"),
    ("august", "awst"),
    ("september", "medi"),
    ("october", "hydref"),
    ("november", "tachwedd"),
    ("december", "rhagfyr"),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """A box that cannot be read, by its name in Parts, and a code that says why.

    field: a field of Parts, or "when" for all of them; "until_" before it in the end of a range.
    code: missing, not_a_number, no_such_day, no_such_month, two_digits, year_unlikely,
    no_such_time, time_unclear (morning or evening?), skipped (the clocks went past it), twice (the
    clocks went over it twice: which?), future, answered (a box ticked that what else was said
    leaves no room for), reversed, needs_start.
    """

    field: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What was typed and ticked.

    which: "first" or "second", when a time came twice in the night the clocks went back.
    is_ongoing: in the end of a range: it is not over.
    """

    day: str = ""
    month: str = ""
    year: str = ""
    time: str = ""
    which: str = ""
    is_about: bool = False
    is_unknown: bool = False
    is_ongoing: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing was typed, and neither not known nor ongoing was ticked."""
        return not (self.is_unknown or self.is_ongoing or self.is_typed)

    @property
    def is_typed(self) -> bool:
        """At least one box for a date or a time has something in it."""
        return any(each.strip() for each in (self.day, self.month, self.year, self.time))

    def tidy(self) -> "Parts":
        """The same with single spaces, small letters and none at the ends."""
        day, month, year, time, which = (
            " ".join(each.lower().split())
            for each in (self.day, self.month, self.year, self.time, self.which)
        )
        return replace(self, day=day, month=month, year=year, time=time, which=which)

    @classmethod
    def of(cls, point: str, fold: int) -> "Parts":
        """The parts of one end of a When's text; `..` and `XXXX` tick their boxes."""
        if point in (OPEN_END, NOT_KNOWN):
            return cls(is_ongoing=point == OPEN_END, is_unknown=point != OPEN_END)
        day, _, time = point.rstrip("~").partition("T")
        year, month, number = (*day.split("-"), "", "")[:3]
        return cls(
            day=number.lstrip("0"),
            month=month.lstrip("0"),
            year=year,
            time=time,
            which=("second" if fold else "first") if time else "",
            is_about=point.endswith("~"),
        )


def spell(parts: Parts, today: date | None) -> str | tuple[Problem, ...]:
    """Return the text of one point in time, or every box that is wrong.

    today: where given, a later day is refused.
    """
    parts = parts.tidy()
    if parts.is_unknown:
        return (Problem("is_unknown", "answered"),) if parts.is_typed else NOT_KNOWN
    problems = _gaps(parts) or _faults(parts)
    if problems:
        return problems
    text = _join(parts)
    if today is not None and text[: len("2026-03-14")] > today.isoformat()[: len(text)]:
        return (Problem("when", "future"),)
    return text + "~" if parts.is_about else text


def spell_end(parts: Parts) -> str | tuple[Problem, ...]:
    """Return the text of the end of a range, ".." if it is not over, or every box that is wrong."""
    if parts.is_ongoing:
        return (Problem("is_ongoing", "answered"),) if parts.is_typed else OPEN_END
    if parts.is_unknown:
        return (Problem("is_unknown", "answered"),)
    return spell(parts, None)


def fold_of(parts: Parts, text: str, clock: tzinfo) -> int | Problem:
    """Return 0 or 1 for a text to the minute or second, 0 for others; or what must be asked.

    A time said to be "about" is not asked which of two it was.
    """
    point = text.rstrip("~")
    if "T" not in point:
        return 0
    moment = datetime.fromisoformat(point).replace(tzinfo=clock)
    first, second = moment.utcoffset(), moment.replace(fold=1).utcoffset()
    zero = timedelta()
    if (first or zero) < (second or zero):
        return Problem("time", "skipped")
    if first == second or parts.which == "first" or (parts.is_about and not parts.which):
        return 0
    return 1 if parts.which == "second" else Problem("time", "twice")


def _gaps(parts: Parts) -> tuple[Problem, ...]:
    """A smaller part needs every greater one."""
    if not parts.is_typed:
        return (Problem("when", "missing"),)
    wants = [("day", parts.time), ("month", parts.time or parts.day)]
    wants.append(("year", parts.time or parts.day or parts.month))
    return tuple(
        Problem(name, "missing") for name, needed in wants if needed and not getattr(parts, name)
    )


def _faults(parts: Parts) -> tuple[Problem, ...]:
    found = (
        ("day", _day_fault(parts)),
        ("month", None if not parts.month or _month(parts.month) else "no_such_month"),
        ("year", _year_fault(parts.year)),
        ("time", _time_fault(parts.time)),
    )
    return tuple(Problem(name, code) for name, code in found if code)


def _day_fault(parts: Parts) -> str | None:
    if not parts.day:
        return None
    match = _DAY.fullmatch(parts.day)
    if not match:
        return "not_a_number"
    month, year = _month(parts.month) or 1, parts.year
    try:
        date(int(year) if _year_fault(year) is None else 2000, month, int(match[1]))
    except ValueError:
        return "no_such_day"
    return None


def _year_fault(year: str) -> str | None:
    if not re.fullmatch("[0-9]+", year):
        return "not_a_number"
    if len(year) == 2:
        return "two_digits"
    return None if len(year) == 4 and FIRST_YEAR <= int(year) <= LAST_YEAR else "year_unlikely"


def _time_fault(time: str) -> str | None:
    if not time:
        return None
    read = _time(time)
    if read is None:
        return "time_unclear" if re.fullmatch("[0-9]{1,2}", time) else "no_such_time"
    hour, minute, second = read
    return None if hour < 24 and minute < 60 and int(second or 0) < 60 else "no_such_time"


def _month(text: str) -> int | None:
    if re.fullmatch("0?[1-9]|1[0-2]", text):
        return int(text)
    if len(text) < 3:
        return None
    found = [
        place
        for place, names in enumerate(_MONTHS, start=1)
        if any(name.startswith(text) for name in names)
    ]
    return found[0] if len(found) == 1 else None


def _time(text: str) -> tuple[int, int, str | None] | None:
    """The hour of a day of 24, the minute, and the second as written, or None."""
    if match := _CLOCK.fullmatch(text):
        hour, minute, second, half = match.groups()
        return _hour(int(hour), half), int(minute), second
    if match := _HOUR.fullmatch(text):
        return _hour(int(match[1]), match[2]), 0, None
    if match := _BARE.fullmatch(text):
        return int(match[1]), int(match[2]), None
    return None


def _hour(hour: int, half: str | None) -> int:
    """Make an hour of a 12-hour clock one of 24; 99 where there is no such hour."""
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        return 99
    return hour % 12 + (12 if half.startswith("p") or half == "yh" else 0)


def _join(parts: Parts) -> str:
    """Write parts that have no fault."""
    text = parts.year
    if parts.month:
        text += f"-{_month(parts.month):02}"
    if match := _DAY.fullmatch(parts.day):
        text += f"-{int(match[1]):02}"
    if read := _time(parts.time):
        hour, minute, second = read
        text += f"T{hour:02}:{minute:02}" + (f":{second}" if second else "")
    return text
