"""The safety plan on paper: all of it or one part for her, or a sheet for one person.

A sheet for somebody else has only what stands there for them: no reason, no price, no other part.
All have a first page that tells nothing, and a neutral name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fourfold.core.guidance.blocks import Block, Heading, Listing, Paragraph, Run
from fourfold.core.plan.catalogue import Step
from fourfold.core.plan.plan import SafetyPlan
from fourfold.render.leaflet import Leaflet, Look, Size, Wording
from fourfold.render.leaflet import Part as Sheet
from fourfold.web.guidance import queries as guidance
from fourfold.web.plan import queries, words
from fourfold.web.plan.queries import Part
from fourfold.web.record.words import when_words
from fourfold.web.ui.language import ENGLISH

__all__ = ["Leaflet", "for_her", "to_give", "told", "whole"]


def whole(plan: SafetyPlan, today: date) -> Leaflet:
    """Everything that she chose and wrote."""
    blocks = [*_own_words(plan), *_dates(plan)]
    for each in queries.parts(plan):
        blocks += _part(each)
    return _leaflet(_("My plan"), blocks, today)


def for_her(part: Part, today: date) -> Leaflet:
    """One part, for her."""
    return _leaflet(part.section.title, _part(part, with_title=False), today)


def to_give(part: Part, today: date) -> Leaflet:
    """What one person should know, without the rest."""
    blocks = [Paragraph((Run(_("Please keep this sheet where others do not see it.")),))]
    return _leaflet(_("How you can help"), [*blocks, *_listed(told(part))], today)


def told(part: Part) -> list[str]:
    """What stands on the sheet for the part's reader."""
    chosen = [each.for_them for each in (*part.will, *part.done) if each.for_them]
    return chosen + _lines(part.own.tell)


def _leaflet(title: str, blocks: Iterable[Block], today: date) -> Leaflet:
    return Leaflet(
        title=title,
        language=ENGLISH,
        size=Size.A4,
        made=today,
        wording=Wording(_("Notes"), _("Page {} of {}"), _("In danger now? Call 999.")),
        parts=(
            Sheet((_said(_("Made on %(day)s.") % {"day": _day(today)}),), ENGLISH, Look.QUIET),
            Sheet(tuple(blocks), ENGLISH),
            *_calls(today),
        ),
        cover=_("Notes"),
    )


def _own_words(plan: SafetyPlan) -> Iterator[Block]:
    for box, text in plan.words.items():
        yield _headed(str(words.BOXES[box][0]))
        yield from (_said(line) for line in _lines(text))


def _dates(plan: SafetyPlan) -> Iterator[Block]:
    if plan.dates:
        yield _headed(_("Days that matter"))
        told = [(words.MOMENTS[each.moment], each) for each in plan.dates]
        yield from _listed(
            ": ".join(filter(None, (str(label), when_words(each.when), each.note)))
            for label, each in told
        )


def _part(part: Part, *, with_title: bool = True) -> Iterator[Block]:
    if part.is_empty:
        return
    level = 3 if with_title else 2
    if with_title:
        yield _headed(part.section.title)
    kinds = (
        (_("I will"), part.will),
        (_("To ask somebody about first"), part.ask),
        (_("Done"), part.done),
    )
    for title, steps in kinds:
        if steps:
            yield _headed(title, level)
            yield Listing(tuple(_step(each) for each in steps))
    for title, lines in ((_("My own"), part.own.steps), (_("For them"), part.own.tell)):
        if lines:
            yield _headed(title, level)
            yield from _listed(_lines(lines))


def _step(step: Step) -> tuple[Block, ...]:
    """A step; one that may be noticed is never printed without its price."""
    if not step.tips_off:
        return (_said(step.text),)
    price = _("The other person may notice: %(price)s") % {"price": step.trade_off}
    return _said(step.text), _said(price)


def _calls(today: date) -> Iterator[Sheet]:
    """Whom to call."""
    numbers = _("In danger now, or not sure: call 999. The police, not an emergency: 101.")
    yield Sheet((_headed(_("Who to call")), _said(numbers)), ENGLISH, Look.CALL)
    if line := guidance.first_call(today):
        service = line.service
        said = f"{service.name}: {service.number}" if service.number else service.name
        yield Sheet((Paragraph((Run(said, is_strong=True),)),), ENGLISH, Look.CALL)
        if line.is_due:
            checked = {"day": _day(service.provenance.checked)}
            due = _("Check this number before you rely on it. It was last checked on %(day)s.")
            yield Sheet((_said(due % checked),), ENGLISH)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _listed(texts: Iterable[str]) -> Iterator[Block]:
    points = tuple((_said(text),) for text in texts)
    if points:
        yield Listing(points)


def _said(text: str) -> Block:
    return Paragraph((Run(text),))


def _headed(text: str, level: int = 2) -> Block:
    return Heading((Run(text),), level)


def _day(day: date) -> str:
    return date_format(day, "j F Y")
