"""Rules for every test: programs are real, the network is off, nothing is left out in silence."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests import deep

os.environ.setdefault("FOURFOLD_DATA", str(Path(__file__).parent / "no-such-folder"))
deep.load_profile()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if not item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.disable_socket)
    # Files that take minutes come first: the many short ones then keep both workers busy until
    # the end. `make test` tells pytest-xdist to leave that order alone.
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(autouse=True)
def programs(request: pytest.FixtureRequest) -> None:
    """A test names the programs it needs; without one it fails in CI and says so elsewhere."""
    for marker in request.node.iter_markers("needs"):
        missing = [name for name in marker.args if shutil.which(name) is None]
        if missing and os.environ.get("FOURFOLD_NO_SKIPS"):
            pytest.fail(f"needs {', '.join(missing)}")
        if missing:
            pytest.skip(f"needs {', '.join(missing)}: run `make programs` as root on Debian")
