"""What is asked for wrongly, and what must not be asked for at all."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.test import Client, RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfold.web.api.asking import CHOOSING, PAGING, BadAsk, read
from tests.deep import cases
from tests.web.api.asked import ask

KEPT = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
}


def problem(response: Any, status: int) -> str:
    """What a problem document says."""
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    assert {name: response.headers[name] for name in KEPT} == KEPT
    assert not response.cookies
    return str(response.json()["detail"])


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"page": "0"}, "page: It is a whole number"),
        ({"page": "-1"}, "page: It is a whole number"),
        ({"page": "1.5"}, "page: It is a whole number"),
        ({"page": "٣"}, "page: It is a whole number"),
        ({"page": "9" * 40}, "page: It is a whole number"),
        ({"per_page": "101"}, "per_page: It is a whole number from 1 to 100"),
        ({"per_page": ""}, "per_page: It is a whole number"),
        ({"search": "x" * 201}, "search: It has at most 200"),
        ({"taxonomy_id": "stalking"}, "taxonomy_id: It is an identifier"),
        ({"taxonomy_term_id": ""}, "taxonomy_term_id: It is an identifier"),
        ({"minimum_age": "18"}, "minimum_age: Ages are not kept"),
        ({"search": ""}, "search: It has at least one word"),
        ({"search": "--- _"}, "search: It has at least one word"),
        ({"search": "\0"}, "search: It has at least one word"),
        ({"day": "Monday"}, "day: It is one of MO"),
        ({"start_time": "9:30"}, "start_time: It is a time"),
        ({"end_time": "24:01"}, "end_time: It is a time"),
        ({"force": "atlantis"}, "force: It is a police force"),
        ({"force": ""}, "force: It is a police force"),
        ({"outcode": "SW1A 1"}, "outcode: It is the first part"),
        ({"outcode": "<script>alert(1)</script>"}, "outcode: It is the first part"),
        ({"proximity": "500"}, "proximity: A whole postcode is not taken"),
        ({"minimal": "true"}, "It may have only these parameters"),
    ],
)
def test_a_slip_is_told_and_never_looks_like_an_empty_answer(
    query: dict[str, str], said: str
) -> None:
    assert problem(ask("services", **query), 400).startswith(said)


@pytest.mark.parametrize("outcode", ["XX99", "W1E", "JE2"])
def test_an_area_without_a_known_force_is_not_an_area_without_services(outcode: str) -> None:
    assert problem(ask("services", outcode=outcode), 404).startswith("outcode: No police force")


@pytest.mark.parametrize(
    "query",
    [
        {"postcode": "SW1A 1AA"},
        {"outcode": "SW1A 1AA"},
        {"outcode": "sw1a1aa"},
        {"search": "help near SW1A 1AA please"},
        {"search": "SW1A1AA"},
        {"force": "SW1A 1AA"},
        {"page": "SW1A 1AA"},
        {"SW1A 1AA": ""},
        {"search": "SW1A 1A"},
        {"search": "SW1A 1AA or M1 1AE"},
        {"search": "near SW1A.1AA now"},
        {"search": "in SW1A 1A"},
    ],
)
@pytest.mark.parametrize("path", ["services", "service_at_locations"])
def test_a_whole_postcode_in_an_address_is_refused_and_said_nowhere(
    path: str, query: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    response = ask(path, **query)
    assert "A whole postcode is not taken" in problem(response, 400)
    for place in (response.content.decode(), str(response.headers), caplog.text):
        assert "1AA" not in place.upper()


def test_a_parameter_may_be_given_once() -> None:
    assert (
        problem(Client().get("/api/services?page=1&page=2"), 400) == "page: It may be given once."
    )


def test_more_parameters_than_anybody_needs_are_refused() -> None:
    query = "&".join(f"x{n}=1" for n in range(600))
    assert problem(Client().get(f"/api/services?{query}"), 400) == "There are too many parameters."


def test_an_address_longer_than_any_question_is_refused_unread() -> None:
    words = "+".join("1I11111" for _ in range(1_000))
    assert problem(Client().get(f"/api/services?search={words}"), 400) == "The address is too long."


@pytest.mark.parametrize("path", ["nothing", "services/", "services/1", "services/x/y", "../n/"])
def test_an_address_of_nothing_says_so_in_json(path: str) -> None:
    problem(Client().get(f"/api/{path}"), 404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("origin", ["", "https://other.example"])
def test_nothing_can_be_written(method: str, origin: str) -> None:
    headers = {"Origin": origin} if origin else {}
    response = getattr(Client(), method)("/api/services", headers=headers)
    problem(response, 405)
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_a_name_that_is_not_ours_is_refused() -> None:
    problem(Client(SERVER_NAME="evil.example").get("/api/services"), 400)


@settings(max_examples=cases(200))
@given(
    st.dictionaries(st.sampled_from((*PAGING, *CHOOSING, "postcode", "x")), st.text(max_size=60))
)
def test_whatever_is_asked_is_read_or_refused(query: dict[str, str]) -> None:
    request = RequestFactory().get("/", query)
    try:
        found = read(request, (*PAGING, *CHOOSING))
    except BadAsk:
        return
    assert found.page >= 1
    assert 1 <= found.per_page <= 100
