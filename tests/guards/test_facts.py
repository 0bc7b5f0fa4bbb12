"""Every fact that can change, with its source and days: a change of one is seen in review."""

from __future__ import annotations

from collections.abc import Iterator

from fourfold.data import directory, guidance
from tests.guards.golden import same


def lines() -> Iterator[str]:
    for fact in guidance.load().facts.values():
        known = fact.provenance
        yield (
            f"{fact.id}: {fact.en} | {known.status} | {known.jurisdiction} | "
            f"{known.checked} | {known.review_by} | {known.source}"
        )
    for line in directory.national():
        known = line.provenance
        yield (
            f"helpline {line.id}: {line.number or line.site} | {known.status} | "
            f"{known.jurisdiction} | {known.checked} | {known.review_by} | {known.source}"
        )
    for line in directory.local():
        known = line.provenance
        reached = " ".join(each for each in (line.number, line.site) if each) or "name only"
        ends = f"until {line.contract_end}" if line.contract_end else "withdrawn"
        state = "old" if line.is_old else ends if line.contract_end or line.is_withdrawn else "read"
        yield (
            f"local {line.id}: {reached} | {state} | {known.jurisdiction} | "
            f"{known.checked} | {known.review_by} | {known.source}"
        )


def test_every_fact_that_is_shown_has_a_source_and_its_days() -> None:
    same("facts.txt", "\n".join(sorted(lines())) + "\n")
