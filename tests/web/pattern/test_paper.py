"""The page of the seven scenarios in a real browser: by axe, and on paper word for word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Page, Route, sync_playwright

from tests import npm
from tests.cast import Member
from tests.guards import golden
from tests.journeys.conftest import launch
from tests.journeys.test_public_pages import AXE, CONTRAST
from tests.render.paper import words_of
from tests.web.pattern.records import NAMES, keep_scenario

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium", "pdftotext")]
# What a sheet of A4 has between Chromium's margins, in CSS pixels.
SHEET = {"width": 718, "height": 1046}
# Every word that is printed, a line for each block; charts have snapshots of their own.
WORDS = """() => {
    document.querySelectorAll('svg, .govuk-visually-hidden').forEach(each => each.remove())
    return document.body.innerText
}"""
# Figures, with their titles, that are higher than a sheet or wider.
TOO_LARGE = """([width, height]) => [...document.querySelectorAll('figure')]
    .map(each => each.getBoundingClientRect())
    .filter(each => each.height > height || each.right > width).length"""
# What another day, another release or a review that is due would say.
OF_TODAY = {
    r"\b[0-9]+ days ago": "(so many) days ago",
    r"Fourfold [0-9.]+": "Fourfold (version)",
    r"^Check this: ": "",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_passes_axe_in_light_and_dark_and_is_printed_as_approved(
    ada: Member, name: str
) -> None:
    keep_scenario(ada, name)
    with drawn(ada) as page:
        page.evaluate(npm.axe())
        light = page.evaluate(AXE)["violations"]
        page.emulate_media(color_scheme="dark")
        dark = page.evaluate(CONTRAST)["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in (*light, *dark)] == []
        page.emulate_media(media="print")
        assert page.evaluate(TOO_LARGE, list(SHEET.values())) == 0
        paper = page.pdf(format="A4")
        words = page.evaluate(WORDS)
    golden.same(f"paper/{name}.txt", of_any_day(words))
    # Nothing of it is lost where one sheet ends and another begins.
    lost = Counter(words.split()) - Counter(words_of(paper).split())
    assert not lost


@contextmanager
def drawn(member: Member) -> Iterator[Page]:
    """The page as it is now, in a browser that reaches nothing else."""
    html = member.client.get("/n/pattern").content.decode()

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path == "/n/pattern":
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
            return
        found = finders.find(path.removeprefix("/static/"))
        route.fulfill(path=str(found)) if found else route.fulfill(status=404)

    with sync_playwright() as started:
        browser = launch(started)
        page = browser.new_page(viewport=SHEET)  # type: ignore[arg-type]
        page.route("**/*", answer)
        page.goto("http://localhost/n/pattern")
        yield page
        browser.close()


def of_any_day(words: str) -> str:
    lines = [" ".join(line.split()) for line in words.splitlines()]
    text = "\n".join(line for line in lines if line) + "\n"
    for said, instead in OF_TODAY.items():
        text = re.sub(said, instead, text, flags=re.MULTILINE)
    return text
