"""Sentences as values: each names the source that it was written from.

The sentences of a subject stand in its folder of fourfold/data. A figure in one is a fact by its id
in braces, which whoever shows the sentence fills in. A sentence whose source is past its review day
is still shown, and says "check this".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from fourfold.core.kernel.provenance import Provenance

Fill = Callable[[str], str]
"""Puts the words of facts in the place of their ids."""


@dataclass(frozen=True, slots=True)
class Source:
    """What sentences were written from. version: which text of the Act or page was read."""

    id: str
    version: str
    provenance: Provenance
    url: str = ""

    def on(self, today: date) -> Origin:
        """How it is named on a day."""
        known = self.provenance
        return Origin(
            law=known.source,
            version=self.version,
            checked=known.checked,
            review_by=known.review_by,
            check_this=known.is_due(today),
        )


@dataclass(frozen=True, slots=True)
class Origin:
    """A source as a page names it: the Act or page, which text of it was read, and its days.

    check_this: its review day has passed.
    """

    law: str
    version: str
    checked: date
    review_by: date
    check_this: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words for the screen and the id of their source; "" for help that is only about writing."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence as it is shown on a day. rule: the id of the rule that says it, or ""."""

    text: str
    origin: Origin | None = None
    rule: str = ""

    @property
    def check_this(self) -> bool:
        """It must not be shown as current."""
        return self.origin is not None and self.origin.check_this


def tell(
    sentence: Sentence, sources: Mapping[str, Source], today: date, fill: Fill, rule: str = ""
) -> Told:
    """A sentence with its origin; raises KeyError for a source that is not there."""
    origin = sources[sentence.source].on(today) if sentence.source else None
    return Told(fill(sentence.text), origin, rule)


def origins(told: Iterable[Told]) -> tuple[Origin, ...]:
    """Where sentences come from, each origin once."""
    return tuple(dict.fromkeys(each.origin for each in told if each.origin is not None))
