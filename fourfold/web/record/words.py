"""The record's values in words for the screen. Stored codes never change; these words may."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from fourfold.core.kernel.when import LONDON, Precision, When
from fourfold.core.record.body import Incident
from fourfold.core.record.codes import Afraid, Kind, Route
from fourfold.core.record.entry import Entry
from fourfold.core.record.person import Person

CLOCK = ZoneInfo(LONDON)
Text = str | Promise

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
ADDED_MORE = gettext_lazy("Added more")
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


def answers(entry: Entry, people: tuple[Person, ...]) -> list[Answer]:
    """Everything that an entry says, question by question; what was not answered is left out."""
    return [Answer(question, answer) for question, answer in _answers(entry, people) if answer]


def changes(before: Entry, after: Entry, people: tuple[Person, ...]) -> list[Answer]:
    """What an amendment says differently; an answer taken away is shown as such."""
    old = dict(_answers(before, people))
    return [
        Answer(question, answer or pgettext("an answer", "(taken away)"))
        for question, answer in _answers(after, people)
        if answer != old.get(question, "")
    ]


def _answers(entry: Entry, people: tuple[Person, ...]) -> Iterator[tuple[str, str]]:
    body = entry.body
    yield _("What happened"), body.words
    yield _("When"), when_words(body.when)
    if isinstance(body, Incident):
        for question, answer in _INCIDENT:
            yield str(question), answer(body)
    named = [person.label for person in people if person.id in entry.people]
    yield _("Who did this"), ", ".join(named)


_INCIDENT: tuple[tuple[Text, Callable[[Incident], str]], ...] = (
    (gettext_lazy("Where"), lambda body: body.where),
    (gettext_lazy("How it made you feel"), lambda body: body.feelings),
    (
        gettext_lazy("How it reached you, or where it was"),
        lambda body: ", ".join(str(ROUTES[each]) for each in body.how),
    ),
    (gettext_lazy("Who saw or heard it"), lambda body: "\n".join(body.witnesses)),
    (
        gettext_lazy("Afraid someone would be hurt"),
        lambda body: str(AFRAID[body.afraid]) if body.afraid else "",
    ),
    (
        gettext_lazy("When you found out"),
        lambda body: when_words(body.learnt) if body.learnt else "",
    ),
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
