"""What a record already answers, so that nobody is asked twice; the owner can change each of them.

Only what the owner put there as a fact is taken: an order that is held, and that they know who it
is. Whether something looks like stalking, how far a case has come and who the person is to the
owner are asked: nothing here concludes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fourfold.core.orders import held
from fourfold.core.orders.answers import Answers
from fourfold.core.record.body import Deed, Order
from fourfold.core.record.codes import DoneBy, KnownWho
from fourfold.core.record.entry import Entry


def recorded(entries: Iterable[Entry], person: str, today: date) -> Answers:
    """Return the answers that entries give about one person, by the person's id; the rest is None.

    entries: the last version of each, none of them struck. What does not stand there is not known:
    no answer is ever "no".
    """
    about = [each for each in entries if person in each.people]
    return Answers(
        person_known=True if any(_knows_who(each) for each in about) else None,
        order_in_force=True if any(_binds(each, today) for each in about) else None,
    )


def behind(entries: Iterable[Entry], person: str, today: date) -> dict[str, tuple[int, ...]]:
    """Return the numbers of the entries that give each answer, by the question."""
    found: dict[str, list[int]] = {}
    for each in sorted(entries, key=lambda entry: entry.number):
        alone = recorded([each], person, today)
        for name in ("person_known", "order_in_force"):
            if getattr(alone, name) is not None:
                found.setdefault(name, []).append(each.number)
    return {name: tuple(numbers) for name, numbers in found.items()}


def _knows_who(entry: Entry) -> bool:
    body = entry.body
    if not isinstance(body, Deed) or body.done_by is not DoneBy.PERSON:
        return False
    return body.known_who is KnownWho.KNOWN


def _binds(entry: Entry, today: date) -> bool:
    return isinstance(entry.body, Order) and held.is_known_to_bind(entry.body, today)
