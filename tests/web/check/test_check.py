"""The self-check on its pages: answers stay in the visit, danger stands first, nothing is kept."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from fourfold.core.support import selfcheck as core
from fourfold.core.support.selfcheck import ABOUT, FRIEND, ME
from fourfold.web.check import queries
from fourfold.web.check.queries import CHECK
from fourfold.web.record import drafts
from fourfold.web.record.models import DraftRow, EntryRow
from fourfold.web.safety.models import SessionRow
from tests.cast import Member
from tests.data.test_selfcheck import NEVER
from tests.guards.page import PageClient
from tests.guards.welsh import Unmarked

pytestmark = pytest.mark.django_db
Ticked = dict[str, list[str]]
ROWS = max(len(CHECK.choices(each)) for each in CHECK.questions)


def html(client: PageClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code, answer.get("Location"))
    return " ".join(answer.content.decode().split())


def begin(about: str = ME, language: str = "") -> PageClient:
    client = PageClient()
    answer = client.post(f"{language}/check", {"for": about})
    assert (answer.status_code, answer["Location"]) == (303, f"{language}/check/1")
    return client


def number(page: str) -> str:
    """Which page of questions it is, whatever its place in the address."""
    found = re.search(r'name="page" value="(\d+)"', page)
    assert found
    return found[1]


def walk(client: PageClient, ticked: Ticked, language: str = "") -> str:
    """Answer every page with what fits; returns the result."""
    path = f"{language}/check/1"
    while not path.endswith(f"/{queries.RESULT}"):
        sent = {"page": number(html(client, path)), **ticked}
        answer = client.post(path, sent)
        assert answer.status_code == 303
        path = answer["Location"]
    return html(client, path)


def row(place: int) -> Ticked:
    """An answer to each question: over all rows, every answer there is."""
    return {
        each.id: [CHECK.choices(each)[place % len(CHECK.choices(each))].id]
        for each in CHECK.questions
        if each.id != ABOUT
    }


# ------------------------------------------------------------------ the way through


@pytest.mark.slow
@pytest.mark.parametrize("about", [ME, FRIEND])
def test_every_answer_can_be_given_and_no_result_judges_or_leaves_anybody_alone(about: str) -> None:
    for place in range(ROWS):
        page = walk(begin(about), row(place))
        assert 'href="tel:999"' in page
        assert 'href="tel:08088020300"' in page
        assert 'href="/support"' in page
        assert [each[0] for each in NEVER["en"].finditer(words_of(page))] == []


def words_of(page: str) -> str:
    """What the main part says, without sources and the list of answers."""
    main = re.findall(r"<main.*</main>", page)[0]
    words = re.sub(r"<[^>]+>", " ", re.sub(r"<details.*?</details>", "", main))
    for allowed in ("You may be the only one", "On its website only", "notes that only you"):
        words = words.replace(allowed, "")
    return words


def test_somebody_who_leaves_everything_out_gets_a_kind_result() -> None:
    page = walk(begin(), {})
    assert "You have told us nothing, and that is fine." in page
    assert "You do not need to be sure what it is." in page
    assert "Your answers" not in page
    assert "Start a record" not in page


def test_danger_is_asked_first_and_on_every_page() -> None:
    client = begin()
    for path in ("/check", *(f"/check/{place}" for place in range(1, 8)), "/check/9"):
        page = html(client, path)
        main = page[page.index("<main") :]
        assert main.index('href="/check/0"') < main.index("<form" if "<form" in main else "</main>")
        assert main.index("In danger now?") < main.index('href="/check/0"')
        assert main.count('href="/check/0"') == 2


def test_not_being_sure_leads_where_being_in_danger_leads() -> None:
    page = html(PageClient(), "/check")
    links = re.findall(r'href="([^"]+)">(Yes, there may be danger|I am not sure)<', page)
    assert [path for path, _words in links] == ["/check/0", "/check/0"]
    now = html(PageClient(), "/check/0")
    assert "If you cannot speak" in now
    assert "press 55" in now
    assert 'href="tel:116123"' in now
    assert "if you are deaf" in now


@pytest.mark.parametrize(
    ("ticked", "said"),
    [
        ({"signs": ["neck", "order", "fear"]}, "Call 999 if it has just happened"),
        ({"signs": ["fear", "life"]}, 'href="tel:116123"'),
    ],
)
def test_what_cannot_wait_stands_above_the_helpline_and_the_list_of_signs(
    ticked: Ticked, said: str
) -> None:
    page = walk(begin(), ticked)
    order = [page.index(each) for each in ("tel:999", said, "tel:08088020300", "Tell them this")]
    assert order == sorted(order)


def test_a_helpline_for_honour_stands_before_what_the_law_says() -> None:
    page = walk(begin(), {"what": ["follow"], "often": ["many"], "about": ["honour"]})
    assert page.index("Karma Nirvana") < page.index("a course of conduct")


def test_the_helplines_own_tool_stands_before_our_questions() -> None:
    page = html(PageClient(), "/check")
    assert page.index('href="https://www.suzylamplugh.org"') < page.index("Our own questions")


@pytest.mark.parametrize("about", [ME, FRIEND])
def test_signs_of_danger_stand_above_everything_else(about: str) -> None:
    page = walk(begin(about), {"what": ["gifts"], "signs": ["neck", "life"], "often": ["many"]})
    main = page[page.index("<main") :]
    order = [
        main.index(each)
        for each in (
            "What stands out</h1>",
            "Call now",
            'href="tel:999"',
            "Pressure on the neck",
            "116 123",
            "on somebody’s neck",
            "You do not need to be sure",
            "contacting a person",
            "What you can do next",
        )
    ]
    assert order == sorted(order)


def test_an_answer_can_be_changed_and_what_hung_on_it_goes() -> None:
    client = begin()
    page = walk(client, {"what": ["publish"], "pictures": ["young"]})
    assert "Do not copy, save or send it" in page
    assert 'href="/check/1">Change' in page
    shown = html(client, "/check/1")
    assert re.search(r'value="publish" checked', shown)
    client.post("/check/1", {"page": number(shown), "what": ["gifts"]})
    assert "Do not copy, save or send it" not in html(client, "/check/9")


def test_stopping_early_shows_what_stands_out_so_far() -> None:
    client = begin()
    client.post("/check/1", {"page": "1", "what": ["follow"]})
    answer = client.post("/check/2", {"page": "2", "see": "1"})
    assert answer["Location"] == "/check/9"
    assert "following a person" in html(client, "/check/9")


def test_a_page_from_an_older_tab_answers_its_own_questions() -> None:
    client = begin()
    client.post("/check/5", {"page": "2", "signs": ["weapon"], "afraid": ["yes"]})
    page = html(client, "/check/9")
    assert "They have a weapon" in page
    assert "afraid someone would be hurt" not in page


@pytest.mark.parametrize(
    "sent",
    [
        {"page": "1", "what": ["<script>alert(1)</script>", "gifts\x00"]},
        {"page": "0", "for": [FRIEND]},
        {"page": "no page", "what": ["gifts"]},
        {"what": ["gifts"]},
        {"page": "1", "what": [""] * 400},
    ],
)
def test_what_no_page_offers_is_left_out(sent: dict[str, Any]) -> None:
    client = begin()
    assert client.post("/check/1", sent).status_code == 303
    page = html(client, "/check/9")
    assert "You have told us nothing" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("path", ["/check/1", "/check/9", "/cy/check/3", "/cy/check/9"])
def test_without_a_visit_there_is_only_the_beginning(path: str) -> None:
    client = PageClient()
    start = path.rpartition("/")[0]
    for answer in (client.get(path), client.post(path, {"page": "1", "keep": "1"})):
        assert (answer.status_code, answer["Location"]) == (303, start)
    assert not SessionRow.objects.exists()


@pytest.mark.parametrize("place", [10, 99, 4_000_000_000])
def test_there_are_no_other_pages(place: int) -> None:
    assert begin().get(f"/check/{place}").status_code == 404


@pytest.mark.parametrize("about", ["", "nobody", "me2"])
def test_it_begins_only_for_somebody(about: str) -> None:
    client = PageClient()
    answer = client.post("/check", {"for": about})
    assert (answer.status_code, answer["Location"]) == (303, "/check")
    assert not SessionRow.objects.exists()


def test_beginning_again_forgets_what_was_answered() -> None:
    client = begin()
    client.post("/check/1", {"page": "1", "what": ["follow"]})
    client.post("/check", {"for": FRIEND})
    page = html(client, "/check/9")
    assert "You have told us nothing" in page
    assert "Start a record" not in page


def test_the_language_can_be_changed_on_the_way_and_the_answers_stay() -> None:
    client = begin()
    client.post("/check/1", {"page": "1", "what": ["follow"]})
    assert 'href="/cy/check/2"' in html(client, "/check/2")
    assert "dilyn person" in html(client, "/cy/check/9")


# ------------------------------------------------------------------ what is kept, and how long


def test_looking_sets_no_cookie_and_answers_stand_in_no_address_or_title() -> None:
    assert not PageClient().get("/check").cookies
    client = begin()
    for path in (*(f"/check/{place}" for place in range(8)), "/check/8", "/check/9"):
        page = html(client, path)
        title = re.findall("<title>([^<]+)</title>", page)[0]
        assert title in ("A few questions – Fourfold", "Help now – Fourfold")
        assert set(re.findall(r'(?:href|action)="(/check[^"]*)"', page)) <= {
            "/check",
            *(f"/check/{place}" for place in range(10)),
        }


def test_the_answers_lie_sealed_in_a_row_whose_length_tells_nothing() -> None:
    few, many = begin(), begin()
    walk(few, {})
    everything = {q.id: [each.id for each in CHECK.choices(q)] for q in CHECK.questions}
    walk(many, everything)
    rows = [bytes(each.sealed) for each in SessionRow.objects.all()]
    assert len({len(each) for each in rows}) == 1
    for client in (few, many):
        client.post("/check/1", {"page": "1", "what": ["follow"]} if client is few else everything)
        assert client.post("/check/9", {"keep": "1"})["Location"] == "/n/start"
    rows += [bytes(each.sealed) for each in SessionRow.objects.all()]
    assert len({len(each) for each in rows[2:]}) == 1
    assert all(b"gifts" not in each and b"neck" not in each for each in rows)


def test_the_answers_are_gone_after_half_an_hour(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = begin()
    client.post("/check/1", {"page": "1", "what": ["follow"]})
    later = timezone.now() + timedelta(seconds=settings.VISIT_SECONDS + 1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert client.get("/check/9")["Location"] == "/check"


def test_they_are_gone_then_also_where_notes_are_open_for_longer(
    ada: Member, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada.client.post("/check", {"for": ME})
    ada.client.post("/check/1", {"page": "1", "what": ["follow"]})
    began = timezone.now()
    for minutes in (9, 18, 27):
        monkeypatch.setattr(timezone, "now", lambda m=minutes: began + timedelta(minutes=m))
        assert ada.client.get("/n/").status_code == 200
        assert "following a person" in html(ada.client, "/check/9")
    monkeypatch.setattr(timezone, "now", lambda: began + timedelta(minutes=31))
    assert ada.client.get("/check/9")["Location"] == "/check"
    assert ada.client.get("/n/").status_code == 200


def test_forgetting_leaves_nothing_of_them() -> None:
    client = begin()
    client.post("/check/1", {"page": "1", "what": ["follow"]})
    client.post("/check/9", {"keep": "1"})
    answer = client.post("/check/9", {"forget": "1"})
    assert (answer.status_code, answer["Location"]) == (303, "/check/8")
    assert "Your answers are gone" in html(client, "/check/8")
    assert client.get("/check/9")["Location"] == "/check"


def test_exit_takes_them_away_too() -> None:
    client = begin()
    client.get("/leave")
    assert not SessionRow.objects.exists()


def test_nothing_of_an_answer_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    walk(begin(), row(2))
    assert "gifts" not in caplog.text
    assert "weapon" not in caplog.text


# ------------------------------------------------------------------ into a record


def test_the_button_takes_the_answers_into_a_draft_that_its_owner_sees_first(ada: Member) -> None:
    ada.client.post("/check", {"for": ME})
    ticked = {"what": ["gifts"], "signs": ["neck", "life"], "often": ["many"], "effect": ["body"]}
    page = walk(ada.client, ticked)
    assert "Nothing is saved by itself." in page
    assert not DraftRow.objects.exists()
    assert ada.client.post("/check/9", {"keep": "1"})["Location"] == "/n/add"
    led = ada.client.get("/n/add")
    assert led.status_code == 303
    page = html(ada.client, led["Location"])
    assert "Flowers, gifts or food that nobody asked for" in page
    assert "Has it happened more than once? Again and again" in page
    assert "Bad sleep, worry, always on watch" in page
    assert "ending my life" not in page
    assert "It is not in your notes yet." in page
    assert not EntryRow.objects.exists()
    assert len(drafts.all_of(ada.owner)) == 1
    assert ada.client.get("/n/add").status_code == 200


def test_nothing_goes_into_a_record_without_the_button(ada: Member) -> None:
    ada.client.post("/check", {"for": ME})
    walk(ada.client, row(1))
    ada.client.get("/n/")
    ada.client.get("/n/add")
    assert not DraftRow.objects.exists()


def test_somebody_without_notes_is_led_to_start_some() -> None:
    client = begin()
    client.post("/check/1", {"page": "1", "what": ["gifts"]})
    assert client.post("/check/9", {"keep": "1"})["Location"] == "/n/start"


@pytest.mark.parametrize("about", [FRIEND])
def test_what_is_about_somebody_else_goes_into_nobodys_record(about: str, ada: Member) -> None:
    ada.client.post("/check", {"for": about})
    assert "Start a record" not in walk(ada.client, row(1))
    assert ada.client.post("/check/9", {"keep": "1"})["Location"] == "/check"
    ada.client.get("/n/add")
    assert not DraftRow.objects.exists()


# ------------------------------------------------------------------ in Welsh


def test_welsh_about_danger_stands_with_its_english_and_says_that_it_is_a_draft() -> None:
    client = begin(language="/cy")
    page = html(client, "/cy/check/2")
    assert "This Welsh is a draft." in page
    assert page.count('class="app-english" lang="en-gb"') == 18
    found = walk(client, {"signs": ["neck", "weapon"]}, "/cy")
    assert 'lang="en-gb">They have a weapon, or could get one' in found
    assert 'lang="en-gb">Pressure on the neck can harm you inside' in found


@pytest.mark.slow
@pytest.mark.parametrize("about", [ME, FRIEND])
def test_nothing_on_a_welsh_page_of_it_is_english_that_is_not_marked(about: str) -> None:
    english = {
        said.en
        for each in (*CHECK.questions, *CHECK.findings)
        for said in (each.text, each.friend)
        if said
    }
    for place in range(ROWS):
        client = begin(about, "/cy")
        pages = [walk(client, row(place), "/cy")]
        pages += [html(client, f"/cy/check/{each}") for each in range(9) if place == 0]
        for page in pages:
            assert english & set(Unmarked(page).texts) == set()


def test_what_should_have_been_checked_again_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    client = begin()
    walk(client, {"often": ["many"]})
    last = max(each.review_by for each in CHECK.sources.values())
    monkeypatch.setattr(timezone, "localdate", lambda: last + timedelta(days=1))
    assert "<strong>Check this</strong>: You told us that it happened" in html(client, "/check/9")


def test_the_draft_is_made_of_settled_answers_only() -> None:
    given = {ABOUT: (ME,), "pictures": ("young",), "what": ("gifts",)}
    assert core.draft(CHECK, given, "en")["what"] == [
        "Flowers, gifts or food that nobody asked for"
    ]
