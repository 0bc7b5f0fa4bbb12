"""The form of one page of questions, and of whom it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fourfold.core.orders.asking import CHOICES, Given
from fourfold.core.record.person import Person
from fourfold.web.orders import words

NOBODY = "nobody"


class PageForm(forms.Form):
    """Drawn only: what is sent is settled by the core, which leaves out what it does not know."""

    def __init__(
        self, questions: tuple[str, ...], given: Given, notes: Mapping[str, SafeString]
    ) -> None:
        """Ask these questions, with what was answered before; `notes` says where from."""
        super().__init__(initial=dict(given))
        if len(questions) == 1:
            self.heading = questions[0]
        for name in questions:
            self.fields[name] = forms.ChoiceField(
                label=str(words.QUESTIONS[name]),
                help_text=notes.get(name) or str(words.HINTS.get(name, "")),
                choices=[(each, words.choice(name, each)) for each in CHOICES[name]],
                widget=forms.RadioSelect,
                required=False,
            )


class PersonForm(forms.Form):
    """Whom the questions are about: somebody of the record, by their id, or nobody of them."""

    heading = "who"

    def __init__(self, people: Iterable[Person]) -> None:
        """Offer these people."""
        super().__init__(initial={"who": NOBODY})
        named = [(each.id, each.label) for each in people]
        self.fields["who"] = forms.ChoiceField(
            label=_("Who is doing this?"),
            help_text=_("Some questions may be answered in your notes already. You can change it."),
            choices=[*named, (NOBODY, _("Somebody else, or I do not know"))],
            widget=forms.RadioSelect,
            required=False,
        )
