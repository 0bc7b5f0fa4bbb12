"""A holiday that was proclaimed once, or moved, moves the days of the clock."""

from __future__ import annotations

from datetime import date

import pytest

from fourfold.core.rights.rule import Kind
from fourfold.data import holidays
from fourfold.web.rules import actions, queries
from fourfold.web.rules import rows as changes
from fourfold.web.rules.models import HolidayChange
from tests.web.rules.changing import DEE, NOW, TODAY, heard_of

pytestmark = pytest.mark.django_db
FRIDAY = date(2027, 6, 4)
SPRING = date(2027, 5, 31)


@pytest.fixture(autouse=True)
def keys(service: object) -> None:
    """An installation with its keys."""


def latest(day: date) -> date | None:
    """The end of the five working days after an arrest."""
    (notice,) = heard_of(Kind.ARRESTED, day)
    return notice.latest


def test_at_first_the_holidays_are_those_of_the_release() -> None:
    assert queries.calendar() == holidays.calendar()
    assert queries.changed() == {}


def test_a_day_that_is_added_moves_the_end_of_what_runs_over_it() -> None:
    assert latest(date(2027, 6, 1)) == date(2027, 6, 8)
    actions.add_holiday(FRIDAY, "A wedding", "a proclamation", DEE)
    assert latest(date(2027, 6, 1)) == date(2027, 6, 9)
    assert latest(date(2027, 6, 14)) == date(2027, 6, 21)


def test_a_day_that_is_taken_away_moves_it_too() -> None:
    assert latest(date(2027, 5, 27)) == date(2027, 6, 4)
    actions.take_away(SPRING, "a proclamation", DEE)
    assert latest(date(2027, 5, 27)) == date(2027, 6, 3)
    assert queries.changed()[SPRING].name == "Spring bank holiday"


def test_both_can_be_taken_back_and_everything_stands_in_the_history() -> None:
    actions.add_holiday(FRIDAY, "A wedding", "a proclamation", DEE)
    actions.take_away(SPRING, "the same", DEE)
    for day in (FRIDAY, SPRING):
        actions.undo(day, DEE)
    assert queries.calendar() == holidays.calendar()
    found = [(each.about, each.kind) for each in queries.holiday_history()]
    assert found == [
        ("2027-05-31", changes.Kind.UNDONE),
        ("2027-06-04", changes.Kind.UNDONE),
        ("2027-05-31", changes.Kind.TAKEN_AWAY),
        ("2027-06-04", changes.Kind.ADDED),
    ]
    (undone, added) = queries.history("2027-06-04")
    assert undone.holiday == added.holiday
    assert added.holiday == changes.Changed(FRIDAY, True, "A wedding", "a proclamation", TODAY)
    assert (added.who, added.day) == ("Dee", TODAY)
    assert queries.rule_history() == []


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2027, 6, 5), "weekend"),
        (date(2027, 6, 6), "weekend"),
        (SPRING, "holiday"),
        (date(2019, 12, 31), "outside"),
        (date(2031, 1, 1), "outside"),
    ],
)
def test_a_day_that_cannot_be_added(day: date, code: str) -> None:
    with pytest.raises(actions.BadDay) as refused:
        actions.add_holiday(day, "A wedding", "a proclamation", DEE)
    assert refused.value.code == code
    assert not HolidayChange.objects.exists()


@pytest.mark.parametrize("day", [date(2027, 6, 4), date(2027, 6, 5), date(2031, 1, 1)])
def test_a_day_that_is_no_holiday_cannot_be_taken_away(day: date) -> None:
    with pytest.raises(actions.BadDay) as refused:
        actions.take_away(day, "a proclamation", DEE)
    assert refused.value.code == "no-holiday"


def test_the_first_and_the_last_day_of_the_table_may_be_changed() -> None:
    actions.add_holiday(date(2020, 1, 2), "A wedding", "a proclamation", DEE)
    actions.add_holiday(date(2030, 12, 31), "A wedding", "a proclamation", DEE)
    assert [*queries.changed()] == [date(2020, 1, 2), date(2030, 12, 31)]


def test_a_day_is_changed_once() -> None:
    actions.add_holiday(FRIDAY, "A wedding", "a proclamation", DEE)
    actions.take_away(SPRING, "a proclamation", DEE)
    for day in (FRIDAY, SPRING):
        with pytest.raises(actions.BadDay) as added:
            actions.add_holiday(day, "Another", "a proclamation", DEE)
        with pytest.raises(actions.BadDay) as taken_away:
            actions.take_away(day, "a proclamation", DEE)
        assert added.value.code == taken_away.value.code == "changed"
    assert queries.changed()[FRIDAY].name == "A wedding"


def test_there_is_nothing_to_take_back_on_other_days() -> None:
    with pytest.raises(actions.NotThere):
        actions.undo(SPRING, DEE)


@pytest.mark.parametrize(
    "changed",
    [
        {"day": date(2027, 6, 11)},
        {"is_added": False},
        {"name": "Another"},
        {"source": "nothing"},
        {"checked": date(2027, 1, 1)},
    ],
)
def test_a_row_that_somebody_else_wrote_moves_nothing(changed: dict[str, object]) -> None:
    actions.add_holiday(FRIDAY, "A wedding", "a proclamation", DEE)
    HolidayChange.objects.update(**changed)
    assert queries.calendar() == holidays.calendar()
    actions.add_holiday(date(2027, 6, 11), "A wedding", "a proclamation", DEE)
    assert [*queries.changed()] == [date(2027, 6, 11)]


def test_a_day_that_a_later_release_has_taken_away_itself_stops_nothing() -> None:
    gone = changes.Changed(date(2027, 6, 2), False, "Once a holiday", "a proclamation", TODAY)
    changes.to_changed(gone, changes.By("Dee", NOW)).save()
    assert queries.calendar() == holidays.calendar()


def test_a_day_that_a_later_release_has_itself_counts_once() -> None:
    known = changes.Changed(SPRING, True, "Spring bank holiday", "a proclamation", TODAY)
    changes.to_changed(known, changes.By("Dee", NOW)).save()
    assert queries.calendar() == holidays.calendar()


def test_the_clock_knows_which_years_should_be_checked_again() -> None:
    assert queries.clock(TODAY).years_due == holidays.years_due(TODAY)
    late = date(2031, 12, 31)
    assert queries.clock(late).years_due == holidays.years_due(late) != frozenset()
