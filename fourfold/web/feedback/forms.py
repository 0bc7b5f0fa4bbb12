"""The feedback form: two questions, neither about the person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fourfold.core.kernel.text import clean
from fourfold.web.ui.forms import TextField

MOST_CHARACTERS = 2_000


class FeedbackForm(forms.Form):
    """Was it useful, and what would make it better. One of the two is enough."""

    useful = forms.ChoiceField(
        label=_("Was this useful?"),
        choices=[("yes", _("Yes, it was")), ("partly", _("In part")), ("no", _("No, it was not"))],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Choose one of the answers, or none")},
    )
    words = TextField(
        label=_("What would make it better?"),
        help_text=_(
            "Do not write names, addresses or phone numbers, yours or anybody else’s. "
            "Do not write about what happened to you here: nobody will answer."
        ),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "true"}),
        required=False,
        max_length=MOST_CHARACTERS,
        error_messages={
            "max_length": _("That is too long. Write at most 2,000 characters. Nothing is lost.")
        },
    )

    def clean_words(self) -> str:
        return clean(self.cleaned_data["words"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("useful") and not given.get("words"):
            self.add_error("words", _("Choose an answer or write something"))
        return given
