"""Every fact that can change, with its source and days: a change of one is seen in review."""

from __future__ import annotations

from collections.abc import Iterator

from fourfold.core.kernel.provenance import Provenance
from fourfold.data import directory, guidance, holidays, plan, rights, selfcheck
from tests.guards.golden import same


def lines() -> Iterator[str]:
    for fact in guidance.load().facts.values():
        yield f"{fact.id}: {fact.en} | {how(fact.provenance)}"
    for line in directory.national():
        yield f"helpline {line.id}: {line.number or line.site} | {how(line.provenance)}"
    yield from local_services()
    yield from questions()
    yield from steps()
    yield from days()


def local_services() -> Iterator[str]:
    """How each is reached, and how far that may be shown."""
    for line in directory.local():
        reached = " ".join(each for each in (line.number, line.site) if each) or "name only"
        ends = f"until {line.contract_end}" if line.contract_end else "withdrawn"
        state = "old" if line.is_old else ends if line.contract_end or line.is_withdrawn else "read"
        known = line.provenance
        yield (
            f"local {line.id}: {reached} | {state} | {known.jurisdiction} | "
            f"{known.checked} | {known.review_by} | {known.source}"
        )


def questions() -> Iterator[str]:
    """What the self-check says, and where it comes from."""
    check = selfcheck.load()
    for name, known in check.sources.items():
        yield f"self-check {name}: {how(known)}"
    for finding in check.findings:
        yield f"self-check says {finding.id} ({finding.source}): {finding.text.en}"


def steps() -> Iterator[str]:
    """What a safety plan can be made of, and where it comes from."""
    book = plan.load()
    for name, known in book.sources.items():
        yield f"plan {name}: {how(known)}"
    for step in book.steps:
        yield f"plan step {step.id} ({step.source}): {step.text} | {step.why} | {step.trade_off}"
    for item in book.items:
        yield f"plan looks over {item.id} ({item.source}): {item.text} {item.hint}"


def days() -> Iterator[str]:
    """Rules of the clock, limits and holidays."""
    for book in rights.rulebooks():
        yield f"code {book.code.version} since {book.code.begins} | {how(book.code.provenance)}"
        for rule in book.rules:
            steps = {"standard": rule.standard, "enhanced": rule.enhanced, "before": rule.before}
            for name, limit in steps.items():
                if limit:
                    weak = " (weak)" if limit.is_weak else ""
                    text = f"{limit.days} working days{weak}"
                    yield f"rule {rule.id} {name}: {text} | {how(limit.provenance)}"
    for limit in rights.limits():
        yield f"limit {limit.id}: {limit.count} {limit.unit} | {how(limit.provenance)}"
    for year in holidays.years():
        dates = " ".join(f"{each.day:%m-%d}" for each in year.days)
        yield f"holidays {year.year}: {dates} | {how(year.provenance)}"


def how(known: Provenance) -> str:
    return (
        f"{known.status} | {known.jurisdiction} | "
        f"{known.checked} | {known.review_by} | {known.source}"
    )


def test_every_fact_that_is_shown_has_a_source_and_its_days() -> None:
    same("facts.txt", "\n".join(sorted(lines())) + "\n")
