"""What came before and after the points at which a careful person would have stopped."""

from typing import Any

import pytest

from fourfold.core.pattern.look import Pattern
from fourfold.core.pattern.rates import NOT_ENOUGH, Often
from fourfold.core.pattern.slices import SliceName
from fourfold.core.pattern.stops import StopKind
from fourfold.core.pattern.values import Between, Counted, minute_of
from fourfold.core.record.codes import Direction, OrderKind, Purpose, Route, StopPoint
from tests.core.pattern.make import contact, incident, message, order, seen, stop

DAYS = ["2026-03-10T10:00", "2026-03-14T12:00", "2026-03-20T10:00"]


def counted(count: int, *entries: int) -> Counted:
    return Counted(Between(count, count), entries, ())


def parted(*bodies: Any, until: str = "2026-12-31") -> Pattern:
    return seen([*(incident(each) for each in DAYS), *bodies], until)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        *((stop("2026-03-14T12:00", each), StopKind(each)) for each in StopPoint if each),
        (order("2026-03-14T12:00"), StopKind.ORDER),
        (order("2026-01-01", served="2026-03-14T12:00"), StopKind.ORDER),
        (contact("2026-03-14T12:00", StopPoint.REPORTED), StopKind.REPORTED),
        (message("2026-03-14T12:00", stop_point=StopPoint.DECIDED), StopKind.DECIDED),
        (
            message("2026-03-14T12:00", direction=Direction.FROM_OWNER, stop_point=StopPoint.ASKED),
            StopKind.ASKED,
        ),
    ],
)
def test_every_kind_of_point_parts_before_from_after(body: Any, kind: StopKind) -> None:
    (found,) = parted(body).stops
    assert (found.point.kind, found.point.entry) == (kind, 4)
    assert minute_of(found.point.local.earliest) == "2026-03-14T12:00"
    assert found.before == counted(1, 1)
    assert found.after == counted(2, 2, 3)
    assert found.unsure == counted(0)


def test_a_contact_without_a_stop_point_is_none() -> None:
    assert parted(contact("2026-03-14T12:00", StopPoint.NONE)).stops == ()


def test_an_order_about_children_asks_nobody_to_stop_and_is_no_point() -> None:
    for when in ("2026-03-14T12:00", "XXXX"):
        found = parted(order(when, kind=OrderKind.CHILD_ARRANGEMENTS))
        assert (found.stops, found.undated_stops) == ((), ())


def test_what_happened_on_the_day_of_a_point_known_to_the_day_is_not_sure() -> None:
    (found,) = parted(stop("2026-03-14")).stops
    assert (found.before, found.after) == (counted(1, 1), counted(1, 3))
    assert found.unsure == counted(1, 2)
    assert found.point.local.latest > found.point.local.earliest


@pytest.mark.parametrize(
    ("when", "place"),
    [
        ("2026-03-13", "before"),
        ("2026-03-14", "unsure"),
        ("2026-03-15", "after"),
        ("2026-02", "before"),
        ("2026-03", "unsure"),
        ("2026-04", "after"),
        ("XXXX", "unsure"),
    ],
)
def test_a_vague_date_is_on_one_side_only_if_it_is_certain(when: str, place: str) -> None:
    (found,) = seen([incident(when), stop("2026-03-14T12:00")]).stops
    sides = {"before": found.before, "after": found.after, "unsure": found.unsure}
    assert [name for name, each in sides.items() if each.items] == [place]
    assert sides[place].entries == (1,)


@pytest.mark.parametrize(
    ("when", "place"),
    [("2026-03-13", "before"), ("2026-03-14", "unsure"), ("2026-03-15", "after")],
)
def test_two_vague_dates_are_compared_by_all_that_they_cover(when: str, place: str) -> None:
    (found,) = seen([incident(when), stop("2026-03-14")]).stops
    sides = {"before": found.before, "after": found.after, "unsure": found.unsure}
    assert [name for name, each in sides.items() if each.items] == [place]


def test_a_point_of_which_no_time_is_known_counts_nothing_and_is_named() -> None:
    found = parted(stop("XXXX"), order("2026-01-01", served="XXXX"))
    assert found.stops == ()
    assert found.undated_stops == (4, 5)
    assert parted(stop("2026")).undated_stops == ()


def test_points_stand_in_order_of_time() -> None:
    found = parted(stop("2026-03-19T10:00"), stop("2026-03-11T10:00"), stop("2026-03-11T10:00"))
    assert [each.point.entry for each in found.stops] == [5, 6, 4]


def test_an_occasion_that_goes_on_over_the_point_is_named() -> None:
    bodies = [
        incident("2026-03-14T11:00"),
        incident("2026-03-14T13:00"),
        stop("2026-03-14T12:00"),
        incident("2026-03-01T11:00"),
    ]
    (found,) = seen(bodies).stops
    assert found.going_on == (2,)
    assert (found.before, found.after) == (counted(2, 1, 4), counted(0, 2))


def test_rates_run_from_the_first_occasion_to_the_point_and_on_to_the_last_day() -> None:
    (found,) = parted(stop("2026-03-17T10:00"), until="2026-03-30").stops
    assert (found.rate_before.occasions, found.rate_before.weeks) == (2, 1)
    assert found.rate_after.occasions == 1
    assert found.rate_after.weeks == pytest.approx(2, abs=0.06)
    assert found.to_last.weeks == pytest.approx(3 / 7)


def test_a_last_day_before_the_last_occasion_takes_nothing_away() -> None:
    (found,) = parted(stop("2026-03-17T10:00"), until="2026-03-01").stops
    assert found.rate_after.weeks == found.to_last.weeks == pytest.approx(3 / 7)


def test_a_point_before_or_after_everything_has_no_time_on_that_side() -> None:
    early, late = parted(stop("2026-03-01T10:00"), stop("2026-03-30T10:00")).stops
    assert (early.rate_before.weeks, early.rate_before.a_week) == (0, None)
    assert early.to_last.weeks == pytest.approx(19 / 7)
    assert (late.to_last.weeks, late.to_last.a_week) == (0, None)


def test_a_point_without_anything_done_has_no_rates() -> None:
    (found,) = seen([stop("2026-03-01T10:00")]).stops
    assert (found.rate_before.a_week, found.to_last.a_week) == (None, None)
    assert found.rate_after.a_week == 0


def test_routes_first_used_after_the_point_are_new() -> None:
    bodies = [
        incident("2026-03-10T10:00", how=(Route.PHONE,)),
        stop("2026-03-14T12:00"),
        incident("2026-03-14T12:00", how=(Route.EMAIL,)),
        incident("2026-03-15T10:00", how=(Route.PHONE,)),
        incident("2026-03-16", how=(Route.AT_HOME,)),
        incident("2026-03", how=(Route.POST,)),
        incident("XXXX", how=(Route.CAMERA,)),
    ]
    (found,) = seen(bodies).stops
    assert found.new == ("email", "at_home")


def daily(first: str, count: int, **more: Any) -> list[Any]:
    year_month, day = first[:8], int(first[8:])
    return [incident(f"{year_month}{day + n:02}T10:00", **more) for n in range(count)]


@pytest.mark.parametrize(
    ("before", "weeks_on", "often"),
    [
        (daily("2026-03-01", 5), "2026-05-31", Often.LESS),
        (daily("2026-03-01", 4), "2026-05-31", Often.NOT_ENOUGH),
        (daily("2026-03-10", 5), "2026-05-31", Often.NOT_ENOUGH),
        (daily("2026-03-01", 5), "2026-04-01", Often.NOT_ENOUGH),
    ],
)
def test_before_and_after_are_only_compared_with_a_real_before(
    before: list[Any], weeks_on: str, often: Often
) -> None:
    (found,) = seen([*before, stop("2026-03-30T10:00")], weeks_on).stops
    assert found.change.often is often


def test_a_part_has_its_own_before_and_after() -> None:
    bodies = [
        *daily("2026-02-01", 6, purpose=Purpose.CHILDREN),
        *(incident(f"2026-02-{day:02}T20:00", purpose=Purpose.OFF_TOPIC) for day in range(1, 7)),
        stop("2026-03-15T10:00"),
        *(incident(f"2026-04-{day:02}T20:00", purpose=Purpose.OFF_TOPIC) for day in range(1, 4)),
        incident("2026-03", purpose=Purpose.OFF_TOPIC),
    ]
    found = seen(bodies, "2026-06-30").slices
    around = found[SliceName.OFF_TOPIC].around[13]
    assert (around.before.occasions, around.after.occasions, around.unsure) == (6, 3, 1)
    assert around.change.often is Often.LESS
    assert around.to_last.weeks == pytest.approx(19 / 7 + 10 / 24 / 7, abs=0.1)
    assert found[SliceName.CHILDREN].around[13].after.occasions == 0
    assert found[SliceName.CHILDREN].around[13].to_last.weeks == 0
    assert found[SliceName.PLAIN].counted == found[SliceName.OFF_TOPIC].counted


def test_two_entries_of_one_record_may_be_points() -> None:
    found = seen([stop("2026-03-15T10:00"), order("2026-03-20")])
    assert [each.change for each in found.stops] == [NOT_ENOUGH, NOT_ENOUGH]


def test_what_may_be_one_with_something_earlier_is_after_a_point_if_it_is_itself() -> None:
    """On the 3rd to the 8th: after the 2nd, though it may be one with the 1st to the 4th."""
    bodies = [
        incident("2026-05-01/2026-05-04", purpose=Purpose.CHILDREN),
        incident("2026-05-03/2026-05-08"),
        stop("2026-05-02"),
    ]
    found = seen(bodies)
    (point,) = found.stops
    assert (point.after.occasions, point.after.entries) == (Between(1, 1), (2,))
    assert (point.unsure.occasions, point.unsure.entries) == (Between(0, 0), (1,))
    assert point.going_on == ()
    plain = found.slices[SliceName.PLAIN].around[3]
    children = found.slices[SliceName.CHILDREN].around[3]
    assert (plain.after.occasions, plain.unsure) == (1, 0)
    assert (children.after.occasions, children.unsure) == (0, 1)


@pytest.mark.parametrize(
    ("when", "around"),
    [
        ("2026-04-16/2026-04-17", (0, 0, 1)),
        ("2026-04-10/2026-04-17", (0, 1, 0)),
        ("XXXX", (0, 1, 0)),
        ("2026-04-17T11:00", (0, 0, 1)),
    ],
)
def test_what_is_put_on_no_occasion_is_still_not_nothing_around_a_point(
    when: str, around: tuple[int, int, int]
) -> None:
    """It may be one with a visit that was arranged, of which the plain slice does not speak."""
    visit = incident("2026-04-17", purpose=Purpose.ARRANGED)
    found = seen([incident(when), visit, stop("2026-04-15")]).slices[SliceName.PLAIN].around[3]
    assert (found.before.occasions, found.unsure, found.after.occasions) == around


def test_a_finding_of_what_is_put_on_no_occasion_is_one_time() -> None:
    visit = incident("2026-04-17T10:00", purpose=Purpose.ARRANGED)
    found = seen([incident("2026-04-16/2026-04-20"), visit, stop("2026-04-15")]).four
    after = next(each for each in found if each.code == "after_asked")
    assert after.counted == counted(1, 1)
