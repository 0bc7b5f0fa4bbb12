"""Hard words: what each means, in plain words, in easier words and in Welsh.

A text links one with `[restraining order](word:restraining-order)`, on its first use on the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fourfold.core.kernel.provenance import Provenance

LINKED = re.compile(r"\]\(word:([a-z][a-z0-9-]*)\)")


@dataclass(frozen=True, slots=True)
class Word:
    """One entry of the glossary.

    `easy` is one sentence for easy read. `cy` and `cy_meaning` are its Welsh; `cy_source` says
    where the Welsh term was read. `is_name` marks the name of an order, a court or a body: names
    are left out when a text's reading level is measured, since nobody can make them shorter.
    """

    id: str
    term: str
    meaning: str
    provenance: Provenance
    easy: str = ""
    cy: str = ""
    cy_meaning: str = ""
    cy_source: str = ""
    is_name: bool = False

    def says(self, language: str) -> tuple[str, str]:
        """Term and meaning in this language, or in English."""
        if language == "cy" and self.is_in(language):
            return self.cy, self.cy_meaning
        if language == "easy" and self.easy:
            return self.term, self.easy
        return self.term, self.meaning

    def is_in(self, language: str) -> bool:
        """Whether it is explained in this language."""
        in_welsh = bool(self.cy and self.cy_meaning)
        return {"cy": in_welsh, "easy": bool(self.easy)}.get(language, True)


def linked(text: str) -> tuple[str, ...]:
    """The ids of the hard words that a text links, in order, each once."""
    return tuple(dict.fromkeys(LINKED.findall(text)))
