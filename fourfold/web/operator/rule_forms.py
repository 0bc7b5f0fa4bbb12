"""The forms for rules and holidays: each change says why, or where that was read."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fourfold.data import holidays
from fourfold.web.ui.forms import DateParts, TextField

SAY_WHY = _("Say why: people are told less from then on, and others read it in the history")
BAD_DAYS = {
    "not-a-day": _("This is no day: check day, month and year"),
    "weekend": _(
        "This is a Saturday or a Sunday, which is no working day anyway. If offices are shut on "
        "another day for it, add that day"
    ),
    "holiday": _("This day is a holiday already"),
    "no-holiday": _("This day is no holiday, so it cannot be taken away"),
    "changed": _("This day was changed here already: take that back first"),
    "outside": _("Choose a day from %(first)d to %(last)d: other years are not known"),
}


def _words(label: Any, help_text: Any, limit: int, missing: Any = "") -> TextField:
    """A line of words; it may stay empty where nothing is said about its missing."""
    return TextField(
        label=label,
        help_text=help_text,
        max_length=limit,
        required=bool(missing),
        widget=forms.TextInput(attrs={"spellcheck": "true"}),
        error_messages={"required": missing} if missing else {},
    )


def _source() -> TextField:
    return _words(
        _("Where you read of it"),
        _("The proclamation, or the page of the government, with its date."),
        300,
        _("Say where you read of it: a wrong day moves dates for everybody"),
    )


class OffForm(forms.Form):
    """Why a rule is switched off."""

    reason = _words(
        _("Why"), _("What is wrong with it, and where you read that."), 300, missing=SAY_WHY
    )


class OptionalReasonForm(forms.Form):
    """Why something is switched on or taken back."""

    reason = _words(_("Why"), _("If you like. It stands in the history."), 300)


class HolidayForm(forms.Form):
    """A day that is added to the holidays."""

    day = forms.CharField(
        label=_("Day"),
        help_text=_("The weekday on which offices are shut."),
        widget=DateParts,
        error_messages={"required": _("Say which day")},
    )
    name = _words(
        _("What it is for"),
        _("As it is called in the proclamation."),
        100,
        _("Say what it is for"),
    )
    source = _source()

    def clean_day(self) -> date:
        """The day; a month of 13 or a letter is told at once."""
        try:
            year, month, day = (int(part) for part in self.cleaned_data["day"].split("-"))
            return date(year, month, day)
        except ValueError:
            raise forms.ValidationError(bad_day("not-a-day")) from None

    def refuse(self, code: str) -> None:
        """Say beside the day why it cannot be added."""
        self.add_error("day", bad_day(code))


class AwayForm(forms.Form):
    """A day that is taken away from the holidays."""

    source = _source()


def bad_day(code: str) -> str:
    """Why a day cannot be added or taken away, as a sentence without its stop."""
    known = holidays.years()
    return str(BAD_DAYS[code]) % {"first": known[0].year, "last": known[-1].year}
