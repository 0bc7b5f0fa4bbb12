"""Somebody asks what there is near them: nobody else learns where that is."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from fourfold.core.support.service import Audience
from fourfold.data import areas, directory, forces
from fourfold.web.safety.models import SessionRow
from fourfold.web.safety.session import Session
from fourfold.web.support import actions, drawing
from fourfold.web.support.actions import Asked
from tests.cast import Member
from tests.guards.page import PageClient
from tests.render.paper import words_of

pytestmark = pytest.mark.django_db
LONDON, CARDIFF, GLASGOW, BELFAST = "SW1A 1AA", "CF10 1AA", "G1 1AA", "BT1 1AA"
HOMES = ("/support", "/cy/support", "/easy/support")


def ask(client: PageClient, home: str = "/support", **answers: object) -> str:
    """Send one of the forms, and read the page that it leads to."""
    sent = client.post(f"{home}/near", answers)
    assert (sent.status_code, sent["Location"]) == (303, f"{home}/near")
    return read(client, f"{home}/near")


def read(client: PageClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.get("Location")
    return " ".join(answer.content.decode().split())


def near(place: str, home: str = "/support") -> str:
    return ask(PageClient(), home, place=place)


def names(text: str) -> list[str]:
    """The services and forces of a page, in order."""
    found = re.findall(r"<h[23] class=\"govuk-heading-[sm][^>]*>(.*?)</h[23]>", text)
    return [html.unescape(re.sub(r"<[^>]+>", "", each)).strip() for each in found]


# ------------------------------------------------------------------ a place and its force


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize(
    ("place", "force"),
    [
        (LONDON, "metropolitan"),
        ("cf101aa", "south-wales"),
        (GLASGOW, "scotland"),
        (BELFAST, "northern-ireland"),
        ("NE66", "northumbria"),
        ("10 Some Street, London, SW1A 1AA", "metropolitan"),
    ],
)
def test_a_place_leads_to_its_police_and_how_to_reach_them(
    home: str, place: str, force: str
) -> None:
    page = near(place, home)
    known = forces.by_id()[force]
    assert known.name in page
    assert f'href="{known.site}" rel="noreferrer"' in page
    assert 'href="tel:999"' in page
    assert 'href="tel:101"' in page
    assert 'href="tel:08088020300"' in page


@cache
def list_of_forces(home: str) -> str:
    """The list as somebody new sees it, drawn once."""
    return read(PageClient(), f"{home}/forces")


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("force", forces.load(), ids=lambda force: force.id)
def test_every_force_can_be_chosen_from_the_list_without_a_postcode(
    home: str, force: object
) -> None:
    known = forces.by_id()[getattr(force, "id", "")]
    client = PageClient()
    assert f'value="{known.id}"' in list_of_forces(home)
    page = ask(client, home, force=known.id)
    assert known.site in page
    assert "Postcode:" not in page


def test_what_is_near_comes_in_order_danger_helpline_police_and_the_rest() -> None:
    found = names(near(LONDON))
    order = ["In danger now?", "National Stalking Helpline", "Metropolitan Police Service"]
    order += ["More people to call", "Victim Support"]
    assert [each for each in found if each in order] == order


def test_forces_that_meet_are_all_shown_and_one_can_be_chosen() -> None:
    client = PageClient()
    page = ask(client, place="CH4")
    assert "It is one of these: choose" in page
    assert "Cheshire Constabulary </button>: About half of it" in page
    assert "North Wales Police </button>: About half of it" in page
    assert {"cheshire.police.uk", "northwales.police.uk"} <= set(
        re.findall(r"\w+\.police\.uk", page)
    )
    chosen = ask(client, force="cheshire")
    assert "It is one of these" not in chosen
    assert "northwales" not in chosen


def test_near_a_border_no_share_is_claimed() -> None:
    page = near("AL3 8QE")
    assert "The areas of police forces meet here." in page
    assert not re.search(r"</button>: ", page)


def test_in_scotland_and_northern_ireland_pages_of_english_law_are_not_offered() -> None:
    for place, slug in ((GLASGOW, "scotland"), (BELFAST, "northern-ireland")):
        page = near(place)
        assert f'href="/{slug}"' in page
        assert 'href="/police"' not in page
        assert "Paladin" not in page
    glasgow = near(GLASGOW)
    assert "Victim Support Scotland" in glasgow
    assert "We know of no service of this area for victims" not in glasgow
    assert 'href="/scotland"' not in near(LONDON)


def test_a_postcode_of_a_crown_dependency_promises_nothing_but_999() -> None:
    for home in HOMES:
        page = near("JE2 3AB", home)
        main = page[page.index("<main") : page.index("</main")]
        assert 'href="tel:999"' in main
        assert 'href="tel:101"' not in main
        assert "0808" not in main


# ------------------------------------------------------------------ what is no place


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("", "Write a postcode, or choose"),
        ("<script>alert(1)</script>", "We could not read a UK postcode there"),
        ("'\"><img src=x>", "We could not read a UK postcode there"),
        ("07700 900123", "We could not read a UK postcode there"),
        ("K1A 0B1", "That is a postcode of another country"),
        ("GX11 1AA", "That place has police of its own"),
        ("BFPO 57", "does not say where you are"),
        ("SW1A 1AA or CF10 1AA", "There is more than one postcode here"),
        ("BN91 1AA", "We know this postcode, but not which police"),
        ("SW29 1AA", "We do not know this postcode"),
        ("a" * 201, "That is too long"),
    ],
)
def test_what_leads_nowhere_is_answered_kindly_and_comes_back_as_it_was_typed(
    home: str, place: str, says: str
) -> None:
    page = near(place, home)
    assert f'value="{html.escape(place)}"' in page or not place
    assert home.startswith("/cy") or says in page
    assert f'href="{home}/forces"' in page
    main = page[page.index("<main") :]
    assert main.index('href="tel:999"') < main.index("<form")
    assert "<img src=x>" not in page


def test_a_place_that_leads_nowhere_does_not_leave_the_one_before_it_standing() -> None:
    client = PageClient()
    ask(client, place=LONDON)
    assert "Metropolitan" not in ask(client, place="nowhere")
    assert client.get("/support/near")["Location"] == "/support"


def test_a_force_that_is_not_on_the_list_changes_nothing() -> None:
    client = PageClient()
    ask(client, place=LONDON)
    assert "Metropolitan Police" in ask(client, force="atlantis")


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("path", ["near", "near/notes-a4.pdf"])
def test_without_a_visit_both_lead_to_where_a_place_is_asked_for(home: str, path: str) -> None:
    client = PageClient()
    answer = client.get(f"{home}/{path}")
    assert (answer.status_code, answer["Location"]) == (303, home)
    assert not client.cookies


# ------------------------------------------------------------------ who learns of it


def test_the_place_stands_in_no_address_and_no_title_and_once_on_the_page() -> None:
    client = PageClient()
    sent = client.post("/support/near", {"place": "sw1a1aa"})
    assert "sw1a" not in str(sent.headers).lower()
    page = read(client, "/support/near")
    assert re.findall("<title>(.*?)</title>", page) == ["Support – Fourfold"]
    assert page.count(LONDON) == 1
    assert '<p class="govuk-body app-screen">Postcode: SW1A 1AA</p>' in page


def test_what_is_kept_for_others_is_drawn_without_the_place() -> None:
    drawing.near.cache_clear()
    first, second = near(LONDON), near("SW1A 2AA")
    assert first.replace(LONDON, "SW1A 2AA") == second
    assert drawing.near.cache_info().misses == 1


def test_no_page_that_only_asks_sets_a_cookie() -> None:
    client = PageClient()
    for home in HOMES:
        for path in (home, f"{home}/forces"):
            assert client.get(path)["Vary"] == "Accept-Encoding"
    assert not client.cookies
    ask(client, place=LONDON)
    assert set(client.cookies) == {settings.VISIT_COOKIE}
    assert SessionRow.objects.count() == 1
    assert b"SW1A" not in bytes(SessionRow.objects.get().sealed)


def test_a_result_is_never_everybodys() -> None:
    client = PageClient()
    ask(client, place=LONDON)
    answer = client.get("/support/near")
    assert "Accept-Encoding" not in answer.get("Vary", "")
    assert answer["Cache-Control"] == "no-store"


def test_exit_erases_it() -> None:
    client = PageClient()
    ask(client, place=LONDON)
    client.get("/leave")
    assert not SessionRow.objects.exists()


def test_it_is_kept_for_half_an_hour_even_in_a_visit_that_lasts_longer() -> None:
    session, now = Session(None), timezone.now()
    session.start_over(lasts=7200, idle=0)
    what = Asked(LONDON, "", (Audience.WOMEN,))
    actions.keep(session, what, now)
    assert actions.asked(session, now + timedelta(minutes=29)) == what
    assert actions.asked(session, now + timedelta(minutes=30)).is_empty
    assert actions.KEPT not in Session(session.set_cookie).state


def test_with_notes_open_it_is_erased_when_its_half_hour_is_over_though_nobody_asks(
    ada: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada.client.post("/support/near", {"place": LONDON})
    ada.client.post("/check", {"for": "me"})
    began = timezone.now()
    for minutes in (9, 18, 27, 31):
        monkeypatch.setattr(timezone, "now", lambda m=minutes: began + timedelta(minutes=m))
        held = Session(ada.client.cookies[settings.VISIT_COOKIE].value).state
        assert {actions.KEPT, "check"} <= held.keys()
        assert ada.client.get("/n/").status_code == 200
    held = Session(ada.client.cookies[settings.VISIT_COOKIE].value).state
    assert not {actions.KEPT, "check"} & held.keys()


def test_a_table_whose_month_nobody_said_answers_too(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    areas.keep(tmp_path, replace(areas.load().table, dated=""))
    page = near(LONDON)
    assert "Metropolitan Police Service" in page
    assert "Postcode data of" not in page


# ------------------------------------------------------------------ what fits


def test_what_fits_moves_up_and_nothing_goes() -> None:
    client = PageClient()
    before = ask(client, place=LONDON)
    after = ask(client, narrow="1", who=["men", "lgbt"])
    made = [each.name for each in directory.national() if {"men", "lgbt"} & {*each.audiences}]
    assert made
    found = names(after)
    start = found.index("What fits what you chose") + 1
    assert set(found[start : start + len(made)]) == set(made)
    assert set(names(before)) < set(found)
    assert "Made for: Men, LGBT+ people" in after
    for always in ("tel:999", "tel:101", "tel:08088020300", "met.police.uk"):
        assert always in after


def test_what_nothing_is_known_for_is_said() -> None:
    client = PageClient()
    ask(client, place=LONDON)
    page = ask(client, narrow="1", who=["work"])
    assert "We know of nothing special for what you chose here." in page
    assert "Chosen: What happens at work" in page


def test_who_is_under_18_or_signs_is_told_what_else_there_is() -> None:
    client = PageClient()
    ask(client, place=LONDON)
    page = ask(client, narrow="1", who=["under-18", "bsl"])
    assert "Childline" in names(page)[names(page).index("What fits what you chose") + 1]
    assert "tell an adult whom you trust" in page
    assert "Ways to reach the police if you are deaf" in page


def test_a_choice_stays_for_the_visit_and_can_be_taken_back() -> None:
    client = PageClient()
    ask(client, place=LONDON)
    ask(client, narrow="1", who=["men"])
    assert "What fits what you chose" in ask(client, place=CARDIFF)
    assert re.search(r'value="men" checked', read(client, "/support/near"))
    assert "What fits what you chose" not in ask(client, narrow="1")


def test_a_choice_that_no_page_offers_changes_nothing() -> None:
    client = PageClient()
    ask(client, place=LONDON)
    assert "What fits" not in ask(client, narrow="1", who=["giraffes"])


# ------------------------------------------------------------------ on paper


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("size", ["a4", "a5"])
def test_it_can_be_had_on_paper_without_the_place(home: str, size: str) -> None:
    client = PageClient()
    ask(client, home, place=LONDON)
    answer = client.get(f"{home}/near/notes-{size}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="notes-{size}.pdf"'
    words = words_of(answer.content)
    assert words_of(answer.content, 1) == ("Nodiadau" if home.startswith("/cy") else "Notes")
    for said in ("999", "101", "0808\u00a0802\u00a00300", "Metropolitan Police Service"):
        assert said.replace("\u00a0", " ") in words.replace("\u00a0", " ")
    assert "www.met.police.uk" in words
    assert "SW1A" not in words
    assert "Fourfold" not in words


def test_paper_has_no_other_names() -> None:
    client = PageClient()
    ask(client, place=LONDON)
    assert client.get("/support/near/SW1A1AA.pdf").status_code == 404
