"""Settings of the tests of the open directory."""

from __future__ import annotations

import os
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from fourfold.web.directory import queries as directory
from tests.web.api.asked import INVENTED

# The published schemas belong to others: whoever has them names their folder.
collect_ignore = [] if os.environ.get("FOURFOLD_HSDS_SCHEMAS") else ["test_published_schemas.py"]


@pytest.fixture
def invented(monkeypatch: pytest.MonkeyPatch) -> None:
    """A directory of a few invented services, on a day on which each stands as its name says."""
    monkeypatch.setattr(directory, "everything", lambda: INVENTED)
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 11, 25))


@pytest.fixture(autouse=True)
def no_database(request: pytest.FixtureRequest, settings: Any) -> None:
    """The open directory asks no database: a test here that does so fails."""
    settings.DEBUG = False
