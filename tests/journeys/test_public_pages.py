"""Every page that needs no record, as a browser draws it: small, large, by keyboard, with axe."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from fourfold.web.check import queries as check
from fourfold.web.orders import queries as orders
from tests import npm
from tests.journeys.conftest import Service
from tests.web.guidance.addresses import OWN

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]
PAGES = [
    *OWN,
    "/feedback",
    "/feedback/thanks",
    "/cy/feedback",
    "/cy/feedback/thanks",
    "/easy/feedback",
    "/easy/feedback/thanks",
    *check.paths(),
    *orders.paths(),
    "/n/start",
    "/n/open",
    "/n/recover",
    "/no-such-page",
    "/cy/no-such-page",
]
NARROW = 320
AXE = """axe.run(document, {runOnly: {type: 'tag', values: [
    'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}})"""
CONTRAST = "axe.run(document, {runOnly: ['color-contrast']})"
COLOURS = """() => [getComputedStyle(document.body).backgroundColor,
    getComputedStyle(document.querySelector('h1')).color]"""
# From the focused element: its first words, and whether the bar at the top hides it.
FOCUS = """() => {
    const focused = document.activeElement
    const bar = document.querySelector('.app-exit').getBoundingClientRect()
    const isAbove = focused.getBoundingClientRect().bottom <= bar.bottom
    const mayBe = focused.matches('[data-exit], .govuk-skip-link')
    return [focused.textContent.trim(), isAbove && !mayBe]
}"""


@pytest.fixture
def narrow(browser: Browser, service: Service) -> Iterator[Page]:
    """320 pixels wide: a small phone, or a desktop at 400 % zoom. axe runs past the policy."""
    context = browser.new_context(
        base_url=service.address, viewport={"width": NARROW, "height": 640}, bypass_csp=True
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def strict(browser: Browser, service: Service) -> Iterator[Page]:
    """A desktop under our own content policy."""
    context = browser.new_context(base_url=service.address)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("place", ["letter-d", "evidence"])
def test_what_a_link_leads_to_is_not_under_the_bar(narrow: Page, place: str) -> None:
    narrow.goto(f"/words#{place}")
    top, bar = narrow.evaluate(
        "id => [document.getElementById(id).getBoundingClientRect().top,"
        " document.querySelector('.app-exit').getBoundingClientRect().bottom]",
        place,
    )
    assert bar <= top


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_runs_off_the_side(narrow: Page, path: str) -> None:
    narrow.goto(path)
    assert narrow.evaluate("document.documentElement.scrollWidth") <= NARROW
    narrow.evaluate(npm.axe())
    found = narrow.evaluate(AXE)["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


@pytest.mark.parametrize(
    "path",
    ["/", "/easy/", "/cy/", "/support", "/words", "/understand/signs", "/orders/which", "/facts"],
)
def test_everything_can_be_read_where_the_device_asks_for_dark(narrow: Page, path: str) -> None:
    narrow.emulate_media(color_scheme="dark")
    narrow.goto(path)
    assert narrow.evaluate(COLOURS)[0] != "rgb(255, 255, 255)"
    assert too_faint(narrow) == []


def test_a_link_with_the_focus_can_be_read_under_the_pointer_in_the_dark(narrow: Page) -> None:
    narrow.emulate_media(color_scheme="dark")
    narrow.goto("/n/open")
    narrow.get_by_role("button", name="Open", exact=True).click()
    link = narrow.locator(".govuk-error-summary__list a").first
    link.focus()
    link.hover()
    assert too_faint(narrow) == []


def test_paper_is_white_where_the_device_asks_for_dark(narrow: Page) -> None:
    narrow.emulate_media(color_scheme="dark", media="print")
    narrow.goto("/understand/signs")
    colours = narrow.evaluate(COLOURS)
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def too_faint(page: Page) -> list[str]:
    """What axe finds no easier to see than the guidelines ask for."""
    page.evaluate(npm.axe())
    found = page.evaluate(CONTRAST)["violations"]
    return [node["html"] for each in found for node in each["nodes"]]


def test_axe_sees_a_fault_when_there_is_one(narrow: Page) -> None:
    narrow.goto("/feedback")
    narrow.evaluate("document.querySelector('textarea').removeAttribute('id')")
    narrow.evaluate(npm.axe())
    assert narrow.evaluate(AXE)["violations"]


# A page that asks for nothing is waited for half a second: these wait side by side.
TOGETHER = [PAGES[:-2][at : at + 8] for at in range(0, len(PAGES) - 2, 8)]


@pytest.mark.parametrize("paths", TOGETHER, ids=lambda paths: paths[0])
def test_nothing_breaks_the_content_policy_and_nothing_comes_from_elsewhere(
    strict: Page, service: Service, paths: list[str]
) -> None:
    said: list[tuple[str, str]] = []
    asked: list[tuple[str, str]] = []
    opened = [strict.context.new_page() for _ in paths]
    for page, path in zip(opened, paths, strict=True):
        page.on("console", lambda message, path=path: said.append((path, message.text)))
        page.on("pageerror", lambda error, path=path: said.append((path, str(error))))
        page.on("request", lambda request, path=path: asked.append((path, request.url)))
        page.goto(path)
    for page in opened:
        page.wait_for_load_state("networkidle")
    assert said == []
    assert {path for path, _ in asked} == set(paths)
    assert [each for each in asked if not each[1].startswith(service.address + "/")] == []


@pytest.mark.parametrize("path", ["/", "/support", "/understand/signs", "/n/open"])
def test_the_keyboard_reaches_everything_in_sight_skip_link_first_then_exit(
    narrow: Page, path: str
) -> None:
    narrow.goto(path)
    stops = []
    for _ in range(25):
        narrow.keyboard.press("Tab")
        stops.append(narrow.evaluate(FOCUS))
    assert [words for words, _ in stops[:2]] == ["Skip to main content", "Exit this page"]
    assert [words for words, is_hidden in stops if is_hidden] == []


def test_exit_stays_in_sight_on_a_long_page(page: Page) -> None:
    page.goto("/understand/signs")
    page.mouse.wheel(0, 3000)
    expect(page.get_by_role("link", name="Exit this page")).to_be_in_viewport(ratio=1)


def lead_nowhere(route: Route) -> None:
    """No page comes (204), so what the page has done by itself can be looked at."""
    route.fulfill(status=204)


@pytest.mark.parametrize("way", ["click", "keyboard", "Shift"])
def test_exit_empties_the_page_at_once_whatever_the_network_does(strict: Page, way: str) -> None:
    strict.route("**/leave", lead_nowhere)
    strict.goto("/feedback")
    strict.get_by_label("What would make it better?").fill("canary")
    with strict.expect_request("**/leave"):
        leave(strict, way)
    assert strict.evaluate("document.body.childElementCount") == 0
    assert strict.title() == "Loading"


def leave(page: Page, way: str) -> None:
    link = page.get_by_role("link", name="Exit this page")
    if way == "click":
        link.click()
    elif way == "keyboard":
        link.focus()
        page.keyboard.press("Enter")
    else:
        page.locator("h1").click()
        for _ in range(3):
            page.keyboard.press("Shift")


def test_shift_counts_only_when_it_is_pressed_alone(strict: Page) -> None:
    strict.route("**/leave", lead_nowhere)
    strict.goto("/feedback")
    box = strict.get_by_label("What would make it better?")
    box.press_sequentially("ABC")
    for key in ("Shift", "Shift", "a", "Shift"):
        strict.keyboard.press(key)
    expect(box).to_have_value("ABCa")


def test_somebody_who_hears_the_page_is_told_how_often_to_press(strict: Page) -> None:
    strict.clock.install()
    strict.goto("/")
    status = strict.locator(".app-exit [role=status]")
    strict.keyboard.press("Shift")
    expect(status).to_have_text("Shift, press 2 more times to exit.")
    strict.keyboard.press("Shift")
    expect(status).to_have_text("Shift, press 1 more time to exit.")
    strict.clock.fast_forward(5100)
    expect(status).to_have_text("Exit this page expired.")


def test_back_works_inside_the_site(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Find support").click()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "If somebody will not leave you alone"
    )


def test_a_private_page_that_nobody_touches_hides_itself_and_keeps_what_was_typed(
    strict: Page,
) -> None:
    strict.clock.install()
    strict.goto("/n/open")
    box = strict.get_by_label("Your record name")
    box.fill("quiet-otter-42")
    strict.clock.run_for(4 * 60 * 1000)
    expect(box).to_be_visible()
    strict.clock.run_for(2 * 60 * 1000)
    expect(box).not_to_be_visible()
    expect(strict.get_by_role("link", name="Exit this page")).to_be_visible()
    assert strict.title() == "Fourfold"
    strict.get_by_role("button", name="Show it again").click()
    expect(box).to_have_value("quiet-otter-42")


def test_a_private_page_that_is_touched_stays(strict: Page) -> None:
    strict.clock.install()
    strict.goto("/n/open")
    for _ in range(3):
        strict.clock.run_for(4 * 60 * 1000)
        strict.keyboard.press("Tab")
    expect(strict.get_by_label("Your record name")).to_be_visible()


def test_a_hidden_page_does_not_show_itself_for_a_key(strict: Page) -> None:
    strict.clock.install()
    strict.goto("/n/open")
    strict.clock.run_for(6 * 60 * 1000)
    strict.keyboard.press("a")
    strict.clock.run_for(60 * 1000)
    expect(strict.get_by_label("Your record name")).not_to_be_visible()


def test_feedback_can_be_sent_with_and_without_script(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Your feedback").click()
    page.get_by_role("button", name="Send").click()
    expect(page).to_have_title("Error: Feedback – Fourfold")
    page.get_by_role("link", name="Choose an answer or write something").click()
    page.get_by_label("In part").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
