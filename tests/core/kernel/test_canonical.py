"""Canonical JSON: one value, one string of bytes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.kernel import canonical
from fourfold.core.kernel.errors import CanonicalError

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-canonical.MAX_INTEGER, canonical.MAX_INTEGER)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=5)
    ),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"b": 1, "a": [True, None, "x"]}, b'{"a":[true,null,"x"],"b":1}'),
        ((), b"[]"),
        ({}, b"{}"),
        (-(2**53) + 1, b"-9007199254740991"),
        ('\u20ac$\x0f\nA\'B"\\"/', b'"\xe2\x82\xac$\\u000f\\nA\'B\\"\\\\\\"/"'),
        # Keys sort by UTF-16 units (RFC 8785, section 3.2.3), so an emoji comes before U+FB33.
        (
            {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\x80": 6, "\xf6": 7},
            '{"\\r":2,"1":4,"\x80":6,"ö":7,"€":1,"😀":5,"\ufb33":3}'.encode(),
        ),
    ],
)
def test_values_have_the_bytes_of_rfc_8785(value: object, expected: bytes) -> None:
    assert canonical.encode(value) == expected


@given(VALUES)
def test_every_value_comes_back_from_its_bytes(value: object) -> None:
    data = canonical.encode(value)
    assert canonical.decode(data) == value
    assert canonical.encode(canonical.decode(data)) == data
    assert canonical.decode(json.dumps(value, indent=1).encode()) == value


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (1.0, "float"),
        ({"a": [float("nan")]}, "float"),
        (2**53, "number"),
        (-(2**53), "number"),
        ("\ud800", "not_unicode"),
        ({"\udc00": 1}, "not_unicode"),
        ({1: "a"}, "type"),
        (b"bytes", "type"),
        ({"a"}, "type"),
    ],
)
def test_what_our_formats_do_not_hold_is_refused(value: object, code: str) -> None:
    with pytest.raises(CanonicalError) as refused:
        canonical.encode(value)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'{"a":1,"a":1}', "duplicate_key"),
        (b'[{"a":{"b":1,"b":2}}]', "duplicate_key"),
        (b"1.0", "float"),
        (b"1e3", "float"),
        (b"NaN", "float"),
        (b"-Infinity", "float"),
        (b"-0", "number"),
        (b"9007199254740992", "number"),
        (b"1" * 5000, "number"),
        (b"", "not_json"),
        (b'{"a":1', "not_json"),
        (b"[1,]", "not_json"),
        (b"{} {}", "not_json"),
        (b"\xef\xbb\xbf{}", "not_json"),
        (b'"\xff"', "not_utf8"),
        ('"a"'.encode("utf-16"), "not_utf8"),
        (b'"\xed\xa0\x80"', "not_utf8"),
        (b'"\\ud83d"', "not_unicode"),
        (b'{"\\uDC00":1}', "not_unicode"),
        (b"[" * 100_000, "too_deep"),
        (b'{"a":' * 100_000, "too_deep"),
    ],
)
def test_bytes_that_two_readers_could_read_differently_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(CanonicalError) as refused:
        canonical.decode(data)
    assert refused.value.code == code


def test_the_greatest_integers_are_read() -> None:
    assert canonical.decode(b"[9007199254740991,-9007199254740991]") == [2**53 - 1, 1 - 2**53]


def test_an_escaped_pair_of_surrogates_is_one_character() -> None:
    assert canonical.decode(b'"\\ud83d\\ude00"') == "😀"


def test_a_value_too_deep_to_write_is_refused() -> None:
    value: list[object] = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(CanonicalError) as refused:
        canonical.encode(value)
    assert refused.value.code == "too_deep"


def test_bad_json_is_placed_by_line_and_column() -> None:
    with pytest.raises(CanonicalError) as refused:
        canonical.decode(b'{\n "a": ]')
    assert refused.value.facts == {"line": 2, "column": 7}
