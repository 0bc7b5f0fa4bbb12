"""The Merkle tree of RFC 9162 section 2.1 over SHA-256: roots, proofs and a frontier to append to.

    leaf hash = SHA-256(0x00 || leaf bytes)        node hash = SHA-256(0x01 || left || right)

The two prefixes keep a leaf from ever passing for a node. A tree of n leaves splits at the largest
power of two below n; the root of no leaves is SHA-256 of nothing. "Leaves" here are always leaf
hashes of 32 bytes: whoever keeps the tree need not be able to read what it covers.

Sources: RFC 9162, sections 2.1.1 to 2.1.4 (the same tree as RFC 6962). Checked 2026-11.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from fourfold.core.record.errors import TreeError

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """Return the 32-byte hash of one leaf's bytes."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the 32-byte hash of the node above two hashes."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """All that is needed to append to a tree: the roots of its full subtrees, largest first.

    A tree of `size` leaves has one hash for each 1 in the binary form of `size`, so a log of a
    million leaves is carried on by twenty hashes or fewer.

    Raises TreeError (`frontier`, `hash_length`) if the hashes cannot belong to that size.
    """

    hashes: tuple[bytes, ...] = ()
    size: int = 0

    def __post_init__(self) -> None:
        """Refuse hashes that cannot belong to this size."""
        if self.size < 0 or self.size.bit_count() != len(self.hashes):
            raise TreeError("frontier", size=self.size, hashes=len(self.hashes))
        for each in self.hashes:
            _require_hash(each)

    def to_bytes(self) -> bytes:
        """Return the size as 8 bytes, big-endian, and then the hashes."""
        return self.size.to_bytes(8, "big") + b"".join(self.hashes)

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read what `to_bytes` wrote; raises TreeError (`frontier`) for anything else."""
        if len(data) < 8 or (len(data) - 8) % HASH_SIZE:
            raise TreeError("frontier", length=len(data))
        starts = range(8, len(data), HASH_SIZE)
        return cls(tuple(data[i : i + HASH_SIZE] for i in starts), int.from_bytes(data[:8], "big"))


def append(frontier: Frontier, leaf: bytes) -> Frontier:
    """Return the frontier after one more leaf hash: two hashes on average, log2(n) at most.

    Raises TreeError (`hash_length`) unless the leaf hash is 32 bytes.
    """
    _require_hash(leaf)
    hashes = list(frontier.hashes)
    _grow(hashes, frontier.size, leaf)
    return Frontier(tuple(hashes), frontier.size + 1)


def root(frontier: Frontier) -> bytes:
    """Return the root of the tree that the frontier stands for."""
    return _fold(frontier.hashes)


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the root over leaf hashes, in one pass and without keeping them."""
    hashes: list[bytes] = []
    for size, leaf in enumerate(leaves):
        _require_hash(leaf)
        _grow(hashes, size, leaf)
    return _fold(hashes)


class Tree:
    """A whole tree in memory, for making many proofs: each then costs O(log n) hashes.

    Holds about twice the leaf hashes. Raises TreeError (`hash_length`) for a bad leaf hash.
    """

    def __init__(self, leaves: Iterable[bytes]) -> None:
        """Hash every full subtree once, level by level."""
        level = list(leaves)
        for leaf in level:
            _require_hash(leaf)
        self.size = len(level)
        self._levels = [level]
        while len(level) > 1:
            pairs = zip(level[::2], level[1::2], strict=False)
            level = [node_hash(left, right) for left, right in pairs]
            self._levels.append(level)

    @property
    def root(self) -> bytes:
        """The root over all leaves."""
        return self._over(0, self.size) if self.size else EMPTY_ROOT

    def inclusion_proof(self, index: int) -> tuple[bytes, ...]:
        """Return PATH(index, D_n) of RFC 9162, 2.1.3.1: siblings from the leaf upward.

        Raises TreeError (`index`) if there is no such leaf.
        """
        if not 0 <= index < self.size:
            raise TreeError("index", index=index, size=self.size)
        start, stop = 0, self.size
        path: list[bytes] = []
        while stop - start > 1:
            middle = start + _split(stop - start)
            if index < middle:
                path.append(self._over(middle, stop))
                stop = middle
            else:
                path.append(self._over(start, middle))
                start = middle
        return tuple(reversed(path))

    def consistency_proof(self, old_size: int) -> tuple[bytes, ...]:
        """Return PROOF(old_size, D_n) of RFC 9162, 2.1.4.1; nothing for sizes 0 and n.

        Raises TreeError (`size`) if the tree was never of that size.
        """
        if not 0 <= old_size <= self.size:
            raise TreeError("size", old_size=old_size, size=self.size)
        if old_size in (0, self.size):
            return ()
        start, stop = 0, self.size
        path: list[bytes] = []
        while old_size != stop:
            middle = start + _split(stop - start)
            if old_size <= middle:
                path.append(self._over(middle, stop))
                stop = middle
            else:
                path.append(self._over(start, middle))
                start = middle
        # A verifier knows the old root already when the whole old tree is one full subtree.
        if start:
            path.append(self._over(start, stop))
        return tuple(reversed(path))

    def _over(self, start: int, stop: int) -> bytes:
        """Return the hash over leaves [start, stop), where `start` begins a subtree."""
        hashes = []
        while start < stop:
            height = (stop - start).bit_length() - 1
            hashes.append(self._levels[height][start >> height])
            start += 1 << height
        return _fold(hashes)


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Return the proof that leaf `index` (from 0) is in the tree over these leaf hashes.

    Costs one pass over the leaves; for many proofs build one `Tree`. Raises TreeError (`index`).
    """
    return Tree(leaves).inclusion_proof(index)


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> tuple[bytes, ...]:
    """Return the proof that the first `old_size` leaves were the whole tree once.

    Raises TreeError (`size`).
    """
    return Tree(leaves).consistency_proof(old_size)


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes
) -> bool:
    """Say whether the proof shows that this leaf hash is leaf `index` of the tree with this root.

    `expected` is the root of the tree of `size` leaves. RFC 9162, 2.1.3.2.
    """
    if not 0 <= index < size or not _are_hashes((leaf, expected, *proof)):
        return False
    place, last, value = index, size - 1, leaf
    for each in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            value = node_hash(each, value)
            place, last = _climb(place, last)
        else:
            value = node_hash(value, each)
        place, last = place >> 1, last >> 1
    return last == 0 and value == expected


def verify_consistency(
    old_size: int, old_root: bytes, size: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Say whether the proof shows that the tree of `size` only added to that of `old_size`.

    RFC 9162, 2.1.4.2. An empty old tree is the start of every tree, and needs no proof.
    """
    if not 0 <= old_size <= size or not _are_hashes((old_root, new_root, *proof)):
        return False
    if old_size == size:
        return not proof and old_root == new_root
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT
    return _reaches_both(old_size, size, proof, (old_root, new_root))


def _reaches_both(
    old_size: int, size: int, proof: Sequence[bytes], roots: tuple[bytes, bytes]
) -> bool:
    """Say whether the proof leads to the old and to the new root, for 0 < old_size < size."""
    path = (roots[0], *proof) if old_size.bit_count() == 1 else tuple(proof)
    if not path:
        return False
    place, last = old_size - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for each in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node_hash(each, old), node_hash(each, new)
            place, last = _climb(place, last)
        else:
            new = node_hash(new, each)
        place, last = place >> 1, last >> 1
    return last == 0 and (old, new) == roots


def _climb(place: int, last: int) -> tuple[int, int]:
    """Skip the levels on which the last, unpaired node of a row is carried up unchanged."""
    while place and not place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _grow(hashes: list[bytes], size: int, leaf: bytes) -> None:
    """Add a leaf to the full-subtree roots of a tree of `size` leaves, in place."""
    while size & 1:
        leaf = node_hash(hashes.pop(), leaf)
        size >>= 1
    hashes.append(leaf)


def _fold(hashes: Sequence[bytes]) -> bytes:
    """Join full-subtree roots, largest first, into the hash above them all."""
    if not hashes:
        return EMPTY_ROOT
    value = hashes[-1]
    for each in reversed(hashes[:-1]):
        value = node_hash(each, value)
    return value


def _split(count: int) -> int:
    """Return the largest power of two below `count`, which is 2 or more."""
    return 1 << ((count - 1).bit_length() - 1)


def _are_hashes(values: Sequence[bytes]) -> bool:
    return all(len(each) == HASH_SIZE for each in values)


def _require_hash(value: bytes) -> None:
    if len(value) != HASH_SIZE:
        raise TreeError("hash_length", length=len(value))
