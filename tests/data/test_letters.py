"""What letters consist of: all that is said of law has a source, the rest claims nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import msgspec
import pytest

from fourfold.core.guidance import fact
from fourfold.core.guidance.checking import FIGURE
from fourfold.core.guidance.reading import GATES, measure
from fourfold.core.kernel.provenance import Jurisdiction, Status
from fourfold.core.kernel.sourced import Sentence
from fourfold.core.letters.letter import LONGEST
from fourfold.core.letters.outline import Choice, LetterKind, Outline
from fourfold.data import guidance, letters
from tests.table import over

BOOK = letters.load()
FACTS = guidance.facts()
OF_LAW = re.compile(r"Act \d{4}")
NEVER = re.compile(
    r"you qualify|you are entitled|you are safe|low risk|this is a crime|must\b", re.I
)
# What help about writing may not claim, since it names no source.
CLAIMS = re.compile(
    r"\b(law|legal right|crime|arrest|prison|judge|court (will|can|has|decides|looks)|"
    r"police (will|must|have to|should|decide)|within|always)\b",
    re.I,
)


def sentences() -> Iterator[tuple[str, Sentence]]:
    """Everything that is said about letters, each with the place where it stands."""
    for kind, outline in BOOK.outlines.items():
        for name in ("about", "warnings", "after"):
            yield from ((f"{kind} {name} {n}", s) for n, s in enumerate(getattr(outline, name)))
        for section in outline.sections:
            yield from ((f"{kind} {section.id} {n}", s) for n, s in enumerate(section.help))


def begun() -> Iterator[tuple[str, str]]:
    """What stands in a letter before she has written anything, and what is asked of her."""
    for kind, outline in BOOK.outlines.items():
        yield f"{kind} title", outline.title
        yield f"{kind} heading", outline.heading
        for section in outline.sections:
            yield f"{kind} {section.id} heading", section.heading
            yield from ((f"{kind} {section.id}", x) for x in (section.begins, section.ask) if x)


SENTENCES: dict[str, Sentence | Choice] = dict(sentences()) | {
    f"choice {each.id}": each for each in BOOK.choices.values()
}
BEGUN = dict(begun())
HELP = {where: each for where, each in SENTENCES.items() if not each.source}


def words(text: str) -> str:
    return fact.fill(text, FACTS, lambda each: each.en)


def names() -> list[str]:
    return [word.term for word in guidance.load().words.values() if word.is_name]


def test_every_kind_has_its_own_outline_a_page_and_something_to_know_first() -> None:
    for kind, outline in BOOK.outlines.items():
        assert outline.kind is kind
        assert guidance.load().find(outline.page), kind
        assert outline.about, kind
        assert outline.warnings, kind
        assert outline.after, kind


def test_sections_and_choices_are_named_once_and_no_more_than_three_questions_are_asked() -> None:
    for kind, outline in BOOK.outlines.items():
        ids = [section.id for section in outline.sections]
        assert len(set(ids)) == len(ids), kind
        assert all(re.fullmatch("[a-z]+", each) for each in ids), kind
        assert sum(bool(section.ask) for section in outline.sections) <= 3, kind
        assert sum(bool(section.choices) for section in outline.sections) <= 1, kind
        assert all(len(section.begins) < LONGEST for section in outline.sections)


def test_every_choice_is_there_and_is_used() -> None:
    used = {x for each in BOOK.outlines.values() for s in each.sections for x in s.choices}
    assert used == set(BOOK.choices)


def test_every_source_is_there_is_used_and_says_which_text_was_read() -> None:
    assert set(BOOK.sources) == {each.source for each in SENTENCES.values() if each.source}
    for each in BOOK.sources.values():
        known = each.provenance
        assert each.version, each.id
        assert known.checked < known.review_by, each.id
        assert known.jurisdiction is Jurisdiction.ENGLAND_AND_WALES
        assert OF_LAW.search(known.source) or known.status is Status.SOURCE, each.id
        assert each.url.startswith(("https://", "http://solicitorsjournal.co.uk/")), each.id


def test_sources_and_choices_stand_in_their_files_once() -> None:
    for name in ("sources", "choices"):
        raw = json.loads(files("fourfold.data.letters").joinpath(f"{name}.json").read_bytes())
        ids = [each["id"] for each in raw[name]]
        assert len(set(ids)) == len(ids), name


@pytest.mark.parametrize("kind", LetterKind)
def test_nothing_in_a_file_is_passed_over(kind: LetterKind) -> None:
    raw = json.loads(files("fourfold.data.letters").joinpath(f"{kind}.json").read_bytes())
    written = json.loads(msgspec.json.encode(BOOK.outlines[kind]))
    assert _without_defaults(written) == _without_defaults(raw)


def _without_defaults(value: Any) -> Any:
    if isinstance(value, dict):
        found = {key: _without_defaults(each) for key, each in value.items()}
        return {key: each for key, each in found.items() if each not in ([], "", False, None)}
    return [_without_defaults(each) for each in value] if isinstance(value, list) else value


@over("where", SENTENCES)
def test_every_fact_in_a_sentence_is_there_and_no_figure_stands_beside_it(where: str) -> None:
    sentence = SENTENCES[where]
    assert set(fact.names(sentence.text)) <= set(FACTS)
    left = fact.NAMED.sub("", sentence.text).replace("call 999", "")
    assert FIGURE.findall(left) == []
    assert sentence.source or not fact.names(sentence.text)


@over("where", HELP)
def test_help_without_a_source_claims_nothing_of_law(where: str) -> None:
    assert not CLAIMS.search(HELP[where].text)


@over("where", SENTENCES)
def test_every_sentence_is_plain_and_promises_nothing(where: str) -> None:
    text = words(SENTENCES[where].text)
    assert measure(text, names()).longest_words <= GATES["en"].longest_words, text
    assert not NEVER.search(text)
    assert "'" not in text


@over("where", BEGUN)
def test_what_a_letter_begins_with_is_plain_claims_no_fact_and_names_nobody(where: str) -> None:
    text = BEGUN[where]
    assert measure(text, names()).longest_words <= GATES["en"].longest_words, text
    assert not re.search(r"\b(he|him|his|she|her|stalker|offender)\b", text, re.I)
    assert not re.search(r"I am entitled|is a crime|guilty|statement of truth|signed", text)
    assert "'" not in text
    assert "{" not in text


def test_all_of_it_together_is_as_plain_as_a_page_has_to_be() -> None:
    whole = "\n\n".join([*(words(each.text) for each in SENTENCES.values()), *BEGUN.values()])
    assert measure(whole, names()).beyond(GATES["en"]) == ()


def test_the_court_statement_says_where_a_secret_address_goes_and_what_a_false_one_means() -> None:
    warnings = " ".join(words(each.text) for each in BOOK.outlines[LetterKind.STATEMENT].warnings)
    assert "form C8" in warnings
    assert "contempt of court" in warnings
    assert "statement of truth" in warnings


def test_the_personal_statement_has_every_warning_of_the_fact_base() -> None:
    outline: Outline = BOOK.outlines[LetterKind.PERSONAL_STATEMENT]
    warnings = " ".join(each.text for each in outline.warnings)
    for said in (
        "lawyers",
        "out loud",
        "asked questions",
        "in the news",
        "cannot change it",
        "sentence",
    ):
        assert said in warnings, said
