"""The answers on their way: sealed in the visit, and in a record only where she asks for that."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings

from fourfold.core.orders import asking, recorded
from fourfold.core.record.entry import Entry
from fourfold.web.accounts.access import Owner
from fourfold.web.record import papers
from fourfold.web.record.actions import FROM_NO_FORM
from fourfold.web.safety.session import Session, even_text

# In the visit: those of everybody, and those that began from a record.
PUBLIC, OWN = "orders", "orders-own"
# In the record: the answers about each person, by the person's id, "" for nobody of the record.
PAPER = "orders-answers"
# More than all answers together need.
ROOM = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """What was answered so far. person: whom of the record it is about, by id."""

    given: dict[str, str] = field(default_factory=dict)
    person: str = ""


# ------------------------------------------------------------------ what the visit holds


def begin(session: Session, kept_as: str, asked: Asked, now: datetime) -> None:
    """Keep answers anew, for half an hour: what was answered before is gone."""
    _keep(session, kept_as, asked, now.timestamp() + settings.VISIT_SECONDS)


def find(session: Session, kept_as: str, now: datetime) -> Asked | None:
    """The answers so far; None when there are none or they have had their time."""
    held = session.state.get(kept_as)
    if held is None:
        return None
    if not 0 < held["until"] - now.timestamp() <= settings.VISIT_SECONDS:
        # A visit in which notes are open lasts longer than answers may be kept.
        session.forget(kept_as)
        return None
    return Asked(**json.loads(held["answers"]))


def answer(
    session: Session,
    kept_as: str,
    asked: Asked,
    sent: Mapping[str, Sequence[str]],
    questions: Iterable[str],
) -> Asked:
    """Take the answers to these questions, in place of those that they had."""
    names = set(questions)
    taken = asking.settle({name: chosen for name, chosen in sent.items() if name in names})
    stay = {name: chosen for name, chosen in asked.given.items() if name not in names}
    changed = replace(asked, given=stay | taken)
    _keep(session, kept_as, changed, session.state[kept_as]["until"])
    return changed


def _keep(session: Session, kept_as: str, asked: Asked, until: float) -> None:
    text = even_text({"given": asked.given, "person": asked.person}, ROOM)
    session.state[kept_as] = {"until": until, "answers": text}
    session.save()


# ------------------------------------------------------------------ what the record holds


def start_from(owner: Owner, person: str, entries: Iterable[Entry], today: date) -> Asked:
    """The answers that she kept about a person, else those that her entries give."""
    there = asking.write(recorded.recorded(entries, person, today)) if person else {}
    return Asked({**there, **kept(owner).get(person, {})}, person)


def kept(owner: Owner) -> dict[str, dict[str, str]]:
    """The answers that she asked us to keep, by person."""
    paper = papers.the(owner, PAPER)
    return _settled(paper.data if paper else None)


def keep(owner: Owner, asked: Asked, now: datetime) -> None:
    """Keep the answers about a person in her record; raises Overtaken."""

    def edit(before: Any) -> Any:
        return _settled(before) | {asked.person: dict(asked.given)}

    papers.change_the(owner, PAPER, edit, FROM_NO_FORM, now)


def drop(owner: Owner, person: str, now: datetime) -> None:
    """Keep the answers about a person no longer; raises Overtaken."""

    def edit(before: Any) -> Any:
        return {each: given for each, given in _settled(before).items() if each != person}

    paper = papers.the(owner, PAPER)
    if paper and edit(paper.data):
        papers.change_the(owner, PAPER, edit, FROM_NO_FORM, now)
    elif paper:
        papers.remove(owner, paper.number)


def _settled(plain: Any) -> dict[str, dict[str, str]]:
    """The answers of a paper, None where there is none, that a page still offers."""
    return {
        person: asking.settle({name: [choice] for name, choice in given.items()})
        for person, given in (plain or {}).items()
    }
