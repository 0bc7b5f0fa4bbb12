"""What the owner does with letters: write one, change it, say what may stay, list what must not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fourfold.core.letters.letter import Letter, to_json
from fourfold.web.accounts.access import Owner
from fourfold.web.letters.queries import LETTER, STAY_OUT, Kept
from fourfold.web.record import papers
from fourfold.web.record.actions import Posted


def write(owner: Owner, letter: Letter, posted: Posted, now: datetime) -> int:
    """Keep a new letter; returns its number."""
    return papers.add(owner, LETTER, to_json(letter), posted, now)


def rewrite(owner: Owner, kept: Kept, letter: Letter, posted: Posted, now: datetime) -> int:
    """Keep a letter in other words, in the place of the one that was read; returns its number.

    Raises NoSuchPaper or PaperChanged.
    """
    return papers.put(owner, kept.paper, to_json(letter), posted, now)


@dataclass(frozen=True, slots=True)
class List:
    """The list of words that must stay out as she sent it. seen: as it was when she began."""

    lines: Sequence[str]
    seen: Collection[str]


def keep_out(owner: Owner, sent: List, posted: Posted, now: datetime) -> int:
    """Keep the list of words that must stay out of every letter; returns its number.

    A line that another window added since stays: only what she had before her is taken off.
    """

    def edit(plain: Any) -> Any:
        before = plain["lines"] if plain else []
        added = [each for each in before if each not in sent.seen]
        return {"schema": 1, "lines": list(dict.fromkeys([*sent.lines, *added]))}

    return papers.change_the(owner, STAY_OUT, edit, posted, now)
