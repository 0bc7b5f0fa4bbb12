"""Which police force an area belongs to, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fourfold.core.support.force import Force


class Confidence(StrEnum):
    """How far an answer may be relied on."""

    EXACT = "exact"
    NEAR_BORDER = "near_border"
    """Two forces meet within metres of it: either may be the one."""
    AREA_ONLY = "area_only"
    """Only part of a postcode was given: these forces have a share of it."""
    CROWN_DEPENDENCY = "crown_dependency"
    """Jersey, Guernsey or the Isle of Man, whose police and law are not the UK's."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A force that may be the one, and its share of the postcodes of the area that was given."""

    force: Force
    share: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of an area: `asked` is the postcode as it is written, or "" for none.

    The likeliest force comes first. There is none when it is a Crown dependency or unknown.
    """

    asked: str
    confidence: Confidence
    candidates: tuple[Candidate, ...] = ()

    @property
    def forces(self) -> tuple[Force, ...]:
        """The forces that may be the one, the likeliest first."""
        return tuple(each.force for each in self.candidates)
