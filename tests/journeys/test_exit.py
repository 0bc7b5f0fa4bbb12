"""Exit in a real Chromium with its back/forward cache on and its profile on a disk.

After Exit nothing of ours comes back, however often Back is pressed, and nothing that was typed or
shown lies in the profile. Each half is first proved able to fail: a page left any other way does
come back with what was typed, and the same search does find what an ordinary form leaves.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.journeys import neutral
from tests.journeys.conftest import (
    Service,
    lasting_context,
    launch,
    start_service,
    stop_service,
)
from tests.journeys.neutral import Neutral
from tests.journeys.steps import Paper, add_incident, arrive, press, start_record
from tests.web.raw_search import search, words
from tests.web.visitor import Visitor

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("browser"),
    pytest.mark.needs("openssl"),
]
WRITTEN = "He waited by the blue gate."
TYPED = "Half a sentence about the gate"
PLACE = "LS11 7UD"
WAYS = [(True, "click"), (True, "Shift"), (True, "keyboard"), (False, "click"), (False, "keyboard")]
# Back shows a page from the cache, or asks our server and is led on; both take a moment.
SETTLE = 400


@dataclass(frozen=True)
class World:
    """A service, the neutral site it leads to, and a record with one entry."""

    service: Service
    neutral: Neutral
    paper: Paper

    def url(self, path: str) -> str:
        return self.service.url(path)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, playwright: Playwright) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("exit")
    with neutral.serve(folder) as site:
        service = start_service(folder / "data", FOURFOLD_EXIT_URL=neutral.ADDRESS)
        with launch(playwright) as browser:
            page = browser.new_page(base_url=service.address)
            paper = start_record(page)
            add_incident(page, WRITTEN)
        yield World(service, site, paper)
        stop_service(service)


@contextmanager
def at_home(
    playwright: Playwright, world: World, profile: Path, has_script: bool
) -> Iterator[BrowserContext]:
    """A browser of her own; closed, so that everything it would write is written."""
    context = lasting_context(playwright, profile, has_script, world.neutral.switch)
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def opened(
    playwright: Playwright, world: World, tmp_path: Path, way: tuple[bool, str]
) -> Iterator[Page]:
    with at_home(playwright, world, tmp_path / "profile", way[0]) as context:
        yield context.new_page()


# ------------------------------------------------------------------ what somebody does


def read_and_write_feedback(page: Page, world: World) -> None:
    """Three public pages by their links, something typed on the last."""
    page.goto(world.url("/"))
    page.get_by_role("link", name="Find support").click()
    page.get_by_role("link", name="Your feedback").click()
    page.get_by_label("What would make it better?").fill(TYPED)


def look_for_support(page: Page, world: World) -> None:
    """What is near a postcode, after a slip, and again at half another."""
    page.goto(world.url("/"))
    page.get_by_role("link", name="Find support").click()
    look_up(page, TYPED)
    expect(page.get_by_text("There is a problem")).to_be_visible()
    look_up(page, PLACE)
    expect(page.get_by_text(PLACE)).to_be_visible()
    page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_label("Postcode, or the first part of it").fill(TYPED)


def look_up(page: Page, place: str) -> None:
    page.get_by_label("Postcode, or the first part of it").fill(place)
    page.get_by_role("button", name="Show what is near").click()


def read_notes(page: Page, world: World) -> None:
    """Signed in: the notes, then one entry."""
    page.goto(world.url("/"))
    sign_in_at(page, world)
    page.get_by_role("link", name=WRITTEN).click()
    expect(page).to_have_url(world.url("/n/1"))


def read_and_write_notes(page: Page, world: World) -> None:
    """The same, back to the notes, and a new entry half written."""
    read_notes(page, world)
    page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_role("button", name="Add", exact=True).first.click()
    page.get_by_label("What happened?").fill(TYPED)


def fail_to_sign_in(page: Page, world: World) -> None:
    """The page that answers a wrong passphrase, with another try half typed."""
    page.goto(world.url("/n/open"))
    page.get_by_label("Your record name").fill(world.paper.name)
    page.get_by_label("Your passphrase").fill("not at all")
    press(page, "Open")
    expect(page.get_by_text("do not go together")).to_be_visible()
    page.get_by_label("Your record name").fill(TYPED)


Doing = Callable[[Page, World], None]
LEAVING: list[tuple[Doing, tuple[bool, str]]] = [
    *((read_and_write_notes, way) for way in WAYS),
    *((read_and_write_feedback, way) for way in WAYS[:4]),
    *((look_for_support, way) for way in WAYS[2:4]),
    (read_notes, (True, "click")),
    (read_notes, (False, "click")),
    (fail_to_sign_in, (False, "click")),
]


def leave(page: Page, way: str) -> None:
    if way == "click":
        page.get_by_role("link", name="Exit this page").click()
    elif way == "Shift":
        for _ in range(3):
            page.keyboard.press("Shift")
    else:
        # From the top of the page: the skip link, then Exit.
        page.locator(".govuk-skip-link").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    page.wait_for_url(neutral.ADDRESS)


@dataclass(frozen=True)
class Shown:
    """What a page shows: its address, and its title, text and boxes."""

    url: str
    text: str


def look(page: Page) -> Shown:
    boxes = [each.input_value() for each in page.locator("input, textarea").all()]
    return Shown(page.url, " ".join([page.title(), page.content(), *boxes]))


def press_back_to_the_beginning(page: Page) -> list[Shown]:
    """What each press of Back shows, up to the empty page that the tab began with."""
    seen = []
    for _ in range(12):
        page.go_back(wait_until="commit")
        page.wait_for_timeout(SETTLE)
        if page.url == "about:blank":
            return seen
        seen.append(look(page))
    raise AssertionError("Back never came to an end")


def is_ours(shown: Shown) -> bool:
    ours = ("Fourfold", "govuk", "main-content", TYPED, WRITTEN, PLACE)
    return not shown.url.startswith(neutral.ADDRESS) or any(each in shown.text for each in ours)


# ------------------------------------------------------------------ Back


@pytest.mark.parametrize(
    ("doing", "way"),
    LEAVING,
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_after_exit_back_never_shows_us(
    opened: Page, world: World, way: tuple[bool, str], doing: Doing
) -> None:
    doing(opened, world)
    leave(opened, way[1])
    seen = press_back_to_the_beginning(opened)
    assert [shown.url for shown in seen if is_ours(shown)] == []
    assert opened.evaluate("history.length") > 1


@pytest.mark.parametrize(
    ("doing", "way", "text"),
    [
        (read_and_write_feedback, (True, "address"), TYPED),
        (read_and_write_feedback, (False, "address"), TYPED),
        (read_notes, (False, "address"), WRITTEN),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_a_page_left_any_other_way_does_come_back_whole(
    opened: Page, world: World, doing: Doing, text: str
) -> None:
    doing(opened, world)
    opened.evaluate("document.body.dataset.mark = 'the very same page'")
    opened.goto(neutral.ADDRESS)
    seen = press_back_to_the_beginning(opened)
    assert is_ours(seen[0])
    assert text in seen[0].text
    assert "the very same page" in seen[0].text


@pytest.mark.parametrize("way", WAYS[2:4], ids=str)
def test_long_after_exit_back_finds_nothing_that_our_own_links_led_to(
    opened: Page, world: World, way: tuple[bool, str]
) -> None:
    read_and_write_notes(opened, world)
    leave(opened, way[1])
    let_an_hour_pass(opened.context, world)
    seen = press_back_to_the_beginning(opened)
    ours = [shown for shown in seen if is_ours(shown)]
    assert [shown.url for shown in ours] in ([], [world.url("/n/open"), world.url("/")])
    assert [shown for shown in ours if TYPED in shown.text or WRITTEN in shown.text] == []


@pytest.mark.parametrize("way", WAYS[2:4], ids=str)
def test_the_site_opens_again_after_some_minutes(
    opened: Page, world: World, way: tuple[bool, str]
) -> None:
    opened.goto(world.url("/"))
    leave(opened, way[1])
    opened.goto(world.url("/"))
    assert opened.url == neutral.ADDRESS
    let_an_hour_pass(opened.context, world)
    opened.goto(world.url("/"))
    opened.get_by_role("link", name="Find support").click()
    expect(opened).to_have_url(world.url("/support"))


def let_an_hour_pass(context: BrowserContext, world: World) -> None:
    """The cookie that Exit left, as old as it would be then."""
    (cookie,) = (each for each in context.cookies() if each["name"] == "visit")
    assert re.fullmatch(r"left\.[0-9]+", cookie["value"])
    earlier = f"left.{int(time.time()) - 3600}"
    context.add_cookies(
        [
            {"name": "visit", "value": earlier, "url": world.service.address}
            | {"httpOnly": True, "sameSite": "Lax"}  # type: ignore[list-item]
        ]
    )


# ------------------------------------------------------------------ the visit


@pytest.mark.parametrize("way", WAYS[2:4], ids=str)
def test_the_visit_that_exit_ended_is_dead_on_the_server(
    opened: Page, world: World, way: tuple[bool, str]
) -> None:
    read_and_write_notes(opened, world)
    copied = Visitor(world.service.address)
    copied.cookies = {each["name"]: each["value"] for each in opened.context.cookies()}
    assert WRITTEN in copied.read("/n/")
    leave(opened, way[1])
    assert copied.get("/n/").leads_to == "/n/open"


@pytest.mark.parametrize("way", WAYS[2:4], ids=str)
def test_a_link_on_another_site_signs_nobody_out(
    opened: Page, world: World, way: tuple[bool, str]
) -> None:
    sign_in_at(opened, world)
    opened.goto(f"{neutral.ADDRESS}link?to={quote(world.url('/leave'))}")
    opened.get_by_role("link", name="Tomorrow").click()
    opened.wait_for_url(neutral.ADDRESS)
    opened.goto(world.url("/n/"))
    expect(opened.get_by_text(WRITTEN)).to_be_visible()


def sign_in_at(page: Page, world: World) -> None:
    page.goto(world.url("/n/open"))
    page.get_by_label("Your record name").fill(world.paper.name)
    page.get_by_label("Your passphrase").fill(world.paper.words)
    press(page, "Open")
    arrive(page, "/n/")


# ------------------------------------------------------------------ the disk


def canary() -> str:
    """Letters that stand nowhere else, and that no compression makes shorter."""
    return "".join(random.SystemRandom().choices("bcdfghjklmnpqrstvwxz", k=14))


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without script"])
def test_nothing_typed_and_nothing_shown_stays_on_the_disk(
    playwright: Playwright, world: World, tmp_path: Path, has_script: bool
) -> None:
    profile = tmp_path / "profile"
    typed = {
        each: canary()
        for each in (
            "saved",
            "draft",
            "half",
            "name",
            "passphrase",
            "feedback",
            "sent",
            "code",
            "place",
        )
    }
    left = canary()
    with at_home(playwright, world, profile, has_script) as context:
        paper = type_everywhere(context.new_page(), world, typed)
        leave_a_form_as_most_sites_have_it(context.new_page(), left)

    host = world.service.address.removeprefix("http://")
    planted = [words(each) for each in (left, host)]
    shown = ("Nobody watches these notes", "Write down your recovery code", "There is a problem")
    secret = (
        *typed.values(),
        PLACE,
        PLACE.replace(" ", ""),
        paper.name,
        paper.words,
        paper.code,
        paper.code.replace("-", " "),
    )
    found = search(profile, [*planted, *map(words, (*secret, *shown))])
    assert {left, host} <= set(found), "the search finds nothing"
    assert {name: places for name, places in found.items() if name not in (left, host)} == {}


def type_everywhere(page: Page, world: World, typed: dict[str, str]) -> Paper:
    """Words of their own into every kind of form: saved, refused, half typed; Exit each time."""
    paper = start_at(page, world)
    for each in (write_notes, try_to_sign_in, give_feedback, ask_what_is_near):
        each(page, world, typed)
        leave(page, "click")
        page.context.clear_cookies()
    page.goto(world.url("/n/recover"))
    page.get_by_label("Your recovery code").fill(paper.code)
    leave(page, "click")
    return paper


def write_notes(page: Page, world: World, typed: dict[str, str]) -> None:
    page.get_by_label("What happened?").fill(typed["draft"])
    press(page, "Save")
    expect(page.get_by_text("There is a problem")).to_be_visible()
    page.get_by_label("What happened?").fill(typed["saved"])
    page.get_by_label("I do not know when").check()
    press(page, "Save")
    expect(page.get_by_text("Only you can see this")).to_be_visible()
    page.goto(world.url("/n/add"))
    page.get_by_label("What happened?").fill(typed["half"])


def try_to_sign_in(page: Page, world: World, typed: dict[str, str]) -> None:
    page.goto(world.url("/n/open"))
    page.get_by_label("Your record name").fill(typed["name"])
    page.get_by_label("Your passphrase").fill(typed["passphrase"])
    press(page, "Open")
    expect(page.get_by_text("do not go together")).to_be_visible()
    page.get_by_role("link", name="I lost my passphrase").click()
    page.get_by_label("Your recovery code").fill(typed["code"])
    press(page, "Continue")
    expect(page.get_by_text("This is not a whole recovery code").first).to_be_visible()


def give_feedback(page: Page, world: World, typed: dict[str, str]) -> None:
    page.goto(world.url("/feedback"))
    page.get_by_label("What would make it better?").fill(typed["sent"])
    press(page, "Send")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    page.goto(world.url("/feedback"))
    page.get_by_label("What would make it better?").fill(typed["feedback"])


def ask_what_is_near(page: Page, world: World, typed: dict[str, str]) -> None:
    page.goto(world.url("/support"))
    look_up(page, typed["place"])
    expect(page.get_by_text("There is a problem")).to_be_visible()
    look_up(page, PLACE.replace(" ", "").lower())
    expect(page.get_by_text(PLACE)).to_be_visible()


def start_at(page: Page, world: World) -> Paper:
    """Start a record, its code typed back as it was shown."""
    page.goto(world.url("/n/start"))
    press(page, "Start my notes")
    values = page.locator("dd.app-to-copy")
    name, passphrase = values.nth(0).inner_text(), values.nth(1).inner_text()
    press(page, "I have written them down")
    code = page.locator(".app-code").inner_text()
    page.get_by_role("button", name="I have written it down").click()
    page.get_by_label("Your recovery code").fill(code)
    press(page, "Continue")
    arrive(page, "/n/add")
    return Paper(name.strip(), passphrase.strip(), code.strip())


def leave_a_form_as_most_sites_have_it(page: Page, left: str) -> None:
    page.goto(neutral.ADDRESS + "form")
    page.get_by_label("Town").fill(left)
    page.goto(neutral.ADDRESS)
