"""The forms for services. What a service has to keep is checked where it is for tables too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from fourfold.core.support import columns
from fourfold.core.support.columns import Fault
from fourfold.core.support.service import Service
from fourfold.data import forces
from fourfold.web.directory import queries, words
from fourfold.web.ui.forms import NOT_OFFERED, DateParts, TextField

AGAIN_AFTER = timedelta(days=90)
RANG, READ, SAME = "rang", "read", "same"
KNOWN = {
    RANG: _("I rang it or wrote to it today"),
    READ: _("I read it today in the source that I name"),
    SAME: _("Nothing about how it is reached has changed"),
}
DAYS = (
    *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday")),
    *(_("Friday"), _("Saturday"), _("Sunday")),
)
# What decides whom somebody reaches: whoever changes it says how it is known.
ROUTES = ("number", "text", "site", "day_and_night", "hours")


def _box(label: Any, help_text: Any = "", *, rows: int = 0) -> TextField:
    """A box that may stay empty as far as Django knows: the rules of the table say what may not."""
    attrs = {"spellcheck": "true"} | ({"rows": rows} if rows else {})
    widget = forms.Textarea(attrs=attrs) if rows else forms.TextInput(attrs=attrs)
    return TextField(label=label, help_text=help_text, required=False, widget=widget)


def _day(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False, widget=DateParts)


def _hours() -> dict[str, forms.Field]:
    told = _("Like 09:30-16:00, and only what the service itself told you.")
    return {f"hours_{day}": _box(name, "" if day else told) for day, name in enumerate(DAYS)}


class ServiceForm(forms.Form):
    """Everything that the directory says of one service.

    `before` is the service as it was, or None for a new one. `service` is what the form comes to,
    once it is valid.
    """

    name = _box(_("Name"))
    need = forms.ChoiceField(
        label=_("What it helps with"),
        choices=[*words.NEEDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it helps with"), **NOT_OFFERED},
    )
    who = _box(
        _("Who it is for"),
        _("In one or two plain sentences. Say whether it is free, and whether one must report."),
        rows=3,
    )
    number = _box(_("Phone number"), _("In groups as the service prints it."))
    text = _box(_("Number for text messages"))
    site = _box(_("Website"), _("The whole address, beginning with https://"))
    day_and_night = forms.BooleanField(label=_("It is open day and night"), required=False)
    contract_end = _day(_("End of the contract"), _("The last day for which it is paid, if known."))
    jurisdiction = forms.ChoiceField(
        label=_("Where"),
        choices=[*words.JURISDICTIONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where it helps"), **NOT_OFFERED},
    )
    forces = forms.MultipleChoiceField(
        label=_("Police forces whose area it covers"),
        help_text=_("None for a national service."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_OFFERED,
    )
    audiences = forms.MultipleChoiceField(
        label=_("For whom in particular"),
        help_text=_("None for a service that is for everybody."),
        choices=[*words.AUDIENCES.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_OFFERED,
    )
    known = forms.ChoiceField(
        label=_("How do you know how it is reached?"),
        choices=[*KNOWN.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how you know"), **NOT_OFFERED},
    )
    source = _box(_("Source"), _("The page or the person it was learned from, with the date."))
    review_by = _day(_("To be checked again by"), _("90 days from now if you leave it empty."))
    old_number = forms.BooleanField(
        label=_("The sources of the number are too old for it to be shown"), required=False
    )
    note = _box(_("Note"), _("For whoever keeps the directory. Nobody else sees it."), rows=4)
    welsh_name = _box(_("Welsh name"), _("Only as a source has it."))
    welsh_source = _box(_("Where the Welsh name was read"))
    reason = _box(_("Why you change this"), _("If you like. It stands in the history."))
    version = forms.IntegerField(required=False, min_value=0)

    sections = (
        (_("What it is"), ("name", "need", "who")),
        (_("How it is reached"), ("number", "text", "site")),
        (_("When it is open"), ("day_and_night", *_hours(), "contract_end")),
        (_("Where and for whom"), ("jurisdiction", "forces", "audiences")),
        (_("How it is known"), ("known", "source", "review_by", "old_number")),
        (_("More"), ("note", "welsh_name", "welsh_source", "reason")),
    )

    def __init__(self, *args: Any, before: Service | None, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before, self.today = before, today
        self.service: Service | None = None
        self.fields.update(_hours())
        named = sorted(forces.load(), key=lambda force: force.name)
        self._choices("forces", [(force.id, force.name) for force in named])
        if before is None:
            self._choices("known", [(RANG, KNOWN[RANG]), (READ, KNOWN[READ])])
        else:
            self.initial = _initial(before)

    def groups(self) -> Iterator[tuple[Any, list[BoundField]]]:
        """The questions under their headings."""
        for heading, names in self.sections:
            yield heading, [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        cells = self._cells(given)
        hours = self._hours(given)
        try:
            read = columns.from_cells(cells | {"hours": hours}, queries.rules(self.today))
        except columns.Refused as refused:
            for fault in refused.faults:
                self._complain(fault)
            return given
        if given.get("known") == SAME:
            self._stays_known(read, given)
        if not self.errors:
            self.service = read
        return given

    def _stays_known(self, read: Service, given: dict[str, Any]) -> None:
        """Whoever has checked nothing can neither change how it is reached nor put off its day."""
        if self._has_new_route(read):
            self._complain(Fault("known", "known"))
        if given.get("review_by"):
            self._complain(Fault("review_by", "review-same"))

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _cells(self, given: dict[str, Any]) -> dict[str, str]:
        """The answers as a row of the table, with the days that follow from how it is known."""
        before = columns.to_cells(self.before) if self.before else {}
        cells = before | {name: given[name] for name in columns.COLUMNS if name in given}
        if self.before is None:
            cells["id"] = slugify(given.get("name", "").replace("’", ""))[:80].strip("-")
        for name in ("forces", "audiences"):
            cells[name] = "; ".join(given.get(name, ()))
        for name in ("day_and_night", "old_number"):
            cells[name] = columns.YES if given.get(name) else columns.NO
        known = given.get("known")
        if known in (RANG, READ):
            cells["checked"] = f"{self.today}"
            cells["verified_on"] = f"{self.today}" if known == RANG else ""
        if known == RANG:
            cells["old_number"] = columns.NO
        again = before["review_by"] if known == SAME else f"{self.today + AGAIN_AFTER}"
        return cells | {"review_by": given.get("review_by") or again}

    def _hours(self, given: dict[str, Any]) -> str:
        found = []
        for weekday, name in enumerate(columns.DAYS):
            said = given.get(f"hours_{weekday}", "")
            try:
                found += [f"{name} {said}"] if said and [*columns.spans_of(weekday, said)] else []
            except ValueError:
                self.add_error(f"hours_{weekday}", words.fault(Fault("hours", "hours")))
        return "; ".join(found)

    def _has_new_route(self, after: Service) -> bool:
        if self.before is None:
            return True
        old, new = columns.to_cells(self.before), columns.to_cells(after)
        return any(old[name] != new[name] for name in ROUTES)

    def _complain(self, fault: Fault) -> None:
        """Put what is wrong beside the question that it is an answer to."""
        places = {"hours": "hours_0", "id": "name", "checked": "known", "verified_on": "known"}
        place = places.get(fault.column, fault.column)
        # A choice that was not made has been complained of already, and so has an hour of a day.
        is_known = any(f"hours_{day}" in self.errors for day in range(7))
        if place not in self.errors and not (fault.column == "hours" and is_known):
            self.add_error(place, words.fault(fault))


def _initial(before: Service) -> dict[str, Any]:
    cells: dict[str, Any] = dict(columns.to_cells(before))
    for weekday, said in columns.hours_by_day(before).items():
        cells[f"hours_{weekday}"] = said.partition(" ")[2]
    return cells | {
        "forces": before.forces,
        "audiences": before.audiences,
        "day_and_night": before.is_always_open,
        "old_number": before.is_old,
        "review_by": "",
        "contract_end": before.contract_end,
    }


class VerifyForm(forms.Form):
    """Somebody rang it, and everything is right as it stands."""

    review_by = _day(_("To be checked again by"), _("90 days from now if you leave it empty."))
    reason = _box(_("Who answered, or what was said"), _("If you like. It stands in the history."))

    def __init__(self, *args: Any, service: Service, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._service, self._today = service, today

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        cells = columns.to_cells(replace(self._service, verified_on=self._today))
        again = given.get("review_by") or f"{self._today + AGAIN_AFTER}"
        cells |= {"checked": f"{self._today}", "review_by": again}
        try:
            read = columns.from_cells(cells, queries.rules(self._today))
        except columns.Refused as refused:
            for fault in refused.faults:
                is_own = fault.column == "review_by"
                self.add_error("review_by" if is_own else None, words.fault(fault))
            return given
        return given | {"review_by": read.provenance.review_by}


class ReasonForm(forms.Form):
    """Why something is done with a service."""

    reason = _box(_("Why"), _("If you like. It stands in the history."))


class TableForm(forms.Form):
    """A table to take in."""

    table = forms.FileField(
        label=_("Table"),
        help_text=_("The table that you downloaded here, changed and saved as CSV in UTF-8."),
    )
