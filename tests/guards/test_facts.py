"""Every fact that can change, with its source and days: a change of one is seen in review."""

from __future__ import annotations

from collections.abc import Iterator

from fourfold.data import directory, guidance, selfcheck
from tests.guards.golden import same


def lines() -> Iterator[str]:
    for fact in guidance.load().facts.values():
        known = fact.provenance
        yield (
            f"{fact.id}: {fact.en} | {known.status} | {known.jurisdiction} | "
            f"{known.checked} | {known.review_by} | {known.source}"
        )
    check = selfcheck.load()
    for name, known in check.sources.items():
        yield (
            f"self-check {name}: {known.status} | {known.jurisdiction} | {known.checked} | "
            f"{known.review_by} | {known.source}"
        )
    for finding in check.findings:
        yield f"self-check says {finding.id} ({finding.source}): {finding.text.en}"
    for line in directory.national():
        known = line.provenance
        yield (
            f"helpline {line.id}: {line.number or line.site} | {known.status} | "
            f"{known.jurisdiction} | {known.checked} | {known.review_by} | {known.source}"
        )


def test_every_fact_that_is_shown_has_a_source_and_its_days() -> None:
    same("facts.txt", "\n".join(sorted(lines())) + "\n")
