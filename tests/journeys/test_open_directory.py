"""Another site reads the open directory from somebody's browser, and nothing else of ours."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import Service

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]
ASK = """async ([address, more]) => {
    try {
        const answer = await fetch(address, more);
        return [answer.status, (await answer.text()).length, answer.headers.get("etag")];
    } catch { return null; }
}"""


class Blank(BaseHTTPRequestHandler):
    """Another site: one empty page."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Another site</title>")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def elsewhere(browser: Browser, service: Service) -> Iterator[Page]:
    """The other site, in a browser that has looked at ours before."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Blank)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context()
    page = context.new_page()
    page.goto(service.url("/support"))
    page.goto(f"http://127.0.0.1:{server.server_port}/")
    yield page
    context.close()
    server.shutdown()
    server.server_close()


def test_another_site_may_read_the_directory(elsewhere: Page, service: Service) -> None:
    status, length, etag = elsewhere.evaluate(ASK, [service.url("/api/services"), {}])
    assert status == 200
    assert length > 1000
    unchanged = {"headers": {"If-None-Match": etag}, "cache": "no-store"}
    found = elsewhere.evaluate(ASK, [service.url("/api/services"), unchanged])
    assert found == [304, 0, etag]


@pytest.mark.parametrize("path", ["/", "/support", "/n/", "/o/", "/check"])
def test_it_may_read_nothing_else(elsewhere: Page, service: Service, path: str) -> None:
    assert elsewhere.evaluate(ASK, [service.url(path), {}]) is None


@pytest.mark.parametrize("more", [{"credentials": "include"}, {"method": "POST", "body": "x"}])
def test_nor_bring_a_visit_along_nor_write(
    elsewhere: Page, service: Service, more: dict[str, str]
) -> None:
    found = elsewhere.evaluate(ASK, [service.url("/api/services"), more])
    assert found is None or found[0] == 405
