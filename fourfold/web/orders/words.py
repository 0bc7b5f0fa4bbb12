"""The words of the questions and of what is said about orders; the law itself is in the data."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fourfold.core.orders.asking import NO, NOT_KNOWN, YES
from fourfold.core.orders.navigator import Answer

NOT_SURE = _("I do not know, or I am not sure")

QUESTIONS: Mapping[str, Promise] = {
    "jurisdiction": _("Where are you?"),
    "relationship": _("Who are they to you?"),
    "looks_like_stalking": _("Does it look like stalking to you?"),
    "criminal_case": _("Is there a criminal case against them?"),
    "home_shared": _("Do you share a home, did you once, or did you mean to?"),
    "person_known": _("Do you know who it is?"),
    "respondent_under_18": _("Are they under 18?"),
    "owner_under_16": _("Are you under 16?"),
    "order_in_force": _("Is there an order against them already?"),
}

HINTS: Mapping[str, Promise] = {
    "jurisdiction": _("Each of these places has courts and orders of its own."),
    "relationship": _("Choose the closest that fits. What has ended counts too."),
    "looks_like_stalking": _(
        "For example following, watching, or contact again and again that you do not want. You do "
        "not have to be sure."
    ),
    "order_in_force": _("Also one that they break."),
}

CHOICES: Mapping[str, Mapping[str, Promise]] = {
    "jurisdiction": {
        "england-and-wales": _("England or Wales"),
        "scotland": _("Scotland"),
        "northern-ireland": _("Northern Ireland"),
    },
    "relationship": {
        "partner": _("My partner"),
        "ex_partner": _("My former partner"),
        "family": _("Family, mine or my partner’s"),
        "lives_or_lived_with": _("Somebody I live with, or lived with"),
        "shared_child": _("The other parent of my child"),
        "acquaintance": _("Somebody I know"),
        "colleague": _("Somebody from work"),
        "neighbour": _("A neighbour"),
        "stranger": _("A stranger"),
        NOT_KNOWN: _("I do not know who it is, or I am not sure"),
    },
    "looks_like_stalking": {
        YES: _("It looks like stalking to me"),
        NO: _("It does not look like stalking to me"),
    },
    "criminal_case": {
        "none": _("There is no case"),
        "reported": _("The police know, and there is no charge yet"),
        "charged": _("They are charged"),
        "convicted": _("They were found guilty, or they admitted it"),
        "acquitted": _("They were found not guilty"),
    },
    "home_shared": {
        YES: _("We share a home, we did, or we meant to"),
        NO: _("We never shared a home, and never meant to"),
    },
    "person_known": {
        YES: _("I know who it is"),
        NO: _("I do not know who it is"),
        NOT_KNOWN: _("I am not sure"),
    },
    "respondent_under_18": {
        YES: _("They are under 18"),
        NO: _("They are 18 or older"),
    },
    "owner_under_16": {
        YES: _("I am under 16"),
        NO: _("I am 16 or older"),
    },
    "order_in_force": {
        YES: _("There is an order"),
        NO: _("There is no order"),
    },
}

GROUPS: Mapping[Answer, Promise] = {
    Answer.MAY_BE_AVAILABLE: _("May be available"),
    Answer.ASK: _("Ask about these"),
    Answer.NOT_THIS_ONE: _("Not these, as things are"),
}

SIDES: Mapping[str, Promise] = {
    "for": _("What speaks for it:"),
    "against": _("Why not this one:"),
    "open": _("What is open:"),
    "note": _("To know first:"),
}

FIELDS: Mapping[str, Promise] = {
    "asks": _("Who asks"),
    "where": _("Where"),
    "form": _("Form"),
    "cost": _("What it costs you"),
    "proof": _("What the court looks at"),
    "length": _("How long"),
    "terms": _("What it can say"),
    "breach": _("If they break it"),
    "before": _("Before you start"),
}


def choice(question: str, chosen: str) -> str:
    """One answer in words."""
    return str(CHOICES[question].get(chosen, NOT_SURE))
