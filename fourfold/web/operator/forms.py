"""The operators' forms. Neither passphrase nor code is ever sent back to the browser."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from fourfold.web.accounts.forms import passphrase_field, plain_field
from fourfold.web.ui.forms import TextField

CODE_BOX = forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"})


class OperatorSignInForm(forms.Form):
    """Name, passphrase and the code of the moment."""

    name = plain_field(_("Your name here"), error_messages={"required": _("Type your name")})
    passphrase = passphrase_field(
        _("Your passphrase"), error_messages={"required": _("Type your passphrase")}
    )
    code = TextField(
        label=_("Code from your app"),
        help_text=_("Six digits. Each code works once."),
        widget=CODE_BOX,
        max_length=20,
        error_messages={"required": _("Type the code that your app shows now")},
    )
