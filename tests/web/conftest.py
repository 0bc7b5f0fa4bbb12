"""Every web test: the cast; styles and scripts by plain names, nothing collected on a disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fourfold.web.directory.queries import MEMORY
from tests.cast import ada, cal, dee, nobody, service  # noqa: F401
from tests.guards.served import served  # noqa: F401


@pytest.fixture(scope="session")
def no_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("static")


@pytest.fixture(autouse=True)
def plain_file_names(settings: Any, no_files: Path) -> None:
    settings.STATIC_ROOT = no_files


@pytest.fixture(autouse=True)
def plain_directory() -> Iterator[None]:
    """What one test did with the directory is forgotten with its database."""
    yield
    MEMORY.forget()
