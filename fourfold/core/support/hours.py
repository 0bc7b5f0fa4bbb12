"""When a service can be reached, in UK time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Opening:
    """From `opens` until `closes` ("09:30", at most "24:00") on one weekday, Monday being 0."""

    weekday: int
    opens: str
    closes: str
