"""Codes: the published examples of RFC 6238, and which step a typed code belongs to."""

from __future__ import annotations

from base64 import b32encode
from datetime import UTC, datetime

import pytest

from fourfold.web.operator import codes

SECRET = b32encode(b"12345678901234567890").decode()
# Appendix B of RFC 6238 (SHA-1), the last six digits of its eight.
VECTORS = [
    (59, "287082"),
    (1111111109, "081804"),
    (1111111111, "050471"),
    (1234567890, "005924"),
    (2000000000, "279037"),
    (20000000000, "353130"),
]


@pytest.mark.parametrize(("seconds", "code"), VECTORS)
def test_the_examples_of_the_standard_come_out(seconds: int, code: str) -> None:
    step = codes.step_at(datetime.fromtimestamp(seconds, UTC))
    assert codes.code_of(SECRET, step) == code
    assert codes.matching_step(SECRET, code, step) == step


@pytest.mark.parametrize(
    ("away", "is_taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_code_is_good_for_one_step_to_either_side(away: int, is_taken: bool) -> None:
    typed = codes.code_of(SECRET, 1000 + away)
    assert codes.matching_step(SECRET, typed, 1000) == (1000 + away if is_taken else None)


@pytest.mark.parametrize("typed", ["", "28708", "2870822", "２８７０８２", "28708x", "\u0662"])
def test_what_is_no_code_matches_none(typed: str) -> None:
    assert codes.matching_step(SECRET, typed, 1) is None


def test_a_secret_has_160_bits_and_goes_into_an_address_that_apps_take(settings: object) -> None:
    secret = codes.to_secret(bytes(range(20)))
    assert len(secret) == 32
    address = codes.address(secret, "Dee & co")
    assert address == f"otpauth://totp/Fourfold:Dee%20%26%20co?secret={secret}&issuer=Fourfold"
