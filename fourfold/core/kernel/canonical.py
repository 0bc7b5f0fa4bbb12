"""Canonical JSON: one value, one string of bytes, so that bytes can be hashed and compared.

Source: RFC 8785 (JSON Canonicalization Scheme), with one rule more: no fractions. Every number in
our formats is an integer that JSON readers agree on, at most 2^53 - 1 either side of nought.
"""

import json
from typing import Any, NoReturn

import rfc8785

from fourfold.core.kernel.errors import CanonicalError

MAX_INTEGER = 2**53 - 1
_MAX_DIGITS = 16


def encode(value: object) -> bytes:
    """Return the canonical bytes of a str, int, bool, None, list, tuple or dict of such.

    Raises CanonicalError: `float`, `number` (beyond 2^53 - 1), `not_unicode` (half of a surrogate
    pair), `type` (anything else, also a key that is not text), `too_deep`.
    """
    try:
        _refuse_others(value)
        return rfc8785.dumps(value)  # type: ignore[arg-type]
    except rfc8785.IntegerDomainError as error:
        raise CanonicalError("number") from error
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise CanonicalError("not_unicode") from error
    except RecursionError as error:
        raise CanonicalError("too_deep") from error


def decode(data: bytes) -> Any:
    """Read UTF-8 JSON, canonical or not; `encode(decode(data)) == data` says that it was.

    Raises CanonicalError: `not_utf8`, `not_json`, `duplicate_key`, `float` (also NaN and
    Infinity), `number`, `not_unicode`, `too_deep`.
    """
    try:
        text = data.decode("utf-8")
        value = _DECODER.decode(text)
    except UnicodeDecodeError as error:
        raise CanonicalError("not_utf8") from error
    except json.JSONDecodeError as error:
        raise CanonicalError("not_json", line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise CanonicalError("too_deep") from error
    if "\\ud" in text.lower():
        encode(value)  # only an escape can bring in half of a surrogate pair
    return value


def _refuse_others(value: object) -> None:
    """Refuse what JSON would take and our formats do not: fractions, and keys that are not text."""
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise CanonicalError("type")
            _refuse_others(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _refuse_others(item)
    elif isinstance(value, float):
        raise CanonicalError("float")
    elif value is not None and not isinstance(value, str | int):
        raise CanonicalError("type")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise CanonicalError("duplicate_key")
    return found


def _integer(digits: str) -> int:
    if len(digits.lstrip("-")) > _MAX_DIGITS or abs(int(digits)) > MAX_INTEGER:
        raise CanonicalError("number")
    if digits == "-0":
        raise CanonicalError("number")
    return int(digits)


def _fraction(_text: str) -> NoReturn:
    raise CanonicalError("float")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique, parse_int=_integer, parse_float=_fraction, parse_constant=_fraction
)
