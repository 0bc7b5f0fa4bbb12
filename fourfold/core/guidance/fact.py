"""Facts that change: figures, lengths, time limits, days, fees, form numbers, dates of law.

They never stand in a text. The text names one in braces, `{orders-shortest}`; the page shows its
words while they are current, and past the review day says that they must be checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fourfold.core.kernel.provenance import Provenance

NAMED = re.compile(r"\{([a-z][a-z0-9-]*)\}")


@dataclass(frozen=True, slots=True)
class Fact:
    """A short phrase for the middle of a sentence, in each language that has one of its own."""

    id: str
    en: str
    provenance: Provenance
    cy: str = ""
    easy: str = ""

    def words(self, language: str) -> str:
        """The phrase in this language, or in English."""
        return {"cy": self.cy, "easy": self.easy}.get(language, "") or self.en

    def is_in(self, language: str) -> bool:
        """Whether it has words in this language; easy read is English."""
        return language != "cy" or bool(self.cy)


def names(text: str) -> tuple[str, ...]:
    """The ids of the facts that a text shows, in order, each once."""
    return tuple(dict.fromkeys(NAMED.findall(text)))


def fill(text: str, facts: Mapping[str, Fact], show: Callable[[Fact], str]) -> str:
    """The text with each fact as `show` words it; raises KeyError for one that is not there."""
    return NAMED.sub(lambda found: show(facts[found[1]]), text)
