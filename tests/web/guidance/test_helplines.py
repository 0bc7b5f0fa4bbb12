"""Public pages name the helplines that the directory has today, and stay right without any."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from fourfold.core.support.service import Service
from fourfold.data import directory
from fourfold.render.leaflet import Size
from fourfold.web.directory import actions
from fourfold.web.directory import queries as held
from fourfold.web.directory.queries import MEMORY, Held
from fourfold.web.directory.rows import By
from fourfold.web.guidance import dates, leaflets, queries
from fourfold.web.guidance.shelf import Shelf
from fourfold.web.project.served import Served
from tests.guards.page import PageClient
from tests.guards.served import ask, quiet_database

TODAY = date(2026, 12, 1)
USUAL = "0808 802 0300"
FIRST = directory.by_id()["national-stalking-helpline"]
PAGES = ("/first-week", "/cy/first-week", "/support", "/cy/support")


def hold(*services: Service) -> None:
    """As if an operator had left the directory with these."""
    MEMORY.held = Held(MEMORY.held.edition + 1, services)


def but(service_id: str, **changed: Any) -> tuple[Service, ...]:
    """Every service, one of them changed."""
    return tuple(
        replace(each, **changed) if each.id == service_id else each
        for each in directory.everything()
    )


@pytest.fixture(autouse=True)
def a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)


@pytest.fixture
def client() -> PageClient:
    return PageClient()


@pytest.mark.parametrize("path", PAGES)
def test_a_changed_number_is_on_every_page(path: str, client: PageClient) -> None:
    hold(*but(FIRST.id, number="0808 168 9276"))
    page = client.get(path).content.decode()
    assert "0808 168 9276" in page
    assert USUAL not in page


@pytest.mark.parametrize("path", PAGES)
def test_a_withdrawn_helpline_is_on_no_page_and_the_next_one_takes_its_place(
    path: str, client: PageClient
) -> None:
    hold(*but(FIRST.id, is_withdrawn=True))
    page = client.get(path).content.decode()
    assert USUAL not in page
    assert "Paladin" in page
    assert "999" in page


def test_one_whose_contract_has_ended_is_on_no_page(client: PageClient) -> None:
    hold(*but("paladin", contract_end=date(2026, 11, 30)))
    assert b"Paladin" not in client.get("/support").content


@pytest.mark.parametrize("path", PAGES)
def test_past_its_day_the_first_call_says_check_this(path: str, client: PageClient) -> None:
    due = replace(FIRST.provenance, review_by=date(2026, 11, 30))
    hold(*but(FIRST.id, provenance=due))
    page = client.get(path).content.decode()
    marks = ("Check this number before you rely on it", "Gwiriwch y rhif hwn")
    assert any(mark in page for mark in marks)


@pytest.mark.parametrize("path", [*PAGES, "/about", "/facts"])
def test_pages_stay_right_when_nobody_is_left_to_call(path: str, client: PageClient) -> None:
    hold()
    page = client.get(path).content.decode()
    assert "999" in page
    assert USUAL not in page


def test_a_number_whose_sources_are_too_old_is_not_shown(client: PageClient) -> None:
    hold(*but("mankind", is_old=True))
    page = client.get("/support").content.decode()
    assert "ManKind" in page
    assert "01823 334 244" not in page


def test_local_services_are_not_among_the_national_helplines(client: PageClient) -> None:
    page = client.get("/support").content.decode()
    assert "Paladin" in page
    assert "London Victim and Witness Service" not in page


def test_the_dates_of_helplines_are_those_of_the_directory() -> None:
    due = replace(FIRST.provenance, review_by=date(2026, 11, 30))
    hold(*but(FIRST.id, provenance=due))
    assert "National Stalking Helpline" in {
        row.what for row in dates.all_dates(TODAY) if row.is_due
    }
    assert dates.dates("en", TODAY)[0].what == "Helplines"
    hold()
    assert "Helplines" not in {row.what for row in dates.dates("en", TODAY)}


# ------------------------------------------------------------------ kept in memory

ASKED = leaflets.Asked("first-week", "en", Size.A4, has_cover=False)


def said(leaflet: Any) -> str:
    return repr(leaflet.parts).replace("\\xa0", " ").replace("\xa0", " ")


def test_a_leaflet_names_who_is_there_to_call() -> None:
    assert USUAL in said(leaflets.leaflet(ASKED, TODAY))
    hold(*but(FIRST.id, is_withdrawn=True))
    assert "Paladin National Stalking Advocacy Service: 020 3866 4107" in said(
        leaflets.leaflet(ASKED, TODAY)
    )
    hold(*but(FIRST.id, number=""))
    assert "National Stalking Helpline: " not in said(leaflets.leaflet(ASKED, TODAY))
    hold()
    assert "999" in said(leaflets.leaflet(ASKED, TODAY))


def test_a_leaflet_on_the_shelf_is_of_one_edition_of_the_directory() -> None:
    shelf = Shelf()
    shelf._keep((ASKED, TODAY, held.edition()), b"earlier")
    assert shelf.find(ASKED, TODAY) == b"earlier"
    hold(*but(FIRST.id, is_withdrawn=True))
    assert shelf.find(ASKED, TODAY) is None


def test_pages_from_memory_are_drawn_anew_when_a_helpline_has_changed(
    service: Path, served: Served
) -> None:
    noon = datetime(2026, 12, 1, 12, tzinfo=UTC)
    by = By("Dee", noon)
    actions.follow_release(noon)
    paths = ["/first-week"]
    own = Served(served.behind, lambda: paths, noon.timestamp, queries.newest_helplines)
    with quiet_database():
        own.look()
        before = own.table
        own.look()
        assert own.table is before
        actions.withdraw("victim-support-kent", by)
        own.look()
        assert own.table is before, "no page of everybody's names it"
        actions.withdraw(FIRST.id, by)
        own.look()
    page = ask(own, "/first-week").body.decode()
    assert "Paladin" in page
    assert USUAL not in page


@pytest.mark.parametrize("path", ["/check", "/cy/check", "/check/0", "/support"])
def test_pages_of_others_name_only_who_is_there(path: str, client: PageClient) -> None:
    hold(*(each for each in but(FIRST.id, is_withdrawn=True) if each.id != "samaritans"))
    page = client.get(path).content.decode()
    assert USUAL not in page
    assert "116 123" not in page
