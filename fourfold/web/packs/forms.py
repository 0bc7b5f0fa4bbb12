"""Choosing what goes into a copy, and looking at it before it is made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fourfold.web.accounts.forms import passphrase_field
from fourfold.web.ui.forms import NOT_OFFERED


class ChooseForm(forms.Form):
    """Everything, or only what is ticked."""

    ALL, SOME = "all", "some"

    which = forms.ChoiceField(
        label=_("What should go in?"),
        choices=((ALL, _("Everything that happened")), (SOME, _("Only what I tick below"))),
        widget=forms.RadioSelect,
        initial=ALL,
        help_text=_(
            "If you leave something out, you may be asked about it later. Before you do, ask "
            "the officer or a solicitor."
        ),
        error_messages=NOT_OFFERED | {"required": _("Choose what should go in")},
    )
    numbers = forms.TypedMultipleChoiceField(
        label=_("Tick what should go in"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Something you ticked is no longer there. Look again")},
    )

    orders = forms.BooleanField(
        label=_("Add a page with my orders and the times they were broken"),
        help_text=_("It shows only what goes in. It is one list for each rule of an order."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        choices: Iterable[tuple[int, str]],
        has_orders: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.everything = tuple(choices)
        if not has_orders:
            del self.fields["orders"]
        self.fields["numbers"].choices = self.everything  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("which") == self.SOME and not answers.get("numbers"):
            self.add_error("numbers", _("Tick at least one thing"))
        return answers

    def chosen(self) -> tuple[int, ...]:
        """The numbers of the chosen entries."""
        if self.cleaned_data["which"] == self.ALL:
            return tuple(number for number, _words in self.everything)
        return tuple(sorted(self.cleaned_data["numbers"]))

    @property
    def with_orders(self) -> bool:
        """A page of orders is wanted."""
        return bool(self.cleaned_data.get("orders"))


class LookForm(forms.Form):
    """Each file looked at, and the passphrase once more."""

    looked = forms.MultipleChoiceField(
        label=_("Look at each of these first"),
        help_text=_(
            "Could it show where you live, work or go? An envelope, a window, a street, a "
            "school badge? This program cannot see that for you. Tick what you looked at."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_OFFERED,
    )
    passphrase = passphrase_field(
        _("Your passphrase"), error_messages={"required": _("Type your passphrase")}
    )

    def __init__(self, *args: Any, files: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.to_look_at = tuple(files)
        if self.to_look_at:
            self.fields["looked"].choices = self.to_look_at  # type: ignore[attr-defined]
        else:
            del self.fields["looked"]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if len(answers.get("looked", ())) < len(self.to_look_at):
            self.add_error("looked", _("Look at each file, then tick it"))
        return answers
