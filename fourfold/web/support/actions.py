"""What somebody asked for waits sealed in the visit: it stands in no address, and not for long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from fourfold.core.support.service import Audience
from fourfold.web.safety.session import Session

KEPT = "support"


@dataclass(frozen=True, slots=True)
class Asked:
    """A postcode as it is written, a force that was chosen, and what should come first."""

    place: str = ""
    force: str = ""
    audiences: tuple[Audience, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no place and no force is known."""
        return not (self.place or self.force)


def asked(session: Session, now: datetime) -> Asked:
    """What was asked in this visit; nothing when that was too long ago."""
    kept = session.state.get(KEPT)
    if kept is None:
        return Asked()
    if now.timestamp() >= kept["until"]:
        session.forget(KEPT)
        return Asked()
    audiences = tuple(Audience(each) for each in kept["audiences"])
    return Asked(kept["place"], kept["force"], audiences)


def keep(session: Session, what: Asked, now: datetime) -> None:
    """Keep it for as long as a visit lasts, also in one that lasts longer: with notes open."""
    session.state[KEPT] = {
        "place": what.place,
        "force": what.force,
        "audiences": list(what.audiences),
        "until": now.timestamp() + settings.VISIT_SECONDS,
    }
    session.save()
