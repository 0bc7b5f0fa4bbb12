"""Words for passphrases and names, and whether an own passphrase is strong enough."""

from __future__ import annotations

import math
import secrets
import threading
import time
from random import Random

import pytest
from zxcvbn import matching

from fourfold.vault.passphrase import (
    WordList,
    five_words,
    is_strong,
    name_words,
    passphrase_words,
    record_name,
    strength,
)
from tests.table import over

HINTS = ("Ada Lovelace", "10 December 1815", "Rex", "12 Acacia Road")

# None of these can be in a list that somebody frightened reads aloud.
UNWELCOME = """
    abuse afraid alone anger attack beat blood bomb bruise bury corpse court crime crying danger
    dead death die enemy evil fear fight follow funeral ghost grave gun harm hate haunt hide hit
    hurt husband kill knife lonely lost lurk murder naked pain panic police prison prowl punch rape
    revenge sad scar scare scream secret sex shoot slave spy stab stalk stalker stranger strangle
    suffer suicide terror threat threaten torture trap victim violent watch weapon whip widow
    witness wound
"""


def test_five_words_have_over_64_bits() -> None:
    words = passphrase_words().words
    assert len(words) >= 7776
    assert 5 * math.log2(len(words)) > 64.6


def test_words_are_short_plain_and_said_in_one_way() -> None:
    words = set(passphrase_words().words)
    assert all(3 <= len(word) <= 8 for word in words)
    plurals = [w for w in words if words & {w + "s", w + "es", w[:-1] + "ies"}]
    assert plurals == []


@over("word", UNWELCOME.split())
def test_nothing_that_could_frighten_is_in_either_list(word: str) -> None:
    assert word not in passphrase_words().words
    assert word not in name_words().words


def test_a_passphrase_is_five_words_of_the_list() -> None:
    words = set(passphrase_words().words)
    drawn = [five_words(secrets.randbelow) for _ in range(200)]
    assert len(set(drawn)) == 200
    assert all(len(text.split(" ")) == 5 and set(text.split()) <= words for text in drawn)


def test_each_word_is_as_likely_as_any_other() -> None:
    """Chance is asked for the whole list, and each of its answers leads to another word."""
    asked: list[int] = []

    def randbelow(n: int) -> int:
        asked.append(n)
        return len(asked) - 1

    words = passphrase_words()
    drawn = [words.draw(randbelow) for _ in words.words]
    assert tuple(drawn) == words.words
    assert set(asked) == {len(words.words)}


def test_a_record_name_is_two_words_and_two_digits() -> None:
    words = set(name_words().words)
    for _ in range(200):
        first, second, number = record_name(secrets.randbelow).split("-")
        assert {first, second} <= words
        assert 10 <= int(number) <= 99


def test_there_are_names_enough_that_none_is_guessed() -> None:
    assert len(name_words().words) ** 2 * 90 > 90_000_000


@pytest.mark.parametrize(
    ("words", "match"),
    [
        (("apple", "plum"), "short"),
        (("plum", "pear", "apple"), "sorted"),
        (("apple", "apple", "plum"), "twice"),
        (("Plum", "apple", "pear"), "plain"),
        (("apple", "pear", "pl\u00fcm"), "plain"),
        (("apple", "ox", "plum"), "plain"),
    ],
)
def test_a_list_that_is_not_right_is_refused(words: tuple[str, ...], match: str) -> None:
    with pytest.raises(ValueError, match=match):
        WordList(words, 3)


@pytest.mark.slow
def test_every_generated_passphrase_is_strong() -> None:
    random = Random(4)  # noqa: S311  the same sample in every run
    for _ in range(100):
        assert is_strong(five_words(random.randrange), HINTS)


@pytest.mark.parametrize(
    "passphrase",
    [
        "",
        " ",
        "password",
        "Password1!",
        "letmein2026",
        "qwertyuiop",
        "11111111111111111111",
        "abcdefghijklmnop",
        "liverpool fc",
        "a" * 1000,
        "password" * 200,
    ],
)
def test_what_is_guessed_first_is_not_strong(passphrase: str) -> None:
    assert not is_strong(passphrase)


@pytest.mark.parametrize(
    "passphrase",
    [
        "Ada Lovelace",
        "AdaLovelace1815",
        "lovelace10december",
        "rexacaciaroad",
        "RexRexRexRex",
        "Rex & Ada, 1815",
    ],
)
def test_her_own_names_and_dates_are_not_strong(passphrase: str) -> None:
    assert not is_strong(passphrase, HINTS)


def test_hints_lower_the_score() -> None:
    assert strength("lovelace acacia 1815", HINTS) < strength("lovelace acacia 1815")


def test_only_the_first_72_characters_count() -> None:
    assert not is_strong("a" * 72 + five_words(secrets.randbelow))
    assert is_strong(five_words(secrets.randbelow) + "a" * 2000)


def test_hints_do_not_stay_in_memory_or_reach_another_thread() -> None:
    results: list[int] = []
    own = "harbourmaster penelope"

    def ask(hints: tuple[str, ...]) -> None:
        results.extend(strength(own, hints) for _ in range(20))

    threads = [threading.Thread(target=ask, args=(h,)) for h in ((own,), ("other",)) * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(set(results)) == sorted({strength(own, (own,)), strength(own, ("other",))})
    assert results.count(strength(own, (own,))) == 80
    assert "user_inputs" not in matching.RANKED_DICTIONARIES


@pytest.mark.parametrize("hints", [("",), ("\ud800",), ("x" * 100_000,), ("1",) * 100_000])
def test_odd_hints_do_no_harm(hints: tuple[str, ...]) -> None:
    assert strength("correct horse battery staple", hints) == 4


def test_signs_that_can_be_read_in_many_ways_are_read_in_a_few() -> None:
    """Each reading is a search of every dictionary: all of them took five seconds of processor."""
    signs = ("4@8({[<369&#!/|0$5+7%2" * 4)[:72]
    table = matching.relevant_l33t_subtable(signs, matching.L33T_TABLE)
    assert len(matching.enumerate_l33t_subs(table)) <= 16
    before = time.process_time()
    assert is_strong(signs)
    assert time.process_time() - before < 2


@pytest.mark.parametrize("passphrase", ["p4$$w0rd1!", "P@55w0rd", "dr4g0n8451!"])
def test_signs_for_letters_do_not_make_a_word_strong(passphrase: str) -> None:
    assert not is_strong(passphrase)
