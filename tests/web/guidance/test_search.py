"""Looking for a page by a few words, which nobody else gets to know."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.web.guidance import queries
from fourfold.web.guidance.search import LIKE_ENOUGH, Found, Index
from fourfold.web.safety.models import SessionRow
from tests.guards.page import PageClient

WORST = ("interntaional", "proetction", "stlaking", "injuctions", "eeeeeeee", "x" * 200)
ENTRIES = [
    (Found("orders/one", "en", "Stalking protection orders", "Who asks for one."), "The police."),
    (
        Found("safer/phone", "en", "Your phone", "Who else can see it."),
        "Old phones, new court dates.",
    ),
    (Found("court-day", "en", "The day in court", "What happens."), "A café near the court."),
]


def slugs(asked: str) -> list[str]:
    return [found.slug for found in Index(ENTRIES).search(asked)]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("phone", "safer/phone"),
        ("PHONES", "safer/phone"),
        ("court", "court-day"),
        ("courts", "court-day"),
        ("the day in the court", "court-day"),
        ("stalkng protecton", "orders/one"),
        ("cafe", "court-day"),
        ("protection order", "orders/one"),
    ],
)
def test_the_page_that_is_about_it_comes_first(asked: str, first: str) -> None:
    assert slugs(asked)[0] == first


@pytest.mark.parametrize("asked", ["", "?", "xyzzyq", "'\"(", '" OR *', "title:", "\u2028", "😀"])
def test_what_is_no_word_finds_nothing_and_breaks_nothing(asked: str) -> None:
    assert slugs(asked) == []


@pytest.mark.parametrize("asked", ['phone" OR "', "phone*", "title : phone", "AND phone NOT"])
def test_the_language_of_the_index_is_never_spoken_by_whoever_asks(asked: str) -> None:
    assert "safer/phone" in slugs(asked)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("they came back although there is an order", "orders/broken"),
        ("he came back", "orders/broken"),
        ("it is my daughter", "friends"),
        ("I give evidence on Monday", "court-day"),
        ("going to the police tomorrow", "police"),
        ("he was released tonight", "first-week"),
        ("is it stalking", "understand/stalking"),
        ("my ex keeps texting me", "evidence/messages"),
        ("scared", "understand/signs"),
        ("restraning order", "orders/restraining"),
    ],
)
def test_what_somebody_would_write_finds_the_page_that_helps(asked: str, first: str) -> None:
    assert queries.search(asked, "en")[0][1].slug == first


def test_pages_come_before_the_meanings_of_words() -> None:
    kinds = [found.is_word for _path, found in queries.search("police", "en")]
    assert kinds == sorted(kinds)
    assert kinds.count(True) == 5


def test_a_search_for_words_of_every_sentence_still_looks() -> None:
    assert slugs("what is it in the")


def test_a_whole_book_of_words_is_answered_too() -> None:
    assert slugs("phone " * 10_000) == ["safer/phone"]


@pytest.mark.parametrize(
    "asked", ["stlaking", "protectoin", "phonse", "courtt", "caffé", "polcie", "datse", "aaaaaaaa"]
)
def test_what_is_not_compared_could_not_have_been_found(asked: str) -> None:
    index = Index(ENTRIES)
    (nearest,) = get_close_matches(asked, index._known, n=1, cutoff=LIKE_ENOUGH) or [""]
    assert index._nearest(asked) == nearest


@given(st.text("abcdeé", min_size=4, max_size=12))
def test_nor_for_any_other_word(asked: str) -> None:
    words = Index([(Found("a", "en", "abcde bcdea deabc", ""), "aabbc ebeb ccdd eéeé")])
    near = get_close_matches(asked, words._known, n=1, cutoff=LIKE_ENOUGH)
    assert words._nearest(asked) == (asked if asked in words._known else (near or [""])[0])


def test_a_slip_is_compared_with_few_of_the_words_there_are() -> None:
    index = queries._index("en")
    compared = [len(list(index._perhaps_near(word))) for word in WORST]
    assert max(compared) < len(index._known) / 4


# ------------------------------------------------------------------ the page


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "words"),
    [("/search", "is this device safe"), ("/cy/search", "a yw’r ddyfais hon yn ddiogel")],
)
def test_words_go_in_a_post_and_the_answer_comes_with_the_next_page(path: str, words: str) -> None:
    client = PageClient()
    assert 'id="found"' not in text(client.get(path))
    answer = client.post(path, {"words": words})
    assert (answer.status_code, answer["Location"]) == (303, path)
    html = text(client.get(path))
    prefix = path.removesuffix("/search")
    links = re.findall(r'<h3 class="govuk-heading-s"><a class="govuk-link" href="([^"]+)"', html)
    assert links[0] == f"{prefix}/safer/device"


@pytest.mark.django_db
def test_the_words_lie_sealed_and_only_in_the_visit() -> None:
    client = PageClient()
    client.post("/search", {"words": "quarantine trombone"})
    (row,) = SessionRow.objects.all()
    assert row.record_id is None
    assert b"trombone" not in bytes(row.sealed)
    assert "quarantine trombone" in text(client.get("/search"))
    assert "quarantine trombone" not in text(PageClient().get("/search"))


@pytest.mark.django_db
def test_nothing_found_leads_to_somebody_to_talk_to() -> None:
    client = PageClient()
    client.post("/search", {"words": "zzzzzz"})
    html = text(client.get("/search"))
    assert "Nothing found" in html
    assert 'href="tel:08088020300"' in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "message"),
    [("", "Write a word or two"), ("x" * 201, "That is too long: use at most 200 characters")],
)
def test_a_search_that_cannot_be_made_says_why_and_keeps_the_words(
    words: str, message: str
) -> None:
    client = PageClient()
    assert client.post("/search", {"words": words}).status_code == 303
    html = text(client.get("/search"))
    assert message in html
    assert words in html


def test_asking_for_the_empty_page_needs_no_database_and_no_cookie() -> None:
    answer = PageClient().get("/search")
    assert answer.status_code == 200
    assert not answer.cookies
