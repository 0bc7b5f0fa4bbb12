"""The forms around the way in. A passphrase is never sent back to the browser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fourfold.vault.passphrase import is_strong
from fourfold.vault.recovery import RecoveryCode
from fourfold.web.ui.forms import NOT_OFFERED, TextField

PASSPHRASE_LIMIT = 1000


def passphrase_field(label: Any, **extra: Any) -> forms.CharField:
    """A passphrase box: hidden as typed, never filled in by the server, spaces kept."""
    # "off", not "current-password": a passphrase saved on a shared computer opens the record.
    widget = forms.PasswordInput(attrs={"autocomplete": "off"})
    return TextField(label=label, widget=widget, max_length=PASSPHRASE_LIMIT, strip=False, **extra)


def plain_field(label: Any, **extra: Any) -> forms.CharField:
    """A box for a name or a code, which no keyboard should correct."""
    attrs = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
    return TextField(label=label, widget=forms.TextInput(attrs=attrs), max_length=120, **extra)


class SignInForm(forms.Form):
    """Record name and passphrase."""

    name = plain_field(
        _("Your record name"),
        help_text=_("Two words and a number, as you wrote them down."),
        error_messages={"required": _("Type your record name")},
    )
    passphrase = passphrase_field(
        _("Your passphrase"), error_messages={"required": _("Type your passphrase")}
    )


class NewPassphraseForm(forms.Form):
    """The generated five words, or words of her own that would be hard to guess."""

    GENERATED, OWN = "generated", "own"

    choice = forms.ChoiceField(
        label=_("Which passphrase do you want?"),
        choices=((GENERATED, _("The five words above")), (OWN, _("Words of my own"))),
        widget=forms.RadioSelect,
        initial=GENERATED,
        error_messages=NOT_OFFERED | {"required": _("Choose which passphrase you want")},
    )
    own = passphrase_field(
        _("Your own words, if you chose that"),
        required=False,
        help_text=_(
            "Only if you chose your own. Several words that nobody would expect from you. Not a "
            "name, a date, a pet, a place, or anything you use somewhere else."
        ),
    )
    again = passphrase_field(_("Your own words again"), required=False)

    def __init__(self, *args: Any, hints: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("choice") == self.OWN:
            self._check_own(answers.get("own", ""), answers.get("again", ""))
        return answers

    def _check_own(self, own: str, again: str) -> None:
        if not own:
            self.add_error("own", _("Type the words you want to use"))
        elif not is_strong(own, self.hints):
            self.add_error(
                "own",
                _("This could be guessed. Use more words, or take the five words above"),
            )
        elif own != again:
            self.add_error("again", _("The two are not the same. Type your words again"))


class ChangePassphraseForm(NewPassphraseForm):
    """The passphrase of now, then the new one."""

    now = passphrase_field(
        _("Your passphrase now"), error_messages={"required": _("Type the passphrase you use now")}
    )
    field_order = ("now", "choice", "own", "again")


class CodeForm(forms.Form):
    """A recovery code, typed from paper."""

    code = plain_field(
        _("Your recovery code"),
        help_text=_("Capital or small letters, with or without dashes: all are fine."),
        error_messages={"required": _("Type your recovery code")},
    )

    def clean_code(self) -> str:
        text = str(self.cleaned_data["code"])
        if RecoveryCode.parse(text) is None:
            raise ValidationError(_("This is not a whole recovery code. Check it letter by letter"))
        return text


class CheckCodeForm(CodeForm):
    """The code just shown, typed back."""

    def __init__(self, *args: Any, expected: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected

    def clean_code(self) -> str:
        text = super().clean_code()
        if RecoveryCode.parse(text) != RecoveryCode.parse(self.expected):
            raise ValidationError(
                _("This is not the code you were shown. Go back and look at it once more")
            )
        return text


class ReplaceCodeForm(CodeForm):
    """The code of now and the passphrase: both, to replace the code."""

    code = plain_field(
        _("The recovery code you have now"),
        error_messages={"required": _("Type the recovery code you have now")},
    )
    passphrase = passphrase_field(
        _("Your passphrase"), error_messages={"required": _("Type your passphrase")}
    )


class PassphraseForm(forms.Form):
    """The passphrase once more, before something that matters."""

    passphrase = passphrase_field(
        _("Your passphrase"), error_messages={"required": _("Type your passphrase")}
    )


class EndForm(forms.Form):
    """ "Delete everything", asked twice."""

    sure = forms.BooleanField(
        label=_("Yes, delete everything in my notes"),
        error_messages={"required": _("Tick the box if you want to delete everything")},
    )
    passphrase = passphrase_field(
        _("Your passphrase"), error_messages={"required": _("Type your passphrase")}
    )
