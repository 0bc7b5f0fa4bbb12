"""These seven orders are made by courts of England and Wales only.

Source: Stalking Protection Act 2019, section 15(1) (extent); Protection from Harassment Act 1997,
whose sections 1 to 5A are for England and Wales and 8 to 11 for Scotland; for what there is
elsewhere, the sources of the words. Checked 25 November 2026. While nobody has said whose courts,
all of it is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from fourfold.core.kernel.provenance import Jurisdiction
from fourfold.core.orders.answers import Answers
from fourfold.core.orders.rule import Candidate, Rule, Said, ask, no

SCOTLAND: Mapping[Candidate, str] = {
    Candidate.RESTRAINING: "prosecutor",
    Candidate.RESTRAINING_ON_ACQUITTAL: "civil",
    Candidate.NON_MOLESTATION: "civil",
    Candidate.OCCUPATION: "home",
    Candidate.STALKING_PROTECTION: "police",
    Candidate.HARASSMENT_INJUNCTION: "civil",
    Candidate.DOMESTIC_ABUSE_PROTECTION: "abuse",
}
NORTHERN_IRELAND: Mapping[Candidate, str] = {
    Candidate.RESTRAINING: "criminal",
    Candidate.RESTRAINING_ON_ACQUITTAL: "ask",
    Candidate.NON_MOLESTATION: "family",
    Candidate.OCCUPATION: "home",
    Candidate.STALKING_PROTECTION: "police",
    Candidate.HARASSMENT_INJUNCTION: "civil",
    Candidate.DOMESTIC_ABUSE_PROTECTION: "family",
}


def weigh_scotland(candidate: Candidate, answers: Answers) -> Said | None:
    """Whom to ask in Scotland instead."""
    if answers.jurisdiction is not Jurisdiction.SCOTLAND:
        return None
    return no(SCOTLAND[candidate])


def weigh_northern_ireland(candidate: Candidate, answers: Answers) -> Said | None:
    """Whom to ask in Northern Ireland instead."""
    if answers.jurisdiction is not Jurisdiction.NORTHERN_IRELAND:
        return None
    return no(NORTHERN_IRELAND[candidate])


def weigh_place(answers: Answers) -> Said | None:
    """Which place it is has to be said first."""
    return ask("choose") if answers.jurisdiction is None else None


def rules_for(candidate: Candidate) -> tuple[Rule, ...]:
    """The three rules of place, as they speak of one order."""
    return (
        Rule("PLACE", weigh_place),
        Rule("SCOTLAND", partial(weigh_scotland, candidate)),
        Rule("NORTHERN-IRELAND", partial(weigh_northern_ireland, candidate)),
    )
