"""The guidance pages, from fourfold/content, with the facts and hard words that they show.

One folder a language and one file a page; facts/*.json by topic; glossary.json.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

import msgspec

from fourfold.core.guidance.errors import BadLibrary
from fourfold.core.guidance.fact import Fact
from fourfold.core.guidance.library import Library, gather
from fourfold.core.guidance.page import Page, parse
from fourfold.core.guidance.word import Word

SUFFIX = ".md"
Held = TypeVar("Held")


class _Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    facts: tuple[Fact, ...]


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[Word, ...]


@cache
def load() -> Library:
    """All pages in all languages, parsed once; raises GuidanceError when one is wrong."""
    return gather(_pages(), _facts(), _words())


@cache
def facts() -> dict[str, Fact]:
    """Every fact by its id, without reading the pages."""
    return {fact.id: fact for fact in _facts()}


def _pages() -> Iterator[Page]:
    for language in _sorted(files("fourfold").joinpath("content")):
        if language.is_dir():
            yield from _inside(language, "", language.name)


def _inside(folder: Traversable, above: str, language: str) -> Iterator[Page]:
    for item in _sorted(folder):
        if item.is_dir():
            yield from _inside(item, f"{above}{item.name}/", language)
        elif item.name.endswith(SUFFIX):
            slug = above + item.name.removesuffix(SUFFIX)
            yield parse(item.read_text(encoding="utf-8"), slug, language)


def _facts() -> Iterator[Fact]:
    for topic in _sorted(files(__package__).joinpath("facts")):
        if topic.name.endswith(".json"):
            yield from decode(topic.name, topic.read_bytes(), _Facts).facts


def _words() -> tuple[Word, ...]:
    raw = files(__package__).joinpath("glossary.json").read_bytes()
    return decode("glossary.json", raw, _Words).words


def decode(name: str, raw: bytes, kind: type[Held]) -> Held:
    """What a data file holds; raises BadLibrary, which names the file and the place in it."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.DecodeError as error:
        raise BadLibrary("data", name, str(error)) from error


def _sorted(folder: Traversable) -> list[Traversable]:
    return sorted(folder.iterdir(), key=lambda each: each.name)
