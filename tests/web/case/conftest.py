"""The cast, for every test of the case, and the day on which Ada looks."""

import pytest

from tests.cast import ada, cal, nobody, service  # noqa: F401
from tests.web.case.make import noon


@pytest.fixture
def on(monkeypatch, ada, settings):  # noqa: F811
    """Sets the day on which she looks, and opens her notes on it."""

    def set_day(day: str) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: noon(day))
        ada.open_in(ada.client, settings)

    return set_day
