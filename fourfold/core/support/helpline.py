"""People to call: one helpline, what it is for, and how its number is known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fourfold.core.kernel.provenance import Provenance


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


@dataclass(frozen=True, slots=True)
class Helpline:
    """One helpline. `site` is its own web address; `number` is empty when it has no phone.

    `is_always_open` is true only where round-the-clock hours were read in a source; other hours
    are not kept at all, because published lists contradict each other. `cy` is its Welsh name where
    one was read in a source, which `cy_source` names.
    """

    id: str
    name: str
    need: Need
    who: str
    provenance: Provenance
    number: str = ""
    site: str = ""
    is_always_open: bool = False
    cy: str = ""
    cy_source: str = ""
