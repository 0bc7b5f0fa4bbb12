"""Every sentence about orders with its source and days: a change of one is seen in review."""

from __future__ import annotations

from tests.data.test_orders import BOOK, SENTENCES
from tests.guards.golden import same


def test_every_sentence_about_orders_stands_with_its_source() -> None:
    sources = [
        f"source {each.id}: {each.provenance.source} | {each.version} | {each.provenance.status} | "
        f"{each.provenance.jurisdiction} | {each.provenance.checked} | {each.provenance.review_by}"
        for each in BOOK.sources.values()
    ]
    said = [f"{where}: {each.text} | {each.source}" for where, each in SENTENCES.items()]
    same("orders.txt", "\n".join(sorted(sources + said)) + "\n")
