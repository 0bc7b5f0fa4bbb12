"""The key hierarchy: who can open what, and what opens nothing any more."""

from __future__ import annotations

import os
import secrets
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.vault import age, keys, seal
from fourfold.vault.argon import Params
from fourfold.vault.errors import Damaged, WrongKey
from fourfold.vault.keys import EntryKey, RecordSecrets
from fourfold.vault.recovery import RecoveryCode
from fourfold.vault.seal import Context, Purpose

RECORD = "0123456789abcdef" * 2
OTHER_RECORD = "f" * 32
ROOT, OTHER_ROOT = bytes(range(32)), bytes(range(1, 33))
PEPPER, OLD_PEPPER = b"p" * 32, b"q" * 32
SALT = b"s" * 16
OWNER = age.Identity(b"\x05" * 32)
SLOT = Context(Purpose.SECOND, RECORD)
Rows = dict[Context, bytes]

thirty_two = st.binary(min_size=32, max_size=32)


# ------------------------------------------------------------------ passphrase


@given(thirty_two, thirty_two)
def test_verifier_and_wrapping_key_are_different_for_every_root_and_pepper(
    root: bytes, pepper: bytes
) -> None:
    made = {keys.kek(root, pepper), keys.auth_verifier(root, pepper), root, pepper}
    assert len(made) == 4 or root == pepper


@pytest.mark.parametrize("root", [ROOT, OTHER_ROOT])
@pytest.mark.parametrize("pepper", [PEPPER, OLD_PEPPER])
def test_only_the_right_passphrase_with_the_right_pepper_is_right(
    root: bytes, pepper: bytes
) -> None:
    verifier = keys.auth_verifier(ROOT, PEPPER)
    assert keys.is_right(root, pepper, verifier) is ((root, pepper) == (ROOT, PEPPER))


def test_the_stored_verifier_opens_nothing() -> None:
    context = keys.wrap_context(RECORD, "passphrase", "a1b2c3d4")
    wrapped = keys.wrap_identity(keys.kek(ROOT, PEPPER), OWNER, context)
    with pytest.raises(WrongKey):
        keys.unwrap_identity(keys.auth_verifier(ROOT, PEPPER), wrapped, context)


@pytest.mark.parametrize(
    "elsewhere",
    [
        keys.wrap_context(OTHER_RECORD, "passphrase", "a1b2c3d4"),
        keys.wrap_context(RECORD, "passphrase", "00000000"),
        keys.wrap_context(RECORD, "recovery"),
        Context(Purpose.ENTRY_KEY, RECORD, item="a1b2c3d4"),
    ],
    ids=["record", "pepper", "kind", "purpose"],
)
def test_a_wrap_opens_only_for_its_record_kind_and_pepper(elsewhere: Context) -> None:
    wrapping = keys.kek(ROOT, PEPPER)
    wrapped = keys.wrap_identity(
        wrapping, OWNER, keys.wrap_context(RECORD, "passphrase", "a1b2c3d4")
    )
    with pytest.raises(WrongKey):
        keys.unwrap_identity(wrapping, wrapped, elsewhere)


def test_passphrase_and_code_lead_to_the_same_identity_and_the_code_needs_no_server() -> None:
    code = RecoveryCode(b"c" * 16)
    by_passphrase = keys.wrap_context(RECORD, "passphrase", "a1b2c3d4")
    by_code = keys.wrap_context(RECORD, "recovery")
    one = keys.wrap_identity(keys.kek(ROOT, PEPPER), OWNER, by_passphrase)
    other = keys.wrap_identity(code.kek(), OWNER, by_code)
    assert keys.unwrap_identity(keys.kek(ROOT, PEPPER), one, by_passphrase) == OWNER
    assert keys.unwrap_identity(code.kek(), other, by_code) == OWNER
    assert len(one) == len(other)


@pytest.mark.parametrize(("kind", "pepper_id"), [("passphrase", ""), ("recovery", "a1b2c3d4")])
def test_a_passphrase_wrap_names_its_pepper_and_a_recovery_wrap_has_none(
    kind: str, pepper_id: str
) -> None:
    with pytest.raises(ValueError, match="pepper"):
        keys.wrap_context(RECORD, kind, pepper_id)


def test_a_wrap_under_an_old_pepper_moves_to_the_new_one() -> None:
    old = keys.wrap_context(RECORD, "passphrase", "0ld00000")
    wrapped = keys.wrap_identity(keys.kek(ROOT, OLD_PEPPER), OWNER, old)
    assert keys.needs_rewrap("0ld00000", Params.current(), "a1b2c3d4")
    identity = keys.unwrap_identity(keys.kek(ROOT, OLD_PEPPER), wrapped, old)
    new = keys.wrap_context(RECORD, "passphrase", "a1b2c3d4")
    again = keys.wrap_identity(keys.kek(ROOT, PEPPER), identity, new)
    assert keys.unwrap_identity(keys.kek(ROOT, PEPPER), again, new) == OWNER
    assert not keys.needs_rewrap("a1b2c3d4", Params.current(), "a1b2c3d4")
    assert keys.needs_rewrap("a1b2c3d4", Params(256 * 1024, 3, 1), "a1b2c3d4")


class Forgetful(age.Identity):
    """An identity in memory that goes bad: each reading of its secret is another."""

    @property
    def secret(self) -> bytes:  # type: ignore[override]
        return secrets.token_bytes(32)


def test_a_wrap_that_would_open_to_something_else_is_never_returned() -> None:
    forgetful = object.__new__(Forgetful)
    with pytest.raises(Damaged) as caught:
        keys.wrap_identity(ROOT, forgetful, keys.wrap_context(RECORD, "recovery"))
    assert caught.value.code == "wrap_check"


# ------------------------------------------------------------------ record name


@pytest.mark.parametrize(
    "typed", ["quiet-harbour-42", "Quiet Harbour 42", "QUIETHARBOUR42", " quiet_harbour\u201342 "]
)
def test_a_name_is_found_however_it_is_typed(typed: str) -> None:
    assert keys.name_tag(typed, PEPPER) == keys.name_tag("quiet-harbour-42", PEPPER)
    assert keys.decoy_salt(typed, PEPPER) == keys.decoy_salt("quiet-harbour-42", PEPPER)


def test_another_name_or_pepper_gives_another_tag_and_salt() -> None:
    names, peppers = ("quiet-harbour-42", "quiet-harbour-43"), (PEPPER, OLD_PEPPER)
    pairs = list(product(names, peppers))
    assert len({keys.name_tag(*pair) for pair in pairs}) == 4
    assert len({keys.decoy_salt(*pair) for pair in pairs}) == 4
    assert {len(keys.decoy_salt(*pair)) for pair in pairs} == {16}


@given(st.text())
def test_any_text_can_be_looked_up_as_a_name(text: str) -> None:
    assert len(keys.name_tag(text, PEPPER)) == 32


# ------------------------------------------------------------------ second passphrase


@given(st.binary(max_size=keys.SECOND_PAYLOAD))
def test_a_second_passphrase_opens_what_it_sealed(payload: bytes) -> None:
    slot = keys.seal_second(ROOT, SALT, PEPPER, payload, SLOT)
    assert len(slot) == keys.SECOND == len(keys.decoy_second())
    assert keys.second_salt(slot) == SALT
    assert keys.open_second(ROOT, slot, [OLD_PEPPER, PEPPER], SLOT) == payload


def test_nothing_tells_a_decoy_from_a_real_slot() -> None:
    """Of 512 positions none has a value that recurs: no version, no length, no pepper id."""
    real = [
        keys.seal_second(secrets.token_bytes(32), os.urandom(16), PEPPER, b"", SLOT)
        for _ in range(400)
    ]
    decoys = [keys.decoy_second() for _ in range(400)]
    for slots in (real, decoys):
        for column in zip(*slots, strict=True):
            assert len(set(column)) > 150


def test_a_decoy_a_wrong_passphrase_and_an_unknown_pepper_all_look_the_same() -> None:
    real = keys.seal_second(ROOT, SALT, PEPPER, b"payload", SLOT)
    tries = [
        (ROOT, keys.decoy_second(), [PEPPER], SLOT),
        (OTHER_ROOT, real, [PEPPER], SLOT),
        (ROOT, real, [OLD_PEPPER], SLOT),
        (ROOT, real, [], SLOT),
        (ROOT, real, [PEPPER], Context(Purpose.SECOND, OTHER_RECORD)),
        (ROOT, real[:-1] + bytes([real[-1] ^ 1]), [PEPPER], SLOT),
    ]
    for attempt in tries:
        with pytest.raises(WrongKey) as caught:
            keys.open_second(*attempt)
        assert (caught.value.code, caught.value.facts) == ("second", {})


def test_a_first_passphrase_s_key_does_not_open_a_second_slot() -> None:
    assert keys.kek(ROOT, PEPPER) not in keys.seal_second(ROOT, SALT, PEPPER, b"", SLOT)
    assert keys.kek(ROOT, PEPPER) != keys.auth_verifier(ROOT, PEPPER)


@pytest.mark.parametrize("size", [0, 15, 511, 513])
def test_a_slot_of_another_length_is_damaged(size: int) -> None:
    with pytest.raises(Damaged):
        keys.open_second(ROOT, bytes(size), [PEPPER], SLOT)
    with pytest.raises(Damaged):
        keys.second_salt(bytes(size))


@pytest.mark.parametrize(("salt", "size"), [(SALT, 467), (SALT[1:], 10)])
def test_a_slot_holds_at_most_466_bytes_and_a_salt_of_16(salt: bytes, size: int) -> None:
    with pytest.raises(ValueError, match="466"):
        keys.seal_second(ROOT, salt, PEPPER, bytes(size), SLOT)


# ------------------------------------------------------------------ record


def new_secrets() -> RecordSecrets:
    return RecordSecrets.generate(secrets.token_bytes)


@given(st.binary(min_size=128, max_size=128))
def test_secrets_read_back(data: bytes) -> None:
    found = RecordSecrets.from_bytes(b"\x01" + data)
    assert found.to_bytes() == b"\x01" + data


@pytest.mark.parametrize("data", [b"", bytes(129), b"\x02" + bytes(128), b"\x01" + bytes(127)])
def test_secrets_in_another_format_are_damaged(data: bytes) -> None:
    with pytest.raises(Damaged):
        RecordSecrets.from_bytes(data)


def test_secrets_open_for_their_owner_and_record_only() -> None:
    own = new_secrets()
    sealed = own.seal_to(OWNER, RECORD)
    assert RecordSecrets.open_with(sealed, OWNER, RECORD) == own
    with pytest.raises(WrongKey):
        RecordSecrets.open_with(sealed, age.Identity(b"\x06" * 32), RECORD)
    with pytest.raises(Damaged):
        RecordSecrets.open_with(sealed, OWNER, OTHER_RECORD)


@pytest.mark.parametrize("tail", [b"", bytes(32), None], ids=["no proof", "zeros", "stolen"])
def test_secrets_planted_by_somebody_with_the_disk_are_refused(tail: bytes | None) -> None:
    """Anybody can seal to the owner's public half; only she can make the proof."""
    if tail is None:
        tail = age.open_bytes(new_secrets().seal_to(OWNER, RECORD), OWNER)[-32:]
    planted = age.seal_bytes(new_secrets().to_bytes() + tail, [OWNER.recipient])
    with pytest.raises(Damaged):
        RecordSecrets.open_with(planted, OWNER, RECORD)


@pytest.mark.needs("age")
def test_the_age_program_opens_the_secrets_with_the_owner_s_key(tmp_path: Path) -> None:
    own = new_secrets()
    (tmp_path / "key").write_text(OWNER.to_text())
    (tmp_path / "secrets.age").write_bytes(own.seal_to(OWNER, RECORD))
    command = ["age", "-d", "-i", str(tmp_path / "key"), str(tmp_path / "secrets.age")]
    plain = subprocess.run(command, capture_output=True, check=True).stdout
    assert plain[:129] == own.to_bytes()


def test_keys_do_not_show_themselves_in_a_traceback() -> None:
    own, entry = new_secrets(), EntryKey(b"k" * 32, b"s" * 32)
    assert "=" not in repr(own).replace("identity=", "")
    assert repr(entry) == "EntryKey()"


def test_an_entry_key_opens_only_at_its_own_entry_and_version() -> None:
    own, entry = new_secrets(), EntryKey.generate(secrets.token_bytes)
    place = Context(Purpose.ENTRY_KEY, RECORD, 12, 3)
    wrapped = entry.wrap(own.data_key, place)
    assert EntryKey.unwrap(own.data_key, wrapped, place) == entry
    changes: list[dict[str, int | str]] = [{"number": 13}, {"version": 2}, {"record_id": "0" * 32}]
    for change in changes:
        with pytest.raises(WrongKey):
            EntryKey.unwrap(own.data_key, wrapped, replace(place, **change))  # type: ignore[arg-type]
    with pytest.raises(WrongKey):
        EntryKey.unwrap(own.log_key, wrapped, place)


def test_a_row_that_holds_no_entry_key_is_damaged() -> None:
    place = Context(Purpose.ENTRY_KEY, RECORD, 1, 1)
    with pytest.raises(Damaged):
        EntryKey.unwrap(ROOT, seal.seal(ROOT, bytes(63), place), place)


# ------------------------------------------------------------------ rotation


class Kept:
    """A record as a database holds it: rows under the data key, entries under their own keys."""

    def __init__(self) -> None:
        self.secrets = new_secrets()
        self.key_table: Rows = {}
        self.entries: Rows = {}
        for number in range(1, 21):
            place = (RECORD, number, 1)
            entry = EntryKey.generate(secrets.token_bytes)
            context = Context(Purpose.ENTRY_KEY, *place)
            self.key_table[context] = entry.wrap(self.secrets.data_key, context)
            what = Context(Purpose.ENTRY, *place)
            self.entries[what] = seal.seal(entry.key, b"what happened %d" % number, what)
        for number in range(1, 6):
            header = age.new_header([self.secrets.recipient], b"f" * 16)
            self._put(Context(Purpose.FILE_HEADER, RECORD, number), header)
        for number in range(3):
            self._put(Context(Purpose.INDEX, RECORD, number, 7), b"lines %d" % number)
        self.leaf = seal.seal(self.secrets.log_key, b"leaf", Context(Purpose.LEAF, RECORD, 1))

    def _put(self, context: Context, data: bytes) -> None:
        self.key_table[context] = seal.seal(self.secrets.data_key, data, context)

    def delete(self, number: int) -> None:
        """Destroy an entry and its file: its rows go, then everything left is sealed anew."""
        self.key_table = {c: row for c, row in self.key_table.items() if not is_of(c, number)}
        new = self.secrets.with_new_data_key(secrets.token_bytes)
        self.key_table = dict(keys.rotate(self.secrets, new, self.key_table.items()))
        self.secrets = new


def is_of(context: Context, number: int) -> bool:
    return context.number == number and context.purpose is not Purpose.INDEX


def opened(own: RecordSecrets, rows: Rows) -> Iterator[tuple[Context, bytes]]:
    """What any key of `own` opens in `rows`."""
    every = (own.data_key, own.log_key, own.signing_seed, own.identity.secret)
    for (context, row), key in product(rows.items(), every):
        try:
            yield context, seal.open(key, row, context)
        except WrongKey:
            continue


def test_yesterday_s_rows_with_today_s_secrets_open_nothing() -> None:
    kept = Kept()
    yesterday = {**kept.key_table}
    assert len(dict(opened(kept.secrets, yesterday))) == 28
    kept.delete(4)
    assert dict(opened(kept.secrets, yesterday)) == {}
    assert dict(opened(kept.secrets, kept.entries)) == {}
    header_start = b"age-encryption.org"
    assert not any(header_start in row for row in yesterday.values())


def test_everything_that_was_not_deleted_still_opens_after_rotation() -> None:
    kept = Kept()
    before = dict(opened(kept.secrets, kept.key_table))
    kept.delete(4)
    kept.delete(5)
    after = dict(opened(kept.secrets, kept.key_table))
    assert after == {c: data for c, data in before.items() if not (is_of(c, 4) or is_of(c, 5))}
    for context, sealed in kept.entries.items():
        place = replace(context, purpose=Purpose.ENTRY_KEY)
        if place in kept.key_table:
            key = EntryKey.unwrap(kept.secrets.data_key, kept.key_table[place], place)
            assert seal.open(key.key, sealed, context) == b"what happened %d" % context.number


def test_rotation_changes_the_data_key_and_nothing_else() -> None:
    kept = Kept()
    before = kept.secrets
    kept.delete(4)
    assert kept.secrets == replace(before, data_key=kept.secrets.data_key)
    assert kept.secrets.data_key != before.data_key
    leaf = seal.open(kept.secrets.log_key, kept.leaf, Context(Purpose.LEAF, RECORD, 1))
    assert leaf == b"leaf"


def test_rotation_stops_at_a_row_that_does_not_open() -> None:
    kept = Kept()
    context = next(iter(kept.key_table))
    kept.key_table[context] = kept.key_table[context][:-1] + b"\0"
    new = kept.secrets.with_new_data_key(secrets.token_bytes)
    with pytest.raises(WrongKey):
        dict(keys.rotate(kept.secrets, new, kept.key_table.items()))
