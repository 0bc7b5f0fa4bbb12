"""What was done, by the statute's examples and our own codes, and what it made the owner fear."""

from collections.abc import Mapping
from dataclasses import dataclass

from fourfold.core.pattern.book import Book
from fourfold.core.pattern.values import NONE, Counted
from fourfold.core.record.codes import Act, Afraid
from fourfold.core.record.entry import Incident

STATUTE = tuple(Act)[:7]
"""The examples of section 2A(3) of the Protection from Harassment Act 1997, as `codes.Act` says."""


@dataclass(frozen=True, slots=True)
class Acts:
    """Things by what they are.

    statute: the seven examples, in the order of the Act, also those not there. ours: our other
    codes that are there. fear: those at which the owner was afraid that somebody would be hurt.
    breaches: those for which the owner marked a term of an order. purposes: where contact is
    expected, what it was for, by the owner's marks. continuing: written down again and again, but
    one thing that goes on. many: entries that say how many times it was in one go; times: how many
    things there are if those are taken at their word.
    """

    statute: Mapping[Act, Counted]
    ours: Mapping[Act, Counted]
    fear: Counted
    breaches: Counted
    purposes: Mapping[str, Counted]
    continuing: Counted
    many: Counted
    times: int


def acts(book: Book) -> Acts:
    """Count what was done."""
    found = book.by(lambda profile: profile.acts)
    often = {
        number: entry.body.times
        for number, entry in book.found.entries.items()
        if isinstance(entry.body, Incident) and entry.body.times is not None
    }
    many = book.chosen(often)
    purposes = book.by(lambda profile: (profile.purpose,) if profile.purpose else ())
    return Acts(
        statute={act: found.get(act, NONE) for act in STATUTE},
        ours={act: found[act] for act in Act if act in found and act not in STATUTE},
        fear=book.count(lambda profile: profile.afraid is Afraid.YES),
        breaches=book.count(lambda profile: profile.is_breach),
        purposes=dict(sorted(purposes.items())),
        continuing=book.count(lambda profile: profile.is_continuing),
        many=many,
        times=book.found.counted + sum(often[number] - 1 for number in many.entries),
    )
