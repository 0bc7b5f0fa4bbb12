"""Where a fact comes from, how it was read, and until when it may be shown as current.

Facts that change (numbers, hours, fees, dates, areas) never stand in code. Each carries a
`Provenance`; once its review day has passed, pages say "check this" in place of showing it as
current. `Status` has no word for what nobody has read in a source: that cannot be kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Jurisdiction(StrEnum):
    """The law that a fact belongs to, or where a service is offered."""

    ENGLAND_AND_WALES = "england-and-wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"
    UNITED_KINGDOM = "united-kingdom"


class Status(StrEnum):
    """How a fact was read."""

    LAW = "law"
    """In the text of an Act or of regulations."""
    SOURCE = "source"
    """On a named page of the service itself or of somebody who works with it."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Source, status, place and dates of one fact; the source names the pages and their dates."""

    source: str
    status: Status
    jurisdiction: Jurisdiction
    checked: date
    review_by: date

    def is_due(self, today: date) -> bool:
        """Whether the review day has passed, so that the fact must not be shown as current."""
        return today > self.review_by
