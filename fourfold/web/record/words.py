"""The record's values in words for the screen. Stored codes never change; these words may."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from fourfold.core.kernel.when import LONDON, Precision, When
from fourfold.core.record.body import CaseEvent, Contact, Incident
from fourfold.core.record.codes import Afraid, CaseStep, Kind, Party, Route, StopPoint
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
PARTIES: dict[Party, Text] = {
    Party.POLICE: gettext_lazy("The police"),
    Party.PROSECUTOR: gettext_lazy("Prosecutors (the CPS)"),
    Party.COURT: gettext_lazy("A court"),
    Party.WITNESS_CARE: gettext_lazy("The Witness Care Unit"),
    Party.PROBATION: gettext_lazy("Probation"),
    Party.SUPPORT: gettext_lazy("An advocate or a support service"),
    Party.HELPLINE: gettext_lazy("A helpline"),
    Party.COUNCIL: gettext_lazy("The council"),
    Party.HOUSING: gettext_lazy("A landlord or housing office"),
    Party.EMPLOYER: gettext_lazy("Work"),
    Party.SCHOOL: gettext_lazy("A school, college or university"),
    Party.HEALTH: gettext_lazy("A doctor, nurse or hospital"),
    Party.PLATFORM: gettext_lazy("A phone company, a site or an app"),
    Party.OTHER: gettext_lazy("Somebody else"),
}
STEPS: dict[CaseStep, Text] = {
    CaseStep.REPORTED: gettext_lazy("I reported it to the police"),
    CaseStep.NOT_INVESTIGATED: gettext_lazy("The police will not look into it"),
    CaseStep.ARRESTED: gettext_lazy("They were arrested"),
    CaseStep.INTERVIEWED: gettext_lazy("They were interviewed under caution"),
    CaseStep.RELEASED: gettext_lazy("They were let go without a charge"),
    CaseStep.BAIL_CHANGED: gettext_lazy("Police bail, or its conditions, began, changed or ended"),
    CaseStep.CHARGED: gettext_lazy("They were charged"),
    CaseStep.CHARGE_ALTERED: gettext_lazy("A charge was dropped or changed"),
    CaseStep.NOT_CHARGED: gettext_lazy("They will not be charged, or the case was ended"),
    CaseStep.HEARING_SET: gettext_lazy("A court hearing was set, or its day changed"),
    CaseStep.BAIL_HEARING: gettext_lazy("A court decided about bail"),
    CaseStep.MUST_GIVE_EVIDENCE: gettext_lazy("I am needed to give evidence"),
    CaseStep.WARRANT: gettext_lazy("A court made a warrant, or they were arrested again on one"),
    CaseStep.OUTCOME: gettext_lazy("There was a verdict or a sentence"),
    CaseStep.SCHEME_SENTENCE: gettext_lazy(
        "There was a sentence that the Victim Contact Scheme covers"
    ),
    CaseStep.APPEAL: gettext_lazy("There is an appeal"),
    CaseStep.COMPLAINT: gettext_lazy("I made a complaint"),
}
CALLS: dict[StopPoint, Text] = {
    StopPoint.REPORTED: gettext_lazy("You reported something"),
    StopPoint.WARNED: gettext_lazy("They said that they had told the other person to stop"),
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
    yield str(ACCOUNTS.get(entry.kind, _("What happened"))), body.words
    yield _("When"), when_words(body.when)
    for kind, table in _TABLES:
        if isinstance(body, kind):
            for question, answer in table:
                yield str(question), str(answer(body))
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

_CONTACT: tuple[tuple[Text, Callable[[Contact], Text]], ...] = (
    (gettext_lazy("Who it was"), lambda body: PARTIES[body.party]),
    (gettext_lazy("Their name"), lambda body: body.who),
    (gettext_lazy("Force, office or service"), lambda body: body.organisation),
    (
        gettext_lazy("How you spoke"),
        lambda body: ", ".join(str(ROUTES[each]) for each in body.how),
    ),
    (gettext_lazy("Their reference"), lambda body: body.reference),
    (gettext_lazy("What they said they would do"), lambda body: body.promised),
    (gettext_lazy("By when"), lambda body: _when(body.promised_by)),
    (gettext_lazy("The short form they were given"), lambda body: body.checkpoint),
    (gettext_lazy("It was"), lambda body: CALLS.get(body.stop_point, "")),
)
_CASE_EVENT: tuple[tuple[Text, Callable[[CaseEvent], Text]], ...] = (
    (gettext_lazy("What it was"), lambda body: STEPS[body.event]),
    (gettext_lazy("When you were told"), lambda body: _when(body.told)),
    (gettext_lazy("Which court or police station"), lambda body: body.where),
    (gettext_lazy("Its reference"), lambda body: body.reference),
)
_TABLES: tuple[tuple[type, Any], ...] = (
    (Incident, _INCIDENT),
    (Contact, _CONTACT),
    (CaseEvent, _CASE_EVENT),
)
ACCOUNTS: dict[Kind, Text] = {
    Kind.CONTACT: gettext_lazy("What was said"),
    Kind.CASE_EVENT: gettext_lazy("What you wrote about it"),
}
"""The question that an entry's own words answer, where it is not what happened."""


def _when(when: When | None) -> str:
    return when_words(when) if when else ""


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
