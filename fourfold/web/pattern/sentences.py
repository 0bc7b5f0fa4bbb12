"""What a page says first: how many, over how long, after what, and how that changes.

Every number in them is a link to its entries. A change is said with how sure it is; where there is
too little to say, that is said. A fall is never good news.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fourfold.core.pattern.calendar import RETURN_AFTER, Gap
from fourfold.core.pattern.escalation import Near, Serious, Step
from fourfold.core.pattern.headline import Headline
from fourfold.core.pattern.look import Pattern
from fourfold.core.pattern.rates import Change, Often
from fourfold.core.pattern.values import DAY, Between, Side, day_of
from fourfold.web.pattern import words
from fourfold.web.pattern.measures import STEPS, Measures, Section, code

Link = Callable[[str, str], SafeString]
FIRST_GAPS = 3
"""So many of the long times without anything are shown at once, if there are more than one more."""


def link(name: str, text: str) -> SafeString:
    """A number as a link to what is behind it."""
    address = reverse("pattern:measure", args=[name])
    return format_html('<a class="govuk-link" href="{}">{}</a>', address, text)


def first(pattern: Pattern, found: Measures, link: Link = link) -> list[SafeString]:
    """How many, over how long, by how many ways; what came after; and who is not known."""
    said = pattern.headline
    sentences = [_how_many(said, link)]
    if said.plain is not None:
        plain = found.get(Section.WHOLE, 1)
        text = _("Without what goes on all the time or was expected: {times}.")
        number = link(plain.code, plain.says) if plain else words.things(0)
        sentences.append(format_html(text, times=number))
    sentences += _after(said, link)
    sentences += _not_known(pattern, found, link)
    return sentences


@dataclass(frozen=True, slots=True)
class Changes:
    """Three answers that are never made one. kinds: those that were not there at first; all, where
    there is too little to say that.
    """

    often: list[SafeString]
    near: list[SafeString]
    serious: list[SafeString]
    kinds: list[SafeString]
    gap: list[SafeString]


def changes(pattern: Pattern, link: Link = link) -> Changes:
    """How often, how near and how serious."""
    said = pattern.headline
    is_short = said.serious is Serious.NOT_ENOUGH
    steps = pattern.escalation.kinds if is_short else said.new_kinds
    kinds = [_step(Section.KIND, each, link) for each in steps]
    often = [*_since_the_last(pattern), *_often(said, is_over=_silence(pattern) > 0)]
    return Changes(often, list(_near(said, link)), list(_serious(said)), kinds, list(_gap(pattern)))


def is_quieter(pattern: Pattern) -> bool:
    """Something in it reads as if it became less: then nobody should take it for safety."""
    said = pattern.headline
    has_gap = said.gap is not None or _silence(pattern) > 0
    return said.often.often in words.QUIETER or has_gap


def _silence(pattern: Pattern) -> int:
    """How many days ago the last was, if that is long; else 0."""
    last = pattern.calendar.last
    if last is None:
        return 0
    days = (pattern.asked.until - day_of(last.latest)).days
    return days if days * DAY >= RETURN_AFTER else 0


def _since_the_last(pattern: Pattern) -> Iterator[SafeString]:
    last, days = pattern.calendar.last, _silence(pattern)
    if last is None or not days:
        return
    text = _("Nothing done to you is written down with a date after {day}, {days} days ago.")
    if pattern.asked.person:
        text = _("Nothing about this person has a date after {day}, {days} days ago.")
    yield format_html(text, day=words.day(last.latest), days=days)


def _how_many(said: Headline, link: Link) -> SafeString:
    count = said.occasions
    if not count.most:
        return format_html("{}", _("There is nothing to count yet."))
    times = link(code(Section.WHOLE), words.times(count))
    if count == Between(1, 1):
        if said.first is None:
            return format_html(_("{times}. No date is known."), times=times)
        return format_html(_("{times}, {day}."), times=times, day=words.when(said.first))
    if count == Between(2, 2) and said.span.most > 1:
        apart = words.over(Between(max(0, said.span.least - 1), said.span.most - 1))
        return format_html(_("{times}, {apart} apart."), times=times, apart=apart)
    return _several(said, times)


def _several(said: Headline, times: SafeString) -> SafeString:
    parts = {
        "times": times,
        "over": words.over(said.span),
        "ways": words.ways(said.routes),
        "things": words.things(said.items),
    }
    text = _("{times} over {over}, in {ways}. Written down: {things}.")
    if not said.span.most:
        text = _("{times}. No dates are known. Written down: {things}.")
    elif not said.routes:
        text = _("{times} over {over}. Written down: {things}.")
    return format_html(text, **parts)


def _after(said: Headline, link: Link) -> Iterator[SafeString]:
    stop, around = said.stop, said.after
    if stop is None or around is None:
        return
    what = {"what": words.POINTS[stop.point.kind], "day": words.when(stop.point.local)}
    some = said.plain is not None
    if around.after.occasions:
        number = link(code(Section.AFTER_PLAIN, stop.point.entry), str(around.after.occasions))
        text = _("Of these, {n} came after {what}, {day}.") if some else ""
        yield format_html(text or _("{n} came after {what}, {day}."), n=number, **what)
    else:
        text = _("Of these, none came after {what}, {day}.") if some else ""
        yield format_html(text or _("None came after {what}, {day}."), **what)
    if around.unsure:
        text = _("{n} more may have: the dates are not exact.")
        yield format_html(
            text, n=link(code(Section.UNSURE_PLAIN, stop.point.entry), str(around.unsure))
        )


def _not_known(pattern: Pattern, found: Measures, link: Link) -> Iterator[SafeString]:
    """What stands against nobody's name is said as such, before any change is."""
    one = found.get(Section.SIDE, list(Side).index(Side.NOT_KNOWN))
    if one and one.counted.items != pattern.everything.items:
        text = _("Of all this, you do not know who did {things}, or only think so.")
        yield format_html(text, things=link(one.code, words.things(one.counted.items)))
    elif one:
        yield format_html("{}", _("You do not know who did this, or only think so."))


def _often(said: Headline, is_over: bool) -> Iterator[SafeString]:
    often = said.often.often
    if not said.occasions.most:
        return
    if often is Often.NOT_ENOUGH or said.at_first is None or said.lately is None:
        text = _("There are too few times, or too few days, to say how it changes.")
        yield format_html("{}", text)
        return
    rate, rate2 = words.rates(said.at_first, said.lately)
    parts = {
        "change": words.change(said.often, is_over),
        "rate": rate,
        "first": words.day(said.at_first.first),
        "last": words.day(said.at_first.last),
        "rate2": rate2,
        "first2": words.day(said.lately.first),
        "last2": words.day(said.lately.last),
    }
    text = _("{change}: {rate} from {first} to {last}, {rate2} from {first2} to {last2}.")
    yield format_html(text, **parts)
    yield format_html("{}", _sure(said.often))
    if said.whole.often not in (often, Often.NOT_ENOUGH):
        text = _("This leaves out what goes on all the time or was expected. With it: {change}.")
        yield format_html(text, change=_lowered(words.change(said.whole, is_over)))


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _sure(change: Change) -> str:
    """How sure a change is."""
    low = f"{change.low or 0:.1f}"
    if low == "0.0":
        low = _("less than 0.1")
    if change.high is None:
        times = _("%(low)s times as often as at first, or more") % {"low": low}
    else:
        numbers = {"low": low, "high": f"{change.high:.1f}"}
        times = _("%(low)s to %(high)s times as often as at first") % numbers
    if change.often is Often.SAME and not change.is_clear:
        return _("It may also be %(times)s: there are too few times to be sure.") % {"times": times}
    if change.is_clear:
        return _("This is unlikely to be chance alone: %(times)s.") % {"times": times}
    return _("This may be chance: it may be %(times)s.") % {"times": times}


def _near(said: Headline, link: Link) -> Iterator[SafeString]:
    step = said.nearest
    if step is None or said.near in (Near.NOT_ENOUGH, Near.NOT_SAID):
        if said.near is Near.NOT_ENOUGH and step is not None:
            yield format_html("{}", _("There is too little to say whether it changes."))
            yield format_html(_("The nearest: {ring}."), ring=_step(Section.RING, step, link))
        return
    if said.near is Near.DISTANT:
        yield format_html("{}", _("All of it came from a distance."))
        return
    ring = _step(Section.RING, step, link)
    if said.near is Near.NEARER:
        yield format_html(_("It has come nearer: {ring}."), ring=ring)
    else:
        yield format_html(_("As near as at first: {ring}."), ring=ring)


def _serious(said: Headline) -> Iterator[SafeString]:
    texts = {
        Serious.NOT_ENOUGH: _("There is too little to say whether it changes. What you marked:"),
        Serious.NEW_KINDS: _("Not there in the first third of the time:"),
        Serious.SAME: _("Every kind of thing that you marked was there in the first third."),
    }
    if said.serious in texts and said.occasions.most:
        yield format_html("{}", texts[said.serious])


def _step(section: Section, step: Step, link: Link) -> SafeString:
    titles = {**words.RINGS, **words.KINDS}
    place = STEPS[section].index(step.name)
    number = link(code(section, place), words.times(step.counted.occasions))
    title = str(titles[step.name]).lower()
    if step.first is None:
        return format_html(_("{what} ({n})"), what=title, n=number)
    first = words.first(step.first)
    if not step.not_known.items:
        return format_html(_("{what}, {first} ({n})"), what=title, first=first, n=number)
    text = _("{what}, {first} ({n}; of some you do not know who did it)")
    return format_html(text, what=title, first=first, n=number)


def _gap(pattern: Pattern) -> Iterator[SafeString]:
    if pattern.headline.gap is None:
        return
    yield format_html("{}", gap(pattern.headline.gap))
    if may_lie_between(pattern):
        yield format_html("{}", _("Something without an exact date may lie in between."))


def may_lie_between(pattern: Pattern) -> bool:
    """Something stands in no time, because of its date: it may lie where nothing is shown."""
    return 0 in pattern.occasions.of_loose


def gap(found: Gap) -> str:
    """A long time without anything, and which of the owner's days lie in it."""
    text = _("Between %(first)s and %(last)s, %(days)d days, nothing is written down.") % {
        "first": words.day(found.first),
        "last": words.day(found.last),
        "days": found.days,
    }
    for label, days in found.covered.items():
        more = _("“%(label)s” covers %(days)d of these days.") % {"label": label, "days": days}
        text = f"{text} {more}"
    return text


@dataclass(frozen=True, slots=True)
class Gaps:
    """Long times without anything, each list in order of time.

    first: those shown at once, which are the longest if any are folded; of equals the later.
    """

    first: list[str]
    folded: list[str]

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.first) + len(self.folded)


def gaps(found: Sequence[Gap]) -> Gaps:
    """All long times without anything, folded where they are many."""
    shown = set(range(len(found)))
    if len(found) > FIRST_GAPS + 1:
        by_length = sorted(shown, key=lambda n: (found[n].last - found[n].first, n))
        shown = set(by_length[-FIRST_GAPS:])
    return Gaps(
        [gap(each) for n, each in enumerate(found) if n in shown],
        [gap(each) for n, each in enumerate(found) if n not in shown],
    )
