"""Forms that add to something done that is saved: an incident or a message. Nothing is required.

What each question is for stands in `core/record/body.py`. The first seven ticks of what was done
are the examples of the statute; none is named as such, and none says that a law was broken.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from fourfold.core.kernel.text import clean, escape_controls
from fourfold.core.kernel.when import When
from fourfold.core.record.body import Incident, Message
from fourfold.core.record.codes import (
    Act,
    Afraid,
    AimedAt,
    Direction,
    DoneBy,
    KnownWho,
    Purpose,
    Route,
    StopPoint,
)
from fourfold.core.record.person import Person
from fourfold.web.record import words
from fourfold.web.record.days import read_day
from fourfold.web.record.forms import (
    RecordForm,
    boxes_of,
    choice_field,
    files_field,
    line_field,
    lines,
    one_line,
    text_field,
    ticks_field,
)
from fourfold.web.ui.forms import NOT_OFFERED, DateParts, TextField

Done = Incident | Message
ANY_OR_NONE = _("Choose any that fit, or none.")
MANY = 1_000_000
FEW_DIGITS = len(str(MANY))
FIRST_SEVEN = tuple(Act)[:7]
BODILY = (Act.THREAT, Act.SELF_HARM, Act.VIOLENCE, Act.SEXUAL, Act.VERBAL, Act.CONTROL)
REST = tuple(act for act in Act if act not in (*FIRST_SEVEN, *BODILY))


class MoreForm(RecordForm):
    """More about something that is saved: nothing here needs an answer."""

    how = ticks_field(
        _("How did it reach you, or where was it?"), words.ROUTES, help_text=ANY_OR_NONE
    )
    witnesses = text_field(
        _("Did anybody else see or hear it?"),
        2,
        required=False,
        help_text=_("One person on each line. Leave it empty if nobody did, or you do not know."),
    )
    afraid = forms.ChoiceField(
        error_messages=NOT_OFFERED,
        label=_("Were you afraid someone would be hurt?"),
        help_text=_("Being worn down, angry or numb also counts. You can write about it too."),
        choices=[(answer.value, text) for answer, text in words.AFRAID.items()],
        widget=forms.RadioSelect,
        required=False,
    )
    feelings = text_field(_("How did it make you feel?"), 3, required=False)
    people = ticks_field(_("Who did this?"), {}, help_text=ANY_OR_NONE)
    person = line_field(
        _("Somebody you have not named before"),
        help_text=_("A name, or your own words for them, such as “the neighbour”."),
    )
    learnt = TextField(
        label=_("When did you find out about it?"),
        help_text=_("Only if it was later than when it happened. As much as you know."),
        widget=DateParts,
        required=False,
    )
    uploads = files_field()

    def __init__(
        self, *args: Any, before: Done, known: Iterable[Person] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.before = before
        people = self.fields["people"]
        assert isinstance(people, forms.MultipleChoiceField)
        people.choices = [(person.id, escape_controls(person.label)) for person in known]
        if not people.choices:
            del self.fields["people"]
            self.fields["person"].label = _("Who did this?")
        if isinstance(before, Message):
            del self.fields["witnesses"]
            self.fields["learnt"].label = _("When did it reach you?")
            self.fields["learnt"].help_text = _(
                "Only if it was later than when it was sent. As much as you know."
            )

    def clean_learnt(self) -> When | None:
        return read_day(self.cleaned_data["learnt"], self.now.date())

    def changed(self) -> Done:
        """The incident or message with these answers in their places."""
        answers = self.cleaned_data
        later = answers["learnt"]
        new: dict[str, Any] = {
            "how": tuple(Route(each) for each in answers["how"]),
            "afraid": Afraid(answers["afraid"]),
            "feelings": clean(answers["feelings"]),
        }
        if isinstance(self.before, Message):
            return replace(self.before, received=later, **new)
        return replace(self.before, witnesses=lines(answers["witnesses"]), learnt=later, **new)

    @property
    def new_person(self) -> str:
        """The label of a person not named before, or ""."""
        return one_line(self.cleaned_data["person"])

    @staticmethod
    def answers_of(deed: Done, people: Iterable[str]) -> dict[str, Any]:
        """What the boxes hold to begin with."""
        if isinstance(deed, Message):
            own = {"learnt": boxes_of(deed.received)}
        else:
            own = {"learnt": boxes_of(deed.learnt), "witnesses": "\n".join(deed.witnesses)}
        return {
            "how": list(deed.how),
            "afraid": deed.afraid,
            "feelings": deed.feelings,
            "people": list(people),
            **own,
        }


class DetailForm(RecordForm):
    """One small page of more detail. only_incident: what a message has no place for."""

    only_incident: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, before: Done, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = before
        if isinstance(before, Message):
            for name in self.only_incident:
                del self.fields[name]

    def answered(self) -> dict[str, Any]:
        """The fields of an entry as they were answered."""
        raise NotImplementedError

    def changed(self) -> Done:
        """The incident or message with these answers in their places."""
        new = self.answered()
        return replace(self.before, **{name: new[name] for name in new if name in self._asked()})

    def _asked(self) -> set[str]:
        not_asked = self.only_incident if isinstance(self.before, Message) else ()
        return {*type(self.before).__dataclass_fields__} - {*not_asked}

    @classmethod
    def answers_of(cls, deed: Done) -> dict[str, Any]:
        """What the boxes hold to begin with."""
        raise NotImplementedError


class ActsForm(DetailForm):
    """What was done."""

    acts = ticks_field(
        _("What was done?"),
        {act: words.ACTS[act] for act in FIRST_SEVEN},
        help_text=_("Choose any that fit, or none. Your own words count for more."),
    )
    bodily = ticks_field(
        _("What was said or done to somebody?"), {act: words.ACTS[act] for act in BODILY}
    )
    rest = ticks_field(_("Anything else?"), {act: words.ACTS[act] for act in REST})
    channel = line_field(
        _("Which app, site or service was it?"),
        help_text=_("Its name, if it came through one."),
    )
    times = line_field(
        _("How many times, if it was many in one go?"),
        help_text=_("For example 6, for six calls. Leave it empty if it was once."),
    )
    is_continuing = forms.BooleanField(
        label=_("It is one thing that goes on all the time, such as a camera"), required=False
    )
    only_incident = ("times", "is_continuing")

    def clean_times(self) -> int | None:
        """A whole number, or nothing."""
        typed = self.cleaned_data["times"].replace(",", "").strip()
        if not typed:
            return None
        is_number = typed.isascii() and typed.isdigit() and len(typed) <= FEW_DIGITS
        if not is_number or not 1 <= int(typed) <= MANY:
            raise forms.ValidationError(_("Type how many times as a number, such as 6"))
        return int(typed)

    def answered(self) -> dict[str, Any]:
        """What was done, how often, and through what."""
        answers = self.cleaned_data
        ticked = {*answers["acts"], *answers["bodily"], *answers["rest"]}
        return {
            "acts": tuple(act for act in Act if act.value in ticked),
            "channel": one_line(answers["channel"]),
            "times": answers.get("times"),
            "is_continuing": answers.get("is_continuing", False),
        }

    @classmethod
    def answers_of(cls, deed: Done) -> dict[str, Any]:
        ticked = list(deed.acts)
        boxes = {"acts": ticked, "bodily": ticked, "rest": ticked, "channel": deed.channel}
        if isinstance(deed, Message):
            return boxes
        return boxes | {"times": deed.times or "", "is_continuing": deed.is_continuing}


class WhoForm(DetailForm):
    """Who it was, and whom it touched."""

    known_who = choice_field(_("Do you know who it was?"), words.KNOWN_WHO)
    how_known = text_field(
        _("How do you know?"), 2, required=False, help_text=_("Leave it empty if you like.")
    )
    done_by = forms.ChoiceField(
        error_messages=NOT_OFFERED | {"required": _("Choose one of these")},
        label=_("On whose side was the one who did it?"),
        choices=[(code.value, text) for code, text in words.DONE_BY.items()],
        widget=forms.RadioSelect,
        initial=DoneBy.PERSON.value,
    )
    aimed_at = choice_field(_("At whom was it aimed?"), words.AIMED_AT)
    also_affected = text_field(
        _("Did it touch anybody else?"),
        2,
        required=False,
        help_text=_("One person on each line. Leave it empty if it did not, or you do not know."),
    )

    def answered(self) -> dict[str, Any]:
        """Who it was, and whom it touched."""
        answers = self.cleaned_data
        return {
            "known_who": KnownWho(answers["known_who"]),
            "how_known": clean(answers["how_known"]),
            "done_by": DoneBy(answers["done_by"]),
            "aimed_at": AimedAt(answers["aimed_at"]),
            "also_affected": lines(answers["also_affected"]),
        }

    @classmethod
    def answers_of(cls, deed: Done) -> dict[str, Any]:
        return {
            "known_who": deed.known_who.value,
            "how_known": deed.how_known,
            "done_by": deed.done_by.value,
            "aimed_at": deed.aimed_at.value,
            "also_affected": "\n".join(deed.also_affected),
        }


class AroundForm(DetailForm):
    """What the owner did, whether contact was expected, and whether something changed here."""

    own_reply = text_field(
        _("Did you say or do anything back?"),
        3,
        required=False,
        help_text=_("It is fine if you did, and fine if you did not."),
    )
    purpose = choice_field(
        _("Was contact expected?"),
        words.PURPOSES,
        help_text=_("For example handing over children, or a message about work."),
    )
    stop_point = choice_field(
        _("Is this entry about one of these, and not about something they did?"),
        words.STOP_POINTS,
        help_text=_(
            "It then stands as a point in time: what came after it can be counted from there, and "
            "the entry itself is not counted as something that they did."
        ),
    )
    only_incident = ("own_reply",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self._may_be_a_point():
            del self.fields["stop_point"]

    def _may_be_a_point(self) -> bool:
        """What somebody sent to the owner is something done, and stays so."""
        deed = self.before
        is_sent = isinstance(deed, Message) and deed.direction is Direction.TO_OWNER
        return bool(deed.stop_point) or not is_sent

    def answered(self) -> dict[str, Any]:
        """What the owner did, and how contact stood."""
        answers = self.cleaned_data
        return {
            "own_reply": clean(answers.get("own_reply", "")),
            "purpose": Purpose(answers["purpose"]),
            "stop_point": StopPoint(answers.get("stop_point", "")),
        }

    @classmethod
    def answers_of(cls, deed: Done) -> dict[str, Any]:
        own_reply = "" if isinstance(deed, Message) else deed.own_reply
        return {
            "own_reply": own_reply,
            "purpose": deed.purpose.value,
            "stop_point": deed.stop_point.value,
        }
