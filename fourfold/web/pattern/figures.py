"""Charts of a pattern, each with a table of the same numbers and what is in neither."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fourfold.core.pattern.look import Pattern
from fourfold.core.pattern.occasions import Occasion
from fourfold.core.pattern.routes import RouteUsed
from fourfold.core.pattern.values import NONE, Between, Counted, day_of
from fourfold.core.record.entry import Entry
from fourfold.render.charts import bars, days, hours, lanes
from fourfold.render.charts.svg import Said
from fourfold.web.pattern import units, words
from fourfold.web.pattern.measures import Measure, Measures, Section

MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Figure:
    """title: the finding. note: what is not in it. rows: the same numbers, with their entries."""

    title: str
    svg: SafeString
    rows: list[Measure]
    head: str
    note: str = ""

    @property
    def is_long(self) -> bool:
        """The table is too long to stand below its chart: it has a page of its own."""
        return len(self.rows) > MOST_ROWS


@dataclass(frozen=True, slots=True)
class Flagged:
    """A stop-point with its sign in the charts, and the numbers on its sides."""

    sign: str
    what: str
    day: str
    sides: list[tuple[str, Measure]]
    going_on: int


def flags(pattern: Pattern, found: Measures) -> list[Flagged]:
    """The points at which somebody asked, told or ordered, in order of time."""
    labels = {
        Section.BEFORE: _("Before"),
        Section.AFTER: _("After"),
        Section.UNSURE: _("Not sure which"),
        Section.NEW: _("By ways first used after it"),
    }
    made = []
    for place, each in enumerate(pattern.stops):
        entry = each.point.entry
        sides = [
            (label, one) for section, label in labels.items() if (one := found.get(section, entry))
        ]
        what, day = str(words.POINTS[each.point.kind]), words.when(each.point.local)
        made.append(Flagged(words.sign(place), what, day, sides, len(each.going_on)))
    return made


# ------------------------------------------------------------------ how often


def often(pattern: Pattern, found: Measures) -> Figure | None:
    """Separate times in each week, month or year."""
    shown = units.units(pattern)
    if not shown.all:
        return None
    counts = [each.occasions.most for each in (shown.found.get(day, NONE) for day in shown.all)]
    drawn = [bars.Bar(_label(shown.unit, day), n) for day, n in zip(shown.all, counts, strict=True)]
    left = units.unplaced(pattern, shown)
    is_least = _may_be_more(pattern)
    title = _as_sure(_often_title(shown, counts), is_least, left > 0)
    said = Said("often", title, _often_words(shown, len(counts)))
    marks = [
        bars.Mark(shown.place(day_of(each.point.local.earliest)), words.sign(place))
        for place, each in enumerate(pattern.stops)
    ]
    return Figure(
        said.title,
        _safe(bars.bars(said, drawn, marks)),
        found.of(Section.UNIT),
        {
            units.Unit.WEEK: _("Week"),
            units.Unit.MONTH: _("Month"),
            units.Unit.YEAR: _("Year"),
        }[shown.unit],
        " ".join(filter(None, (counted_once() if is_least else "", left_out(left)))),
    )


def _label(unit: units.Unit, day: date) -> str:
    if unit is units.Unit.WEEK:
        return words.short_day(day)
    return words.short_month(day) if unit is units.Unit.MONTH else str(day.year)


def _often_title(shown: units.Units, counts: list[int]) -> str:
    most = max(counts)
    times = words.times(Between(most, most))
    at = [day for day, count in zip(shown.all, counts, strict=True) if count == most]
    if len(counts) == 1:
        return _("%(times)s, all in one: %(unit)s") % {
            "times": times,
            "unit": words.unit(shown.unit, shown.all[0]),
        }
    if len(at) == 1:
        return _("The most: %(unit)s, %(times)s") % {
            "times": times,
            "unit": words.unit(shown.unit, at[0]),
        }
    text = {
        units.Unit.WEEK: _("Never more than %(times)s in a week"),
        units.Unit.MONTH: _("Never more than %(times)s in a month"),
        units.Unit.YEAR: _("Never more than %(times)s in a year"),
    }[shown.unit]
    return text % {"times": times}


def _may_be_more(pattern: Pattern) -> bool:
    """Things that stand in one time may have been several, because their dates are not exact."""
    count = pattern.occasions.count
    return count.most - count.least > pattern.occasions.of_loose.count(0)


def _as_sure(finding: str, is_least: bool, is_part: bool) -> str:
    """A finding that may not hold for what has no exact date says so."""
    text = _("Where the date is known: %(finding)s") if is_part else ""
    if is_least:
        text = _("Counting only times that were certainly separate: %(finding)s")
    return text % {"finding": finding[:1].lower() + finding[1:]} if text else finding


def _often_words(shown: units.Units, count: int) -> str:
    unit = {
        units.Unit.WEEK: ngettext("%(n)d bar, a week", "%(n)d bars, each a week", count),
        units.Unit.MONTH: ngettext("%(n)d bar, a month", "%(n)d bars, each a month", count),
        units.Unit.YEAR: ngettext("%(n)d bar, a year", "%(n)d bars, each a year", count),
    }[shown.unit] % {"n": count}
    text = _("%(bars)s. The same numbers are in the table below; what is not there is 0.")
    return text % {"bars": unit}


# ------------------------------------------------------------------ which days, which hours


def calendar(pattern: Pattern, found: Measures) -> Figure | None:
    """Things on each day that is known."""
    shown = pattern.calendar.days
    if not shown:
        return None
    counts = {day: each.items for day, each in shown.items()}
    rows = days.rows_of(counts)
    left = pattern.everything.items - sum(counts.values())
    drawn = days.Words(
        month={row.month: words.short_month(row.month) for row in rows},
        nothing={row.empty: _empty(row.empty, left > 0) for row in rows if row.empty},
        legend=(_("1 thing"), _("2 things"), _("3 to 5"), _("6 or more")),
    )
    title = _days_title(len(shown), left > 0)
    text = _("A row for each month; for each day a block, the higher the more there was.")
    said = Said("days", title, f"{text} {_('The same numbers are in the table below.')}")
    svg = _safe(days.calendar(said, counts, drawn))
    return Figure(title, svg, found.of(Section.DAY), _("Day"), left_out(left))


def _days_title(number: int, is_least: bool) -> str:
    text = ngettext("Something on %(n)d day", "Something on %(n)d different days", number)
    if is_least:
        text = ngettext(
            "Something on at least %(n)d day", "Something on at least %(n)d different days", number
        )
    return text % {"n": number}


def _empty(months: int, is_part: bool) -> str:
    """Months without a block; what has no exact date may lie in them."""
    text = ngettext("%(n)d month: nothing", "%(n)d months: nothing", months)
    if is_part:
        text = ngettext("%(n)d month: no known day", "%(n)d months: no known day", months)
    return text % {"n": months}


def clock(pattern: Pattern, found: Measures) -> Figure | None:
    """Things by hour and weekday."""
    cells = {cell: each.items for cell, each in pattern.clock.cells.items()}
    if not cells:
        return None
    nights, timed = pattern.clock.nights.occasions.most, pattern.clock.timed.occasions.most
    title = _("%(nights)d of %(timed)d times began at night")
    left = pattern.everything.items - sum(cells.values())
    if left:
        title = _("Where the time is known, %(nights)d of %(timed)d times began at night")
    title %= {"nights": nights, "timed": timed}
    text = _("A row for each hour, a column for each weekday; how many things in each square.")
    said = Said("hours", title, f"{text} {_('The same numbers are in the table below.')}")
    weekdays = [str(each) for each in words.WEEKDAYS]
    svg = hours.hours(said, cells, weekdays, _("The line at the side: night, 22:00 to 05:59"))
    rows = [*found.of(Section.CLOCK), *found.of(Section.HOUR)]
    return Figure(title, _safe(svg), rows, _("When"), no_time(left))


# ------------------------------------------------------------------ lanes


def routes(pattern: Pattern, found: Measures) -> Figure | None:
    """Each way by which it came, over time."""
    ends = _ends(pattern, ())
    if not pattern.routes or ends is None:
        return None
    used = [(each, *_placed(each.counted, pattern)) for each in pattern.routes]
    drawn = [lanes.Lane(_route_label(each), known, ranges) for each, known, ranges in used]
    title = _("It came in %(ways)s") % {"ways": words.ways(len(used))}
    text = _("A row for each way, with a mark on each day on which something came.")
    said = Said("routes", title, f"{text} {_('The same numbers are in the table below.')}")
    svg = lanes.lanes(said, drawn, ends, _flags(pattern))
    without = pattern.everything.items - len(
        {ref for each in pattern.routes for ref in (*each.counted.entries, *each.counted.messages)}
    )
    note = ""
    if without > 0:
        text = _("You have not said how it came: %(things)s.")
        note = text % {"things": words.things(without)}
    return Figure(title, _safe(svg), found.of(Section.ROUTE), _("How it came"), note)


def _route_label(used: RouteUsed) -> str:
    name = words.route(used.key, used.name)
    return f"{name}: {words.things(used.counted.items)}"


def story(pattern: Pattern, entries: Mapping[int, Entry], found: Measures) -> Figure | None:
    """What happened, what it did, and what was said to the police and others, on one line."""
    effects, contacts = (
        [entries[number] for number in one.others]
        if (one := found.get(Section.TOLD, place))
        else []
        for place in (0, 1)
    )
    ends = _ends(pattern, [*effects, *contacts])
    if ends is None or not (effects or contacts):
        return None
    known, ranges = _placed(pattern.everything, pattern)
    times = words.times(pattern.everything.occasions)
    shown = [lanes.Lane(_("What happened: %(n)s") % {"n": times}, known, ranges)]
    for label, some, shape in (
        (_("What it did to you: %(n)s"), effects, lanes.Shape.DIAMOND),
        (_("Police and other services: %(n)s"), contacts, lanes.Shape.RING),
    ):
        if some:
            lane = _lane(label % {"n": words.things(len(some))}, (some, shape), ends.last)
            shown.append(lane)
    title = _("What happened, what it did to you, and whom you told")
    text = _("From %(first)s to %(last)s.") % {"first": ends.first_words, "last": ends.last_words}
    said = Said("story", title, f"{text} {_('The same numbers are in the table below.')}")
    svg = lanes.lanes(said, shown, ends, _flags(pattern))
    whole = found.get(Section.WHOLE)
    rows = [*([whole] if whole else []), *found.of(Section.TOLD)]
    undated = sum(each.when.is_unknown for each in [*effects, *contacts])
    left = left_out(len(pattern.calendar.undated) + undated)
    return Figure(title, _safe(svg), rows, _("What"), left)


def _lane(label: str, drawn: tuple[list[Entry], lanes.Shape], until: date) -> lanes.Lane:
    """What goes on until now goes on to the end of the chart."""
    some, shape = drawn
    known, ranges = [], []
    for each in some:
        first, last = each.when.earliest, each.when.latest
        if first is None:
            continue
        if last is not None and first.date() == last.date():
            known.append(first.date())
        else:
            ranges.append((first.date(), last.date() if last else until))
    return lanes.Lane(label, tuple(known), tuple(ranges), shape)


def _placed(
    counted: Counted, pattern: Pattern
) -> tuple[tuple[date, ...], tuple[tuple[date, date], ...]]:
    """On which days, or between which, the times lie that hold any of these things."""
    mine, messages = set(counted.entries), set(counted.messages)
    known, ranges = [], []
    for each in pattern.occasions.listed:
        if mine.isdisjoint(each.entries) and messages.isdisjoint(each.messages):
            continue
        first, last = _days_of(each)
        if first == last:
            known.append(first)
        else:
            ranges.append((first, last))
    return tuple(known), tuple(ranges)


def _days_of(occasion: Occasion) -> tuple[date, date]:
    return day_of(occasion.begins.earliest), day_of(occasion.begins.latest)


def _ends(pattern: Pattern, more: list[Entry] | tuple[()]) -> lanes.Ends | None:
    found = [day for each in pattern.occasions.listed for day in _days_of(each)]
    found += [day_of(each.point.local.earliest) for each in pattern.stops]
    for each in more:
        found += [end.date() for end in (each.when.earliest, each.when.latest) if end is not None]
        if each.when.earliest is not None and each.when.latest is None:
            found.append(max(pattern.asked.until, each.when.earliest.date()))
    if not found:
        return None
    first, last = min(found), max(found)
    return lanes.Ends(first, last, words.short_day(first), words.short_day(last))


def _flags(pattern: Pattern) -> list[lanes.Flag]:
    return [
        lanes.Flag(day_of(each.point.local.earliest), words.sign(place))
        for place, each in enumerate(pattern.stops)
    ]


def left_out(count: int) -> str:
    """What is in no bar, square or lane, because its date is not exact enough."""
    if count < 1:
        return ""
    text = _("Not in this chart, because the date is not exact enough or not known: %(things)s.")
    return text % {"things": words.things(count)}


def counted_once() -> str:
    """Why there may have been more times than a bar shows."""
    return _("Things that may have been at the same time, by their dates, count as one time here.")


def no_time(count: int) -> str:
    """What has no hour."""
    if count < 1:
        return ""
    return _("Not in this chart, because the time is not known: %(things)s.") % {
        "things": words.things(count)
    }


def _safe(svg: str) -> SafeString:
    """Every word in it has been escaped where it was drawn."""
    return mark_safe(svg)  # noqa: S308
