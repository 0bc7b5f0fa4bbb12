"""A sign-in queue without the cost, and a clock that can be put forward."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.web.accounts.conftest import quick  # noqa: F401


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts the service's clock forward."""
    began = timezone.now()

    def put_forward(**by: float) -> None:
        monkeypatch.setattr(timezone, "now", lambda: began + timedelta(**by))

    put_forward()
    return put_forward
