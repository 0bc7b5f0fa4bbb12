"""What is known near a place, on paper: with a first sheet that tells nothing, and no postcode."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from fourfold.core.guidance.blocks import Block, Heading, Listing, Paragraph, Run, read
from fourfold.core.support.force import Force
from fourfold.core.support.service import Service
from fourfold.render.leaflet import Leaflet, Look, Part, Size, Wording
from fourfold.web.support.queries import Line, Near, Result
from fourfold.web.ui.language import EASY, ENGLISH, WELSH

NAMES = {f"notes-{size}.pdf": size for size in Size}
NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What to print, on which paper, in which language, and on which day."""

    found: Result
    size: Size
    language: str
    today: date

    @property
    def spoken(self) -> str:
        """The language of its own words; names of services are in English."""
        return WELSH if self.language == WELSH else ENGLISH


def leaflet(sheet: Sheet) -> Leaflet:
    """All of it, in the language of the page."""
    found = sheet.found
    parts = (*_age(sheet), *_calls(sheet))
    if found.fitting:
        parts += (_says(sheet, _headed(_("What fits what you chose"))),)
        parts += tuple(_services(sheet, found.fitting))
    for near in found.near:
        parts += tuple(_near(sheet, near))
    parts += tuple(_say(sheet))
    for heading, lines in found.national:
        parts += (_says(sheet, _headed(str(heading))), *_services(sheet, lines))
    parts += tuple(_sources(sheet))
    return Leaflet(
        title=_("Support near you"),
        language=sheet.spoken,
        size=sheet.size,
        made=sheet.today,
        wording=Wording(_("Notes"), _("Page {} of {}"), _("In danger now? Call 999.")),
        parts=parts,
        cover=_("Notes"),
        is_easy=sheet.language == EASY,
    )


def _age(sheet: Sheet) -> Iterator[Part]:
    days = [line.service.provenance.review_by for line in sheet.found.lines]
    current = [day for day in days if day >= sheet.today]
    made = {"made": _day(sheet.today)}
    told = _("Made on %(made)s.") % made
    if current:
        told = _("Made on %(made)s. After %(until)s, check the facts before you rely on them.")
        told %= made | {"until": _day(min(current))}
    yield _says(sheet, _line(told), look=Look.QUIET)
    if sheet.language == WELSH:
        draft = _("This Welsh is a draft. No translator has checked it.")
        yield _says(sheet, _line(draft), look=Look.NOTICE)


def _calls(sheet: Sheet) -> Iterator[Part]:
    numbers = _("In danger now, or not sure: call **999**. The police, not an emergency: **101**.")
    yield _says(sheet, _headed(_("Who to call")), *read(numbers), look=Look.CALL)
    if sheet.found.first:
        yield from _services(sheet, [sheet.found.first])
    log = _("A call may show in the phone’s call log, or on a bill that others can see.")
    yield _says(sheet, _line(log))


def _near(sheet: Sheet, near: Near) -> Iterator[Part]:
    yield Part((_headed(_called(sheet, near.force)),), ENGLISH)
    police = _("The police of this area. You can ask for advice first.")
    site = (Run(" "), Run(near.force.site, leads_to=near.force.site))
    yield _says(sheet, Paragraph((Run(police), *site)))
    yield from _services(sheet, near.lines)
    ask = _(
        "That does not mean that there is none. Ask the National Stalking Helpline or the police."
    )
    if near.not_known:
        yield _says(sheet, _line(" ".join((*map(str, near.not_known), ask))))


def _say(sheet: Sheet) -> Iterator[Part]:
    begin = _(
        "Use your own words, and say only what you know. You can ask a question without giving "
        "your name. Somebody else’s call might begin like this:"
    )
    words = _(
        "“I want to ask for advice about stalking or harassment. It is not the first time. I am "
        "afraid of what may come next. I want you to look at all of it together.”"
    )
    by_name = _(
        "To a service that you know by name only: “Can you put me in touch with it, and tell me "
        "who to ask for?”"
    )
    heading = _headed(_("What you could say"))
    yield _says(sheet, heading, _line(begin), _line(words), _line(by_name))


def _services(sheet: Sheet, lines: list[Line]) -> Iterator[Part]:
    for line in lines:
        service = line.service
        name = _called(sheet, service)
        if line.shows_number and service.number:
            name = f"{name}: {service.number.replace(' ', NO_BREAK)}"
        about = [Run(service.who)]
        if line.is_reachable and service.site:
            about += [Run(" "), Run(service.site, leads_to=service.site)]
        strong = Paragraph((Run(name, is_strong=True),))
        yield Part((strong, Paragraph(tuple(about))), ENGLISH)
        said = tuple(_line(each) for each in _told(line))
        if said:
            yield Part(said, sheet.spoken, Look.QUIET)


def _told(line: Line) -> Iterator[str]:
    """What has to be known of it: how it is known, and when it is open."""
    if line.shows_number and line.service.text:
        yield f"{_('By text:')} {line.service.text}"
    if line.service.is_always_open and not line.is_due:
        yield _("Open day and night.")
    for day, times in line.days:
        yield f"{day}: {times}"
    if line.days:
        yield _("These are the hours that they told us. On bank holidays they can differ.")
    yield line.label


def _sources(sheet: Sheet) -> Iterator[Part]:
    yield _says(sheet, _headed(_("Where these numbers come from")))
    known = ((line.service.name, line.service.provenance) for line in sheet.found.lines)
    points = tuple((_line(f"{name}: {each.source}."),) for name, each in known)
    yield Part((Listing(points),), ENGLISH, Look.QUIET)


def _called(sheet: Sheet, named: Force | Service) -> str:
    """A name as it is answered with, and in Welsh where that was asked for."""
    return f"{named.name} ({named.cy})" if sheet.spoken == WELSH and named.cy else named.name


def _says(sheet: Sheet, *blocks: Block, look: Look = Look.TEXT) -> Part:
    return Part(blocks, sheet.spoken, look)


def _headed(text: str) -> Block:
    return Heading((Run(text),), 2)


def _line(text: str) -> Block:
    return Paragraph((Run(text),))


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y")
