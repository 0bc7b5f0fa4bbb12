"""What the owner does with letters: write one, change it, say what may stay, list what must not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from fourfold.core.kernel.text import clean
from fourfold.core.letters.letter import Letter, to_json
from fourfold.web.accounts.access import Owner
from fourfold.web.letters.queries import LETTER, STAY_OUT, Kept
from fourfold.web.record import drafts, papers
from fourfold.web.record.actions import Posted


def write(owner: Owner, letter: Letter, posted: Posted, now: datetime) -> int:
    """Keep a new letter; returns its number."""
    return papers.add(owner, LETTER, to_json(letter), posted, now)


def rewrite(owner: Owner, kept: Kept, letter: Letter, posted: Posted, now: datetime) -> int:
    """Keep a letter in other words, in the place of the one that was read; returns its number.

    Raises NoSuchPaper or PaperChanged.
    """
    return papers.put(owner, kept.paper, to_json(letter), posted, now)


def keep_out(owner: Owner, phrases: Iterable[str], posted: Posted, now: datetime) -> int:
    """Keep the list of words that must stay out of every letter; returns its number."""
    lines = list(dict.fromkeys(filter(None, (clean(each).strip() for each in phrases))))
    number = papers.keep_the(owner, STAY_OUT, {"schema": 1, "lines": lines}, now)
    if posted.draft_id:
        drafts.drop(owner, posted.draft_id)
    return number
