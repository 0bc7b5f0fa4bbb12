"""Every part of a chart has its style, in every look of a page; and no style says danger."""

from __future__ import annotations

import re

from django.contrib.staticfiles import finders

from fourfold.web.pattern import figures
from fourfold.web.pattern.measures import measures
from tests.core.pattern.make import scenario
from tests.web.pattern.records import pattern_of


def style() -> str:
    path = finders.find("pattern/pattern.css")
    assert path
    with open(path) as file:
        return file.read()


def test_every_part_of_a_chart_has_its_style() -> None:
    entries = scenario("D1")
    pattern = pattern_of(entries)
    known = measures(pattern)
    drawn = "".join(
        str(each.svg)
        for each in (
            figures.often(pattern, known),
            figures.calendar(pattern, known),
            figures.clock(pattern, known),
            figures.routes(pattern, known),
        )
        if each
    )
    used = set(re.findall(r'class="(app-chart[^"]*)"', drawn))
    assert len(used) > 8
    assert used <= set(re.findall(r"\.(app-chart[a-z0-9_-]*)", style()))


def test_no_colour_of_a_chart_says_danger_or_safety() -> None:
    """Only the colours of text, page and brand, and those of the system."""
    colours = set(re.findall(r"(?:fill|stroke|color): ([^;]+);", style()))
    assert colours == {
        *("currentcolor", "canvastext", "canvas"),
        *("var(--govuk-text-colour)", "var(--govuk-secondary-text-colour)"),
        *("var(--govuk-brand-colour)", "var(--govuk-body-background-colour)"),
    }


def test_a_printed_chart_is_no_longer_than_a_sheet() -> None:
    """A longer one would be drawn over the table that follows it."""
    printed = style().partition("@media print")[2]
    (tall,) = re.findall(r"\.app-chart {[^}]*max-height: (\d+)cm;", printed)
    assert int(tall) < 25
