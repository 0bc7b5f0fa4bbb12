"""Rules for hard words: short, plain, each with its source, and in Welsh only what was read."""

import re
from collections import Counter

import pytest

from fourfold.core.guidance.reading import GATES, measure
from fourfold.core.guidance.word import Word
from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.data import guidance
from tests.data.test_guidance import NEVER, SHOUTING, WRITTEN
from tests.table import over

WORDS = tuple(guidance.load().words.values())
EVERY_WORD = over("word", WORDS, lambda word: word.id)
NAMES = [word.term for word in WORDS if word.is_name]
WELSH_NAMES = [word.cy for word in WORDS if word.is_name and word.cy]
# Words for people that put a label on them, and short forms that nobody explains.
NOT_OURS = re.compile(
    r"\b(?:stalkers?|abusers?|offenders?|complainants?|he|she|his|her|him|ex parte|[A-Z]{2,}s?)\b"
)
# Welsh that was read somewhere and not chosen, with every first letter that it can change to.
REJECTED = re.compile(
    r"stelcian|stelcio seibr\b|aflonyddwch|(?:cyf|gyf|chyf|nghyf)ryngwr|(?:d|dd|n)rwgdybiedig"
    r"|(?:m|f)eddiannu|(?:g|ng|)warchod rhag|(?:g|ng|)warchod stelcio|amddiffyn rhag"
    r"|amddiffyn cam-drin|(?:d|dd|n)ioddefydd|(?:b|f|m)regus|(?:p|b|ph|mh)ardwyn|ymrwymiad"
    r"|arddangosyn|cronoleg|cyfrin-ymadrodd|cod adfer|eiriolwr",
    re.I,
)


def texts(word: Word) -> tuple[str, ...]:
    return (word.meaning, word.easy)


def test_there_are_words_enough_for_the_pages() -> None:
    assert len(WORDS) >= 60
    assert sum(bool(word.easy) for word in WORDS) >= 45
    assert sum(word.is_in("cy") for word in WORDS) >= 45


def test_no_two_words_or_meanings_are_alike() -> None:
    for said in (
        [word.term.casefold() for word in WORDS],
        [word.meaning for word in WORDS],
        [word.easy for word in WORDS if word.easy],
        [word.cy.casefold() for word in WORDS if word.cy],
        [word.cy_meaning for word in WORDS if word.cy],
    ):
        assert [text for text, count in Counter(said).items() if count > 1] == []


def test_the_words_stand_in_the_order_of_their_ids() -> None:
    assert [word.id for word in WORDS] == sorted(word.id for word in WORDS)


@EVERY_WORD
def test_a_meaning_is_short_and_plain(word: Word) -> None:
    reading = measure(word.meaning, NAMES)
    assert 1 <= reading.sentences <= 4
    assert reading.beyond(GATES["en"]) == ()


@EVERY_WORD
def test_easy_read_and_welsh_have_no_long_sentence(word: Word) -> None:
    assert measure(word.easy, NAMES).longest_words <= GATES["easy"].longest_words
    assert measure(word.cy_meaning, WELSH_NAMES).longest_words <= GATES["cy"].longest_words


@pytest.mark.parametrize(
    ("language", "said", "names"),
    [
        ("en", [word.meaning for word in WORDS], NAMES),
        ("easy", [word.easy for word in WORDS if word.easy], NAMES),
        ("cy", [word.cy_meaning for word in WORDS if word.cy], WELSH_NAMES),
    ],
)
def test_all_together_are_easy_enough_to_read(
    language: str, said: list[str], names: list[str]
) -> None:
    assert measure("\n\n".join(said), names).beyond(GATES[language]) == ()


@EVERY_WORD
def test_a_meaning_holds_no_figure_and_no_promise(word: Word) -> None:
    for text in (*texts(word), word.cy_meaning):
        assert re.findall(r"\d", text) == [], text
        assert NEVER.findall(text) == [], text
        assert SHOUTING.findall(text) == [], text


@EVERY_WORD
def test_a_meaning_labels_nobody_and_needs_no_short_form(word: Word) -> None:
    for text in texts(word):
        assert NOT_OURS.findall(text.replace("FOUR", "")) == [], text


@EVERY_WORD
def test_a_term_stands_as_in_running_text(word: Word) -> None:
    assert word.term == word.term.strip()
    assert "'" not in word.term + word.meaning + word.easy + word.cy + word.cy_meaning
    if word.term[0].isupper():
        assert word.is_name or word.id == "four"


@EVERY_WORD
def test_orders_and_courts_are_names(word: Word) -> None:
    if word.id.endswith(("-order", "-court", "-scheme")) and word.id != "court-order":
        assert word.is_name


@EVERY_WORD
def test_a_word_does_not_explain_itself_with_itself(word: Word) -> None:
    opening = re.split(r"[.:] ", word.meaning)[0]
    assert not re.search(rf"\b{re.escape(word.term)}\b", opening)


@EVERY_WORD
def test_each_says_where_it_was_read_and_when(word: Word) -> None:
    known = word.provenance
    assert len(known.source) > 10
    assert known.checked <= WRITTEN < known.review_by
    assert known.jurisdiction in (Jurisdiction.ENGLAND_AND_WALES, Jurisdiction.UNITED_KINGDOM)


@EVERY_WORD
def test_welsh_comes_with_its_source_or_not_at_all(word: Word) -> None:
    assert bool(word.cy) == bool(word.cy_meaning) == bool(word.cy_source)
    assert "memory" not in word.cy_source
    assert not word.cy or word.cy_meaning.endswith(".")


@EVERY_WORD
def test_welsh_uses_none_of_the_forms_that_were_not_chosen(word: Word) -> None:
    assert REJECTED.findall(f"{word.cy} {word.cy_meaning}") == []


@pytest.mark.parametrize(
    "text", ["stelcian", "gyfryngwr", "ddrwgdybiedig", "gorchymyn feddiannu", "Amddiffyn rhag"]
)
def test_a_form_that_was_not_chosen_is_found_in_its_mutations(text: str) -> None:
    assert REJECTED.search(text)


def test_what_provokes_is_not_named_without_a_plan() -> None:
    for word in WORDS:
        if word.id in {"spyware", "tracker"}:
            assert "may change what they do" in word.meaning
            assert "Plan first" in word.meaning or "Ask the police" in word.meaning
