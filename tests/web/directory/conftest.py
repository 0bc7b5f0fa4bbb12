"""A directory as a new installation has it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fourfold.web.directory import actions
from tests.web.directory.keeping import NOW


@pytest.fixture
def seeded(service: Path) -> None:
    """The files of this release are taken in."""
    actions.follow_release(NOW)


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Takes in other files than those of this release, as its next version would bring them."""

    def take_in(services: Any) -> None:
        monkeypatch.setattr(actions.directory, "everything", lambda: tuple(services))
        actions.follow_release(NOW)

    return take_in
