"""The record's values in words for the screen. Stored codes never change; these words may."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from fourfold.core.kernel.when import LONDON, Precision, When
from fourfold.core.record.body import (
    Body,
    Deed,
    Effect,
    Handling,
    Incident,
    Message,
    Note,
    Order,
    Thing,
)
from fourfold.core.record.codes import (
    Act,
    Afraid,
    AimedAt,
    Area,
    Direction,
    DoneBy,
    Kind,
    KnownWho,
    Purpose,
    Route,
    StopPoint,
)
from fourfold.core.record.entry import Entry
from fourfold.core.record.person import Person

CLOCK = ZoneInfo(LONDON)
Text = str | Promise
NO_NUMBERS: Mapping[str, int] = MappingProxyType({})

KINDS: dict[Kind, Text] = {
    Kind.INCIDENT: gettext_lazy("Something that happened"),
    Kind.MESSAGE: gettext_lazy("A message"),
    Kind.EFFECT: gettext_lazy("What it did to me"),
    Kind.CONTACT: gettext_lazy("Police or another service"),
    Kind.ORDER: gettext_lazy("A court order"),
    Kind.THING: gettext_lazy("A thing I kept"),
    Kind.NOTE: gettext_lazy("A note to myself"),
    Kind.CASE_EVENT: gettext_lazy("Police and court"),
}
ROUTES: dict[Route, Text] = {
    Route.IN_PERSON: gettext_lazy("In person"),
    Route.PHONE: gettext_lazy("By phone"),
    Route.TEXT: gettext_lazy("By text message"),
    Route.APP: gettext_lazy("Through a messaging app"),
    Route.EMAIL: gettext_lazy("By email"),
    Route.SOCIAL_MEDIA: gettext_lazy("On social media"),
    Route.ONLINE: gettext_lazy("Somewhere else online"),
    Route.NEW_ACCOUNT: gettext_lazy("From a new account or number"),
    Route.PAYMENT: gettext_lazy("In a payment message"),
    Route.POST: gettext_lazy("By post"),
    Route.DELIVERY: gettext_lazy("Something was delivered or left"),
    Route.AT_HOME: gettext_lazy("At home"),
    Route.AT_WORK: gettext_lazy("At work"),
    Route.AT_STUDY: gettext_lazy("At school, college or university"),
    Route.IN_PUBLIC: gettext_lazy("In a public place"),
    Route.VEHICLE: gettext_lazy("In or near a vehicle"),
    Route.CAMERA: gettext_lazy("With a camera"),
    Route.TRACKING: gettext_lazy("With a tracker or an app that shows where I am"),
    Route.THROUGH_OTHERS: gettext_lazy("Through other people"),
    Route.OTHER: gettext_lazy("Another way"),
}
AFRAID: dict[Afraid, Text] = {
    Afraid.YES: gettext_lazy("Yes"),
    Afraid.NO: gettext_lazy("No"),
    Afraid.NOT_SURE: gettext_lazy("Not sure"),
    Afraid.RATHER_NOT_SAY: gettext_lazy("I would rather not say"),
}
ACTS: dict[Act, Text] = {
    Act.FOLLOW: gettext_lazy("Followed somebody"),
    Act.CONTACT: gettext_lazy("Made contact, or tried to"),
    Act.PUBLISH: gettext_lazy("Put out something about somebody, or in their name"),
    Act.MONITOR: gettext_lazy("Kept watch on somebody’s phone, email or use of the internet"),
    Act.LOITER: gettext_lazy("Hung around in a place"),
    Act.INTERFERE: gettext_lazy("Touched, moved, damaged or took somebody’s things"),
    Act.WATCH: gettext_lazy("Watched or spied on somebody"),
    Act.THREAT: gettext_lazy("Made a threat"),
    Act.SELF_HARM: gettext_lazy("Spoke of hurting themselves"),
    Act.VIOLENCE: gettext_lazy("Hurt somebody, or tried to"),
    Act.SEXUAL: gettext_lazy("Did or said something sexual"),
    Act.VERBAL: gettext_lazy("Shouted, or called somebody names"),
    Act.CONTROL: gettext_lazy("Told somebody what to do, or kept them from something"),
    Act.IMPERSONATE: gettext_lazy("Pretended to be somebody else"),
    Act.GIFT: gettext_lazy("Sent or left a gift"),
    Act.OTHERS: gettext_lazy("Drew in other people"),
    Act.CHILD: gettext_lazy("Drew in a child"),
    Act.COMPLAINT: gettext_lazy("Complained to an employer, a council or somebody like that"),
    Act.FALSE_REPORT: gettext_lazy("Reported something that is not so"),
    Act.NOISE: gettext_lazy("Made noise"),
    Act.OTHER: gettext_lazy("Something else"),
}
AIMED_AT: dict[AimedAt, Text] = {
    AimedAt.OWNER: gettext_lazy("At me"),
    AimedAt.SOMEONE_CLOSE: gettext_lazy("At somebody close to me"),
    AimedAt.GROUP: gettext_lazy("At a group that I belong to"),
    AimedAt.SOMEONE_ELSE: gettext_lazy("At somebody else"),
    AimedAt.NOT_KNOWN: gettext_lazy("I do not know"),
}
DONE_BY: dict[DoneBy, Text] = {
    DoneBy.PERSON: gettext_lazy("The person doing this, or I do not know who"),
    DoneBy.FOR_THEM: gettext_lazy("Somebody acting for them"),
    DoneBy.SOMEONE_ELSE: gettext_lazy("Somebody who has no part in this"),
}
KNOWN_WHO: dict[KnownWho, Text] = {
    KnownWho.KNOWN: gettext_lazy("I know who it was"),
    KnownWho.SUSPECTED: gettext_lazy("I think I know, and am not sure"),
    KnownWho.NOT_KNOWN: gettext_lazy("I do not know who it was"),
}
PURPOSES: dict[Purpose, Text] = {
    Purpose.ARRANGED: gettext_lazy("A court had ordered it, or it was agreed"),
    Purpose.CHILDREN: gettext_lazy("It was about the children, and nothing else"),
    Purpose.OFF_TOPIC: gettext_lazy("It came by a way kept for something else"),
}
STOP_POINTS: dict[StopPoint, Text] = {
    StopPoint.ASKED: gettext_lazy("I asked them to stop"),
    StopPoint.BLOCKED: gettext_lazy("I blocked them"),
    StopPoint.WARNED: gettext_lazy(
        "Somebody else told them to stop, such as the police, a manager, a school or a solicitor"
    ),
    StopPoint.REPORTED: gettext_lazy("It was reported"),
    StopPoint.DECIDED: gettext_lazy("A court or an inquiry decided"),
}
DIRECTIONS: dict[Direction, Text] = {
    Direction.TO_OWNER: gettext_lazy("Somebody sent it to me"),
    Direction.FROM_OWNER: gettext_lazy("I sent it"),
    Direction.BETWEEN_OTHERS: gettext_lazy("It went between other people"),
}
AREAS: dict[Area, Text] = {
    Area.SLEEP: gettext_lazy("Sleep"),
    Area.HEALTH: gettext_lazy("Health, in body or mind"),
    Area.WORK: gettext_lazy("Work"),
    Area.STUDY: gettext_lazy("School, college or university"),
    Area.HOME: gettext_lazy("Home"),
    Area.MONEY: gettext_lazy("Money"),
    Area.ROUTINE: gettext_lazy("What I do each day, and ways I go"),
    Area.SOCIAL: gettext_lazy("Seeing friends and other people"),
    Area.CHILDREN: gettext_lazy("Children"),
    Area.SAFETY: gettext_lazy("What I do to be safer"),
    Area.OTHER: gettext_lazy("Something else"),
}
CHANGE: dict[Kind, str] = {
    Kind.INCIDENT: "/n/{number}/amend",
    Kind.MESSAGE: "/n/{number}/amend",
    Kind.EFFECT: "/n/{number}/amend",
    Kind.THING: "/n/{number}/amend",
    Kind.NOTE: "/n/{number}/amend",
    Kind.ORDER: "/n/orders/{number}/change",
}
"""Where an entry of each kind is changed; a kind that another app writes has its page there."""

ADDED_MORE = gettext_lazy("Added more")
HANDED_ON = gettext_lazy("Added who has had it")
REFUSED: dict[str, Text] = {
    "too_many": gettext_lazy("%(name)s was not kept: too many files at once. Send the rest later"),
    "too_large": gettext_lazy("%(name)s was not kept: it is bigger than this service can take"),
    "too_much": gettext_lazy(
        "%(name)s was not kept: what you sent is bigger than this service can take at once. "
        "Choose one file at a time, or a shorter film"
    ),
    "no_space": gettext_lazy(
        "%(name)s was not kept: there is no room left here just now. Your words are safe. "
        "Save them without the file, and try the file again tomorrow"
    ),
    "cut": gettext_lazy("%(name)s did not arrive whole. Choose it again"),
    "words_cut": gettext_lazy("Not all of what you sent arrived. Read it through, then save it"),
    "gone": gettext_lazy("%(name)s is no longer here. Choose it again, or take away its tick"),
    "busy": gettext_lazy("Something else was being saved at the same time. Please send it again"),
    "changed": gettext_lazy(
        "This was changed in another window after you opened it here. What you typed is kept "
        "below. Compare the two, then save"
    ),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A question of a form and what was answered, as the entry page shows it."""

    question: Text
    answer: str


def when_words(when: When) -> str:
    """A time as the owner knows it: "14 March 2026, 9:05pm", "about March 2026", "not known"."""
    if when.is_unknown:
        return _("Date not known")
    first, last = when.ends
    if last == "..":
        return _("Since %(start)s") % {"start": _point(first)}
    if last:
        return _("%(start)s to %(end)s") % {"start": _point(first), "end": _point(last)}
    return _point(first)


def moment_words(utc: str) -> str:
    """A moment stored in UTC, by the clock on the wall: "22 November 2026, 7:00am"."""
    moment = datetime.fromisoformat(utc).astimezone(CLOCK)
    return _day_and_time(moment.replace(tzinfo=None))


def month_words(month: str) -> str:
    """ "2026-03" as "March 2026"; "" is a month not known."""
    if not month:
        return _("Month not known")
    return date_format(datetime.fromisoformat(f"{month}-01"), "F Y")


def size_words(size: int) -> str:
    """A file's size, short."""
    if size < 1000:
        return _("%(n)d bytes") % {"n": size}
    if size < 1_000_000:
        return _("%(n)d KB") % {"n": round(size / 1000)}
    return _("%(n).1f MB") % {"n": size / 1_000_000}


def refused_words(name: str, code: str) -> str:
    """Why a file was not kept."""
    return str(REFUSED[code]) % {"name": name}


def answers(
    entry: Entry, people: tuple[Person, ...], numbers: Mapping[str, int] = NO_NUMBERS
) -> list[Answer]:
    """Everything that an entry says, question by question; what was not answered is left out.

    numbers: of the entries that this one goes with, by their ids.
    """
    said = _answers(entry, people, numbers)
    return [Answer(question, answer) for question, answer in said if answer]


def changes(
    before: Entry,
    after: Entry,
    people: tuple[Person, ...],
    numbers: Mapping[str, int] = NO_NUMBERS,
) -> list[Answer]:
    """What an amendment says differently; an answer taken away is shown as such."""
    old = dict(_answers(before, people, numbers))
    return [
        Answer(question, answer or pgettext("an answer", "(taken away)"))
        for question, answer in _answers(after, people, numbers)
        if answer != old.get(question, "")
    ]


def change_path(entry: Entry) -> str:
    """Where the owner changes this entry; "" if nowhere."""
    return CHANGE.get(entry.kind, "").format(number=entry.number)


def _answers(
    entry: Entry, people: tuple[Person, ...], numbers: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    body = entry.body
    yield str(ACCOUNTS.get(entry.kind, _("What happened"))), body.words
    yield (
        _("When"),
        "" if isinstance(body, Note) and body.when.is_unknown else when_words(body.when),
    )
    for kind, table in _TABLES:
        if isinstance(body, kind):
            for question, answer in table:
                yield str(question), str(answer(body))
    yield _("Goes with"), _linked(body, numbers)
    named = [person.label for person in people if person.id in entry.people]
    yield _("Who did this"), ", ".join(named)


def _linked(body: Body, numbers: Mapping[str, int]) -> str:
    """The entries that this one goes with, by number; one that is gone is said to be."""
    ids = getattr(body, "linked", ())
    known = sorted(numbers[each] for each in ids if each in numbers)
    gone = len(ids) - len(known)
    said = [_("number %(n)d") % {"n": number} for number in known]
    if gone:
        said.append(_("%(n)d that you deleted") % {"n": gone})
    return ", ".join(said)


def _each(table: Mapping[Any, Text], codes: Iterable[Any]) -> str:
    return ", ".join(str(table[code]) for code in codes)


def _when(when: When | None) -> str:
    return when_words(when) if when else ""


def handling_words(step: Handling) -> str:
    """One step in the keeping of a thing."""
    return f"{when_words(step.when)}: {step.who}. {step.what}".strip()


ACCOUNTS: dict[Kind, Text] = {
    Kind.MESSAGE: gettext_lazy("What it says"),
    Kind.EFFECT: gettext_lazy("What it did to you"),
    Kind.CONTACT: gettext_lazy("What was said"),
    Kind.ORDER: gettext_lazy("What you add"),
    Kind.THING: gettext_lazy("What it is"),
    Kind.NOTE: gettext_lazy("Your note"),
}
"""The question that an entry's own words answer, where it is not what happened."""

Table = tuple[tuple[Text, Callable[[Any], Text]], ...]
_INCIDENT: Table = (
    (gettext_lazy("Where"), lambda body: body.where),
    (gettext_lazy("Who saw or heard it"), lambda body: "\n".join(body.witnesses)),
    (gettext_lazy("When you found out"), lambda body: _when(body.learnt)),
    (gettext_lazy("How many times"), lambda body: body.times or ""),
    (gettext_lazy("It goes on"), lambda body: _("Yes") if body.is_continuing else ""),
    (gettext_lazy("What you said or did"), lambda body: body.own_reply),
)
_MESSAGE: Table = (
    (gettext_lazy("Who sent it"), lambda body: DIRECTIONS[body.direction]),
    (gettext_lazy("From"), lambda body: body.sender),
    (gettext_lazy("To"), lambda body: body.recipient),
    (gettext_lazy("Group or conversation"), lambda body: body.conversation),
    (gettext_lazy("When it reached you"), lambda body: _when(body.received)),
    (gettext_lazy("Where it begins and ends is not certain"), lambda body: body.boundary_reason),
    (gettext_lazy("What you add"), lambda body: body.comment),
)
_DEED: Table = (
    (gettext_lazy("How it made you feel"), lambda body: body.feelings),
    (gettext_lazy("How it reached you, or where it was"), lambda body: _each(ROUTES, body.how)),
    (gettext_lazy("Which app, site or service"), lambda body: body.channel),
    (gettext_lazy("Afraid someone would be hurt"), lambda body: AFRAID.get(body.afraid, "")),
    (gettext_lazy("What was done"), lambda body: "\n".join(str(ACTS[each]) for each in body.acts)),
    (
        gettext_lazy("On whose side"),
        lambda body: "" if body.done_by is DoneBy.PERSON else DONE_BY[body.done_by],
    ),
    (gettext_lazy("Do you know who it was"), lambda body: KNOWN_WHO.get(body.known_who, "")),
    (gettext_lazy("How you know"), lambda body: body.how_known),
    (gettext_lazy("Whom it was aimed at"), lambda body: AIMED_AT.get(body.aimed_at, "")),
    (gettext_lazy("Who else it touched"), lambda body: "\n".join(body.also_affected)),
    (gettext_lazy("Was contact expected"), lambda body: PURPOSES.get(body.purpose, "")),
    (gettext_lazy("From here on"), lambda body: STOP_POINTS.get(body.stop_point, "")),
)
_EFFECT: Table = (
    (gettext_lazy("Parts of your life"), lambda body: _each(AREAS, body.areas)),
    (gettext_lazy("What you changed"), lambda body: body.changes),
)
_THING: Table = (
    (gettext_lazy("Its label"), lambda body: body.ref),
    (gettext_lazy("How it came"), lambda body: body.came),
    (gettext_lazy("Where and how it is kept"), lambda body: body.kept),
    (
        gettext_lazy("Who has had it"),
        lambda body: "\n".join(map(handling_words, body.handling)),
    ),
    (gettext_lazy("The police’s number for it"), lambda body: body.police_ref),
)
_ORDER: Table = (
    (gettext_lazy("Court"), lambda body: body.court),
    (gettext_lazy("Its number"), lambda body: body.reference),
    (gettext_lazy("When they were given it"), lambda body: _when(body.served)),
    (gettext_lazy("How you know that"), lambda body: body.served_how),
    (
        gettext_lazy("Ends"),
        lambda body: _("Until further order") if body.until_further_order else _when(body.ends),
    ),
    (
        gettext_lazy("Its rules"),
        lambda body: "\n".join(f"{each.label} {each.words}".strip() for each in body.terms),
    ),
)
_TABLES: tuple[tuple[type, Table], ...] = (
    (Incident, _INCIDENT),
    (Message, _MESSAGE),
    (Deed, _DEED),
    (Effect, _EFFECT),
    (Thing, _THING),
    (Order, _ORDER),
)


def _point(text: str) -> str:
    when = When(text)
    about = text.endswith("~")
    words = _exact(when)
    return _("about %(time)s") % {"time": words} if about else words


def _exact(when: When) -> str:
    assert when.earliest
    match when.precision:
        case Precision.YEAR:
            return date_format(when.earliest, "Y")
        case Precision.MONTH:
            return date_format(when.earliest, "F Y")
        case Precision.DAY:
            return date_format(when.earliest, "j F Y")
    return _day_and_time(when.earliest)


def _day_and_time(moment: datetime) -> str:
    half = _("am") if moment.hour < 12 else _("pm")
    time = f"{moment.hour % 12 or 12}:{moment:%M}{half}"
    day = date_format(moment, "j F Y")
    return _("%(day)s, %(time)s") % {"day": day, "time": time}


def utc_text(moment: datetime) -> str:
    """A moment as the record stores it: "2026-11-22T07:00:00Z"."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
