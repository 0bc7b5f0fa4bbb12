"""The forms of the case: events, when somebody told her, where she stands, dates for a calendar."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.kernel.text import clean
from fourfold.core.kernel.when import UNDATED, When
from fourfold.core.record.body import CaseEvent
from fourfold.core.record.codes import CaseStep
from fourfold.core.rights.guide import Tip
from fourfold.web.case.choices import About, Court
from fourfold.web.record import words
from fourfold.web.record.days import boxes, parts_of, read_day
from fourfold.web.record.forms import (
    PROBLEMS,
    RecordForm,
    files_field,
    line_field,
    one_line,
    text_field,
)
from fourfold.web.ui.forms import NOT_OFFERED, DateParts, TextField

DAY, BETWEEN, UNKNOWN = "day", "between", "unknown"
SAME, LATER, SOMETIME, NO = "same", "later", "sometime", "no"
TODAY, OTHER = "today", "other"
BOTH = {
    TODAY: _("You chose “Today” and also filled in a date. Choose one"),
    UNKNOWN: PROBLEMS["answered"],
}
"""What is said of an answer that needs no date, and has one."""
TO_COME = (CaseStep.HEARING_SET, CaseStep.MUST_GIVE_EVIDENCE)
"""What is decided on one day about another that is still to come."""
COURT_DAY = _("That day has not come yet. If it is the day in court, it has a place above")
DEFAULT_TITLE = _("Reminder")


def _radios(label: Any, choices: Iterable[tuple[str, Any]], **extra: Any) -> forms.ChoiceField:
    messages = NOT_OFFERED | {"required": _("Choose one of these")}
    return forms.ChoiceField(
        label=label,
        choices=list(choices),
        widget=forms.RadioSelect,
        error_messages=messages,
        **extra,
    )


def _date(label: Any, help_text: Any = "") -> forms.CharField:
    return TextField(label=label, help_text=help_text, widget=DateParts, required=False)


class EventForm(RecordForm):
    """Something that happened in the case: its day, and whether she was told."""

    when = _radios(
        _("When was it?"),
        (
            (TODAY, _("Today")),
            (DAY, _("I know the day, or the month")),
            (BETWEEN, _("Some day between two days")),
            (UNKNOWN, _("I do not know when")),
        ),
    )
    date = _date(_("The day, or the first of the two"), _("For example 14 3 2026."))
    until = _date(_("The last of the two days"), _("Only if it was some day between two."))
    told = _radios(
        _("Has anybody told you about it?"),
        (
            (SAME, _("Yes, on that day or before")),
            (LATER, _("Yes, on another day")),
            (SOMETIME, _("Yes, but I do not remember when")),
            (NO, _("No, not yet")),
        ),
        help_text=_("Hearing it from a friend or online does not count."),
    )
    told_date = _date(_("The day you were told"), _("Only if it was another day."))
    hearing = _date(_("The day in court"), _("If you know it. You can add it later, or change it."))
    what = text_field(
        _("Anything you want to write about it"),
        3,
        required=False,
        help_text=_(
            "In your own words, such as who told you and what. Leave it empty if you like."
        ),
    )
    where = line_field(_("Which court or police station?"))
    reference = line_field(_("The reference"), help_text=_("Of the crime or the case."))
    uploads = files_field()
    event: CaseStep = CaseStep.REPORTED
    asks_of_every_hearing = False

    def __init__(
        self, *args: Any, event: CaseStep = CaseStep.REPORTED, about: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        if event in TO_COME:
            self.fields["when"].label = _("When was it decided?")
            self.fields["when"].help_text = _(
                "The day on which it was decided, not the day in court, which has a place above."
            )
        elif not self.asks_of_every_hearing:
            del self.fields["hearing"]
        if about:
            self.fields["told"].label = _("Has anybody told you %(about)s?") % {"about": about}

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("when"):
            answers["moment"] = self._read_when(answers)
        if answers.get("told") and answers.get("moment"):
            answers["heard"] = self._read_told(answers, answers["moment"])
        return answers

    def clean_hearing(self) -> When | None:
        """The day in court, or as much of it as is known."""
        return read_day(self.cleaned_data["hearing"])

    def _read_when(self, answers: dict[str, Any]) -> When | None:
        first, last = answers.get("date", ""), answers.get("until", "")
        if answers["when"] in BOTH:
            return self._read_without_a_date(answers["when"], first or last)
        begin = self._day("date", first)
        if answers["when"] == DAY:
            if last:
                self.add_error("until", _("Leave this empty, or choose “between two days”"))
            return begin
        end = self._day("until", last)
        if not begin or not end:
            return None
        read = When.from_parts(parts_of(first), parts_of(last), today=self.now.date())
        if isinstance(read, When):
            return read
        self.add_error("until", _("This day is before the first. Check both"))
        return None

    def _read_without_a_date(self, chosen: str, typed: str) -> When | None:
        if typed:
            self.add_error("when", BOTH[chosen])
            return None
        return UNDATED if chosen == UNKNOWN else When(self.now.date().isoformat())

    def _read_told(self, answers: dict[str, Any], moment: When) -> When | None:
        if answers["told"] == SAME:
            # Heard on the first day on which it may have been: never more than she said.
            return When(moment.ends[0].rstrip("~"), moment.zone)
        if answers["told"] == SOMETIME:
            return UNDATED
        if answers["told"] == NO:
            return None
        heard = self._day("told_date", answers.get("told_date", ""))
        if heard and heard.latest and moment.earliest and heard.latest < moment.earliest:
            self.add_error(
                "told_date",
                _("That is before it happened. If so, choose “on that day or before”"),
            )
        return heard

    def _day(self, field: str, typed: str) -> When | None:
        if not typed:
            self.add_error(field, _("Fill in the day"))
            return None
        try:
            return read_day(typed, self.now.date())
        except forms.ValidationError as problem:
            self.add_error(field, COURT_DAY if self._may_be_in_court(typed) else problem)
            return None

    def _may_be_in_court(self, typed: str) -> bool:
        """Whether a day that was refused is one to come, so perhaps the day in court."""
        is_day = isinstance(When.from_parts(parts_of(typed)), When)
        return is_day and self.event in TO_COME

    def body(self, before: CaseEvent | None = None) -> CaseEvent:
        """The answers as a value; what this form does not ask stays as it was."""
        answers = self.cleaned_data
        blank = CaseEvent(event=self.event, when=answers["moment"])
        return replace(
            before or blank,
            event=self.event,
            when=answers["moment"],
            told=answers.get("heard"),
            hearing=answers.get("hearing"),
            what=clean(answers["what"]),
            where=one_line(answers["where"]),
            reference=one_line(answers["reference"]),
        )


class ChangeForm(EventForm):
    """An event put right; the first version stays and can be read."""

    asks_of_every_hearing = True  # what it was may be changed to a hearing
    step = forms.ChoiceField(
        label=_("What was it?"),
        choices=[(step.value, text) for step, text in words.STEPS.items()],
        error_messages=NOT_OFFERED | {"required": _("Choose one of these")},
    )
    reason = text_field(
        _("Why are you changing it?"),
        2,
        help_text=_("For example: the officer told me the day. Who gets a copy can read this."),
        error_messages={"required": _("Write why, in a few words")},
    )

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if answers.get("step"):
            self.event = CaseStep(answers["step"])
        return answers

    @staticmethod
    def answers_of(body: CaseEvent) -> dict[str, Any]:
        """What the boxes hold to begin with."""
        _first, last = body.when.ends
        return {
            "step": body.event.value,
            "when": UNKNOWN if body.when.is_unknown else BETWEEN if last else DAY,
            "date": boxes(body.when),
            "until": boxes(When(last)) if last and last != ".." else "",
            **_told_answers(body),
            "hearing": boxes(body.hearing),
            "what": body.what,
            "where": body.where,
            "reference": body.reference,
        }


def _told_answers(body: CaseEvent) -> dict[str, str]:
    if body.told is None:
        return {"told": NO}
    if body.told.is_unknown:
        # An event without a day was heard of on a day nobody knows, also when "on that day".
        return {"told": SAME if body.when.is_unknown else SOMETIME}
    if body.told.text == body.when.ends[0]:
        return {"told": SAME}
    return {"told": LATER, "told_date": boxes(body.told)}


class DayForm(RecordForm):
    """The day on which she heard: today, or another."""

    day = _radios(_("When did you hear?"), ((TODAY, _("Today")), (OTHER, _("On another day"))))
    date = _date(_("The day"), _("Only if it was another day."))

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("day") == TODAY:
            answers["heard"] = When(self.now.date().isoformat())
        elif answers.get("day") == OTHER:
            answers["heard"] = self._other(answers.get("date", ""))
        return answers

    def _other(self, typed: str) -> When | None:
        try:
            heard = read_day(typed, self.now.date())
        except forms.ValidationError as problem:
            self.add_error("date", problem)
            return None
        if heard is None or len(heard.text) < len("2026-03-14"):
            self.add_error("date", _("Fill in the day, the month and the year"))
        return heard

    @property
    def heard(self) -> When:
        """The day, exactly."""
        day: When = self.cleaned_data["heard"]
        return day


class AboutForm(RecordForm):
    """Where it was reported, enhanced rights, and from when a complaint would run."""

    place = _radios(
        _("Where did you report it, or would you?"),
        (
            (Jurisdiction.ENGLAND_AND_WALES.value, _("England or Wales")),
            (Jurisdiction.SCOTLAND.value, _("Scotland")),
            (Jurisdiction.NORTHERN_IRELAND.value, _("Northern Ireland")),
        ),
    )
    enhanced = _radios(
        _("Did the police say that they recorded enhanced rights for you?"),
        (("yes", _("Yes")), ("no", _("No")), ("unknown", _("I do not know"))),
        help_text=_("People who are targeted again and again can ask for this."),
    )
    problem = _date(
        _("If you want to complain: when did you learn of the problem?"),
        _("Leave it empty if you do not."),
    )

    def clean_problem(self) -> date | None:
        """A whole day, or none."""
        day = read_day(self.cleaned_data["problem"], self.now.date())
        return day.earliest.date() if day and day.earliest else None

    def about(self) -> About:
        """The answers as a value."""
        answers = self.cleaned_data
        enhanced = {"yes": True, "no": False}.get(answers["enhanced"])
        return About(Jurisdiction(answers["place"]), enhanced, answers["problem"])

    @staticmethod
    def answers_of(told: About) -> dict[str, Any]:
        """What the boxes hold to begin with."""
        if told.place is None:
            return {}
        problem = When(told.problem.isoformat()) if told.problem else None
        return {
            "place": told.place.value,
            "enhanced": {True: "yes", False: "no"}.get(told.is_enhanced, "unknown"),  # type: ignore[arg-type]
            "problem": boxes(problem),
        }


class CourtForm(RecordForm):
    """Help asked for and agreed, and her own words for the day.

    seen: the mark of the notes as they were when the form was opened.
    """

    seen = TextField(widget=forms.HiddenInput, required=False)
    asked = forms.MultipleChoiceField(
        label=_("What have you asked for?"),
        help_text=_("Choose any that fit, or none."),
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_OFFERED,
        required=False,
    )
    agreed = forms.MultipleChoiceField(
        label=_("What has been agreed?"),
        help_text=_("The court decides. Choose what you were told."),
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_OFFERED,
        required=False,
    )
    plan = text_field(
        _("How you get there, where you wait and how you get home"),
        4,
        required=False,
        help_text=_("Also who told you, and when."),
    )
    reach = text_field(
        _("How an advocate or a specialist can reach you safely"),
        3,
        required=False,
        help_text=_(
            "For example: which number, at what times, whether they may leave a message, and a "
            "word by which you know that it is them."
        ),
    )

    def __init__(self, *args: Any, measures: Iterable[Tip], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(each.id, _name(each.text)) for each in measures]
        for name in ("asked", "agreed"):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = offered

    def court(self) -> Court:
        """The answers as a value."""
        answers = self.cleaned_data
        return Court(
            tuple(answers["asked"]),
            tuple(answers["agreed"]),
            clean(answers["plan"]),
            clean(answers["reach"]),
        )


def _name(text: str) -> str:
    """What a sentence begins with: "A screen around you"."""
    return re.split("[:,.]", text, maxsplit=1)[0]


class CalendarForm(forms.Form):
    """Which days go into a file for a calendar, and what stands there."""

    days = forms.MultipleChoiceField(
        label=_("Which days?"),
        help_text=_("Only the day goes into the file, not what it is about."),
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_OFFERED | {"required": _("Choose at least one day")},
    )
    title = TextField(
        label=_("What should stand in the calendar?"),
        help_text=_("Choose words that tell nobody anything."),
        max_length=60,
        error_messages={"required": _("Write one word, such as “Reminder”")},
    )

    def __init__(self, *args: Any, offered: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["days"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list(offered)
        self.fields["title"].initial = DEFAULT_TITLE

    def chosen(self) -> dict[str, Any]:
        """The days, each once, and the words."""
        days = sorted({each.partition(" ")[0] for each in self.cleaned_data["days"]})
        return {"days": days, "title": one_line(self.cleaned_data["title"])}
