"""The forms of orders held: boxes and ticks in, values of core out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fourfold.core.kernel.parts import Parts
from fourfold.core.kernel.text import clean, escape_controls
from fourfold.core.kernel.when import UNDATED, When
from fourfold.core.orders import terms
from fourfold.core.record.body import Contact, Deed, Incident, Order, Term, TermRef
from fourfold.core.record.codes import OrderKind, Party
from fourfold.core.record.entry import Entry
from fourfold.core.record.person import Person
from fourfold.web.held import words
from fourfold.web.record.forms import (
    BOXES,
    CLOCK,
    PROBLEMS,
    RecordForm,
    WhenForm,
    files_field,
    line_field,
    one_line,
    text_field,
)
from fourfold.web.record.words import ORDERS
from fourfold.web.ui.forms import NOT_OFFERED, DateParts, TextField

ON_A_DAY, FURTHER_ORDER, NOT_KNOWN = "day", "further", "unknown"
CANNOT_SAY = "cannot-say"
GONE = _("A rule of an order you deleted")
REASON = _("For example: the court changed it. Anybody who gets a copy can read this.")


# ------------------------------------------------------------------ days in boxes


def day_field(label: Any, help_text: Any) -> forms.CharField:
    """Three boxes for a day, or as much of it as is known."""
    return TextField(label=label, help_text=help_text, widget=DateParts, required=False)


def boxes(when: When | None) -> tuple[str, str]:
    """What the boxes of a day hold, and that of its time."""
    if when is None or when.is_unknown:
        return "", ""
    parts, _until = when.parts
    return f"{parts.year}-{parts.month}-{parts.day}", parts.time


@dataclass(frozen=True, slots=True)
class Day:
    """The boxes of a day in a form, by their names; time: "" where there is none."""

    name: str
    time: str = ""

    def read(self, form: forms.Form, before: When | None, today: date | None) -> When | None:
        """The day, None if nothing is typed; says in the form what is wrong with it.

        What was there before and is left as it was stays exactly that.
        """
        answers = form.cleaned_data
        typed = answers.get(self.name, ""), answers.get(self.time, "") if self.time else ""
        if before is not None and typed == self.shown(before):
            return before
        year, month, day = [*typed[0].split("-", 2), "", ""][:3]
        parts = Parts(day=day, month=month, year=year, time=typed[1])
        if parts.is_empty:
            return None
        read = When.from_parts(parts, clock=CLOCK, today=today)
        if isinstance(read, When):
            return read
        for problem in read:
            box = self.time if self.time and BOXES.get(problem.field) == "time" else self.name
            whole = f"{problem.field}_{problem.code}"
            if problem.code == "twice":
                form.add_error(box, _("That time came twice that night. Take the time away"))
            elif not form.has_error(box):
                form.add_error(box, PROBLEMS.get(whole) or PROBLEMS[problem.code])
        return None

    def shown(self, when: When | None) -> tuple[str, str]:
        """What its boxes hold to begin with."""
        day, time = boxes(when)
        return day, time if self.time else ""


MADE, SERVED, ENDS = Day("made"), Day("served", "served_time"), Day("ends")


# ------------------------------------------------------------------ people


def people_field(label: Any) -> forms.MultipleChoiceField:
    """Ticks for people that the record knows."""
    return forms.MultipleChoiceField(
        error_messages=NOT_OFFERED,
        label=label,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


def offer_people(form: forms.Form, known: Iterable[Person]) -> None:
    """Offer everybody the record knows, or take the question away."""
    choices = [(person.id, escape_controls(person.label)) for person in known]
    if choices:
        form.fields["people"].choices = choices  # type: ignore[attr-defined]
    else:
        del form.fields["people"]


# ------------------------------------------------------------------ an order


class OrderForm(RecordForm):
    """An order, condition or promise that binds the other person. Only its kind is asked for."""

    version = TextField(widget=forms.HiddenInput, required=False)
    order_kind = forms.ChoiceField(
        label=_("What kind is it?"),
        help_text=_("It stands at the top of the paper. “Something else” is fine."),
        choices=[
            ("", _("Choose one")),
            *(
                (group, [(kind.value, ORDERS[kind]) for kind in kinds])
                for group, kinds in words.GROUPS
            ),
        ],
        error_messages=NOT_OFFERED
        | {"required": _("Choose what kind it is. “Something else” is fine")},
    )
    terms = text_field(
        _("What must they not do?"),
        8,
        required=False,
        help_text=_(
            "In the words of the paper. Put each rule on its own line, with its number if it has "
            "one, such as 2(a). If a rule has several lines, leave an empty line after each rule. "
            "You can add them later."
        ),
    )
    people = people_field(_("Who does it bind?"))
    person = line_field(
        _("Somebody you have not named before"),
        help_text=_("A name, or your own words for them, such as “the neighbour”."),
    )
    court = line_field(
        _("Which court, or which police?"), help_text=_("As it stands on the paper.")
    )
    reference = line_field(
        _("Its number"), help_text=_("The case or order number, to say when you call.")
    )
    made = day_field(_("When was it made?"), _("As much as you know."))
    served = day_field(
        _("When were they given it?"),
        _("Leave it empty if you do not know. The police or the court can tell you."),
    )
    served_time = line_field(_("At what time?"), help_text=_("If you know, for example 9.05pm."))
    served_how = text_field(
        _("How do you know that they were given it?"),
        2,
        required=False,
        help_text=_("For example: the officer told me, and the officer’s name or number."),
    )
    until = forms.ChoiceField(
        label=_("When does it end?"),
        choices=(
            (ON_A_DAY, _("On the day that I fill in")),
            (FURTHER_ORDER, _("When a court says so (“until further order”)")),
            (NOT_KNOWN, _("I do not know")),
        ),
        initial=NOT_KNOWN,
        widget=forms.RadioSelect,
        error_messages=NOT_OFFERED
        | {"required": _("Choose when it ends. “I do not know” is fine")},
    )
    ends = day_field(_("The day it ends"), _("For example 14 3 2027."))
    what = text_field(_("Anything you want to add"), 3, required=False)
    uploads = files_field()

    def __init__(
        self,
        *args: Any,
        known: Iterable[Person] = (),
        versions: Iterable[Entry] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_people(self, known)
        if "people" not in self.fields:
            self.fields["person"].label = _("Who does it bind?")
        self.fields["uploads"].label = _("A photo or scan of the paper, or other files")
        bodies = (each.body for each in versions)
        self.versions = [body for body in bodies if isinstance(body, Order)]

    @property
    def before(self) -> Order | None:
        """The order as it is now; None for a new one."""
        return self.versions[-1] if self.versions else None

    def clean_terms(self) -> tuple[Term, ...]:
        said = terms.read(clean(self.cleaned_data["terms"]))
        if len(said) > terms.MOST:
            raise forms.ValidationError(_("These are too many rules: each line counts as one"))
        return terms.identified(said, [each.terms for each in self.versions])

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        today = self.now.date()
        # What was made or given lies behind her; an end may be to come.
        for day, latest in ((MADE, today), (SERVED, today), (ENDS, None)):
            if day.name in answers and (not day.time or day.time in answers):
                before = getattr(self.before, day.name, None)
                answers[f"{day.name}_when"] = day.read(self, before, latest)
        self._check_end(answers)
        return answers

    def _check_end(self, answers: dict[str, Any]) -> None:
        if "until" not in answers or self.has_error("ends"):
            return
        is_filled_in, had_end = bool(answers.get("ends")), bool(self.before and self.before.ends)
        if is_filled_in and answers["until"] == NOT_KNOWN and not had_end:
            answers["until"] = ON_A_DAY
        is_day = answers["until"] == ON_A_DAY
        if is_filled_in and not is_day:
            self.add_error(
                "until",
                _("You also filled in a day. Choose “On the day that I fill in”, or empty the day"),
            )
        if is_day and not is_filled_in:
            self.add_error("ends", _("Fill in the day it ends, or choose “I do not know”"))

    def order(self) -> Order:
        """The order as it now reads."""
        answers = self.cleaned_data
        return Order(
            order_kind=OrderKind(answers["order_kind"]),
            made=answers["made_when"] or UNDATED,
            court=one_line(answers["court"]),
            reference=one_line(answers["reference"]),
            served=answers["served_when"],
            served_how=clean(answers["served_how"]),
            ends=answers["ends_when"] if answers["until"] == ON_A_DAY else None,
            until_further_order=answers["until"] == FURTHER_ORDER,
            terms=answers["terms"],
            what=clean(answers["what"]),
        )

    @property
    def new_person(self) -> str:
        """The label of a person not named before, or ""."""
        return one_line(self.cleaned_data["person"])


class ChangeForm(OrderForm):
    """An order as it reads from now on: a court changed it, or something was not right."""

    reason = text_field(
        _("Why are you changing it?"),
        2,
        help_text=REASON,
        error_messages={"required": _("Write why, in a few words")},
    )

    @property
    def reason_given(self) -> str:
        """Why, in her words."""
        return clean(self.cleaned_data["reason"])

    @staticmethod
    def answers_of(entry: Entry) -> dict[str, Any]:
        """What the boxes hold to begin with."""
        order = entry.body
        assert isinstance(order, Order)
        served, served_time = SERVED.shown(order.served)
        until = FURTHER_ORDER if order.until_further_order else NOT_KNOWN
        return {
            "order_kind": order.order_kind.value,
            "terms": terms.written(order.terms),
            "people": list(entry.people),
            "court": order.court,
            "reference": order.reference,
            "made": MADE.shown(order.made)[0],
            "served": served,
            "served_time": served_time,
            "served_how": order.served_how,
            "until": ON_A_DAY if order.ends and not order.ends.is_unknown else until,
            "ends": ENDS.shown(order.ends)[0],
            "what": order.what,
        }


# ------------------------------------------------------------------ times they broke it


class BrokenForm(WhenForm):
    """A time they broke it: which rule, and what happened."""

    what = text_field(
        _("What happened?"),
        5,
        help_text=_("In your own words. One sentence is enough. You can add to it later."),
        error_messages={"required": _("Write something, even one word")},
    )
    terms = forms.MultipleChoiceField(
        label=_("Which rule does it go against?"),
        help_text=_(
            "Tick the closest if you are not sure. If you cannot say which, say so: you can tick "
            "it later, or not at all."
        ),
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_OFFERED | {"required": _("Tick a rule, or “I cannot say which”")},
    )
    where = line_field(_("Where was it?"), help_text=_("Leave it empty if you like."))
    people = people_field(_("Who did this?"))
    uploads = files_field()

    def __init__(
        self, *args: Any, order: Entry, known: Iterable[Person] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_people(self, known)
        self.refs = dict(_refs(order))
        if self.refs:
            self.fields["terms"].choices = [  # type: ignore[attr-defined]
                *_choices(order),
                (CANNOT_SAY, _("I cannot say which")),
            ]
        else:
            del self.fields["terms"]

    def clean_terms(self) -> list[str]:
        """The rules that were ticked; none when she cannot say which."""
        ticked: list[str] = self.cleaned_data["terms"]
        if CANNOT_SAY not in ticked:
            return ticked
        if len(set(ticked)) > 1:
            raise forms.ValidationError(
                _("You ticked a rule, and also “I cannot say which”. Take one of them away")
            )
        return []

    def incident(self) -> Incident:
        """What happened, with the terms it goes against."""
        answers = self.cleaned_data
        return Incident(
            what=clean(answers["what"]),
            when=answers["moment"],
            where=one_line(answers["where"]),
            breaches=tuple(self.refs[each] for each in answers.get("terms", ())),
        )


class TermsForm(RecordForm):
    """Which terms of all orders held something goes against."""

    version = TextField(widget=forms.HiddenInput, required=False)
    terms = forms.MultipleChoiceField(
        label=_("Which rules does it go against?"),
        help_text=_("Tick any that fit, or none."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=NOT_OFFERED,
    )
    reason = text_field(
        _("Why are you changing it?"),
        2,
        required=False,
        help_text=_(
            "Needed only if you take a tick away. For example: I ticked the wrong one. Anybody "
            "who gets a copy can read this."
        ),
    )

    def __init__(self, *args: Any, entry: Entry, orders: Iterable[Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(entry.body, Deed)
        self.entry, self.deed = entry, entry.body
        held = list(orders)
        self.refs = {name: ref for order in held for name, ref in _refs(order)}
        self.fields["terms"].choices = [  # type: ignore[attr-defined]
            *(choice for order in held for choice in _choices(order, with_kind=True)),
            *self._gone({order.id for order in held}),
        ]

    def _gone(self, here: set[str]) -> Iterable[tuple[str, Any]]:
        """What it goes against and no order has any more: a tick that can be taken away."""
        for ref in self.deed.breaches:
            if _name(ref) not in self.refs:
                self.refs[_name(ref)] = ref
                is_here = ref.order in here
                yield _name(ref), _("A rule that was taken out of its order") if is_here else GONE

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        taken_away = {_name(ref) for ref in self.deed.breaches} - set(answers.get("terms", ()))
        is_hers = answers.get("version") == str(self.entry.version)
        # What another window ticked in between, she hasn't taken away.
        if is_hers and "terms" in answers and taken_away and not answers.get("reason"):
            self.add_error("reason", _("Write why you took a tick away, in a few words"))
        return answers

    def changed(self) -> Deed:
        """The deed with what is ticked now, in the order in which it is offered."""
        ticked = self.cleaned_data["terms"]
        return replace(
            self.deed, breaches=tuple(ref for name, ref in self.refs.items() if name in ticked)
        )

    @property
    def reason_given(self) -> str:
        """Why, in her words; for ticks that were only added, in ours."""
        return clean(self.cleaned_data["reason"]) or str(_("Said which rules it goes against"))

    @staticmethod
    def answers_of(deed: Deed) -> dict[str, Any]:
        """What is ticked to begin with."""
        return {"terms": [_name(ref) for ref in deed.breaches]}


class ToldForm(WhenForm):
    """Whom she told that they broke it, and what came of that."""

    party = forms.ChoiceField(
        label=_("Whom did you tell?"),
        choices=[(party.value, text) for party, text in words.PARTIES.items()],
        widget=forms.RadioSelect,
        error_messages=NOT_OFFERED | {"required": _("Choose whom you told")},
    )
    said = text_field(
        _("What was said?"),
        4,
        help_text=_("What you told them and what they answered. One sentence is enough."),
        error_messages={"required": _("Write something, even one word")},
    )
    who = line_field(_("Who was it?"), help_text=_("A name, rank or number, if you have one."))
    reference = line_field(
        _("The number they gave you"), help_text=_("The crime, incident or case number.")
    )
    promised = text_field(_("What did they say they would do?"), 2, required=False)
    promised_by = day_field(_("By when?"), _("As much as they said. Leave it empty if nothing."))
    uploads = files_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        when = self.fields["when"]
        when.label = _("When did you tell them?")
        when.error_messages["required"] = _("Choose when. “I do not know when” is fine")

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if "promised_by" in answers:
            answers["promised_when"] = Day("promised_by").read(self, None, None)
        return answers

    def contact(self, about: Entry) -> Contact:
        """The contact about an entry."""
        answers = self.cleaned_data
        return Contact(
            said=clean(answers["said"]),
            when=answers["moment"],
            party=Party(answers["party"]),
            who=one_line(answers["who"]),
            reference=one_line(answers["reference"]),
            promised=clean(answers["promised"]),
            promised_by=answers["promised_when"],
            linked=(about.id,),
        )


def _name(ref: TermRef) -> str:
    """A term's name in a form."""
    return f"{ref.order}-{ref.term}"


def _refs(order: Entry) -> Iterable[tuple[str, TermRef]]:
    assert isinstance(order.body, Order)
    for term in order.body.terms:
        ref = TermRef(order=order.id, term=term.id)
        yield _name(ref), ref


def _choices(order: Entry, *, with_kind: bool = False) -> Iterable[tuple[str, str]]:
    body = order.body
    assert isinstance(body, Order)
    before = f"{words.kind_words(body)}: " if with_kind else ""
    for (name, _ref), term in zip(_refs(order), body.terms, strict=True):
        yield name, before + words.term_words(term)
