"""Exit as the server answers it: who may end a visit, and what the browser finds afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from fourfold.web.safety import middleware
from fourfold.web.safety.models import SessionRow
from tests.cast import Member

OWN = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
TYPED = {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"}
OTHER = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
PICTURE = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "no-cors"}
NOW = 1_800_000_000
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """The clock that Exit reads, for a test to put forward."""
    shown = {"now": NOW}
    monkeypatch.setattr(middleware.time, "time", lambda: shown["now"])
    return shown


@pytest.fixture
def left() -> Client:
    """A browser that has just left by Exit."""
    client = Client()
    client.get("/leave", headers=OWN)
    return client


def leads_away(answer: HttpResponse, settings: Any) -> bool:
    return (answer.status_code, answer.headers.get("Location")) == (302, settings.EXIT_URL)


@pytest.mark.parametrize("headers", [OWN, TYPED, {}], ids=["link", "address", "old browser"])
def test_exit_ends_the_visit_and_leads_away(
    ada: Member, settings: Any, headers: dict[str, str]
) -> None:
    open_elsewhere = SessionRow.objects.count()
    client = ada.open_in(Client(), settings)
    assert client.get("/n/").status_code == 200
    answer = client.get("/leave", headers=headers)
    assert leads_away(answer, settings)
    assert SessionRow.objects.count() == open_elsewhere
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "headers",
    [OTHER, PICTURE, {"Referer": "https://other.example/"}],
    ids=["another site", "a picture's address", "an old browser on another site"],
)
def test_nobody_else_can_end_a_visit(ada: Member, settings: Any, headers: dict[str, str]) -> None:
    client = ada.open_in(Client(), settings)
    answer = client.get("/leave", headers=headers)
    assert leads_away(answer, settings)
    assert not answer.cookies
    assert client.get("/n/").status_code == 200


def test_exit_changes_a_cookie_that_script_cannot_read_also_for_somebody_who_had_none(
    settings: Any,
) -> None:
    answer = Client().get("/leave", headers=OWN)
    cookie = answer.cookies[settings.VISIT_COOKIE]
    assert cookie.value == f"left.{NOW}"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"]
    # With "cookies" Chromium would drop this one too, and our pages came back on Back.
    assert answer.headers["Clear-Site-Data"] == '"storage"'


@pytest.mark.parametrize("path", ["/", "/feedback", "/n/open", "/n/", "/leave", "/no-such-page"])
@pytest.mark.parametrize("headers", [OWN, TYPED, OTHER, {}])
def test_for_five_minutes_every_page_leads_away(
    left: Client, clock: dict[str, int], settings: Any, path: str, headers: dict[str, str]
) -> None:
    clock["now"] += middleware.AWAY_SECONDS - 1
    assert leads_away(left.get(path, headers=headers), settings)


def test_after_that_only_what_our_own_links_had_led_to_does(
    left: Client, clock: dict[str, int], settings: Any
) -> None:
    clock["now"] += middleware.AWAY_SECONDS
    assert leads_away(left.get("/support", headers=OWN), settings)
    assert left.get("/", headers=TYPED).status_code == 200
    assert left.get("/support", headers=OWN).status_code == 200


def test_a_form_sent_after_exit_is_taken_as_any_other(service: Path, left: Client) -> None:
    sent = left.post("/feedback", {"useful": "yes"}, headers=OWN)
    assert (sent.status_code, sent.headers["Location"]) == (303, "/feedback/thanks")


@pytest.mark.parametrize("value", ["left", "left.", "left.soon", "left.9" * 9, "left.1\n"])
def test_a_cookie_that_exit_did_not_set_changes_nothing(value: str, settings: Any) -> None:
    client = Client()
    client.cookies[settings.VISIT_COOKIE] = value
    assert client.get("/", headers=TYPED).status_code == 200
