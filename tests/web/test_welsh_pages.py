"""Somebody reads in Welsh: no English in between, and no link to English, that is not marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from http import HTTPStatus
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import RequestFactory
from django.utils import timezone
from django.utils.translation import override

from fourfold.data import directory
from fourfold.vault import serverkeys
from fourfold.web.accounts import server
from fourfold.web.check import queries as check
from fourfold.web.feedback import actions
from fourfold.web.guidance import queries
from fourfold.web.guidance.glossary import glossary
from fourfold.web.orders import queries as orders
from fourfold.web.ui import errors, welsh
from fourfold.web.ui.language import WELSH, language_of
from tests.cast import lay_keys
from tests.guards.page import Page, PageClient
from tests.guards.welsh import Unmarked, not_known
from tests.web.guidance.addresses import EVERY

PATHS = [path for path in (*EVERY, *check.paths(), *orders.paths()) if language_of(path) == WELSH]
SOON, LATER = date(2026, 11, 22), date(2031, 1, 1)
STATUSES = (400, 403, 404, 411, 413, 429, 500, 503)
# Near a border, in part of an area, under each law, and nowhere, for every reason that there is.
PLACES = (
    *("AL3 8QE", "CH4", "SW1A 1AA", "CF10 1AA", "G1 1AA", "BT1 1AA", "JE2 3AB", "", "1" * 201),
    *("?", "12345", "K1A 0B1", "GX11 1AA", "BFPO 57", "SW1A 1AA CF10 1AA", "BN91 1AA", "SW29 1AA"),
)
STANDING = "No translator has checked it."


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_keys(tmp_path / "keys")
    made = serverkeys.load(tmp_path / "keys")
    monkeypatch.setattr(server, "keys", lambda: made)


def known() -> Iterator[str]:
    """All the Welsh that there is: strings, texts, hard words, facts and names of helplines."""
    with welsh.CATALOGUE.open("rb") as text:
        yield from (str(each.string) for each in read_po(text) if each.id)
    yield from (settings.SERVICE_NAME, "Cymraeg", "–")
    yield from (
        letter.name for letter in glossary(queries.LIBRARY.words.values(), WELSH, LATER).letters
    )
    yield from (line.cy for line in directory.national() if line.cy)
    yield from (fact.cy for fact in queries.LIBRARY.facts.values() if fact.cy)
    yield from (each.text.cy for each in check.CHECK.questions[0].choices)
    yield check.CHECK.questions[0].text.cy
    for word in queries.LIBRARY.words.values():
        yield from (word.cy, word.cy_meaning)
    for page in queries.LIBRARY.pages.values():
        if page.language == WELSH:
            about = page.about
            yield from (about.title, about.summary, *(each.title for each in about.sources))
            yield from (each.dated for each in about.sources)
            with override("cy"):
                found = [queries.text(page.slug, WELSH, day) for day in (SOON, LATER)]
            yield from (text for each in found for text in Unmarked(f"<p>{each.html}").texts)


@cache
def all_known() -> tuple[str, ...]:
    return tuple(each for each in known() if each)


def english_on(html: str) -> list[str]:
    return not_known(html, all_known())


def read(client: PageClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize("path", PATHS)
def test_a_page_under_cy_says_nothing_in_english_that_is_not_marked(path: str) -> None:
    html = read(PageClient(), path)
    assert '<html lang="cy"' in html
    assert english_on(html) == []


@pytest.mark.parametrize("path", PATHS)
def test_nor_does_it_when_everything_should_have_been_checked_again(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: LATER)
    assert english_on(read(PageClient(), path)) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "answers"),
    [
        ("/cy/feedback", {"words": ""}),
        ("/cy/feedback", {"useful": "perhaps"}),
        ("/cy/feedback", {"words": "1\x00" * 2001}),
        ("/cy/feedback", {"words": "1\x00"}),
        ("/cy/search", {"words": ""}),
        ("/cy/search", {"words": "1" * 201}),
        ("/cy/search", {"words": "stelcio"}),
        ("/cy/search", {"words": "device"}),
        ("/cy/search", {"words": "zzzzqqqq"}),
        *(("/cy/support/near", {"place": place}) for place in PLACES),
        ("/cy/support/near", {"force": "gwent"}),
    ],
)
def test_a_form_answers_in_welsh_whatever_is_wrong(path: str, answers: dict[str, str]) -> None:
    client = PageClient()
    sent = client.post(path, answers)
    assert sent.status_code == 303
    html = read(client, sent["Location"])
    for typed in answers.values():
        html = html.replace(f'value="{typed}"', "").replace(f"Cod post: {typed}<", "<")
    assert english_on(html) == []


@pytest.mark.django_db
def test_what_is_shown_first_is_said_in_welsh(monkeypatch: pytest.MonkeyPatch) -> None:
    client = PageClient()
    client.post("/cy/support/near", {"place": "CF10 1AA"})
    client.post("/cy/support/near", {"narrow": "1", "who": ["men", "work"]})
    html = read(client, "/cy/support/near").replace("Cod post: CF10 1AA", "")
    assert english_on(html) == []
    monkeypatch.setattr(timezone, "localdate", lambda: LATER)
    html = read(client, "/cy/support/near").replace("Cod post: CF10 1AA", "")
    assert english_on(html) == []


@pytest.mark.django_db
def test_a_welsh_opinion_is_thanked_for_in_welsh(monkeypatch: pytest.MonkeyPatch) -> None:
    client = PageClient()
    sent = client.post("/cy/feedback", {"useful": "yes"})
    assert (sent.status_code, sent["Location"]) == (303, "/cy/feedback/thanks")
    assert english_on(read(client, "/cy/feedback/thanks")) == []
    monkeypatch.setattr(actions, "HOURLY", 0)
    sent = client.post("/cy/feedback", {"useful": "yes"})
    assert sent["Location"] == "/cy/feedback"
    html = read(client, "/cy/feedback")
    assert english_on(html) == []
    assert "ymhen awr" in html


@pytest.mark.parametrize("status", STATUSES)
def test_an_error_is_told_in_welsh_and_leads_to_the_welsh_start(status: int) -> None:
    with override("cy"):
        html = errors.answer(HTTPStatus(status)).content.decode()
    assert english_on(html) == []
    assert 'href="/cy/"' in html


def test_so_is_a_form_that_is_too_old() -> None:
    with override("cy"):
        html = errors.form_expired(RequestFactory().post("/cy/search")).content.decode()
    assert english_on(html) == []


@pytest.mark.parametrize(
    ("client", "method", "path", "status"),
    [
        (PageClient(), "get", "/cy/no-such-page", 404),
        (PageClient(headers={"Sec-Fetch-Site": "cross-site"}), "post", "/cy/feedback", 403),
        (PageClient(headers={"Host": "other.example"}), "get", "/cy/", 400),
    ],
)
def test_whatever_refuses_a_welsh_address_does_so_in_welsh(
    client: PageClient, method: str, path: str, status: int
) -> None:
    answer = getattr(client, method)(path)
    assert answer.status_code == status
    assert '<html lang="cy"' in answer.content.decode()


def test_after_a_welsh_page_an_english_one_is_english() -> None:
    PageClient().get("/cy/no-such-page")
    html = PageClient().get("/no-such-page").content.decode()
    assert '<html lang="en-gb"' in html
    assert "Page not found" in html


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*PATHS, "/cy/feedback", "/cy/feedback/thanks"])
def test_a_welsh_page_leads_to_welsh_pages_or_says_that_it_does_not(path: str) -> None:
    page = Page(path, read(PageClient(), path))
    for link in page.find("a"):
        to = link.attrs["href"]
        if to.startswith("/") and to != "/leave":
            assert to.startswith("/cy/") or link.attrs.get("hreflang") == "en-gb", to
    for form in page.find("form"):
        assert form.attrs["action"].startswith("/cy/")


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*PATHS, "/cy/feedback", "/cy/feedback/thanks"])
def test_a_welsh_page_says_in_both_languages_that_no_translator_has_checked_the_interface(
    path: str,
) -> None:
    html = read(PageClient(), path)
    footer = html[html.index("<footer") :]
    assert footer.count("Nid oes cyfieithydd wedi’i gwirio.") == 1
    assert len(re.findall(rf'lang="en-gb">[^<]*{STANDING}', footer)) == 1


@pytest.mark.parametrize("path", ["/", "/support", "/easy/", "/no-such-page"])
def test_an_english_page_says_nothing_of_the_kind(path: str) -> None:
    assert STANDING not in PageClient().get(path).content.decode()


@pytest.mark.django_db
def test_once_somebody_has_checked_it_the_page_says_who_and_when(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    checked = welsh.Review("Somebody", date(2027, 7, 31), welsh.fingerprint())
    monkeypatch.setattr(welsh, "review", lambda: checked)
    html = read(PageClient(), "/cy/feedback")
    assert "Gwiriwyd gan: Somebody. Dyddiad: 31 Gorffennaf 2027." in html
    assert STANDING not in html


def test_helplines_keep_the_name_that_they_answer_with() -> None:
    html = read(PageClient(), "/cy/support")
    assert '<span lang="en-gb">Live Fear Free</span> (Byw Heb Ofn)' in html
    assert '<span lang="en-gb">Victim Support</span></h3>' in html


# ------------------------------------------------------------------ the guard can see


@pytest.mark.parametrize(
    "planted",
    [
        "<p>Call somebody</p>",
        "<p>Stelcio and harassment</p>",
        '<a href="/cy/" aria-label="Skip to main content">Chwilio</a>',
        '<div lang="en-gb"><p lang="cy">Next</p></div>',
        "<p>Chwilio <strong>today</strong></p>",
    ],
)
def test_english_that_is_not_marked_is_seen(planted: str) -> None:
    assert english_on(f'<html lang="cy"><p>Chwilio 12</p>{planted}</html>')


def test_english_that_is_marked_is_not() -> None:
    page = '<html lang="cy"><p>Chwilio: <span lang="en-gb">Search <b>here</b></span> a.org.uk</p>'
    assert english_on(page) == []
