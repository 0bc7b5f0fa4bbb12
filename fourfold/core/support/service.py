"""A service that helps: whom, with what, where, how it is reached, and how all that is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fourfold.core.kernel.provenance import Provenance
from fourfold.core.support.hours import Opening


class Need(StrEnum):
    """What somebody may be looking for help with; the order is the order on the page."""

    STALKING = "stalking"
    ANY_CRIME = "any-crime"
    HOME = "home"
    SEXUAL = "sexual"
    ONLINE = "online"
    YOUNG = "young"
    TALK = "talk"
    OWN_BEHAVIOUR = "own-behaviour"


class Audience(StrEnum):
    """For whom a service is made in particular; one without any is for everybody."""

    WOMEN = "women"
    MEN = "men"
    LGBT = "lgbt"
    UNDER_18 = "under-18"
    DISABLED = "disabled"
    WELSH = "welsh"
    BSL = "bsl"
    HONOUR = "honour"
    ONLINE = "online"
    WORK = "work"


class Standing(StrEnum):
    """What may be shown of a service on a day, the best first."""

    VERIFIED = "verified"
    """Somebody who keeps this directory has rung or written to it."""
    READ = "read"
    """Its number or site was read in a source; nobody has rung it."""
    NAME_ONLY = "name-only"
    """No way to reach it is known, or none that is recent enough to be shown."""
    PAST_REVIEW = "past-review"
    """It should have been checked again: its name is shown, its number is not."""
    ENDED = "ended"
    """Its contract has run out or it was withdrawn: it is not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One service. `site` is its own web address; `number` is empty when it has no phone.

    `forces` are the ids of the police forces whose area it covers; none: all of its jurisdiction.
    `verified_on` is the day on which somebody rang or wrote to it, `contract_end` the last day for
    which it is paid. `is_old` marks a number whose sources are too old for it to be shown.
    `is_always_open` is true only where round-the-clock hours were read in a source; other `hours`
    are kept only from whoever verified them, because published lists contradict each other. `cy` is
    its Welsh name where one was read in a source, which `cy_source` names. `note` is for whoever
    keeps the directory and is shown to nobody else.
    """

    id: str
    name: str
    need: Need
    who: str
    provenance: Provenance
    number: str = ""
    text: str = ""
    site: str = ""
    forces: tuple[str, ...] = ()
    audiences: tuple[Audience, ...] = ()
    is_always_open: bool = False
    hours: tuple[Opening, ...] = ()
    verified_on: date | None = None
    contract_end: date | None = None
    is_old: bool = False
    is_withdrawn: bool = False
    note: str = ""
    cy: str = ""
    cy_source: str = ""

    def standing(self, today: date) -> Standing:
        """What may be shown of it on this day."""
        if self.is_withdrawn or (self.contract_end is not None and today > self.contract_end):
            return Standing.ENDED
        if self.provenance.is_due(today):
            return Standing.PAST_REVIEW
        if self.is_old or not (self.number or self.text or self.site):
            return Standing.NAME_ONLY
        return Standing.VERIFIED if self.verified_on else Standing.READ
