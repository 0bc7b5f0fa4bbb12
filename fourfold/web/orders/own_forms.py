"""The form that asks whom of the record the questions are about."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _

from fourfold.core.record.person import Person

NOBODY = "nobody"


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
