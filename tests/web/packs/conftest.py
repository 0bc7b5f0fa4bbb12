"""The cast, and a store for packs beside theirs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fourfold.web.packs import actions
from tests.cast import ada, cal, nobody, service  # noqa: F401


@pytest.fixture(autouse=True)
def packs_store(service: Path) -> Iterator[None]:  # noqa: F811
    actions.store.cache_clear()
    yield
    actions.store.cache_clear()
