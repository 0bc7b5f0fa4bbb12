"""Saying which notes go together: by tick, by number, and when one of them is gone."""

import pytest

from fourfold.core.record.body import Effect
from fourfold.web.record import queries, removal
from tests import make
from tests.web.record.browser import fields


def latest(member, number):
    return queries.history(member.owner, number).latest


def page(member, path):
    return member.client.get(path).content.decode()


def linked(member, number):
    """The numbers of what an entry goes with."""
    return sorted(queries.numbers_of(member.owner, latest(member, number).body.linked).values())


@pytest.fixture
def three(ada):
    for what in ("one", "two", "three"):
        make.entry(ada.owner, what)
    return ada


def test_ticks_and_numbers_say_what_it_goes_with(three):
    shown = page(three, "/n/add/effect")
    assert "2 · 14 March 2026, 9:05pm · two" in shown
    sent = make.form("Tired", linked=["1"], numbers="3, 1")
    assert three.client.post("/n/add/effect", sent)["Location"] == "/n/4/saved"
    assert linked(three, 4) == [1, 3]
    shown = page(three, "/n/4")
    assert "number 1, number 3" in shown
    assert 'href="/n/3"' in shown


@pytest.mark.parametrize("kind", ["effect", "thing", "note"])
def test_each_kind_that_goes_with_others_asks(three, kind):
    sent = make.form("x", text="x", linked=["2"])
    three.client.post(f"/n/add/{kind}", sent)
    assert linked(three, 4) == [2]


@pytest.mark.parametrize("typed", ["9", "0", "-1", "two", "1, 99", "99999999999999999999", "²"])
def test_a_number_that_is_not_there_is_named(three, typed):
    draft = three.client.post("/n/add/note", make.form(text="x", numbers=typed))["Location"]
    assert "to go with. Check it, or take it out" in page(three, draft)


def test_the_number_of_somebody_else_is_not_there(three, cal):
    make.entry(cal.owner, "his")
    draft = cal.client.post("/n/add/note", make.form(text="x", numbers="2"))["Location"]
    assert "There is no number 2" in page(cal, draft)


def test_an_entry_does_not_go_with_itself(three):
    three.client.post("/n/add/note", make.form(text="x"))
    shown = page(three, "/n/4/amend")
    assert 'value="4"' not in shown
    sent = fields(shown) | {"numbers": "4", "reason": "why"}
    assert three.client.post("/n/4/amend", sent)["Location"].startswith("/n/4/amend/")


def test_a_tick_from_a_page_older_than_the_newest_fifty_still_counts(ada):
    make.entry(ada.owner, "old", when="2020")
    for n in range(queries.SCREEN):
        make.entry(ada.owner, f"n {n}")
    assert " · old" not in page(ada, "/n/add/note")
    ada.client.post("/n/add/note", make.form(text="x", linked=["1"]))
    assert linked(ada, 52) == [1]
    assert "1 · 2020 · old" in page(ada, "/n/52/amend")


def test_a_tick_is_kept_in_a_draft(three):
    draft = three.client.post("/n/add/effect", make.form("", linked=["2"]))["Location"]
    assert fields(page(three, draft))["linked"] == ["2"]


def test_a_change_keeps_what_was_linked_and_is_gone(three):
    three.client.post("/n/add/note", make.form(text="x", linked=["1", "2"]))
    before = latest(three, 4).body.linked
    removal.hide_entry(three.owner, 1, make.NOW)
    assert "number 2, 1 that you deleted" in page(three, "/n/4")
    sent = fields(page(three, "/n/4/amend"))
    three.client.post("/n/4/amend", sent | {"text": "y", "reason": "why"})
    assert latest(three, 4).body.linked == before
    sent = fields(page(three, "/n/4/amend"))
    three.client.post("/n/4/amend", sent | {"linked": ["3"], "reason": "why"})
    removal.restore_entry(three.owner, 1)
    assert linked(three, 4) == [1, 3]


def test_links_are_taken_away_by_their_ticks(three):
    three.client.post("/n/add/note", make.form(text="x", linked=["1"]))
    sent = fields(page(three, "/n/4/amend")) | {"reason": "It does not belong"}
    del sent["linked"]
    three.client.post("/n/4/amend", sent)
    assert latest(three, 4).body.linked == ()
    assert "(taken away)" in page(three, "/n/4")


def test_numbers_are_found_among_many(ada):
    ids = [make.entry(ada.owner, f"n {n}") and latest(ada, n + 1).id for n in range(120)]
    wanted = {ids[0]: 1, ids[60]: 61, ids[119]: 120}
    assert queries.numbers_of(ada.owner, [*wanted, "f" * 32]) == wanted
    assert queries.numbers_of(ada.owner, ()) == {}


def test_in_an_empty_record_nothing_is_offered(ada):
    assert "goes with" not in page(ada, "/n/add/effect")
    ada.client.post("/n/add/effect", make.form("Tired", numbers="1"))
    assert isinstance(latest(ada, 1).body, Effect)
    assert latest(ada, 1).body.linked == ()
