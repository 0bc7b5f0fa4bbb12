"""Forms for the other kinds of entry: what it did to the owner, a message, a thing, a note.

Each kind has a form that begins an entry, and one that changes it: the same questions, and why.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from fourfold.core.kernel.text import clean
from fourfold.core.kernel.when import UNDATED, When
from fourfold.core.record.body import Body, Effect, Handling, Message, Note, Thing
from fourfold.core.record.codes import Area, Direction, Route
from fourfold.web.record import said, words
from fourfold.web.record.days import read_day
from fourfold.web.record.forms import (
    AmendWhenForm,
    ReasonForm,
    RecordForm,
    WhenForm,
    boxes_of,
    files_field,
    line_field,
    one_line,
    text_field,
    ticks_field,
)
from fourfold.web.record.links import Links, read_numbers, unknown
from fourfold.web.ui.forms import NOT_OFFERED, DateParts, TextField

SOMETHING = {"required": _("Write something, even one word")}
IF_YOU_LIKE = _("Leave it empty if you like.")
SENT_BY = (
    *(Route.TEXT, Route.APP, Route.EMAIL, Route.PHONE, Route.SOCIAL_MEDIA, Route.ONLINE),
    *(Route.NEW_ACCOUNT, Route.PAYMENT, Route.POST, Route.DELIVERY, Route.THROUGH_OTHERS),
    Route.OTHER,
)
ONGOING = ".."
WHEN_BOXES = ("when", "date", "time", "which")


class KindForm(RecordForm):
    """A form for one kind of entry. body_type: what its answers become."""

    body_type: ClassVar[type[Any]]
    before: Any = None
    uploads = files_field()

    def answered(self) -> dict[str, Any]:
        """The fields of the body as they were answered."""
        raise NotImplementedError

    def body(self) -> Body:
        """The answers as a value; in a change, what this form does not ask stays."""
        new = self.answered()
        made: Body = replace(self.before, **new) if self.before else self.body_type(**new)
        return made


class LinkForm(KindForm):
    """A form that also asks which entries it goes with."""

    linked = forms.MultipleChoiceField(
        error_messages=NOT_OFFERED,
        label=_("Which of your notes does it go with?"),
        help_text=_("The newest are here. Choose any that fit, or none."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    numbers = line_field(
        _("Older ones, by their number"),
        help_text=_("For example 12, 40. Each of your notes has its number at the top."),
    )

    def __init__(self, *args: Any, links: Links, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.links = links
        field = self.fields["linked"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(each.number), each.text) for each in self._offers()]
        if not field.choices:
            del self.fields["linked"]
            del self.fields["numbers"]

    def _offers(self) -> list[Any]:
        """What can be ticked: also what was ticked on a page that is older than the newest."""
        there = {each.number for each in self.links.offers}
        ticked = self.data.getlist("linked") if isinstance(self.data, QueryDict) else []
        late = [int(each) for each in ticked if not unknown(self.links, [each])]
        more = [self.links.offer_of(number) for number in late if number not in there]
        return [*self.links.offers, *more]

    def clean_numbers(self) -> list[int]:
        """Numbers of entries that are there."""
        typed = read_numbers(self.cleaned_data["numbers"])
        wrong = unknown(self.links, typed)
        if wrong:
            raise forms.ValidationError(
                _("There is no number %(number)s to go with. Check it, or take it out"),
                params={"number": wrong[0]},
            )
        return [int(each) for each in typed]

    def chosen(self) -> tuple[str, ...]:
        """The ids of the entries that it goes with."""
        ticked = {int(each) for each in self.cleaned_data.get("linked", ())}
        return self.links.chosen(ticked | set(self.cleaned_data.get("numbers", ())))

    def linked_answers(self) -> dict[str, Any]:
        """The field of the body."""
        return {"linked": self.chosen()}


def linked_boxes(links: Links) -> dict[str, Any]:
    """What the ticks hold to begin with."""
    return {"linked": [str(number) for number in links.linked]}


# ------------------------------------------------------------------ what it did to the owner


class EffectForm(LinkForm, WhenForm):
    """What it did to the owner, in her words first."""

    body_type = Effect
    what = text_field(
        _("What did it do to you?"),
        5,
        help_text=_("In your own words. There is no right answer, and small things count."),
        error_messages=SOMETHING,
    )
    goes_on = forms.BooleanField(label=_("It still goes on"), required=False)
    areas = ticks_field(
        _("Which parts of your life?"), words.AREAS, help_text=_("Choose any that fit, or none.")
    )
    changes = text_field(
        _("Did you change anything because of it?"),
        3,
        required=False,
        help_text=_("For example a number, a route, or who collects the children."),
    )
    field_order = ("what", *WHEN_BOXES, "goes_on", "areas", "changes", "linked", "numbers")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["when"].label = _("When was it, or since when?")

    def answered(self) -> dict[str, Any]:
        """What it did, to which parts of life, and what was changed."""
        answers = self.cleaned_data
        return {
            "what": clean(answers["what"]),
            "when": _since(answers["moment"], goes_on=answers["goes_on"]),
            "areas": tuple(Area(each) for each in answers["areas"]),
            "changes": clean(answers["changes"]),
            **self.linked_answers(),
        }


class AmendEffectForm(AmendWhenForm, EffectForm):
    """Another version of it."""

    @classmethod
    def answers_of(cls, body: Effect) -> dict[str, Any]:
        """What the boxes hold to begin with."""
        return {
            "what": body.what,
            **cls.when_answers(body.when),
            "goes_on": body.when.ends[1] == ONGOING,
            "areas": list(body.areas),
            "changes": body.changes,
        }


def _since(when: When, *, goes_on: bool) -> When:
    """The time as it began, going on or over; one that is not known has no end."""
    start, end = when.ends
    if when.is_unknown or goes_on == (end == ONGOING):
        return when
    return When(f"{start}/{ONGOING}" if goes_on else start, when.zone)


# ------------------------------------------------------------------ a message


class MessageForm(KindForm, WhenForm):
    """A message, typed by hand."""

    body_type = Message
    text = text_field(
        _("What does it say?"),
        5,
        help_text=_("Word for word, also rude words. If a photo shows it, a few words are enough."),
        error_messages=SOMETHING,
    )
    direction = forms.ChoiceField(
        error_messages=NOT_OFFERED | {"required": _("Choose who sent it")},
        label=_("Who sent it?"),
        choices=[(code.value, text) for code, text in words.DIRECTIONS.items()],
        widget=forms.RadioSelect,
    )
    sender = line_field(
        _("From"), help_text=_("The name, number or account that it shows. Leave it empty if none.")
    )
    recipient = line_field(_("To"), help_text=IF_YOU_LIKE)
    how = ticks_field(
        _("How did it come?"),
        {route: words.ROUTES[route] for route in SENT_BY},
        help_text=_("Choose any that fit, or none."),
    )
    channel = line_field(
        _("Which app, site or service was it?"),
        help_text=_("For example WhatsApp, a text message or email."),
    )
    field_order = ("text", "direction", *WHEN_BOXES, "sender", "recipient", "channel", "how")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["when"].label = _("When was it sent?")

    def answered(self) -> dict[str, Any]:
        """The message, and how it came. A place that was ticked elsewhere stays."""
        answers = self.cleaned_data
        kept = [each for each in getattr(self.before, "how", ()) if each not in SENT_BY]
        ticked = {*kept, *(Route(each) for each in answers["how"])}
        return {
            "text": clean(answers["text"]),
            "when": answers["moment"],
            "direction": Direction(answers["direction"]),
            "sender": one_line(answers["sender"]),
            "recipient": one_line(answers["recipient"]),
            "how": tuple(each for each in words.ROUTES if each in ticked),
            "channel": one_line(answers["channel"]),
        }


class AmendMessageForm(AmendWhenForm, MessageForm):
    """Another version of it."""

    @classmethod
    def answers_of(cls, body: Message) -> dict[str, Any]:
        """What the boxes hold to begin with."""
        return {
            "text": body.text,
            **cls.when_answers(body.when),
            "direction": body.direction.value,
            "sender": body.sender,
            "recipient": body.recipient,
            "how": list(body.how),
            "channel": body.channel,
        }


# ------------------------------------------------------------------ a thing


class ThingForm(LinkForm, WhenForm):
    """A thing that the owner keeps."""

    body_type = Thing
    what = text_field(
        _("What is it?"),
        3,
        help_text=_("For example: a card with no name. Write what you can see on it."),
        error_messages=SOMETHING,
    )
    came = text_field(_("How did it come to you?"), 2, required=False, help_text=IF_YOU_LIKE)
    place = text_field(
        _("Where and how do you keep it?"),
        2,
        required=False,
        help_text=_(
            "For example: in a paper bag, at my sister’s. Anybody who gets a copy reads it."
        ),
    )
    police_ref = line_field(
        _("The number the police gave it"), help_text=_("Leave it empty if they do not have it.")
    )
    field_order = ("what", *WHEN_BOXES, "came", "place", "police_ref", "steps", "linked", "numbers")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["when"].label = _("When did it come, or when did you find it?")

    def answered(self) -> dict[str, Any]:
        """What it is, how it came and where it is."""
        answers = self.cleaned_data
        return {
            "what": clean(answers["what"]),
            "when": answers["moment"],
            "came": clean(answers["came"]),
            "kept": clean(answers["place"]),
            "police_ref": one_line(answers["police_ref"]),
            **self.linked_answers(),
        }


class AmendThingForm(AmendWhenForm, ThingForm):
    """Another version of it, with who has had it since."""

    steps = forms.MultipleChoiceField(
        error_messages=NOT_OFFERED,
        label=_("Who has had it"),
        help_text=_("Take away the tick if one of these is wrong."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["steps"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (str(place), said.handling_words(step))
            for place, step in enumerate(self.before.handling)
        ]
        if not field.choices:
            del self.fields["steps"]

    def answered(self) -> dict[str, Any]:
        """The same, and the steps that still have their ticks."""
        ticked = self.cleaned_data.get("steps", ())
        steps = enumerate(self.before.handling)
        handling = tuple(step for place, step in steps if str(place) in ticked)
        return {**super().answered(), "handling": handling}

    @classmethod
    def answers_of(cls, body: Thing) -> dict[str, Any]:
        """What the boxes hold to begin with."""
        return {
            "what": body.what,
            **cls.when_answers(body.when),
            "came": body.came,
            "place": body.kept,
            "police_ref": body.police_ref,
            "steps": [str(place) for place in range(len(body.handling))],
        }


class HandingForm(WhenForm):
    """One step in the keeping of a thing."""

    who = line_field(_("Who has it now?"))
    what = text_field(
        _("What happened with it?"),
        2,
        required=False,
        help_text=_("For example: I gave it to an officer at the front desk, in its bag."),
    )
    uploads = files_field()
    field_order = ("who", *WHEN_BOXES, "what")

    def __init__(self, *args: Any, before: Thing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = before
        self.fields["who"].required = True
        self.fields["who"].error_messages["required"] = _("Write who has it, or “I do”")
        self.fields["when"].label = _("Since when?")

    def changed(self) -> Thing:
        """The thing with this step at the end."""
        answers = self.cleaned_data
        step = Handling(
            when=answers["moment"], who=one_line(answers["who"]), what=clean(answers["what"])
        )
        return replace(self.before, handling=(*self.before.handling, step))


# ------------------------------------------------------------------ a note


class NoteForm(LinkForm):
    """The owner's own note."""

    body_type = Note
    text = text_field(
        _("Your note"),
        5,
        help_text=_("It is counted nowhere, and no copy to hand over has it."),
        error_messages=SOMETHING,
    )
    day = TextField(
        label=_("Which day is it about?"),
        help_text=_("Leave it empty if none. As much as you know is fine."),
        widget=DateParts,
        required=False,
    )
    field_order = ("text", "day", "linked", "numbers")

    def clean_day(self) -> When | None:
        return read_day(self.cleaned_data["day"])

    def answered(self) -> dict[str, Any]:
        """The note. A time that the boxes cannot show stays until its day is changed."""
        answers = self.cleaned_data
        when = answers["day"] or UNDATED
        if self.before and boxes_of(self.before.when) == boxes_of(when):
            when = self.before.when
        return {"text": clean(answers["text"]), "when": when, **self.linked_answers()}


class AmendNoteForm(ReasonForm, NoteForm):
    """Another version of it."""

    @classmethod
    def answers_of(cls, body: Note) -> dict[str, Any]:
        """What the boxes hold to begin with."""
        return {"text": body.text, "day": boxes_of(body.when)}
