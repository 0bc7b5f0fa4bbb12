"""The forms of the safety plan. Nothing in them has to be answered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fourfold.core.kernel.parts import Parts
from fourfold.core.kernel.text import clean
from fourfold.core.kernel.when import When
from fourfold.core.plan.catalogue import NOT_SURE, Item, Prompt, Question, Section
from fourfold.core.plan.choosing import Offer
from fourfold.core.plan.plan import (
    LONGEST_WORDS,
    Box,
    Dated,
    Decision,
    Moment,
    Own,
    SafetyPlan,
)
from fourfold.web.plan import words
from fourfold.web.record.forms import PROBLEMS, RecordForm, line_field, one_line
from fourfold.web.ui.forms import NOT_OFFERED, DateParts, TextField

STEP = "step-"


class OwnWords(TextField):
    """A box for words of her own, as a plan keeps them; its limit is that of the plan."""

    def __init__(self, label: Any, rows: int = 3, help_text: Any = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            max_length=LONGEST_WORDS,
            widget=forms.Textarea(attrs={"rows": rows}),
        )

    def to_python(self, value: Any) -> str:
        """The text without what a plan does not keep, before it is measured."""
        return clean(super().to_python(value))


class PlanForm(RecordForm):
    """What every form here has beside: the mark of what it shows, to tell of a second window."""

    seen = TextField(widget=forms.HiddenInput, required=False)

    @property
    def mark(self) -> str:
        """The mark that came with it."""
        return str(self.cleaned_data["seen"])


class AskForm(PlanForm):
    """A few questions."""

    def __init__(self, *args: Any, questions: Iterable[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = tuple(questions)
        for each in self.questions:
            choices = [(choice.id, choice.text) for choice in each.choices]
            self.fields[each.id] = _radios(
                each.text, [*choices, (NOT_SURE, _("I do not know"))], each.hint
            )

    @property
    def given(self) -> dict[str, str]:
        """The answers by question; "" for one that was left out."""
        return {each.id: self.cleaned_data[each.id] for each in self.questions}


class PartForm(PlanForm):
    """The steps of one part, each with what was decided about it, and her own."""

    def __init__(
        self, *args: Any, section: Section, offers: Iterable[Offer], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        self.offers = tuple(offers)
        for offer in self.offers:
            self.fields[STEP + offer.step.id] = forms.ChoiceField(
                label=offer.step.text,
                help_text=offer.step.why,
                choices=[("", _("Not decided")), *words.DECISIONS.items()],
                required=False,
                error_messages=NOT_OFFERED,
            )
        self.fields["own"] = OwnWords(
            _("Steps of your own"), help_text=_("One on each line. Only you see them.")
        )
        if section.reader:
            self.fields["tell"] = OwnWords(
                words.READERS[section.reader],
                help_text=_("What you want them to know. It stands on the sheet that you give."),
            )

    @property
    def steps(self) -> list[tuple[Offer, Any]]:
        """Each step with its box."""
        return [(offer, self[STEP + offer.step.id]) for offer in self.offers]

    @property
    def decisions(self) -> dict[str, Decision | None]:
        """What was decided, by step."""
        given = {each.step.id: self.cleaned_data[STEP + each.step.id] for each in self.offers}
        return {name: Decision(value) if value else None for name, value in given.items()}

    @property
    def own_words(self) -> Own:
        """Her own words in this part."""
        answers = self.cleaned_data
        return Own(section=self.section.id, steps=answers["own"], tell=answers.get("tell", ""))

    @staticmethod
    def answers_of(plan: SafetyPlan, section: Section) -> dict[str, Any]:
        """What the boxes hold to begin with."""
        own = plan.own_in(section.id)
        chosen = {STEP + name: decision.value for name, decision in plan.decisions.items()}
        return chosen | {"own": own.steps, "tell": own.tell}


class WordsForm(PlanForm):
    """Whom she rings, where she goes, and the rest of her own words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for box, (label, hint) in words.BOXES.items():
            self.fields[box.value] = OwnWords(label, help_text=hint)

    @property
    def told(self) -> dict[Box, str]:
        """Her words by box."""
        return {box: self.cleaned_data[box.value] for box in Box}

    @staticmethod
    def answers_of(plan: SafetyPlan) -> dict[str, Any]:
        """What the boxes hold to begin with."""
        return {box.value: text for box, text in plan.words.items()}


class DatesForm(PlanForm):
    """Days that matter; as much of each as is known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for moment, label in words.MOMENTS.items():
            self.fields[moment.value] = TextField(
                label=label,
                help_text=_("As much as you know, for example 14 3 2027."),
                widget=DateParts,
                required=False,
            )
            note = _("What it is, in a few words, if you like")
            self.fields[f"{moment}_note"] = line_field(note)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        for moment in Moment:
            typed, note = answers.get(moment.value, ""), answers.get(f"{moment}_note", "")
            if typed:
                answers[moment.value] = self._read(moment, typed)
            elif note and not self.has_error(moment.value):
                self.add_error(moment.value, _("Fill in a day too, or take the note away"))
        return answers

    def _read(self, moment: Moment, typed: str) -> When | None:
        year, month, day = [*typed.split("-", 2), "", ""][:3]
        read = When.from_parts(Parts(day=day, month=month, year=year))
        if isinstance(read, When):
            return read
        whole = f"{read[0].field}_{read[0].code}"
        self.add_error(moment.value, PROBLEMS.get(whole) or PROBLEMS[read[0].code])
        return None

    @property
    def dates(self) -> tuple[Dated, ...]:
        """The days that were filled in."""
        answers = self.cleaned_data
        return tuple(
            Dated(
                moment=moment, when=answers[moment.value], note=one_line(answers[f"{moment}_note"])
            )
            for moment in Moment
            if answers[moment.value]
        )

    @staticmethod
    def answers_of(plan: SafetyPlan) -> dict[str, Any]:
        """What the boxes hold to begin with."""
        held: dict[str, Any] = {}
        for dated in plan.dates:
            parts, _until = dated.when.parts
            held[dated.moment.value] = f"{parts.year}-{parts.month}-{parts.day}"
            held[f"{dated.moment}_note"] = dated.note
        return held


class OverForm(PlanForm):
    """Things to look over on one page of the check-up."""

    def __init__(self, *args: Any, items: Iterable[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = tuple(items)
        for each in self.items:
            self.fields[each.id] = _radios(each.text, words.FOUND, each.hint)

    @property
    def found(self) -> dict[str, str]:
        """What was found, by item; "" where it was left out."""
        return {each.id: self.cleaned_data[each.id] for each in self.items}

    @property
    def steps(self) -> list[str]:
        """The steps that follow from what does not look right."""
        odd = [each for each in self.items if self.cleaned_data[each.id] in ("odd", NOT_SURE)]
        return list(dict.fromkeys(step for each in odd for step in each.steps))


class AgainForm(PlanForm):
    """What happened since the plan was last looked at."""

    since = forms.MultipleChoiceField(
        label=_("Has any of this happened since?"),
        help_text=_("Choose any that fit, or none."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=NOT_OFFERED,
    )

    def __init__(self, *args: Any, prompts: Iterable[Prompt], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["since"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(each.id, each.text) for each in prompts]


def _radios(label: str, choices: Iterable[tuple[Any, Any]], hint: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=list(choices),
        widget=forms.RadioSelect,
        required=False,
        error_messages=NOT_OFFERED,
    )
