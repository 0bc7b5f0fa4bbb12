"""The orders side by side, as a value: one row an order, one column a question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fourfold.core.kernel.sourced import Sentence
from fourfold.core.orders.words import Card

COLUMNS = ("asks", "where", "form", "cost", "proof", "length", "breach")
"""Fields of a card that are told apart best side by side."""


@dataclass(frozen=True, slots=True)
class Row:
    """One order: its card, and a sentence for each column."""

    card: Card
    cells: tuple[Sentence, ...]


def table(cards: Iterable[Card], columns: tuple[str, ...] = COLUMNS) -> tuple[Row, ...]:
    """Return the rows, in the order of the cards."""
    return tuple(Row(card, tuple(getattr(card, name) for name in columns)) for card in cards)
