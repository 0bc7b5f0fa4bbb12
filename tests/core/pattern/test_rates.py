"""Rates, their comparison, and when nothing is said."""

from datetime import date

import pytest

from fourfold.core.pattern.occasions import Occasion
from fourfold.core.pattern.rates import (
    NOT_ENOUGH,
    Often,
    Rate,
    compare,
    is_enough,
    share,
    stretches,
    thirds,
)
from fourfold.core.pattern.values import DAY, WEEK, Span, midnight

BEGIN = midnight(date(2026, 1, 5))


def rate(count: int, weeks: float) -> Rate:
    return Rate(count, BEGIN, BEGIN + round(weeks * WEEK))


def occasions(*days: float, vague: tuple[float, float] | None = None) -> tuple[Occasion, ...]:
    spans = [Span(BEGIN + round(day * DAY), BEGIN + round(day * DAY)) for day in days]
    if vague:
        spans.append(Span(*(BEGIN + round(day * DAY) for day in vague)))
    spans.sort(key=lambda span: span.earliest)
    return tuple(
        Occasion(n, span, span.latest, span.earliest, (n,), ()) for n, span in enumerate(spans, 1)
    )


# The proportions that R. G. Newcombe, Statistics in Medicine 17 (1998), takes as examples.
@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_of_a_share_is_wilsons(part: int, whole: int, low: float, high: float) -> None:
    assert share(part, whole) == pytest.approx((low, high), abs=0.00006)


def test_the_interval_of_nothing_and_of_everything_ends_at_the_bounds() -> None:
    assert share(0, 3)[0] == 0
    assert share(3, 3) == pytest.approx((1 - share(0, 3)[1], 1), abs=1e-12)


@pytest.mark.parametrize(
    ("before", "after", "often"),
    [
        (100, 150, Often.MORE),
        (100, 149, Often.A_LITTLE_MORE),
        (100, 126, Often.A_LITTLE_MORE),
        (100, 125, Often.SAME),
        (100, 100, Often.SAME),
        (100, 80, Often.SAME),
        (100, 79, Often.A_LITTLE_LESS),
        (100, 67, Often.A_LITTLE_LESS),
        (99, 66, Often.LESS),
        (100, 0, Often.LESS),
        (0, 1, Often.MORE),
    ],
)
def test_a_change_has_a_word_by_how_many_times_as_often(
    before: int, after: int, often: Often
) -> None:
    assert compare(rate(before, 4), rate(after, 4)).often is often


def test_rates_over_different_times_are_compared_by_week() -> None:
    assert compare(rate(20, 10), rate(10, 5)).often is Often.SAME
    assert compare(rate(20, 10), rate(20, 5)).often is Often.MORE
    assert compare(rate(20, 5), rate(20, 10)).often is Often.LESS


@pytest.mark.parametrize(
    ("before", "after", "is_clear"),
    [
        (10, 30, True),
        (30, 10, True),
        (10, 15, False),
        (15, 10, False),
        (0, 3, False),
        (0, 9, True),
        (9, 0, True),
    ],
)
def test_a_change_is_clear_where_no_change_is_outside_of_the_interval(
    before: int, after: int, is_clear: bool
) -> None:
    assert compare(rate(before, 4), rate(after, 4)).is_clear is is_clear


def test_the_bounds_say_how_many_times_as_often() -> None:
    found = compare(rate(20, 4), rate(20, 8))
    assert found.low == pytest.approx(0.5 * 0.3520 / 0.6480, abs=0.001)
    assert found.high == pytest.approx(0.5 * 0.6480 / 0.3520, abs=0.001)
    assert compare(rate(0, 4), rate(5, 4)).high is None
    assert compare(rate(5, 4), rate(0, 4)).low == 0


def test_a_rate_over_no_time_is_none() -> None:
    assert rate(3, 0).a_week is None
    assert rate(3, 2).a_week == 1.5
    assert rate(3, 2).weeks == 2
    assert rate(0, 2).a_week == 0


@pytest.mark.parametrize(
    ("count", "last_day", "enough"),
    [(9, 28, True), (8, 28, False), (9, 27.99, False), (40, 6, False), (1, 0, False)],
)
def test_nine_occasions_in_four_weeks_are_enough_to_speak_of_a_change(
    count: int, last_day: float, enough: bool
) -> None:
    days = [n * last_day / max(1, count - 1) for n in range(count)]
    assert is_enough(occasions(*days)) is enough


def test_nothing_is_not_enough() -> None:
    assert not is_enough(())


def test_thirds_run_from_the_first_midnight_to_the_last_occasion() -> None:
    listed = occasions(0.5, 9.9, 10, 19, 20, 29, 30)
    assert stretches(listed) == (BEGIN, BEGIN + 30 * DAY)
    found = thirds(listed, range(1, 8))
    assert found is not None
    assert [each.occasions for each in found.rates] == [2, 2, 3]
    assert [each.first for each in found.rates] == [BEGIN + n * 10 * DAY for n in range(3)]
    assert [each.last for each in found.rates] == [BEGIN + n * 10 * DAY for n in (1, 2, 3)]
    assert found.change == NOT_ENOUGH


def test_thirds_of_a_part_are_those_of_the_whole() -> None:
    found = thirds(occasions(0, 9, 15, 29, 30), (2, 4))
    assert found is not None
    assert [each.occasions for each in found.rates] == [1, 0, 1]


def test_an_occasion_whose_date_is_vague_is_in_a_third_only_if_it_is_certain() -> None:
    listed = occasions(0, 30, vague=(11, 12))
    found = thirds(listed, (1, 2, 3))
    assert found is not None
    assert ([each.occasions for each in found.rates], found.unplaced) == ([1, 1, 1], 0)
    listed = occasions(0, 30, vague=(9, 12))
    found = thirds(listed, (1, 2, 3))
    assert found is not None
    assert ([each.occasions for each in found.rates], found.unplaced) == ([1, 0, 1], 1)


def test_there_are_no_thirds_of_no_time() -> None:
    assert thirds(occasions(0), (1,)) is None


def test_the_change_is_from_the_first_to_the_last_third() -> None:
    days = [0, 1, 2, *range(20, 30)]
    found = thirds(occasions(*days), range(1, 14))
    assert found is not None
    assert found.change == compare(found.rates[0], found.rates[2])
    assert found.change.often is Often.MORE
    few = thirds(occasions(*days), (1, 2, 4, 5, 6))
    assert few is not None
    assert few.change == NOT_ENOUGH
    six = thirds(occasions(*days), (1, 2, 4, 5, 6, 7))
    assert six is not None
    assert six.change != NOT_ENOUGH
