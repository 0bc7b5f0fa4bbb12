"""`fourfold pattern`: what the entries of a record show together."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fourfold.cli import pattern_words
from fourfold.cli.exits import Exit
from fourfold.core.pattern.errors import PatternError
from fourfold.core.pattern.look import look
from fourfold.core.pattern.plain import plain
from fourfold.core.pattern.values import MINUTE, Anniversary, Asked, Period
from fourfold.core.record import format as record_format
from fourfold.core.record.entry import Entry, Order
from fourfold.core.record.errors import FormatError
from fourfold.core.record.format import RecordFile


def run(options: argparse.Namespace) -> int:
    """Print the pattern in words or, with every number and what is behind it, as JSON."""
    try:
        record = record_format.load(options.record.read_bytes())
    except OSError:
        return _refuse(f"{options.record} cannot be read.", Exit.NO_INPUT)
    except FormatError as error:
        where = error.facts.get("path", "")
        return _refuse(f"this is not a record: {error.code} {where}".rstrip(), Exit.NO_INPUT)
    person = _person(record, options.person)
    if person is None:
        return _refuse("nobody in this record is called that.", Exit.NO_INPUT)
    try:
        found = look(record.entries, (), _asked(options, record, person))
    except PatternError as error:
        return _refuse(f"this cannot be asked: {error.code}.", Exit.WRONG_USAGE)
    if options.json:
        print(json.dumps(plain(found), ensure_ascii=False))
    else:
        print("\n".join(pattern_words.lines(found)))
    return Exit.FINE


def add_arguments(command: argparse.ArgumentParser) -> None:
    """The options of the command."""
    command.add_argument("record", type=Path, help="a file in the open record format")
    command.add_argument("--json", action="store_true", help="print every measure as JSON")
    command.add_argument("--gap", type=int, default=360, help="minutes between two occasions")
    command.add_argument("--until", type=date.fromisoformat, help="the last day for rates")
    command.add_argument("--person", default="", help="only about this person, by label or id")
    command.add_argument("--apart", type=int, nargs="*", default=[], help="begin an occasion here")
    command.add_argument(
        "--joined", type=_pair, nargs="*", default=[], help="join to the one before: ENTRY=BEFORE"
    )
    command.add_argument("--replies", action="store_true", help="look at the owner's messages too")
    command.add_argument(
        "--day", type=_day, action="append", default=[], help="a day of the year: LABEL=MM-DD"
    )
    command.add_argument(
        "--period", type=_period, action="append", default=[], help="days: LABEL=DATE..DATE"
    )


def _pair(text: str) -> tuple[int, int]:
    entry, _, before = text.partition("=")
    if not (entry.isdecimal() and before.isdecimal()):
        raise argparse.ArgumentTypeError("write two entries, such as 5=4")
    return int(entry), int(before)


def _day(text: str) -> Anniversary:
    label, _, day = text.rpartition("=")
    found = date.fromisoformat(f"2000-{day}")
    return Anniversary(label, found.month, found.day)


def _period(text: str) -> tuple[str, date, date]:
    label, _, days = text.rpartition("=")
    first, _, last = days.partition("..")
    return label, date.fromisoformat(first), date.fromisoformat(last)


def _asked(options: argparse.Namespace, record: RecordFile, person: str) -> Asked:
    return Asked(
        until=options.until or date.fromisoformat(record.made[:10]),
        gap=options.gap * MINUTE,
        apart=frozenset(options.apart),
        joined=dict(options.joined),
        person=person,
        replies=options.replies,
        anniversaries=tuple(options.day),
        periods=tuple(Period(*each) for each in options.period),
        zones=_zones(record.entries),
    )


def _person(record: RecordFile, asked: str) -> str | None:
    """The id of the person asked for, "" for all, None if there is nobody of that name."""
    if not asked:
        return ""
    return next((each.id for each in record.people if asked in (each.id, each.label)), None)


def _zones(entries: Iterable[Entry]) -> dict[str, ZoneInfo]:
    """The zones that the entries name; one that this machine does not know is left out."""
    found = {}
    names = {each.when.zone for each in entries}
    names |= {
        each.body.served.zone
        for each in entries
        if isinstance(each.body, Order) and each.body.served is not None
    }
    for name in names:
        try:
            found[name] = ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return found


def _refuse(words: str, code: Exit) -> int:
    print(f"fourfold pattern: {words}", file=sys.stderr)
    return code
