"""Where facts come from: what was read for every rule, limit and holiday, in both languages."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import timezone

from fourfold.core.kernel.provenance import Provenance
from fourfold.data import holidays, orders, rights
from tests.guards.page import PageClient

LATER = date(2032, 1, 1)
EVERYWHERE = pytest.mark.parametrize("path", ["/laws", "/cy/laws"])


def laws(path: str) -> str:
    """The words of the page about rules, as the service answers."""
    answer = PageClient().get(path)
    assert answer.status_code == 200
    # After the four groups comes whom to call.
    groups = answer.content.decode().split('<h2 class="govuk-heading-m">')[:5]
    part = "".join(groups).partition("<h1")[2]
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", part)).split())


def read() -> Iterator[Provenance]:
    """What every sentence and every number of the law was read in."""
    book = orders.load()
    yield from (each.provenance for each in book.sources.values())
    for each in rights.rulebooks():
        yield each.code.provenance
        for rule in each.rules:
            yield from (limit.provenance for limit in rule.limits(False))
            yield from (limit.provenance for limit in rule.limits(True))
    yield from (limit.provenance for limit in rights.limits())
    yield from (year.provenance for year in holidays.years())


@EVERYWHERE
def test_all_that_was_read_for_a_rule_is_named_with_its_version(path: str) -> None:
    page = laws(path)
    assert [each.source for each in read() if " ".join(each.source.split()) not in page] == []
    versions = [each.version for each in orders.load().sources.values()]
    versions += [each.code.version for each in rights.rulebooks()]
    assert [each for each in versions if each not in page] == []


@EVERYWHERE
def test_nothing_is_to_be_checked_before_its_day_and_everything_after(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "Gwiriwch hyn" if path.startswith("/cy") else "Check this"
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 25))
    page = laws(path)
    assert words not in page
    monkeypatch.setattr(timezone, "localdate", lambda: LATER)
    listed = page.count("Dyddiad gwirio:" if path.startswith("/cy") else "Checked on")
    assert laws(path).count(words) == listed > 0


def test_an_act_can_be_opened_where_it_was_read() -> None:
    answer = PageClient().get("/laws").content.decode()
    urls = {each.url for each in orders.load().sources.values() if each.url}
    assert [each for each in urls if f'href="{html.escape(each)}"' not in answer] == []
