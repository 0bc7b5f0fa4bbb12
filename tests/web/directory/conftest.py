"""A directory as a new installation has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from fourfold.core.support.service import Service
from fourfold.web.directory import actions
from tests.web.directory.keeping import NOW


@pytest.fixture
def seeded(service: Path) -> None:
    """The files of this release are taken in."""
    actions.follow_release(NOW)


@pytest.fixture
def release(seeded: None) -> Callable[[Iterable[Service]], None]:
    """Takes in other services than those of this release, as its next version would bring them."""
    return lambda services: actions.follow_release(NOW, services)
