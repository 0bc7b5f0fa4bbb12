"""Values of the directory in words."""

from __future__ import annotations

from datetime import date

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fourfold.core.support.force import Nation
from fourfold.core.support.hours import Now, Opening, Turn
from fourfold.core.support.service import Audience, Need, Service, Standing

AUDIENCES: dict[Audience, str | Promise] = {
    Audience.WOMEN: gettext_lazy("Women"),
    Audience.MEN: gettext_lazy("Men"),
    Audience.LGBT: gettext_lazy("LGBT+ people"),
    Audience.UNDER_18: gettext_lazy("Children and young people"),
    Audience.DISABLED: gettext_lazy("Disabled people"),
    Audience.WELSH: gettext_lazy("People who would like to speak Welsh"),
    Audience.BSL: gettext_lazy("People who use British Sign Language"),
    Audience.HONOUR: gettext_lazy("So-called honour-based abuse or forced marriage"),
    Audience.ONLINE: gettext_lazy("What happens online"),
    Audience.WORK: gettext_lazy("What happens at work"),
}
NATIONS: dict[Nation, str | Promise] = {
    Nation.ENGLAND: gettext_lazy("England"),
    Nation.WALES: gettext_lazy("Wales"),
    Nation.SCOTLAND: gettext_lazy("Scotland"),
    Nation.NORTHERN_IRELAND: gettext_lazy("Northern Ireland"),
}
# Said of an area in which none is known, of those that one would expect.
NOT_KNOWN: dict[Need, str | Promise] = {
    Need.STALKING: gettext_lazy("We know of no stalking service of this area."),
    Need.ANY_CRIME: gettext_lazy("We know of no service of this area for victims of any crime."),
}
WEEKDAYS = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)
# Shares of an area, in words that claim no more than is known: (at least, words).
SHARES = (
    (0.95, gettext_lazy("Nearly all of it")),
    (0.6, gettext_lazy("Most of it")),
    (0.4, gettext_lazy("About half of it")),
    (0.1, gettext_lazy("Some of it")),
    (0.0, gettext_lazy("A small part of it")),
)


def share(of_area: float) -> str:
    """How much of an area is meant, without figures that would seem exact."""
    return str(next(words for least, words in SHARES if of_area >= least))


def listed(audiences: tuple[Audience, ...]) -> str:
    """Some audiences in one line."""
    return ", ".join(str(AUDIENCES[each]) for each in audiences)


def opening(now: Now | None) -> str:
    """Whether a service is open, and until or from when; "" where no hours are held."""
    if now is None:
        return ""
    if now.turn is None:
        return _("Open day and night.")
    if now.is_open:
        return _("Open now. It shuts: %(when)s.") % {"when": _when(now.turn)}
    return _("Shut now. It opens: %(when)s.") % {"when": _when(now.turn)}


def span(each: Opening) -> str:
    """From when until when."""
    return f"{each.opens}–{each.closes}"


def label(service: Service, standing: Standing) -> str:
    """How far a service may be relied on."""
    known = service.provenance
    if standing is Standing.VERIFIED and service.verified_on:
        return _("Somebody checked this with them on %(day)s.") % _day(service.verified_on)
    if standing is Standing.READ:
        return _("We read this in a source on %(day)s. Nobody has rung it.") % _day(known.checked)
    ask = _("Call 101 or the National Stalking Helpline and ask for it.")
    if standing is Standing.NAME_ONLY:
        return f"{_('We know no number that is recent enough to show.')} {ask}"
    due = _("Check this. It should have been checked again by %(day)s and may be out of date.")
    return f"{due % _day(known.review_by)} {ask}"


def _day(day: date) -> dict[str, str]:
    return {"day": formats.date_format(day, "j F Y")}


def _when(turn: Turn) -> str:
    days = (_("today"), _("tomorrow"))
    day = days[turn.days] if turn.days < len(days) else str(WEEKDAYS[turn.weekday])
    return f"{day}, {_('midnight') if turn.time == '24:00' else turn.time}"
