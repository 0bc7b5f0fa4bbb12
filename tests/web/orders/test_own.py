"""The same from a record: what it answers, which entries help, and what is kept only if asked."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from fourfold.core.kernel.when import When
from fourfold.core.record.body import Contact, Effect, Order, Term
from fourfold.core.record.codes import DoneBy, KnownWho, OrderKind, Party
from fourfold.web.orders import actions, queries
from fourfold.web.record import papers, removal
from fourfold.web.record import queries as record
from fourfold.web.record.actions import FROM_NO_FORM, Content, Posted, add_entry
from fourfold.web.record.models import PaperRow
from tests import make
from tests.cast import Member
from tests.guards.page import PageClient
from tests.web.orders.test_orders import ASK, MAY, groups, html, radios

pytestmark = pytest.mark.django_db
START = "/n/orders/which"
KNOWN = {"done_by": DoneBy.PERSON, "known_who": KnownWho.KNOWN}
ENGLAND = {"page": "0", "jurisdiction": "england-and-wales"}


@pytest.fixture
def hers(ada: Member) -> Member:
    """Ada, who has written about Rob (1, 4, 5), Sam (2), what it does to her (3) and a call (6)."""
    make.entry(ada.owner, "Rob stood outside the library.", person="Rob", **KNOWN)
    make.entry(ada.owner, "Sam shouted at me.", person="Sam", **KNOWN)
    when = When("2026-03")
    add(ada, Effect(what="I sleep badly since March.", when=when, areas=()))
    make.entry(ada.owner, "Rob rang again.", people=(of(ada, "Rob"),), **KNOWN)
    terms = (Term(id="a", words="Not to write", label="1"),)
    made = Order(
        order_kind=OrderKind.NON_MOLESTATION,
        made=When("2026-03-01"),
        served=When("2026-03-02"),
        terms=terms,
    )
    add(ada, made, people=(of(ada, "Rob"),))
    add(ada, Contact(said="They took it down.", when=when, party=Party.POLICE))
    return ada


def add(member: Member, body: Any, **more: Any) -> int:
    return add_entry(member.owner, Content(body, **more), Posted(), make.NOW)


def of(member: Member, label: str) -> str:
    """The id of somebody of the record."""
    (found,) = (each.id for each in record.people(member.owner) if each.label == label)
    return found


def begin(member: Member, label: str = "") -> PageClient:
    """Choose somebody, or nobody, and say where."""
    client = member.client
    sent = client.post(START, {"who": of(member, label) if label else "nobody"})
    assert (sent.status_code, sent["Location"]) == (303, f"{START}/1")
    assert client.post(f"{START}/1", ENGLAND)["Location"] == f"{START}/2"
    return client


def section(page: str, order: str) -> str:
    return page[page.index(f'aria-labelledby="{order}"') :].split("</section>")[0]


def chosen(page: str) -> list[str]:
    return [each.attrs["value"] for each in radios(page) if "checked" in each.attrs]


# ------------------------------------------------------------------ what the record answers


def test_everybody_of_the_record_is_offered_and_nobody_of_them(hers: Member) -> None:
    page = html(hers.client, START)
    assert "Which order could protect me?" in page
    assert [each.attrs["value"] for each in radios(page)] == [
        of(hers, "Rob"),
        of(hers, "Sam"),
        "nobody",
    ]
    assert chosen(page) == ["nobody"]


def test_what_the_record_says_is_chosen_already_with_the_entries_that_say_so(
    hers: Member,
) -> None:
    client = begin(hers, "Rob")
    page = html(client, f"{START}/4")
    assert chosen(page) == ["yes"]
    assert "About: Rob" in page
    note = page[page.index("Your notes say “yes”.") :][:300]
    assert re.findall(r'href="/n/(\d+)"', note) == ["4", "1"]
    assert "You can change it." in note
    page = html(client, f"{START}/5")
    assert chosen(page) == ["yes"]
    assert 'href="/n/5"' in page


def test_what_it_says_can_be_changed(hers: Member) -> None:
    client = begin(hers, "Rob")
    client.post(f"{START}/4", {"page": "3", "person_known": "no"})
    assert chosen(html(client, f"{START}/4")) == ["no"]
    client.post(f"{START}/4", {"page": "3"})
    assert chosen(html(client, f"{START}/4")) == []
    assert groups(html(client, f"{START}/9"))["harassment_injunction"] == ASK


def test_about_nobody_of_the_record_nothing_is_taken_from_it(hers: Member) -> None:
    client = begin(hers)
    for place in (4, 5):
        page = html(client, f"{START}/{place}")
        assert chosen(page) == []
        assert "Your notes say" not in page


@pytest.mark.parametrize(
    "who", ["", "0" * 32, "<script>", "x" * 5000, ["nobody", "nobody"], "nobody"]
)
def test_somebody_who_is_not_offered_is_nobody(hers: Member, who: Any) -> None:
    assert hers.client.post(START, {"who": who})["Location"] == f"{START}/1"
    assert "About:" not in html(hers.client, f"{START}/1")


def test_cal_cannot_begin_with_somebody_of_adas(hers: Member, cal: Member) -> None:
    cal.client.post(START, {"who": of(hers, "Rob")})
    page = html(cal.client, f"{START}/1")
    assert "Rob" not in page
    assert chosen(page) == []


# ------------------------------------------------------------------ which entries help


def test_each_thing_that_helps_names_her_entries_by_number_and_first_words(hers: Member) -> None:
    client = begin(hers, "Rob")
    page = html(client, f"{START}/9")
    part = section(page, "non_molestation")
    for number, said in ((1, "Rob stood outside"), (4, "Rob rang"), (3, "I sleep badly")):
        assert f'href="/n/{number}">{number}: {said}' in part
    assert 'href="/n/6">6: They took it down.' in part
    assert part.index('href="/n/4"') < part.index('href="/n/1"')


def test_what_is_about_somebody_else_is_no_evidence_about_this_person(hers: Member) -> None:
    assert "Sam shouted" not in html(begin(hers, "Rob"), f"{START}/9")
    assert "Sam shouted" in html(begin(hers, "Sam"), f"{START}/9")
    assert "Sam shouted" in html(begin(hers), f"{START}/9")


def test_nothing_of_a_kind_is_fine(ada: Member) -> None:
    page = html(begin(ada), f"{START}/9")
    assert "You have written nothing of this kind: that is fine." in page
    assert "missing" not in page


def test_an_order_is_named_by_its_kind_and_its_court(hers: Member) -> None:
    made = When("2026-03-01")
    order = Order(order_kind=OrderKind.OCCUPATION, made=made, court="Leeds", what="Three pages.")
    add(hers, order, people=(of(hers, "Rob"),))
    part = section(html(begin(hers, "Rob"), f"{START}/9"), "stalking_protection")
    assert 'href="/n/5">5: Non-molestation order<' in part
    assert 'href="/n/7">7: Occupation order, Leeds<' in part
    assert "(no words)" not in part


@pytest.mark.parametrize(
    "kind", [OrderKind.CHILD_ARRANGEMENTS, OrderKind.POLICE_BAIL, OrderKind.COURT_BAIL]
)
def test_bail_and_what_is_about_children_are_no_earlier_orders(
    ada: Member, kind: OrderKind
) -> None:
    add(ada, Order(order_kind=kind, made=When("2026-03-01")))
    part = section(html(begin(ada), f"{START}/9"), "stalking_protection")
    assert "earlier orders and rules" in part
    assert 'href="/n/1"' not in part


def test_the_list_that_shows_the_pattern_is_the_page_that_shows_it(ada: Member) -> None:
    def said_of_it(page: str) -> str:
        said = section(page, "stalking_protection").split("a list that shows the pattern")[1]
        return said.split("how they watch")[0]

    client = begin(ada)
    add(ada, Effect(what="I sleep badly.", when=When("2026-03"), areas=()))
    said = said_of_it(html(client, f"{START}/9"))
    assert "You have written nothing of this kind" in said
    assert "/n/pattern" not in said
    make.entry(ada.owner, "A car waited outside.", **KNOWN)
    said = said_of_it(html(client, f"{START}/9"))
    assert "You have written nothing of this kind" not in said
    assert 'href="/n/pattern">What your notes show together<' in said
    assert html(client, "/n/pattern").count("What your notes show together") == 1


def test_an_order_that_is_broken_is_999_first_and_the_rest_behind_a_click(hers: Member) -> None:
    page = html(begin(hers, "Rob"), f"{START}/9")
    part = section(page, "broken")
    shown, behind = part.split("<details")
    first, *rest = queries.BOOK.broken
    assert "call 999" in first.text
    assert first.text in shown
    assert 'href="/n/orders">They broke it<' in shown
    for each in rest:
        assert each.text not in shown
        assert each.text in behind
    assert 'href="/orders/broken"' in behind
    assert 'aria-labelledby="broken"' not in html(begin(hers, "Sam"), f"{START}/9")


def test_no_more_are_named_than_can_be_looked_at(ada: Member) -> None:
    for n in range(queries.NAMED + 3):
        make.entry(ada.owner, f"Nr. {n}")
    part = section(html(begin(ada), f"{START}/9"), "non_molestation")
    assert "More of this kind in your notes: 3" in part
    assert "Nr. 0" not in part
    assert f"Nr. {queries.NAMED + 2}" in part


def test_a_deleted_entry_is_named_no_more(hers: Member) -> None:
    removal.hide_entry(hers.owner, 4, timezone.now())
    client = begin(hers, "Rob")
    assert "Rob rang" not in html(client, f"{START}/9")
    assert 'href="/n/4"' not in html(client, f"{START}/4")


def test_the_result_says_whom_to_call_and_leads_to_no_other_site(hers: Member) -> None:
    page = html(begin(hers), f"{START}/9")
    assert 'href="tel:08088020300"' in page
    assert 'href="https://' not in page
    assert 'href="/n/packs"' in page


def test_each_order_that_is_open_leads_to_the_drafts_for_it_and_to_the_orders_she_has(
    ada: Member,
) -> None:
    client = begin(ada)
    page = html(client, f"{START}/9")
    for order, titles in {
        "stalking_protection": ["Ask the police for a stalking protection order"],
        "non_molestation": ["Statement for the family court", "List of rules that would help"],
        "restraining": ["What I wish for in a restraining order"],
    }.items():
        for title in titles:
            assert re.search(rf'href="/n/letters/new/\d+">{title}<', section(page, order))
    assert 'href="/n/orders"' in page
    assert 'href="/n/plan"' in page
    client.post(f"{START}/1", {"page": "0", "jurisdiction": "scotland"})
    assert "A draft from your notes" not in html(client, f"{START}/9")


# ------------------------------------------------------------------ what is kept


def test_nothing_is_kept_unless_she_asks_for_it(hers: Member) -> None:
    client = begin(hers, "Rob")
    client.post(f"{START}/2", {"page": "1", "relationship": "ex_partner"})
    html(client, f"{START}/9")
    client.post(f"{START}/9", {})
    assert not PaperRow.objects.exists()
    client.post(f"{START}/9", {"keep": "1"})
    assert "They are kept in your notes." in html(client, f"{START}/9")
    assert b"ex_partner" not in bytes(PaperRow.objects.get().sealed)


def test_what_is_kept_comes_back_for_the_same_person_only(hers: Member) -> None:
    client = begin(hers, "Rob")
    client.post(f"{START}/2", {"page": "1", "relationship": "ex_partner"})
    client.post(f"{START}/4", {"page": "3", "person_known": "no"})
    client.post(f"{START}/9", {"keep": "1"})
    client.post(f"{START}/9", {"forget": "1"})
    assert client.get(f"{START}/9")["Location"] == START
    client.post(START, {"who": of(hers, "Rob")})
    assert chosen(html(client, f"{START}/1")) == ["england-and-wales"]
    assert chosen(html(client, f"{START}/2")) == ["ex_partner"]
    assert chosen(html(client, f"{START}/4")) == ["no"]
    client.post(START, {"who": of(hers, "Sam")})
    assert chosen(html(client, f"{START}/1")) == []


def test_answers_about_two_people_are_kept_side_by_side_and_go_one_by_one(hers: Member) -> None:
    for label, bond in (("Rob", "partner"), ("Sam", "neighbour")):
        client = begin(hers, label)
        client.post(f"{START}/2", {"page": "1", "relationship": bond})
        client.post(f"{START}/9", {"keep": "1"})
    assert {each["relationship"] for each in actions.kept(hers.owner).values()} == {
        "partner",
        "neighbour",
    }
    client.post(f"{START}/9", {"drop": "1"})
    assert [*actions.kept(hers.owner)] == [of(hers, "Rob")]
    begin(hers, "Rob").post(f"{START}/9", {"drop": "1"})
    assert papers.all_of(hers.owner) == ()
    assert hers.client.get("/n/1").status_code == 200


def test_a_change_says_that_it_is_not_kept_yet(hers: Member) -> None:
    client = begin(hers)
    client.post(f"{START}/9", {"keep": "1"})
    client.post(f"{START}/2", {"page": "1", "relationship": "partner"})
    page = html(client, f"{START}/9")
    assert "They are kept in your notes." not in page
    assert "Keep these answers" in page
    assert "Delete the answers that are kept" in page


def test_deleting_what_was_never_kept_is_no_mistake(ada: Member) -> None:
    client = begin(ada)
    assert client.post(f"{START}/9", {"drop": "1"})["Location"] == f"{START}/9"
    assert not PaperRow.objects.exists()


def test_a_kept_answer_that_no_page_offers_any_more_is_left_out(ada: Member) -> None:
    data = {"": {"relationship": "no-such", "person_known": "yes", "gone": "yes"}}
    papers.change_the(ada.owner, actions.PAPER, lambda _: data, FROM_NO_FORM, timezone.now())
    client = begin(ada)
    assert chosen(html(client, f"{START}/2")) == []
    assert chosen(html(client, f"{START}/4")) == ["yes"]
    assert groups(html(client, f"{START}/9"))["harassment_injunction"] == MAY


def test_the_answers_of_a_record_and_those_of_everybody_do_not_mix(hers: Member) -> None:
    client = begin(hers, "Rob")
    client.post(f"{START}/2", {"page": "1", "relationship": "partner"})
    assert client.get("/orders/which/9")["Location"] == "/orders/which"
    client.post("/orders/which", {"jurisdiction": "scotland"})
    assert "Rob" not in html(client, "/orders/which/9")
    assert groups(html(client, f"{START}/9"))["non_molestation"] == MAY


# ------------------------------------------------------------------ how it ends


def test_without_a_beginning_there_is_only_the_beginning(ada: Member) -> None:
    for path in (f"{START}/1", f"{START}/9"):
        assert ada.client.get(path)["Location"] == START
        assert ada.client.post(path, ENGLAND | {"keep": "1"})["Location"] == START
    assert not PaperRow.objects.exists()


def test_the_answers_are_gone_after_half_an_hour_and_the_notes_stay_open(
    ada: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, began = begin(ada), timezone.now()
    for minutes in (9, 18, 27):
        monkeypatch.setattr(timezone, "now", lambda m=minutes: began + timedelta(minutes=m))
        assert client.get(f"{START}/9").status_code == 200
    monkeypatch.setattr(timezone, "now", lambda: began + timedelta(minutes=31))
    assert client.get(f"{START}/9")["Location"] == START
    assert client.get("/n/").status_code == 200


def test_exit_takes_them_away_too(ada: Member, settings: Any) -> None:
    begin(ada).get("/leave")
    ada.client.cookies.clear()
    assert ada.client.get(f"{START}/9")["Location"] == "/n/open"
    ada.open_in(ada.client, settings)
    assert ada.client.get(f"{START}/9")["Location"] == START


def test_a_page_past_the_last_is_not_there(ada: Member) -> None:
    client = begin(ada)
    assert client.get(f"{START}/6").status_code == 404
    assert client.get(f"{START}/0").status_code == 404


def test_a_form_of_hers_needs_its_token(ada: Member, settings: Any) -> None:
    strict = PageClient(enforce_csrf_checks=True)
    ada.open_in(strict, settings)
    for path in (START, f"{START}/1", f"{START}/9"):
        assert strict.post(path, {"who": "nobody", "keep": "1"}).status_code == 403
