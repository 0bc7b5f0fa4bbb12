"""The chronology as a table for a spreadsheet: one row for each version of each entry."""

import csv
from io import StringIO
from typing import Final

from fourfold.render.view import Chronology, ChronologyLine, Telling
from fourfold.render.wording import Wording

__all__ = ["chronology_csv"]

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK: Final = "\ufeff"


def chronology_csv(view: Chronology) -> bytes:
    """The chronology in UTF-8 with a byte order mark, every cell quoted, rows ended by CR LF.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    words = view.imprint.wording
    target = StringIO(newline="")
    writer = csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(_headings(words))
    for line in view.lines:
        writer.writerows([_harmless(cell) for cell in row] for row in _rows(line, words))
    return (BYTE_ORDER_MARK + target.getvalue()).encode(errors="replace")


def _headings(words: Wording) -> list[str]:
    account = f"{words.account} ({words.label_account})"
    exhibits = f"{words.exhibits} ({words.label_file})"
    added = f"{words.added} ({words.label_software})"
    return [
        *(words.number, words.day, words.kind, words.version, words.state),
        *(words.when, account, words.where, words.feelings, words.other, exhibits),
        *(added, words.replaced, words.reason, words.police_reference),
    ]


def _rows(line: ChronologyLine, words: Wording) -> list[list[str]]:
    """The entry as it stands, then what it said before, oldest first."""
    start = [str(line.number), line.day, line.kind]
    now = [str(line.version), words.current, *_said(line.telling), line.added, "", ""]
    before = [
        [str(old.version), words.earlier, *_said(old.telling), old.added, old.replaced, old.reason]
        for old in line.earlier
    ]
    return [[*start, *row, line.police_reference] for row in (now, *before)]


def _said(telling: Telling) -> list[str]:
    facts = "; ".join(f"{fact.name}: {fact.words}" for fact in telling.facts)
    exhibits = "; ".join(f"{exhibit.ref} {exhibit.name}" for exhibit in telling.exhibits)
    return [telling.when, telling.account, telling.where, telling.feelings, facts, exhibits]


def _harmless(cell: str) -> str:
    runs = cell.startswith(FORMULA_STARTS) or cell.lstrip().startswith(FORMULA_STARTS)
    return f"'{cell}" if runs else cell
