"""The page of hard words, in English and in Welsh."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils import timezone

from fourfold.core.guidance.word import Word
from fourfold.core.kernel.provenance import Jurisdiction, Provenance, Status
from fourfold.data import guidance
from fourfold.web.guidance.glossary import Glossary, glossary
from tests.guards.page import PageClient

TODAY = date(2026, 11, 25)
LATER = date(2031, 1, 1)
KNOWN = Provenance(
    "An Act, section 1", Status.LAW, Jurisdiction.ENGLAND_AND_WALES, TODAY, date(2027, 5, 22)
)


def word(term: str, cy: str = "") -> Word:
    return Word(term, term, "It is a word.", KNOWN, cy=cy, cy_meaning="Gair." if cy else "")


def read(path: str) -> str:
    answer = PageClient().get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def in_order(shown: Glossary) -> list[tuple[str, list[str]]]:
    return [(letter.name, [each.term for each in letter.words]) for letter in shown.letters]


def test_english_words_stand_under_their_first_letters() -> None:
    shown = glossary((word("witness"), word("Crown Court"), word("charge")), "en", TODAY)
    assert in_order(shown) == [("C", ["charge", "Crown Court"]), ("W", ["witness"])]
    assert shown.english == ()


@pytest.mark.parametrize(
    ("terms", "letters"),
    [
        (("chwilio", "cyhuddiad"), [("C", ["cyhuddiad"]), ("Ch", ["chwilio"])]),
        (("llys teulu", "lori"), [("L", ["lori"]), ("Ll", ["llys teulu"])]),
        (("heddlu", "ngwynt", "gwaharddeb"), [("G", ["gwaharddeb"]), ("Ng", ["ngwynt"]),
                                              ("H", ["heddlu"])]),
        (("rhyddhau", "rheithgor", "ras"), [("R", ["ras"]), ("Rh", ["rheithgor", "rhyddhau"])]),
    ],
)  # fmt: skip
def test_welsh_words_stand_under_welsh_letters(
    terms: tuple[str, ...], letters: list[tuple[str, list[str]]]
) -> None:
    shown = glossary([word(f"word {term}", term) for term in terms], "cy", TODAY)
    assert in_order(shown) == letters


def test_words_without_welsh_stand_at_the_end_in_english() -> None:
    shown = glossary(
        (word("warrant"), word("evidence", "tystiolaeth"), word("parole")), "cy", TODAY
    )
    assert in_order(shown) == [("T", ["tystiolaeth"])]
    assert [each.term for each in shown.english] == ["parole", "warrant"]


@pytest.mark.parametrize("path", ["/words", "/cy/words"])
def test_every_word_has_its_own_place_and_every_letter_a_link(path: str) -> None:
    html = read(path)
    for each in guidance.load().words:
        assert html.count(f'id="{each}"') == 1
    letters = re.findall(r'<h2 class="[^"]*" id="(letter-[a-z]+|not-in-welsh)"', html)
    assert letters
    for letter in letters:
        assert f'href="#{letter}"' in html


def test_the_page_says_whose_law_it_is_and_where_each_meaning_was_read() -> None:
    html = read("/words")
    assert "The law here is the law of England and Wales." in html
    assert "The same in all of the UK." in html
    assert 'href="/facts#words"' in html
    html = read("/facts")
    for each in guidance.load().words.values():
        assert each.provenance.source.replace("&", "&amp;") in html


def test_in_welsh_the_english_stands_under_each_word_and_says_that_it_is_english() -> None:
    html = read("/cy/words")
    assert "No translator has checked it." in html
    assert '<dt class="govuk-heading-s">gorchymyn atal</dt>' in html
    assert re.search(r'<dd class="[^"]*" lang="en-gb"><strong>restraining order</strong>:', html)
    assert '<div class="app-glossary__word" id="parole" lang="en-gb">' in html


@pytest.mark.parametrize(
    ("path", "says"), [("/words", "Check this"), ("/cy/words", "Gwiriwch hyn")]
)
def test_a_word_past_its_review_day_says_check_this(
    path: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert says not in read(path)
    monkeypatch.setattr(timezone, "localdate", lambda: LATER)
    assert read(path).count(f"{says}: ") == len(guidance.load().words)


def test_easy_read_explains_in_one_short_sentence_what_it_has_words_for() -> None:
    html = read("/easy/words")
    for each in guidance.load().words.values():
        assert (f'id="{each.id}"' in html) is bool(each.easy)
        assert not each.easy or each.easy.replace("&", "&amp;") in html
    assert 'href="/words"' in html
