"""`fourfold content check`: what has to be mended in the guidance."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from django.urls import Resolver404, resolve
from django.utils import timezone

from fourfold.cli.exits import Exit
from fourfold.core.guidance.checking import Problem, problems
from fourfold.data import guidance

SAYS = {
    "missing": "has no page in this language yet",
    "behind": "was made from an earlier English page; compare the two, then set `english`",
    "stale": "should have been checked again by",
    "stale-fact": "is a fact that should have been checked again by",
    "stale-word": "is a hard word that should have been checked again by",
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
    found = problems(guidance.load(), today, leads_somewhere)
    if options.json:
        print(json.dumps([asdict(problem) for problem in found], indent=2))
    else:
        for problem in found:
            print(_line(problem))
        print(f"{len(found)} to mend in {len(guidance.load().pages)} pages.")
    return Exit.TO_MEND if found else Exit.FINE


def leads_somewhere(address: str) -> bool:
    """Whether a page of ours stands at this address."""
    try:
        resolve(address)
    except Resolver404:
        return False
    return True


def _line(problem: Problem) -> str:
    where = f"{problem.language}/{problem.slug}" if problem.language else problem.slug
    return f"{where} {SAYS[problem.code]} {problem.detail}".rstrip()
