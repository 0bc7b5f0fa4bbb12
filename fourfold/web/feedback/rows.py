"""An opinion to a sealed row and back; the only place that does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fourfold.vault.age import Identity, open_bytes, seal_bytes
from fourfold.vault.errors import WrongKey
from fourfold.vault.serverkeys import ServerKey
from fourfold.web.feedback.models import Feedback

PURPOSE = b"fourfold/v1/feedback"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody said: "yes", "no", "partly" or nothing, and their words."""

    useful: str
    words: str


def to_row(opinion: Opinion, hour: datetime, key: ServerKey) -> Feedback:
    """An unsaved row that only this installation's keys open: a copied database tells nothing."""
    plain = msgspec.json.encode(opinion)
    return Feedback(hour=hour, sealed=seal_bytes(plain, [_identity(key).recipient]))


def from_row(row: Feedback, keys: Iterable[ServerKey]) -> Opinion:
    """The opinion in a row, under whichever key was in use that day; raises WrongKey."""
    for key in keys:
        try:
            plain = open_bytes(bytes(row.sealed), _identity(key))
        except WrongKey:
            continue
        return msgspec.json.decode(plain, type=Opinion)
    raise WrongKey("feedback")


def _identity(key: ServerKey) -> Identity:
    return Identity(HKDF(SHA256(), 32, None, PURPOSE).derive(key.key))
