"""The form of one page of questions, none of which needs an answer."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.safestring import SafeString

from fourfold.core.orders.asking import CHOICES, Given
from fourfold.web.orders import words


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
