"""Words of the pages of letters."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fourfold.core.letters.looking import Found
from fourfold.core.letters.outline import LetterKind

GROUPS = (
    (
        _("For an order that protects you"),
        (
            LetterKind.STATEMENT,
            LetterKind.TERMS,
            LetterKind.POLICE_ORDER,
            LetterKind.RESTRAINING_WISHES,
        ),
    ),
    (
        _("For your case"),
        (
            LetterKind.ENHANCED_RIGHTS,
            LetterKind.SPECIAL_MEASURES,
            LetterKind.PERSONAL_STATEMENT,
        ),
    ),
    (_("When you do not agree with a decision"), (LetterKind.REVIEW, LetterKind.COMPLAINT)),
    (_("For somebody who helps you"), (LetterKind.CONTACT_ME_SAFELY,)),
)
FOUND = {
    Found.KEPT_OUT: _("On your list of words that must stay out"),
    Found.POSTCODE: _("A postcode"),
    Found.PHONE: _("A telephone number"),
    Found.EMAIL: _("An email address"),
}
