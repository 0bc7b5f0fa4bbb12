"""Passphrases and record names made from words, and whether an own passphrase is strong enough.

Five words from a list of 7,776 or more have over 64 bits of chance. Randomness comes from the
caller as `randbelow(n)`, such as `secrets.randbelow`. The lists and where they come from:
fourfold/data/words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from zxcvbn import matching, scoring, time_estimates

from fourfold.vault.argon import normalise

RandBelow = Callable[[int], int]

WORDS: Final = 5
SEEN: Final = 72
STRONG: Final = 4
_HINTS: Final = 64
_HINT_LENGTH: Final = 100
_WORD = re.compile(r"[a-z]{3,12}")


_READINGS: Final = 16
_all_readings = matching.enumerate_l33t_subs


def _few_readings(table: dict[str, list[str]]) -> list[dict[str, str]]:
    """Some of the ways to read signs as letters.

    zxcvbn searches every dictionary for each of them. A text made of nothing but such signs has
    hundreds, and took five seconds of processor from everybody else.
    """
    return list(_all_readings(table))[:_READINGS]


matching.enumerate_l33t_subs = _few_readings


@dataclass(frozen=True, slots=True)
class WordList:
    """Words to draw from. Raises ValueError unless it is long enough, plain, sorted and unique."""

    words: tuple[str, ...]
    at_least: int

    def __post_init__(self) -> None:
        if len(self.words) < self.at_least:
            raise ValueError("the word list is too short")
        if list(self.words) != sorted(set(self.words)):
            raise ValueError("the word list is not sorted, or has a word twice")
        if not all(_WORD.fullmatch(word) for word in self.words):
            raise ValueError("the word list has a word that is not plain small letters")

    def draw(self, randbelow: RandBelow) -> str:
        """One word, each as likely as any other."""
        return self.words[randbelow(len(self.words))]


@cache
def passphrase_words() -> WordList:
    """The list for passphrases."""
    return WordList(_read("passphrase.txt"), 7776)


@cache
def name_words() -> WordList:
    """The list for record names: neutral things, so that a name on paper says nothing."""
    return WordList(_read("names.txt"), 1000)


def five_words(randbelow: RandBelow) -> str:
    """A passphrase: five words with spaces between them."""
    return " ".join(passphrase_words().draw(randbelow) for _ in range(WORDS))


def record_name(randbelow: RandBelow) -> str:
    """A record name: two words and a number from 10 to 99, such as "quiet-harbour-42"."""
    first, second = (name_words().draw(randbelow) for _ in range(2))
    return f"{first}-{second}-{10 + randbelow(90)}"


def strength(passphrase: str, hints: Sequence[str] = ()) -> int:
    """zxcvbn's score, 0 to 4, of how hard a passphrase is to guess.

    hints: names, dates and places of hers that somebody near her would try first. Only the first
    72 characters count, because zxcvbn takes long over long texts. Spaces and signs do not help:
    zxcvbn counts each as a guess of its own, also between two words that anyone would try.
    """
    # Not zxcvbn.zxcvbn(): it leaves the hints in a dictionary that all threads share.
    own = matching.build_ranked_dict(list(_guesses(hints)))
    dictionaries = {**matching.RANKED_DICTIONARIES, "user_inputs": own}
    seen = normalise(passphrase)[:SEEN]
    return min(_score(text, dictionaries) for text in (seen, _run_together(seen)))


def is_strong(passphrase: str, hints: Sequence[str] = ()) -> bool:
    """Whether an own passphrase may be used."""
    return strength(passphrase, hints) >= STRONG


def _score(text: str, dictionaries: dict[str, dict[str, int]]) -> int:
    if not text:
        return 0
    matches = matching.omnimatch(text, dictionaries)
    guesses = scoring.most_guessable_match_sequence(text, matches)["guesses"]
    return int(time_estimates.guesses_to_score(guesses))


def _guesses(hints: Iterable[str]) -> dict[str, None]:
    """Each hint whole, in parts and with its parts run together, in small letters."""
    found: dict[str, None] = {}
    for hint in list(hints)[:_HINTS]:
        folded = normalise(hint)[:_HINT_LENGTH].lower()
        parts = re.findall(r"\w+", folded)
        each_way = (folded, _run_together(folded), *parts)
        found |= dict.fromkeys(each for each in each_way if len(each) > 1)
    return found


def _run_together(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def _read(name: str) -> tuple[str, ...]:
    file = resources.files("fourfold").joinpath("data", "words", name)
    return tuple(file.read_text("ascii").split())
