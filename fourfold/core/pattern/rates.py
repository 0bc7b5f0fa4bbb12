"""How often, and whether that changed; never said from too few occasions.

Two rates are compared as counts over two stretches of time: given both counts together, the later
one is a share of them (the conditional comparison of two Poisson means, J. Przyborowski and
H. Wilenski, Biometrika 31, 1940), and the interval of that share at 95 % is E. B. Wilson's score
interval (Journal of the American Statistical Association 22, 1927), which also holds for small
counts. It takes occasions to come independently, which they may not; so a change is "clear" at
most, never more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from fourfold.core.pattern.occasions import Occasion
from fourfold.core.pattern.values import DAY, WEEK, day_of, midnight

LEAST_OCCASIONS = 9
LEAST_DAYS = 28
LEAST_BEFORE = 5
_Z = 1.959964  # the normal distribution's two-sided 95 %


class Often(StrEnum):
    """How a later rate compares with an earlier one; the bounds are in `compare`."""

    MORE = "more"
    A_LITTLE_MORE = "a_little_more"
    SAME = "same"
    A_LITTLE_LESS = "a_little_less"
    LESS = "less"
    NOT_ENOUGH = "not_enough"


@dataclass(frozen=True, slots=True)
class Rate:
    """So many occasions in so many weeks; first and last: the seconds they run from and to."""

    occasions: int
    first: int
    last: int

    @property
    def weeks(self) -> float:
        """How many weeks."""
        return (self.last - self.first) / WEEK

    @property
    def a_week(self) -> float | None:
        """Occasions a week; None over no time."""
        return self.occasions / self.weeks if self.weeks > 0 else None


@dataclass(frozen=True, slots=True)
class Change:
    """From one rate to a later one.

    low and high: how many times as often it may be now, at 95 %; None where there is no bound.
    is_clear: no change lies outside of that.
    """

    often: Often
    low: float | None = None
    high: float | None = None
    is_clear: bool = False


NOT_ENOUGH = Change(Often.NOT_ENOUGH)


@dataclass(frozen=True, slots=True)
class Thirds:
    """Three equal stretches from the first day to the last occasion.

    unplaced: occasions whose dates are too vague to lie in one of them.
    """

    rates: tuple[Rate, Rate, Rate]
    unplaced: int
    change: Change


def compare(before: Rate, after: Rate) -> Change:
    """Compare two rates, both over some time; at least one has an occasion.

    The same is from 0.8 to 1.25 times; a little, to 1.5 times or two thirds.
    """
    ratio = before.weeks / after.weeks
    low, high = share(after.occasions, before.occasions + after.occasions)
    lowest = ratio * low / (1 - low)
    highest = ratio * high / (1 - high) if high < 1 else None
    is_clear = lowest > 1 or (highest is not None and highest < 1)
    if not before.occasions:
        return Change(Often.MORE, lowest, highest, is_clear)
    times = ratio * after.occasions / before.occasions
    return Change(_named(times), lowest, highest, is_clear)


def _named(times: float) -> Often:
    if times >= 1.5:
        return Often.MORE
    if times > 1.25:
        return Often.A_LITTLE_MORE
    if times >= 0.8:
        return Often.SAME
    return Often.A_LITTLE_LESS if times > 2 / 3 else Often.LESS


def share(part: int, whole: int) -> tuple[float, float]:
    """Return Wilson's interval, at 95 %, of the share that `part` of `whole` (not 0) shows."""
    found, square = part / whole, _Z * _Z
    middle = found + square / (2 * whole)
    width = _Z * sqrt(found * (1 - found) / whole + square / (4 * whole * whole))
    size = 1 + square / whole
    low = 0.0 if part == 0 else (middle - width) / size
    high = 1.0 if part == whole else (middle + width) / size
    return low, high


def stretches(listed: tuple[Occasion, ...]) -> tuple[int, int]:
    """Return where the first third begins and the last one ends; there is an occasion."""
    return midnight(day_of(listed[0].begins.earliest)), listed[-1].begins.earliest


def is_enough(listed: tuple[Occasion, ...]) -> bool:
    """Say whether there are enough occasions over enough days to speak of a change."""
    if len(listed) < LEAST_OCCASIONS:
        return False
    first, last = stretches(listed)
    return last - first >= LEAST_DAYS * DAY


def thirds(listed: tuple[Occasion, ...], chosen: Iterable[int]) -> Thirds | None:
    """Count chosen occasions in each third of the time that all of them cover.

    None where all begin at once, at midnight. The change from the first to the last third is said
    where there is enough of both, the chosen ones and time.
    """
    first, last = stretches(listed)
    if last <= first:
        return None
    wanted = set(chosen)
    picked = [each for each in listed if each.number in wanted]
    counts, unplaced = [0, 0, 0], 0
    for each in picked:
        place = _third(each.begins.earliest, first, last)
        if place == _third(each.begins.latest, first, last):
            counts[place] += 1
        else:
            unplaced += 1
    bounds = [first + (last - first) * n // 3 for n in range(4)]
    one, two, three = (Rate(count, bounds[n], bounds[n + 1]) for n, count in enumerate(counts))
    change = NOT_ENOUGH
    if is_enough(listed) and one.occasions + three.occasions >= LEAST_OCCASIONS * 2 // 3:
        change = compare(one, three)
    return Thirds((one, two, three), unplaced, change)


def _third(local: int, first: int, last: int) -> int:
    return min(2, 3 * (local - first) // (last - first))
