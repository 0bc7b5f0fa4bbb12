"""Bech32 text for keys: BIP 173 without its length limit, as the age format uses it.

Source: https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki and https://c2sp.org/age.
"""

from __future__ import annotations

from collections.abc import Iterable

from fourfold.vault.errors import Damaged

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUE_OF = {letter: value for value, letter in enumerate(_ALPHABET)}
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM_LETTERS = 6


def encode(prefix: str, data: bytes) -> str:
    """Lower-case bech32 text of `data` under the lower-case `prefix`."""
    padding = -len(data) * 8 % 5
    number = int.from_bytes(data, "big") << padding
    values = _fives(number, (len(data) * 8 + padding) // 5)
    check = _polymod([*_expand(prefix), *values, *[0] * _CHECKSUM_LETTERS]) ^ 1
    values += _fives(check, _CHECKSUM_LETTERS)
    return prefix + "1" + "".join(_ALPHABET[value] for value in values)


def decode(prefix: str, text: str) -> bytes:
    """Bytes of lower-case bech32 `text`; raises Damaged unless it is exactly what encode makes."""
    found, mark, letters = text.rpartition("1")
    if not mark or found != prefix or len(letters) < _CHECKSUM_LETTERS:
        raise Damaged("bech32_prefix")
    if any(letter not in _VALUE_OF for letter in letters):
        raise Damaged("bech32_letters")
    number = 0
    for letter in letters[:-_CHECKSUM_LETTERS]:
        number = number << 5 | _VALUE_OF[letter]
    length, padding = divmod((len(letters) - _CHECKSUM_LETTERS) * 5, 8)
    data = (number >> padding).to_bytes(length, "big")
    # Encoding again settles checksum, padding bits and superfluous letters in one comparison.
    if encode(prefix, data) != text:
        raise Damaged("bech32_checksum")
    return data


def _fives(number: int, count: int) -> list[int]:
    """The lowest `count` groups of five bits, highest group first."""
    return [number >> 5 * place & 31 for place in reversed(range(count))]


def _expand(prefix: str) -> list[int]:
    return [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]


def _polymod(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, term in enumerate(_GENERATOR):
            if top >> place & 1:
                check ^= term
    return check
