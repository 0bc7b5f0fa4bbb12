"""Orders held: writing one down, changing it, and how it stands."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.text import capfirst

from fourfold.core.kernel.when import When
from fourfold.core.record.body import Term
from fourfold.core.record.codes import OrderKind
from fourfold.web.held import forms
from fourfold.web.held.queries import BOOK
from fourfold.web.record import drafts, removal
from fourfold.web.record.words import ORDERS
from fourfold.web.safety.models import SessionRow
from tests.web.held import make


def body(member: Any, number: int = 1) -> Any:
    return make.latest(member.owner, number).body


# ------------------------------------------------------------------ writing one down


def test_an_empty_list_says_what_counts_and_what_to_ask(ada):
    page = make.page(ada, "/n/orders")
    for text in ("Nothing is here yet", "police bail, court bail", "undertaking", "Scotland"):
        assert text in page
    for said in BOOK.ask:
        assert said.text in page


@pytest.mark.parametrize("kind", list(OrderKind))
def test_each_kind_can_be_kept_and_says_what_breaking_it_can_mean(ada, kind):
    assert make.post(ada, "/n/orders/add", make.form(order_kind=kind.value)) == "/n/orders/1"
    assert body(ada).order_kind is kind
    page, now = make.page(ada, "/n/orders/1"), make.page(ada, "/n/orders/1/now")
    begins = BOOK.held[kind].breach.text.partition("{")[0]
    assert begins in page
    assert begins in now
    assert str(ORDERS[kind]) in make.page(ada, "/n/orders")
    source = BOOK.sources[BOOK.held[kind].breach.source]
    assert html.escape(capfirst(source.version)) in page
    assert "Checked 25 November 2026" in page


def test_everything_on_the_paper_is_kept(ada):
    at = make.post(
        ada,
        "/n/orders/add",
        make.form(
            court="Family Court at Leeds",
            reference="LS26P01234",
            person="Rob",
            served_time="9.05am",
            served_how="PC Jones told me",
            until="day",
            what="Made without notice.",
            **make.day("made", "1 March 2026"),
            **make.day("served", "5 3 2026"),
            **make.day("ends", "1 3 2030"),
        ),
    )
    order = body(ada)
    assert (order.court, order.reference) == ("Family Court at Leeds", "LS26P01234")
    assert (order.made.text, order.served.text) == ("2026-03-01", "2026-03-05T09:05")
    assert (order.ends.text, order.served_how) == ("2030-03-01", "PC Jones told me")
    assert order.terms == (
        Term(id="t1", words="Not to contact her", label="1."),
        Term(id="t2", words="Not to come within 100 metres of her home", label="2(a)"),
    )
    page = make.page(ada, at)
    for text in ("Rob", "PC Jones told me", "Made without notice.", "Runs until 1 March 2030"):
        assert text in page


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        ({"what": "Made without notice."}, "Made without notice."),
        ({"court": "Leeds", "reference": "LS1"}, "Leeds, LS1"),
        ({"reference": "LS1"}, "LS1"),
        ({}, "(no words)"),
    ],
)
def test_in_the_notes_it_goes_by_her_words_or_by_what_names_it(ada, answers, text):
    make.post(ada, "/n/orders/add", make.form(**answers))
    assert f'<a class="govuk-link" href="/n/1">{text}</a>' in make.page(ada, "/n/")


@pytest.mark.parametrize("kind", [OrderKind.POLICE_BAIL, OrderKind.UNDERTAKING])
def test_its_entry_goes_by_its_own_kind_and_says_whom_it_binds(ada, kind):
    make.post(ada, "/n/orders/add", make.form(order_kind=kind.value, person="Rob"))
    page = make.page(ada, "/n/1")
    assert f'<span class="govuk-caption-l">{ORDERS[kind]} · ' in page
    assert "Who it binds" in page
    for text in ("Who did this", "A court order"):
        assert text not in page
    assert "A court order" not in make.page(ada, "/n/")


def test_its_kind_alone_is_enough(ada):
    make.post(ada, "/n/orders/add", make.form(terms=""))
    order = body(ada)
    assert (order.made.is_unknown, order.served, order.ends, order.terms) == (True, None, None, ())
    page = make.page(ada, "/n/orders/1")
    assert "You have not written down its rules yet" in page
    assert "When it ends is not written down yet" in page


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        ({"until": "further"}, "until further order"),
        ({"until": "unknown"}, "When it ends is not written down yet"),
        # A day that is filled in is when it ends, whatever was left ticked.
        ({"until": "unknown"} | make.day("ends", "1 3 2030"), "Runs until 1 March 2030"),
        ({"until": "day"} | make.day("ends", "2020"), "Ended: 2020"),
        ({"until": "day"} | make.day("ends", "2030"), "Runs until 2030"),
    ],
)
def test_how_it_stands(ada, answers, text):
    make.post(ada, "/n/orders/add", make.form(**answers))
    assert text in make.page(ada, "/n/orders")
    assert text in make.page(ada, "/n/orders/1")


def test_what_is_not_written_down_is_no_reproach_and_says_who_can_tell(ada):
    make.post(ada, "/n/orders/add", make.form(until="unknown"))
    page = make.page(ada, "/n/orders")
    assert "Given to them: Not written down yet: the police or the court can tell you" in page
    assert "You have not written down" not in page


def test_an_end_known_to_the_year_that_has_begun_may_have_come(ada):
    year = str(timezone.localdate().year)
    make.order(ada.owner, ends=year)
    assert f"May have ended: {year}" in make.page(ada, "/n/orders/1")


@pytest.mark.parametrize(("days", "is_said"), [(-1, False), (0, True), (80, True), (95, False)])
def test_a_reminder_stands_there_three_months_before_the_end_and_not_after_it(ada, days, is_said):
    end = timezone.localdate() + timedelta(days=days)
    make.order(ada.owner, ends=end.isoformat())
    for path in ("/n/orders", "/n/orders/1"):
        assert ("Ask the police, a solicitor or an advocate" in make.page(ada, path)) is is_said


def test_those_that_are_over_stand_after_the_others(ada):
    make.order(ada.owner, OrderKind.RESTRAINING)
    make.order(ada.owner, OrderKind.POLICE_BAIL, ends="2026-04-01")
    page = make.page(ada, "/n/orders")
    assert page.index("Restraining order") < page.index("Police bail")


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ({"order_kind": ""}, "Choose what kind it is"),
        ({"order_kind": "fatwa"}, "Choose from the answers on this page"),
        (make.day("made", "31 2 2026"), "There is no such day in that month"),
        (make.day("made", "1 1 2199"), "That day has not come yet"),
        (make.day("served", "1 x 2026"), "Type the month as a number or a name"),
        ({"served_time": "9.05pm"}, "Type the day too"),
        ({"served_time": "noonish"} | make.day("served", "5 3 2026"), "Type the time like"),
        (
            {"served_time": "1.30am"} | make.day("served", "25 10 2026"),
            "That time came twice that night",
        ),
        ({"until": "day"}, "Fill in the day it ends"),
        ({"until": ""}, "Choose when it ends"),
        ({"until": "further"} | make.day("ends", "1 3 2030"), "You also filled in a day"),
        ({"terms": "\n".join(f"{n}. Not {n}" for n in range(1001))}, "These are too many rules"),
        ({"terms": "x" * 100_001}, "That is too long"),
        ({"court": "x" * 501}, "That is too long"),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_is_still_there(ada, answers, problem):
    at = make.post(ada, "/n/orders/add", make.form(**{"what": "My own words."} | answers))
    assert re.fullmatch("/n/orders/add/[0-9a-f]{32}", at)
    page = make.page(ada, at)
    assert problem in page
    assert "My own words." in page


def test_a_draft_is_kept_for_later_and_gone_on_with(ada):
    later = make.form(what="Half of it.", later="1")
    assert make.post(ada, "/n/orders/add", later) == "/n/"
    (draft,) = drafts.all_of(ada.owner)
    assert "Half of it." in make.page(ada, draft.address)
    assert make.post(ada, draft.address, make.form(what="All of it.")) == "/n/orders/1"
    assert drafts.all_of(ada.owner) == []


def test_a_form_sent_twice_is_one_order(ada):
    form = make.form()
    assert make.post(ada, "/n/orders/add", form) == make.post(ada, "/n/orders/add", form)
    assert make.page(ada, "/n/orders").count("app-lines__item") == 1


def test_the_paper_is_kept_with_it(ada):
    make.post(ada, "/n/orders/add", make.form(uploads=make.make.upload(name="order.jpg")))
    page = make.page(ada, "/n/orders/1")
    assert "order.jpg" in page
    assert "/n/1/file/1" in page


SCRIPTS = (
    "1. 不得联系她 🙂",
    "2. ألا يتصل بها",
    "3. Μη την πλησιάσει",
    "4. Peidio â chysylltu â hi 👩\u200d👧",
    "5. <script>alert(1)</script> & “quotes”",
)


def test_rules_in_any_script_come_back_as_they_were(ada):
    make.post(ada, "/n/orders/add", make.form(terms="\n".join(SCRIPTS)))
    assert [f"{term.label} {term.words}" for term in body(ada).terms] == list(SCRIPTS)
    page = make.page(ada, "/n/orders/1")
    for each in SCRIPTS:
        assert html.escape(each) in page
    change = make.page(ada, "/n/orders/1/change")
    assert html.escape("\n".join(SCRIPTS)) in change


# ------------------------------------------------------------------ changing it


def change_form(member: Any, number: int = 1, **more: Any) -> dict[str, Any]:
    """What the form for changes sends when nothing else is touched."""
    entry = make.latest(member.owner, number)
    shown = forms.ChangeForm.answers_of(entry)
    days: dict[str, str] = {}
    for name in ("made", "served", "ends"):
        year, month, day = [*str(shown.pop(name)).split("-"), "", ""][:3]
        days |= {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}
    rest = {"reason": "The court changed it", "version": str(entry.version)}
    return shown | days | rest | more


def test_a_change_of_its_kind_can_be_read_on_its_entry(ada):
    make.order(ada.owner, OrderKind.POLICE_BAIL)
    make.post(ada, "/n/orders/1/change", change_form(ada, order_kind="court_bail"))
    first, _, changed = make.page(ada, "/n/1").partition("The court changed it")
    assert str(ORDERS[OrderKind.POLICE_BAIL]) in first
    assert str(ORDERS[OrderKind.COURT_BAIL]) in changed


def test_what_is_not_touched_stays_exactly_as_it_was(ada):
    make.order(ada.owner, made="2026-03-01~", served="2026-03-05T10:00/2026-03-06", ends="2030-03~")
    before = body(ada)
    make.post(ada, "/n/orders/1/change", change_form(ada, what="More."))
    after = body(ada)
    assert (after.made, after.served, after.ends) == (before.made, before.served, before.ends)
    assert after.terms == before.terms
    assert after.what == "More."


def test_a_change_is_another_version_with_its_reason(ada):
    make.order(ada.owner)
    at = make.post(ada, "/n/orders/1/change", change_form(ada, until="further"))
    assert at == "/n/orders/1"
    entry = make.latest(ada.owner, 1)
    assert (entry.version, entry.reason) == (2, "The court changed it")
    assert entry.body.until_further_order
    assert "The court changed it" in make.page(ada, "/n/1")


def test_why_is_asked(ada):
    make.order(ada.owner)
    at = make.post(ada, "/n/orders/1/change", change_form(ada, reason=""))
    assert "Write why, in a few words" in make.page(ada, at)


def test_an_end_that_was_known_is_not_taken_away_by_a_tick_alone(ada):
    make.order(ada.owner, ends="2030-03-01")
    at = make.post(ada, "/n/orders/1/change", change_form(ada, until="unknown"))
    assert "You also filled in a day" in make.page(ada, at)
    gone = change_form(ada, until="unknown") | make.day("ends", "")
    make.post(ada, "/n/orders/1/change", gone)
    assert body(ada).ends is None


def test_a_rule_that_stays_keeps_its_id_and_none_gets_that_of_another(ada):
    make.order(ada.owner)
    rules = "2(a) Not to come within 100 metres of her home\n3. Not to write"
    make.post(ada, "/n/orders/1/change", change_form(ada, terms=rules))
    assert [(term.id, term.label) for term in body(ada).terms] == [("t2", "2(a)"), ("t3", "3.")]
    make.post(ada, "/n/orders/1/change", change_form(ada, terms=make.RULES))
    assert [term.id for term in body(ada).terms] == ["t4", "t2"]


def test_a_change_in_another_window_is_not_overwritten_unseen(ada):
    make.order(ada.owner)
    first, second = change_form(ada, what="First."), change_form(ada, what="Second.")
    make.post(ada, "/n/orders/1/change", first)
    at = make.post(ada, "/n/orders/1/change", second)
    page = make.page(ada, at)
    assert "changed in another window" in page
    assert body(ada).what == "First."
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    assert make.post(ada, at, second | {"version": version[1]}) == "/n/orders/1"
    assert body(ada).what == "Second."


def test_what_is_sent_after_the_visit_had_ended_is_kept_as_a_draft(ada, settings):
    make.order(ada.owner)
    form = change_form(ada, what="Too late.")
    SessionRow.objects.update(idle_ends=timezone.now() - timedelta(minutes=1))
    assert make.post(ada, "/n/orders/1/change", form) == "/n/open"
    (draft,) = drafts.all_of(ada.owner)
    assert (draft.content.form, draft.content.is_late) == ("held:change", True)
    assert body(ada).what == ""
    ada.open_in(ada.client, settings)
    assert "Too late." in make.page(ada, draft.address)
    assert make.post(ada, draft.address, form) == "/n/orders/1"
    assert body(ada).what == "Too late."


def test_a_deleted_order_is_gone_from_its_pages_and_comes_back(ada):
    make.order(ada.owner)
    removal.hide_entry(ada.owner, 1, make.make.NOW)
    for path in ("", "/change", "/now", "/add", "/pick"):
        assert ada.client.get(f"/n/orders/1{path}").status_code == 404
    assert "Nothing is here yet" in make.page(ada, "/n/orders")
    removal.restore_entry(ada.owner, 1)
    assert "Family Court at Leeds" in make.page(ada, "/n/orders")


def test_what_is_no_order_has_no_page_here(ada):
    number = make.make.entry(ada.owner)
    for path in ("", "/change", "/now", "/add", "/pick"):
        assert ada.client.get(f"/n/orders/{number}{path}").status_code == 404


def test_the_words_of_facts_stand_in_sentences(ada):
    make.order(ada.owner, OrderKind.NON_MOLESTATION)
    page = make.page(ada, "/n/orders/1")
    assert "{orders" not in page
    assert "up to 5 years in prison" in page


def test_a_known_person_can_be_ticked(ada):
    make.post(ada, "/n/orders/add", make.form(person="Rob"))
    (rob,) = make.latest(ada.owner, 1).people
    make.post(ada, "/n/orders/add", make.form(people=[rob]))
    assert make.latest(ada.owner, 2).people == (rob,)


def test_a_time_known_to_a_range_is_shown_and_not_lost() -> None:
    assert forms.boxes(When("2026-03-05/2026-03-06")) == ("2026-3-5", "")
    assert forms.boxes(None) == forms.boxes(When("XXXX")) == ("", "")
