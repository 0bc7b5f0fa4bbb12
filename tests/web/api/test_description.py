"""The description for programs is of exactly what is served: generated requests find no gap."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from fourfold.web.api.asking import CHOOSING, PAGING
from fourfold.web.api.description import PARAMETERS, openapi
from fourfold.web.api.urls import urlpatterns
from tests.deep import cases
from tests.web.api.asked import told

# Django looks after its connections at each request, though none is used.
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PATHS = sorted(openapi("http://localhost:8000/api")["paths"])


@pytest.fixture
def described() -> Any:
    """The service with its own description of the open directory."""
    return schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())


@pytest.mark.parametrize("path", PATHS)
@settings(
    max_examples=cases(25),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
@given(data=st.data())
def test_whatever_is_asked_by_the_description_is_answered_by_it(
    described: Any, path: str, data: st.DataObject
) -> None:
    data.draw(described[path]["GET"].as_strategy()).call_and_validate()


@pytest.mark.parametrize("path", [each for each in PATHS if each not in ("/", "/openapi.json")])
@settings(
    max_examples=cases(15),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
@given(data=st.data())
def test_whatever_is_asked_against_the_description_is_refused_by_it(
    described: Any, path: str, data: st.DataObject
) -> None:
    against = described[path]["GET"].as_strategy(GenerationMode.NEGATIVE)
    data.draw(against).call_and_validate()


def test_every_address_and_parameter_is_described() -> None:
    described = {path.lstrip("/") for path in told("openapi.json")["paths"]}
    assert described == {str(each.pattern).replace("<str:id>", "{id}") for each in urlpatterns}
    assert set(PARAMETERS) == {*PAGING, *CHOOSING}
