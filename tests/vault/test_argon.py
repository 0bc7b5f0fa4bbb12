"""The slow call: what goes in, what it costs, what is refused, and the process that makes it."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.vault.argon import (
    Params,
    Request,
    derive,
    normalise,
    read_answer,
    write_request,
)
from fourfold.vault.errors import Damaged

ROOT = Path(__file__).resolve().parents[2]
SALT = b"0123456789abcdef"


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("acorn ribbon", "acorn ribbon"),
        ("  acorn \t ribbon\r\n", "acorn ribbon"),
        ("acorn\u00a0ribbon", "acorn ribbon"),
        ("acorn\u3000ribbon", "acorn ribbon"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("\ufb01ne", "fine"),
        ("Acorn", "Acorn"),
        ("", ""),
    ],
)
def test_keyboards_that_differ_lead_to_one_passphrase(typed: str, plain: str) -> None:
    assert normalise(typed) == plain


def test_white_space_is_what_the_documentation_says() -> None:
    documented = {
        *range(0x09, 0x0E),
        *range(0x1C, 0x21),
        0x85,
        0xA0,
        0x1680,
        *range(0x2000, 0x200B),
    }
    documented |= {0x2028, 0x2029, 0x202F, 0x205F, 0x3000}
    assert {c for c in range(sys.maxunicode + 1) if not normalise(chr(c))} == documented


@given(st.text())
def test_a_plain_passphrase_stays_as_it_is(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.slow
def test_every_part_of_a_passphrase_and_the_salt_count() -> None:
    base = derive("acorn ribbon", SALT, Params.current())
    assert base == derive(" acorn  ribbon", SALT, Params.current())
    assert base != derive("acorn ribbons", SALT, Params.current())
    assert base != derive("acorn ribbon", SALT[::-1], Params.current())


@pytest.mark.parametrize("salt", [b"", SALT[:8], SALT + b"x"])
def test_a_salt_is_16_bytes(salt: bytes) -> None:
    with pytest.raises(Damaged):
        derive("acorn", salt, Params.current())


def test_what_new_wraps_cost() -> None:
    assert Params.current() == Params(memory=128 * 1024, passes=3, lanes=1)
    assert Params.current().to_text() == "m=131072,t=3,p=1"


@pytest.mark.parametrize("text", ["m=131072,t=3,p=1", "m=262144,t=3,p=1", "m=131072,t=16,p=1"])
def test_a_cost_at_or_above_the_floor_reads_back(text: str) -> None:
    assert Params.from_text(text).to_text() == text


@pytest.mark.parametrize(
    "text",
    [
        "m=131071,t=3,p=1",
        "m=131072,t=2,p=1",
        "m=131072,t=3,p=2",
        "m=131072,t=3,p=0",
        "m=8,t=1,p=1",
        "m=-131072,t=3,p=1",
        "m=4194304,t=3,p=1",
        "m=131072,t=33,p=1",
        "m=131072,t=3",
        "m=131072,t=3,p=1,x=1",
        "t=3,m=131072,p=1",
        "m=0131072,t=3,p=1",
        "m=131072, t=3,p=1",
        "m=\u0661\u0663\u0661\u0660\u0667\u0662,t=3,p=1",
        "",
    ],
)
def test_a_cost_below_the_floor_beyond_all_bounds_or_misspelt_is_refused(text: str) -> None:
    with pytest.raises(Damaged):
        Params.from_text(text)


def test_the_call_can_be_sent_to_another_process() -> None:
    request = Request("acorn", SALT, Params.current())
    assert pickle.loads(pickle.dumps((derive, request))) == (derive, request)  # noqa: S301


def test_a_request_does_not_show_the_passphrase() -> None:
    assert "acorn" not in repr(Request("acorn", SALT, Params.current()))


@pytest.mark.slow
def test_the_process_answers_what_the_call_would_and_ends_with_its_input() -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "fourfold.vault.argon"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": str(ROOT)},
    )
    assert child.stdin
    assert child.stdout
    with child:
        for passphrase in ("Café \ufb01ne", "\ud800 ribbon"):
            write_request(child.stdin, Request(passphrase, SALT, Params.current()))
            assert read_answer(child.stdout) == derive(passphrase, SALT, Params.current())
        child.stdin.close()
        assert child.wait(10) == 0
        with pytest.raises(BrokenPipeError):
            read_answer(child.stdout)
