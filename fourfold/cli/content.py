"""`fourfold content check`: what has to be mended in the guidance."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date

from django.urls import Resolver404, resolve
from django.utils import timezone

from fourfold.cli.exits import Exit
from fourfold.core.guidance.checking import Problem, problems
from fourfold.core.guidance.errors import GuidanceError
from fourfold.core.guidance.library import Library
from fourfold.core.support.selfcheck import Check
from fourfold.core.support.selfcheck import problems as selfcheck_faults
from fourfold.data import guidance, selfcheck
from fourfold.web.ui import welsh

SAYS = {
    "front-matter": "has front matter that is wrong:",
    "dates": "has days that cannot be:",
    "heading": "has a first heading in its text:",
    "html": "has HTML in its text:",
    "data": "cannot be read as a data file of ours:",
    "twice": "is there twice",
    "related": "names a related page that is not there:",
    "fact": "shows a fact that is in no file of data/facts:",
    "word": "links a hard word that is not in data/glossary.json:",
    "missing": "has no page in this language yet",
    "behind": "was made from an earlier English page; compare the two, then set `english` to",
    "lapsed": "was changed after its review; once it has been read again, set `of` to",
    "stale": "should have been checked again by",
    "stale-fact": "is a fact that should have been checked again by",
    "stale-word": "is a hard word that should have been checked again by",
    "self-check": "is wrong:",
    "stale-source": "is a source of the self-check that should have been read again by",
    "link": "leads to no page of ours:",
    "figure": "has a figure in its text, which belongs in data/facts:",
    "sections": "does not have the same parts as the English:",
    "idea": "has an idea without a picture, or too long for one:",
    "longest_words": "has a sentence that is too long:",
    "mean": "has too many words a sentence on average:",
    "ari": "has words that are too long for its reading age (ARI):",
    "lix": "has too many long words (LIX):",
}


def run(options: argparse.Namespace) -> int:
    """Print each problem, or all as JSON; returns an exit code."""
    today = options.today or timezone.localdate()
    found = (*found_in(guidance.load, today), *found_in_self_check(selfcheck.load(), today))
    if options.json:
        print(json.dumps([asdict(problem) for problem in found], indent=2))
    else:
        for problem in found:
            print(line(problem))
        print(f"{len(found)} to mend.")
        print(_interface())
    return Exit.TO_MEND if found else Exit.FINE


def found_in(load: Callable[[], Library], today: date) -> tuple[Problem, ...]:
    """What has to be mended; only the first thing while that keeps the pages from being read."""
    try:
        return problems(load(), today, leads_somewhere)
    except GuidanceError as error:
        return (Problem(error.code, "", error.page, error.detail),)


def found_in_self_check(check: Check, today: date) -> Iterator[Problem]:
    """What is wrong with the self-check, and its sources that should have been read again."""
    for fault in selfcheck_faults(check):
        yield Problem("self-check", "", "the self-check", fault)
    for name, known in check.sources.items():
        if known.is_due(today):
            yield Problem("stale-source", "", name, known.review_by.isoformat())


def leads_somewhere(address: str) -> bool:
    """Whether a page of ours stands at this address."""
    try:
        resolve(address)
    except Resolver404:
        return False
    return True


def _interface() -> str:
    """How far the Welsh of the interface may be relied on, and what its next review would name."""
    counts = welsh.counts()
    said = ", ".join(f"{counts[each]} {each}" for each in ("official", "assembled", "draft"))
    checked = welsh.review()
    by = f"checked by {checked.by} on {checked.on}" if checked else "not checked by a translator"
    return f"Welsh of the interface: {said}; {by}. Catalogue {welsh.fingerprint()}."


def line(problem: Problem) -> str:
    """A problem in words."""
    where = f"{problem.language}/{problem.slug}" if problem.language else problem.slug
    return f"{where} {SAYS[problem.code]} {problem.detail}".rstrip()
