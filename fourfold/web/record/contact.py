"""Talks with the police, an agency or a service: what was said, and what was promised by when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fourfold.core.kernel.text import clean
from fourfold.core.kernel.when import When
from fourfold.core.record.body import Contact
from fourfold.core.record.codes import Party, Route, StopPoint
from fourfold.web.accounts.access import OwnerRequest
from fourfold.web.record import actions, queries, words
from fourfold.web.record.actions import Content, Posted
from fourfold.web.record.days import boxes, read_day
from fourfold.web.record.form_page import Files, Page, answer, writing
from fourfold.web.record.forms import WHEN, WhenForm, files_field, line_field, one_line, text_field
from fourfold.web.ui.forms import NOT_OFFERED, DateParts, TextField

WAYS = (Route.PHONE, Route.IN_PERSON, Route.EMAIL, Route.TEXT, Route.POST, Route.ONLINE)
MARKS = (
    (StopPoint.REPORTED.value, _("I reported something to them")),
    (StopPoint.WARNED.value, _("They said that they had told the other person to stop")),
    (StopPoint.NONE.value, _("Neither, or I leave this out")),
)
SAME = "same"


class ContactForm(WhenForm):
    """Who it was, what was said, when, and what they said they would do."""

    party = forms.ChoiceField(
        label=_("Who was it?"),
        choices=[("", _("Choose")), *((each.value, text) for each, text in words.PARTIES.items())],
        error_messages=NOT_OFFERED | {"required": _("Choose who it was. “Somebody else” is fine")},
    )
    who = line_field(
        _("Their name, and number or rank"), help_text=_("As much as you know, or nothing.")
    )
    said = text_field(
        _("What was said?"),
        5,
        help_text=_("In your own words: what you said, and what they said."),
        error_messages={"required": _("Write something, even one word")},
    )
    promised = text_field(
        _("What did they say they would do?"),
        2,
        required=False,
        help_text=_("For example: ring me about the phone. Leave it empty if nothing."),
    )
    promised_by = TextField(
        label=_("By when?"),
        help_text=_("The day, if they named one. It can still be to come."),
        widget=DateParts,
        required=False,
    )
    how = forms.MultipleChoiceField(
        error_messages=NOT_OFFERED,
        label=_("How did you speak?"),
        help_text=_("Choose any that fit, or none."),
        choices=[(route.value, words.ROUTES[route]) for route in WAYS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    organisation = line_field(_("Which police force, office or service was it?"))
    reference = line_field(
        _("A reference they gave you"), help_text=_("Such as a crime reference or a case number.")
    )
    mark = forms.ChoiceField(
        error_messages=NOT_OFFERED,
        label=_("Was it one of these?"),
        choices=MARKS,
        widget=forms.RadioSelect,
        required=False,
        initial=StopPoint.NONE.value,
    )
    uploads = files_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["when"].label = _("When was it?")

    def clean_promised_by(self) -> When | None:
        """A day that may be to come."""
        return read_day(self.cleaned_data["promised_by"])

    def contact(self, before: Contact | None = None) -> Contact:
        """The answers as a value; what this form does not ask stays as it was."""
        answers = self.cleaned_data
        blank = Contact(said="", when=answers["moment"], party=Party(answers["party"]))
        return replace(
            before or blank,
            said=clean(answers["said"]),
            when=answers["moment"],
            party=Party(answers["party"]),
            who=one_line(answers["who"]),
            organisation=one_line(answers["organisation"]),
            how=_routes(answers["how"], before),
            reference=one_line(answers["reference"]),
            promised=clean(answers["promised"]),
            promised_by=answers["promised_by"],
            stop_point=StopPoint(answers["mark"]),
        )


class AmendContactForm(ContactForm):
    """Another version: the first stays as it was written, and both can be read."""

    reason = text_field(
        _("Why are you changing it?"),
        2,
        help_text=_("For example: I remembered the name. Anybody who gets a copy can read this."),
        error_messages={"required": _("Write why, in a few words")},
    )

    def __init__(self, *args: Any, before: Contact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = before
        field = self.fields["when"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(SAME, _("As it is now")), *WHEN[1:]]

    def _read_when(self, answers: dict[str, Any]) -> None:
        if answers["when"] != SAME:
            super()._read_when(answers)
            return
        answers["moment"] = self.before.when

    @staticmethod
    def answers_of(contact: Contact) -> dict[str, Any]:
        """What the boxes hold to begin with."""
        return {
            "party": contact.party,
            "who": contact.who,
            "said": contact.said,
            "when": SAME,
            "promised": contact.promised,
            "promised_by": boxes(contact.promised_by),
            "how": list(contact.how),
            "organisation": contact.organisation,
            "reference": contact.reference,
            "mark": contact.stop_point,
        }


@writing
def add(request: OwnerRequest, draft: str = "") -> HttpResponse:
    """A talk that she had with somebody."""

    def save(form: ContactForm, files: Files, posted: Posted) -> int:
        content = Content(form.contact(), files)
        return actions.add_entry(request.owner, content, posted, timezone.now())

    return answer(request, Page("record:contact", {}, ContactForm, save), draft)


@writing
def amend(request: OwnerRequest, number: int, draft: str = "") -> HttpResponse:
    """Put it right: both versions are kept, and why."""
    history = queries.history(request.owner, number)
    if history is None or not isinstance(history.latest.body, Contact):
        raise Http404
    contact, people = history.latest.body, history.latest.people

    def save(form: AmendContactForm, files: Files, posted: Posted) -> int:
        reason = clean(form.cleaned_data["reason"])
        content = Content(form.contact(contact), files, people=people, reason=reason)
        return actions.amend_entry(request.owner, number, content, posted, timezone.now())

    page = Page(
        "record:contact-amend",
        {"number": number},
        partial(AmendContactForm, before=contact),
        save,
        template="record/contact.html",
        initial=AmendContactForm.answers_of(contact),
        context={"entry": history.latest},
    )
    return answer(request, page, draft)


def _routes(chosen: Iterable[str], before: Contact | None) -> tuple[Route, ...]:
    """What was ticked, and what an earlier version has beyond what can be ticked here."""
    kept = (route for route in (before.how if before else ()) if route not in WAYS)
    return (*(Route(each) for each in chosen), *kept)
