"""The chronology as a table for a spreadsheet: one row for each version of each entry."""

from fourfold.render.table import csv_pieces
from fourfold.render.view import Chronology, ChronologyLine, Telling
from fourfold.render.wording import Wording

__all__ = ["chronology_csv"]


def chronology_csv(view: Chronology) -> bytes:
    """The chronology as a table that a spreadsheet opens and cannot run."""
    words = view.imprint.wording
    rows = (row for line in view.lines for row in _rows(line, words))
    return b"".join(csv_pieces(_headings(words), rows))


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
