"""The words that the open directory sorts services by, each with an identifier that stays.

Open Referral calls a list of such words a taxonomy. Identifiers are made from our own short names
(UUID version 5), so that they are the same in every installation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID, uuid5

from fourfold.core.support.service import Audience, Need, Service, Standing

# Made up once, for names under Open Referral in this program; it must never change.
OURS = UUID("6f0f1c7e-52a5-4d0b-9a54-3d5b0c6a8e11")


def identifier(kind: str, name: str) -> str:
    """The identifier of one thing of a kind."""
    return str(uuid5(OURS, f"{kind}/{name}"))


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a list."""

    id: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """One list of words; `terms` by the value that a service has."""

    id: str
    name: str
    description: str
    terms: Mapping[StrEnum, Term]


def _taxonomy(
    slug: str, name: str, description: str, words: Mapping[StrEnum, tuple[str, str]]
) -> Taxonomy:
    terms = {value: Term(identifier(f"term/{slug}", value), *said) for value, said in words.items()}
    return Taxonomy(identifier("taxonomy", slug), name, description, terms)


NEEDS = _taxonomy(
    "need",
    "What a service helps with",
    "The one thing that a service helps with first. Many help with more.",
    {
        Need.STALKING: ("Stalking", "Stalking and harassment."),
        Need.ANY_CRIME: ("Any crime", "Anybody affected by a crime, reported or not."),
        Need.HOME: ("Domestic abuse", "Abuse by a partner, an ex-partner or family."),
        Need.SEXUAL: ("Sexual violence", "Rape, sexual assault and sexual abuse."),
        Need.ONLINE: ("Online", "Abuse online, intimate pictures, accounts and fraud."),
        Need.YOUNG: ("Young people", "Somebody under 19, or worry about a child."),
        Need.TALK: ("Somebody to talk to", "Somebody who listens, about anything."),
        Need.OWN_BEHAVIOUR: ("Own behaviour", "Worry about one’s own behaviour to others."),
    },
)
AUDIENCES = _taxonomy(
    "audience",
    "Whom a service is made for",
    "A service without any of these is for everybody.",
    {
        Audience.WOMEN: ("Women", "Made for women."),
        Audience.MEN: ("Men", "Made for men."),
        Audience.LGBT: ("LGBT+ people", "Made for LGBT+ people."),
        Audience.UNDER_18: ("People under 18", "Made for people under 18."),
        Audience.DISABLED: ("Disabled people", "Made for disabled people."),
        Audience.WELSH: ("Welsh speakers", "Speaks Welsh."),
        Audience.BSL: ("BSL users", "Made for users of British Sign Language."),
        Audience.HONOUR: ("So-called honour", "So-called honour-based abuse, forced marriage."),
        Audience.ONLINE: ("Online abuse", "Made for abuse online."),
        Audience.WORK: ("At work", "Made for harassment at work."),
    },
)
STANDINGS = _taxonomy(
    "standing",
    "How far an entry may be relied on",
    "How its number and address are known on the day of the answer.",
    {
        Standing.VERIFIED: ("Verified", "Somebody who keeps this directory rang or wrote to it."),
        Standing.READ: ("Read in a source", "Read in a named source. Nobody has rung it."),
        Standing.NAME_ONLY: ("Name only", "No way to reach it is known that is recent enough."),
        Standing.PAST_REVIEW: ("Past review", "It should have been checked again: no number."),
        Standing.ENDED: ("Ended", "Its contract has run out, or it was withdrawn."),
    },
)
TAXONOMIES = (NEEDS, AUDIENCES, STANDINGS)


def of(service: Service, standing: Standing) -> list[tuple[Taxonomy, Term]]:
    """The words for one service, each with the list that it stands in."""
    audiences = ((AUDIENCES, AUDIENCES.terms[each]) for each in service.audiences)
    return [
        (NEEDS, NEEDS.terms[service.need]),
        *audiences,
        (STANDINGS, STANDINGS.terms[standing]),
    ]
