"""What is one occasion and what is two."""

from typing import Any

import pytest

from fourfold.core.pattern.elements import ElementName
from fourfold.core.pattern.errors import AskedError
from fourfold.core.pattern.look import look
from fourfold.core.pattern.occasions import Occasions
from fourfold.core.pattern.values import HOUR, MINUTE, Between, minute_of
from fourfold.core.record.codes import Act, Purpose
from tests.core.pattern.make import SOMEBODY, asking, entry, incident, seen


def divided(*times: str, **asked: Any) -> Occasions:
    return seen([incident(each) for each in times], **asked).occasions


def grouped(occasions: Occasions) -> list[tuple[int, ...]]:
    return [each.entries for each in occasions.listed]


@pytest.mark.parametrize(
    ("times", "groups"),
    [
        (["2026-03-14T10:00"], [(1,)]),
        (["2026-03-14T10:00", "2026-03-14T15:59"], [(1, 2)]),
        (["2026-03-14T10:00", "2026-03-14T16:00"], [(1,), (2,)]),
        (["2026-03-14T23:50", "2026-03-15T00:10"], [(1, 2)]),
        (["2026-03-14T10:00", "2026-03-14T15:00", "2026-03-14T20:00"], [(1, 2, 3)]),
        (["2026-03-14T20:00", "2026-03-14T10:00"], [(2,), (1,)]),
        (["2026-03-14T10:00", "2026-03-14T10:00"], [(1, 2)]),
    ],
)
def test_a_new_occasion_begins_after_the_gap_and_a_burst_may_run_on(
    times: list[str], groups: list[tuple[int, ...]]
) -> None:
    found = divided(*times)
    assert grouped(found) == groups
    assert found.count == Between(len(groups), len(groups))
    assert [each.items for each in found.listed] == [len(each) for each in groups]


def test_other_gaps_are_shown_beside_the_asked_one() -> None:
    times = ["2026-03-14T10:00", "2026-03-14T12:00", "2026-03-14T20:00"]
    found = divided(*times)
    assert found.count == Between(2, 2)
    assert found.by_gap == ((HOUR, Between(3, 3)), (12 * HOUR, Between(1, 1)))


@pytest.mark.parametrize("gap", [0, MINUTE - 1, 12 * HOUR + 1, 24 * HOUR])
def test_a_gap_that_would_fold_weeks_into_one_is_refused(gap: int) -> None:
    with pytest.raises(AskedError, match="gap"):
        asking(gap=gap)


@pytest.mark.parametrize("gap", [MINUTE, 12 * HOUR])
def test_the_shortest_and_the_longest_gap_are_taken(gap: int) -> None:
    assert asking(gap=gap).gap == gap


@pytest.mark.parametrize(
    ("second", "hanging"),
    [
        ("2026-03-14T15:20", ()),
        ("2026-03-14T15:24", (1,)),
        ("2026-03-14T15:59", (1,)),
        ("2026-03-14T16:00", (2,)),
        ("2026-03-14T16:36", (2,)),
        ("2026-03-14T16:40", ()),
    ],
)
def test_occasions_that_hang_on_the_gap_are_named(second: str, hanging: tuple[int, ...]) -> None:
    assert divided("2026-03-14T10:00", second).hanging == hanging


def test_the_owner_parts_and_joins() -> None:
    times = ["2026-03-14T10:00", "2026-03-14T11:00", "2026-03-14T12:00", "2026-03-15T12:00"]
    assert grouped(divided(*times)) == [(1, 2, 3), (4,)]
    assert grouped(divided(*times, apart=frozenset({2}))) == [(1,), (2, 3), (4,)]
    assert grouped(divided(*times, joined={4: 3})) == [(1, 2, 3, 4)]
    both = divided(*times, apart=frozenset({3}), joined={4: 3})
    assert grouped(both) == [(1, 2), (3, 4)]
    nothing = divided(*times, apart=frozenset({1, 99}), joined={1: 1, 2: 1, 4: 99, 98: 3})
    assert grouped(nothing) == [(1, 2, 3), (4,)]


def test_joined_entries_are_one_in_whatever_order_they_were_joined() -> None:
    times = [f"2026-03-{day}T10:00" for day in (10, 12, 14, 16)]
    for joined in ({2: 1, 3: 2, 4: 3}, {4: 3, 3: 2, 2: 1}, {2: 1, 3: 1, 4: 2}):
        assert grouped(divided(*times, joined=joined)) == [(1, 2, 3, 4)]


def test_what_the_gap_joins_already_is_joined_to_nothing_else() -> None:
    times = ["2026-03-13T10:00", "2026-03-14T10:00", "2026-03-14T12:00"]
    assert grouped(divided(*times, gap=HOUR, joined={3: 2})) == [(1,), (2, 3)]
    assert grouped(divided(*times, joined={3: 2})) == [(1,), (2, 3)]


@pytest.mark.parametrize(
    ("second", "person", "groups"),
    [
        ("2026-04-20T10:00", "", [(1,), (2, 3)]),
        # Nobody said that the third is one with what comes before it now.
        ("2026-06-20T10:00", "", [(1,), (3,), (2,)]),
        ("2026-01-20T10:00", "", [(2,), (1,), (3,)]),
        (None, "", [(1,), (3,)]),
        ("2026-04-20", "", [(1,), (3, 2)]),
        ("2026-04-20T10:00", SOMEBODY, [(1,), (3,)]),
    ],
)
def test_nothing_is_joined_to_another_time_than_the_owner_joined_it_to(
    second: str | None, person: str, groups: list[tuple[int, ...]]
) -> None:
    """The one before was corrected, taken away, or is about somebody else."""
    entries = [
        entry(1, incident("2026-03-01T10:00"), people=(SOMEBODY,)),
        entry(3, incident("2026-04-20T20:00"), people=(SOMEBODY,)),
    ]
    if second:
        entries.append(entry(2, incident(second)))
    found = look(entries, (), asking(person=person, joined={3: 2}))
    assert grouped(found.occasions) == groups


def test_other_gaps_are_counted_without_the_owners_choices() -> None:
    found = divided("2026-03-14T10:00", "2026-03-14T10:30", apart=frozenset({2}))
    assert found.count == Between(2, 2)
    assert found.by_gap == ((HOUR, Between(1, 1)), (12 * HOUR, Between(1, 1)))


def handover(when: str) -> Any:
    return incident(when, purpose=Purpose.ARRANGED)


@pytest.mark.parametrize(
    ("times", "arranged", "groups"),
    [
        # It would join the two, and does not: it belongs to the nearer.
        (["T08:00", "T16:00"], "T11:00", [(1, 3), (2,)]),
        (["T08:00", "T16:00"], "T13:00", [(1,), (3, 2)]),
        (["T08:00", "T16:00"], "T12:00", [(1, 3), (2,)]),
        # Within one, or within reach of one.
        (["T08:00", "T10:00"], "T09:00", [(1, 3, 2)]),
        (["T08:00", "T09:00"], "T07:00", [(3, 1, 2)]),
        (["T08:00", "T09:00"], "T14:59", [(1, 2, 3)]),
        # Out of reach of both: an occasion of its own.
        (["T08:00", "T09:00"], "T15:00", [(1, 2), (3,)]),
        (["T08:00", "T09:00"], "T02:00", [(3,), (1, 2)]),
        (["T01:00", "T20:00"], "T10:00", [(1,), (3,), (2,)]),
    ],
)
def test_what_was_arranged_never_joins_two_occasions(
    times: list[str], arranged: str, groups: list[tuple[int, ...]]
) -> None:
    bodies = [incident(f"2026-03-14{each}") for each in times]
    found = seen([*bodies, handover(f"2026-03-14{arranged}")]).occasions
    assert grouped(found) == groups


def test_arranged_things_alone_are_occasions_by_the_same_gap() -> None:
    times = ["2026-03-14T08:00", "2026-03-14T13:00", "2026-03-14T19:00"]
    assert grouped(seen([handover(each) for each in times]).occasions) == [(1, 2), (3,)]
    bodies = [incident("2026-03-10T08:00"), *(handover(each) for each in times)]
    assert grouped(seen(bodies).occasions) == [(1,), (2, 3), (4,)]


@pytest.mark.parametrize(
    ("times", "least", "most"),
    [
        (["2026-03-14"], 1, 1),
        (["2026-03-14", "2026-03-14"], 1, 2),
        (["2026-03-14", "2026-03-15"], 2, 2),
        (["2026-03-14T10:00", "2026-03-14"], 1, 2),
        (["2026-03-14T10:00", "2026-03-15"], 2, 2),
        (["2026-03-14T10:00", "2026-03-14T22:00", "2026-03-14"], 2, 3),
        (["2026-03-14T10:00", "2026-03"], 1, 2),
        (["2026-03-14T10:00", "2026-04"], 2, 2),
        (["2026-03", "2026-03"], 1, 2),
        (["2026-03", "2026-04"], 2, 2),
        (["2026-03-14", "2026-03"], 1, 2),
        (["2026-03-14/2026-03-20", "2026-03-18/2026-03-25", "2026-03-24"], 2, 3),
        (["2026", "2026-03-14T10:00", "2026-03-14"], 1, 3),
        (["XXXX"], 1, 1),
        (["XXXX", "XXXX", "XXXX"], 1, 3),
        (["XXXX", "2026-03-14T10:00"], 1, 2),
        (["2026-03/..", "2026-03-14T10:00"], 1, 2),
        (["2026-03/..", "2026-02-14T10:00"], 2, 2),
        ([], 0, 0),
    ],
)
def test_dates_that_are_not_exact_make_the_number_of_occasions_a_range(
    times: list[str], least: int, most: int
) -> None:
    assert divided(*times).count == Between(least, most)


def test_a_day_belongs_to_an_occasion_of_that_day_and_a_month_to_none_that_can_be_named() -> None:
    found = divided("2026-03-14T10:00", "2026-03-14", "2026-03", "XXXX", "2026-05-01", "2026-06")
    assert grouped(found) == [(1, 2), (5,), (6,)]
    assert found.of_loose == (1, 0, 0, 2, 3)
    last = found.listed[2]
    assert (minute_of(last.begins.earliest), minute_of(last.begins.latest)) == (
        "2026-06-01T00:00",
        "2026-06-30T23:59",
    )
    assert [each.is_exact for each in found.listed] == [True, False, False]


def test_a_night_over_midnight_is_known_to_no_day_and_put_on_no_occasion_of_one() -> None:
    found = divided("2026-03-14T20:00/2026-03-15T04:00", "2026-03-15T03:00")
    assert grouped(found) == [(2,)]
    assert found.of_loose == (0,)
    assert found.count == Between(1, 2)


def test_vague_ranges_that_may_be_one_occasion_are_no_better_known_for_that() -> None:
    found = divided("2026-03-10/2026-03-20", "2026-03-15/2026-03-25")
    (only,) = found.listed
    assert minute_of(only.begins.earliest) == "2026-03-10T00:00"
    assert minute_of(only.begins.latest) == "2026-03-25T23:59"
    assert only.entries == (1, 2)
    assert found.count == Between(1, 2)


def test_a_range_that_meets_two_times_which_are_apart_is_put_on_neither() -> None:
    found = divided("2026-05-01/2026-05-04", "2026-05-03/2026-05-08", "2026-05-07/2026-05-12")
    assert grouped(found) == [(1,), (3,)]
    assert found.of_loose == (1, 0, 2)
    assert found.count == Between(2, 3)


def test_some_hours_that_meet_a_second_time_of_their_day_are_put_on_none_and_counted_that_day() -> (
    None
):
    day = "2026-05-01"
    hours = [("10", "14"), ("12", "18"), ("16", "20")]
    found = seen([incident(f"{day}T{first}:00/{day}T{last}:00") for first, last in hours])
    assert found.occasions.of_loose == (1, 0, 2)
    (only,) = found.calendar.days.values()
    assert (only.entries, only.occasions) == ((1, 2, 3), Between(2, 2))


def test_the_owner_can_part_two_entries_of_one_day() -> None:
    found = divided("2026-03-14", "2026-03-14", apart=frozenset({2}))
    assert grouped(found) == [(1,), (2,)]
    assert found.count == Between(2, 2)


def test_a_count_by_act_is_a_range_where_its_dates_are_not_exact() -> None:
    bodies = [
        incident("2026-03-14T10:00", acts=(Act.THREAT,)),
        incident("2026-03-14", acts=(Act.THREAT, Act.FOLLOW)),
        incident("2026-03", acts=(Act.LOITER,)),
    ]
    found = seen(bodies).acts
    assert found.ours[Act.THREAT].occasions == Between(1, 2)
    assert found.statute[Act.FOLLOW].occasions == Between(1, 1)
    assert found.statute[Act.LOITER].occasions == Between(1, 1)
    assert found.statute[Act.WATCH].occasions == Between(0, 0)
    assert found.ours[Act.THREAT].entries == (1, 2)


def test_what_is_known_to_the_day_is_no_second_time_beside_another_time_of_that_day() -> None:
    """It is put on the first of the day; without that one it may belong to the other."""
    bodies = [
        incident("2026-03-14T08:00"),
        incident("2026-03-14T20:00", acts=(Act.THREAT,), feelings="Afraid."),
        incident("2026-03-14", acts=(Act.THREAT, Act.FOLLOW), feelings="Afraid."),
    ]
    found = seen(bodies)
    assert found.acts.ours[Act.THREAT].occasions == Between(1, 2)
    assert found.acts.statute[Act.FOLLOW].occasions == Between(1, 1)
    distress = next(each for each in found.elements if each.name is ElementName.DISTRESS)
    assert distress.counted.occasions == Between(1, 2)
    assert found.occasions.count == Between(2, 3)
