"""The case in words: soft ones, and never that somebody is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fourfold.core.record.codes import CaseStep
from fourfold.core.rights.limit import Moment
from fourfold.core.rights.notice import Notice, Stance, Unknown
from fourfold.core.rights.promise import Promise, Promised
from fourfold.core.rights.rule import Teller
from fourfold.web.letters.queries import KINDS as LETTER_KINDS
from fourfold.web.record.words import Text

LETTERS = {kind.name.lower(): f"/n/letters/new/{place}" for place, kind in LETTER_KINDS.items()}
"""Where each letter is begun, by the name of its kind."""

TELLERS: dict[Teller, Text] = {
    Teller.POLICE: gettext_lazy("The police"),
    Teller.POLICE_OR_CPS: gettext_lazy("The police, or prosecutors"),
    Teller.CPS: gettext_lazy("Prosecutors (the CPS)"),
    Teller.WITNESS_CARE_UNIT: gettext_lazy("The Witness Care Unit"),
    Teller.WITNESS_CARE_UNIT_OR_POLICE: gettext_lazy("The Witness Care Unit, or the police"),
    Teller.PROBATION: gettext_lazy("Probation"),
    Teller.AGENCY: gettext_lazy("The service you complained to"),
}
GROUPS: tuple[tuple[Text, tuple[CaseStep, ...]], ...] = (
    (
        gettext_lazy("The police"),
        (
            CaseStep.REPORTED,
            CaseStep.NOT_INVESTIGATED,
            CaseStep.ARRESTED,
            CaseStep.INTERVIEWED,
            CaseStep.RELEASED,
            CaseStep.BAIL_CHANGED,
        ),
    ),
    (
        gettext_lazy("The charge"),
        (CaseStep.CHARGED, CaseStep.NOT_CHARGED, CaseStep.CHARGE_ALTERED),
    ),
    (
        gettext_lazy("The court"),
        (
            CaseStep.HEARING_SET,
            CaseStep.BAIL_HEARING,
            CaseStep.MUST_GIVE_EVIDENCE,
            CaseStep.WARRANT,
            CaseStep.OUTCOME,
            CaseStep.APPEAL,
            CaseStep.SCHEME_SENTENCE,
        ),
    ),
    (gettext_lazy("A complaint of mine"), (CaseStep.COMPLAINT,)),
)
MAY_PROVOKE = frozenset(
    {
        CaseStep.REPORTED,
        CaseStep.ARRESTED,
        CaseStep.INTERVIEWED,
        CaseStep.RELEASED,
        CaseStep.BAIL_CHANGED,
        CaseStep.CHARGED,
        CaseStep.NOT_CHARGED,
        CaseStep.CHARGE_ALTERED,
        CaseStep.HEARING_SET,
        CaseStep.BAIL_HEARING,
        CaseStep.WARRANT,
        CaseStep.OUTCOME,
        CaseStep.SCHEME_SENTENCE,
        CaseStep.APPEAL,
    }
)
"""After these the other person may do something else than before."""

MAY_BE_FREE = frozenset({CaseStep.RELEASED, CaseStep.BAIL_CHANGED, CaseStep.BAIL_HEARING})
"""After these the other person may be out tonight, and the plan for it comes first."""
NEXT: dict[CaseStep, tuple[str, Text]] = {
    CaseStep.NOT_INVESTIGATED: ("/n/case/asks", gettext_lazy("If they said no")),
    CaseStep.NOT_CHARGED: ("/n/case/asks", gettext_lazy("If they said no")),
    CaseStep.CHARGE_ALTERED: ("/n/case/asks", gettext_lazy("If they said no")),
    CaseStep.COMPLAINT: ("/n/case/asks", gettext_lazy("Steps of a complaint")),
    CaseStep.HEARING_SET: ("/n/case/day", gettext_lazy("Your day in court")),
    CaseStep.MUST_GIVE_EVIDENCE: ("/n/case/day", gettext_lazy("Your day in court")),
    CaseStep.OUTCOME: ("/rights/after-sentence", gettext_lazy("After the sentence")),
    CaseStep.SCHEME_SENTENCE: ("/rights/after-sentence", gettext_lazy("After the sentence")),
    CaseStep.RELEASED: ("/n/orders", gettext_lazy("Write down the bail conditions")),
    CaseStep.BAIL_CHANGED: ("/n/orders", gettext_lazy("Write down the bail conditions")),
    CaseStep.BAIL_HEARING: ("/n/orders", gettext_lazy("Write down the bail conditions")),
}
FROM: dict[Moment, Text] = {
    Moment.LAST_INCIDENT: gettext_lazy("the newest thing that happened, as far as you wrote down"),
    Moment.CRIME: gettext_lazy("a note in which you ticked violence, a threat or something sexual"),
    Moment.POLICE_SAID_NO: gettext_lazy("the day you heard the decision, or else the day of it"),
    Moment.CPS_SAID_NO: gettext_lazy("the day you heard the decision, or else the day of it"),
    Moment.SENTENCE: gettext_lazy("the first day on which the sentence may have been"),
    Moment.COMPLAINT_ANSWERED: gettext_lazy(
        "the day you heard; the date on the letter counts, and it may be earlier"
    ),
    Moment.PROBLEM_KNOWN: gettext_lazy("the day you learnt of it"),
}
IF: dict[Moment, Text] = {
    Moment.POLICE_SAID_NO: gettext_lazy("If the police decided:"),
    Moment.CPS_SAID_NO: gettext_lazy("If prosecutors decided:"),
    Moment.SENTENCE: gettext_lazy("If there was a sentence:"),
    Moment.CRIME: gettext_lazy("If it was a violent crime:"),
    Moment.COMPLAINT_ANSWERED: gettext_lazy("If it was about the police:"),
    Moment.PROBLEM_KNOWN: gettext_lazy("If it is about the Victims’ Code:"),
}
STANCES: dict[Stance, Text] = {
    Stance.WAIT: gettext_lazy("You should hear %(by)s. You can ask at any time."),
    Stance.ASK: gettext_lazy("You could ask now. The usual time was %(by)s."),
    Stance.CHECK: gettext_lazy("Usually %(by)s. We are not sure of this time: ask, and check it."),
    Stance.TOLD: gettext_lazy("You have been told."),
    Stance.TOLD_LATE: gettext_lazy("You have been told. The usual time was %(by)s."),
}
UNKNOWN: dict[Unknown, Text] = {
    Unknown.NO_DAY: gettext_lazy(
        "No exact day is written down here, so none can be worked out. You can ask at any time."
    ),
    Unknown.OUTSIDE_CALENDAR: gettext_lazy(
        "It lies outside the years of which we know the holidays. You can ask at any time."
    ),
}
TOLD_NOW = gettext_lazy("I was told")
ASK_AFTER: dict[Promised, Text] = {
    Promised.ASK: gettext_lazy(
        "When we spoke, you said what you would do, and by when. I have not heard yet. What has "
        "happened, and when will I hear?"
    ),
    Promised.NO_DAY: gettext_lazy(
        "When we spoke, you said what you would do. I have not heard yet. What has happened, and "
        "when will I hear?"
    ),
}
"""Words to ask with after a promise; of a day only where one was written down."""


@dataclass(frozen=True, slots=True)
class Said:
    """A notice as a page says it."""

    who: Text
    about: str
    text: str
    more: str
    message: str
    stance: str
    version: str
    checked: date
    is_to_check: bool


def day_words(day: date) -> str:
    """ "Tuesday 24 November 2026"."""
    return date_format(day, "l j F Y")


def said(notice: Notice) -> Said:
    """What a page says of a notice: by its stance, never by its status."""
    return Said(
        who=TELLERS[notice.rule.who],
        about=notice.rule.about,
        text=stance_words(notice),
        more=_more(notice),
        message=notice.rule.ask,
        stance=notice.stance.value,
        version=notice.code.version,
        checked=notice.checked,
        is_to_check=notice.is_to_check,
    )


def stance_words(notice: Notice) -> str:
    """One sentence on where it stands."""
    if notice.stance is Stance.UNKNOWN:
        return str(UNKNOWN[notice.unknown or Unknown.NO_DAY])
    return str(STANCES[notice.stance]) % {"by": _span(notice)}


def _span(notice: Notice) -> str:
    """Until when; from and until where the time begins at a place that nobody outside can see."""
    if notice.latest is None:
        return ""
    if notice.rule.before and notice.earliest:
        facts = {"first": day_words(notice.earliest), "last": day_words(notice.latest)}
        return _("between %(first)s and %(last)s") % facts
    return _("by %(day)s") % {"day": day_words(notice.latest)}


def _more(notice: Notice) -> str:
    if notice.stance in (Stance.TOLD, Stance.TOLD_LATE):
        return ""
    said = []
    if notice.rule.before and notice.latest:
        said.append(
            _("The time begins when the court tells the unit, which you cannot see from outside.")
        )
    if notice.sooner and notice.sooner != notice.latest:
        day = day_words(notice.sooner)
        said.append(_("If the police recorded enhanced rights for you: by %(day)s.") % {"day": day})
    return " ".join(said)


def promise_words(made: Promise) -> str:
    """Where a promise stands."""
    if made.heard:
        return _("It came on %(day)s.") % {"day": day_words(made.heard)}
    if made.by is None:
        return _("No day was named. You can ask at any time.")
    facts = {"day": day_words(made.by)}
    if made.stands is Promised.ASK:
        return _("You were told that you would hear by %(day)s. You could ask now.") % facts
    return _("You were told that you would hear by %(day)s.") % facts
