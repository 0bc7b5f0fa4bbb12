"""The record's values in words for the screen. Stored codes never change; these words may."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fourfold.core.kernel.when import LONDON, Precision, When
from fourfold.core.record.body import Body, Order
from fourfold.core.record.codes import (
    Act,
    Afraid,
    AimedAt,
    Area,
    CaseStep,
    Direction,
    DoneBy,
    Kind,
    KnownWho,
    OrderKind,
    Party,
    Purpose,
    Route,
    StopPoint,
)

CLOCK = ZoneInfo(LONDON)
Text = str | Promise

KINDS: dict[Kind, Text] = {
    Kind.INCIDENT: gettext_lazy("Something that happened"),
    Kind.MESSAGE: gettext_lazy("A message"),
    Kind.EFFECT: gettext_lazy("What it did to me"),
    Kind.CONTACT: gettext_lazy("Police or another service"),
    Kind.ORDER: gettext_lazy("An order or condition"),
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
ORDERS: dict[OrderKind, Text] = {
    OrderKind.RESTRAINING: gettext_lazy("Restraining order"),
    OrderKind.RESTRAINING_ON_ACQUITTAL: gettext_lazy(
        "Restraining order, although they were found not guilty"
    ),
    OrderKind.NON_MOLESTATION: gettext_lazy("Non-molestation order"),
    OrderKind.OCCUPATION: gettext_lazy("Occupation order"),
    OrderKind.STALKING_PROTECTION: gettext_lazy("Stalking protection order"),
    OrderKind.INTERIM_STALKING_PROTECTION: gettext_lazy("Interim stalking protection order"),
    OrderKind.HARASSMENT_INJUNCTION: gettext_lazy("Injunction against harassment"),
    OrderKind.DOMESTIC_ABUSE_NOTICE: gettext_lazy("Domestic abuse protection notice"),
    OrderKind.DOMESTIC_ABUSE_ORDER: gettext_lazy("Domestic abuse protection order"),
    OrderKind.DOMESTIC_VIOLENCE_NOTICE: gettext_lazy("Domestic violence protection notice"),
    OrderKind.DOMESTIC_VIOLENCE_ORDER: gettext_lazy("Domestic violence protection order"),
    OrderKind.POLICE_BAIL: gettext_lazy("Police bail with conditions"),
    OrderKind.COURT_BAIL: gettext_lazy("Court bail with conditions"),
    OrderKind.LICENCE: gettext_lazy("Licence conditions after prison"),
    OrderKind.UNDERTAKING: gettext_lazy("A promise to the court (undertaking)"),
    OrderKind.CHILD_ARRANGEMENTS: gettext_lazy("An order about children"),
    OrderKind.SCOTLAND: gettext_lazy("An order from Scotland"),
    OrderKind.NORTHERN_IRELAND: gettext_lazy("An order from Northern Ireland"),
    OrderKind.OTHER: gettext_lazy("Something else"),
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


def kind_words(body: Body) -> str:
    """What an entry is; an order by its own kind, as bail or a promise is no order of a court."""
    return str(ORDERS[body.order_kind] if isinstance(body, Order) else KINDS[body.kind])


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


def order_words(order: Order) -> str:
    """What names an order: its kind, its court and its number."""
    return ", ".join(filter(None, (str(ORDERS[order.order_kind]), order.court, order.reference)))


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
