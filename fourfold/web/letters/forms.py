"""The forms of letters: choose what it is made of, write it, say what may stay in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as gettext_now
from django.utils.translation import gettext_lazy as _

from fourfold.core.kernel.text import clean, first_line
from fourfold.core.letters.building import Answers, build
from fourfold.core.letters.errors import TooLong
from fourfold.core.letters.letter import LONGEST, Letter
from fourfold.core.letters.looking import Trace
from fourfold.core.letters.outline import Outline
from fourfold.core.record.body import Order
from fourfold.core.record.codes import Kind
from fourfold.core.record.entry import Entry
from fourfold.web.letters.queries import BOOK
from fourfold.web.letters.words import FOUND
from fourfold.web.record import words
from fourfold.web.record.forms import RecordForm, line_field, text_field
from fourfold.web.ui.forms import NOT_OFFERED, TextField

MOST_TICKS = 200
"""So many things can be ticked on one page, the newest; the others are named by their numbers."""

SPAN = re.compile(r"\s*([1-9][0-9]{0,8})\s*(?:(?:-|–|to)\s*([1-9][0-9]{0,8})\s*)?")
TOO_LONG = _("That is too much for one letter. Choose fewer things, or write two letters")
FULL = _("There are many letters already. Delete one that you no longer need first")
GONE = _("Something you ticked is no longer there. Look again")


class NewForm(RecordForm):
    """A few questions, what can be asked for, and what of her notes goes in."""

    def __init__(
        self,
        *args: Any,
        outline: Outline,
        offered: tuple[Entry, ...],
        has_room: bool = True,
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.outline = outline
        self.has_room = has_room
        self.offered = offered
        self._letter: Letter | None = None
        for section in outline.sections:
            if section.ask:
                self.fields[f"ask_{section.id}"] = text_field(section.ask, 3, required=False)
        self._add_choices()
        self._add_entries()

    def _add_choices(self) -> None:
        for section in self.outline.sections:
            if section.choices:
                self.fields["ticked"] = forms.MultipleChoiceField(
                    label=section.begins or section.heading,
                    help_text=_("Tick what you would like. You can change the words later."),
                    choices=[(each, BOOK.choices[each].text) for each in section.choices],
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                    error_messages=NOT_OFFERED,
                )

    def _add_entries(self) -> None:
        newest = self.offered[-MOST_TICKS:]
        there = {each.kind for each in newest}
        for kind in (each for each in Kind if each in there):
            self.fields[f"of_{kind.value}"] = forms.TypedMultipleChoiceField(
                label=str(words.KINDS[kind]),
                coerce=int,
                choices=[(each.number, entry_words(each)) for each in newest if each.kind is kind],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                error_messages={"invalid_choice": GONE},
            )
        if len(self.offered) > MOST_TICKS:
            self.fields["others"] = line_field(
                _("Others, by their numbers"),
                help_text=_(
                    "Only the newest are listed above. The number of each thing stands at the end "
                    "of its address in your notes. For example: 3, 8, 12 to 20."
                ),
            )
        if any(getattr(each.body, "where", "") for each in self.offered):
            self.fields["places"] = forms.BooleanField(
                label=_("Put in the places that I wrote down"),
                help_text=_("A place can say where you live, work or go. Leave it if you doubt."),
                required=False,
            )

    @property
    def asks(self) -> list[forms.BoundField]:
        """The questions and what can be asked for."""
        return [field for field in self if field.name.startswith(("ask_", "ticked"))]

    @property
    def kinds(self) -> list[forms.BoundField]:
        """What can be ticked of her notes, a box a kind."""
        return [field for field in self if field.name.startswith("of_")]

    def clean_others(self) -> tuple[int, ...]:
        """The numbers that were typed; of "12 to 20" those that there are."""
        there = [each.number for each in self.offered]
        return tuple(sorted(set(_numbers(self.cleaned_data["others"], there))))

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not self.has_room:
            self.add_error(None, FULL)
        if not self.errors:
            try:
                self._letter = self._build()
            except TooLong:
                self.add_error(None, TOO_LONG)
        return answers

    def letter(self) -> Letter:
        """The letter that was asked for."""
        assert self._letter
        return self._letter

    def _build(self) -> Letter:
        said = self.cleaned_data
        chosen = {number for field in self.kinds for number in said[field.name]}
        chosen.update(said.get("others", ()))
        asks = {name.removeprefix("ask_"): said[name] for name in said if name.startswith("ask_")}
        answers = Answers(
            chosen=frozenset(chosen),
            words={section: clean(text) for section, text in asks.items()},
            ticked=frozenset(said.get("ticked", ())),
            with_places=bool(said.get("places")),
        )
        return build(BOOK, self.outline.kind, self.offered, answers, words.when_words)


class EditForm(RecordForm):
    """The whole letter, a box for each heading. version: which one was read."""

    version = TextField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, letter: Letter, helps: dict[str, str], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.letter = letter
        for place, part in enumerate(letter.parts):
            rows = min(20, max(4, len(part.text) // 60 + part.text.count("\n")))
            self.fields[f"part_{place}"] = text_field(
                part.heading, rows, required=False, help_text=helps.get(part.section, "")
            )

    @staticmethod
    def answers_of(letter: Letter) -> dict[str, str]:
        """What the boxes hold to begin with."""
        return {f"part_{place}": part.text for place, part in enumerate(letter.parts)}

    @property
    def boxes(self) -> list[forms.BoundField]:
        """The boxes, in the order of the letter."""
        return [field for field in self if field.name.startswith("part_")]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if sum(len(clean(str(answers.get(each.name, "")))) for each in self.boxes) > LONGEST:
            limit = {"most": f"{LONGEST:,}"}
            self.add_error(
                None,
                _("This letter is too long. It can have %(most)s characters. Nothing is lost")
                % limit,
            )
        return answers

    def rewritten(self) -> Letter:
        """The letter as it reads now."""
        texts = {
            part.section: clean(self.cleaned_data[f"part_{place}"])
            for place, part in enumerate(self.letter.parts)
            # A box that did not arrive is not an empty one.
            if f"part_{place}" in self.data
        }
        return self.letter.rewritten(texts)

    @property
    def version_read(self) -> int:
        """Which version she had before her; 0 if that was tampered with."""
        version = self.cleaned_data.get("version", "")
        return int(version) if re.fullmatch(r"[1-9][0-9]{0,8}", version) else 0


class StayOutForm(RecordForm):
    """Words that must stay out of every letter, one to a line."""

    lines = TextField(
        label=_("Words that must stay out"),
        help_text=_(
            "One to a line: your new address, postcode, phone number, email, a school, a place "
            "of work. Only what the other person does not know."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=10_000,
        required=False,
    )
    seen = TextField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if "lines" not in self.data:
            # Half a form must not empty the list.
            self.add_error(None, str(words.REFUSED["words_cut"]))
        return answers

    def phrases(self) -> list[str]:
        """Each line."""
        return _lines(self.cleaned_data["lines"])

    def phrases_seen(self) -> list[str]:
        """Each line of the list as it was when she opened the page."""
        return _lines(self.cleaned_data["seen"])


class LookOverForm(forms.Form):
    """A tick for each thing found that may stay in."""

    may_stay = forms.MultipleChoiceField(
        label=_("Tick what may stay in"),
        help_text=_("If it could tell the other person where you are, take it out instead."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("The letter has changed. Look again")},
    )

    def __init__(self, *args: Any, traces: Iterable[Trace], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.traces = {each.key: each for each in traces}
        self.fields["may_stay"].choices = [  # type: ignore[attr-defined]
            (key, trace_words(each)) for key, each in self.traces.items()
        ]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not self.errors and len(set(answers.get("may_stay", ()))) < len(self.traces):
            self.add_error("may_stay", _("Tick each one that may stay, or go back and take it out"))
        return answers


def entry_words(entry: Entry) -> str:
    """An entry as something to tick: when, and its first words or what it is."""
    when = words.when_words(entry.when)
    what = first_line(entry.body.words, 80)
    if isinstance(entry.body, Order):
        what = words.order_words(entry.body)
    return f"{when[:1].upper()}{when[1:]}: {what}".strip(": ")


def trace_words(trace: Trace) -> str:
    """Something found, as something to tick: what it is, its words, and where they stand."""
    shown = " ".join(trace.words.split())
    return f"{FOUND[trace.found]}: {shown} ({trace.heading})"


def _lines(typed: Any) -> list[str]:
    return [each.strip() for each in clean(str(typed)).split("\n") if each.strip()]


def _numbers(typed: str, there: list[int]) -> Iterator[int]:
    for each in filter(str.strip, re.split(r"[,;]|\band\b", typed)):
        span = SPAN.fullmatch(each)
        if not span:
            raise forms.ValidationError(_("Use numbers, such as 3, 8, 12 to 20"))
        first, last = int(span[1]), int(span[2] or span[1])
        found = [number for number in there if first <= number <= last]
        if not found:
            raise forms.ValidationError(
                gettext_now("There is nothing with the number %(number)s that can go in here")
                % {"number": each.strip()}
            )
        yield from found
