"""Every page of the private half and of operators, in every state, for everybody.

Held by axe, a small screen, the keyboard alone, the dark, and the system's own colours.

The public half is looked at by test_public_pages.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import get_resolver, resolve
from playwright.sync_api import Page, Playwright

from fourfold.web.api import urls as api
from tests import npm
from tests.guards.test_routes import lines
from tests.journeys import pages
from tests.journeys.conftest import launch, start_service, stop_service
from tests.journeys.pages import STATES, Place, State
from tests.journeys.test_public_pages import AXE, NARROW, PAGES, too_faint
from tests.web.guidance.addresses import EVERY

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]
LANGUAGES = ("en", "cy", "easy")
# Addresses that answer with a file or only take a form, and Exit.
NOT_PAGES = {
    *(f"api:{each.name}" for each in api.urlpatterns),
    # Looked at in test_support.py, with an answer of each kind in each language.
    *(f"support:{each}-{language}" for each in ("near", "sheet") for language in LANGUAGES),
    "accounts:close",
    "case:calendar",
    "accounts:close-everywhere",
    *(f"guidance:leaflet-{language}" for language in LANGUAGES),
    "operator:close",
    "operator:export",
    "operator:mark",
    "operator:services-table",
    "letters:print",
    "packs:download",
    "packs:remove",
    "pattern:divide",
    "pattern:remove-day",
    "plan:sheet",
    "record:drop",
    "record:file",
    "record:picture",
    "record:play",
    "record:restore",
    "safety:leave",
}
# Where the keyboard begins on every page.
FIRST_STOPS = (
    ["Skip to main content", "Exit this page"],
    ["Neidio i’r prif gynnwys", "Gadael y dudalen hon"],
)
# What Tab reaches, in order: of radio buttons with one name, the chosen one or the first.
STOPS = """() => {
    const all = 'a[href], button, input, select, textarea, summary, audio, video, [tabindex="0"]'
    const isThere = each => each.type !== 'hidden' && !each.disabled && each.checkVisibility()
    const isFirstOfItsName = each => {
        const same = [...document.querySelectorAll(`input[type=radio][name="${each.name}"]`)]
        return each === (same.find(other => other.checked) || same[0])
    }
    window.stops = [...document.querySelectorAll(all)].filter(each =>
        isThere(each) && (each.type !== 'radio' || isFirstOfItsName(each)))
    return window.stops.length
}"""
# Which of them has the focus; whether it can be seen; whether it looks different without it.
STOP = """() => {
    const focused = document.activeElement
    const place = window.stops.indexOf(focused)
    const look = each => ['', '::before'].map(part => {
        const style = getComputedStyle(each, part)
        return [style.outline, style.boxShadow, style.backgroundColor, style.borderColor]
    }).join()
    const parts = [focused, ...(focused.labels || [])]
    const lit = parts.map(look).join()
    const box = focused.getBoundingClientRect()
    const bar = document.querySelector('.app-exit').getBoundingClientRect()
    const isOwn = focused.matches('[data-exit], .govuk-skip-link')
    const isSeen = isOwn || (box.bottom > bar.bottom && box.top < innerHeight)
    const html = focused.outerHTML.slice(0, 120)
    // The browser draws the controls of a film itself, and would begin with the first again.
    if (focused.matches('audio, video')) return [place, isSeen, true, html]
    focused.blur()
    const isMarked = lit !== parts.map(look).join()
    focused.focus({preventScroll: true})
    return [place, isSeen, isMarked, html]
}"""
# Controls that nobody could make out when the system sets the colours.
UNSEEN = """() => [...document.querySelectorAll('.govuk-button, input, textarea')]
    .filter(each => each.type !== 'hidden' && each.checkVisibility())
    .filter(each => !['checkbox', 'radio', 'file'].includes(each.type))
    .filter(each => {
        const style = getComputedStyle(each)
        const hasNoEdge = parseFloat(style.borderTopWidth) < 1 || style.borderTopStyle === 'none'
        const lost = [style.borderTopColor, style.color].includes(style.backgroundColor)
        return hasNoEdge || lost
    }).map(each => each.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def places(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Place]]:
    """Ada, Bea, Dee and Nobody, each at a small screen. axe runs past the policy.

    The service is theirs alone: what Dee switches off or withdraws must not be missed elsewhere.
    """
    found = {}
    service = start_service(tmp_path_factory.mktemp("everybody") / "data")
    browser = launch(playwright)
    for who in ("ada", "bea", "dee", "nobody"):
        context = browser.new_context(
            base_url=service.address,
            viewport={"width": NARROW, "height": 640},
            bypass_csp=True,
        )
        context.set_default_timeout(15_000)
        found[who] = Place(context.new_page(), service, tmp_path_factory.mktemp(who))
    pages.prepare_ada(found["ada"])
    pages.prepare_bea(found["bea"])
    pages.prepare_dee(found["dee"])
    yield found
    browser.close()
    stop_service(service)


@pytest.mark.parametrize("state", STATES, ids=str)
def test_a_page_works_for_everybody(places: dict[str, Place], state: State) -> None:
    place = places[state.who]
    state.reach(place)
    page = place.page
    page.wait_for_load_state()
    assert not state.route or route_of(page.url) == state.route
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    assert faults(page) == []
    assert unseen_in_forced_colours(page) == []
    if is_first_of_its_route(state) or state.name == "nothing typed":
        assert too_faint_in_the_dark(page) == []
    if is_first_of_its_route(state):
        assert wrong_stops(page) == []


def test_no_page_is_left_out() -> None:
    """Every address is a page looked at here or among the public ones, or no page."""
    # A Welsh address without Welsh shows the English page, which is looked at as such.
    there = {*PAGES, *EVERY} - {"/no-such-page", "/cy/no-such-page"}
    public = {route_of(path) for path in there}
    names = {line.split()[-1] for line in lines(get_resolver())}
    assert public | {state.route for state in STATES} - {""} | NOT_PAGES == names


def is_first_of_its_route(state: State) -> bool:
    """The keyboard walks a page once, not in each of its states."""
    return state is next(each for each in STATES if each.route == state.route)


def route_of(url: str) -> str:
    return resolve(urlsplit(url).path).view_name


def faults(page: Page) -> list[tuple[str, str]]:
    # From the top: axe takes a link that is scrolled half under the bar for a small one.
    page.evaluate("window.scrollTo(0, 0)")
    page.evaluate(npm.axe())
    found: list[dict[str, Any]] = page.evaluate(AXE)["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found]


def unseen_in_forced_colours(page: Page) -> list[str]:
    page.emulate_media(forced_colors="active", color_scheme="dark")
    found: list[str] = page.evaluate(UNSEEN)
    page.emulate_media(forced_colors="none", color_scheme="light")
    return found


def too_faint_in_the_dark(page: Page) -> list[str]:
    page.emulate_media(color_scheme="dark")
    found = too_faint(page)
    page.emulate_media(color_scheme="light")
    return found


def wrong_stops(page: Page) -> list[object]:
    """Walk the page with Tab: everything in order, skip link and Exit first, each seen and lit."""
    count = page.evaluate(STOPS)
    page.evaluate("() => { document.activeElement.blur(); window.scrollTo(0, 0) }")
    page.locator(".govuk-skip-link").focus()
    reached, wrong = [], []
    for _ in range(count * 4):
        place, is_seen, is_marked, html = page.evaluate(STOP)
        reached += [place] if place not in reached[-1:] else []
        wrong += [] if is_seen and is_marked else [(is_seen, is_marked, html)]
        if place == count - 1:
            break
        page.keyboard.press("Tab")
    in_order = reached == list(range(count))
    starts = page.evaluate("window.stops.slice(0, 2).map(each => each.textContent.trim())")
    is_right = in_order and starts in FIRST_STOPS
    return wrong if is_right else [*wrong, reached, starts]
