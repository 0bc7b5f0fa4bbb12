"""The form of one page: its questions, none of which needs an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fourfold.core.support.selfcheck import Answers, Check, Kind, Question, Said
from fourfold.web.ui.language import WELSH


@dataclass(frozen=True, slots=True)
class Voice:
    """Whom it is about and in which language it is said."""

    about: str
    language: str

    def text(self, said: Said, *, is_critical: bool) -> str | SafeString:
        """The words; no Welsh about danger without its English."""
        words = said.words(self.language)
        if self.language != WELSH or not is_critical:
            return words
        return format_html('{} <span class="app-english" lang="en-gb">{}</span>', words, said.en)


class PageForm(forms.Form):
    """Drawn only: what is sent is settled by the core, which leaves out what it does not know."""

    def __init__(
        self, check: Check, questions: tuple[Question, ...], answers: Answers, voice: Voice
    ) -> None:
        super().__init__(initial=dict(answers))
        if len(questions) == 1:
            self.heading = questions[0].id
        for question in questions:
            self.fields[question.id] = _field(check, question, answers, voice)


def _field(check: Check, question: Question, answers: Answers, voice: Voice) -> forms.Field:
    critical = question.is_critical
    choices = [
        (each.id, voice.text(each.said(voice.about), is_critical=critical))
        for each in check.choices(question)
    ]
    is_one = question.kind is Kind.ONE
    help_text: Any = _("Choose one, or none.") if is_one else _("Tick all that fit, or none.")
    if question.hint:
        hint = voice.text(question.hint, is_critical=critical)
        help_text = format_html("{} {}", hint, help_text)
    chosen = answers.get(question.id, ())
    given: dict[str, Any] = {
        "label": voice.text(question.said(voice.about), is_critical=critical),
        "help_text": help_text,
        "choices": choices,
        "required": False,
    }
    if is_one:
        return forms.ChoiceField(widget=forms.RadioSelect, initial="".join(chosen[:1]), **given)
    return forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, initial=list(chosen), **given
    )
