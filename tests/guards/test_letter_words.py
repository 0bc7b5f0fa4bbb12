"""What letters say and begin with, with its source and days: a change is seen in review."""

from __future__ import annotations

from tests.data.test_letters import BEGUN, BOOK, SENTENCES
from tests.guards.golden import same


def test_every_sentence_about_letters_stands_with_its_source() -> None:
    sources = [
        f"source {each.id}: {each.provenance.source} | {each.version} | {each.provenance.status} | "
        f"{each.provenance.jurisdiction} | {each.provenance.checked} | {each.provenance.review_by}"
        for each in BOOK.sources.values()
    ]
    said = [f"{where}: {each.text} | {each.source or '-'}" for where, each in SENTENCES.items()]
    begun = [f"{where}: {text}".replace("\n", " / ") for where, text in BEGUN.items()]
    same("letters.txt", "\n".join(sorted(sources + said + begun)) + "\n")
