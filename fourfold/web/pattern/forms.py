"""What the owner chooses: how it is counted, and days that matter to her."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _

from fourfold.core.kernel.parts import Parts
from fourfold.core.kernel.when import Precision, When
from fourfold.web.pattern.choices import MOST_DAYS, Choices, Days
from fourfold.web.record.forms import PROBLEMS, RecordForm, line_field, one_line
from fourfold.web.ui.forms import NOT_OFFERED, DateParts, TextField

GAPS = (
    (60, _("1 hour")),
    (180, _("3 hours")),
    (360, _("6 hours")),
    (720, _("12 hours")),
)


class ChoicesForm(RecordForm):
    """The gap, and whether to look at what she sent."""

    gap = forms.TypedChoiceField(
        label=_("After how long without anything does a separate time begin?"),
        help_text=_("This only helps to read. It is not the law."),
        coerce=int,
        choices=GAPS,
        widget=forms.RadioSelect,
        error_messages=NOT_OFFERED | {"required": _("Choose one")},
    )
    replies = forms.ChoiceField(
        label=_("Should it show what you sent or said, too?"),
        help_text=_(
            "Many people answer, to keep the peace or because of children. It does not make it "
            "your fault. It is never in a number of what was done to you, and never in a copy."
        ),
        choices=(("no", _("No")), ("yes", _("Yes, for me alone"))),
        widget=forms.RadioSelect,
        error_messages=NOT_OFFERED | {"required": _("Choose no or yes")},
    )

    def chosen(self, before: Choices) -> Choices:
        """Her choices with these in their places."""
        answers = self.cleaned_data
        return msgspec.structs.replace(
            before, gap=answers["gap"], replies=answers["replies"] == "yes"
        )

    @staticmethod
    def answers_of(choices: Choices) -> dict[str, Any]:
        """What the boxes hold to begin with."""
        return {"gap": choices.gap, "replies": "yes" if choices.replies else "no"}


class DayForm(RecordForm):
    """A day, or days, that matter to her."""

    what = line_field(
        _("What do you call this day, or these days?"),
        help_text=_("In your own words, such as “my birthday” or “the school holidays”."),
    )
    first = TextField(
        label=_("The day, or the first of them"),
        widget=DateParts,
        error_messages={"required": _("Write the day")},
    )
    last = TextField(
        label=_("The last of them"),
        help_text=_("Leave it empty if it is one day."),
        widget=DateParts,
        required=False,
    )
    yearly = forms.ChoiceField(
        label=_("Does it come every year?"),
        help_text=_("Then the day before and the day after are looked at as well."),
        choices=(("no", _("No")), ("yes", _("Yes, it is one day and comes every year"))),
        widget=forms.RadioSelect,
        initial="no",
        error_messages=NOT_OFFERED | {"required": _("Choose no or yes")},
    )

    def __init__(self, *args: Any, before: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = before

    def clean_what(self) -> str:
        """Words to know it by, which no other has."""
        label = one_line(self.cleaned_data["what"])
        if not label:
            raise forms.ValidationError(_("Write what you call it"))
        if any(label == each.label for each in self.before.days):
            raise forms.ValidationError(_("You have days of this name. Write another name"))
        return label

    def clean_first(self) -> date:
        return self._day(self.cleaned_data["first"])

    def clean_last(self) -> date | None:
        typed = self.cleaned_data["last"]
        return self._day(typed) if typed else None

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        first, last = answers.get("first"), answers.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day is before the first. Look at both"))
        if last and answers.get("yearly") == "yes" and last != first:
            self.add_error("yearly", _("Only one day can come every year. Take out the last day"))
        if len(self.before.days) >= MOST_DAYS:
            self.add_error(None, _("There are many days already. Take one away first"))
        return answers

    def chosen(self, before: Choices) -> Choices:
        """Her choices with these days among them."""
        answers = self.cleaned_data
        first = answers["first"]
        days = Days(
            label=answers["what"],
            first=first,
            last=answers["last"] or first,
            yearly=answers["yearly"] == "yes",
        )
        return msgspec.structs.replace(before, days=(*before.days, days))

    def _day(self, typed: str) -> date:
        year, month, day = [*typed.split("-", 2), "", ""][:3]
        read = When.from_parts(Parts(day=day, month=month, year=year))
        if not isinstance(read, When):
            whole = f"{read[0].field}_{read[0].code}"
            raise forms.ValidationError(PROBLEMS.get(whole) or PROBLEMS[read[0].code])
        if read.precision is not Precision.DAY or read.earliest is None:
            raise forms.ValidationError(_("Write day, month and year"))
        return read.earliest.date()
