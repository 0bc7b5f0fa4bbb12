"""Public pages from memory are the pages that Django draws; everything else goes to Django."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from datetime import UTC, date, datetime
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import brotli
import pytest
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.utils import timezone

from fourfold.web.check import urls as check
from fourfold.web.check.queries import RESULT
from fourfold.web.guidance import urls
from fourfold.web.orders import urls as orders
from fourfold.web.project.env import Origin
from fourfold.web.project.pages import paths
from fourfold.web.project.served import Served, best_coding, build
from fourfold.web.support import urls as support
from tests.guards.page import Page, problems
from tests.guards.served import Sent, ask, make_served, quiet_database, request, send
from tests.web.guidance.addresses import SAMPLE
from tests.web.running import running, wait_until

PATHS = paths()
CODINGS = {"br": "br", "gzip": "gzip", "": ""}
CHANGED = {"content-encoding", "content-length"}


def rules(sent: Sent) -> list[tuple[str, str]]:
    """The headers that are not about the coding."""
    return sorted((n.lower(), v) for n, v in sent.headers if n.lower() not in CHANGED)


# ------------------------------------------------------------------ what is in the table


def test_every_public_page_may_be_kept_but_for_those_of_a_visit_and_files() -> None:
    every = (
        *(*urls.urlpatterns, *support.urlpatterns, *check.urlpatterns),
        *(each for each in orders.urlpatterns if not str(each.name).endswith("-own")),
    )
    routes = {f"/{each.pattern}" for each in every if "<" not in str(each.pattern)}
    of_a_visit = ("/search", "/support/near", f"/{RESULT}")
    assert set(PATHS) == {each for each in routes if not each.endswith(of_a_visit)}
    assert set(SAMPLE) <= set(PATHS)


@pytest.mark.slow
def test_every_page_is_in_the_table_as_django_draws_it_and_keeps_the_rules(
    no_files: Path,
) -> None:
    application = make_served(no_files, PATHS)
    assert set(application.table.pages) == set(PATHS)
    for path in PATHS:
        kept, drawn = ask(application, path), ask(application.behind, path)
        assert kept.body == drawn.body
        assert rules(kept) == rules(drawn)
        headers = {name.lower(): value for name, value in kept.headers}
        assert problems(Page(path, kept.plain.decode(), headers)) == []


@pytest.mark.parametrize("path", SAMPLE)
@pytest.mark.parametrize("accepted", CODINGS)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_memory_sends_what_django_would(
    served: Served, path: str, accepted: str, method: str
) -> None:
    asked = request(path, method, HTTP_ACCEPT_ENCODING=accepted)
    assert served.table.find(asked, time.time())
    ours, full = send(served, asked), ask(served, path, HTTP_ACCEPT_ENCODING=accepted)
    django = send(served.behind, asked)
    assert ours.status == django.status == "200 OK"
    assert rules(ours) == rules(django)
    assert ours.get("Vary") == "Accept-Encoding"
    assert ours.get("Content-Encoding") == CODINGS[accepted]
    assert int(ours.get("Content-Length")) == len(full.body)
    assert ours.plain == (django.body if method == "GET" else b"")


@pytest.mark.parametrize("path", SAMPLE)
@pytest.mark.parametrize("accepted", CODINGS)
def test_what_memory_sends_keeps_the_rules_for_pages(
    served: Served, path: str, accepted: str
) -> None:
    sent = ask(served, path, HTTP_ACCEPT_ENCODING=accepted)
    headers = {name.lower(): value for name, value in sent.headers}
    assert problems(Page(path, sent.plain.decode(), headers)) == []
    assert "set-cookie" not in headers


def test_behind_https_the_same_is_kept_under_the_one_name(served: Served, settings: Any) -> None:
    settings.ORIGIN = Origin("https", "notes.example.org", "notes.example.org")
    settings.ALLOWED_HOSTS = ["notes.example.org"]
    with quiet_database():
        table = build(served.behind, SAMPLE)
    assert table.hosts == {"notes.example.org"}
    found = table.find(request("/support"), time.time())
    assert found
    assert dict(found.headers)["Strict-Transport-Security"].startswith("max-age=63072000")
    kept = Sent("200 OK", list(found.headers), found.body)
    assert rules(kept) == rules(ask(served.behind, "/support"))


# ------------------------------------------------------------------ what goes to Django


@pytest.mark.parametrize(
    "more",
    [
        {"QUERY_STRING": "q=1"},
        {"HTTP_COOKIE": "visit=x"},
        {"HTTP_COOKIE": "other=x"},
        {"HTTP_COOKIE": ""},
        {"REQUEST_METHOD": "POST"},
        {"REQUEST_METHOD": "OPTIONS"},
        {"REQUEST_METHOD": "get"},
        {"HTTP_HOST": "other.example"},
        {"HTTP_HOST": "localhost"},
        {"HTTP_HOST": "localhost:1"},
        {"HTTP_HOST": "LOCALHOST:8000"},
        {"HTTP_HOST": "localhost:8000,other.example"},
        {"HTTP_HOST": ""},
        {"PATH_INFO": "/support/"},
        {"PATH_INFO": "/understand"},
        {"PATH_INFO": "//support"},
        {"PATH_INFO": "/Support"},
        {"PATH_INFO": "/nothing-there"},
        {"PATH_INFO": "/parts/emergency"},
        {"PATH_INFO": ""},
        {"PATH_INFO": "/feedback"},
        {"PATH_INFO": "/verify"},
        {"PATH_INFO": "/leave"},
        {"PATH_INFO": "/n/"},
        {"PATH_INFO": "/n/open"},
    ],
    ids=lambda more: " ".join(f"{name} {value!r}" for name, value in more.items()),
)
def test_anything_out_of_the_ordinary_is_djangos(served: Served, more: dict[str, str]) -> None:
    before = served.table
    assert before.find(request("/support"), time.time())
    asked = request("/support") | more
    assert before.find(asked, time.time()) is None
    assert served.table is before


def test_a_request_without_a_host_is_djangos(served: Served) -> None:
    asked = request("/support")
    del asked["HTTP_HOST"]
    assert served.table.find(asked, time.time()) is None


@pytest.mark.parametrize("path", ["/feedback", "/n/open", "/support?q", "/nothing-there"])
def test_what_django_answers_is_never_compressed(db: None, served: Served, path: str) -> None:
    path, _, query = path.partition("?")
    sent = ask(served, path, HTTP_ACCEPT_ENCODING="br, gzip", QUERY_STRING=query)
    assert sent.body.startswith(b"<!DOCTYPE html>")
    assert sent.get("Content-Encoding") == ""


def test_after_exit_a_public_page_still_leads_to_the_neutral_site(
    served: Served, settings: Any
) -> None:
    left = f"{settings.VISIT_COOKIE}=left.{int(time.time())}"
    sent = ask(served, "/support", HTTP_COOKIE=left)
    assert sent.status.startswith("302")
    assert sent.get("Location") == settings.EXIT_URL


# ------------------------------------------------------------------ when it is made


class Drawing:
    """An application that numbers its pages."""

    def __init__(self, *headers: tuple[str, str], status: str = "200 OK") -> None:
        self.headers = [("Content-Type", "text/html"), *headers]
        self.status = status
        self.asked = 0
        self.is_broken = False

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.asked += 1
        if self.is_broken:
            raise OSError("broken")
        start_response(self.status, self.headers)
        return Closing([f"{environ['PATH_INFO']} no. {self.asked}".encode()])


class Closing(list[bytes]):
    """Pieces of an answer as Django gives them."""

    def close(self) -> None:
        """Nothing is open."""


VARY = ("Vary", "Accept-Encoding")
NOON = datetime(2027, 6, 1, 12, tzinfo=UTC).timestamp()


@pytest.fixture
def june(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: date(2027, 6, 1))


def make(drawing: Drawing, moment: float = NOON) -> Served:
    return Served(drawing, lambda: ("/a", "/b"), clock=lambda: moment)


def test_until_it_is_made_django_answers(june: None) -> None:
    application = make(Drawing(VARY))
    assert [ask(application, "/a").body for _ in range(2)] == [b"/a no. 1", b"/a no. 2"]
    application.rebuild()
    assert [ask(application, "/a").body for _ in range(2)] == [b"/a no. 3", b"/a no. 3"]


def test_building_again_takes_everything_anew(june: None) -> None:
    application = make(Drawing(VARY))
    for body in (b"/b no. 2", b"/b no. 4"):
        application.rebuild()
        assert ask(application, "/b").body == body


def test_when_a_changed_helpline_cannot_be_drawn_django_answers_instead_of_the_page_before(
    june: None,
) -> None:
    drawing = Drawing(VARY)
    newest = ["0808 802 0300"]
    application = Served(drawing, lambda: ("/a",), lambda: NOON, lambda: tuple(newest))
    application.look()
    assert ask(application, "/a").body == b"/a no. 1"
    newest.append("withdrawn")
    drawing.is_broken = True
    with pytest.raises(OSError, match="broken"):
        application.look()
    drawing.is_broken = False
    assert ask(application, "/a").body == b"/a no. 3"
    application.look()
    assert [ask(application, "/a").body for _ in range(2)] == [b"/a no. 4", b"/a no. 4"]


def test_a_request_fills_nothing_and_changes_nothing(june: None) -> None:
    drawing = Drawing(VARY)
    application = make(drawing)
    application.rebuild()
    ask(application, "/a").headers.append(("Set-Cookie", "somebody"))
    ask(application, "/c")
    assert ask(application, "/a").get("Set-Cookie") == ""
    assert ask(application, "/c").body == b"/c no. 4"


@pytest.mark.parametrize(
    ("moment", "is_kept"),
    [
        ("2027-05-31T22:59:59", False),
        ("2027-05-31T23:00:00", True),  # midnight in the summer of the UK
        ("2027-06-01T22:59:59", True),
        ("2027-06-01T23:00:00", False),
    ],
)
def test_pages_are_of_one_day_in_the_uk(june: None, moment: str, is_kept: bool) -> None:
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp()
    application = make(Drawing(VARY), now)
    application.rebuild()
    assert (ask(application, "/a").body == b"/a no. 1") is is_kept


def test_pages_drawn_across_midnight_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    days = iter([date(2027, 6, 1), date(2027, 6, 2)])
    monkeypatch.setattr(timezone, "localdate", lambda: next(days))
    application = make(Drawing(VARY))
    application.rebuild()
    assert ask(application, "/a").body == b"/a no. 3"


@pytest.mark.parametrize(
    "drawing",
    [
        Drawing(),
        Drawing(("Vary", "Cookie")),
        Drawing(("Vary", "Accept-Encoding, Cookie")),
        Drawing(VARY, ("Set-Cookie", "form=x")),
        Drawing(VARY, status="404 Not Found"),
        Drawing(VARY, status="302 Found"),
    ],
    ids=lambda drawing: f"{drawing.status} {drawing.headers[1:]}",
)
def test_a_page_that_may_be_somebodys_is_not_taken(june: None, drawing: Drawing) -> None:
    application = make(drawing)
    application.rebuild()
    assert application.table.pages == {}


# ------------------------------------------------------------------ which coding


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP", "gzip"),
        ("deflate, zstd", "identity"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.000, gzip;q=0", "identity"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("gzip ; q=0.2 , br ; q=0.2", "br"),
        ("*", "br"),
        ("*, br;q=0", "gzip"),
        ("*;q=0", "identity"),
        ("identity;q=1, gzip;q=0.5", "identity"),
        ("identity;q=0", "identity"),
        ("identity, *;q=0", "identity"),
        ("br;q=nonsense", "identity"),
        ("br;q=nan, gzip", "gzip"),
        ("br;q=-1", "identity"),
        ("gzip;q=0.5", "gzip"),
        (",,;;=,", "identity"),
    ],
)
def test_the_best_of_what_is_accepted(accepted: str, coding: str) -> None:
    assert best_coding(accepted) == coding


# ------------------------------------------------------------------ a first visit


def fetched(application: Served, path: str) -> dict[str, int]:
    """Every address that a browser with script asks for, and the bytes that come for it."""
    found: dict[str, int] = {}
    wanted = [path]
    while wanted:
        address = wanted.pop()
        if address in found:
            continue
        sent = ask(application, address, HTTP_ACCEPT_ENCODING="gzip, deflate, br, zstd")
        assert sent.status == "200 OK", address
        assert sent.get("Content-Encoding") == "br", address
        head = "".join(f"{name}: {value}\r\n" for name, value in sent.headers)
        found[address] = len(f"HTTP/1.1 {sent.status}\r\n{head}\r\n") + len(sent.body)
        text = sent.plain.decode()
        if address.endswith(".js"):
            wanted += [urljoin(address, each) for each in re.findall(r'from "(\.[^"]+)"', text)]
        elif address == path:
            wanted += re.findall(r'<(?:link|script)[^>]* (?:href|src)="(/static/[^"]+)"', text)
    return found


@pytest.mark.slow
def test_a_first_visit_takes_40_kb_at_most(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    call_command("collectstatic", interactive=False, verbosity=0)
    application = Served(get_wsgi_application(), paths)
    with quiet_database():
        application.rebuild()
    for path in PATHS:
        found = fetched(application, path)
        assert {"css", "js", "svg"} <= {each.rpartition(".")[2] for each in found}
        assert any("govuk-frontend.min" in each and each.endswith(".js") for each in found)
        assert sum(found.values()) <= 40_000, found


# ------------------------------------------------------------------ over a real connection


@pytest.mark.slow
def test_a_running_service_sends_what_it_drew_ahead(tmp_path: Path) -> None:
    with running(tmp_path) as disk:
        netloc = urlsplit(disk.address).netloc

        def fetch(method: str) -> tuple[Message, bytes]:
            line = HTTPConnection(netloc, timeout=60)
            line.request(method, "/support", headers={"Accept-Encoding": "br"})
            answer = line.getresponse()
            body = answer.read()
            line.close()
            return answer.headers, body

        wait_until(lambda: fetch("GET")[0]["Content-Encoding"] == "br", "it was not drawn ahead")
        (told, body), (told_by_head, nothing) = fetch("GET"), fetch("HEAD")
        assert b"0808 802 0300" in brotli.decompress(body)
        assert int(told["Content-Length"]) == len(body)
        assert nothing == b""
        assert {**told, "Date": ""} == {**told_by_head, "Date": ""}
