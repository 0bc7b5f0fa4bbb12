"""Places for slow bodies, and bodies that stop before their end."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from fourfold.web.safety import bodies
from fourfold.web.safety.bodies import Places, counted, hold_a_place, is_cut
from fourfold.web.safety.network import network_of


def test_nobody_has_more_places_than_there_are_for_each() -> None:
    places = Places(total=5, each=2)
    assert places.take("ada")
    assert places.take("ada")
    assert places.take("ada") is None
    assert places.take("cal")


def test_all_together_have_no_more_than_the_total() -> None:
    places = Places(total=2, each=2)
    assert places.take("ada")
    assert places.take("cal")
    assert places.take("dee") is None


def test_a_place_given_back_twice_is_one_place() -> None:
    places = Places(total=2, each=2)
    first, second = places.take("ada"), places.take("ada")
    assert first and second  # noqa: PT018
    first.give_back()
    first.give_back()
    assert places.take("ada")
    assert places.take("ada") is None


@pytest.mark.parametrize(
    ("promised", "sent", "cut"),
    [(5, b"12345", False), (5, b"1234", True), (5, b"", True), (0, b"", False)],
)
@pytest.mark.parametrize("how", ["read", "readline"])
def test_a_body_that_stops_early_is_cut(promised: int, sent: bytes, cut: bool, how: str) -> None:
    answers = []

    def application(environ: dict[str, Any], start_response: object) -> list[bytes]:
        getattr(environ["wsgi.input"], how)(promised)
        answers.append(is_cut(SimpleNamespace(META=environ)))  # type: ignore[arg-type]
        return []

    environ = {"CONTENT_LENGTH": str(promised), "wsgi.input": io.BytesIO(sent)}
    counted(application)(environ, None)
    assert answers == [cut]


@pytest.fixture
def one_place(monkeypatch: pytest.MonkeyPatch) -> Places:
    places = Places(total=1, each=1)
    monkeypatch.setattr(bodies, "DOWNLOADS", places)
    return places


def test_a_download_holds_a_place_until_its_last_piece(db: None, one_place: Places) -> None:
    response = StreamingHttpResponse([b"a", b"b"])
    assert hold_a_place(response, "ada")
    assert not hold_a_place(StreamingHttpResponse([b"c"]), "ada")
    assert b"".join(response) == b"ab"
    assert hold_a_place(StreamingHttpResponse([b"c"]), "ada")


@pytest.mark.parametrize("taken", [0, 1])
def test_a_download_left_half_way_gives_its_place_back(
    db: None, one_place: Places, taken: int
) -> None:
    response = StreamingHttpResponse(iter([b"a", b"b"]))
    assert hold_a_place(response, "ada")
    pieces = iter(response)
    for _ in range(taken):
        next(pieces)
    response.close()
    assert one_place.take("ada")


def test_a_page_needs_no_place(one_place: Places) -> None:
    one_place.take("ada")
    assert hold_a_place(HttpResponse(b"page"), "ada")


def test_one_network_that_keeps_its_forms_back_leaves_places_for_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bodies, "FORMS", Places(total=12, each=3))
    monkeypatch.setattr(bodies, "FORM_PATIENCE", 0.0)
    held = [bodies.FORMS.take(network_of("203.0.113.5")) for _ in range(4)]
    assert held[-1] is None

    def reads(address: str) -> bool:
        return bodies.read_form(RequestFactory().post("/", REMOTE_ADDR=address))

    assert not reads("203.0.113.77")
    assert reads("198.51.100.7")
    assert reads("127.0.0.1")
