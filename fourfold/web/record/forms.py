"""The forms of the record: boxes and ticks in, values of core out.

Questions are open and none is leading; only what happened and when are asked for, and "I do not
know" is an answer. Wording: docs/glossary.md and the design of the pages.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from fourfold.core.kernel.parts import Parts, Problem
from fourfold.core.kernel.text import clean, escape_controls, first_line
from fourfold.core.kernel.when import LONDON, When
from fourfold.core.record.body import Incident
from fourfold.web.record.rows import KeptFile
from fourfold.web.ui.forms import NOT_OFFERED, DateParts, TextField

CLOCK = ZoneInfo(LONDON)
KEY_SHAPE = re.compile(r"[0-9a-f]{32}")
LONGEST_TEXT = 100_000
LONGEST_LINE = 500

PROBLEMS = {
    "missing": _("Fill in what you know, or choose “I do not know when”"),
    "not_a_number": _("Use a number, such as 14"),
    "no_such_day": _("There is no such day in that month. Check the day and the month"),
    "no_such_month": _("Type the month as a number or a name, such as 3 or March"),
    "two_digits": _("Type the year with four numbers, such as 2026"),
    "year_unlikely": _("Check the year: it needs four numbers, such as 2026"),
    "no_such_time": _("Type the time like 21:05 or 9.05pm"),
    "time_unclear": _("Was that in the morning or the evening? Type it like 9am, 9pm or 21:00"),
    "skipped": _("The clocks went forward then, so that time did not happen. Check the time"),
    "twice": _("The clocks went back that night, so that time came twice. Choose which it was"),
    "future": _("That day has not come yet. Check the date"),
    "answered": _("You chose “I do not know when” and also filled in a date. Choose one"),
    "now_and_date": _("You chose “Just now” and also filled in a date. Choose one"),
    "same_and_date": _("You chose “As it is now” and also changed the date. Choose one"),
    "day_missing": _("Type the day too, or take the time away"),
    "month_missing": _("Type the month too"),
    "year_missing": _("Type the year too"),
}
LEFT_OUT = _("I leave this out")
NOW, THEN, ABOUT, UNKNOWN = "now", "then", "about", "unknown"
WHEN = (
    (NOW, _("Just now")),
    (THEN, _("I know when: I will fill in what I know")),
    (ABOUT, _("About then: I will fill in what I think")),
    (UNKNOWN, _("I do not know when")),
)
BOXES = {"day": "date", "month": "date", "year": "date", "time": "time", "when": "date"}


class FilesInput(forms.ClearableFileInput):
    """The browser's own file button, for several files. Files never pass through the form."""

    allow_multiple_selected = True

    def value_from_datadict(self, _data: Any, _files: Any, _name: str) -> None:
        return None


def text_field(label: Any, rows: int, **extra: Any) -> forms.CharField:
    """A box for words of her own."""
    widget = forms.Textarea(attrs={"rows": rows})
    return TextField(label=label, widget=widget, max_length=LONGEST_TEXT, **extra)


def line_field(label: Any, **extra: Any) -> forms.CharField:
    """A box for one line."""
    return TextField(label=label, max_length=LONGEST_LINE, required=False, **extra)


def files_field() -> forms.Field:
    """The file button."""
    return forms.Field(
        label=_("Photos or other files"),
        widget=FilesInput,
        required=False,
        help_text=_("Any kind. You can choose several at once. Each is kept exactly as it is."),
    )


class RecordForm(forms.Form):
    """What every form here has: the key that makes sending it twice harmless, and kept files."""

    key = TextField(widget=forms.HiddenInput, required=False)
    kept = forms.MultipleChoiceField(
        error_messages=NOT_OFFERED,
        label=_("Files that are saved with this"),
        help_text=_("Take away the tick if you do not want to keep a file."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, now: datetime, waiting: Iterable[KeptFile] = (), **kw: Any):
        super().__init__(*args, **kw)
        self.now = now.astimezone(CLOCK)
        self.waiting = tuple(waiting)
        self.fields["key"].initial = secrets.token_hex(16)
        self._offer_kept()

    def _offer_kept(self) -> None:
        field = self.fields["kept"]
        assert isinstance(field, forms.MultipleChoiceField)
        if not self.waiting:
            del self.fields["kept"]
            return
        field.choices = [(file.file_id, escape_controls(file.name)) for file in self.waiting]
        field.initial = [file.file_id for file in self.waiting]

    def hide_problems(self) -> None:
        """Show what was typed without saying what is wrong with it."""
        self._errors = ErrorDict()
        self.cleaned_data = {}

    @property
    def idempotency_key(self) -> str:
        """The key that came with the form; a fresh one if it was tampered with."""
        key = str(self.cleaned_data.get("key", ""))
        return key if KEY_SHAPE.fullmatch(key) else secrets.token_hex(16)

    @property
    def files_kept(self) -> tuple[KeptFile, ...]:
        """Which of the waiting files are still wanted."""
        wanted = self.cleaned_data.get("kept", ())
        return tuple(file for file in self.waiting if file.file_id in wanted)


class WhenForm(RecordForm):
    """When it happened: just now, as much of a date as is known, about then, or not known."""

    when = forms.ChoiceField(
        label=_("When did it happen?"),
        widget=forms.RadioSelect,
        choices=WHEN,
        error_messages=NOT_OFFERED
        | {"required": _("Choose when it happened. “I do not know when” is fine")},
    )
    date = TextField(
        label=_("The day"),
        help_text=_("As much as you know, for example 14 3 2026. The year alone is fine."),
        widget=DateParts,
        required=False,
    )
    time = line_field(_("The time"), help_text=_("For example 21:05 or 9.05pm."))
    which = forms.ChoiceField(
        error_messages=NOT_OFFERED,
        label=_("Which of the two was it?"),
        choices=(("first", _("The first")), ("second", _("The second, an hour later"))),
        widget=forms.RadioSelect,
        required=False,
    )
    asks_which = False

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        self.asks_which = bool(answers.get("which")) or self.has_error("which")
        if answers.get("when") and "date" in answers and "time" in answers:
            self._read_when(answers)
        return answers

    def _read_when(self, answers: dict[str, Any]) -> None:
        parts = self._parts(answers)
        if answers["when"] == NOW:
            if not replace(parts, is_about=False).is_empty:
                self.add_error("when", PROBLEMS["now_and_date"])
            answers["moment"] = about_now(self.now)
            return
        read = When.from_parts(parts, clock=CLOCK, today=self.now.date())
        if isinstance(read, When):
            answers["moment"] = read
            return
        for problem in read:
            if not self.has_error(BOXES.get(problem.field, "when")):
                self._say(problem)

    def _parts(self, answers: Mapping[str, Any]) -> Parts:
        year, month, day = [*answers["date"].split("-", 2), "", ""][:3]
        choice = answers["when"]
        return Parts(
            day=day,
            month=month,
            year=year,
            time=answers["time"],
            which=answers.get("which", ""),
            is_about=choice == ABOUT,
            is_unknown=choice == UNKNOWN,
        )

    def _say(self, problem: Problem) -> None:
        if problem.code == "twice":
            self.asks_which = True
            self.add_error("which", PROBLEMS["twice"])
            return
        whole = f"{problem.field}_{problem.code}"
        self.add_error(
            BOXES.get(problem.field, "when"), PROBLEMS.get(whole) or PROBLEMS[problem.code]
        )


class IncidentForm(WhenForm):
    """What happened: the thirty-second form."""

    what = text_field(
        _("What happened?"),
        5,
        help_text=_("In your own words. One sentence is enough. You can add to it later."),
        error_messages={"required": _("Write something, even one word")},
    )
    where = line_field(_("Where was it?"), help_text=_("Leave it empty if you like."))
    feelings = text_field(
        _("How did it make you feel?"),
        2,
        required=False,
        help_text=_("Leave it empty if you like."),
    )
    uploads = files_field()
    field_order: tuple[str, ...] = (
        "what",
        "when",
        "date",
        "time",
        "which",
        "where",
        "feelings",
        "uploads",
    )

    def incident(self) -> Incident:
        """The answers as a value."""
        answers = self.cleaned_data
        return Incident(
            what=clean(answers["what"]),
            when=answers["moment"],
            where=one_line(answers["where"]),
            feelings=clean(answers["feelings"]),
        )


class ReasonForm(RecordForm):
    """Another version of an entry: the first stays as it was written, and both can be read."""

    reason = text_field(
        _("Why are you changing it?"),
        2,
        help_text=_("For example: I remembered the time. Anybody who gets a copy can read this."),
        error_messages={"required": _("Write why, in a few words")},
    )

    def __init__(self, *args: Any, before: Any, **kwargs: Any) -> None:
        self.before = before
        super().__init__(*args, **kwargs)

    @property
    def reason_given(self) -> str:
        """Why, in her words."""
        return clean(self.cleaned_data["reason"])


class AmendWhenForm(ReasonForm, WhenForm):
    """The same, with when it happened: as it is now, unless she says otherwise."""

    SAME = "same"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["when"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(self.SAME, _("As it is now")), *WHEN[1:]]

    def _read_when(self, answers: dict[str, Any]) -> None:
        if answers["when"] != self.SAME:
            super()._read_when(answers)
            return
        now = self.when_answers(self.before.when)
        if (answers["date"], answers["time"]) != (now["date"], now["time"]):
            self.add_error("when", PROBLEMS["same_and_date"])
        answers["moment"] = self.before.when

    @classmethod
    def when_answers(cls, when: When) -> dict[str, Any]:
        """What the boxes for a time hold to begin with."""
        parts, _until = when.parts
        return {
            "when": cls.SAME,
            "date": boxes_of(when),
            "time": parts.time,
            "which": parts.which,
        }


class AmendForm(AmendWhenForm, IncidentForm):
    """Another version of an incident."""

    field_order = (*IncidentForm.field_order[:-1], "reason", "uploads")

    def incident(self) -> Incident:
        """The incident as it now reads; what this form doesn't ask stays."""
        new, before = super().incident(), self.before
        assert isinstance(before, Incident)
        return replace(before, what=new.what, when=new.when, where=new.where, feelings=new.feelings)

    @classmethod
    def answers_of(cls, incident: Incident) -> dict[str, Any]:
        """What the boxes hold to begin with."""
        return {
            "what": incident.what,
            **cls.when_answers(incident.when),
            "where": incident.where,
            "feelings": incident.feelings,
        }


class DeleteForm(forms.Form):
    """Delete later, or at once with the recovery code."""

    code = TextField(
        label=_("Your recovery code"),
        help_text=_(
            "Leave it empty and you have time to change your mind. Fill it in only if this has to "
            "be destroyed now."
        ),
        max_length=120,
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


def about_now(now: datetime) -> When:
    """ "Just now": this minute by the owner's clock, and about, since no one writes so fast."""
    return When(f"{now:%Y-%m-%dT%H:%M}~", LONDON, now.fold)


def one_line(text: str) -> str:
    """The text on one line, as the record takes it."""
    return first_line(text, LONGEST_LINE) if text.strip() else ""


def ticks_field(label: Any, table: Mapping[Any, Any], **extra: Any) -> forms.MultipleChoiceField:
    """Ticks, any number of them."""
    return forms.MultipleChoiceField(
        error_messages=NOT_OFFERED,
        label=label,
        choices=[(code.value, text) for code, text in table.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        **extra,
    )


def choice_field(label: Any, table: Mapping[Any, Any], **extra: Any) -> forms.ChoiceField:
    """One of several, or no answer: a choice of its own, since a radio button cannot be unset."""
    return forms.ChoiceField(
        error_messages=NOT_OFFERED,
        label=label,
        choices=[*((code.value, text) for code, text in table.items()), ("", LEFT_OUT)],
        widget=forms.RadioSelect,
        required=False,
        initial="",
        **extra,
    )


def lines(text: str) -> tuple[str, ...]:
    """Each line that is not empty."""
    return tuple(one_line(line) for line in clean(text).split("\n") if line.strip())


def boxes_of(when: When | None) -> str:
    """What the three boxes of a date hold."""
    if when is None or when.is_unknown:
        return ""
    parts, _until = when.parts
    return f"{parts.year}-{parts.month}-{parts.day}"
