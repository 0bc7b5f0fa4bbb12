"""More detail, a small page at a time: everything is optional, and nothing else is touched."""

from dataclasses import replace

import pytest

from fourfold.core.kernel.when import When
from fourfold.core.record.body import Message
from fourfold.core.record.codes import (
    Act,
    AimedAt,
    Direction,
    DoneBy,
    KnownWho,
    Purpose,
    StopPoint,
)
from fourfold.web.record import actions, queries
from fourfold.web.record.actions import Content, Posted
from tests import make
from tests.web.record.browser import fields

DONE_BY = {"done_by": "person"}


def body(member, number=1):
    return queries.history(member.owner, number).latest.body


def page(member, path):
    return member.client.get(path).content.decode()


def message(member, direction=Direction.TO_OWNER):
    said = Message(text="Hello?", when=When("2026-03-14"), direction=direction)
    return actions.add_entry(member.owner, Content(said), Posted(), make.NOW)


@pytest.mark.parametrize(
    ("part", "answers", "kept", "shown"),
    [
        (1, {"acts": ["follow", "watch"]}, {"acts": (Act.FOLLOW, Act.WATCH)}, "Followed somebody"),
        (
            1,
            {"bodily": ["threat"], "rest": ["noise"], "acts": ["loiter"]},
            {"acts": (Act.LOITER, Act.THREAT, Act.NOISE)},
            "Made a threat",
        ),
        (1, {"channel": " Signal "}, {"channel": "Signal"}, "Signal"),
        (1, {"times": "1,100"}, {"times": 1100}, "1100"),
        (1, {"is_continuing": "on"}, {"is_continuing": True}, "It goes on"),
        (2, DONE_BY | {"known_who": "suspected"}, {"known_who": KnownWho.SUSPECTED}, "not sure"),
        (2, DONE_BY | {"how_known": "his cough"}, {"how_known": "his cough"}, "his cough"),
        (2, {"done_by": "for_them"}, {"done_by": DoneBy.FOR_THEM}, "acting for them"),
        (2, DONE_BY | {"aimed_at": "group"}, {"aimed_at": AimedAt.GROUP}, "At a group"),
        (2, DONE_BY | {"also_affected": "Bea\n\nCal"}, {"also_affected": ("Bea", "Cal")}, "Bea"),
        (3, {"own_reply": "I said no."}, {"own_reply": "I said no."}, "I said no."),
        (3, {"purpose": "children"}, {"purpose": Purpose.CHILDREN}, "about the children"),
        (3, {"stop_point": "asked"}, {"stop_point": StopPoint.ASKED}, "I asked them to stop"),
    ],
)
def test_an_answer_is_saved_shown_and_can_be_taken_away(ada, part, answers, kept, shown):
    make.entry(ada.owner, witnesses=("Bea",))
    before = body(ada)
    path = f"/n/1/detail/{part}"
    assert ada.client.post(path, make.form() | answers)["Location"] == "/n/1/saved"
    assert body(ada) == replace(before, **kept)
    assert shown in page(ada, "/n/1")
    ada.client.post(path, fields(page(ada, path)))
    assert queries.history(ada.owner, 1).latest.version == 2
    ada.client.post(path, make.form(done_by="person"))
    assert body(ada) == before


@pytest.mark.parametrize("typed", ["many", "0", "-3", "1.5", "9999999999", "٣"])
def test_how_many_times_is_a_number(ada, typed):
    make.entry(ada.owner)
    draft = ada.client.post("/n/1/detail/1", make.form(times=typed))["Location"]
    assert draft.startswith("/n/1/detail/1/")
    assert "Type how many times as a number" in page(ada, draft)


@pytest.mark.parametrize("part", [1, 2, 3])
def test_the_forms_of_a_message_ask_what_a_message_has(ada, part):
    message(ada)
    shown = page(ada, f"/n/1/detail/{part}")
    assert all(f'name="{name}"' not in shown for name in ("times", "is_continuing", "own_reply"))
    ada.client.post(f"/n/1/detail/{part}", make.form(acts=["contact"], times="3", **DONE_BY))
    assert isinstance(body(ada), Message)


@pytest.mark.parametrize(
    ("direction", "is_asked"),
    [(Direction.TO_OWNER, False), (Direction.FROM_OWNER, True), (Direction.BETWEEN_OTHERS, True)],
)
def test_what_was_sent_to_her_is_no_point_after_which_they_should_have_stopped(
    ada, direction, is_asked
):
    message(ada, direction)
    assert ('name="stop_point"' in page(ada, "/n/1/detail/3")) is is_asked
    ada.client.post("/n/1/detail/3", make.form(stop_point="asked"))
    assert bool(body(ada).stop_point) is is_asked


@pytest.mark.parametrize("path", ["/n/1/detail/4", "/n/1/detail/0", "/n/2/detail/1"])
def test_there_is_no_other_page_of_detail(ada, path):
    make.entry(ada.owner)
    assert ada.client.get(path).status_code == 404


def test_a_note_has_no_detail(ada):
    ada.client.post("/n/add/note", make.form(text="Ask."))
    assert ada.client.get("/n/1/detail/1").status_code == 404
    assert ada.client.get("/n/1/more").status_code == 404


def test_the_first_ticks_are_named_without_a_word_of_law(ada):
    make.entry(ada.owner)
    shown = page(ada, "/n/1/detail/1").lower()
    places = [shown.index(f'value="{act}"') for act in Act]
    assert places == sorted(places)
    assert not any(word in shown for word in ("stalking", "offence", "crime", "harass"))


def test_a_draft_of_one_part_is_no_draft_of_another(ada):
    make.entry(ada.owner)
    draft = ada.client.post("/n/1/detail/1", make.form(times="x"))["Location"]
    assert ada.client.get(draft.replace("detail/1", "detail/2")).status_code == 404
