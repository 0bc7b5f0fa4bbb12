"""Open to every site and program, and to nothing of anybody."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from tests.web.api.asked import ask

PATHS = ("", "openapi.json", "services", "service_at_locations", "taxonomies", "taxonomy_terms")


@pytest.mark.parametrize("path", PATHS)
def test_other_sites_may_read_it_and_get_no_cookie(path: str) -> None:
    client = Client(headers={"Origin": "https://other.example", "Sec-Fetch-Site": "cross-site"})
    client.cookies[settings.VISIT_COOKIE] = "x" * 43
    response = client.get(f"/api/{path}")
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert "Set-Cookie" not in str(response.headers)
    assert not response.cookies
    assert response.headers["Vary"] == "Sec-Fetch-Mode"


@pytest.mark.parametrize(
    ("mode", "kept"), [("cors", "public, max-age=60"), ("navigate", "no-store")]
)
def test_opened_as_a_page_it_stays_in_no_cache(mode: str, kept: str) -> None:
    response = Client().get("/api/services", headers={"Sec-Fetch-Mode": mode})
    assert response.headers["Cache-Control"] == kept


def test_a_browser_that_left_by_exit_has_no_say_in_it() -> None:
    client = Client()
    client.cookies[settings.VISIT_COOKIE] = "left.9999999999"
    assert client.get("/").status_code == 302
    assert client.get("/api/services").status_code == 200


@pytest.mark.parametrize("path", ["/", "/support", "/n/", "/o/", "/feedback", "/leave"])
def test_no_other_part_of_the_service_is_open_like_that(path: str, nobody: Client) -> None:
    response = Client(headers={"Origin": "https://other.example"}).get(path)
    assert "Access-Control-Allow-Origin" not in response.headers
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_browser_that_asks_beforehand_is_told_what_it_may_do() -> None:
    asked = {"Origin": "https://other.example", "Access-Control-Request-Method": "GET"}
    response = Client().options("/api/services", headers=asked)
    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", PATHS)
def test_what_has_not_changed_is_not_sent_again(path: str) -> None:
    first = ask(path)
    etag = first.headers["ETag"]
    again = Client().get(f"/api/{path}", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == etag
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    other = Client().get(f"/api/{path}", headers={"If-None-Match": '"another"'})
    assert (other.status_code, other.content) == (200, first.content)
    assert first.headers["Cache-Control"] == "public, max-age=60"


def test_two_answers_have_two_names() -> None:
    assert ask("services").headers["ETag"] != ask("services", page="2").headers["ETag"]


def test_its_head_is_as_that_of_the_answer() -> None:
    found, head = ask("services"), Client().head("/api/services")
    assert head.status_code == 200
    assert head.headers["ETag"] == found.headers["ETag"]
    assert head.content == b""
