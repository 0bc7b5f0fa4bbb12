"""The recovery code: 128 random bits on paper that open a record when the passphrase is lost.

It is written as 28 letters and digits in seven groups of four, in Crockford's base32, which has no
I, L, O or U: 26 for the bits (two zero bits first) and two to check them. No server key takes part,
so that the owner's own backup opens without the server it came from.

The check is a Reed-Solomon code over GF(32), x^5 + x^2 + 1, with the roots 1 and 2: any one or two
wrong characters are noticed, and so any two that were swapped. Sources: crockford.com/base32.html;
Reed and Solomon 1960.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from fourfold.vault.subkeys import Use, subkey

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS: Final = 128
_GROUP: Final = 4
_CHARACTERS: Final = 26
_CHECKS: Final = 2
_LOOKS_LIKE: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """One recovery code, as its 16 bytes."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != BITS // 8:
            raise ValueError("a recovery code is 16 bytes")

    @classmethod
    def generate(cls, random16: bytes) -> RecoveryCode:
        """A new code from 16 bytes of the caller's randomness."""
        return cls(random16)

    @classmethod
    def parse(cls, text: str) -> RecoveryCode | None:
        """The code that somebody typed, or None when it is not a whole one.

        Forgives small letters, spaces, dashes and dots, O for 0, and I or L for 1.
        """
        symbols = _symbols(text)
        if symbols is None or _weigh(symbols) or _add(symbols):
            return None
        number = 0
        for symbol in symbols[:_CHARACTERS]:
            number = number << 5 | symbol
        return None if number >> BITS else cls(number.to_bytes(BITS // 8, "big"))

    def to_text(self) -> str:
        """The code for paper: "XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX"."""
        number = int.from_bytes(self.secret, "big")
        data = [number >> 5 * place & 31 for place in reversed(range(_CHARACTERS))]
        letters = "".join(ALPHABET[symbol] for symbol in (*data, *_checks(data)))
        return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))

    def tag(self) -> bytes:
        """32 bytes by which a record is found; they say nothing about the code."""
        return subkey(self.secret, Use.RECOVERY_TAG)

    def kek(self) -> bytes:
        """The key that wraps the owner's identity."""
        return subkey(self.secret, Use.RECOVERY_KEK)


def _symbols(text: str) -> list[int] | None:
    """The 28 numbers below 32 that a text stands for; None unless it is exactly such a text."""
    upper = unicodedata.normalize("NFKC", text).upper().translate(_LOOKS_LIKE)
    letters = [letter for letter in upper if letter.isalnum()]
    if len(letters) != _CHARACTERS + _CHECKS or any(each not in ALPHABET for each in letters):
        return None
    return [ALPHABET.index(letter) for letter in letters]


def _checks(data: list[int]) -> tuple[int, int]:
    """The two last symbols, by which both sums over all 28 become 0."""
    total = _add(data)
    first = next(each for each in range(32) if not _weigh([*data, each, total ^ each]))
    return first, total ^ first


def _add(symbols: Iterable[int]) -> int:
    """The symbols' polynomial at 1: their sum in GF(32)."""
    total = 0
    for symbol in symbols:
        total ^= symbol
    return total


def _weigh(symbols: Iterable[int]) -> int:
    """The symbols' polynomial at 2, which gives each place a weight of its own."""
    total = 0
    for symbol in symbols:
        total = (total << 1 ^ (0b100101 if total & 16 else 0)) ^ symbol
    return total
