"""Every number that a page shows, with the entries behind it, under a code of two numbers.

The code stands in addresses, so it holds no word: a section, and a place in it that is a number of
the record, a place in a list that `core` orders, or nothing but 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from django.utils.translation import gettext as _

from fourfold.core.kernel.text import escape_controls
from fourfold.core.pattern.elements import ElementName
from fourfold.core.pattern.escalation import BREACH, FEAR, Ring, Step
from fourfold.core.pattern.four import Finding, Letter
from fourfold.core.pattern.look import Pattern
from fourfold.core.pattern.slices import SliceName
from fourfold.core.pattern.stops import Stop
from fourfold.core.pattern.values import NONE, Between, Counted, Side
from fourfold.core.record.codes import Act, AimedAt, Area
from fourfold.core.record.person import Person
from fourfold.data import conduct
from fourfold.web.pattern import units, words


class Section(IntEnum):
    """What a number is about. A value never changes its meaning: people keep links."""

    WHOLE = 1
    TIME = 2  # by the number of the occasion
    ROUTE = 3
    ACT = 4
    SIDE = 5
    BEFORE = 6  # by the entry of the stop-point, as the next two
    AFTER = 7
    UNSURE = 8
    HOUR = 9  # weekday * 24 + hour
    DAY = 10
    UNIT = 11  # a week, month or year, as the chart has them
    FINDING = 12
    ELEMENT = 13
    RING = 14
    KIND = 15
    AREA = 16
    CLOCK = 17
    UNDATED = 18
    REPLY = 19
    DATE = 20
    AIMED = 21
    PLACE = 22
    AFFECTED = 23
    SLICE = 24
    OTHER = 25
    NEW = 26  # by the entry of the stop-point
    TOLD = 27
    AFTER_PLAIN = 28  # by the entry of the stop-point, as the next
    UNSURE_PLAIN = 29
    PERSON = 30  # 0: nobody; else by the person's place
    UNPLACED = 31


STEPS: Mapping[Section, tuple[str, ...]] = {
    Section.RING: tuple(Ring),
    Section.KIND: (*Act, FEAR, BREACH),
}
"""Steps by their names; what is new comes last, since places stand in addresses."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One number. title: what is counted. others: entries behind it that are no thing done.
    said: the number in a sentence, where the usual words would read wrong beside the title.
    """

    code: str
    title: str
    counted: Counted
    others: tuple[int, ...] = ()
    note: str = ""
    said: str = ""

    @property
    def entries(self) -> tuple[int, ...]:
        """The numbers of all entries behind it."""
        return tuple(sorted({*self.counted.entries, *self.others}))

    @property
    def is_empty(self) -> bool:
        """Nothing is behind it."""
        return not (self.counted.items or self.others)

    @property
    def says(self) -> str:
        """The number in words."""
        if self.said:
            return self.said
        if not self.counted.items and self.others:
            return words.things(len(self.others))
        return words.both(self.counted)

    @property
    def times(self) -> str:
        """The separate times alone."""
        return words.times(self.counted.occasions)


@dataclass(frozen=True, slots=True)
class Whose:
    """people: whom entries are about. nobody: what is counted and is about nobody by name."""

    people: tuple[Person, ...] = ()
    nobody: tuple[int, ...] = ()


ALL = Whose()


@dataclass(frozen=True, slots=True)
class Measures:
    """All of them, by code in the order in which a page shows them."""

    by_code: Mapping[str, Measure] = field(default_factory=dict)

    def of(self, section: Section) -> list[Measure]:
        """Those of a section that count anything."""
        start = f"{section.value}-"
        return [
            each
            for code, each in self.by_code.items()
            if code.startswith(start) and not each.is_empty
        ]

    def get(self, section: Section, place: int = 0) -> Measure | None:
        """One of them, if it counts anything."""
        found = self.by_code.get(code(section, place))
        return None if found is None or found.is_empty else found


def code(section: Section, place: int = 0) -> str:
    """The name of a number in addresses."""
    return f"{section.value}-{place}"


def measures(pattern: Pattern, contacts: Iterable[int] = (), whose: Whose = ALL) -> Measures:
    """Everything that a page may show of a pattern; contacts: entries of whom the owner told."""
    parts = (_whole, _people, _stops, _dates, _findings, _steps, _texts, _own)
    found = {each.code: each for part in parts for each in part(pattern)}
    effects = _listed(Section.TOLD, _("What it did to you"), pattern.effects.entries)
    told = _listed(Section.TOLD, _("Police and other services"), contacts, 1)
    return Measures(found | {each.code: each for each in (effects, told, *_whose(pattern, whose))})


def _one(section: Section, place: int, title: object, counted: Counted, note: str = "") -> Measure:
    return Measure(code(section, place), escape_controls(str(title)), counted, (), note)


def _listed(section: Section, title: str, entries: Iterable[int], place: int = 0) -> Measure:
    return Measure(code(section, place), title, NONE, tuple(entries))


def _whole(pattern: Pattern) -> Iterator[Measure]:
    yield _one(Section.WHOLE, 0, _("Everything that is counted"), pattern.everything)
    plain = pattern.slices.get(SliceName.PLAIN)
    if plain:
        title = _("Without what goes on all the time or was expected")
        yield _one(Section.WHOLE, 1, title, plain.counted)
    for each in pattern.occasions.listed:
        counted = Counted(Between(1, 1), tuple(sorted(each.entries)), tuple(each.messages))
        yield _one(Section.TIME, each.number, words.when(each.begins), counted)
    for place, used in enumerate(pattern.routes):
        since = words.since(used.first) if used.first else ""
        yield _one(Section.ROUTE, place, words.route(used.key, used.name), used.counted, note=since)
    for act, counted in {**pattern.acts.statute, **pattern.acts.ours}.items():
        yield _one(Section.ACT, list(Act).index(act), words.ACTS[act], counted)
    for name, called in words.SLICES.items():
        found = pattern.slices.get(name)
        if found:
            yield _one(Section.SLICE, list(SliceName).index(name), called, found.counted)


def _whose(pattern: Pattern, whose: Whose) -> Iterator[Measure]:
    """About whom it is, where there is more than one answer."""
    if len(whose.people) + bool(whose.nobody) < 2:
        return
    for place, each in enumerate(whose.people, 1):
        counted = pattern.people.by_person.get(each.id, NONE)
        title = _("About %(label)s") % {"label": each.label}
        yield _one(Section.PERSON, place, title, counted)
    yield _listed(Section.PERSON, _("You have not said about whom"), whose.nobody)


def _people(pattern: Pattern) -> Iterator[Measure]:
    for side, counted in {**pattern.people.sides, **pattern.aside}.items():
        yield _one(Section.SIDE, list(Side).index(side), words.SIDES[side], counted)
    for aimed, counted in pattern.people.aimed_at.items():
        place = list(AimedAt).index(AimedAt(aimed))
        yield _one(Section.AIMED, place, words.AIMED[aimed], counted)
    found = pattern.people
    named = (
        (_("Other people or a child drawn in"), found.drawn_in),
        (_("You only think you know who did it"), found.suspected),
        (_("You found out, or it reached you, later"), found.learnt_later),
        (_("Written down as several in one go"), pattern.acts.many),
    )
    for place, (title, counted) in enumerate(named):
        yield _one(Section.OTHER, place, title, counted)
    yield _listed(
        Section.OTHER, _("The same message written down again"), pattern.repeated, len(named)
    )


def _stops(pattern: Pattern) -> Iterator[Measure]:
    for each in pattern.stops:
        entry = each.point.entry
        what = {"what": str(words.POINTS[each.point.kind]), "day": words.when(each.point.local)}
        sides = (
            (Section.BEFORE, _("Before %(what)s, %(day)s"), each.before),
            (Section.AFTER, _("After %(what)s, %(day)s"), each.after),
            (Section.UNSURE, _("Before or after %(what)s, %(day)s: not sure which"), each.unsure),
        )
        for section, title, counted in sides:
            yield _one(section, entry, title % what, counted)
        yield from _plain_sides(pattern, each, what)
        yield Measure(
            code(Section.NEW, entry),
            _("By ways first used after %(what)s, %(day)s") % what,
            NONE,
            tuple(sorted(set(_by_new_routes(pattern, each)))),
        )
    title = _("Asked, told, reported or ordered, on a day not known")
    yield _listed(Section.UNDATED, title, pattern.undated_stops, 1)


def _plain_sides(pattern: Pattern, stop: Stop, what: dict[str, str]) -> Iterator[Measure]:
    """The same of the plain slice, of which the first sentences speak."""
    plain = pattern.slices.get(SliceName.PLAIN)
    if plain is None:
        return
    entries, messages = set(plain.counted.entries), set(plain.counted.messages)
    unplaced = entries.difference(*(each.entries for each in pattern.occasions.listed))
    for section, side, title in (
        (Section.AFTER_PLAIN, 1, _("After %(what)s, %(day)s")),
        (Section.UNSURE_PLAIN, 0, _("Before or after %(what)s, %(day)s: not sure which")),
    ):
        kept = [
            (stop.on(side, each, both[0]), both[1])
            for each in pattern.occasions.listed
            if any(
                both := (entries.intersection(each.entries), messages.intersection(each.messages))
            )
            and stop.side_of(each, both[0]) == side
        ]
        if not kept and (rest := {entry for entry in unplaced if stop.loose[entry] == side}):
            kept = [(rest, set())]
        counted = Counted(
            Between(len(kept), len(kept)),
            tuple(sorted(entry for both in kept for entry in both[0])),
            tuple(sorted(key for both in kept for key in both[1])),
        )
        note = ""
        if plain.counted != pattern.everything:
            note = _("without what goes on all the time or was expected")
        yield _one(section, stop.point.entry, title % what, counted, note)


def _by_new_routes(pattern: Pattern, stop: Stop) -> Iterator[int]:
    for used in pattern.routes:
        if used.key in stop.new:
            yield from used.counted.entries


def _dates(pattern: Pattern) -> Iterator[Measure]:
    shown = units.units(pattern)
    for place, (first, counted) in enumerate(shown.found.items()):
        yield _one(Section.UNIT, place, words.unit(shown.unit, first), counted)
    for place, (day, counted) in enumerate(pattern.calendar.days.items()):
        yield _one(Section.DAY, place, words.day(day), counted)
    for (weekday, hour), counted in pattern.clock.cells.items():
        title = _("%(weekday)s, %(hour)02d:00 to %(hour)02d:59") % {
            "weekday": words.WEEKDAYS[weekday],
            "hour": hour,
        }
        yield _one(Section.HOUR, weekday * 24 + hour, title, counted)
    nights = _("Began at night, from 22:00 to 05:59")
    yield _one(Section.CLOCK, 0, nights, pattern.clock.nights)
    yield _one(Section.CLOCK, 1, _("The time is known to the minute"), pattern.clock.timed)
    yield _listed(Section.UNDATED, _("No date is known"), pattern.calendar.undated)
    placed = {entry for each in pattern.occasions.listed for entry in each.entries}
    loose = [each for each in pattern.everything.entries if each not in placed]
    yield _listed(Section.UNPLACED, _("The date does not say to which time it belongs"), loose)
    days = {**pattern.calendar.anniversaries, **pattern.calendar.periods}
    for place, (label, counted) in enumerate(days.items()):
        yield _one(Section.DATE, place, label, counted)


def _findings(pattern: Pattern) -> Iterator[Measure]:
    points = {each.point.entry: each for each in pattern.stops}
    for place, each in enumerate(pattern.four):
        note = _two_dates(pattern, each.counted) if each.letter is Letter.REPEATED else ""
        yield _one(Section.FINDING, place, _finding(each, points), each.counted, note)
    for element in pattern.elements:
        place = list(ElementName).index(element.name)
        title = conduct.load().law.lines[element.name].title
        said = _one_so_far(element.counted) if element.name is ElementName.OCCASIONS else ""
        name = code(Section.ELEMENT, place)
        yield Measure(name, title, element.counted, element.others, said=said)


def _one_so_far(counted: Counted) -> str:
    """Where two times are looked for and there is one, it says so."""
    if counted.occasions != Between(1, 1):
        return ""
    if counted.items == 1:
        return _("One time is written down so far.")
    things = {"things": words.things(counted.items)}
    return _("One time, with %(things)s in it, is written down so far.") % things


def _two_dates(pattern: Pattern, counted: Counted) -> str:
    """When the two were, if there are exactly two; with the time if both were on one day."""
    if counted.occasions != Between(2, 2):
        return ""
    entries, messages = set(counted.entries), set(counted.messages)
    held = [
        each
        for each in pattern.occasions.listed
        if not (entries.isdisjoint(each.entries) and messages.isdisjoint(each.messages))
    ]
    if len(held) != 2:
        return ""
    first, second = (words.when(each.begins) for each in held)
    if first == second:
        first, second = (words.begin(each) for each in held)
    return _("%(first)s and %(second)s") % {"first": first, "second": second}


def _finding(finding: Finding, points: Mapping[int, Stop]) -> str:
    title = str(words.FINDINGS[finding.code])
    if not finding.about:
        return title
    point = points[finding.about].point
    about = {"what": words.POINTS[point.kind], "day": words.when(point.local), "title": title}
    return _("%(title)s: %(what)s, %(day)s") % about


def _steps(pattern: Pattern) -> Iterator[Measure]:
    yield from _ladder(Section.RING, pattern.escalation.rings)
    yield from _ladder(Section.KIND, pattern.escalation.kinds)


def _ladder(section: Section, steps: Iterable[Step]) -> Iterator[Measure]:
    titles = {**words.RINGS, **words.KINDS}
    for each in steps:
        since = words.first(each.first) if each.first else ""
        yield _one(section, STEPS[section].index(each.name), titles[each.name], each.counted, since)


def _texts(pattern: Pattern) -> Iterator[Measure]:
    """Numbers by the owner's own words: the address has their place alone."""
    for section, found in (
        (Section.PLACE, pattern.people.places),
        (Section.AFFECTED, pattern.people.affected),
    ):
        for place, (title, counted) in enumerate(found.items()):
            yield _one(section, place, title, counted)
    for area, entries in pattern.effects.areas.items():
        yield _listed(Section.AREA, str(words.AREAS[area]), entries, list(Area).index(area))
    title = _("What you changed because of it")
    yield _listed(Section.AREA, title, pattern.effects.changes, len(Area))


def _own(pattern: Pattern) -> Iterator[Measure]:
    """What the owner sent or said; only where she asked for it."""
    found = pattern.replies
    if found is None:
        return
    yield _listed(Section.REPLY, _("Messages that you sent"), found.sent.entries)
    yield _listed(Section.REPLY, _("Where you wrote what you said or did"), found.described, 1)
