"""Services as a table of words, and what a service has to keep to be in the directory.

One row is one service, one column one answer; a form for one service has the same answers. Reading
a row checks everything that can be checked without ringing anybody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from fourfold.core.kernel.provenance import Jurisdiction, Provenance, Status
from fourfold.core.kernel.text import clean
from fourfold.core.support import phone
from fourfold.core.support.hours import Opening
from fourfold.core.support.service import Audience, Need, Service

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
YES, NO = "yes", "no"
# The longest that a check may count for.
LONGEST = timedelta(days=366)
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SITE = re.compile(r"https://([a-z0-9-]+\.)+[a-z][a-z0-9-]*(/[^\s\"'<>\\`{}|^]*)?", re.IGNORECASE)
SPAN = re.compile(r"(\d?\d)[:.](\d\d) ?(?:-|–|to) ?(\d?\d)[:.](\d\d)")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a column: a code, and the part of it that is meant where that helps."""

    column: str
    code: str
    detail: str = ""


class Refused(ValueError):
    """A row that is no service; `faults` says why."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep every fault of the row."""
        super().__init__(", ".join(f"{each.column}: {each.code}" for each in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Rules:
    """What a row is held against: every force with the law of its area, numbers that are retired
    (their figures alone), and the day."""

    laws: Mapping[str, Jurisdiction]
    retired: frozenset[str]
    today: date


class _Wrong(ValueError):
    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


Reader = Callable[[str, Rules], object]

# ------------------------------------------------------------------ one column


def _words(longest: int, *, is_needed: bool = False) -> Reader:
    def read(text: str, _rules: Rules) -> str:
        if is_needed and not text:
            raise _Wrong("missing")
        if len(text) > longest:
            raise _Wrong("long", str(longest))
        return text

    return read


def _id(text: str, _rules: Rules) -> str:
    if not ID.fullmatch(text) or len(text) > 80:
        raise _Wrong("id" if text else "missing")
    return text


def _need(text: str, _rules: Rules) -> Need:
    if text not in [*Need]:
        raise _Wrong("need" if text else "missing", text)
    return Need(text)


def _jurisdiction(text: str, _rules: Rules) -> Jurisdiction:
    if text not in [*Jurisdiction]:
        raise _Wrong("jurisdiction" if text else "missing", text)
    return Jurisdiction(text)


def _phone(text: str, rules: Rules) -> str:
    if not text:
        return ""
    try:
        number = phone.read(text)
    except phone.BadPhone as bad:
        raise _Wrong(bad.code) from None
    if phone.digits(number) in rules.retired:
        raise _Wrong("retired")
    return number


def _site(text: str, _rules: Rules) -> str:
    if text and (len(text) > 300 or not SITE.fullmatch(text)):
        raise _Wrong("site")
    return text


def _forces(text: str, rules: Rules) -> tuple[str, ...]:
    found = _listed(text)
    for each in found:
        if each not in rules.laws:
            raise _Wrong("force", each)
    return found


def _audiences(text: str, _rules: Rules) -> tuple[Audience, ...]:
    found = _listed(text)
    for each in found:
        if each not in [*Audience]:
            raise _Wrong("audience", each)
    return tuple(Audience(each) for each in found)


def _flag(text: str, _rules: Rules) -> bool:
    if text not in (YES, NO, ""):
        raise _Wrong("flag", text)
    return text == YES


def _day(text: str, _rules: Rules) -> date | None:
    """A day as 2027-01-31; the day 1 of month 2 may come as 2027-2-1 from three boxes of a form."""
    if not text:
        return None
    try:
        year, month, day = (int(part) for part in text.split("-"))
        return date(year, month, day)
    except ValueError:
        raise _Wrong("day", text) from None


def _needed_day(text: str, rules: Rules) -> date:
    day = _day(text, rules)
    if day is None:
        raise _Wrong("missing")
    return day


def _hours(text: str, _rules: Rules) -> tuple[Opening, ...]:
    found: list[Opening] = []
    for part in _listed(text):
        name, _, spans = part.partition(" ")
        if name not in DAYS:
            raise _Wrong("hours", part)
        found += spans_of(DAYS.index(name), spans)
    if sorted(found, key=lambda each: (each.weekday, each.opens)) != found or _overlap(found):
        raise _Wrong("hours-order")
    return tuple(found)


def spans_of(weekday: int, text: str) -> Iterator[Opening]:
    """The hours of one day, "09:30-12:00, 13:00-16:00"; raises ValueError for what is none."""
    for span in text.split(","):
        match = SPAN.fullmatch(span.strip())
        opens, closes = ("", "") if match is None else (_time(match, 1), _time(match, 3))
        if not opens or not opens < closes <= "24:00":
            raise _Wrong("hours", span.strip())
        yield Opening(weekday, opens, closes)


def _time(match: re.Match[str], group: int) -> str:
    hour, minute = int(match[group]), int(match[group + 1])
    return f"{hour:02}:{minute:02}" if minute < 60 else ""


def _overlap(hours: list[Opening]) -> bool:
    return any(
        one.weekday == two.weekday and two.opens < one.closes for one, two in pairwise(hours)
    )


def _listed(text: str) -> tuple[str, ...]:
    parts = (" ".join(part.split()) for part in re.split("[;\n]", text))
    return tuple(dict.fromkeys(part for part in parts if part))


# Every column in its order, and how it is read.
READERS: dict[str, Reader] = {
    "id": _id,
    "name": _words(150, is_needed=True),
    "need": _need,
    "who": _words(500, is_needed=True),
    "number": _phone,
    "text": _phone,
    "site": _site,
    "forces": _forces,
    "jurisdiction": _jurisdiction,
    "audiences": _audiences,
    "day_and_night": _flag,
    "hours": _hours,
    "source": _words(500, is_needed=True),
    "checked": _needed_day,
    "review_by": _needed_day,
    "verified_on": _day,
    "contract_end": _day,
    "old_number": _flag,
    "withdrawn": _flag,
    "note": _words(2_000),
    "welsh_name": _words(150),
    "welsh_source": _words(300),
}
COLUMNS = tuple(READERS)

# ------------------------------------------------------------------ one row


def from_cells(cells: Mapping[str, str], rules: Rules) -> Service:
    """The service in a row; raises Refused. A column that is not there is empty."""
    faults: list[Fault] = []
    read: dict[str, Any] = {}
    for column, reader in READERS.items():
        try:
            read[column] = reader(clean(cells.get(column, "")).strip(), rules)
        except _Wrong as wrong:
            faults.append(Fault(column, wrong.code, wrong.detail))
    if faults:
        raise Refused(tuple(faults))
    service = _service(read)
    faults = [*_days_together(service, rules.today), *_rest_together(service, rules)]
    if faults:
        raise Refused(tuple(faults))
    return service


def to_cells(service: Service) -> dict[str, str]:
    """A service as words; `from_cells` reads the same from them."""
    known = service.provenance
    return {
        "id": service.id,
        "name": service.name,
        "need": service.need,
        "who": service.who,
        "number": service.number,
        "text": service.text,
        "site": service.site,
        "forces": "; ".join(service.forces),
        "jurisdiction": known.jurisdiction,
        "audiences": "; ".join(service.audiences),
        "day_and_night": YES if service.is_always_open else NO,
        "hours": "; ".join(hours_by_day(service).values()),
        "source": known.source,
        "checked": f"{known.checked}",
        "review_by": f"{known.review_by}",
        "verified_on": f"{service.verified_on or ''}",
        "contract_end": f"{service.contract_end or ''}",
        "old_number": YES if service.is_old else NO,
        "withdrawn": YES if service.is_withdrawn else NO,
        "note": service.note,
        "welsh_name": service.cy,
        "welsh_source": service.cy_source,
    }


def hours_by_day(service: Service) -> dict[int, str]:
    """The hours of each weekday that has any: "Mon 09:30-12:00, 13:00-16:00"."""
    spans: dict[int, list[str]] = {}
    for each in service.hours:
        spans.setdefault(each.weekday, []).append(f"{each.opens}-{each.closes}")
    return {day: f"{DAYS[day]} {', '.join(found)}" for day, found in spans.items()}


def _service(read: dict[str, Any]) -> Service:
    """The service of values that READERS have read, each by its column."""
    known = Provenance(
        source=read["source"],
        status=Status.SOURCE,
        jurisdiction=read["jurisdiction"],
        checked=read["checked"],
        review_by=read["review_by"],
    )
    same = ("id", "name", "need", "who", "number", "text", "site", "forces", "audiences", "hours")
    more = ("verified_on", "contract_end", "note")
    return Service(
        **{name: read[name] for name in same + more},
        provenance=known,
        is_always_open=read["day_and_night"],
        is_old=read["old_number"],
        is_withdrawn=read["withdrawn"],
        cy=read["welsh_name"],
        cy_source=read["welsh_source"],
    )


def _days_together(service: Service, today: date) -> Iterator[Fault]:
    known = service.provenance
    if known.checked > today:
        yield Fault("checked", "future")
    if service.verified_on and service.verified_on > today:
        yield Fault("verified_on", "future")
    if known.review_by <= known.checked:
        yield Fault("review_by", "review-early")
    elif known.review_by > known.checked + LONGEST:
        yield Fault("review_by", "review-late")


def _rest_together(service: Service, rules: Rules) -> Iterator[Fault]:
    law = service.provenance.jurisdiction
    for force in service.forces:
        if law not in (rules.laws[force], Jurisdiction.UNITED_KINGDOM):
            yield Fault("forces", "force-law", force)
    if service.hours and service.is_always_open:
        yield Fault("hours", "hours-always")
    if service.hours and not service.verified_on:
        yield Fault("hours", "hours-unverified")
    if bool(service.cy) != bool(service.cy_source):
        yield Fault("welsh_source" if service.cy else "welsh_name", "welsh")
