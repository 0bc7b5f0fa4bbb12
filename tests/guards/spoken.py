"""Every string that the interface takes from a catalogue, found in the code and the templates.

    spoken([Path("fourfold/web/feedback")]) -> {Message(context=None, text="Send"): {...files}}

Templates are read by Django's own parser and Python by its own, so that a string is found exactly
as it is asked for when a page is drawn.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.template import Origin, Template
from django.template.base import Node, Variable
from django.template.context import Context
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy"}
IN_FILTER = re.compile("[:=|]_[(][\"']")
WITH_NUMBER = {"ngettext", "ngettext_lazy", "npgettext", "npgettext_lazy"}


class Message(NamedTuple):
    """One string to translate, with the context that tells it from its twins."""

    context: str | None
    text: str


def spoken(places: Iterable[Path]) -> dict[Message, set[str]]:
    """Every string under these files and folders, with the names of the files that ask for it."""
    found: dict[Message, set[str]] = {}
    for path in _files(places):
        read = in_template if path.suffix == ".html" else in_python
        for message in read(path.read_text()):
            found.setdefault(message, set()).add(path.name)
    return found


def in_python(source: str) -> Iterator[Message]:
    """The strings that this module asks for."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in PLAIN:
            yield Message(None, _constant(node.args[0]))
        elif name in WITH_CONTEXT:
            yield Message(_constant(node.args[0]), _constant(node.args[1]))
        elif name in WITH_NUMBER:
            raise ValueError("a public string with a plural: say “Label: number” instead")


def in_template(source: str) -> Iterator[Message]:
    """The strings that this template asks for."""
    if IN_FILTER.search(source):
        raise ValueError("Django translates a filter's argument once, in the first language")
    for node in _nodes(Template(source, Origin("spoken")).nodelist):
        if isinstance(node, TranslateNode):
            yield _asked(node.filter_expression.var, node.message_context)
        elif isinstance(node, BlockTranslateNode):
            if node.plural:
                raise ValueError("a public string with a plural: say “Label: number” instead")
            yield Message(_context(node.message_context), node.render_token_list(node.singular)[0])


def _nodes(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        # Tags with a body made by `simple_block_tag` don't name it among their children.
        for name in {*node.child_nodelists, "nodelist"}:
            yield from _nodes(getattr(node, name, None) or ())


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        inside = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (each for each in inside if each.suffix in (".html", ".py"))


def _asked(variable: Variable, context: Any) -> Message:
    if variable.literal is None:
        raise ValueError(f"a string that only the page knows: {variable.var}")
    return Message(_context(context), str(variable.literal))


def _context(expression: Any) -> str | None:
    return str(expression.resolve(Context())) if expression else None


def _constant(node: ast.expr) -> str:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        raise ValueError(f"not a plain string: {ast.unparse(node)}")
    return node.value
