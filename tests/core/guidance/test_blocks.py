"""A text as a tree of blocks: the same Markdown as on the web, and nothing else."""

from __future__ import annotations

import pytest

from fourfold.core.guidance.blocks import (
    Heading,
    Idea,
    Inset,
    Listing,
    Paragraph,
    Run,
    Table,
    read,
    runs_of,
)
from fourfold.data import guidance


def said(text: str) -> Paragraph:
    return Paragraph((Run(text),))


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("Words", said("Words")),
        ("One line\nand the next", said("One line and the next")),
        ("One line\\\nand the next", said("One line\nand the next")),
        ("Marks & <b>more</b>", said("Marks & <b>more</b>")),
        ("## A part", Heading((Run("A part"),), 2)),
        ("### A smaller part", Heading((Run("A smaller part"),), 3)),
        ("- one\n- two", Listing(((said("one"),), (said("two"),)))),
        ("1. one", Listing(((said("one"),),), is_numbered=True)),
        ("- one\n  - inside", Listing(((said("one"), Listing(((said("inside"),),))),))),
        ("> apart", Inset((said("apart"),))),
        ("![](phone) Call somebody.", Idea("phone", (Run("Call somebody."),))),
        (
            "![](phone) **Call** 999.",
            Idea("phone", (Run("Call", is_strong=True), Run(" 999."))),
        ),
        (
            "| a | b |\n|---|---|\n| c |  |",
            Table(((Run("a"),), (Run("b"),)), (((Run("c"),), ()),)),
        ),
    ],
)
def test_markdown_becomes_blocks(text: str, block: object) -> None:
    assert read(text) == (block,)


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("**loud**", Run("loud", is_strong=True)),
        ("*soft*", Run("soft", is_emphasis=True)),
        ("***both***", Run("both", is_strong=True, is_emphasis=True)),
        ("[here](/support#top)", Run("here", leads_to="/support#top")),
        ("[there](https://example.org/a)", Run("there", leads_to="https://example.org/a")),
        ("[bail](word:bail)", Run("bail", word="bail")),
        ("[**bail**](word:bail)", Run("bail", is_strong=True, word="bail")),
        ("`as it is`", Run("as it is")),
    ],
)
def test_a_run_says_how_its_words_look_and_where_they_lead(text: str, run: Run) -> None:
    assert tuple(runs_of(read(text))) == (run,)


@pytest.mark.parametrize(
    "text",
    [
        "[a](http://example.org)",
        "[a](//example.org)",
        "[a](relative)",
        "words before ![](phone)",
        "    code",
        "---",
    ],
)
def test_what_no_page_has_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no page of ours|no sentence of ours|a link must lead"):
        read(text)


def test_every_text_can_be_read() -> None:
    for page in guidance.load().pages.values():
        assert read(page.body)


def test_words_come_in_reading_order() -> None:
    text = "## a\n\nb\n\n- c\n\n  > d\n\n| e | f |\n|---|---|\n| g | h |\n\n![](x) i"
    assert "".join(run.text for run in runs_of(read(text))) == "abcdefghi"
