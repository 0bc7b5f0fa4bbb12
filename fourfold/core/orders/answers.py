"""What somebody says of their case when they ask which order could protect them.

Ten questions. None of them is needed: one that is left out, null or "unknown" is not known, and
what is not known never rules an order out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from fourfold.core.kernel import shape
from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.kernel.shape import Matches, refuse

AreaCode = Annotated[str, Matches("[ENSW][0-9]{8}")]


class Relationship(StrEnum):
    """Who the other person is or was to the one who asks; the closest that fits."""

    PARTNER = "partner"
    EX_PARTNER = "ex_partner"
    FAMILY = "family"
    LIVES_OR_LIVED_WITH = "lives_or_lived_with"
    SHARED_CHILD = "shared_child"
    ACQUAINTANCE = "acquaintance"
    COLLEAGUE = "colleague"
    NEIGHBOUR = "neighbour"
    STRANGER = "stranger"
    UNKNOWN = "unknown"


CLOSE = frozenset(
    {
        Relationship.PARTNER,
        Relationship.EX_PARTNER,
        Relationship.FAMILY,
        Relationship.LIVES_OR_LIVED_WITH,
        Relationship.SHARED_CHILD,
    }
)
"""Those who may be on the list of the family courts: see `rules/association`."""


class CriminalCase(StrEnum):
    """How far a criminal case has come; `none` says that there is no case at all."""

    NONE = "none"
    REPORTED = "reported"
    CHARGED = "charged"
    CONVICTED = "convicted"
    ACQUITTED = "acquitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The answers; None says that one is not known.

    jurisdiction: whose courts. looks_like_stalking: in the eyes of the one who asks. home_shared:
    they share a home, did, or meant to. person_known: the one who asks can say who it is. area: the
    code that the Office for National Statistics gives to a police force area; it decides nothing
    while no order depends on the area. order_in_force: some order stands already.
    Own rules: `choice_unknown` (the United Kingdom is not one jurisdiction).
    """

    jurisdiction: Jurisdiction | None = None
    relationship: Relationship | None = None
    looks_like_stalking: bool | None = None
    criminal_case: CriminalCase | None = None
    home_shared: bool | None = None
    person_known: bool | None = None
    respondent_under_18: bool | None = None
    owner_under_16: bool | None = None
    area: AreaCode | None = None
    order_in_force: bool | None = None

    def __post_init__(self) -> None:
        """Refuse a place that has no courts of its own."""
        if self.jurisdiction is Jurisdiction.UNITED_KINGDOM:
            refuse("choice_unknown", "jurisdiction")

    @property
    def bond(self) -> Relationship | None:
        """The relationship, or None if it is not known, however that was said."""
        return None if self.relationship is Relationship.UNKNOWN else self.relationship

    @property
    def is_close(self) -> bool | None:
        """Whether the relationship is one of the close ones; None if it is not known."""
        return None if self.bond is None else self.bond in CLOSE

    @property
    def is_at_odds(self) -> bool:
        """Two answers that do not go together: a home was shared, and no bond comes of it."""
        return self.home_shared is True and self.is_close is False


def read(plain: Mapping[str, Any]) -> Answers:
    """Return the answers that a plain object holds.

    Raises ShapeError, with the path of what is wrong. Codes: type, field_unknown, choice_unknown,
    pattern (of the area).
    """
    return shape.read(Answers, plain)
