"""Tables for a spreadsheet that run nothing: UTF-8 with a byte order mark, every cell quoted."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Final

__all__ = ["as_written", "csv_pieces"]

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK: Final = "\ufeff"


def csv_pieces(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The table line by line, rows ended by CR LF.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    yield _line(headings, BYTE_ORDER_MARK)
    for row in rows:
        yield _line([_harmless(cell) for cell in row])


def as_written(cell: str) -> str:
    """A cell of such a table as it was before the apostrophe."""
    return cell[1:] if cell.startswith("'") and _harmless(cell[1:]) == cell else cell


def _line(cells: Sequence[str], before: str = "") -> bytes:
    target = StringIO(newline="")
    csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    return (before + target.getvalue()).encode(errors="replace")


def _harmless(cell: str) -> str:
    runs = cell.startswith(FORMULA_STARTS) or cell.lstrip().startswith(FORMULA_STARTS)
    return f"'{cell}" if runs else cell
