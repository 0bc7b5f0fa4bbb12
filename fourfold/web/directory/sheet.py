"""The directory as a table for a spreadsheet, out and in again.

What comes in is only read and compared here: `plan` says what it would do, and `actions.take_in`
does it. A service that the table does not name stays as it is.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO

from fourfold.core.support import columns
from fourfold.core.support.columns import Fault, Refused
from fourfold.core.support.service import Service
from fourfold.render.table import as_written, csv_pieces
from fourfold.web.directory import queries

MOST_BYTES = 512 * 1024
MOST_ROWS = 2_000


class BadSheet(ValueError):
    """Not such a table: large, encoding, empty, columns, broken or rows; `detail` says more."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


@dataclass(frozen=True, slots=True)
class Difference:
    """A service that would change, with the columns in which it does."""

    after: Service
    columns: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A row that is refused: the line that it begins on, the id in it, and why."""

    line: int
    id: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table would do: `same` is how many services are as in the table already."""

    added: tuple[Service, ...]
    changed: tuple[Difference, ...]
    same: int
    refused: tuple[NotTaken, ...]

    @property
    def services(self) -> tuple[Service, ...]:
        """Everything that would be written."""
        return self.added + tuple(each.after for each in self.changed)


def pieces(services: Iterable[Service]) -> Iterator[bytes]:
    """The table of these services, piece by piece."""
    return csv_pieces(columns.COLUMNS, (_cells(each) for each in services))


def text_of(data: bytes) -> str:
    """A file as text; raises BadSheet."""
    if len(data) > MOST_BYTES:
        raise BadSheet("large")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadSheet("encoding") from None


def plan(text: str, today: date) -> Plan:
    """What a table would do with the directory as it is; raises BadSheet."""
    known = {kept.service.id: kept.service for kept in queries.all_kept()}
    rules = queries.rules(today)
    added: list[Service] = []
    changed: list[Difference] = []
    refused: list[NotTaken] = []
    seen: set[str] = set()
    same = 0
    for line, cells in _rows(text):
        try:
            service = _read(cells, rules, seen)
        except Refused as wrong:
            refused.append(NotTaken(line, cells["id"], wrong.faults))
            continue
        before = known.get(service.id)
        if before is None:
            added.append(service)
        elif before == service:
            same += 1
        else:
            changed.append(Difference(service, difference(before, service)))
    return Plan(tuple(added), tuple(changed), same, tuple(refused))


def difference(before: Service | None, after: Service) -> tuple[tuple[str, str, str], ...]:
    """The columns in which two versions differ, each with what it said and what it says."""
    old = columns.to_cells(before) if before else dict.fromkeys(columns.COLUMNS, "")
    new = columns.to_cells(after)
    return tuple((name, old[name], new[name]) for name in columns.COLUMNS if old[name] != new[name])


def _read(cells: dict[str, str], rules: columns.Rules, seen: set[str]) -> Service:
    service = columns.from_cells(cells, rules)
    if service.id in seen:
        raise Refused((Fault("id", "twice"),))
    seen.add(service.id)
    return service


def _cells(service: Service) -> list[str]:
    return [*columns.to_cells(service).values()]


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row under its headings, with the line that it begins on."""
    if "\x00" in text:
        raise BadSheet("encoding")
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        headings = [each.strip() for each in next(reader, [])]
        _check(headings)
        line = reader.line_num + 1
        for count, row in enumerate(reader, 1):
            if count > MOST_ROWS:
                raise BadSheet("rows")
            if any(cell.strip() for cell in row):
                yield line, _under(headings, row, line)
            line = reader.line_num + 1
    except csv.Error:
        raise BadSheet("broken", str(reader.line_num)) from None


def _under(headings: list[str], row: list[str], line: int) -> dict[str, str]:
    if len(row) != len(headings):
        raise BadSheet("broken", str(line))
    return dict(zip(headings, map(as_written, row), strict=True))


def _check(headings: list[str]) -> None:
    if not any(headings):
        raise BadSheet("empty")
    wrong = sorted(set(columns.COLUMNS) ^ set(headings)) or sorted(
        {each for each in headings if headings.count(each) > 1}
    )
    if wrong:
        raise BadSheet("columns", ", ".join(wrong)[:200])
