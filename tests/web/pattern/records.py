"""Records of the seven scenarios and of the edges, in a service and without one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from html import unescape

from fourfold.core.pattern.look import Pattern, look
from fourfold.core.pattern.values import Asked
from fourfold.core.record.entry import Body, Entry
from fourfold.web.record import actions
from fourfold.web.record.actions import Content, Posted
from tests import make
from tests.cast import Member
from tests.core.pattern.make import SCENARIOS, ZONES, scenario

NAMES = sorted(SCENARIOS)


def keep(member: Member, bodies: Iterable[Body], **more: object) -> None:
    """Add these to somebody's record, numbered from 1."""
    for body in bodies:
        actions.add_entry(member.owner, Content(body, **more), Posted(), make.NOW)  # type: ignore[arg-type]


def keep_scenario(member: Member, name: str) -> list[Entry]:
    """Add a scenario; returns what is in it."""
    entries = scenario(name)
    keep(member, (each.body for each in entries))
    return entries


def pattern_of(entries: Iterable[Entry], **asked: object) -> Pattern:
    """What entries show together, without a service."""
    until = asked.pop("until", date(2026, 12, 31))
    return look(entries, (), Asked(until=until, zones=ZONES, **asked))  # type: ignore[arg-type]


def text_of(page: str) -> str:
    """The words of the main part of a page, without what charts say."""
    main = re.search(r"<main.*</main>", page, re.DOTALL)
    assert main
    bare = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", main[0], flags=re.DOTALL)
    return " ".join(unescape(bare).split())


def codes_of(page: str) -> list[str]:
    """The codes of the numbers to which a page links, in order, each once."""
    return list(dict.fromkeys(re.findall(r'href="/n/pattern/([0-9]+-[0-9]+)', page)))
