"""What the record says of the orders that are held, and what the data say of such orders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fourfold.core.kernel.sourced import Sentence, Told, tell
from fourfold.core.orders import broken, held
from fourfold.core.orders.broken import OfTerm
from fourfold.core.orders.held import Standing
from fourfold.core.record.body import Deed, Order
from fourfold.core.record.codes import Kind
from fourfold.core.record.entry import Entry
from fourfold.core.record.index import Filter
from fourfold.data import orders as data
from fourfold.web.accounts.access import Owner
from fourfold.web.guidance.queries import filled
from fourfold.web.record import queries
from fourfold.web.record.queries import History, Timeline
from fourfold.web.ui.language import ENGLISH

BOOK = data.load()


@dataclass(frozen=True, slots=True)
class HeldOrder:
    """An order with how it stands today. is_ending: its end is less than three months away."""

    entry: Entry
    order: Order
    standing: Standing
    is_ending: bool


# ------------------------------------------------------------------ orders


def orders(owner: Owner, today: date) -> list[HeldOrder]:
    """Every order held, newest first, and after the others those that are over."""
    found = [as_held(entry, today) for entry in order_entries(owner)]
    return sorted(found, key=lambda each: not each.standing.may_be_in_force)


def order_entries(owner: Owner) -> list[Entry]:
    """The entry of every order held, newest first."""
    return queries.latest_of(owner, Kind.ORDER)


def find(owner: Owner, number: int) -> History | None:
    """An order with its versions; None if this number is no order, or it was deleted."""
    history = queries.history(owner, number)
    return history if history and isinstance(history.latest.body, Order) else None


def find_deed(owner: Owner, number: int) -> History | None:
    """Something done, which may go against a term; None if this number is nothing of the kind."""
    history = queries.history(owner, number)
    return history if history and isinstance(history.latest.body, Deed) else None


def as_held(entry: Entry, today: date) -> HeldOrder:
    """An order's entry with how it stands."""
    order = entry.body
    assert isinstance(order, Order)
    standing, remind = held.standing(order, today), held.remind_on(order)
    is_ending = remind is not None and remind <= today and standing.may_be_in_force
    return HeldOrder(entry, order, standing, is_ending)


def terms_broken(owner: Owner, history: History) -> tuple[OfTerm, ...]:
    """An order's terms with the times they were broken. Opens the whole record."""
    versions = [each.entry for each in history.versions]
    return broken.by_term(versions, queries.offered(owner))


def deeds(owner: Owner, kind: Kind, screen: int) -> Timeline:
    """A screen of what happened, to choose from."""
    return queries.timeline(owner, Filter(kind=kind.value), screen)


# ------------------------------------------------------------------ what is said of them


def told(sentences: Iterable[Sentence], today: date) -> list[Told]:
    """Sentences as they stand on a day."""

    def fill(text: str) -> str:
        return filled(text, ENGLISH, today)

    return [tell(each, BOOK.sources, today, fill) for each in sentences]
