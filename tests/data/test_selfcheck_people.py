"""People as they might answer the self-check, and what each is told. Each is invented."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from fourfold.core.support.selfcheck import FRIEND, ME, Part, result, settle
from fourfold.data import selfcheck

CHECK = selfcheck.load()
Ticked = dict[str, str]


@dataclass(frozen=True)
class Person:
    """`ticked`: answers by question. `told` in what is shown; `spared` never; `call`: helplines."""

    who: str
    ticked: Ticked
    signs: str = ""
    told: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()
    call: str = ""
    about: str = ME

    def __str__(self) -> str:
        return self.who


CRIME = "looks for a course of conduct: at least two separate times"
ONCE = "One serious thing can break another law"
EVERYDAY = "one form of stalking looks at serious alarm or distress, and at how much everyday life"
SURE = "You do not need to be sure what it is"
PEOPLE = [
    Person("somebody who ticks nothing at all", {}, told=("that is fine", SURE), spared=(CRIME,)),
    Person(
        "somebody who is not sure of anything",
        {"what": "unsure", "signs": "unsure", "often": "unsure", "who": "unsure"},
        told=("You were not sure about the signs of danger", SURE),
        spared=("You have told us nothing", CRIME),
    ),
    Person(
        "a woman whose ex-partner writes every day and waits outside her work",
        {
            "what": "contact turn-up",
            "signs": "closer more",
            "often": "many",
            "told": "yes",
            "who": "partner",
            "four": "fixated obsessive unwanted repeated",
            "effect": "routes body",
        },
        signs="closer more",
        told=(CRIME, EVERYDAY, "asked them to stop", "Fixated:", "Repeated:", "hanging around"),
        spared=(ONCE, "Scotland"),
    ),
    Person(
        "a man whose neighbour shouts at him about a fence",
        {"what": "other", "often": "few", "who": "known", "four": "quarrel"},
        told=("mostly about a quarrel", CRIME),
        spared=("Fixated:",),
    ),
    Person(
        "somebody who was threatened once, by message",
        {"what": "threats", "often": "once", "since": "days", "who": "online"},
        signs="threat",
        told=(ONCE, "You do not have to wait"),
        spared=(CRIME,),
        call="cyber-helpline",
    ),
    Person(
        "somebody whose neck was pressed",
        {"signs": "neck", "who": "partner"},
        signs="neck",
        told=("Pressure on the neck can harm you inside without a mark", "ask a doctor"),
    ),
    Person(
        "somebody who thinks of ending her life",
        {"signs": "life"},
        signs="life",
        told=("You can tell somebody now, in any words",),
        call="samaritans",
    ),
    Person(
        "a girl of fifteen whose picture may be passed on",
        {"what": "publish", "pictures": "young share", "about": "young"},
        told=("Do not copy, save or send it", "tell one adult you trust", "Childline listens"),
        spared=("Is somebody under eighteen in one of the pictures", "keep what there is"),
        call="childline",
    ),
    Person(
        "a boy of sixteen who is told that pictures will be shared, and says not of whom",
        {"what": "publish", "pictures": "share", "about": "young"},
        told=("in one of the pictures, you as well? Then do not copy, save or send it",),
        call="childline",
    ),
    Person(
        "a girl whose family does it, in the name of honour",
        {"what": "watch", "who": "family", "about": "young honour"},
        told=("If the danger is at home, choose somebody outside it", "outside the family"),
        spared=("such as a parent",),
        call="karma-nirvana",
    ),
    Person(
        "somebody whom it has followed for years",
        {"what": "contact", "since": "years"},
        told=("no longest gap", "Some charges have to start within a set time"),
    ),
    Person(
        "an adult whose private pictures were shared",
        {"what": "publish", "pictures": "adult"},
        told=("sharing one of an adult without their consent can be a crime",),
        call="revenge-porn-helpline",
    ),
    Person(
        "a young man whose family follows him to college",
        {"what": "follow others", "who": "family", "about": "honour"},
        signs="drawn-in",
        told=("outside the family and community first", "following a person"),
        call="karma-nirvana",
    ),
    Person(
        "somebody in Glasgow who gets gifts from a stranger",
        {"what": "gifts", "often": "many", "who": "stranger", "about": "scotland"},
        told=("Scotland: the law there is different", "you do not need a name", SURE),
        spared=("England and Wales", "contacting a person"),
    ),
    Person(
        "somebody in Belfast who is watched",
        {"what": "watch", "often": "few", "about": "northern-ireland"},
        told=("Northern Ireland: the law there is different",),
        spared=("England and Wales",),
    ),
    Person(
        "somebody who found a tracker",
        {"what": "track", "signs": "tracker in"},
        signs="tracker in",
        told=("Before you take away a tracker", "Before you change a lock", "watching or spying"),
    ),
    Person(
        "somebody with an order that was broken, after an arrest",
        {"signs": "order", "changes": "court", "often": "many"},
        signs="order",
        told=(
            "not you. If there is an order against you too",
            "It can change what the other person",
        ),
    ),
    Person(
        "somebody who is not afraid, but worn down and angry",
        {"what": "contact", "often": "many", "afraid": "no", "effect": "numb"},
        told=("You do not have to be afraid to ask for help", "It says nothing about how serious"),
    ),
    Person(
        "somebody who was afraid that someone would be hurt",
        {"afraid": "yes"},
        signs="hurt",
        told=("It looks at fear of violence against you, on at least two of the times",),
    ),
    Person(
        "a mother who shares the children with whoever does it",
        {"who": "partner", "children": "yes", "changes": "lose"},
        told=("keep to what the order says", "Never ask a child"),
    ),
    Person(
        "a nurse whose colleague looks her up in the records",
        {"what": "accounts", "who": "known", "about": "work insider"},
        told=("say at once who the person is", "You choose which comes first"),
        call="cyber-helpline",
    ),
    Person(
        "somebody who has never asked them to stop",
        {"what": "contact", "told": "unsafe"},
        told=("You do not have to have done so", "talk to the helpline before you send one"),
    ),
    Person(
        "the mother of a grown daughter who does not know that she asks",
        {"what": "follow", "signs": "fear", "often": "many", "know": "no", "effect": "less"},
        signs="fear",
        told=(
            "do nothing behind their back",
            "the person does not know yet",
            "It is not their fault",
        ),
        spared=("You must", "Fixated:"),
        about=FRIEND,
    ),
    Person(
        "a teacher who worries about a pupil",
        {"what": "contact publish", "pictures": "young", "about": "young", "know": "yes"},
        told=("help them to tell an adult they trust", "Do not copy, save or send it"),
        call="childline nspcc",
        about=FRIEND,
    ),
    Person(
        "a friend of somebody who talks of dying",
        {"signs": "life"},
        signs="life",
        told=("Stay with them, or stay on the phone",),
        call="samaritans",
        about=FRIEND,
    ),
]


@pytest.mark.parametrize("person", PEOPLE, ids=str)
def test_somebody_is_told_what_helps(person: Person) -> None:
    answers = {"for": (person.about,), **{k: tuple(v.split()) for k, v in person.ticked.items()}}
    kept = settle(CHECK, answers)
    assert {name: set(kept[name]) for name in kept} == {n: set(answers[n]) for n in answers}
    found = result(CHECK, answers)
    whole = " ".join(each.said(found.about).en for each in found.findings).casefold()
    assert [each.sign for each in found.signs] == person.signs.split()
    assert [each for each in person.told if each.casefold() not in whole] == []
    assert [each for each in person.spared if each.casefold() in whole] == []
    calls = {each.service for each in found.findings if each.service}
    assert set(person.call.split()) <= calls


def test_none_of_them_sees_a_text_of_danger_without_a_reason() -> None:
    for person in PEOPLE:
        answers = {
            "for": (person.about,),
            **{k: tuple(v.split()) for k, v in person.ticked.items()},
        }
        found = result(CHECK, answers)
        reasons = {"signs", "changes", "pictures", "what", "afraid"} & set(person.ticked)
        assert reasons or not (found.of(Part.URGENT) or found.of(Part.DANGER)), person.who
