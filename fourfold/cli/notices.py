"""`fourfold notices`: who should tell somebody what, and by when, after what happened in a case."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from fourfold.cli.exits import Exit
from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.kernel.workdays import Calendar
from fourfold.core.rights import case as cases
from fourfold.core.rights.errors import BadCase
from fourfold.core.rights.notice import Clock, Notice, Stance, notices
from fourfold.core.rights.rule import Teller
from fourfold.data import holidays, rights

WRONG = {
    "type": "is not of the kind that belongs there",
    "field_unknown": "has a field that is not known here",
    "field_missing": "is missing",
    "choice_unknown": "is none of the choices",
    "not_a_day": "is not a day such as 2026-11-20",
    "told_before": "lies before the event; if you heard beforehand, give the event's own day",
    "until_before": "lies before the event's first day",
    "until_without_date": "needs the first day beside it, as `date`",
    "corrects": "does not name an earlier event by its number, which begins at 0",
}
WHO = {
    Teller.POLICE: "The police",
    Teller.POLICE_OR_CPS: "The police or the Crown Prosecution Service",
    Teller.CPS: "The Crown Prosecution Service",
    Teller.WITNESS_CARE_UNIT: "The Witness Care Unit",
    Teller.WITNESS_CARE_UNIT_OR_POLICE: "The Witness Care Unit or the police",
    Teller.PROBATION: "The probation service",
    Teller.AGENCY: "The service that you complained about",
}
SAYS = {
    Stance.WAIT: "by {latest}. You can ask at any time.",
    Stance.ASK: "by {latest}. You could ask them now.",
    Stance.CHECK: "usually by {latest}. Check this: we could not read the time in the Code itself, "
    "or it should have been checked again. You can ask at any time.",
    Stance.UNKNOWN: "soon. We cannot work out the day. You can ask at any time.",
    Stance.TOLD: "and you have been told.",
    Stance.TOLD_LATE: "by {latest}. You have been told, after that day.",
}
ELSEWHERE = (
    "fourfold: these rules count in England and Wales only; Scotland and Northern Ireland have "
    "their own."
)

NOT_SAID = "Counted without enhanced rights, as you did not say whether you have them."
CLOSING = (
    "An arrest, a release or a hearing may change what the other person does: plan first, with a "
    "helpline or an advocate. In danger, call 999. This is not legal advice."
)


class Refused(Exception):
    """Something to tell whoever runs the command, with the exit code."""

    def __init__(self, code: Exit, words: str) -> None:
        """Keep both."""
        super().__init__(words)
        self.code = code
        self.words = words


def run(options: argparse.Namespace) -> int:
    """Print the notices, as JSON or in words; returns an exit code."""
    try:
        case = _case(options.case)
        clock = _clock(options, case.today)
    except Refused as refused:
        print(f"fourfold: {refused.words}", file=sys.stderr)
        return refused.code
    found = notices(case, clock)
    if options.json:
        print(json.dumps([as_plain(each) for each in found], indent=2, ensure_ascii=False))
        return Exit.FINE
    if case.jurisdiction is not Jurisdiction.ENGLAND_AND_WALES:
        print(ELSEWHERE, file=sys.stderr)
    for each in found:
        print("\n".join(in_words(each)))
    if found and case.is_enhanced is None:
        print(NOT_SAID)
    if found:
        print(CLOSING)
    return Exit.FINE


def as_plain(notice: Notice) -> dict[str, Any]:
    """A notice as JSON (docs/notices.md)."""
    return {
        "rule": notice.rule.id,
        "event": notice.event,
        "who": str(notice.rule.who),
        "earliest": _iso(notice.earliest),
        "latest": _iso(notice.latest),
        "status": str(notice.status),
        "right": notice.rule.right,
        "limit": "enhanced" if notice.is_enhanced else "standard",
        "if_enhanced": _iso(notice.sooner),
        "firm": notice.is_firm,
        "check_this": notice.is_to_check,
        "unknown": str(notice.unknown) if notice.unknown else None,
        "says": str(notice.stance),
        "version": notice.code.version,
        "checked": notice.checked.isoformat(),
        "about": notice.rule.about,
        "message": notice.rule.ask,
    }


def in_words(notice: Notice) -> list[str]:
    """A notice for people to read."""
    says = SAYS[notice.stance].format(latest=_spoken(notice.latest))
    day = _spoken(notice.earliest) or "day not known"
    lines = [
        f"Event {notice.event}, {day}.",
        f"   {WHO[notice.rule.who]} should tell you {notice.rule.about}: {says}",
        f"   {notice.rule.id}, {notice.code.version}, checked {_spoken(notice.checked)}.",
    ]
    if notice.sooner and notice.sooner != notice.latest:
        lines.insert(2, f"   With enhanced rights: by {_spoken(notice.sooner)}.")
    if notice.stance in (Stance.ASK, Stance.CHECK, Stance.UNKNOWN):
        lines.append(f"   A message you could send: “{notice.rule.ask}”")
    return lines


def _case(path: Path) -> cases.Case:
    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError:
        raise Refused(Exit.NO_INPUT, "that file is not there, or cannot be read") from None
    try:
        return cases.read(json.loads(raw), datetime.now(ZoneInfo("Europe/London")).date())
    except (ValueError, RecursionError):
        raise Refused(Exit.TO_MEND, "the case is not JSON") from None
    except BadCase as bad:
        words = f"{bad.path or 'the case'} {WRONG[bad.code]}"
        raise Refused(Exit.TO_MEND, words) from None


def _clock(options: argparse.Namespace, today: date) -> Clock:
    off = frozenset(options.without)
    unknown = off - rights.rule_ids()
    if unknown:
        words = f"there is no rule {', '.join(sorted(unknown))}"
        raise Refused(Exit.WRONG_USAGE, words)
    calendar = _calendar(options.holidays)
    return Clock(rights.rulebooks(), calendar, off, holidays.years_due(today))


def _calendar(changes: Path | None) -> Calendar:
    if changes is None:
        return holidays.calendar()
    try:
        return holidays.calendar(holidays.changes_of(changes.read_bytes()))
    except OSError:
        raise Refused(Exit.NO_INPUT, "the file of holidays cannot be read") from None
    except (msgspec.DecodeError, holidays.NotAHoliday) as error:
        raise Refused(Exit.TO_MEND, f"the file of holidays: {error}") from None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _spoken(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
