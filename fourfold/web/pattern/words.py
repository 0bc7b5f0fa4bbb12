"""Words for what is counted. Nothing here says what it means; numbers are as exact as they are."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fourfold.core.kernel.when import When
from fourfold.core.pattern.escalation import BREACH, FEAR, Ring
from fourfold.core.pattern.occasions import Occasion
from fourfold.core.pattern.rates import Change, Often, Rate
from fourfold.core.pattern.slices import SliceName
from fourfold.core.pattern.stops import StopKind
from fourfold.core.pattern.values import Between, Counted, Side, Span, day_of, minute_of
from fourfold.core.record.codes import Act, AimedAt, Area, Purpose, Route
from fourfold.web.pattern.units import Unit
from fourfold.web.record.words import ROUTES, when_words

Text = str | Promise
DAYS_A_YEAR = 365.25

POINTS: dict[StopKind, Text] = {
    StopKind.ASKED: gettext_lazy("you asked them to stop"),
    StopKind.BLOCKED: gettext_lazy("you blocked them"),
    StopKind.WARNED: gettext_lazy("they were told to stop"),
    StopKind.REPORTED: gettext_lazy("it was reported"),
    StopKind.DECIDED: gettext_lazy("a court or an inquiry decided"),
    StopKind.ORDER: gettext_lazy("there was an order or conditions"),
}
ACTS: dict[Act, Text] = {
    Act.FOLLOW: gettext_lazy("Following"),
    Act.CONTACT: gettext_lazy("Contacting, or trying to"),
    Act.PUBLISH: gettext_lazy("Posting or publishing about you, or as if from you"),
    Act.MONITOR: gettext_lazy("Checking your internet, email or phone"),
    Act.LOITER: gettext_lazy("Hanging about somewhere"),
    Act.INTERFERE: gettext_lazy("Interfering with your things"),
    Act.WATCH: gettext_lazy("Watching or spying"),
    Act.THREAT: gettext_lazy("Threats"),
    Act.SELF_HARM: gettext_lazy("Talk of hurting themselves"),
    Act.VIOLENCE: gettext_lazy("Violence"),
    Act.SEXUAL: gettext_lazy("Something sexual"),
    Act.VERBAL: gettext_lazy("Insults or shouting"),
    Act.CONTROL: gettext_lazy("Telling you what to do"),
    Act.IMPERSONATE: gettext_lazy("Pretending to be somebody else"),
    Act.GIFT: gettext_lazy("Gifts"),
    Act.OTHERS: gettext_lazy("Drawing other people in"),
    Act.CHILD: gettext_lazy("Drawing a child in"),
    Act.COMPLAINT: gettext_lazy("Complaints about you"),
    Act.FALSE_REPORT: gettext_lazy("Reports about you that are not true"),
    Act.NOISE: gettext_lazy("Noise"),
    Act.OTHER: gettext_lazy("Something else"),
}
KINDS: dict[str, Text] = {
    **{act.value: text for act, text in ACTS.items()},
    FEAR: gettext_lazy("You were afraid someone would be hurt"),
    BREACH: gettext_lazy("Against an order"),
}
RINGS: dict[str, Text] = {
    Ring.DISTANT: gettext_lazy("From a distance"),
    Ring.WORK_OR_STUDY: gettext_lazy("At your work or where you study"),
    Ring.IN_PERSON: gettext_lazy("In person"),
    Ring.HOME: gettext_lazy("At your home"),
}
SIDES: dict[Side, Text] = {
    Side.PERSON: gettext_lazy("You say you know who did it"),
    Side.FOR_THEM: gettext_lazy("Somebody else did it for them, you say"),
    Side.NOT_KNOWN: gettext_lazy("You do not know who did it, or only think so"),
    Side.NOT_SAID: gettext_lazy("You have not said how sure you are who did it"),
    Side.OWNER: gettext_lazy("Messages that you sent"),
    Side.OTHERS: gettext_lazy("Done by other people, no part of this"),
    Side.SERVICE: gettext_lazy("Lines that a service wrote by itself"),
}
AIMED: dict[str, Text] = {
    AimedAt.OWNER: gettext_lazy("Aimed at you"),
    AimedAt.SOMEONE_CLOSE: gettext_lazy("Aimed at someone close to you"),
    AimedAt.GROUP: gettext_lazy("Aimed at a group you belong to"),
    AimedAt.SOMEONE_ELSE: gettext_lazy("Aimed at somebody else"),
    AimedAt.NOT_KNOWN: gettext_lazy("You do not know at whom it was aimed"),
    AimedAt.UNANSWERED: gettext_lazy("You have not said at whom it was aimed"),
}
PURPOSES: dict[str, Text] = {
    Purpose.ARRANGED: gettext_lazy("Ordered by a court, or agreed"),
    Purpose.CHILDREN: gettext_lazy("About the children, and no more"),
    Purpose.OFF_TOPIC: gettext_lazy("By a way kept for other things"),
}
AREAS: dict[Area, Text] = {
    Area.SLEEP: gettext_lazy("Sleep"),
    Area.HEALTH: gettext_lazy("Health"),
    Area.WORK: gettext_lazy("Work"),
    Area.STUDY: gettext_lazy("Study"),
    Area.HOME: gettext_lazy("Home"),
    Area.MONEY: gettext_lazy("Money"),
    Area.ROUTINE: gettext_lazy("Daily routine"),
    Area.SOCIAL: gettext_lazy("Seeing people"),
    Area.CHILDREN: gettext_lazy("Children"),
    Area.SAFETY: gettext_lazy("What you do to stay safe"),
    Area.OTHER: gettext_lazy("Something else"),
}
FINDINGS: dict[str, Text] = {
    "followed": gettext_lazy("Following"),
    "watched": gettext_lazy("Watching, spying or hanging about"),
    "monitored": gettext_lazy("Checking your internet, email or phone"),
    "published": gettext_lazy("Posting or publishing about you, or as if from you"),
    "others_drawn_in": gettext_lazy("Other people or a child drawn in"),
    "new_accounts": gettext_lazy("From new accounts or numbers, or under another name"),
    "continuing": gettext_lazy("Something that goes on all the time"),
    "against_order": gettext_lazy("Marked by you as against an order"),
    "new_routes": gettext_lazy("By ways first used after that day"),
    "feared": gettext_lazy("You were afraid someone would be hurt"),
    "threatened": gettext_lazy("Threats"),
    "occasions": gettext_lazy("Separate times"),
    **{f"after_{kind}": gettext_lazy("What came after that day") for kind in StopKind},
}
SLICES: dict[SliceName, Text] = {
    SliceName.CONTINUING: gettext_lazy("One thing that goes on all the time"),
    SliceName.ARRANGED: PURPOSES[Purpose.ARRANGED],
    SliceName.CHILDREN: PURPOSES[Purpose.CHILDREN],
    SliceName.OFF_TOPIC: PURPOSES[Purpose.OFF_TOPIC],
}
OFTEN: dict[Often, Text] = {
    Often.MORE: gettext_lazy("It is becoming more frequent"),
    Often.A_LITTLE_MORE: gettext_lazy("It is becoming a little more frequent"),
    Often.SAME: gettext_lazy("It comes about as often as at first"),
    Often.A_LITTLE_LESS: gettext_lazy("It is becoming a little less frequent"),
    Often.LESS: gettext_lazy("It is becoming less frequent"),
}
OFTEN_UNSURE: dict[Often, Text] = {
    Often.MORE: gettext_lazy("It may be becoming more frequent"),
    Often.A_LITTLE_MORE: gettext_lazy("It may be becoming a little more frequent"),
    Often.SAME: OFTEN[Often.SAME],
    Often.A_LITTLE_LESS: gettext_lazy("It may be becoming a little less frequent"),
    Often.LESS: gettext_lazy("It may be becoming less frequent"),
}
OFTEN_THEN: dict[Often, Text] = {
    Often.MORE: gettext_lazy("Up to then it became more frequent"),
    Often.A_LITTLE_MORE: gettext_lazy("Up to then it became a little more frequent"),
    Often.SAME: gettext_lazy("Up to then it came about as often as at first"),
    Often.A_LITTLE_LESS: gettext_lazy("Up to then it became a little less frequent"),
    Often.LESS: gettext_lazy("Up to then it became less frequent"),
}
OFTEN_THEN_UNSURE: dict[Often, Text] = {
    Often.MORE: gettext_lazy("Up to then it may have become more frequent"),
    Often.A_LITTLE_MORE: gettext_lazy("Up to then it may have become a little more frequent"),
    Often.SAME: OFTEN_THEN[Often.SAME],
    Often.A_LITTLE_LESS: gettext_lazy("Up to then it may have become a little less frequent"),
    Often.LESS: gettext_lazy("Up to then it may have become less frequent"),
}
QUIETER = (Often.A_LITTLE_LESS, Often.LESS)
WEEKDAYS: tuple[Text, ...] = (
    gettext_lazy("Mon"),
    gettext_lazy("Tue"),
    gettext_lazy("Wed"),
    gettext_lazy("Thu"),
    gettext_lazy("Fri"),
    gettext_lazy("Sat"),
    gettext_lazy("Sun"),
)


def times(count: Between) -> str:
    """So many separate times, or from how many to how many."""
    if not count.is_exact:
        return _("%(least)d to %(most)d separate times") % {
            "least": count.least,
            "most": count.most,
        }
    one = _("1 time")
    return one if count.most == 1 else _("%(n)d separate times") % {"n": count.most}


def things(count: int) -> str:
    """So many things in the notes."""
    return ngettext("%(n)d thing", "%(n)d things", count) % {"n": count}


def ways(count: int) -> str:
    """So many ways by which it came."""
    return ngettext("%(n)d way", "%(n)d ways", count) % {"n": count}


def both(counted: Counted) -> str:
    """Things and separate times side by side; where no times are counted, things alone."""
    if not counted.occasions.most:
        return things(counted.items)
    return _("%(things)s, %(times)s") % {
        "things": things(counted.items),
        "times": times(counted.occasions),
    }


def stretch(days: int) -> str:
    """A number of days in the unit that people would use."""
    if days < 14:
        return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    if days < 60:
        return _("about %(n)d weeks") % {"n": round(days / 7)}
    if days < 730:
        return _("about %(n)d months") % {"n": round(days * 12 / 365.25)}
    return _("about %(n)d years") % {"n": round(days / 365.25)}


def over(span: Between) -> str:
    """How long from the first to the last, both days counted; as a range if dates are wide."""
    least, most = stretch(span.least), stretch(span.most)
    if least == most:
        return most
    return _("%(least)s to %(most)s") % {"least": least, "most": most}


def day(moment: date | int) -> str:
    """A day: "3 March 2026"."""
    return date_format(moment if isinstance(moment, date) else day_of(moment), "j F Y")


def short_day(moment: date) -> str:
    """A day where there is little room: "3 Mar 2026"."""
    return date_format(moment, "j M Y")


def short_month(moment: date) -> str:
    """A month where there is little room: "Mar 2026"."""
    return date_format(moment, "M Y")


def first(span: Span) -> str:
    """When it was first there: on a day, or between which days."""
    if day_of(span.earliest) == day_of(span.latest):
        return _("first on %(day)s") % {"day": when(span)}
    return _("first %(between)s") % {"between": when(span)}


def since(span: Span) -> str:
    """Since when it was there: a day, or first between which days."""
    if day_of(span.earliest) == day_of(span.latest):
        return _("since %(day)s") % {"day": when(span)}
    return first(span)


def unit(kind: Unit, first: date) -> str:
    """A week, month or year by its first day."""
    if kind is Unit.WEEK:
        return _("Week from %(day)s") % {"day": day(first)}
    return date_format(first, "F Y" if kind is Unit.MONTH else "Y")


def when(span: Span) -> str:
    """A day, or between which days."""
    first, last = day_of(span.earliest), day_of(span.latest)
    if first == last:
        return day(first)
    return _("between %(first)s and %(last)s") % {"first": day(first), "last": day(last)}


def begin(occasion: Occasion) -> str:
    """When a separate time began, with the minute where it is known: the name that it has."""
    if not occasion.is_exact:
        return when(occasion.begins)
    return when_words(When(minute_of(occasion.begins.earliest)))


def change(found: Change, is_over: bool) -> str:
    """How often, as sure as it is; is_over: nothing is written down since."""
    if is_over:
        return str((OFTEN_THEN if found.is_clear else OFTEN_THEN_UNSURE)[found.often])
    return str((OFTEN if found.is_clear else OFTEN_UNSURE)[found.often])


def rates(*found: Rate) -> list[str]:
    """Rates as exactly as they deserve, all by the same unit so that they can be compared."""
    weekly = [each.a_week or 0 for each in found]
    least = min((each for each in weekly if each), default=0.0)
    times, text = DAYS_A_YEAR / 7, _("about %(n)s a year")
    if least >= 1:
        times, text = 1, _("about %(n)s a week")
    elif least * DAYS_A_YEAR / 7 / 12 >= 0.95:
        times, text = DAYS_A_YEAR / 7 / 12, _("about %(n)s a month")
    return [_rate(each * times, text) for each in weekly]


def _rate(number: float, text: str) -> str:
    if not number:
        return _("none")
    if number < 0.95:
        return _("less than one a year")
    return text % {"n": f"{round(number, 1 if number < 4 else None):g}"}


def route(key: str, name: str) -> str:
    """A way by which it came: as the owner spells it, or in our words."""
    try:
        return str(ROUTES[Route(key)]) if key == name else name
    except ValueError:
        return name


def sign(place: int) -> str:
    """A letter for a point: A to Z, then A2 and so on."""
    letter = chr(ord("A") + place % 26)
    return letter if place < 26 else f"{letter}{place // 26 + 1}"
