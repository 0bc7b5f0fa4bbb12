"""The one question that guidance asks: what somebody is looking for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from fourfold.web.ui.forms import TextField


class SearchForm(forms.Form):
    """A few words. They are in no address and in no log."""

    words = TextField(
        label=_("What are you looking for?"),
        help_text=_("A few words, such as: court order, old phone, work"),
        max_length=200,
        error_messages={"required": _("Write a word or two")},
    )
