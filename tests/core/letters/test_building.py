"""A letter is made of what was chosen, all of it and nothing else, each day as it is known."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.kernel.when import When
from fourfold.core.letters.building import Answers, build, place
from fourfold.core.letters.errors import TooLong
from fourfold.core.letters.letter import LONGEST
from fourfold.core.letters.outline import LetterKind
from fourfold.core.record.body import Body, Handling, Term
from fourfold.core.record.codes import (
    Afraid,
    Direction,
    DoneBy,
    Kind,
    OrderKind,
    StopPoint,
)
from fourfold.core.record.exhibit import Exhibit
from tests.core.letters.make import (
    BOOK,
    built,
    contact,
    effect,
    entry,
    incident,
    message,
    note,
    order,
    say_when,
    text_of,
    thing,
)

STATEMENT = LetterKind.STATEMENT
EXHIBIT = Exhibit(
    ref="AB/1",
    file_id="1" * 32,
    name="a.jpg",
    size=3,
    sha256="2" * 64,
    header_sha256="3" * 64,
    media_type="image/jpeg",
)


def alone(body: Body, kind: LetterKind = LetterKind.POLICE_ORDER, **answers: Any) -> str:
    """All that a letter says of one entry."""
    return "\n".join(part.text for part in built(kind, body, **answers).parts)


def test_the_newest_thing_that_was_done_comes_first_and_the_rest_in_order() -> None:
    letter = built(
        STATEMENT,
        incident("second", "2026-02"),
        incident("newest", "2026-05-01"),
        incident("first", "2025~"),
        message("third", "2026-04-30"),
    )
    assert text_of(letter, "newest") == "2026-05-01 (entry 2).\nnewest"
    assert text_of(letter, "before").split("\n\n") == [
        "2025~ (entry 3).\nfirst",
        "2026-02 (entry 1).\nsecond",
        "2026-04-30 (entry 4). A message to me:\nthird",
    ]


@pytest.mark.parametrize(
    "newer",
    [
        incident("not dated", "XXXX"),
        incident("a friend did it", "2026-06", done_by=DoneBy.SOMEONE_ELSE),
        message("my own", "2026-06", direction=Direction.FROM_OWNER),
    ],
)
def test_what_has_no_date_and_what_they_did_not_do_is_never_the_newest(newer: Body) -> None:
    letter = built(STATEMENT, incident("theirs", "2026-05"), newer)
    assert "theirs" in text_of(letter, "newest")
    assert newer.words in text_of(letter, "before")


def test_what_is_newest_only_among_the_chosen_is_not_called_so() -> None:
    bodies = (incident("older", "2026-02"), incident("newest", "2026-05-01"))
    letter = built(STATEMENT, *bodies, chosen=frozenset({1}))
    assert text_of(letter, "newest") == ""
    assert "older" in text_of(letter, "before")
    assert letter.entries == (1,)


def test_where_nothing_has_a_date_nothing_is_the_newest() -> None:
    letter = built(STATEMENT, incident("some day", "XXXX"))
    assert text_of(letter, "newest") == ""
    assert "some day" in text_of(letter, "before")


@pytest.mark.parametrize("kind", LetterKind)
def test_every_entry_that_is_offered_stands_in_exactly_one_section(kind: LetterKind) -> None:
    outline = BOOK.outlines[kind]
    bodies = (incident(), message(), effect(), contact(), order(), thing(), note())
    entries = [entry(number, body) for number, body in enumerate(bodies, 1)]
    offered = outline.offered(entries)
    assert {each.kind for each in offered} == outline.takes
    placed = [each.number for found in place(outline, offered, offered).values() for each in found]
    assert sorted(placed) == sorted(each.number for each in offered)
    letter = built(kind, *bodies)
    assert letter.entries == tuple(sorted(placed))
    said = "\n".join(part.text for part in letter.parts)
    assert [said.count(f"(entry {number})") for number in sorted(placed)] == [1] * len(placed)


def test_a_note_to_herself_is_never_offered() -> None:
    assert all(Kind.NOTE not in outline.takes for outline in BOOK.outlines.values())


def test_places_are_left_out_unless_she_wants_them() -> None:
    body = incident(where="12 Plum Lane")
    assert "Plum" not in alone(body)
    assert "Where: 12 Plum Lane" in alone(body, with_places=True)


def test_where_a_thing_is_kept_now_and_who_has_had_it_is_never_in_it() -> None:
    step = Handling(when=When("2026-03-20"), who="my sister", what="took it")
    said = alone(thing(kept="at my sister's", handling=(step,), ref="AB/2"), with_places=True)
    assert "sister" not in said
    assert "AB/2" in said


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (incident(witnesses=("Ann", "Bo")), "Who saw or heard it: Ann, Bo"),
        (incident(own_reply="I went in"), "What I said or did: I went in"),
        (incident(feelings="Sick"), "How it made me feel: Sick"),
        (incident(afraid=Afraid.YES), "I was afraid that someone would be hurt."),
        (incident(stop_point=StopPoint.ASKED), "I asked them to stop."),
        (incident(stop_point=StopPoint.BLOCKED), "I blocked them."),
        (incident(times=6), "How many times: 6"),
        (incident(learnt=When("2026-04")), "I found out: 2026-04"),
        (incident(how_known="his voice"), "How I know who it was: his voice"),
        (incident(also_affected=("my son",)), "Who else it touched: my son"),
        (message(sender="unknown", channel="Chat"), "A message to me, from unknown, by Chat:"),
        (message(direction=Direction.FROM_OWNER), "A message that I sent:"),
        (message(direction=Direction.BETWEEN_OTHERS), "A message between other people:"),
        (message(received=When("2026-05")), "It reached me: 2026-05"),
        (message(comment="in reply"), "About this message: in reply"),
        (message(feelings="Cold"), "How it made me feel: Cold"),
        (effect(changes="I moved the bed"), "What I changed: I moved the bed"),
        (contact(who="PC 123", organisation="Force"), "With: PC 123, Force"),
        (contact(reference="CR/1"), "Their reference: CR/1"),
        (contact(promised="a call"), "What they said they would do: a call"),
        (contact(promised_by=When("2026-04-01")), "By when: 2026-04-01"),
        (order(court="Leeds"), "Court: Leeds"),
        (order(order_kind=OrderKind.RESTRAINING), "What it is: restraining"),
        (order(reference="N1"), "Number: N1"),
        (order(served=When("2026-03-02")), "Given to the other person: 2026-03-02"),
        (order(until_further_order=True), "Ends: when a court says so"),
        (order(ends=When("2027-03")), "Ends: 2027-03"),
        (order(terms=(Term(id="a", words="Not to write", label="1"),)), "says: 1 Not to write"),
        (thing(came="by post"), "How it came: by post"),
    ],
)
def test_what_was_answered_is_said_once(body: Body, said: str) -> None:
    assert alone(body).count(said) == 1


@pytest.mark.parametrize("afraid", [Afraid.NO, Afraid.NOT_SURE, Afraid.UNANSWERED])
def test_no_fear_is_said_that_was_not_said(afraid: Afraid) -> None:
    assert "afraid" not in alone(incident(afraid=afraid))


def test_what_was_not_answered_is_left_out() -> None:
    assert text_of(built(STATEMENT, incident()), "newest").split("\n") == [
        "2026-03-14T21:05 (entry 1).",
        "He was there.",
    ]


def test_a_kept_file_is_named_by_its_mark_alone() -> None:
    entries = [entry(1, incident(), exhibits=(EXHIBIT,))]
    letter = build(BOOK, STATEMENT, entries, Answers(chosen=frozenset({1})), say_when)
    assert "Kept with it: AB/1" in text_of(letter, "newest")
    assert "a.jpg" not in text_of(letter, "newest")


def test_ticks_and_answers_stand_where_they_belong_after_the_words_it_begins_with() -> None:
    letter = built(
        LetterKind.SPECIAL_MEASURES,
        words={"worry": "  Seeing him.\n"},
        ticked=frozenset({"link", "screen", "no-contact"}),
    )
    screen, link = BOOK.choices["screen"].text, BOOK.choices["link"].text
    assert text_of(letter, "request").endswith(f":\n\n- {screen}\n- {link}")
    assert text_of(letter, "worry") == "Seeing him."
    assert not any(BOOK.choices["no-contact"].text in part.text for part in letter.parts)


@pytest.mark.parametrize(
    ("kind", "section", "text"),
    [
        (LetterKind.TERMS, "rules", ""),
        (LetterKind.SPECIAL_MEASURES, "request", ""),
        (
            LetterKind.ENHANCED_RIGHTS,
            "request",
            "I ask to be recorded as having enhanced rights under the Victims’ Code.",
        ),
    ],
)
def test_where_nothing_is_ticked_no_words_lead_to_nothing(
    kind: LetterKind, section: str, text: str
) -> None:
    assert text_of(built(kind), section) == text
    ticked = frozenset({*BOOK.choices})
    assert ":\n\n- " in text_of(built(kind, ticked=ticked), section)


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_of_nothing_still_has_every_heading(kind: LetterKind) -> None:
    letter = built(kind)
    assert [part.heading for part in letter.parts] == [
        section.heading for section in BOOK.outlines[kind].sections
    ]
    assert letter.entries == ()


def test_more_than_a_section_holds_is_refused_and_nothing_is_cut() -> None:
    with pytest.raises(TooLong) as refused:
        built(LetterKind.REVIEW, *[incident("x" * 1000)] * (LONGEST // 1000))
    assert refused.value.section == "missed"


def test_ten_thousand_short_entries_are_refused_and_not_cut() -> None:
    with pytest.raises(TooLong):
        built(STATEMENT, *[incident()] * 10_000)


@given(st.lists(st.text(min_size=1, max_size=60).filter(str.strip), min_size=1, max_size=5))
def test_every_account_is_in_the_letter_as_it_was_written(accounts: list[str]) -> None:
    letter = built(STATEMENT, *(incident(each) for each in accounts))
    said = "\n".join(part.text for part in letter.parts)
    assert all(each in said for each in accounts)
