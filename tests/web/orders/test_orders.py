"""Which order could protect somebody, on everybody's pages: asked, said, cited, and not kept."""

from __future__ import annotations

import logging
import re
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from django.utils import timezone

from fourfold.core.orders import asking, compare
from fourfold.core.orders.rule import Candidate
from fourfold.data import orders
from fourfold.web.accounts.models import Record
from fourfold.web.orders import words
from fourfold.web.record.models import PaperRow
from fourfold.web.rules import queries as rules
from fourfold.web.safety.models import SessionRow
from tests.cast import Member
from tests.guards.page import Element, Page, PageClient
from tests.guards.welsh import Unmarked

pytestmark = pytest.mark.django_db
BOOK = orders.load()
LATER = date(2031, 1, 1)
PAGE_OF = {name: str(number) for number, page in enumerate(asking.PAGES) for name in page}
ENGLAND = {"jurisdiction": "england-and-wales"}
MAY, ASK, NOT = "may_be_available", "ask", "not_this_one"
SHORT = {
    "ro": "restraining",
    "roa": "restraining_on_acquittal",
    "nmo": "non_molestation",
    "occ": "occupation",
    "spo": "stalking_protection",
    "inj": "harassment_injunction",
    "dapo": "domestic_abuse_protection",
}


def html(client: PageClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code, answer.get("Location"))
    return " ".join(answer.content.decode().split())


def begin(place: str = "england-and-wales", language: str = "") -> PageClient:
    client = PageClient()
    answer = client.post(f"{language}/orders/which", {"jurisdiction": place})
    assert answer.status_code == 303
    return client


def walk(answers: dict[str, str], language: str = "") -> tuple[PageClient, str]:
    """Answer page after page what it asks; returns the result."""
    client = PageClient()
    sent = {"jurisdiction": answers.get("jurisdiction", asking.NOT_KNOWN)}
    path = client.post(f"{language}/orders/which", sent)["Location"]
    while not path.endswith("/9"):
        page = html(client, path)
        asked = {each.attrs["name"] for each in radios(page)}
        sent = {"page": PAGE_OF[min(asked)]} | {n: answers[n] for n in asked if n in answers}
        path = client.post(path, sent)["Location"]
    return client, html(client, path)


def groups(page: str) -> dict[str, str]:
    """Which group each order stands in, from the headings of the page."""
    found: dict[str, str] = {}
    names = {str(said): str(answer) for answer, said in words.GROUPS.items()}
    heading = ""
    for each in Page("/", page).find("h2", "h3"):
        if each.tag == "h2":
            heading = names.get(each.text, "")
        elif heading:
            found[each.attrs["id"]] = heading
    return found


def radios(page: str) -> list[Element]:
    """Every answer that a page offers."""
    inputs = Page("/", page).find("input")
    return [each for each in inputs if each.attrs.get("type") == "radio"]


# ------------------------------------------------------------------ people and what they are told

PEOPLE = {
    "a former partner who stalks, reported": (
        {"relationship": "ex_partner", "looks_like_stalking": "yes", "criminal_case": "reported"},
        {"nmo": MAY, "spo": MAY, "ro": ASK, "roa": ASK, "occ": ASK, "inj": ASK, "dapo": ASK},
    ),
    "a husband at home, nothing reported": (
        {
            "relationship": "partner",
            "looks_like_stalking": "no",
            "criminal_case": "none",
            "home_shared": "yes",
            "person_known": "yes",
        },
        {"nmo": MAY, "occ": MAY, "spo": NOT, "ro": NOT, "roa": NOT, "inj": MAY, "dapo": ASK},
    ),
    "a stranger who follows her, name not known": (
        {
            "relationship": "stranger",
            "looks_like_stalking": "yes",
            "criminal_case": "none",
            "home_shared": "no",
            "person_known": "no",
        },
        {"nmo": NOT, "occ": NOT, "spo": MAY, "ro": NOT, "roa": NOT, "inj": NOT, "dapo": NOT},
    ),
    "a neighbour, found guilty": (
        {
            "relationship": "neighbour",
            "looks_like_stalking": "no",
            "criminal_case": "convicted",
            "home_shared": "no",
            "person_known": "yes",
        },
        {"ro": MAY, "roa": NOT, "nmo": NOT, "occ": NOT, "spo": NOT, "inj": MAY, "dapo": NOT},
    ),
    "somebody from work, found not guilty": (
        {
            "relationship": "colleague",
            "looks_like_stalking": "yes",
            "criminal_case": "acquitted",
            "home_shared": "no",
            "person_known": "yes",
        },
        {"ro": NOT, "roa": MAY, "nmo": NOT, "occ": NOT, "spo": MAY, "inj": MAY, "dapo": NOT},
    ),
    "a flatmate whom she calls somebody she knows": (
        {"relationship": "acquaintance", "home_shared": "yes", "person_known": "yes"},
        {"nmo": ASK, "occ": ASK, "spo": ASK, "ro": ASK, "roa": ASK, "inj": MAY, "dapo": ASK},
    ),
    "a brother, she is under 16": (
        {"relationship": "family", "owner_under_16": "yes", "criminal_case": "charged"},
        {"nmo": MAY, "occ": ASK, "spo": ASK, "ro": MAY, "roa": ASK, "inj": ASK, "dapo": NOT},
    ),
    "a boy at school who was her friend": (
        {
            "relationship": "ex_partner",
            "respondent_under_18": "yes",
            "owner_under_16": "yes",
            "looks_like_stalking": "yes",
            "home_shared": "no",
        },
        {"nmo": MAY, "occ": NOT, "spo": MAY, "ro": ASK, "roa": ASK, "inj": ASK, "dapo": NOT},
    ),
    "the father of her child, an order stands": (
        {"relationship": "shared_child", "order_in_force": "yes", "person_known": "yes"},
        {"nmo": MAY, "occ": ASK, "spo": ASK, "ro": ASK, "roa": ASK, "inj": MAY, "dapo": ASK},
    ),
    "somebody who knows nothing": (
        {name: asking.NOT_KNOWN for name in asking.CHOICES if name != "jurisdiction"},
        dict.fromkeys(SHORT, ASK),
    ),
    "somebody who leaves everything out": ({}, dict.fromkeys(SHORT, ASK)),
    "somebody in Scotland": (
        {"jurisdiction": "scotland", "relationship": "partner"},
        dict.fromkeys(SHORT, NOT),
    ),
    "somebody in Northern Ireland": (
        {"jurisdiction": "northern-ireland"},
        dict.fromkeys(SHORT, NOT),
    ),
}


@cache
def told_to(who: str) -> str:
    """The result of one of them, drawn once."""
    return walk(ENGLAND | PEOPLE[who][0])[1]


@pytest.mark.parametrize("who", PEOPLE)
def test_each_order_stands_in_its_group_with_a_reason_and_its_source(who: str) -> None:
    expected, page = PEOPLE[who][1], told_to(who)
    assert groups(page) == {SHORT[name]: said for name, said in expected.items()}
    section_of = r'<section class="app-order" aria-labelledby="(\w+)">(.*?)</section>'
    sections = re.findall(section_of, page)
    for order, section in (each for each in sections if each[0] in SHORT.values()):
        card = BOOK.cards[Candidate(order)]
        assert card.title in section
        assert re.search(r"(What speaks for it|Why not this one|What is open):", section)
        assert re.search(r'class="app-order__source"><span>[^<]+\.</span> Checked: \d', section)
        assert "to be checked again by" in section
        assert ("More about this order" in section) is (groups(page)[order] != NOT)


@pytest.mark.parametrize("who", PEOPLE)
def test_danger_stands_first_and_somebody_to_call_on_every_result(who: str) -> None:
    page = told_to(who)
    main = page[page.index("<main") :]
    assert main.index('href="tel:999"') < main.index("app-order")
    assert 'href="tel:08088020300"' in main
    assert 'href="/support"' in main
    assert "Only a court decides that." in main
    assert not re.search("you qualify|entitled", main, re.I)


def test_somebody_who_does_not_say_where_is_asked_for_that_and_told_nothing_else() -> None:
    _client, page = walk({})
    assert "Say first where you are" in page
    assert 'class="app-order"' not in page
    assert 'href="/orders/which/1"' in page


@pytest.mark.parametrize(
    ("place", "said", "line", "path"),
    [
        ("scotland", "Non-harassment order from a civil court", "tel:08000271234", "/scotland"),
        (
            "northern-ireland",
            "Non-molestation order of Northern Ireland",
            "tel:08088021414",
            "/northern-ireland",
        ),
    ],
)
def test_elsewhere_the_orders_of_that_place_stand_first(
    place: str, said: str, line: str, path: str
) -> None:
    _client, page = walk({"jurisdiction": place})
    assert page.index(said) < page.index("Not these, as things are")
    assert line in page
    assert f'href="{path}"' in page
    assert "The law on this page: England and Wales." not in page


def test_an_order_that_stands_is_first_about_what_to_do_when_it_is_broken() -> None:
    _client, page = walk(ENGLAND | PEOPLE["the father of her child, an order stands"][0])
    assert page.index("If the order is being broken") < page.index("In short")
    assert all(each.text in page for each in BOOK.broken)
    note = "You said that there is an order already."
    assert page.count(note) == 1


def test_a_note_of_some_orders_names_them() -> None:
    _client, page = walk(ENGLAND | {"relationship": "family", "owner_under_16": "yes"})
    assert "<strong>Non-molestation order, Occupation order:</strong>" in page
    assert "0800 1111" in page


def test_what_to_say_to_the_police_stands_with_the_order_that_they_ask_for() -> None:
    _client, page = walk(ENGLAND | {"relationship": "stranger", "looks_like_stalking": "yes"})
    section = page[page.index('aria-labelledby="stalking_protection"') :]
    card = BOOK.cards[Candidate.STALKING_PROTECTION]
    assert all(f"“{each.text}”" in section for each in card.say)
    assert "Interim stalking protection order" in section


def test_what_to_think_of_first_is_in_sight_where_an_order_may_be_available() -> None:
    _client, page = walk(ENGLAND | {"relationship": "partner"})
    for order, times in ((Candidate.NON_MOLESTATION, 2), (Candidate.OCCUPATION, 1)):
        assert page.count(BOOK.cards[order].before.text) == times


def test_a_card_says_all_that_there_is_to_know() -> None:
    _client, page = walk(ENGLAND | {"relationship": "partner"})
    section = page[page.index('aria-labelledby="non_molestation"') :].split("</section>")[0]
    for name in words.FIELDS.values():
        assert f">{name}<" in section
    for each in BOOK.cards[Candidate.NON_MOLESTATION].evidence:
        assert each.text in section
    assert 'href="/orders/non-molestation"' in section


def test_an_open_question_leads_to_its_page_and_its_answer_changes_what_is_said() -> None:
    client, page = walk(ENGLAND | {"relationship": "partner"})
    assert groups(page)["occupation"] == ASK
    (path,) = set(re.findall(r'href="([^"]+)">Do you share a home', page))
    shown = html(client, path)
    assert 'name="home_shared"' in shown
    client.post(path, {"page": PAGE_OF["home_shared"], "home_shared": "yes"})
    assert groups(html(client, "/orders/which/9"))["occupation"] == MAY


# ------------------------------------------------------------------ the way through


def test_scotland_is_asked_nothing_more() -> None:
    client = PageClient()
    answer = client.post("/orders/which", {"jurisdiction": "scotland"})
    assert (answer.status_code, answer["Location"]) == (303, "/orders/which/9")


def test_stopping_early_shows_what_is_said_so_far() -> None:
    client = begin()
    answer = client.post("/orders/which/2", {"page": "1", "relationship": "partner", "see": "1"})
    assert answer["Location"] == "/orders/which/9"
    assert groups(html(client, "/orders/which/9"))["non_molestation"] == MAY


def test_a_page_from_an_older_tab_answers_its_own_questions() -> None:
    client = begin()
    client.post("/orders/which/5", {"page": "1", "relationship": "partner"})
    assert groups(html(client, "/orders/which/9"))["non_molestation"] == MAY


def test_back_shows_what_was_answered_and_it_can_be_taken_back() -> None:
    client = begin()
    client.post("/orders/which/2", {"page": "1", "relationship": "partner"})
    shown = html(client, "/orders/which/2")
    checked = [each.attrs["value"] for each in radios(shown) if "checked" in each.attrs]
    assert checked == ["partner"]
    assert 'href="/orders/which/1"' in shown
    client.post("/orders/which/2", {"page": "1"})
    assert groups(html(client, "/orders/which/9"))["non_molestation"] == ASK


def test_a_changed_place_leaves_out_what_was_answered_for_another() -> None:
    client, _page = walk(ENGLAND | {"relationship": "partner", "order_in_force": "yes"})
    client.post("/orders/which/1", {"page": "0", "jurisdiction": "scotland"})
    page = html(client, "/orders/which/9")
    assert "Who are they to you?" not in page
    assert set(groups(page).values()) == {NOT}
    client.post("/orders/which/1", {"page": "0", "jurisdiction": "england-and-wales"})
    assert groups(html(client, "/orders/which/9"))["non_molestation"] == MAY


@pytest.mark.parametrize(
    "sent",
    [
        {"page": "1", "relationship": ["<script>alert(1)</script>"]},
        {"page": "1", "relationship": ["partner\x00"]},
        {"page": "1", "relationship": ["partner", "stranger"]},
        {"page": "1", "relationship": ["PARTNER"]},
        {"page": "1", "relationship": [""]},
        {"page": "1", "relationship": ["x" * 100_000]},
        {"page": "1", "looks_like_stalking": ["yes"]},
        {"page": "1", "area": ["E23000005"]},
        {"page": "7", "relationship": ["partner"]},
        {"page": "-1", "relationship": ["partner"]},
        {"page": "no page", "relationship": ["partner"]},
        {"relationship": ["partner"]},
        {"page": "1", "relationship": ["partner"] * 400},
        {"page": "1"},
        {},
    ],
)
def test_what_no_page_offers_is_left_out(sent: dict[str, Any]) -> None:
    client = begin()
    assert client.post("/orders/which/2", sent).status_code == 303
    page = html(client, "/orders/which/9")
    assert "<script>alert" not in page
    assert set(groups(page).values()) == {ASK}


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"jurisdiction": ""},
        {"jurisdiction": "united-kingdom"},
        {"jurisdiction": "France"},
        {"jurisdiction": ["scotland", "northern-ireland"]},
    ],
)
def test_it_begins_only_with_an_answer_that_is_offered(sent: dict[str, Any]) -> None:
    answer = PageClient().post("/orders/which", sent)
    assert (answer.status_code, answer["Location"]) == (303, "/orders/which")
    assert not SessionRow.objects.exists()


@pytest.mark.parametrize("path", ["/orders/which/2", "/orders/which/9", "/cy/orders/which/3"])
def test_without_a_visit_there_is_only_the_beginning(path: str) -> None:
    client = PageClient()
    for answer in (client.get(path), client.post(path, {"page": "1", "see": "1"})):
        start = path.rpartition("/")[0]
        expected = path if answer.wsgi_request.method == "POST" and path.endswith("/9") else start
        assert (answer.status_code, answer["Location"]) == (303, expected)
    assert not SessionRow.objects.exists()


@pytest.mark.parametrize("place", [0, 6, 10, 99, 4_000_000_000])
def test_there_are_no_other_pages(place: int) -> None:
    assert begin().get(f"/orders/which/{place}").status_code == 404


def test_beginning_again_forgets_what_was_answered() -> None:
    client, _page = walk(ENGLAND | {"relationship": "partner"})
    client.post("/orders/which", ENGLAND)
    assert set(groups(html(client, "/orders/which/9")).values()) == {ASK}


# ------------------------------------------------------------------ what is kept, and how long


def test_looking_sets_no_cookie_and_answers_stand_in_no_address_or_title() -> None:
    for path in ("/orders/which", "/orders/which/7", "/orders/which/8"):
        assert not PageClient().get(path).cookies
    client, _page = walk(ENGLAND | {"relationship": "partner"})
    for path in (*(f"/orders/which/{each}" for each in range(1, 6)), "/orders/which/9"):
        page = html(client, path)
        assert re.findall("<title>([^<]+)</title>", page) == ["A few questions – Fourfold"]
        assert set(re.findall(r'(?:href|action)="(/orders/which[^"]*)"', page)) <= {
            "/orders/which",
            *(f"/orders/which/{each}" for each in range(1, 10)),
        }


def test_the_answers_lie_sealed_in_a_row_whose_length_tells_nothing() -> None:
    begin()
    walk(ENGLAND | {"relationship": "lives_or_lived_with", "criminal_case": "acquitted"})
    rows = [bytes(each.sealed) for each in SessionRow.objects.all()]
    assert len(rows) == 2
    assert len({len(each) for each in rows}) == 1
    assert all(b"acquitted" not in each and b"england" not in each for each in rows)
    assert not PaperRow.objects.exists()
    assert not Record.objects.exists()


def test_the_answers_are_gone_after_half_an_hour(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, _page = walk(ENGLAND)
    later = timezone.now() + timedelta(seconds=settings.VISIT_SECONDS + 1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert client.get("/orders/which/9")["Location"] == "/orders/which"


def test_they_are_gone_then_also_where_notes_are_open_for_longer(
    ada: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada.client.post("/orders/which", ENGLAND)
    began = timezone.now()
    for minutes in (9, 18, 27):
        monkeypatch.setattr(timezone, "now", lambda m=minutes: began + timedelta(minutes=m))
        assert ada.client.get("/n/").status_code == 200
        assert ada.client.get("/orders/which/9").status_code == 200
    monkeypatch.setattr(timezone, "now", lambda: began + timedelta(minutes=31))
    assert ada.client.get("/orders/which/9")["Location"] == "/orders/which"
    assert ada.client.get("/n/").status_code == 200


def test_forgetting_leaves_nothing_of_them() -> None:
    client, _page = walk(ENGLAND | {"relationship": "partner"})
    answer = client.post("/orders/which/9", {"forget": "1"})
    assert (answer.status_code, answer["Location"]) == (303, "/orders/which/8")
    assert "Your answers are gone" in html(client, "/orders/which/8")
    assert client.get("/orders/which/9")["Location"] == "/orders/which"


def test_exit_takes_them_away_too() -> None:
    client, _page = walk(ENGLAND)
    client.get("/leave")
    assert not SessionRow.objects.exists()


def test_nothing_of_an_answer_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    walk(ENGLAND | {"relationship": "shared_child", "criminal_case": "acquitted"})
    assert "shared_child" not in caplog.text
    assert "acquitted" not in caplog.text


# ------------------------------------------------------------------ side by side, rules, days


def test_the_orders_stand_side_by_side_in_a_table_for_each_question() -> None:
    page = Page("/orders/which/7", html(PageClient(), "/orders/which/7"))
    assert len(page.find("caption")) == len(page.find("table")) == len(compare.COLUMNS)
    heads = [each.text for each in page.find("th")]
    assert heads == [BOOK.cards[each].title for each in Candidate] * len(page.find("table"))


def test_a_rule_that_is_switched_off_says_so_and_its_order_has_to_be_asked_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rules, "off", lambda: frozenset({"SPA-2"}))
    _client, page = walk(ENGLAND | {"relationship": "stranger", "looks_like_stalking": "no"})
    assert groups(page)["stalking_protection"] == ASK
    assert BOOK.off.text in page


def test_what_should_have_been_checked_again_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    client, page = walk(ENGLAND | {"relationship": "partner", "looks_like_stalking": "yes"})
    assert "Check this</strong>" not in page
    monkeypatch.setattr(timezone, "localdate", lambda: LATER)
    page = html(client, "/orders/which/9")
    assert "<strong>Check this</strong>: The law names partners" in page
    assert "<strong>Check this</strong>: “I think that I am being stalked." in page
    compared = html(client, "/orders/which/7")
    assert "<strong>Check this</strong>: Only the police can ask for it." in compared
    assert "(check this: last checked on" in compared


# ------------------------------------------------------------------ in Welsh


@pytest.mark.parametrize("who", PEOPLE)
def test_in_welsh_the_law_is_marked_as_english_and_the_rest_is_welsh(who: str) -> None:
    client, page = walk(ENGLAND | PEOPLE[who][0], "/cy")
    assert "Dim ond yn Saesneg" in page
    pages = [page, *(html(client, f"/cy/orders/which/{each}") for each in (1, 7, 8))]
    english = {
        *(card.title for card in BOOK.cards.values()),
        *(str(each) for rules in BOOK.rules.values() for each in rules.says.values()),
        *("Checked", "Continue", "Where are you?", "Who asks", "May be available", "In short"),
    }
    for each in pages:
        assert english & set(Unmarked(each).texts) == set()
        assert '<html lang="cy"' in each


def test_the_language_can_be_changed_on_the_way_and_the_answers_stay() -> None:
    client, page = walk(ENGLAND | {"relationship": "partner"})
    assert 'href="/cy/orders/which/9"' in page
    assert "Fy mhartner" in html(client, "/cy/orders/which/9")


# ------------------------------------------------------------------ where it is found


@pytest.mark.parametrize(
    "path",
    ["/orders/", "/orders/overview", "/orders/compare", "/easy/orders/overview"],
)
def test_the_pages_about_orders_lead_to_the_questions(path: str) -> None:
    assert 'href="/orders/which"' in html(PageClient(), path)


@pytest.mark.parametrize("path", ["/cy/orders/", "/cy/orders/overview", "/cy/orders/compare"])
def test_the_welsh_ones_lead_to_the_welsh_questions(path: str) -> None:
    assert 'href="/cy/orders/which"' in html(PageClient(), path)
