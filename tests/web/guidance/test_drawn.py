"""A page drawn once is the page that would be drawn again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from django.utils.translation import override

from fourfold.web.guidance import drawn

PATHS = RequestFactory()


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(drawn, "_drawn", {})
    return []


@pytest.fixture
def view(drawings: list[str]) -> Any:
    @drawn.drawn_daily
    def page(request: HttpRequest) -> HttpResponse:
        drawings.append(request.path)
        if request.path == "/no":
            raise Http404
        return HttpResponse(f"{request.path} no. {len(drawings)}")

    return page


def test_a_page_is_drawn_once(view: Any, drawings: list[str]) -> None:
    first, second = view(PATHS.get("/")), view(PATHS.get("/?q=1"))
    assert first.content == second.content == b"/ no. 1"
    assert drawings == ["/"]


def test_an_answer_is_never_shared(view: Any) -> None:
    view(PATHS.get("/")).headers["Set-Cookie"] = "somebody"
    assert "Set-Cookie" not in view(PATHS.get("/")).headers


def test_another_day_language_name_or_address_is_another_page(
    view: Any, drawings: list[str], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    view(PATHS.get("/"))
    view(PATHS.get("/about"))
    with override("cy"):
        view(PATHS.get("/"))
    settings.SERVICE_NAME = "Harbour"
    view(PATHS.get("/"))
    monkeypatch.setattr(timezone, "localdate", lambda: date(2031, 1, 1))
    view(PATHS.get("/"))
    assert len(drawings) == 5


def test_what_is_not_there_is_not_kept(view: Any, drawings: list[str]) -> None:
    for _ in range(2):
        with pytest.raises(Http404):
            view(PATHS.get("/no"))
    assert len(drawings) == 2


def test_yesterdays_pages_make_room(view: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawn, "_MOST", 3)
    for day in range(1, 10):
        monkeypatch.setattr(timezone, "localdate", lambda day=day: date(2031, 1, day))
        view(PATHS.get("/"))
        assert len(drawn._drawn) <= 3
