"""Searching the guidance and the glossary: in this process, in memory, told to nobody.

SQLite's own full-text index ranks what it finds (BM25). A word that stands nowhere is taken for a
slip of the pen and replaced by the nearest one that does. Words that every sentence has are left
out, unless there are no others.
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
MOST_PAGES = 10
MOST_MEANINGS = 5
# A title says more about a page than its summary, and that more than a word in its text.
WEIGHTS = "10.0, 5.0, 1.0"
IN_EVERY_SENTENCE = frozenset(
    WORD.findall(
        "a about am an and are as at be been but by can did do does for from get had has have he "
        "her him his how i if in is it its keeps me my of on or our she so some that the their "
        "them there they this to up was we were what when where who why will with you your "
        "y yr yn ac ar at am fy fi mae ei eu o i a"
    )
)
LIKE_ENOUGH = 0.75
# What else people call a page's matter counts as if the page said it often.
ALSO_COUNTS = 12
# Too few letters to tell a slip from another word.
SHORT = 4


@dataclass(frozen=True, slots=True)
class Found:
    """One page, or one word of the glossary under `words#` its id."""

    slug: str
    language: str
    title: str
    summary: str

    @property
    def is_word(self) -> bool:
        """Whether it is a word's meaning and no page."""
        return self.slug.startswith("words#")


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
        """The best entries for these words, best first and pages before words' meanings."""
        words = WORD.findall(asked.casefold())
        words = [each for each in words if each not in IN_EVERY_SENTENCE] or words
        wanted = " OR ".join(f'"{word}"' for word in map(self._nearest, words[:MOST_WORDS]) if word)
        if not wanted:
            return []
        with self._lock:
            rows = self._table.execute(
                f"SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY bm25(entry, {WEIGHTS})",  # noqa: S608
                (wanted,),
            ).fetchall()
        found = [self._found[number - 1] for (number,) in rows]
        pages = [each for each in found if not each.is_word]
        return pages[:MOST_PAGES] + [each for each in found if each.is_word][:MOST_MEANINGS]

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
        found = Found(slug, shown.language, shown.about.title, shown.about.summary)
        yield found, f"{_said(shown, library)} {ALSO_COUNTS * f'{page.about.also} '}"


def _words(library: Library, language: str) -> Iterator[tuple[Found, str]]:
    for word in library.words.values():
        term, meaning = word.says(language)
        shown = language if word.is_in(language) else ENGLISH
        yield Found(f"words#{word.id}", shown, term, meaning), word.term


def _said(page: Page, library: Library) -> str:
    filled = fact.fill(page.body, library.facts, lambda each: each.words(page.language))
    return MARKUP.sub(r" \1 ", filled)
