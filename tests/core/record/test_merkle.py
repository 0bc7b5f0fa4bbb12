"""The tree of RFC 9162, against published values, another program and the RFC's own words."""

from collections.abc import Callable, Sequence
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from fourfold.core.record import merkle
from fourfold.core.record.errors import TreeError

# The leaves, roots and proofs that the Certificate Transparency project publishes for RFC 6962.
PUBLISHED_LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
PUBLISHED_ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    6: "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
_A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
_B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
_C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
_D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
_E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
_F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
PUBLISHED_INCLUSION = [
    (0, 1, []),
    (0, 8, [_A, _B, _C]),
    (5, 8, [_D, _E, PUBLISHED_ROOTS[4]]),
    (2, 3, [PUBLISHED_ROOTS[2]]),
    (1, 5, [PUBLISHED_ROOTS[1], _B, _D]),
]
PUBLISHED_CONSISTENCY = [
    (1, 1, []),
    (1, 8, [_A, _B, _C]),
    (6, 8, [_F, _E, PUBLISHED_ROOTS[4]]),
    (2, 5, [_B, _D]),
]

sizes = st.integers(1, 70)


def leaves_of(size: int) -> list[bytes]:
    return [merkle.leaf_hash(b"leaf %d" % number) for number in range(size)]


def oracle_of(size: int) -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    for number in range(size):
        tree.append_entry(b"leaf %d" % number)
    return tree


def largest_power_of_two_below(count: int) -> int:
    power = 1
    while power * 2 < count:
        power *= 2
    return power


def rfc_root(leaves: Sequence[bytes]) -> bytes:
    """MTH of RFC 9162, 2.1.1, word for word and slowly."""
    if not leaves:
        return sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    k = largest_power_of_two_below(len(leaves))
    return sha256(b"\x01" + rfc_root(leaves[:k]) + rfc_root(leaves[k:])).digest()


def rfc_path(m: int, leaves: Sequence[bytes]) -> list[bytes]:
    """PATH of RFC 9162, 2.1.3.1."""
    if len(leaves) == 1:
        return []
    k = largest_power_of_two_below(len(leaves))
    if m < k:
        return [*rfc_path(m, leaves[:k]), rfc_root(leaves[k:])]
    return [*rfc_path(m - k, leaves[k:]), rfc_root(leaves[:k])]


def rfc_subproof(m: int, leaves: Sequence[bytes], whole: bool) -> list[bytes]:
    """SUBPROOF of RFC 9162, 2.1.4.1."""
    if m == len(leaves):
        return [] if whole else [rfc_root(leaves)]
    k = largest_power_of_two_below(len(leaves))
    if m <= k:
        return [*rfc_subproof(m, leaves[:k], whole), rfc_root(leaves[k:])]
    return [*rfc_subproof(m - k, leaves[k:], False), rfc_root(leaves[:k])]


@pytest.mark.parametrize(("size", "root"), PUBLISHED_ROOTS.items())
def test_the_published_roots_come_out(size: int, root: str) -> None:
    leaves = [merkle.leaf_hash(data) for data in PUBLISHED_LEAVES[:size]]
    assert merkle.root_of(leaves).hex() == root
    assert merkle.Tree(leaves).root.hex() == root


@pytest.mark.parametrize(("index", "size", "proof"), PUBLISHED_INCLUSION)
def test_the_published_inclusion_proofs_come_out(index: int, size: int, proof: list[str]) -> None:
    leaves = [merkle.leaf_hash(data) for data in PUBLISHED_LEAVES[:size]]
    made = merkle.inclusion_proof(leaves, index)
    assert [each.hex() for each in made] == proof
    root = bytes.fromhex(PUBLISHED_ROOTS[size])
    assert merkle.verify_inclusion(leaves[index], index, size, made, root)


@pytest.mark.parametrize(("old", "new", "proof"), PUBLISHED_CONSISTENCY)
def test_the_published_consistency_proofs_come_out(old: int, new: int, proof: list[str]) -> None:
    leaves = [merkle.leaf_hash(data) for data in PUBLISHED_LEAVES[:new]]
    made = merkle.consistency_proof(leaves, old)
    assert [each.hex() for each in made] == proof
    roots = [bytes.fromhex(PUBLISHED_ROOTS[size]) for size in (old, new)]
    assert merkle.verify_consistency(old, roots[0], new, roots[1], made)


@given(sizes, st.data())
def test_roots_and_inclusion_proofs_equal_those_of_another_program(
    size: int, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, size - 1))
    tree, oracle = merkle.Tree(leaves_of(size)), oracle_of(size)
    assert tree.root == oracle.get_root(size)
    # Its places count from 1, and its paths begin with the leaf itself.
    path = oracle.prove_inclusion(index + 1, size).serialize()["path"]
    assert [each.hex() for each in tree.inclusion_proof(index)] == path[1:]


@given(sizes, st.data())
def test_roots_and_proofs_follow_the_words_of_the_rfc(size: int, data: st.DataObject) -> None:
    leaves = leaves_of(size)
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    assert merkle.root_of(leaves) == rfc_root(leaves)
    assert list(merkle.inclusion_proof(leaves, index)) == rfc_path(index, leaves)
    assert list(merkle.consistency_proof(leaves, old)) == rfc_subproof(old, leaves, True)


def test_every_proof_of_every_small_tree_verifies() -> None:
    for size in range(1, 34):
        leaves = leaves_of(size)
        tree = merkle.Tree(leaves)
        for index, leaf in enumerate(leaves):
            assert merkle.verify_inclusion(
                leaf, index, size, tree.inclusion_proof(index), tree.root
            )
        for old in range(size + 1):
            old_root = merkle.root_of(leaves[:old])
            proof = tree.consistency_proof(old)
            assert merkle.verify_consistency(old, old_root, size, tree.root, proof)


@given(sizes, st.data())
def test_an_inclusion_proof_holds_for_one_leaf_one_place_and_one_size(
    size: int, data: st.DataObject
) -> None:
    leaves = leaves_of(size)
    tree = merkle.Tree(leaves)
    index = data.draw(st.integers(0, size - 1))
    proof = tree.inclusion_proof(index)
    other = data.draw(st.integers(0, size + 3).filter(lambda each: each != index))
    assert not merkle.verify_inclusion(leaves[index], other, size, proof, tree.root)
    assert not merkle.verify_inclusion(merkle.leaf_hash(b"x"), index, size, proof, tree.root)
    assert not merkle.verify_inclusion(leaves[index], index, size, proof, merkle.EMPTY_ROOT)
    assert not merkle.verify_inclusion(leaves[index], index, size, (*proof, leaves[0]), tree.root)
    if proof:
        assert not merkle.verify_inclusion(leaves[index], index, size, proof[:-1], tree.root)
        bent = list(proof)
        bent[data.draw(st.integers(0, len(proof) - 1))] = merkle.leaf_hash(b"x")
        assert not merkle.verify_inclusion(leaves[index], index, size, bent, tree.root)


@given(st.integers(2, 70), st.data())
def test_a_rewritten_history_has_no_consistency_proof(size: int, data: st.DataObject) -> None:
    leaves = leaves_of(size)
    old = data.draw(st.integers(1, size - 1))
    old_root = merkle.root_of(leaves[:old])
    leaves[data.draw(st.integers(0, old - 1))] = merkle.leaf_hash(b"rewritten")
    tree = merkle.Tree(leaves)
    assert not merkle.verify_consistency(
        old, old_root, size, tree.root, tree.consistency_proof(old)
    )


@given(st.integers(2, 70), st.data())
def test_a_bent_consistency_proof_is_refused(size: int, data: st.DataObject) -> None:
    leaves = leaves_of(size)
    old = data.draw(st.integers(1, size - 1))
    proof = merkle.consistency_proof(leaves, old)
    roots = merkle.root_of(leaves[:old]), merkle.root_of(leaves)
    bent = list(proof)
    bent[data.draw(st.integers(0, len(proof) - 1))] = merkle.leaf_hash(b"x")
    for wrong in (bent, proof[:-1], proof[1:], (*proof, leaves[0]), ()):
        assert not merkle.verify_consistency(old, roots[0], size, roots[1], wrong)
    assert not merkle.verify_consistency(old, roots[1], size, roots[1], proof)
    assert not merkle.verify_consistency(old, roots[0], size, roots[0], proof)
    assert not merkle.verify_consistency(size, roots[1], old, roots[0], proof)


def change(leaves: list[bytes], place: int) -> list[bytes]:
    return [*leaves[:place], merkle.leaf_hash(b"changed"), *leaves[place + 1 :]]


def drop(leaves: list[bytes], place: int) -> list[bytes]:
    return [*leaves[:place], *leaves[place + 1 :]]


def swap_with_next(leaves: list[bytes], place: int) -> list[bytes]:
    after = (place + 1) % len(leaves)
    swapped = list(leaves)
    swapped[place], swapped[after] = leaves[after], leaves[place]
    return swapped


def repeat(leaves: list[bytes], place: int) -> list[bytes]:
    return [*leaves[:place], leaves[place], *leaves[place:]]


@pytest.mark.parametrize("forge", [change, drop, swap_with_next, repeat])
@pytest.mark.parametrize("size", [2, 3, 7, 8, 13, 32, 33])
def test_every_forged_leaf_changes_the_root(
    forge: Callable[[list[bytes], int], list[bytes]], size: int
) -> None:
    leaves = leaves_of(size)
    for place in range(size):
        assert merkle.root_of(forge(leaves, place)) != merkle.root_of(leaves)


def test_a_leaf_cannot_pass_for_the_node_above_two_leaves() -> None:
    left, right = leaves_of(2)
    assert merkle.leaf_hash(left + right) != merkle.node_hash(left, right)


@given(st.integers(0, 300))
def test_a_frontier_carries_the_tree_on_from_its_bytes(size: int) -> None:
    frontier = merkle.Frontier()
    for leaf in leaves_of(size):
        frontier = merkle.append(merkle.Frontier.from_bytes(frontier.to_bytes()), leaf)
    assert merkle.root(frontier) == merkle.root_of(leaves_of(size))
    assert frontier.size == size
    assert len(frontier.hashes) == size.bit_count()


def test_the_frontier_of_a_million_leaves_holds_twenty_hashes_at_most() -> None:
    hashes = tuple(leaves_of(20))
    frontier = merkle.Frontier(hashes, 2**20 - 1)
    assert merkle.append(frontier, hashes[0]).size == 2**20
    assert len(merkle.append(frontier, hashes[0]).hashes) == 1


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: merkle.Frontier((bytes(32),), 0), "frontier"),
        (lambda: merkle.Frontier((), 1), "frontier"),
        (lambda: merkle.Frontier((), -1), "frontier"),
        (lambda: merkle.Frontier((bytes(31),), 1), "hash_length"),
        (lambda: merkle.Frontier.from_bytes(b""), "frontier"),
        (lambda: merkle.Frontier.from_bytes(bytes(9)), "frontier"),
        (lambda: merkle.Frontier.from_bytes(bytes(40)), "frontier"),
        (lambda: merkle.append(merkle.Frontier(), b"short"), "hash_length"),
        (lambda: merkle.root_of([b"short"]), "hash_length"),
        (lambda: merkle.Tree([b"short"]), "hash_length"),
        (lambda: merkle.inclusion_proof([], 0), "index"),
        (lambda: merkle.inclusion_proof([bytes(32)], 1), "index"),
        (lambda: merkle.inclusion_proof([bytes(32)], -1), "index"),
        (lambda: merkle.consistency_proof([bytes(32)], 2), "size"),
        (lambda: merkle.consistency_proof([bytes(32)], -1), "size"),
    ],
)
def test_what_does_not_exist_is_refused_by_code(make: Callable[[], object], code: str) -> None:
    with pytest.raises(TreeError) as caught:
        make()
    assert caught.value.code == code


def test_a_verifier_answers_no_to_values_of_the_wrong_size() -> None:
    leaf = bytes(32)
    assert merkle.verify_inclusion(leaf, 0, 1, (), leaf)
    assert not merkle.verify_inclusion(b"", 0, 1, (), b"")
    assert not merkle.verify_inclusion(leaf, -1, 1, (), leaf)
    assert not merkle.verify_inclusion(leaf, 0, 0, (), leaf)
    assert not merkle.verify_consistency(1, b"", 1, b"", ())
    assert not merkle.verify_consistency(2, leaf, 1, leaf, ())
    assert not merkle.verify_consistency(-1, leaf, 1, leaf, ())
    assert not merkle.verify_consistency(1, leaf, 1, leaf, (leaf,))
    assert not merkle.verify_consistency(0, leaf, 1, leaf, ())
    assert not merkle.verify_consistency(3, leaf, 5, leaf, ())
