"""The guidance pages, from fourfold/content: one folder a language, one file a page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from fourfold.core.guidance.library import Library, gather
from fourfold.core.guidance.page import Page, parse

SUFFIX = ".md"


@cache
def load() -> Library:
    """All pages in all languages, parsed once; raises GuidanceError when one is wrong."""
    content = files("fourfold").joinpath("content")
    return gather(
        page
        for language in content.iterdir()
        if language.is_dir()
        for page in _pages(language, "", language.name)
    )


def _pages(folder: Traversable, above: str, language: str) -> Iterator[Page]:
    for item in sorted(folder.iterdir(), key=lambda each: each.name):
        if item.is_dir():
            yield from _pages(item, f"{above}{item.name}/", language)
        elif item.name.endswith(SUFFIX):
            slug = above + item.name.removesuffix(SUFFIX)
            yield parse(item.read_text(encoding="utf-8"), slug, language)
