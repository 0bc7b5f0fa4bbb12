"""A directory to try things on: that of the release, and who changes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from fourfold.core.support.service import Service
from fourfold.web.directory import queries
from fourfold.web.directory.rows import By, Kept

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
TODAY = date(2026, 12, 1)
DEE = By("Dee", NOW, "they told me so")


def kept(service_id: str) -> Kept:
    """One service that there is."""
    found = queries.find(service_id)
    assert found
    return found


def renumbered(service_id: str, number: str) -> Service:
    """A service with another number."""
    return replace(kept(service_id).service, number=number)


def shown(service_id: str) -> Service | None:
    """What everybody's pages would say of a service, once they have looked."""
    queries.refresh()
    return {each.id: each for each in queries.everything()}.get(service_id)
