"""A text as a small tree of blocks, for whatever is no web page: paper, so far.

There is one Markdown: `PARSER` is the only parser, and pages on the web are drawn with it too.
`![](phone) Call somebody.` is one idea of an easy-read page, a picture of ours beside its words;
`[bail](word:bail)` is a hard word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")
WORD = "word:"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look. `leads_to` is the address of a link, `word` the id of a hard word."""

    text: str
    is_strong: bool = False
    is_emphasis: bool = False
    leads_to: str = ""
    word: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """level: 2 or more, since a page's title is its only first heading."""

    runs: Runs
    level: int
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences."""

    runs: Runs
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Idea:
    """A picture by its name, and the words that it shows."""

    picture: str
    runs: Runs
    kind: Literal["idea"] = "idea"


@dataclass(frozen=True, slots=True)
class Listing:
    """Points of a list; each can hold several blocks, a list among them."""

    points: tuple[tuple[Block, ...], ...]
    is_numbered: bool = False
    kind: Literal["listing"] = "listing"


@dataclass(frozen=True, slots=True)
class Table:
    """Cells by row, under a head of as many."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Inset:
    """A passage set apart from the text around it."""

    blocks: tuple[Block, ...]
    kind: Literal["inset"] = "inset"


Block = Heading | Paragraph | Idea | Listing | Table | Inset


def read(text: str) -> tuple[Block, ...]:
    """The blocks of a text; raises ValueError for what no page of ours has, such as code."""
    return _blocks(SyntaxTreeNode(PARSER.parse(text)).children)


def runs_of(blocks: Iterable[Block]) -> Iterator[Run]:
    """All words of these blocks, in reading order."""
    for block in blocks:
        if isinstance(block, Heading | Paragraph | Idea):
            yield from block.runs
        elif isinstance(block, Table):
            for cell in (*block.head, *(cell for row in block.rows for cell in row)):
                yield from cell
        elif isinstance(block, Listing):
            yield from (run for point in block.points for run in runs_of(point))
        else:
            yield from runs_of(block.blocks)


def is_ours(address: str) -> bool:
    """Whether a link leads to a page of this service."""
    return address.startswith("/") and not address.startswith("//")


def is_outside(address: str) -> bool:
    """Whether a link leads to somebody else's site, in the one way that is allowed."""
    return address.startswith("https://")


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> tuple[Block, ...]:
    return tuple(_block(node) for node in nodes)


def _block(node: SyntaxTreeNode) -> Block:
    make = MAKERS.get(node.type)
    if make is None:
        raise ValueError(f"no page of ours has a {node.type}")
    return make(node)


def _heading(node: SyntaxTreeNode) -> Block:
    return Heading(_inline(node), int(node.tag[1:]))


def _paragraph(node: SyntaxTreeNode) -> Block:
    first, *others = node.children[0].children
    if first.type != "image":
        return Paragraph(_inline(node))
    start, *rest = _runs(others, Run(""))
    said = replace(start, text=start.text.lstrip())
    return Idea(str(first.attrs["src"]), _joined((said, *rest)))


def _listing(node: SyntaxTreeNode) -> Block:
    points = tuple(_blocks(point.children) for point in node.children)
    return Listing(points, node.type == "ordered_list")


def _table(node: SyntaxTreeNode) -> Block:
    head, *body = (row for part in node.children for row in part.children)
    cells = [tuple(_inline(cell) for cell in row.children) for row in (head, *body)]
    return Table(cells[0], tuple(cells[1:]))


def _inset(node: SyntaxTreeNode) -> Block:
    return Inset(_blocks(node.children))


MAKERS: dict[str, Callable[[SyntaxTreeNode], Block]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "bullet_list": _listing,
    "ordered_list": _listing,
    "table": _table,
    "blockquote": _inset,
}


def _inline(node: SyntaxTreeNode) -> Runs:
    """The words inside a block of which they are the only child."""
    return _joined(_runs(node.children[0].children, Run(""))) if node.children else ()


def _runs(nodes: Sequence[SyntaxTreeNode], look: Run) -> Iterator[Run]:
    for node in nodes:
        if node.type in ("text", "code_inline"):
            yield replace(look, text=node.content)
        elif node.type == "softbreak":
            yield replace(look, text=" ")
        elif node.type == "hardbreak":
            yield replace(look, text="\n")
        else:
            yield from _runs(node.children, _look_inside(node, look))


def _look_inside(node: SyntaxTreeNode, look: Run) -> Run:
    if node.type == "strong":
        return replace(look, is_strong=True)
    if node.type == "em":
        return replace(look, is_emphasis=True)
    if node.type != "link":
        raise ValueError(f"no sentence of ours has a {node.type}")
    address = str(node.attrs["href"])
    if address.startswith(WORD):
        return replace(look, word=address.removeprefix(WORD))
    if not is_ours(address) and not is_outside(address):
        raise ValueError(f"a link must lead to a page of ours or to https: {address!r}")
    return replace(look, leads_to=address)


def _joined(runs: Iterable[Run]) -> Runs:
    """Neighbours in the same look become one run; the parser's empty ones go."""
    alike = groupby((run for run in runs if run.text), key=lambda run: replace(run, text=""))
    return tuple(replace(look, text="".join(run.text for run in each)) for look, each in alike)
