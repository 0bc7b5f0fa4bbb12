"""An opinion to a sealed row and back; the only place that does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from fourfold.vault.serverkeys import ServerKey
from fourfold.vault.service import open_for_service, seal_for_service
from fourfold.web.feedback.models import Feedback

PURPOSE = b"fourfold/v1/feedback"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody said: "yes", "no", "partly" or nothing, and their words."""

    useful: str
    words: str


def to_row(opinion: Opinion, hour: datetime, key: ServerKey) -> Feedback:
    """An unsaved row that only this installation's keys open: a copied database tells nothing."""
    return Feedback(hour=hour, sealed=seal_for_service(PURPOSE, msgspec.json.encode(opinion), key))


def from_row(row: Feedback, keys: Iterable[ServerKey]) -> Opinion:
    """The opinion in a row, under whichever key was in use that day; raises WrongKey."""
    plain = open_for_service(PURPOSE, bytes(row.sealed), keys)
    return msgspec.json.decode(plain, type=Opinion)
