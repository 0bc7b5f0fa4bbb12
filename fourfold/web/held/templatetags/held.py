"""Filters that put orders held into words."""

from __future__ import annotations

from django import template

from fourfold.core.orders.breach import Timing
from fourfold.core.record.body import Contact
from fourfold.web.held import words
from fourfold.web.held.queries import HeldOrder
from fourfold.web.record.words import Text

register = template.Library()

register.filter("kind", words.kind_words)
register.filter("term", words.term_words)


@register.filter
def stands(held: HeldOrder) -> str:
    """How an order stands today."""
    return words.standing_words(held.order, held.standing)


@register.filter
def served(held: HeldOrder) -> str:
    """When they were given it, as far as she knows."""
    return words.served_words(held.order, held.standing)


@register.filter
def reminder(held: HeldOrder) -> str:
    """What is said three months before an order's end."""
    return words.reminder_words(held.standing)


@register.filter
def timing(value: Timing) -> Text:
    """When something happened, seen from the order."""
    return words.TIMING[value]


@register.filter
def party(contact: Contact) -> str:
    """Whom she told."""
    return words.party_words(contact)
