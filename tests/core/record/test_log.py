"""Leaves are read strictly, and a commitment shows what is shown and nothing else."""

import json
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.record import log, merkle
from fourfold.core.record.errors import CommitmentError, LeafError
from fourfold.core.record.log import Clock, Leaf, LeafKind

SEED = bytes(range(32))
FIELDS = {
    "number": b"1",
    "version": b"1",
    "kind": b'"incident"',
    "what": b'"He waited outside."',
    "when": b'"2026-11-21T18:40"',
}
VECTOR_C = "16b36fc66ae906be7c8a06c169c5b946480c28ac82fb7dc52078f42c71294e7f"
VECTOR_BYTES = (
    b'{"c":"' + VECTOR_C.encode() + b'","clock":"synchronised",'
    b'"id":"0f1e2d3c4b5a69788796a5b4c3d2e1f0","kind":"add","n":0,"sw":"0.1.0",'
    b'"utc":"2026-11-22T07:00:00Z","v":1}'
)
VECTOR_HASH = "ed8589cbbb2ddf5337bc3adf9e50d27696fc3f44dedd323e90357db2cd49180d"


def make_leaf(**values: Any) -> Leaf:
    members: dict[str, Any] = {
        "n": 0,
        "utc": "2026-11-22T07:00:00Z",
        "kind": LeafKind.ADD,
        "id": "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
        "c": log.commit(FIELDS, salt_of),
        "sw": "0.1.0",
        "clock": Clock.SYNCHRONISED,
    }
    return Leaf(**(members | values))


def salt_of(name: str) -> bytes:
    return log.field_salt(SEED, name)


def leaf_json(**values: Any) -> bytes:
    """A leaf's JSON with some members changed; a member given as None is left out."""
    members = json.loads(VECTOR_BYTES) | values
    kept = {name: value for name, value in members.items() if value is not None}
    return json.dumps(kept, separators=(",", ":"), sort_keys=True).encode()


def refusal_of(data: bytes) -> tuple[str, object]:
    with pytest.raises(LeafError) as caught:
        Leaf.from_bytes(data)
    return caught.value.code, caught.value.facts.get("field")


def test_the_bytes_of_a_leaf_are_frozen() -> None:
    leaf = make_leaf()
    assert leaf.to_bytes() == VECTOR_BYTES
    assert leaf.hash.hex() == VECTOR_HASH
    assert Leaf.from_bytes(VECTOR_BYTES) == leaf


def test_the_bytes_of_a_commitment_are_frozen() -> None:
    assert (
        salt_of("what").hex() == "249184710d6be3a585080a43b3e17da6e12a64d50ed57150cec94f8ad479ed9c"
    )
    assert (
        log.field_hash(salt_of("what"), FIELDS["what"])
        == "6e9e2fe97896b791b91e164502927453878665a841b35b786851d117fa69cae9"
    )
    assert log.commit(FIELDS, salt_of) == VECTOR_C
    assert log.commit({}, salt_of) == sha256(b"{}").hexdigest()


def test_the_stored_words_are_frozen() -> None:
    kinds = "add amend redact delete share open export import deposit"
    assert [str(kind) for kind in LeafKind] == kinds.split()
    assert [str(clock) for clock in Clock] == ["synchronised", "unknown", "own-machine"]


@given(
    st.builds(
        make_leaf,
        n=st.integers(0, 2**53 - 1),
        kind=st.sampled_from(LeafKind),
        clock=st.sampled_from(Clock),
        id=st.binary(min_size=16, max_size=16).map(bytes.hex),
        utc=st.datetimes().map(
            lambda moment: f"{moment:%Y}".zfill(4) + f"{moment:-%m-%dT%H:%M:%SZ}"
        ),
    )
)
def test_every_leaf_reads_back_from_its_bytes(leaf: Leaf) -> None:
    assert Leaf.from_bytes(leaf.to_bytes()) == leaf


@pytest.mark.parametrize(
    ("data", "code", "field"),
    [
        (b"", "not_json", None),
        (b"{", "not_json", None),
        (b"\xff\xfe", "not_json", None),
        (b'{"n":0,' + VECTOR_BYTES[1:], "not_json", None),
        (b"[" * 100_000, "not_json", None),
        (VECTOR_BYTES.replace(b'"n":0', b'"n":0.0'), "not_json", None),
        (b"[]", "not_object", None),
        (b"null", "not_object", None),
        (leaf_json(v=2), "version", None),
        (leaf_json(v=2, extra=1), "version", None),
        (leaf_json(extra="1"), "unknown_field", "extra"),
        (leaf_json(v=None), "missing_field", "v"),
        (leaf_json(c=None), "missing_field", "c"),
        (b"{}", "missing_field", "c"),
        (leaf_json(n="0"), "wrong_type", "n"),
        (leaf_json(n=True), "wrong_type", "n"),
        (leaf_json(v=True), "wrong_type", "v"),
        (leaf_json(id=7), "wrong_type", "id"),
        (leaf_json(kind=["add"]), "wrong_type", "kind"),
        (leaf_json(n=-1), "value", "n"),
        (leaf_json(kind="edit"), "value", "kind"),
        (leaf_json(clock="sure"), "value", "clock"),
        (leaf_json(id="0F" * 16), "value", "id"),
        (leaf_json(id="0f" * 15), "value", "id"),
        (leaf_json(c="0" * 63), "value", "c"),
        (leaf_json(c="g" * 64), "value", "c"),
        (leaf_json(sw=""), "value", "sw"),
        (leaf_json(sw="0.1 0"), "value", "sw"),
        (leaf_json(sw="0" * 65), "value", "sw"),
        (leaf_json(utc="2026-11-22T07:00:00+00:00"), "value", "utc"),
        (leaf_json(utc="2026-11-22T07:00:00.5Z"), "value", "utc"),
        (leaf_json(utc="2026-02-30T07:00:00Z"), "value", "utc"),
        (leaf_json(utc="2026-11-22T07:00:00Z\n"), "value", "utc"),
        (leaf_json(utc="\u0662026-11-22T07:00:00Z"), "value", "utc"),
        (VECTOR_BYTES + b"\n", "not_canonical", None),
        (VECTOR_BYTES.replace(b'"n":0', b'"n": 0'), "not_canonical", None),
        (VECTOR_BYTES.replace(b'"add"', b'"\\u0061dd"'), "not_canonical", None),
        (b'{"v":1,' + VECTOR_BYTES[1:-7] + b"}", "not_canonical", None),
    ],
)
def test_anything_else_is_refused_with_a_code(data: bytes, code: str, field: str | None) -> None:
    assert refusal_of(data) == (code, field)


@pytest.mark.parametrize("number", [-1, 2**53])
def test_a_number_that_json_cannot_hold_is_no_place_in_the_log(number: int) -> None:
    assert make_leaf(n=2**53 - 1).n == 2**53 - 1
    with pytest.raises(LeafError, match="value"):
        make_leaf(n=number)


@given(st.integers(0, len(VECTOR_BYTES) - 1), st.integers(1, 255))
def test_no_changed_byte_passes_for_the_same_leaf(place: int, mask: int) -> None:
    data = bytearray(VECTOR_BYTES)
    data[place] ^= mask
    try:
        leaf = Leaf.from_bytes(bytes(data))
    except LeafError:
        return
    assert leaf.to_bytes() == data
    assert leaf.hash.hex() != VECTOR_HASH


def test_a_log_grows_leaf_by_leaf_to_the_root_over_its_bytes() -> None:
    leaves = [make_leaf(n=number) for number in range(11)]
    hashes = [sha256(b"\0" + leaf.to_bytes()).digest() for leaf in leaves]
    assert merkle.root(log.replay(leaves)) == merkle.root_of(hashes)


@pytest.mark.parametrize("numbers", [[1], [0, 0], [0, 2], [0, 2, 1]])
def test_a_gap_a_repeat_and_a_swap_are_out_of_order(numbers: list[int]) -> None:
    with pytest.raises(LeafError, match="out_of_order"):
        log.replay(make_leaf(n=number) for number in numbers)


def test_one_field_kept_back_leaves_the_others_proved() -> None:
    hashes = log.hash_fields(FIELDS, salt_of)
    shown = {name: (salt_of(name), FIELDS[name]) for name in FIELDS if name != "what"}
    opening = log.open_commitment(hashes, shown)
    assert opening.proves(log.commit(FIELDS, salt_of))
    assert opening.withheld == ("what",)
    assert opening.shown == ("kind", "number", "version", "when")


@pytest.mark.parametrize(
    "disclosed",
    [
        {"when": (salt_of("when"), b'"2026-11-22T18:40"')},
        {"when": (salt_of("what"), FIELDS["when"])},
        {"when": (b"", salt_of("when") + FIELDS["when"])},
        {"when": (salt_of("when") + FIELDS["when"][:1], FIELDS["when"][1:])},
        {"where": (salt_of("where"), b'"Leeds"')},
    ],
)
def test_a_field_that_was_not_committed_to_is_named(
    disclosed: dict[str, tuple[bytes, bytes]],
) -> None:
    opening = log.open_commitment(log.hash_fields(FIELDS, salt_of), disclosed)
    assert opening.wrong == tuple(disclosed)
    assert not opening.proves(log.commit(FIELDS, salt_of))


@given(st.dictionaries(st.from_regex(r"[a-z][a-z0-9_.-]{0,9}", fullmatch=True), st.binary()))
def test_shown_wrong_and_withheld_are_all_there_is(values: dict[str, bytes]) -> None:
    hashes = log.hash_fields(values, salt_of)
    shown = {name: (salt_of(name), values[name]) for name in sorted(values)[::2]}
    opening = log.open_commitment(hashes, shown)
    assert opening.proves(log.commit(values, salt_of))
    assert {*opening.shown, *opening.withheld} == values.keys()


def test_a_changed_dropped_or_added_hash_leads_to_another_commitment() -> None:
    hashes, c = log.hash_fields(FIELDS, salt_of), log.commit(FIELDS, salt_of)
    for name in FIELDS:
        dropped = {other: value for other, value in hashes.items() if other != name}
        assert not log.open_commitment(dropped, {}).proves(c)
        assert not log.open_commitment(hashes | {name: "0" * 64}, {}).proves(c)
    assert not log.open_commitment(hashes | {"extra": "0" * 64}, {}).proves(c)


def test_the_order_in_which_fields_are_named_does_not_matter() -> None:
    assert log.commit(dict(reversed(FIELDS.items())), salt_of) == log.commit(FIELDS, salt_of)


def test_equal_values_in_two_fields_or_two_entries_have_unlike_hashes() -> None:
    hashes = log.hash_fields({"names": b"same", "where": b"same"}, salt_of)
    assert len(set(hashes.values())) == 2
    assert log.field_salt(bytes(32), "where") != salt_of("where")


@pytest.mark.parametrize(
    ("hashes", "code"),
    [
        ({"": "0" * 64}, "name"),
        ({"What": "0" * 64}, "name"),
        ({"what\n": "0" * 64}, "name"),
        ({"x" * 65: "0" * 64}, "name"),
        ({"what": "0" * 63}, "hash"),
        ({"what": "A" * 64}, "hash"),
    ],
)
def test_malformed_hashes_are_refused(hashes: dict[str, str], code: str) -> None:
    with pytest.raises(CommitmentError) as caught:
        log.open_commitment(hashes, {})
    assert caught.value.code == code


@pytest.mark.parametrize("length", [0, 31, 33])
def test_salts_and_seeds_have_32_bytes(length: int) -> None:
    with pytest.raises(CommitmentError, match="salt_length"):
        log.field_hash(bytes(length), b"")
    with pytest.raises(CommitmentError, match="seed_length"):
        log.field_salt(bytes(length), "what")
