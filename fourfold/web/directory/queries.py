"""What the directory holds."""

from __future__ import annotations

from fourfold.core.support.service import Service
from fourfold.data import directory


def everything() -> tuple[Service, ...]:
    """Every service, national ones first."""
    return directory.everything()
