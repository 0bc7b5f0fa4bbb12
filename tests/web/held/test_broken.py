"""Times they broke it: what to do now, which rule, whom the owner told, and what is shown of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from fourfold.core.kernel.when import When
from fourfold.core.record.body import Contact, Message, TermRef
from fourfold.core.record.codes import Direction, OrderKind, Party
from fourfold.web.held.queries import BOOK
from fourfold.web.record import actions, drafts, removal
from fourfold.web.record.actions import Content, Posted
from fourfold.web.safety.models import SessionRow
from tests.web.held import make
from tests.web.held.test_orders import change_form
from tests.web.record.browser import fields

CONTACT, NEAR = "t1", "t2"


def name(member: Any, term: str, number: int = 1) -> str:
    """A rule of the order as a form names it."""
    return f"{make.latest(member.owner, number).id}-{term}"


def broken(member: Any, *terms: str, when: str = "2026-04-02T10:00", **more: Any) -> int:
    """An incident that goes against rules of order 1."""
    order = make.latest(member.owner, 1).id
    refs = tuple(TermRef(order=order, term=term) for term in terms)
    number: int = make.make.entry(member.owner, "He wrote again.", breaches=refs, when=when, **more)
    return number


def said(member: Any, number: int) -> tuple[str, ...]:
    """The rules that an entry goes against, by their ids."""
    return tuple(ref.term for ref in make.latest(member.owner, number).body.breaches)


# ------------------------------------------------------------------ what to do now


def test_first_comes_999_then_what_to_quote_then_what_binds_whom(ada):
    make.order(ada.owner)
    page = make.page(ada, "/n/orders/1/now")
    places = [page.index(text) for text in ("call 999", "LS26P01234", "What it forbids them")]
    assert places == sorted(places)
    for text in ("tel:999", "Family Court at Leeds", "Made: 1 March 2026", "Number: LS26P01234"):
        assert text in page
    for sentence in BOOK.broken:
        assert sentence.text in page


def test_a_number_that_is_not_written_down_is_not_made_up(ada):
    make.order(ada.owner, reference="", court="")
    page = make.page(ada, "/n/orders/1/now")
    assert "It stands on the paper" in page
    assert "Number:" not in page


@pytest.mark.parametrize("kind", list(OrderKind))
def test_what_is_said_holds_for_bail_and_promises_as_for_an_order(ada, kind):
    make.order(ada.owner, kind)
    page = make.page(ada, "/n/orders/1/now")
    for text in ("there is a court order", "Only a court can end it", "binds them, not you"):
        assert text not in page
    assert "what they are not allowed to do" in page
    assert "/n/plan" in page
    assert "tel:101" in page.partition("Good to know")[0]


def test_where_it_comes_from_is_said_in_words_for_a_person(ada):
    make.order(ada.owner)
    page = make.page(ada, "/n/orders/1/now").partition("Where this comes from")[2]
    ours = "Our page “They broke an order or bail”, with the sources that it names. The page as"
    assert ours in page
    assert "Our page /" not in page


def test_what_to_say_has_whom_it_binds_and_when_they_were_given_it(ada):
    make.post(ada, "/n/orders/add", make.form(person="Rob") | make.day("served", "5 3 2026"))
    said = make.page(ada, "/n/orders/1/now").partition("Write down what happened")[0]
    for text in ("Against: Rob", "Given to them: 5 March 2026"):
        assert text in said
    assert "Made:" not in said


# ------------------------------------------------------------------ writing it down


def test_what_happened_is_saved_with_the_rule_ticked(ada):
    make.post(ada, "/n/orders/add", make.form(person="Rob"))
    shown = fields(make.page(ada, "/n/orders/1/add"))
    form = shown | {
        "what": "He wrote again.",
        "when": "now",
        "where": "Home",
        "terms": [name(ada, CONTACT)],
        "uploads": make.make.upload(),
    }
    assert make.post(ada, "/n/orders/1/add", form) == "/n/orders/entry/2/saved"
    entry, order = make.latest(ada.owner, 2), make.latest(ada.owner, 1)
    assert (entry.body.what, entry.body.where) == ("He wrote again.", "Home")
    assert entry.body.breaches == (TermRef(order=order.id, term=CONTACT),)
    assert entry.people == order.people
    assert len(entry.exhibits) == 1
    saved = make.page(ada, "/n/orders/entry/2/saved")
    assert "Nobody has been told" in saved
    assert "/n/orders/entry/2/told" in saved


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({"terms": []}, "Tick a rule, or “I cannot say which”"),
        ({"terms": ["0-t1"]}, "Choose from the answers on this page"),
        ({"what": ""}, "Write something, even one word"),
        ({"when": ""}, "Choose when it happened"),
        ({"when": "then"} | make.day("date", "31 2 2026"), "There is no such day"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(ada, answers, problem):
    make.order(ada.owner)
    form = {"what": "He wrote.", "when": "now", "where": "Home", "terms": [name(ada, NEAR)]}
    at = make.post(ada, "/n/orders/1/add", form | answers)
    assert re.fullmatch("/n/orders/1/add/[0-9a-f]{32}", at)
    page = make.page(ada, at)
    assert problem in page
    assert 'value="Home"' in page


def test_who_cannot_say_which_rule_saves_it_without_one_and_can_tick_it_later(ada):
    make.order(ada.owner)
    form = fields(make.page(ada, "/n/orders/1/add"))
    assert "I cannot say which" in make.page(ada, "/n/orders/1/add")
    answers = {"what": "He wrote.", "when": "now", "terms": ["cannot-say"]}
    assert make.post(ada, "/n/orders/1/add", form | answers) == "/n/orders/entry/2/saved"
    assert said(ada, 2) == ()
    saved = make.page(ada, "/n/orders/entry/2/saved")
    assert "No rule of an order is ticked for it. You can do that later" in saved
    assert 'href="/n/orders/entry/2"' in saved
    shown = fields(make.page(ada, "/n/orders/entry/2"))
    make.post(ada, "/n/orders/entry/2", shown | {"terms": [name(ada, NEAR)]})
    assert said(ada, 2) == (NEAR,)
    assert "No rule of an order is ticked" not in make.page(ada, "/n/orders/entry/2/saved")


def test_a_rule_and_that_she_cannot_say_which_do_not_go_together(ada):
    make.order(ada.owner)
    terms = ["cannot-say", name(ada, NEAR)]
    at = make.post(ada, "/n/orders/1/add", {"what": "He wrote.", "when": "now", "terms": terms})
    page = make.page(ada, at)
    assert "Take one of them away" in page
    assert set(fields(page)["terms"]) == set(terms)
    make.post(ada, at, fields(page) | {"terms": [name(ada, NEAR)]})
    assert said(ada, 2) == (NEAR,)


def test_without_rules_it_can_be_written_down_all_the_same(ada):
    make.order(ada.owner, terms=())
    assert "The rules of this order are not written down yet" in make.page(ada, "/n/orders/1/add")
    at = make.post(ada, "/n/orders/1/add", {"what": "He wrote.", "when": "now"})
    page = make.page(ada, at)
    assert "/n/orders/entry/2/told" not in page
    assert "Say which rule of an order it goes against" in page
    assert "The rules of your orders are not written down yet" in make.page(
        ada, "/n/orders/entry/2"
    )


def test_it_can_wait_and_come_late(ada, settings):
    make.order(ada.owner)
    form = {"what": "He wrote.", "when": "now", "terms": [name(ada, NEAR)]}
    make.post(ada, "/n/orders/1/add", form | {"later": "1"})
    (draft,) = drafts.all_of(ada.owner)
    assert "checked" in make.page(ada, draft.address)
    SessionRow.objects.update(idle_ends=timezone.now() - timedelta(minutes=1))
    assert make.post(ada, "/n/orders/1/add", form) == "/n/open"
    ada.open_in(ada.client, settings)
    assert len(drafts.all_of(ada.owner)) == 2
    assert make.post(ada, draft.address, form) == "/n/orders/entry/2/saved"


# ------------------------------------------------------------------ what is there already


def test_something_in_the_notes_is_chosen_and_ticked(ada):
    make.order(ada.owner)
    number = make.make.entry(ada.owner, "He was outside.")
    assert f"/n/orders/entry/{number}" in make.page(ada, "/n/orders/1/pick")
    assert f"/n/orders/entry/{number}" in make.page(ada, f"/n/{number}")
    shown = fields(make.page(ada, f"/n/orders/entry/{number}"))
    at = make.post(ada, f"/n/orders/entry/{number}", shown | {"terms": [name(ada, NEAR)]})
    assert at == f"/n/orders/entry/{number}/saved"
    entry = make.latest(ada.owner, number)
    assert (said(ada, number), entry.version) == ((NEAR,), 2)
    assert entry.reason == "Said which rules it goes against"
    assert "He was outside." in make.page(ada, "/n/orders/1")


def test_messages_can_be_chosen_too(ada):
    make.order(ada.owner)
    message = Message(
        text="Answer me.", when=When("2026-04-02"), direction=Direction.TO_OWNER, sender="Rob"
    )
    number = actions.add_entry(ada.owner, Content(message), Posted(), make.make.NOW)
    assert "Answer me." not in make.page(ada, "/n/orders/1/pick")
    assert "Answer me." in make.page(ada, "/n/orders/1/pick?k=2")
    shown = fields(make.page(ada, f"/n/orders/entry/{number}"))
    make.post(ada, f"/n/orders/entry/{number}", shown | {"terms": [name(ada, CONTACT)]})
    entry = make.latest(ada.owner, number)
    assert said(ada, number) == (CONTACT,)
    assert replace(entry.body, breaches=()) == message


@pytest.mark.parametrize("query", ["", "?s=2", "?s=999999", "?s=-1", "?s=x&k=9"])
def test_many_to_choose_from_stand_on_several_screens(ada, query):
    make.order(ada.owner)
    for n in range(51):
        make.make.entry(ada.owner, f"Nr {n}.")
    page = make.page(ada, f"/n/orders/1/pick{query}")
    assert ('rel="next"' in page) is (query not in ("?s=2", "?s=999999"))


def test_a_tick_is_taken_away_only_with_a_reason_and_both_versions_stay(ada):
    make.order(ada.owner)
    number = broken(ada, CONTACT, NEAR)
    path = f"/n/orders/entry/{number}"
    shown = fields(make.page(ada, path))
    at = make.post(ada, path, shown | {"terms": [name(ada, NEAR)]})
    assert "Write why you took a tick away" in make.page(ada, at)
    assert said(ada, number) == (CONTACT, NEAR)
    again = fields(make.page(ada, at)) | {"reason": "It was Bob"}
    make.post(ada, at, again)
    entry = make.latest(ada.owner, number)
    assert (said(ada, number), entry.version, entry.reason) == ((NEAR,), 2, "It was Bob")


def test_nothing_changed_makes_no_version(ada):
    make.order(ada.owner)
    number = broken(ada, CONTACT)
    path = f"/n/orders/entry/{number}"
    make.post(ada, path, fields(make.page(ada, path)))
    assert make.latest(ada.owner, number).version == 1


def test_an_entry_that_was_changed_in_another_window_is_not_overwritten_unseen(ada):
    make.order(ada.owner)
    number = broken(ada)
    path = f"/n/orders/entry/{number}"
    first = fields(make.page(ada, path))
    make.post(ada, path, first | {"terms": [name(ada, NEAR)]})
    second = first | {"terms": [name(ada, CONTACT)], "key": "0" * 32}
    at = make.post(ada, path, second)
    assert "changed in another window" in make.page(ada, at)
    assert said(ada, number) == (NEAR,)
    make.post(ada, at, fields(make.page(ada, at)) | {"reason": "Both windows were mine"})
    assert said(ada, number) == (CONTACT,)


def test_only_what_somebody_did_can_go_against_an_order(ada):
    make.order(ada.owner)
    for path in ("/n/orders/entry/1", "/n/orders/entry/1/told", "/n/orders/entry/1/saved"):
        assert ada.client.get(path).status_code == 404
    assert ada.client.get("/n/orders/entry/99").status_code == 404


# ------------------------------------------------------------------ an order or rule that is gone


def test_an_order_that_was_deleted_is_called_that_and_the_tick_can_go(ada):
    make.order(ada.owner)
    number = broken(ada, CONTACT)
    removal.hide_entry(ada.owner, 1, make.make.NOW)
    path = f"/n/orders/entry/{number}"
    page = make.page(ada, path)
    assert "A rule of an order you deleted" in page
    assert "Not to contact her" not in page
    make.post(ada, path, fields(page))
    assert said(ada, number) == (CONTACT,)
    make.post(ada, path, fields(page) | {"terms": [], "reason": "The order is gone"})
    assert said(ada, number) == ()


def test_what_goes_against_a_deleted_order_does_so_again_when_it_comes_back(ada):
    make.order(ada.owner)
    number = broken(ada, CONTACT)
    removal.hide_entry(ada.owner, 1, make.make.NOW)
    removal.restore_entry(ada.owner, 1)
    assert "Not to contact her" in make.page(ada, f"/n/orders/entry/{number}")
    assert "He wrote again." in make.page(ada, "/n/orders/1")


def test_a_rule_that_was_taken_out_is_shown_as_such_with_its_words(ada):
    make.order(ada.owner)
    number = broken(ada, CONTACT)
    without = change_form(ada, terms="2(a) Not to come within 100 metres of her home")
    make.post(ada, "/n/orders/1/change", without)
    page = make.page(ada, "/n/orders/1")
    assert "Not to contact her" in page
    assert "This rule was taken out of the order since." in page
    assert "A rule that was taken out of its order" in make.page(ada, f"/n/orders/entry/{number}")


# ------------------------------------------------------------------ when it was


@pytest.mark.parametrize(
    ("when", "times", "text"),
    [
        ("2026-04-02", {}, "after they were given it"),
        ("2026-02-01", {}, "before it was made: report it all the same"),
        ("2026-03-03", {}, "before they were given it, but they may have known of it: report it"),
        ("2026-03-05", {}, "the times are not exact enough"),
        ("2026-04-02", {"served": None}, "when they were given it is not written down yet"),
        ("2026-05-02", {"ends": "2026-05-01"}, "after it ended: report it all the same"),
        ("2026-04-02T10:00~", {}, "after they were given it"),
    ],
)
def test_when_it_was_seen_from_the_order(ada, when, times, text):
    make.order(ada.owner, **times)
    broken(ada, CONTACT, when=when)
    assert text in make.page(ada, "/n/orders/1")


# ------------------------------------------------------------------ whom she told


def told_form(**more: Any) -> dict[str, Any]:
    return {"party": "police", "said": "They took it down.", "when": "now"} | more


def test_whom_she_told_stands_beside_the_time_with_the_number_they_gave(ada):
    make.order(ada.owner)
    number = broken(ada, CONTACT, files=(make.make.kept_file(ada.owner),))
    assert "Write down whom you told" in make.page(ada, "/n/orders/1")
    form = told_form(
        who="PC Jones",
        reference="13260412345",
        promised="Come and take a statement",
        **make.day("promised_by", "1 12 2030"),
    )
    at = make.post(ada, f"/n/orders/entry/{number}/told", form)
    assert at == "/n/orders/entry/3/saved"
    contact = make.latest(ada.owner, 3).body
    assert isinstance(contact, Contact)
    assert contact.linked == (make.latest(ada.owner, number).id,)
    assert (contact.party, contact.reference) == (Party.POLICE, "13260412345")
    assert contact.promised_by == When("2030-12-01")
    page = make.page(ada, "/n/orders/1")
    for text in ("The police, PC Jones", "13260412345", "Come and take a statement", "FF/1"):
        assert text in page
    assert "1 December 2030" in page
    assert "That is enough for now" in make.page(ada, at)


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({"party": ""}, "Choose whom you told"),
        ({"party": "press"}, "Choose from the answers on this page"),
        ({"said": ""}, "Write something, even one word"),
        ({"when": ""}, "Choose when. “I do not know when” is fine"),
        ({"when": "then"} | make.day("date", "1 1 2199"), "That day has not come yet"),
        (make.day("promised_by", "31 2 2030"), "There is no such day"),
    ],
)
def test_a_call_with_a_mistake_is_kept_with_what_is_wrong(ada, answers, problem):
    make.order(ada.owner)
    number = broken(ada, CONTACT)
    at = make.post(ada, f"/n/orders/entry/{number}/told", told_form(who="PC Jones") | answers)
    page = make.page(ada, at)
    assert problem in page
    assert "PC Jones" in page


def test_a_contact_of_another_kind_is_shown_as_somebody_else(ada):
    make.order(ada.owner)
    number = broken(ada, CONTACT)
    contact = Contact(
        said="They will look.",
        when=When("2026-04-03"),
        party=Party.EMPLOYER,
        organisation="The works council",
        linked=(make.latest(ada.owner, number).id,),
    )
    actions.add_entry(ada.owner, Content(contact), Posted(), make.make.NOW)
    assert "Somebody else, such as a solicitor, The works council" in make.page(ada, "/n/orders/1")
