"""Payloads: every cut and every exchange of chunks is refused, and any range reads alone."""

from __future__ import annotations

import io
import itertools
import os
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.vault.errors import Damaged
from fourfold.vault.payload import (
    CHUNK,
    NONCE,
    PAGE,
    TAG,
    PayloadReader,
    Sealer,
    payload_length,
)

KEY = b"a key of 16 byte"
SEALED = CHUNK + TAG
CONTENT = os.urandom(6 * CHUNK + 1000)


def sealed(content: bytes, key: bytes = KEY) -> bytes:
    sealer = Sealer(key)
    return sealer.update(content) + sealer.finish()


def read(payload: bytes, key: bytes = KEY) -> PayloadReader:
    return PayloadReader(io.BytesIO(payload), key, len(payload))


def split(payload: bytes) -> tuple[bytes, list[bytes]]:
    body = payload[NONCE:]
    return payload[:NONCE], [body[at : at + SEALED] for at in range(0, len(body), SEALED)]


class Watched(io.BytesIO):
    """A file that remembers which chunks were read."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.chunks: list[int] = []

    def read(self, size: int | None = -1, /) -> bytes:
        start = self.tell()
        data = super().read(size)
        if start >= NONCE:
            first, last = (start - NONCE) // SEALED, (self.tell() - 1 - NONCE) // SEALED
            self.chunks += range(first, last + 1)
        return data


PAYLOAD = sealed(CONTENT)


@pytest.mark.parametrize(
    "size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 16 * CHUNK, 16 * CHUNK + 1, 33 * CHUNK]
)
def test_a_payload_has_the_length_foretold_and_opens_to_the_same_bytes(size: int) -> None:
    content = os.urandom(size)
    payload = sealed(content)
    reader = read(payload)
    assert len(payload) == payload_length(size)
    assert reader.size == size
    assert b"".join(reader.pieces()) == content


@given(st.lists(st.integers(0, 3 * CHUNK), max_size=12))
def test_how_the_bytes_arrive_makes_no_difference(lengths: list[int]) -> None:
    content = (CONTENT * 7)[: sum(lengths)]
    sealer = Sealer(KEY)
    ends = list(itertools.accumulate(lengths, initial=0))
    pieces = [sealer.update(content[start:end]) for start, end in itertools.pairwise(ends)]
    payload = b"".join(pieces) + sealer.finish()
    assert len(payload) == payload_length(len(content))
    assert read(payload).read_range(0, len(content)) == content


def test_pieces_come_in_whole_pages_until_the_last() -> None:
    sealer = Sealer(KEY)
    lengths: list[int] = []
    for _ in range(100):
        sealer.pour(CONTENT, lambda view: lengths.append(len(view)))
    assert len(lengths) > 20
    assert all(length % PAGE == 0 and length > 900_000 for length in lengths)
    sealer.close(lambda view: lengths.append(len(view)))
    assert sum(lengths) == payload_length(100 * len(CONTENT))


def test_a_closed_payload_takes_nothing_more() -> None:
    sealer = Sealer(KEY)
    sealer.finish()
    with pytest.raises(ValueError, match="closed"):
        sealer.finish()
    with pytest.raises(ValueError, match="closed"):
        sealer.update(bytes(3 * CHUNK))


@pytest.mark.parametrize("chunks", [1, 2, 3, 6, 7])
@pytest.mark.parametrize("size", [6 * CHUNK, 6 * CHUNK + 1, 7 * CHUNK, 7 * CHUNK + 1])
def test_a_cut_at_a_chunk_boundary_is_refused_before_anything_is_read(
    chunks: int, size: int
) -> None:
    payload = sealed(bytes(size))
    cut = payload[: NONCE + chunks * SEALED]
    if len(cut) < len(payload):
        with pytest.raises(Damaged) as caught:
            read(cut)
        assert caught.value.code == "payload_chunk"


def test_every_cut_near_a_boundary_is_refused() -> None:
    boundaries = [0, *range(NONCE, len(PAYLOAD), SEALED), len(PAYLOAD)]
    near = {end + step for end in boundaries for step in range(-20, 21)}
    for length in sorted(near):
        if 0 <= length < len(PAYLOAD):
            with pytest.raises(Damaged):
                read(PAYLOAD[:length])


def test_a_cut_short_file_behind_an_honest_length_is_refused() -> None:
    with pytest.raises(Damaged) as caught:
        PayloadReader(io.BytesIO(PAYLOAD[: -3 * SEALED]), KEY, len(PAYLOAD))
    assert caught.value.code == "payload_cut"


def test_an_empty_last_chunk_after_full_ones_is_refused_even_when_it_is_authentic() -> None:
    sealer = Sealer(KEY)
    written = io.BytesIO()
    for chunk in (CONTENT[:CHUNK], CONTENT[CHUNK : 2 * CHUNK]):
        sealer._seal(chunk, written.write, is_last=False)
    sealer.close(written.write)
    with pytest.raises(Damaged) as caught:
        read(written.getvalue())
    assert caught.value.code == "payload_cut"


@pytest.mark.parametrize("order", [(1, 0), (0, 2, 1, 3, 4, 5, 6), (1, 2, 3, 4, 5, 6), (0, 0, 6)])
def test_chunks_in_another_order_are_refused(order: tuple[int, ...]) -> None:
    nonce, chunks = split(PAYLOAD)
    moved = nonce + b"".join(chunks[index] for index in order)
    with pytest.raises(Damaged):
        b"".join(read(moved).pieces())


@given(st.permutations(range(7)))
def test_no_order_but_the_right_one_opens(order: list[int]) -> None:
    nonce, chunks = split(PAYLOAD)
    moved = nonce + b"".join(chunks[index] for index in order)
    if order == sorted(order):
        assert read(moved).read_range(0, len(CONTENT)) == CONTENT
    else:
        with pytest.raises(Damaged):
            b"".join(read(moved).pieces())


def test_a_chunk_of_another_file_under_the_same_key_is_refused() -> None:
    nonce, chunks = split(PAYLOAD)
    _, others = split(sealed(CONTENT))
    with pytest.raises(Damaged):
        b"".join(read(nonce + others[0] + b"".join(chunks[1:])).pieces())


@given(st.integers(0, len(PAYLOAD) - 1), st.integers(0, 7))
def test_a_flipped_bit_is_refused_and_its_chunk_is_never_released(place: int, bit: int) -> None:
    changed = bytearray(PAYLOAD)
    changed[place] ^= 1 << bit
    hurt = (place - NONCE) // SEALED
    if place < NONCE or hurt == len(CONTENT) // CHUNK:
        with pytest.raises(Damaged):
            read(bytes(changed))
        return
    reader = read(bytes(changed))
    assert reader.read_range(0, hurt * CHUNK) == CONTENT[: hurt * CHUNK]
    with pytest.raises(Damaged) as caught:
        reader.read_range(hurt * CHUNK, hurt * CHUNK + 1)
    assert caught.value.facts == {"index": hurt}
    assert reader.read_range((hurt + 1) * CHUNK, len(CONTENT)) == CONTENT[(hurt + 1) * CHUNK :]


@given(st.integers(-5, 8 * CHUNK), st.integers(-5, 8 * CHUNK))
def test_a_range_reads_as_a_slice_does(start: int, stop: int) -> None:
    expected = CONTENT[max(0, start) : max(0, stop)]
    assert read(PAYLOAD).read_range(start, stop) == expected


@pytest.mark.parametrize(
    ("start", "stop", "chunks"),
    [
        (0, 1, [0]),
        (CHUNK - 1, CHUNK, [0]),
        (CHUNK - 1, CHUNK + 1, [0, 1]),
        (3 * CHUNK, 4 * CHUNK, [3]),
        (6 * CHUNK + 5, 7 * CHUNK, []),
        (5 * CHUNK, 7 * CHUNK, [5]),
        (10, 10, []),
    ],
)
def test_only_the_chunks_asked_for_are_read_and_the_last_one_once(
    start: int, stop: int, chunks: list[int]
) -> None:
    file = Watched(PAYLOAD)
    reader = PayloadReader(file, KEY, len(PAYLOAD))
    assert file.chunks == [6]
    reader.read_range(start, stop)
    assert file.chunks[1:] == chunks


def test_another_file_key_opens_nothing() -> None:
    with pytest.raises(Damaged):
        read(PAYLOAD, b"some other key..")


SEEKS = st.tuples(
    st.just("seek"), st.integers(-9 * CHUNK, 9 * CHUNK), st.sampled_from(list(range(3)))
)
READS = st.tuples(st.just("read"), st.integers(0, 3 * CHUNK), st.just(0))


@given(st.lists(st.one_of(SEEKS, READS), max_size=15))
def test_the_file_view_answers_as_a_file_of_the_plaintext_would(
    steps: list[tuple[str, int, int]],
) -> None:
    model = io.BytesIO(CONTENT)
    with read(PAYLOAD) as reader, reader.as_file() as file:
        for step, number, whence in steps:
            if step == "read":
                assert file.read(number) == model.read(number)
            elif {0: 0, 1: model.tell(), 2: len(CONTENT)}[whence] + number >= 0:
                assert file.seek(number, whence) == model.seek(number, whence)
            assert file.tell() == model.tell()
        assert file.read() == model.read()


def test_the_file_view_reads_each_chunk_once_when_read_in_small_steps() -> None:
    watched = Watched(PAYLOAD)
    file = PayloadReader(watched, KEY, len(PAYLOAD)).as_file()
    while file.read(1000):
        pass
    assert watched.chunks == [6, 0, 1, 2, 3, 4, 5]


def test_a_zip_opens_through_the_file_view() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("chat.txt", CONTENT)
    with (
        read(sealed(packed.getvalue())) as reader,
        zipfile.ZipFile(reader.as_file()) as archive,
    ):
        assert archive.read("chat.txt") == CONTENT


def test_a_position_before_the_start_is_refused() -> None:
    with pytest.raises(ValueError, match="before the start"):
        read(PAYLOAD).as_file().seek(-1)
