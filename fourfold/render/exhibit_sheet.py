"""What is known about each exhibit: one list to print, and a plain sheet beside each file."""

import textwrap
from itertools import zip_longest
from typing import Final

from fourfold.core.kernel.text import escape_controls
from fourfold.render.typeset import typeset
from fourfold.render.view import ExhibitList, ExhibitSheet, Fact, Imprint
from fourfold.render.wording import Wording

__all__ = ["exhibit_list_pdf", "exhibit_sheet_text"]

WIDTH: Final = 78
NAME_WIDTH: Final = 22
LINE_END: Final = "\r\n"


def exhibit_list_pdf(view: ExhibitList) -> bytes:
    """All exhibits of a pack as PDF/A-2a and PDF/UA-1.

    Raises NotTypeset or JobFailed when it cannot be made.
    """
    return typeset("exhibits", view)


def exhibit_sheet_text(sheet: ExhibitSheet, imprint: Imprint) -> bytes:
    """One exhibit's sheet as plain text that opens on any computer.

    UTF-8 with a byte order mark, lines ended by CR LF. A control character, which could forge a
    line, is shown as its number.
    """
    words = imprint.wording
    lines = [
        words.exhibit.format(sheet.ref),
        "",
        *(line for fact in _facts(sheet, words) for line in _row(fact)),
        "",
        *(line for fact in _imprint(imprint, words) for line in _row(fact)),
        "",
        *textwrap.wrap(words.origin, WIDTH),
        "",
    ]
    return ("\ufeff" + LINE_END.join(lines)).encode()


def _facts(sheet: ExhibitSheet, words: Wording) -> list[Fact]:
    unsaid = words.not_said
    rows = [
        Fact(words.file_name, f"{sheet.name}\n({words.label_file})"),
        Fact(words.number, str(sheet.entry)),
        Fact(words.file_kind, sheet.kind),
        Fact(words.size, sheet.size),
        Fact(words.sha256, sheet.sha256),
        Fact(words.added, f"{sheet.added}\n({words.label_software})"),
        Fact(words.obtained, sheet.obtained or unsaid),
        Fact(words.obtained_how, sheet.obtained_how or unsaid),
        Fact(words.obtained_by, sheet.obtained_by or unsaid),
        Fact(words.original, sheet.original or unsaid),
        Fact(words.context, sheet.context and f"{sheet.context}\n({words.label_account})"),
        Fact(words.metadata, "\n".join(f"{fact.name}: {fact.words}" for fact in sheet.metadata)),
        Fact(words.police_reference, sheet.police_reference),
    ]
    return [row for row in rows if row.words]


def _imprint(imprint: Imprint, words: Wording) -> list[Fact]:
    return [
        Fact(words.made, imprint.made_words),
        Fact(words.made_with, imprint.software),
        Fact(words.fingerprint, imprint.fingerprint),
        Fact(words.checkpoint, imprint.checkpoint),
    ]


def _row(fact: Fact) -> list[str]:
    names = textwrap.wrap(fact.name, NAME_WIDTH - 2)
    lines = [piece for line in fact.words.split("\n") for piece in _wrapped(escape_controls(line))]
    pairs = zip_longest(names, lines, fillvalue="")
    return [f"{name:<{NAME_WIDTH}}{line}".rstrip() for name, line in pairs]


def _wrapped(line: str) -> list[str]:
    """Lines that fit; a fingerprint stays in one piece."""
    return textwrap.wrap(line, WIDTH - NAME_WIDTH, break_long_words=False, break_on_hyphens=False)
