"""The pattern in English words, for the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from fourfold import __version__
from fourfold.core.pattern.calendar import Gap
from fourfold.core.pattern.elements import ElementName
from fourfold.core.pattern.escalation import Near, Ring, Serious, Step
from fourfold.core.pattern.four import Letter
from fourfold.core.pattern.headline import Headline
from fourfold.core.pattern.look import Pattern
from fourfold.core.pattern.rates import Change, Often, Rate
from fourfold.core.pattern.slices import Around
from fourfold.core.pattern.stops import Stop, StopKind
from fourfold.core.pattern.values import HOUR, MINUTE, Between, Counted, Span, day_of, minute_of

POINTS = {
    StopKind.ASKED: "you asked them to stop",
    StopKind.BLOCKED: "you blocked them",
    StopKind.WARNED: "they were told to stop",
    StopKind.REPORTED: "it was reported",
    StopKind.DECIDED: "it was decided",
    StopKind.ORDER: "an order or conditions",
}
FREQUENT = {
    Often.MORE: "It is becoming more frequent",
    Often.A_LITTLE_MORE: "It is becoming a little more frequent",
    Often.SAME: "It is about as frequent as at first",
    Often.A_LITTLE_LESS: "It is becoming a little less frequent",
    Often.LESS: "It is becoming less frequent",
}
NEARNESS = {
    Ring.DISTANT: "from a distance",
    Ring.WORK_OR_STUDY: "at your work or place of study",
    Ring.IN_PERSON: "in person",
    Ring.HOME: "at your home",
}
ELEMENTS = {
    ElementName.OCCASIONS: "At least two occasions",
    ElementName.CONNECTED: "Connected: done by one person, or for them",
    ElementName.DISTRESS: "Alarm or distress",
    ElementName.FEAR: "Fear that somebody would be hurt",
    ElementName.DAILY_LIFE: "An effect on daily life",
    ElementName.KNEW: "They knew, or should have known",
}
LETTERS = {
    Letter.FIXATED: "Fixated",
    Letter.OBSESSIVE: "Obsessive",
    Letter.UNWANTED: "Unwanted",
    Letter.REPEATED: "Repeated",
}
NO_FINDING = "This is not a legal finding."


def lines(pattern: Pattern) -> Iterator[str]:
    """Everything, the most important first."""
    yield from sentences(pattern.headline)
    if pattern.headline.gap is not None and 0 in pattern.occasions.of_loose:
        yield "Something without an exact date may lie in between."
    yield ""
    yield from _numbers(pattern)
    yield ""
    for stop in pattern.stops:
        yield _stop(stop)
    for letter in Letter:
        found = [each for each in pattern.four if each.letter is letter]
        yield f"{LETTERS[letter]}: " + (
            "; ".join(f"{each.code} {each.counted.items}" for each in found) or "nothing entered"
        )
    yield ""
    for each in pattern.elements:
        numbers = each.counted.entries + each.others
        yield f"{ELEMENTS[each.name]}: {entries(numbers) or 'nothing entered yet'}"
    yield NO_FINDING
    if pattern.looked_at:
        first, last = pattern.looked_at
        made = f"Made by Fourfold {__version__} (method {pattern.method})"
        yield f"{made}, entries {first} to {last}."


def sentences(said: Headline) -> list[str]:
    """The first sentences."""
    found = [how_many(said)]
    if said.plain is not None:
        found.append(
            "Without what goes on all the time or was expected: "
            f"{occasions(said.plain)} ({said.plain.items} of {said.items} entries)."
        )
    if said.stop is not None and said.after is not None:
        found.append(_after(said.stop, said.after))
    return [*found, *_change(said)]


def how_many(said: Headline) -> str:
    """How many, over how long, by how many routes."""
    count = said.occasions
    if not count.most:
        return "Nothing is counted yet."
    if count == Between(1, 1):
        return f"1 occasion{_on(said.first)}."
    if count == Between(2, 2) and said.span.most > 1:
        apart = Between(max(0, said.span.least - 1), said.span.most - 1)
        return f"2 occasions, {over_days(apart)} apart."
    over = f" over {over_days(said.span)}" if said.span.most else ""
    by = f" by {plural(said.routes, 'route')}" if said.routes else ""
    return f"{between(count)} occasions{over}{by} ({plural(said.items, 'entry', 'entries')})."


def _on(span: Span | None) -> str:
    if span is None:
        return ""
    first, last = date_words(span.earliest), date_words(span.latest)
    return f", on {first}" if first == last else f", between {first} and {last}"


def _after(stop: Stop, around: Around) -> str:
    count = around.after.occasions
    also = f" {around.unsure} more may have: the dates are not exact." if around.unsure else ""
    return f"{count or 'None'} came after {POINTS[stop.point.kind]}.{also}"


def _change(said: Headline) -> Iterator[str]:
    """How often, how near and how serious: always all three."""
    if said.often.often is Often.NOT_ENOUGH:
        yield "There are too few occasions, or too few days, to say how it changes."
    else:
        yield f"{FREQUENT[said.often.often]}: {_rates(said.at_first, said.lately)}."
        yield chance(said.often)
        if said.whole.often not in (said.often.often, Often.NOT_ENOUGH):
            yield (
                "What goes on all the time or was expected is left out of this. With it: "
                f"{FREQUENT[said.whole.often].lower()}."
            )
    if said.nearest is not None and said.near not in (Near.NOT_ENOUGH, Near.NOT_SAID):
        yield _near(said.near, said.nearest)
    if said.serious is Serious.NEW_KINDS:
        yield (
            "New since the first third of the time: " + "; ".join(map(_kind, said.new_kinds)) + "."
        )
    if said.gap is not None:
        yield _gap(said.gap)


def _rates(first: Rate | None, last: Rate | None) -> str:
    assert first is not None
    assert last is not None
    return (
        f"{rate(first)} from {date_words(first.first)} to {date_words(first.last)}, "
        f"{rate(last)} from {date_words(last.first)} to {date_words(last.last)}"
    )


def rate(found: Rate) -> str:
    """A rate in words, as exactly as it deserves."""
    a_week = found.a_week or 0
    if a_week >= 1:
        return f"about {round(a_week, 1 if a_week < 4 else None):g} a week"
    a_month = a_week * 365.25 / 12 / 7
    return f"about {a_month:.0f} a month" if a_month >= 0.95 else "less than one a month"


def chance(change: Change) -> str:
    """How sure a change is."""
    low = f"{change.low or 0:.1f}"
    high = f"to {change.high:.1f}" if change.high is not None else "or more"
    times = f"{low} {high} times as often as at first"
    if change.often is Often.SAME and not change.is_clear:
        return f"It may also be {times}."
    sure = "This is more than chance would do" if change.is_clear else "This may be chance"
    return f"{sure}: it may be {times}."


def _near(near: Near, step: Step) -> str:
    if near is Near.DISTANT:
        return "All of it came from a distance."
    since = f" {_since(step.first)}" if step.first else ""
    if near is Near.NEARER:
        return f"It has come nearer: {NEARNESS[Ring(step.name)]}{since}."
    return f"It comes as near as at first: {NEARNESS[Ring(step.name)]}."


def _kind(step: Step) -> str:
    since = f" {_since(step.first)}" if step.first else ""
    return f"{step.name.replace('_', ' ')}{since} ({occasions(step.counted)})"


def _since(first: Span) -> str:
    """Since when; where the day is not known, between which days it began."""
    one, other = date_words(first.earliest), date_words(first.latest)
    return f"since {one}" if one == other else f"first between {one} and {other}"


def _gap(gap: Gap) -> str:
    first, last = date_words(gap.first), date_words(gap.last)
    covered = "".join(f" {label} covers {days} of them." for label, days in gap.covered.items())
    return f"For {gap.days} days, from {first} to {last}, there is nothing.{covered}"


def _numbers(pattern: Pattern) -> Iterator[str]:
    gap = pattern.asked.gap // MINUTE
    yield _line(f"Counted, at a gap of {gap} minutes", pattern.everything)
    for seconds, count in pattern.occasions.by_gap:
        yield f"At a gap of {plural(seconds // HOUR, 'hour')}: {between(count)} occasions"
    for side, counted in pattern.aside.items():
        yield f"Not counted, {side.replace('_', ' ')}: {counted.items}"
    sides = {f"By {side.replace('_', ' ')}": each for side, each in pattern.people.sides.items()}
    yield from _lines(sides)
    for used in pattern.routes:
        since = f" ({_since(used.first)})" if used.first else ""
        yield _line(f"Route {used.name}{since}", used.counted)
    acts = {**pattern.acts.statute, **pattern.acts.ours}
    yield from _lines({f"Act {act}": each for act, each in acts.items()})
    yield _line("With fear", pattern.acts.fear)
    yield _line("At night", pattern.clock.nights)
    for label, counted in {**pattern.calendar.anniversaries, **pattern.calendar.periods}.items():
        yield _line(label, counted)
    if pattern.replies is not None:
        yield _line("You sent", pattern.replies.sent)


def _lines(found: Mapping[str, Counted]) -> Iterator[str]:
    return (_line(words, counted) for words, counted in found.items() if counted.items)


def _line(words: str, counted: Counted) -> str:
    behind = f"; entries {entries(counted.entries)}" if counted.entries else ""
    return f"{words}: {counted.items} on {occasions(counted)}{behind}"


def _stop(stop: Stop) -> str:
    at = stop.point.local
    point = minute_of(at.earliest).replace("T", " ")
    if at.earliest != at.latest:
        point = _on(at).removeprefix(", on ").removeprefix(", ")
    new = f"; first used after it: {', '.join(stop.new)}" if stop.new else ""
    return (
        f"Entry {stop.point.entry}, {POINTS[stop.point.kind]} ({point}): "
        f"{occasions(stop.before)} before, {occasions(stop.after)} after{new}"
    )


def occasions(counted: Counted) -> str:
    """The number of occasions with its noun."""
    if counted.occasions == Between(1, 1):
        return "1 occasion"
    return f"{between(counted.occasions)} occasions"


def between(count: Between) -> str:
    """One number, or from which to which."""
    return str(count.least) if count.is_exact else f"{count.least} to {count.most}"


def entries(numbers: Iterable[int]) -> str:
    """Entry numbers, runs of them joined: "1-3, 7"."""
    runs: list[list[int]] = []
    for each in sorted(set(numbers)):
        if runs and each == runs[-1][-1] + 1:
            runs[-1][1:] = [each]
        else:
            runs.append([each])
    return ", ".join("-".join(map(str, run)) for run in runs)


def stretch(days: int) -> str:
    """A number of days in the unit that people would use."""
    if days < 14:
        return plural(days, "day")
    if days < 60:
        return f"about {round(days / 7)} weeks"
    if days < 730:
        return f"about {round(days * 12 / 365.25)} months"
    return f"about {round(days / 365.25)} years"


def over_days(days: Between) -> str:
    """A number of days of which the dates may allow several."""
    least, most = stretch(days.least), stretch(days.most)
    return most if least == most else f"{least} to {most}"


def plural(count: int, one: str, more: str = "") -> str:
    """A number with its noun."""
    return f"{count} {one if count == 1 else more or one + 's'}"


def date_words(local: int) -> str:
    """A day in words."""
    day = day_of(local)
    return f"{day.day} {day:%B %Y}"
