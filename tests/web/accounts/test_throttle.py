"""Guessing slows down, for one network at a time, and nobody is ever locked out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from fourfold.web.accounts import throttle
from fourfold.web.accounts.throttle import (
    FIRST_WAIT,
    FORGET_AFTER,
    FREE_TRIES,
    LONGEST_WAIT,
    Throttle,
)

HOME, ELSEWHERE = b"record" + b"home", b"record" + b"elsewhere"


def after(tries: int, key: bytes = HOME, at: float = 0.0) -> Throttle:
    made = Throttle()
    for _ in range(tries):
        made.tried(key, at)
    return made


@pytest.mark.parametrize(
    ("tries", "later", "wait"),
    [
        (0, 0.0, 0.0),
        (4, 0.0, 0.0),
        (5, 0.0, 2.0),
        (5, 1.5, 0.5),
        (5, 2.0, 0.0),
        (6, 0.0, 4.0),
        (7, 0.0, 8.0),
        (8, 0.0, 16.0),
        (9, 0.0, 32.0),
        (10, 0.0, 60.0),
        (10, 59.0, 1.0),
        (10, 60.0, 0.0),
        (5000, 0.0, 60.0),
        (5000, FORGET_AFTER + 1, 0.0),
    ],
)
def test_each_try_after_the_fifth_waits_twice_as_long_up_to_a_minute(
    tries: int, later: float, wait: float
) -> None:
    assert after(tries).wait(HOME, later) == pytest.approx(wait)


def test_tries_from_elsewhere_do_not_slow_the_owner() -> None:
    made = after(100_000, ELSEWHERE)
    assert made.wait(ELSEWHERE, 0.0) == LONGEST_WAIT
    assert made.wait(HOME, 0.0) == 0.0


def test_the_right_passphrase_forgets_the_tries() -> None:
    made = after(20)
    made.succeeded(HOME)
    assert made.wait(HOME, 0.0) == 0.0


def test_tries_are_forgotten_after_an_hour_without_one() -> None:
    made = after(20)
    made.tried(HOME, FORGET_AFTER + 1)
    assert made.wait(HOME, FORGET_AFTER + 1) == 0.0


def test_the_patient_guesser_who_obeys_makes_no_more_than_some_sixty_tries_an_hour() -> None:
    made, now, tries = Throttle(), 0.0, 0
    while now < 3600.0:
        now += made.wait(HOME, now)
        made.tried(HOME, now)
        tries += 1
    assert tries <= 70


@pytest.mark.slow
def test_a_million_tries_take_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "MOST_PAIRS", 1000)
    made = Throttle()
    for number in range(1_000_000):
        made.tried(number.to_bytes(24, "big"), float(number))
        assert len(made._tries) <= 1000


def test_failed_tries_are_listed_once_an_hour_for_each_record() -> None:
    made = Throttle()
    times = [0.0, 1.0, 3599.0, 3600.0, 3601.0, 7200.0]
    assert [made.is_first_this_hour(b"a", now) for now in times] == [
        True,
        False,
        False,
        True,
        False,
        True,
    ]
    assert made.is_first_this_hour(b"b", 1.0)


def test_what_has_been_listed_takes_little_memory_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "MOST_PAIRS", 10)
    made = Throttle()
    for number in range(100):
        assert made.is_first_this_hour(bytes([number]), 0.0)
    assert len(made._listed) == 10


def test_of_many_tries_at_the_same_moment_no_more_pass_than_one_by_one() -> None:
    made = Throttle()
    with ThreadPoolExecutor(40) as threads:
        waits = list(threads.map(lambda _each: made.begin(HOME, 0.0), range(400)))
    assert sum(not wait for wait in waits) == FREE_TRIES
    assert made.wait(HOME, 0.0) == FIRST_WAIT


def test_a_try_that_could_not_be_made_is_not_counted() -> None:
    made = after(FREE_TRIES - 1)
    assert made.begin(HOME, 0.0) == 0.0
    made.take_back(HOME)
    assert made.begin(HOME, 0.0) == 0.0
    assert made.begin(HOME, 0.0) == FIRST_WAIT
    made.take_back(ELSEWHERE)
    assert made.wait(ELSEWHERE, 0.0) == 0.0
