"""What a notice says of told and today, of what is not known, and of rules that are not sure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fourfold.core.kernel.provenance import Jurisdiction, Provenance
from fourfold.core.rights.case import Case, Event
from fourfold.core.rights.notice import Clock, Notice, notices
from fourfold.core.rights.rule import Code, Kind, Rulebook, book_of
from tests.core.rights.make import CLOCK, TODAY, case, day, event, run

ARREST = event("arrested", "Fri 20 Nov 2026")  # standard to Fri 27, enhanced to Mon 23


def one(*events: Event, **more: object) -> Notice:
    (notice,) = run(*events, **more)  # type: ignore[arg-type]
    return notice


def rules(found: tuple[Notice, ...]) -> list[str]:
    return [each.rule.id for each in found]


# told                today                status  what to say
STATUSES = """
-                  Fri 20 Nov 2026    due     wait
-                  Mon 23 Nov 2026    due     wait
-                  Tue 24 Nov 2026    past    ask
Fri 20 Nov 2026    Fri 20 Nov 2026    met     told
Sat 21 Nov 2026    Fri 04 Dec 2026    met     told
Mon 23 Nov 2026    Mon 23 Nov 2026    met     told
Mon 23 Nov 2026    Fri 01 Jan 2027    met     told
Tue 24 Nov 2026    Tue 24 Nov 2026    late    told-late
Wed 02 Dec 2026    Fri 01 Jan 2027    late    told-late
-                  Thu 19 Nov 2026    due     wait
"""


@pytest.mark.parametrize("line", STATUSES.strip().splitlines())
def test_told_and_today_give_the_status(line: str) -> None:
    told, today, (status, says) = line[:19].strip(" -"), day(line[19:34]), line[38:].split()
    arrest = event("arrested", "Fri 20 Nov 2026", told)
    notice = one(arrest, enhanced=True, today=today)
    assert (notice.status, notice.stance) == (status, says)


def test_each_notice_names_its_event_rule_code_and_the_day_it_was_read() -> None:
    notice = one(ARREST, enhanced=True)
    assert notice.event == 0
    assert notice.rule.id == "R6-ARR"
    assert notice.rule.who == "police"
    assert notice.code.version.startswith("Victims' Code (2021), 12 rights")
    assert notice.checked == date(2026, 11, 25)
    assert notice.is_enhanced
    assert notice.is_firm
    assert not notice.is_to_check
    assert notice.sooner is None


def test_the_day_read_is_that_of_the_step_that_was_read_longest_ago() -> None:
    (rule,) = (each for each in CLOCK.books[0].rules if each.id == "R8-BAIL")
    assert rule.before
    older = replace(rule.before.provenance, checked=date(2026, 3, 1))
    rule = replace(rule, before=replace(rule.before, provenance=older))
    clock = replace(CLOCK, books=(replace(CLOCK.books[0], rules=(rule,)),))
    (notice,) = notices(case(event("bail_hearing", "Fri 20 Nov 2026")), clock)
    assert notice.checked == date(2026, 3, 1)


@pytest.mark.parametrize("place", [Jurisdiction.SCOTLAND, Jurisdiction.NORTHERN_IRELAND])
def test_outside_england_and_wales_the_clock_is_off(place: Jurisdiction) -> None:
    assert notices(Case(place, TODAY, True, (ARREST,)), CLOCK) == ()


def test_a_chain_of_events_has_a_clock_for_each_in_its_order() -> None:
    found = run(
        event("reported", "Fri 13 Nov 2026", told="Mon 16 Nov 2026"),
        event("arrested", "Mon 16 Nov 2026", told="Tue 17 Nov 2026"),
        event("interviewed", "Mon 16 Nov 2026"),
        event("released", "Tue 17 Nov 2026"),
        event("bail_changed", "Fri 20 Nov 2026"),
        event("bail_hearing", "Mon 23 Nov 2026"),
        enhanced=True,
    )
    assert [(each.event, each.rule.id, each.latest, each.status) for each in found] == [
        (0, "R4-REF", day("Tue 17 Nov 2026"), "met"),
        (1, "R6-ARR", day("Tue 17 Nov 2026"), "met"),
        (2, "R6-INT", day("Tue 17 Nov 2026"), "past"),
        (3, "R6-REL", day("Wed 18 Nov 2026"), "past"),
        (4, "R6-BAIL", day("Mon 23 Nov 2026"), "past"),
        (5, "R8-BAIL", day("Tue 01 Dec 2026"), "due"),
    ]


def test_the_same_event_twice_is_two_events() -> None:
    again = event("bail_changed", "Mon 23 Nov 2026")
    assert [each.event for each in run(again, again)] == [0, 1]


def test_an_outcome_alone_says_nothing_of_the_contact_scheme() -> None:
    assert rules(run(event("outcome", "Mon 02 Nov 2026"))) == ["R9-OUT"]
    assert rules(run(event("scheme_sentence", "Mon 02 Nov 2026"))) == ["R11-REF", "R11-VCS"]


def test_no_events_no_notices() -> None:
    assert run() == ()


def test_a_correction_takes_the_place_of_the_event_it_corrects() -> None:
    wrong = event("arrested", "Mon 16 Nov 2026")
    other = event("released", "Tue 17 Nov 2026")
    right = replace(ARREST, corrects=0)
    found = run(wrong, other, right, enhanced=True)
    assert [(each.event, each.rule.id) for each in found] == [(1, "R6-REL"), (2, "R6-ARR")]
    assert found[1:] == tuple(replace(each, event=2) for each in run(ARREST, enhanced=True))


def test_a_correction_can_be_corrected_and_can_change_what_it_was() -> None:
    charge = replace(event("not_charged", "Mon 23 Nov 2026"), corrects=1)
    found = run(ARREST, replace(ARREST, corrects=0), charge)
    assert [(each.event, each.rule.id) for each in found] == [(2, "R6-NFA")]


def test_whoever_does_not_know_about_enhanced_rights_gets_the_later_day_and_sees_the_sooner() -> (
    None
):
    notice = one(ARREST, enhanced=None, today=day("Tue 24 Nov 2026"))
    assert notice.latest == day("Fri 27 Nov 2026")
    assert notice.sooner == day("Mon 23 Nov 2026")
    assert not notice.is_enhanced
    assert notice.status == "due"


@pytest.mark.parametrize("enhanced", [True, False])
def test_whoever_knows_sees_one_day(enhanced: bool) -> None:
    notice = one(ARREST, enhanced=enhanced)
    assert notice.sooner is None
    assert notice.is_enhanced is enhanced


def test_an_event_of_which_nobody_knows_the_day_is_never_past() -> None:
    notice = one(event("arrested", ""), today=date(2030, 1, 1))
    assert (notice.earliest, notice.latest, notice.sooner) == (None, None, None)
    assert (notice.status, notice.unknown, notice.stance) == ("due", "no-day", "unknown")
    told = one(event("arrested", "", told="Mon 23 Nov 2026"))
    assert (told.status, told.stance) == ("met", "told")


def test_between_two_days_the_time_runs_from_the_second() -> None:
    notice = one(event("arrested", "Sun 01 Nov 2026", until="Fri 20 Nov 2026"), enhanced=True)
    assert notice.earliest == day("Sun 01 Nov 2026")
    assert notice.latest == day("Mon 23 Nov 2026")


def test_an_event_that_lies_ahead_is_due() -> None:
    notice = one(event("hearing_set", "Mon 04 Jan 2027"))
    assert (notice.status, notice.latest) == ("due", day("Tue 12 Jan 2027"))


# Rows that were read on older or second-hand pages only; of R6-NFA the enhanced time alone.
WEAK = [
    ("charged", False),
    ("charged", True),
    ("charge_altered", False),
    ("charge_altered", True),
    ("appeal", False),
    ("appeal", True),
    ("not_charged", True),
    ("must_give_evidence", False),
    ("must_give_evidence", True),
]


@pytest.mark.parametrize(("kind", "enhanced"), WEAK)
def test_of_a_weak_time_people_are_told_to_check_it_and_never_that_it_is_past(
    kind: str, enhanced: bool
) -> None:
    notice = one(event(kind, "Mon 05 Oct 2026"), enhanced=enhanced)
    assert notice.status == "past"
    assert not notice.is_firm
    assert notice.stance == "check"
    late = one(event(kind, "Mon 05 Oct 2026", told="Mon 23 Nov 2026"), enhanced=enhanced)
    assert (late.status, late.stance) == ("late", "told")
    ahead = one(event(kind, "Wed 25 Nov 2026"), enhanced=enhanced)
    assert (ahead.status, ahead.stance) == ("due", "check")


def test_all_others_are_firm() -> None:
    every = {(kind, enhanced) for kind in Kind for enhanced in (True, False)}
    firm = {
        (kind, enhanced)
        for kind, enhanced in every
        if all(each.is_firm for each in run(event(kind, "Mon 05 Oct 2026"), enhanced=enhanced))
    }
    assert every - firm == set(WEAK)


def test_a_weak_first_step_makes_the_whole_weak() -> None:
    (rule,) = (each for each in CLOCK.books[0].rules if each.id == "R9-OUT")
    assert rule.before
    rule = replace(rule, before=replace(rule.before, is_weak=True))
    clock = replace(CLOCK, books=(replace(CLOCK.books[0], rules=(rule,)),))
    (notice,) = notices(case(event("outcome", "Mon 02 Nov 2026")), clock)
    assert not notice.is_firm


def test_an_event_older_than_the_code_is_counted_by_it_but_not_firmly() -> None:
    before, first = (
        one(event("arrested", text)) for text in ("Wed 31 Mar 2021", "Thu 01 Apr 2021")
    )
    assert before.latest == day("Fri 09 Apr 2021")
    assert (before.is_firm, first.is_firm) == (False, True)
    assert (before.status, before.stance) == ("past", "check")


REVIEW = date(2027, 2, 22)


def test_past_its_review_a_rule_says_check_this() -> None:
    arrest = event("arrested", "Mon 15 Feb 2027")  # standard to Mon 22
    assert one(arrest, today=REVIEW).stance == "wait"
    notice = one(arrest, today=date(2027, 2, 23))
    assert notice.is_to_check
    assert (notice.status, notice.stance) == ("past", "check")
    assert notice.is_firm


@pytest.mark.parametrize("place", ["standard", "before", "code"])
def test_one_step_past_its_review_is_enough(place: str) -> None:
    book = CLOCK.books[0]
    (rule,) = (each for each in book.rules if each.id == "R9-OUT")
    known = rule.standard.provenance
    over = replace(known, review_by=date(2026, 11, 24))
    assert rule.before
    if place == "code":
        book = replace(book, code=replace(book.code, provenance=over))
    elif place == "before":
        rule = replace(rule, before=replace(rule.before, provenance=over))
    else:
        rule = replace(rule, standard=replace(rule.standard, provenance=over))
    clock = replace(CLOCK, books=(replace(book, rules=(rule,)),))
    outcome = event("outcome", "Mon 02 Nov 2026")
    assert [each.is_to_check for each in notices(case(outcome), clock)] == [True]
    # The time that was not used does not matter.
    enhanced = notices(case(outcome, enhanced=True), clock)
    assert [each.is_to_check for each in enhanced] == [place != "standard"]


@pytest.mark.parametrize(
    ("years", "to_check"), [((2026,), True), ((2027,), True), ((2025, 2028), False)]
)
def test_holidays_past_their_review_make_the_days_that_touch_them_doubtful(
    years: tuple[int, ...], to_check: bool
) -> None:
    clock = replace(CLOCK, years_due=frozenset(years))
    across = event("arrested", "Tue 29 Dec 2026")  # standard to Wed 6 Jan 2027
    (notice,) = notices(case(across), clock)
    assert notice.is_to_check is to_check
    (unknown,) = notices(case(event("arrested", "")), clock)
    assert not unknown.is_to_check


def test_a_rule_that_is_switched_off_is_silent_and_the_others_are_not() -> None:
    chain = (ARREST, event("scheme_sentence", "Mon 02 Nov 2026"))
    assert rules(run(*chain, off="R6-ARR")) == ["R11-REF", "R11-VCS"]
    assert rules(run(*chain, off="R11-REF R11-VCS")) == ["R6-ARR"]


def book(version: str, begins: date, days: int) -> Rulebook:
    first = CLOCK.books[0]
    (rule,) = (each for each in first.rules if each.id == "R6-ARR")
    rule = replace(rule, standard=replace(rule.standard, days=days))
    return Rulebook(Code(version, begins, first.code.provenance), (rule,))


def test_each_event_is_counted_by_the_code_of_its_day() -> None:
    older, newer = book("older", date(2021, 4, 1), 5), book("newer", date(2026, 11, 1), 3)
    clock = replace(CLOCK, books=(newer, older))
    found = notices(
        case(
            event("arrested", "Fri 30 Oct 2026"),
            event("arrested", "Sun 01 Nov 2026"),
            event("arrested", ""),
        ),
        clock,
    )
    assert [each.code.version for each in found] == ["older", "newer", "newer"]
    assert [each.latest for each in found] == [
        day("Fri 06 Nov 2026"),
        day("Wed 04 Nov 2026"),
        None,
    ]
    assert book_of([newer, older], date(2020, 1, 1)) is older
    assert book_of([older, newer], date(2020, 1, 1)) is older


def test_a_clock_without_options_has_every_rule_and_doubts_no_year() -> None:
    clock = Clock(CLOCK.books, CLOCK.calendar)
    assert clock.off == frozenset()
    assert clock.years_due == frozenset()
    assert isinstance(clock.books[0].code.provenance, Provenance)
