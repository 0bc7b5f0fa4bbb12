"""What holds for every case: generated events, told days, todays and limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import holidays as outside
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.rights.case import Case, Event
from fourfold.core.rights.notice import Notice, notices
from fourfold.core.rights.rule import Kind
from tests.core.rights.make import CLOCK
from tests.deep import cases

# The judge of holidays: a library that has nothing to do with our table.
OFF = outside.country_holidays("GB", subdiv="ENG", years=range(2020, 2031))
KNOWN = st.dates(date(2020, 1, 1), date(2030, 10, 31))
ANY = st.dates(date(2018, 1, 1), date(2033, 12, 31))


@st.composite
def an_event(draw: st.DrawFn, days: st.SearchStrategy[date] = ANY) -> Event:
    day = draw(st.none() | days)
    told = draw(st.none() | st.integers(0, 60).map(timedelta))
    until = draw(st.none() | st.integers(0, 40).map(timedelta))
    if day is None:
        return Event(draw(st.sampled_from(Kind)), None)
    return Event(
        draw(st.sampled_from(Kind)),
        day,
        day + told if told is not None else None,
        day + until if until is not None else None,
    )


a_case = st.builds(
    Case,
    st.just(Jurisdiction.ENGLAND_AND_WALES),
    ANY,
    st.none() | st.booleans(),
    st.lists(an_event(), max_size=6).map(tuple),
)


def is_working(day: date) -> bool:
    return day.weekday() < 5 and day not in OFF


@given(a_case)
def test_nothing_ends_before_its_event_and_every_end_is_a_working_day(case: Case) -> None:
    for notice in notices(case, CLOCK):
        event = case.events[notice.event]
        assert notice.earliest == event.day
        if notice.latest:
            assert event.last_day()
            assert notice.latest > event.last_day()
            assert is_working(notice.latest)


@given(an_event(KNOWN), ANY)
def test_enhanced_is_never_later_and_not_known_is_never_sooner_than_standard(
    event: Event, today: date
) -> None:
    standard, enhanced, unknown = (
        notices(Case(Jurisdiction.ENGLAND_AND_WALES, today, choice, (event,)), CLOCK)
        for choice in (False, True, None)
    )
    for slow, fast, unsure in zip(standard, enhanced, unknown, strict=True):
        assert (slow.latest is None) == (fast.latest is None) == (event.day is None)
        assert unsure.latest == slow.latest
        assert unsure.sooner == fast.latest
        if slow.latest and fast.latest:
            assert fast.latest <= slow.latest


def between(first: date, last: date) -> int:
    """Working days after `first` up to and with `last`, one day at a time."""
    days = (first + timedelta(each) for each in range(1, (last - first).days + 1))
    return sum(is_working(each) for each in days)


@settings(max_examples=cases(200))
@given(an_event(KNOWN), st.booleans())
def test_as_many_working_days_lie_between_as_the_rule_says(event: Event, enhanced: bool) -> None:
    event = replace(event, told=None, until=None)
    case = Case(Jurisdiction.ENGLAND_AND_WALES, date(2026, 1, 1), enhanced, (event,))
    for notice in notices(case, CLOCK):
        if notice.latest and event.day:
            steps = notice.rule.limits(enhanced)
            assert between(event.day, notice.latest) == sum(each.days for each in steps)


def status_of(notice: Notice, told: date | None, today: date) -> str:
    """The four words, as the format promises them."""
    if notice.latest is None:
        return "met" if told else "due"
    if told:
        return "met" if told <= notice.latest else "late"
    return "due" if today <= notice.latest else "past"


@given(a_case)
def test_the_status_is_what_the_dates_say(case: Case) -> None:
    for notice in notices(case, CLOCK):
        told = case.events[notice.event].told
        assert notice.status == status_of(notice, told, case.today)


@given(a_case)
def test_only_a_sure_time_that_has_gone_by_makes_people_ask(case: Case) -> None:
    for notice in notices(case, CLOCK):
        if notice.stance in ("ask", "told-late"):
            assert notice.is_firm
            assert not notice.is_to_check
            assert notice.latest


@given(a_case, st.integers(0, 5))
def test_correcting_one_event_changes_no_notice_of_another(case: Case, which: int) -> None:
    if which >= len(case.events):
        return
    correction = replace(case.events[which], day=date(2026, 6, 1), told=None, corrects=which)
    correction = replace(correction, until=None)
    after = notices(replace(case, events=(*case.events, correction)), CLOCK)
    before = notices(case, CLOCK)
    count = len(case.events)
    assert [each for each in after if each.event != count] == [
        each for each in before if each.event != which
    ]
    assert {each.rule.id for each in after if each.event == count} == {
        each.rule.id for each in before if each.event == which
    }


@given(a_case, st.sets(st.sampled_from([each.id for each in CLOCK.books[0].rules])))
def test_switching_off_only_takes_away(case: Case, off: set[str]) -> None:
    whole = notices(case, CLOCK)
    rest = notices(case, replace(CLOCK, off=frozenset(off)))
    assert rest == tuple(each for each in whole if each.rule.id not in off)


@given(KNOWN, st.integers(1, 14), st.sampled_from(Kind))
def test_a_later_event_is_never_told_sooner(day: date, more: int, kind: Kind) -> None:
    later = Event(kind, day + timedelta(more))
    first, second = (
        notices(Case(Jurisdiction.ENGLAND_AND_WALES, day, True, (each,)), CLOCK)
        for each in (Event(kind, day), later)
    )
    for one, two in zip(first, second, strict=True):
        if one.latest and two.latest:
            assert one.latest <= two.latest
