"""Markdown as GOV.UK markup. HTML in the text stays text; addresses of ours or https only.

`![](phone) Call somebody.` is one idea of an easy-read page: a picture of ours beside its words.
`[bail](word:bail)` is a hard word: a button that shows what it means, with script and without.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.templatetags.static import static
from django.utils.safestring import SafeString
from markdown_it.token import Token

from fourfold.core.guidance.blocks import PARSER, WORD, is_ours, is_outside

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
PICTURE_SIZE = "140"

# Where a link to a page of ours leads, and the language there if it is another than the text's.
Address = Callable[[str], tuple[str, str]]


def to_html(text: str, address: Address = lambda path: (path, "")) -> SafeString:
    """The HTML of a text whose links to pages of ours lead where `address` says."""
    tokens = _with_ideas(PARSER.parse(text))
    _mark(tokens, address)
    return SafeString(PARSER.renderer.render(tokens, PARSER.options, {}))


def _with_ideas(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with each picture before its paragraph, and a box round the two."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        if token.type == "paragraph_open" and _is_idea(tokens[at + 1]):
            found += [Token("idea_open", "div", 1, attrs={"class": "app-idea"}, block=True)]
            found += [_take_picture(tokens[at + 1])]
        found.append(token)
        if token.type == "paragraph_close" and tokens[at - 1].meta.get("idea"):
            found.append(Token("idea_close", "div", -1, block=True))
    return found


def _is_idea(inline: Token) -> bool:
    return next((each.type for each in inline.children or ()), "") == "image"


def _take_picture(inline: Token) -> Token:
    """The picture of an idea, out of its words. It shows what they say, so its `alt` is empty."""
    assert inline.children
    picture = inline.children.pop(0)
    inline.meta["idea"] = True
    if inline.children:
        inline.children[0].content = inline.children[0].content.lstrip()
    name = str(picture.attrGet("src"))
    picture.attrs = {
        "class": "app-idea__picture",
        "src": static(f"ui/pictures/{name}.svg"),
        "alt": "",
        "width": PICTURE_SIZE,
        "height": PICTURE_SIZE,
    }
    picture.children = []
    return picture


def _mark(tokens: Sequence[Token], address: Address) -> None:
    for token in tokens:
        if token.type == "heading_open":
            token.attrSet("class", HEADINGS[token.tag])
        elif token.type in CLASSES:
            token.attrSet("class", CLASSES[token.type])
        _mark_links(token.children or (), address)


def _mark_links(tokens: Sequence[Token], address: Address) -> None:
    is_word = False
    for token in tokens:
        if token.type == "link_open":
            is_word = str(token.attrGet("href")).startswith(WORD)
            _mark_word(token) if is_word else _mark_link(token, address)
        elif token.type == "link_close" and is_word:
            token.tag = "button"


def _mark_word(token: Token) -> None:
    """A button that opens the meaning, which stands further down the page under `word-` its id."""
    name = str(token.attrGet("href")).removeprefix(WORD)
    token.tag = "button"
    token.attrs = {"type": "button", "class": "app-word", "popovertarget": f"word-{name}"}


def _mark_link(token: Token, address: Address) -> None:
    """A link to somebody else's site tells it nothing about where the reader came from."""
    leads_to = str(token.attrGet("href") or "")
    if is_outside(leads_to):
        token.attrSet("class", "govuk-link app-official")
        token.attrSet("rel", "noreferrer")
    elif is_ours(leads_to):
        token.attrSet("class", "govuk-link")
        place, language = address(leads_to)
        token.attrSet("href", place)
        if language:
            token.attrSet("hreflang", language)
    else:
        raise ValueError(f"a link must lead to a page of ours or to https: {leads_to!r}")
