"""Searching the guidance and the glossary: in this process, in memory, told to nobody.

SQLite's own full-text index ranks what it finds (BM25). A word that stands nowhere is taken for a
slip of the pen and replaced by the nearest one that does.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from fourfold.core.guidance import fact
from fourfold.core.guidance.library import Library
from fourfold.core.guidance.page import Page
from fourfold.web.ui.language import ENGLISH

WORD = re.compile(r"[^\W_]+")
MARKUP = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|[*#|>]")
MOST_WORDS = 12
MOST_FOUND = 20
# A title says more about a page than its summary, and that more than a word in its text.
WEIGHTS = "10.0, 5.0, 1.0"
LIKE_ENOUGH = 0.75
# Too few letters to tell a slip from another word.
SHORT = 4


@dataclass(frozen=True, slots=True)
class Found:
    """One page, or one word of the glossary under `words#` its id."""

    slug: str
    language: str
    title: str
    summary: str


class Index:
    """What can be found in one language."""

    def __init__(self, entries: Iterable[tuple[Found, str]]) -> None:
        """Read every entry with its text once."""
        self._found: list[Found] = []
        self._lock = threading.Lock()
        self._table = sqlite3.connect(":memory:", check_same_thread=False)
        self._table.execute(
            "CREATE VIRTUAL TABLE entry USING fts5(title, summary, body, "
            "tokenize = 'porter unicode61 remove_diacritics 2')"
        )
        known: set[str] = set()
        for found, text in entries:
            self._found.append(found)
            row = (found.title, found.summary, text)
            self._table.execute("INSERT INTO entry VALUES (?, ?, ?)", row)
            known.update(word.casefold() for part in row for word in WORD.findall(part))
        self._known = {word: _letters(word) for word in sorted(known)}

    def search(self, asked: str) -> list[Found]:
        """The best entries for these words, best first; none when no word is known."""
        words = WORD.findall(asked.casefold())[:MOST_WORDS]
        wanted = " OR ".join(f'"{word}"' for word in map(self._nearest, words) if word)
        if not wanted:
            return []
        with self._lock:
            rows = self._table.execute(
                f"SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY bm25(entry, {WEIGHTS}) "  # noqa: S608
                "LIMIT ?",
                (wanted, MOST_FOUND),
            ).fetchall()
        return [self._found[number - 1] for (number,) in rows]

    def _nearest(self, word: str) -> str:
        if len(word) < SHORT or word in self._known:
            return word
        near = get_close_matches(word, self._perhaps_near(word), n=1, cutoff=LIKE_ENOUGH)
        return near[0] if near else ""

    def _perhaps_near(self, word: str) -> Iterator[str]:
        """The words worth comparing, which takes long: no other can be like enough.

        Two words are as like as twice what they share to the length of both, and a letter that
        stands in one of them only is shared by neither.
        """
        letters, length = _letters(word), len(word)
        for known, others in self._known.items():
            shared = min(
                length - (letters & ~others).bit_count(),
                len(known) - (others & ~letters).bit_count(),
            )
            if 2 * shared >= LIKE_ENOUGH * (length + len(known)):
                yield known


def _letters(word: str) -> int:
    """Which letters stand in a word, as a bit for each of 64: two may share one."""
    found = 0
    for letter in word:
        found |= 1 << ord(letter) % 64
    return found


def index(library: Library, language: str) -> Index:
    """Everything that has words in this language; English pages stand in for what has none."""
    return Index((*_pages(library, language), *_words(library, language)))


def _pages(library: Library, language: str) -> Iterator[tuple[Found, str]]:
    for (slug, first), page in library.pages.items():
        shown = library.find(slug, language) or page
        if first != ENGLISH or page.is_part:
            continue
        yield (
            Found(slug, shown.language, shown.about.title, shown.about.summary),
            _said(shown, library),
        )


def _words(library: Library, language: str) -> Iterator[tuple[Found, str]]:
    for word in library.words.values():
        term, meaning = word.says(language)
        shown = language if word.is_in(language) else ENGLISH
        yield Found(f"words#{word.id}", shown, term, meaning), word.term


def _said(page: Page, library: Library) -> str:
    filled = fact.fill(page.body, library.facts, lambda each: each.words(page.language))
    return MARKUP.sub(r" \1 ", filled)
