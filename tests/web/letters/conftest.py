"""Letters: an owner with a few notes, and the numbers of the kinds in addresses."""

from __future__ import annotations

from fourfold.core.letters.outline import LetterKind
from fourfold.web.letters.queries import KINDS

PLACES = {kind: place for place, kind in KINDS.items()}


def new(kind: LetterKind) -> str:
    """Where a letter of this kind is begun."""
    return f"/n/letters/new/{PLACES[kind]}"
