"""At two in the morning on a phone: what is near, whom to call, and away again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import npm
from tests.journeys.conftest import Service, start_service, stop_service
from tests.journeys.test_public_pages import AXE, FOCUS, NARROW

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]
FIRST_LINE = "Anyone in the UK who is being stalked or harassed."
LONG_WORD = f"{'w' * 400}."
HOMES = ("/support", "/cy/support", "/easy/support")
# Of each kind of answer: sure, near a border, part of an area, another law, other police, nothing.
PLACES = ("SW1A 1AA", "AL3 8QE", "CH4", "G1 1AA", "JE2 3AB", "nowhere")


@pytest.fixture
def narrow(browser: Browser, service: Service) -> Iterator[Page]:
    """320 pixels wide; axe runs past the policy."""
    context = browser.new_context(
        base_url=service.address, viewport={"width": NARROW, "height": 640}, bypass_csp=True
    )
    yield context.new_page()
    context.close()


def look_up(page: Page, place: str, home: str = "/support") -> None:
    page.goto(home)
    page.locator("#id_place").fill(place)
    page.locator("#id_place").press("Enter")
    expect(page).to_have_url(page.url.partition(home)[0] + f"{home}/near")


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_nothing_in_any_answer_and_nothing_runs_off_the_side(
    narrow: Page, home: str, place: str
) -> None:
    look_up(narrow, place, home)
    for summary in narrow.locator("summary").all():
        summary.click()
    assert narrow.evaluate("document.documentElement.scrollWidth") <= NARROW
    # The bar at the top would lie over what is under it.
    narrow.evaluate("scrollTo(0, 0)")
    narrow.evaluate(npm.axe())
    found = narrow.evaluate(AXE)["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


def test_what_is_near_is_found_with_and_without_script(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Find support").click()
    page.get_by_label("Postcode, or the first part of it").fill("ls1 1aa")
    page.get_by_role("button", name="Show what is near").click()
    expect(page.get_by_role("heading", name="West Yorkshire Police")).to_be_visible()
    expect(page).to_have_title("Support – Fourfold")
    page.get_by_text("Show first what fits you").click()
    page.get_by_label("Men", exact=True).check()
    page.get_by_role("button", name="Show what fits first").click()
    expect(page.get_by_role("heading", name="What fits what you chose")).to_be_visible()
    expect(page.get_by_label("Men", exact=True)).to_be_checked()
    page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_role("link", name="Or choose your police force from a list").click()
    page.get_by_role("button", name="Kent Police").click()
    expect(page.get_by_role("heading", name="Kent Police")).to_be_visible()


def test_a_slip_is_answered_where_it_was_made_and_can_be_mended(page: Page) -> None:
    look_up(page, "<b>nowhere</b>")
    expect(page).to_have_title("Error: Support – Fourfold")
    box = page.get_by_label("Postcode, or the first part of it")
    expect(box).to_have_value("<b>nowhere</b>")
    page.get_by_role("link", name="We could not read a UK postcode there").click()
    box.fill("CF10 1AA")
    page.get_by_role("button", name="Show what is near").click()
    expect(page.get_by_role("heading", name="South Wales Police")).to_be_visible()


def test_the_keyboard_alone_is_enough(narrow: Page) -> None:
    narrow.goto("/support")
    until(narrow, "#id_place")
    narrow.keyboard.type("CH4")
    narrow.keyboard.press("Enter")
    expect(narrow.get_by_role("heading", name="It is one of these: choose")).to_be_visible()
    until(narrow, "button[value=north-wales]")
    narrow.keyboard.press("Enter")
    expect(narrow.get_by_role("heading", name="North Wales Police")).to_be_visible()
    expect(narrow.get_by_role("heading", name="Cheshire Constabulary")).to_have_count(0)
    until(narrow, "#narrow summary")
    narrow.keyboard.press("Enter")
    until(narrow, "input[value=women]")
    narrow.keyboard.press("Space")
    until(narrow, "button[name=narrow]")
    narrow.keyboard.press("Enter")
    expect(narrow.get_by_role("heading", name="What fits what you chose")).to_be_visible()


def until(page: Page, selector: str) -> None:
    """Go on with Tab until this has the focus; it never hides under the bar at the top."""
    for _ in range(60):
        page.keyboard.press("Tab")
        assert not page.evaluate(FOCUS)[1]
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def test_the_names_in_a_list_stand_out_in_forced_colours(
    browser: Browser, service: Service
) -> None:
    context = browser.new_context(base_url=service.address, forced_colors="active")
    page = context.new_page()
    page.goto("/support/forces")
    button = page.get_by_role("button", name="Kent Police")
    button.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    style = "element => getComputedStyle(element)"
    assert button.evaluate(f"{style}.outlineStyle") == "solid"
    assert float(button.evaluate(f"{style}.outlineWidth").removesuffix("px")) >= 3
    assert button.evaluate(f"{style}.textDecorationLine") == "underline"
    context.close()


def test_on_paper_everything_is_open_and_the_postcode_is_not_there(page: Page) -> None:
    look_up(page, "SW1A 1AA")
    expect(page.get_by_text("SW1A 1AA")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text("SW1A 1AA")).to_be_hidden()
    expect(page.get_by_text("Show first what fits you")).to_be_hidden()
    for number in ("0808 802 0300", "0808 16 89 111", "116 123"):
        assert page.get_by_text(number).first.evaluate("e => e.checkVisibility()")


def test_the_file_is_saved_under_a_name_that_tells_nothing(page: Page) -> None:
    look_up(page, "SW1A 1AA")
    page.get_by_text("Take it with you on paper").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="A5, plain first page").click()
    assert saved.value.suggested_filename == "notes-a5.pdf"
    assert saved.value.path().read_bytes().startswith(b"%PDF")


def test_no_word_of_an_operator_runs_off_the_side(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = tmp_path_factory.mktemp("long-words") / "data"
    stop_service(start_service(data))
    lengthen_a_helpline(data)
    running = start_service(data)
    try:
        context = browser.new_context(
            base_url=running.address, viewport={"width": NARROW, "height": 640}
        )
        page = context.new_page()
        for home in HOMES:
            look_up(page, "SW1A 1AA", home)
            assert page.get_by_text(LONG_WORD).count()
            assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
        context.close()
    finally:
        stop_service(running)


def lengthen_a_helpline(data: Path) -> None:
    """What an operator does with a table."""
    table = data.parent / "services.csv"
    command = [sys.executable, "-m", "fourfold.cli.main", "directory"]
    subprocess.run([*command, "export", table, "--data", data], check=True)
    text = table.read_text("utf-8-sig")
    assert FIRST_LINE in text
    table.write_text(text.replace(FIRST_LINE, LONG_WORD), "utf-8-sig")
    subprocess.run([*command, "import", table, "--apply", "--data", data], check=True)
