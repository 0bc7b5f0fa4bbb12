"""What is said about orders: every sentence has a source, and none says more than a source does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from itertools import product
from typing import Any

import msgspec
import pytest

from fourfold.core.guidance import fact
from fourfold.core.guidance.checking import FIGURE
from fourfold.core.guidance.reading import GATES, measure
from fourfold.core.kernel.provenance import Jurisdiction, Status
from fourfold.core.kernel.sourced import Sentence
from fourfold.core.orders import navigator
from fourfold.core.orders.answers import Answers, CriminalCase, Relationship
from fourfold.core.orders.rule import OFF, Candidate
from fourfold.core.orders.words import Card, Evidence
from fourfold.core.record.codes import OrderKind
from fourfold.data import guidance, orders
from tests.table import over

BOOK = orders.load()
PAGES = guidance.load().pages
FACTS = guidance.facts()
OF_LAW = re.compile(r"Act (\(Northern Ireland\) )?\d{4}|S\.I\. \d|Order 1997|\(Scotland\) Act")
TEXTS = ("talk_to", "asks", "where", "form", "cost", "proof", "length", "terms", "breach", "before")
# What nobody may promise, and how nobody is told what to think.
NEVER = re.compile(
    r"you qualify|you are entitled|you are safe|low risk|this is a crime|victim", re.I
)


def sentences() -> Iterator[tuple[str, Sentence | Evidence]]:
    """Everything that is shown, each with the place where it stands."""
    yield "off", BOOK.off
    for rule in BOOK.rules.values():
        yield from ((f"{rule.id} {key}", each) for key, each in rule.says.items())
    for order, card in BOOK.cards.items():
        yield from ((f"{order} {name}", getattr(card, name)) for name in TEXTS)
        yield from ((f"{order} helps {each.id}", each) for each in card.evidence)
        yield from ((f"{order} say {n}", each) for n, each in enumerate(card.say))
    yield from ((f"named {each.id}", each.says) for each in BOOK.named)
    yield from ((f"held {kind}", each.breach) for kind, each in BOOK.held.items())
    yield from ((f"broken {n}", each) for n, each in enumerate(BOOK.broken))
    yield from ((f"ask {n}", each) for n, each in enumerate(BOOK.ask))


SENTENCES = dict(sentences())


def test_a_page_of_ours_is_named_by_its_title_and_not_by_its_address() -> None:
    titles = {page.about.title for (_, language), page in PAGES.items() if language == "en"}
    ours = [each for each in BOOK.sources.values() if each.provenance.source.startswith("Our page")]
    assert ours
    for each in ours:
        named = set(re.findall(r"“(.+?)”", each.provenance.source))
        assert named
        assert named <= titles
        assert "/" not in each.provenance.source + each.version


def test_no_field_of_a_card_is_forgotten_here() -> None:
    others = {"order", "title", "page", "evidence", "say"}
    assert {each.name for each in msgspec.structs.fields(_as_struct(Card))} == {*TEXTS, *others}


def _as_struct(kind: type[Any]) -> type[msgspec.Struct]:
    """The same field names as a msgspec struct."""
    return msgspec.defstruct(kind.__name__, list(kind.__dataclass_fields__))


@over("where", SENTENCES)
def test_every_sentence_has_a_source_that_is_in_the_data(where: str) -> None:
    assert SENTENCES[where].source in BOOK.sources


def test_every_source_is_used_and_says_which_text_was_read() -> None:
    used = {each.source for each in SENTENCES.values()}
    assert set(BOOK.sources) == used
    for each in BOOK.sources.values():
        assert each.version, each.id
        assert each.provenance.source, each.id
        assert each.provenance.checked < each.provenance.review_by, each.id
        assert not each.url or each.url.startswith("https://"), each.id


def test_a_source_of_law_names_an_act_an_order_or_regulations() -> None:
    for each in BOOK.sources.values():
        names_law = OF_LAW.search(each.provenance.source)
        assert names_law or each.provenance.status is Status.SOURCE, each.id


def test_sources_are_there_once() -> None:
    raw = json.loads(files("fourfold.data.orders").joinpath("sources.json").read_bytes())
    ids = [each["id"] for each in raw["sources"]]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", ["sources", "rules", "cards", "named", "held"])
def test_nothing_in_a_file_is_passed_over(name: str) -> None:
    raw = json.loads(files("fourfold.data.orders").joinpath(f"{name}.json").read_bytes())
    read = {
        "sources": {"sources": list(BOOK.sources.values())},
        "rules": {"off": BOOK.off, "rules": list(BOOK.rules.values())},
        "cards": {"cards": list(BOOK.cards.values())},
        "named": {"named": BOOK.named},
        "held": {"held": list(BOOK.held.values()), "broken": BOOK.broken, "ask": BOOK.ask},
    }[name]
    written = json.loads(msgspec.json.encode(read))
    assert _without_defaults(written) == _without_defaults(raw)


def _without_defaults(value: Any) -> Any:
    if isinstance(value, dict):
        found = {key: _without_defaults(each) for key, each in value.items()}
        return {key: each for key, each in found.items() if each not in ([], "", False, None)}
    return [_without_defaults(each) for each in value] if isinstance(value, list) else value


@over("where", SENTENCES)
def test_every_fact_in_a_sentence_is_there_and_no_figure_stands_beside_it(where: str) -> None:
    text = SENTENCES[where].text
    assert set(fact.names(text)) <= set(FACTS)
    assert FIGURE.findall(fact.NAMED.sub("", text)) == []


@over("where", SENTENCES)
def test_every_sentence_is_plain_and_promises_nothing(where: str) -> None:
    text = fact.fill(SENTENCES[where].text, FACTS, lambda each: each.en)
    names = [word.term for word in guidance.load().words.values() if word.is_name]
    assert measure(text, names).longest_words <= GATES["en"].longest_words, text
    assert not NEVER.search(text)
    assert "'" not in text


def test_all_of_it_together_is_as_plain_as_a_page_has_to_be() -> None:
    texts = (each.text for each in SENTENCES.values() if isinstance(each, Sentence))
    whole = "\n\n".join(fact.fill(text, FACTS, lambda each: each.en) for text in texts)
    names = [word.term for word in guidance.load().words.values() if word.is_name]
    assert measure(whole, names).beyond(GATES["en"]) == ()


def test_there_are_words_for_whatever_a_rule_can_say_and_no_others() -> None:
    said = {(rule, key) for rule, key in _everything_said() if key != OFF}
    assert said == {(rule.id, key) for rule in BOOK.rules.values() for key in rule.says}
    assert set(BOOK.rules) == navigator.rule_ids()


def _everything_said() -> Iterator[tuple[str, str]]:
    places = (
        Jurisdiction.ENGLAND_AND_WALES,
        Jurisdiction.SCOTLAND,
        Jurisdiction.NORTHERN_IRELAND,
        None,
    )
    yes_no = (True, False, None)
    for place, bond, answer in product(places, (*Relationship, None), yes_no):
        for case, age in product((*CriminalCase, None), (True, False)):
            given = Answers(
                jurisdiction=place,
                relationship=bond,
                looks_like_stalking=answer,
                criminal_case=case,
                home_shared=answer,
                person_known=answer,
                respondent_under_18=age,
                owner_under_16=not age,
                order_in_force=answer,
            )
            more = navigator.consider(given), navigator.consider(
                Answers(jurisdiction=place, respondent_under_18=age, looks_like_stalking=True,
                        relationship=bond, home_shared=answer, person_known=False)
            )  # fmt: skip
            for answered in more:
                for each in answered:
                    yield from ((reason.rule, reason.key) for reason in each.because)


def test_each_order_has_a_card_in_order_and_a_page_of_ours() -> None:
    assert list(BOOK.cards) == list(Candidate)
    for card in BOOK.cards.values():
        assert guidance.load().find(card.page), card.page
        assert card.evidence, card.order
        ids = [each.id for each in card.evidence]
        assert len(set(ids)) == len(ids)


def test_what_to_say_to_the_police_is_for_the_order_that_they_ask_for() -> None:
    assert [order for order, card in BOOK.cards.items() if card.say] == [
        Candidate.STALKING_PROTECTION
    ]


@pytest.mark.parametrize("card", list(BOOK.cards.values()), ids=list(BOOK.cards))
def test_each_card_says_that_it_may_provoke_and_to_plan_first(card: Card) -> None:
    assert "This may change what the other person does. Plan first" in card.before.text


def test_every_kind_of_order_that_can_be_held_says_what_a_break_means() -> None:
    assert list(BOOK.held) == list(OrderKind)


def test_the_domestic_abuse_protection_order_names_no_area() -> None:
    card = BOOK.cards[Candidate.DOMESTIC_ABUSE_PROTECTION]
    texts = [getattr(card, name).text for name in TEXTS]
    for rule in ("DAA-2", "DAA-32", "DAA-TRIAL"):
        texts += [each.text for each in BOOK.rules[rule].says.values()]
    for place in ("Manchester", "Cleveland", "Croydon", "Bromley", "Sutton", "Wales", "London"):
        assert not any(place in text for text in texts), place
    assert "Ask the police or FLOWS" in BOOK.rules["DAA-TRIAL"].says["check"].text


def test_the_fee_of_an_injunction_is_not_printed() -> None:
    assert not re.search(r"£|\d", BOOK.cards[Candidate.HARASSMENT_INJUNCTION].cost.text)


@pytest.mark.parametrize("jurisdiction", list(Jurisdiction)[:3])
def test_other_orders_are_named_for_each_nation(jurisdiction: Jurisdiction) -> None:
    named = [each for each in BOOK.named if each.jurisdiction is jurisdiction]
    assert named
    is_here = jurisdiction is Jurisdiction.ENGLAND_AND_WALES
    assert all((each.beside is not None) == is_here for each in named)
    for each in named:
        assert BOOK.sources[each.says.source].provenance.jurisdiction is jurisdiction


@pytest.mark.parametrize(("rule", "jurisdiction"), [
    ("SCOTLAND", Jurisdiction.SCOTLAND), ("NORTHERN-IRELAND", Jurisdiction.NORTHERN_IRELAND),
])  # fmt: skip
def test_elsewhere_each_reason_says_whom_to_ask(rule: str, jurisdiction: Jurisdiction) -> None:
    for key, each in BOOK.rules[rule].says.items():
        assert re.search(
            r"Ask (the police|Police Scotland|a solicitor)|Call 101|call 101", each.text
        ), key
        known = BOOK.sources[each.source].provenance.jurisdiction
        assert known is jurisdiction or each.source == "extent", key


def test_nothing_is_past_its_review_day_on_the_day_it_was_checked() -> None:
    assert not any(each.provenance.is_due(date(2026, 11, 25)) for each in BOOK.sources.values())
