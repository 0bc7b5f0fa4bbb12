"""What stands on a Welsh page outside the parts that are marked as English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser

from tests.guards.page import SHAPES, VOID

SPOKEN = ("aria-label", "alt", "title", "placeholder", "data-loading", "data-expired")
SPOKEN += ("data-two-more", "data-one-more")
TAG = re.compile(r"<[^>]+>")
GAP = re.compile(r"%\(\w+\)\w")
ADDRESS = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/\S*)?")


@dataclass
class Unmarked(HTMLParser):
    """Every piece of text, also in spoken attributes, that no `lang` calls English."""

    html: str
    texts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        language = given.get("lang") or (self._open[-1] if self._open else "")
        if not language.startswith("en"):
            self.texts += [given[name] or "" for name in SPOKEN if name in given]
        if tag not in VOID and tag not in SHAPES:
            self._open.append(language)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and tag not in SHAPES:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._open[-1].startswith("en"):
            self.texts.append(" ".join(data.split()))


def pieces(strings: Iterable[str]) -> Iterator[str]:
    """These strings cut where a tag or a gap stands, as they are found on a page."""
    for text in strings:
        for piece in GAP.split(TAG.sub("%(tag)s", text)):
            words = re.sub(r"^\W+|\W+$", "", " ".join(piece.split()))
            if words:
                yield words


@cache
def any_of(known: tuple[str, ...]) -> re.Pattern[str]:
    """These strings, wherever they stand as words of their own."""
    longest_first = sorted(set(pieces(known)), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")


def not_known(html: str, known: Iterable[str]) -> list[str]:
    """Each unmarked text of a page that is more than known strings, figures and addresses."""
    own = any_of(tuple(known))
    return [
        text
        for text in Unmarked(html).texts
        if re.search(r"[^\W\d_]", ADDRESS.sub("", own.sub("", text)))
    ]
