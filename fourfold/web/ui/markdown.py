"""Markdown as GOV.UK markup. HTML in the text stays text; addresses of ours or https only."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

CLASSES = {
    "paragraph_open": "govuk-body",
    "bullet_list_open": "govuk-list govuk-list--bullet",
    "ordered_list_open": "govuk-list govuk-list--number",
    "blockquote_open": "govuk-inset-text",
    "table_open": "govuk-table",
    "thead_open": "govuk-table__head",
    "tbody_open": "govuk-table__body",
    "tr_open": "govuk-table__row",
    "th_open": "govuk-table__header",
    "td_open": "govuk-table__cell",
}
HEADINGS = {"h2": "govuk-heading-m", "h3": "govuk-heading-s"}
PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


def to_html(text: str) -> SafeString:
    """The HTML of a text. The parser escapes whatever is not Markdown."""
    tokens = PARSER.parse(text)
    _mark(tokens)
    return SafeString(PARSER.renderer.render(tokens, PARSER.options, {}))


def _mark(tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.type == "heading_open":
            token.attrSet("class", HEADINGS[token.tag])
        elif token.type == "link_open":
            _mark_link(token)
        elif token.type in CLASSES:
            token.attrSet("class", CLASSES[token.type])
        _mark(token.children or ())


def _mark_link(token: Token) -> None:
    """A link to somebody else's site tells it nothing about where the reader came from."""
    address = str(token.attrGet("href") or "")
    if address.startswith("https://"):
        token.attrSet("class", "govuk-link app-official")
        token.attrSet("rel", "noreferrer")
    elif address.startswith("/") and not address.startswith("//"):
        token.attrSet("class", "govuk-link")
    else:
        raise ValueError(f"a link must lead to a page of ours or to https: {address!r}")
