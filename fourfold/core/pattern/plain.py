"""The pattern as plain JSON values, described in `docs/pattern.md`.

Moments are written by the clock on the wall, to the minute; a moment that is not known to the
minute is written as two. Rates and ratios are rounded to two places, for people and charts.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from fourfold.core.pattern.calendar import Gap
from fourfold.core.pattern.look import Pattern
from fourfold.core.pattern.occasions import Occasion, Occasions
from fourfold.core.pattern.rates import Change, Rate
from fourfold.core.pattern.slices import Around
from fourfold.core.pattern.stops import Stop
from fourfold.core.pattern.values import Asked, Counted, Span, minute_of

Plain = dict[str, Any]


def plain(pattern: Pattern) -> Plain:
    """Return every measure with the entry numbers behind it."""
    found = _fields(pattern)
    found["headline"]["stop"] = None
    if pattern.headline.stop is not None:
        found["headline"]["stop"] = pattern.headline.stop.point.entry
    return found


def _plain(value: Any) -> Any:
    for shape, write in _WRITERS.items():
        if isinstance(value, shape):
            return write(value)
    if is_dataclass(value):
        return _fields(value)
    if isinstance(value, Mapping):
        return {_key(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple | frozenset):
        return [_plain(each) for each in (value if isinstance(value, tuple) else sorted(value))]
    return value.isoformat() if isinstance(value, date) else value


def _fields(value: Any) -> Plain:
    return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}


def _key(key: Any) -> str:
    """Days as text; a cell of the clock as "weekday hour", Monday being 0."""
    if isinstance(key, date):
        return key.isoformat()
    return " ".join(map(str, key)) if isinstance(key, tuple) else str(key)


def _counted(counted: Counted) -> Plain:
    return {
        "items": counted.items,
        "occasions": _plain(counted.occasions),
        "entries": list(counted.entries),
        "messages": list(counted.messages),
    }


def _span(span: Span) -> Plain:
    return {"earliest": minute_of(span.earliest), "latest": minute_of(span.latest)}


def _occasion(occasion: Occasion) -> Plain:
    return {
        "number": occasion.number,
        "begins": _span(occasion.begins),
        "ends": minute_of(occasion.ends),
        "entries": sorted(occasion.entries),
        "messages": sorted(occasion.messages),
    }


def _occasions(occasions: Occasions) -> Plain:
    return {
        "count": _plain(occasions.count),
        "by_gap": [
            {"gap_minutes": gap // 60, "count": _plain(count)} for gap, count in occasions.by_gap
        ],
        "hanging": list(occasions.hanging),
        "listed": [_occasion(each) for each in occasions.listed],
    }


def _gap(gap: Gap) -> Plain:
    return {
        "before": gap.before,
        "after": gap.after,
        "first": minute_of(gap.first),
        "last": minute_of(gap.last),
        "days": gap.days,
        "covered": dict(gap.covered),
    }


def _rate(rate: Rate) -> Plain:
    return {
        "occasions": rate.occasions,
        "weeks": round(rate.weeks, 2),
        "a_week": _rounded(rate.a_week),
    }


def _change(change: Change) -> Plain:
    return {
        "often": change.often,
        "low": _rounded(change.low),
        "high": _rounded(change.high),
        "is_clear": change.is_clear,
    }


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 2)


def _stop(stop: Stop) -> Plain:
    return {
        "kind": stop.point.kind,
        "entry": stop.point.entry,
        "at": _span(stop.point.local),
        "before": _counted(stop.before),
        "after": _counted(stop.after),
        "unsure": _counted(stop.unsure),
        "going_on": list(stop.going_on),
        "rate_before": _rate(stop.rate_before),
        "rate_after": _rate(stop.rate_after),
        "rate_to_last": _rate(stop.to_last),
        "change": _change(stop.change),
        "new_routes": list(stop.new),
    }


def _around(around: Around) -> Plain:
    return {
        "before": _rate(around.before),
        "after": _rate(around.after),
        "to_last": _rate(around.to_last),
        "unsure": around.unsure,
        "change": _change(around.change),
    }


def _asked(asked: Asked) -> Plain:
    found = {each.name: getattr(asked, each.name) for each in fields(asked)}
    del found["zones"], found["gap"]
    return {name: _plain(value) for name, value in found.items()} | {"gap_minutes": asked.gap // 60}


_WRITERS: dict[type, Any] = {
    Counted: _counted,
    Span: _span,
    Occasion: _occasion,
    Occasions: _occasions,
    Gap: _gap,
    Rate: _rate,
    Change: _change,
    Stop: _stop,
    Around: _around,
    Asked: _asked,
}
