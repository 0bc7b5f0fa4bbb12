"""What finding support asks: a place, or a police force, and who somebody is if they like."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from fourfold.core.support.area import Code, Confidence
from fourfold.core.support.service import Audience
from fourfold.data import forces as known_forces
from fourfold.web.support import queries
from fourfold.web.support.words import AUDIENCES
from fourfold.web.ui.forms import NOT_OFFERED, TextField

# Room for a whole address, in which the postcode is found; it is not kept when it was understood.
MOST_CHARACTERS = 200
TOO_LONG = _("That is too long. Write only the postcode, or its first part")
NO_POSTCODE = _(
    "We could not read a UK postcode there. Write one such as SW1A 1AA, or only its first part, or "
    "choose your police force from the list"
)
# Why a text leads to no police force; all other reasons are NO_POSTCODE.
PROBLEMS = {
    Code.SEVERAL: _("There is more than one postcode here. Write one of them only"),
    Code.FOREIGN: _(
        "That is a postcode of another country. We know the police of the UK only. In danger, call "
        "the emergency number of the country where you are"
    ),
    Code.OVERSEAS: _(
        "That place has police of its own, whom we do not know. In danger, call the emergency "
        "number of the place where you are"
    ),
    Code.BFPO: _(
        "An address of the armed forces (BFPO) does not say where you are. Write the postcode of "
        "the place where you are, or choose a police force from the list"
    ),
    Code.NOT_FOUND: _(
        "We do not know this postcode. Look at it again, write only its first part, or choose your "
        "police force from the list"
    ),
    Code.NO_FORCE: _(
        "We know this postcode, but not which police it belongs to. Try another one nearby, or "
        "choose your police force from the list"
    ),
}


class PlaceForm(forms.Form):
    """A postcode or a part of one. It is in no address and in no log."""

    place = TextField(
        label=_("Postcode, or the first part of it"),
        help_text=_("Such as SW1A 1AA, or only SW1A. It is looked up here and told to nobody."),
        max_length=MOST_CHARACTERS,
        widget=forms.TextInput(
            attrs={
                "class": "govuk-input--width-10",
                "spellcheck": "false",
                "autocapitalize": "characters",
            }
        ),
        error_messages={
            "required": _("Write a postcode, or choose your police force from the list"),
            "max_length": TOO_LONG,
        },
    )

    def clean_place(self) -> str:
        """The postcode as it is written."""
        answer = queries.find(self.cleaned_data["place"], "")
        if not answer.candidates and answer.confidence is not Confidence.CROWN_DEPENDENCY:
            raise forms.ValidationError(PROBLEMS.get(answer.code, NO_POSTCODE))
        return answer.asked


class ForceForm(forms.Form):
    """One of the police forces, by its id."""

    force = forms.CharField()

    def clean_force(self) -> str:
        force: str = self.cleaned_data["force"]
        if force not in known_forces.by_id():
            raise forms.ValidationError(NOT_OFFERED["invalid_choice"])
        return force


class AudienceForm(forms.Form):
    """What somebody would like to see first: as many as they like, or none."""

    who = forms.MultipleChoiceField(
        label=_("Show first what is made for"),
        help_text=_("Choose as many as you like. Nothing is hidden: what fits comes first."),
        choices=[(audience.value, AUDIENCES[audience]) for audience in Audience],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=NOT_OFFERED,
    )
