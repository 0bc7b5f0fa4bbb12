"""Somebody takes a guide away on paper: what it says, what its name says, and who may ask."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import override

from fourfold.core.guidance.fact import Fact
from fourfold.core.guidance.library import Library, gather
from fourfold.core.guidance.page import parse
from fourfold.core.guidance.word import Word
from fourfold.core.kernel.provenance import Jurisdiction, Provenance, Status
from fourfold.data import guidance
from fourfold.render.errors import JobFailed
from fourfold.render.leaflet import Size, leaflet_pdf
from fourfold.web.guidance import leaflets, queries, shelf, views
from fourfold.web.guidance.leaflets import Asked, code
from fourfold.web.guidance.shelf import Shelf
from fourfold.web.safety import bodies
from fourfold.web.ui.language import CODES
from tests.guards.page import PageClient
from tests.render.paper import opened, words_of
from tests.table import over

TODAY, LATER = date(2026, 11, 25), date(2031, 1, 1)
TELLING = re.compile(r"stalk|harass|abus|victim|police|crime|evidence|sign|order|fourfold", re.I)
KNOWN = Provenance(
    "An Act", Status.LAW, Jurisdiction.ENGLAND_AND_WALES, date(2026, 11, 22), date(2027, 1, 31)
)
ABOVE = """---
title: {title}
summary: What it is.
jurisdiction: england-and-wales
critical: true
checked: 2026-11-22
review_by: 2027-05-22
related: [{related}]
sources:
  - {{title: "An Act of 2020", url: "https://www.legislation.gov.uk/ukpga/2020/17"}}
  - {{title: "A book", dated: "2019"}}
---
"""
ENGLISH = (
    ABOVE.format(title="Court orders", related="friends")
    + """The court can make an [order](word:court-order). Breaking it can mean {test-prison}.

## What next

Read [what friends can do](/friends) or [the law](https://www.example.org/law).
See [help](/support).
"""
)
WELSH = (
    ABOVE.format(title="Gorchmynion llys", related="friends")
    + """Gall y llys wneud [gorchymyn](word:court-order). Gall olygu {test-prison}.

## Beth nesaf

Gofynnwch i’r tŷ.
"""
)
EASY = (
    ABOVE.format(title="Court orders", related="friends")
    + """## What it is

![](kettle) A court can say no. You can ask.
"""
)
FRIENDS = ABOVE.format(title="For friends", related="court-orders") + "Listen."
EMERGENCY = ABOVE.format(title="In danger now", related="") + "Call 999."
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>'


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Library:
    """Invented guides: one in three languages, and one that it leads to."""
    found = gather(
        [
            parse(ENGLISH, "court-orders", "en"),
            parse(WELSH, "court-orders", "cy"),
            parse(EASY, "court-orders", "easy"),
            parse(FRIENDS, "friends", "en"),
            parse(EMERGENCY, "parts/emergency", "en"),
        ],
        [Fact("test-prison", "up to 5 years in prison", KNOWN, cy="hyd at 5 mlynedd")],
        [
            Word(
                "court-order",
                "order",
                "What a court tells somebody to do.",
                KNOWN,
                cy="gorchymyn",
                cy_meaning="Yr hyn y mae llys yn ei ddweud.",
                cy_source="A dictionary",
            )
        ],
    )
    (tmp_path / "kettle.svg").write_text(PICTURE)
    monkeypatch.setattr(leaflets, "PICTURES", tmp_path)
    monkeypatch.setattr(queries, "LIBRARY", found)
    return found


@pytest.fixture(autouse=True)
def empty_shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    fresh = Shelf()
    monkeypatch.setattr(views, "SHELF", fresh)
    return fresh


def asked(language: str = "en", size: Size = Size.A5, *, has_cover: bool = False) -> Asked:
    return Asked("court-orders", language, size, has_cover)


def printed(one: Asked, today: date = TODAY) -> str:
    return words_of(leaflet_pdf(leaflets.leaflet(one, today)))


def in_order(words: str, *passages: str) -> None:
    """Each passage stands after the one before it."""
    place = 0
    for passage in passages:
        found = words.find(passage, place)
        assert found >= 0, f"{passage!r} after {words[:place][-60:]!r} in {words!r}"
        place = found + len(passage)


# ------------------------------------------------------------------ what it says


@pytest.mark.needs("pdftotext")
@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("size", Size)
def test_a_leaflet_says_what_the_page_says_and_all_that_follows_it(size: Size) -> None:
    in_order(
        printed(asked(size=size)),
        "Court orders",
        "Made on 25 November 2026. After 31 January 2027, check the facts",
        "The court can make an order. Breaking it can mean up to 5 years in prison.",
        "What next",
        "Read what friends can do or the law (www.example.org/law). See help.",
        "Who to call",
        "call 999. The police, not an emergency: 101.",
        "National Stalking Helpline: 0808 802 0300",
        "A call may show in the phone’s call log",
        "Words on these pages",
        "order: What a court tells somebody to do.",
        "Other guides that go with this one • For friends",
        "Where the facts come from",
        "The law on this page: England and Wales. Facts checked on 22 November 2026.",
        "An Act of 2020 (www.legislation.gov.uk/ukpga/2020/17)",
        "A book, 2019",
    )


@pytest.mark.needs("pdftotext")
@pytest.mark.usefixtures("library")
def test_no_leaflet_names_this_service_or_an_address_of_ours() -> None:
    for language in ("en", "cy", "easy"):
        words = printed(asked(language))
        assert "Fourfold" not in words
        assert "/support" not in words
        assert "/friends" not in words


@pytest.mark.needs("pdftotext")
@pytest.mark.usefixtures("library")
def test_what_is_past_its_review_day_says_so_on_paper_too() -> None:
    words = printed(asked(), LATER)
    in_order(
        words,
        "Made on 1 January 2031. Check this. It should have been checked again by 22 May 2027",
        "Breaking it can mean (check this: last checked on 22 November 2026).",
        "Check this number before you rely on it. It was last checked on 22 November 2026.",
        "order: Check this: What a court tells somebody to do.",
    )
    assert "up to 5 years" not in words


@pytest.mark.needs("pdftotext")
@pytest.mark.usefixtures("library")
def test_a_leaflet_is_current_until_the_first_of_its_facts_is_not() -> None:
    assert "After 22 February 2027, check" in printed(asked(), date(2027, 2, 1))
    assert "After 22 May 2027, check" in printed(asked(), date(2027, 3, 1))


@pytest.mark.needs("pdftotext")
@pytest.mark.usefixtures("library")
def test_english_stands_under_each_part_of_draft_welsh_about_danger_or_orders() -> None:
    in_order(
        printed(asked("cy")),
        "Court orders Gorchmynion llys",
        "This Welsh is a draft. No translator has checked it.",
        "The English stands below each part.",
        "Gall y llys wneud gorchymyn. Gall olygu hyd at 5 mlynedd.",
        "The court can make an order. Breaking it can mean up to 5 years in prison.",
        "Beth nesaf Gofynnwch i’r tŷ.",
        "What next Read what friends can do",
        "National Stalking Helpline (Llinell Gymorth Genedlaethol",
        "gorchymyn: Yr hyn y mae llys yn ei ddweud.",
        "order: What a court tells somebody to do.",
    )


@pytest.mark.needs("pdftotext")
@pytest.mark.usefixtures("library")
def test_easy_read_says_who_has_not_checked_it_and_keeps_its_sentences_together() -> None:
    in_order(
        printed(asked("easy")),
        "It has not yet been checked by people with learning disabilities.",
        "What it is A court can say no. You can ask.",
    )


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("language", ["en", "cy", "easy"])
@pytest.mark.parametrize("today", [TODAY, LATER])
def test_what_a_leaflet_says_about_itself_is_what_the_page_says(
    language: str, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: today)
    before = "" if language == "en" else f"/{language}"
    with override(CODES[language]):
        answer = views.page(RequestFactory().get(f"{before}/court-orders"), slug="court-orders")
    shown = " ".join(strip_tags(answer.content.decode()).split())
    parts = leaflets.leaflet(asked(language), today).parts[1:]
    notices = [part for part in parts if part.look in ("notice", "quiet")]
    assert len(notices) >= 2
    for part in notices:
        for run in (run for block in part.blocks for run in getattr(block, "runs", ())):
            said = run.text.replace(" The English stands below each part.", "")
            assert said in shown


# ------------------------------------------------------------------ what its name says


@over("slug", [slug for slug, _language in guidance.load().pages])
def test_a_code_says_nothing_of_its_page(slug: str) -> None:
    assert re.fullmatch("[bcdfghjkmnpqrstvwxz]{5}", code(slug))


def test_every_page_has_a_code_of_its_own() -> None:
    slugs = {slug for slug, _language in guidance.load().pages}
    assert len({code(slug) for slug in slugs}) == len(slugs)


def test_codes_stay_for_ever() -> None:
    # They stand in bookmarks and in lists of printed leaflets.
    assert code("understand/signs") == "bvczc"
    assert code("safer/device") == "bmsrx"


@pytest.mark.usefixtures("library")
def test_no_two_leaflets_share_a_name_and_no_name_tells() -> None:
    names = [one.file_name for each in ("en", "cy", "easy") for one in leaflets.every(each)]
    assert len(set(names)) == len(names) == 16
    for name in names:
        assert re.fullmatch(r"(sheet|notes)-[a-z]{5}-a[45](-cy|-easy)?\.pdf", name)


@pytest.mark.needs("pdftotext")
@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("language", ["en", "cy", "easy"])
@pytest.mark.parametrize("size", Size)
def test_a_covered_leaflet_tells_nothing_before_it_is_opened(language: str, size: Size) -> None:
    pdf = leaflet_pdf(leaflets.leaflet(asked(language, size, has_cover=True), TODAY))
    file = opened(pdf)
    with file.open_metadata() as told:
        known = f"{told} {dict(file.docinfo.items())} {file.Root.Outlines}"
    assert TELLING.findall(known) == []
    assert words_of(pdf, 1) == ("Nodiadau" if language == "cy" else "Notes")
    assert words_of(pdf, 2) == ""


@pytest.mark.usefixtures("library")
def test_a_file_is_titled_by_its_code_alone() -> None:
    file = opened(leaflet_pdf(leaflets.leaflet(asked(), TODAY)))
    assert str(file.docinfo["/Title"]) == f"Leaflet {code('court-orders')}"


# ------------------------------------------------------------------ getting it


def get(path: str) -> Any:
    return PageClient().get(path)


SHEET = "/leaflets/sheet-bvczc-a5.pdf"


def test_a_leaflet_is_a_file_under_a_name_that_tells_nothing_and_is_never_stored() -> None:
    answer = get(SHEET)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="sheet-bvczc-a5.pdf"'
    assert answer["Cache-Control"] == "no-store"
    assert answer.content.startswith(b"%PDF-")
    assert not answer.cookies


@pytest.mark.parametrize(
    "path",
    [
        "/leaflets/sheet-bvczc-a3.pdf",
        "/leaflets/sheet-bvczc-a5",
        "/leaflets/sheet-bbbbb-a5.pdf",
        "/leaflets/sheet-bvczc-a5-cy.pdf",
        "/cy/leaflets/sheet-bvczc-a5.pdf",
        "/easy/leaflets/sheet-bbbbb-a5-easy.pdf",
        "/leaflets/sheet-bvczc-a5-easy.pdf",
        f"/leaflets/sheet-{code('privacy')}-a4.pdf",
        f"/leaflets/sheet-{code('parts/emergency')}-a4.pdf",
        "/leaflets/../about",
    ],
)
def test_a_leaflet_that_is_not_there_is_a_page_that_says_so(path: str) -> None:
    answer = get(path)
    assert answer.status_code == 404
    assert re.search(b"Page not found|Tudalen heb ei darganfod", answer.content)


@pytest.fixture
def crowd() -> Iterator[None]:
    """Everybody's places are taken."""
    taken = [bodies.LEAFLETS.take(number) for number in range(bodies.LEAFLETS.total)]
    yield
    for place in taken:
        assert place
        place.give_back()


@pytest.mark.usefixtures("crowd")
def test_in_a_crowd_somebody_is_told_to_come_back() -> None:
    answer = get(SHEET)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert b"Many people are asking for a file just now." in answer.content


@pytest.mark.usefixtures("crowd")
def test_what_was_made_today_needs_no_place(empty_shelf: Shelf) -> None:
    found = leaflets.asked_for("sheet-bvczc-a5.pdf")
    assert found
    pdf = empty_shelf.make(found, timezone.localdate())
    assert get(SHEET).content == pdf


def test_every_place_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise JobFailed("nowhere")

    monkeypatch.setattr(shelf, "leaflet_pdf", fail)
    asked_for = bodies.LEAFLETS.total + 1
    assert [get(SHEET).status_code for _ in range(asked_for)] == [503] * asked_for
    monkeypatch.undo()
    assert get(SHEET).status_code == 200


def test_no_leaflet_waits_for_what_an_owner_wrote() -> None:
    shelf_, asked_for = Shelf(), leaflets.asked_for("sheet-bvczc-a5.pdf")
    assert asked_for
    long = shelf_.own(lambda: shelf_.make(asked_for, TODAY))
    assert long.startswith(b"%PDF-")


def test_a_shelf_holds_so_many_bytes_and_keeps_what_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shelf, "leaflet", lambda asked, _today: asked)
    monkeypatch.setattr(shelf, "leaflet_pdf", lambda asked: asked.slug.encode() * 10)
    small, first = Shelf(most=30), asked()
    a, b, c, d = (replace(first, slug=slug) for slug in "abcd")
    for one in (a, b, c, a, d):
        small.make(one, TODAY)
    assert small.size == 30
    assert [small.find(one, TODAY) is not None for one in (a, b, c, d)] == [True, False, True, True]
    assert small.find(a, LATER) is None


# ------------------------------------------------------------------ finding it


def test_every_guide_leads_to_its_leaflets() -> None:
    listed = get("/leaflets").content.decode()
    for slug, language in guidance.load().pages:
        if language == "en" and leaflets.is_guide(slug):
            html = get(f"/{slug}").content.decode()
            assert f'href="/leaflets#{code(slug)}"' in html
            assert listed.count(f'id="{code(slug)}"') == 1, slug
    assert "Print or save this page as a leaflet" not in get("/privacy").content.decode()


@pytest.mark.parametrize("path", ["/leaflets", "/cy/leaflets"])
def test_the_list_leads_to_files_that_are_there(path: str) -> None:
    links = re.findall(r'href="((?:/cy)?/leaflets/[^"]+)"', get(path).content.decode())
    assert len(links) >= 8
    assert all(leaflets.asked_for(link.rpartition("/")[2]) for link in links)


def test_the_list_says_what_files_and_printers_keep() -> None:
    html = get("/leaflets").content.decode()
    assert "A file stays in Downloads until somebody deletes it." in html
    assert "Printers and copy shops can keep a list of what was printed." in html
    assert "not against somebody who turns the page" in html


# ------------------------------------------------------------------ all of them

EVERY = [one for language in ("en", "cy", "easy") for one in leaflets.every(language)]


@pytest.mark.slow
@pytest.mark.needs("pdftotext", "qpdf")
@pytest.mark.parametrize("one", EVERY, ids=lambda one: f"{one.slug} {one.file_name}")
def test_every_leaflet_is_whole_and_has_type_for_all_its_letters(
    one: Asked, tmp_path: Path
) -> None:
    file = tmp_path / one.file_name
    file.write_bytes(leaflet_pdf(leaflets.leaflet(one, TODAY)))
    told = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    words = words_of(file.read_bytes())
    assert "U+" not in words
    page = queries.LIBRARY.pages[one.slug, one.language]
    assert page.about.title in words
    assert "0808 802 0300" in words
