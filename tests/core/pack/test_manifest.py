"""Files into a signed bag, and the bag into a zip."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.pack import verify
from fourfold.core.pack.errors import ContentError
from fourfold.core.pack.manifest import Signer, Signers, assemble, measure
from tests.core.pack import make

TAGS = {"VERIFY.txt": b"how", "bag-info.txt": b"", "checkpoint.txt": b""}


def test_the_same_record_choices_and_clock_give_the_same_bytes() -> None:
    assert make.zipped(make.make()) == make.whole()


def test_the_tag_manifest_stands_for_all_but_the_signatures() -> None:
    pack = make.make()
    files = make.contents(pack)
    assert pack.tagmanifest_sha256 == sha256(files[verify.TAG_MANIFEST]).hexdigest()
    listed = {line[66:] for line in files[verify.TAG_MANIFEST].decode().split("\n")[:-1]}
    payload = {line[66:] for line in files[verify.MANIFEST].decode().split("\n")[:-1]}
    outside = {verify.TAG_MANIFEST, *verify.SIGNATURES.values()}
    assert listed | payload | outside == set(files)
    assert len(listed) + len(payload) + len(outside) == len(files)


@given(st.lists(st.binary(max_size=50), max_size=5))
def test_a_file_is_measured_the_same_whole_and_in_pieces(pieces: list[bytes]) -> None:
    whole = measure("data/x", b"".join(pieces))
    parts = measure("data/x", lambda: iter(pieces))
    assert (whole.size, whole.sha256, whole.crc32) == (parts.size, parts.sha256, parts.crc32)
    assert b"".join(parts.chunks()) == b"".join(whole.chunks())


def test_a_file_that_changes_between_its_readings_is_refused() -> None:
    contents = iter([[b"first"], [b"other"]])
    file = measure("data/x", lambda: next(contents))
    with pytest.raises(ContentError) as caught:
        list(file.chunks())
    assert (caught.value.code, caught.value.facts) == ("changed", {"path": "data/x"})


@pytest.mark.parametrize("path", ["../x", "/x", "data/caf\u00e9", "data/x.", "data/con.txt", ""])
def test_an_unsafe_path_is_refused(path: str) -> None:
    with pytest.raises(ContentError) as caught:
        measure(path, b"")
    assert caught.value.code == "name"


@pytest.mark.parametrize(
    ("payload", "tag", "code"),
    [
        ("elsewhere/x", "note.txt", "name"),
        ("data/x", "data/y", "name"),
        ("data/x", "TagManifest-sha256.txt", "name_twice"),
        ("data/x", "tagmanifest-sha256.txt.record.sig", "name_twice"),
    ],
)
def test_a_file_in_the_wrong_place_is_refused(payload: str, tag: str, code: str) -> None:
    with pytest.raises(ContentError) as caught:
        assemble([measure(payload, b"")], {**TAGS, tag: b""}, make.SIGNERS)
    assert caught.value.code == code


def test_two_names_that_are_one_on_some_computers_are_refused() -> None:
    files = [measure("data/x", b"1"), measure("data/X", b"2")]
    with pytest.raises(ContentError) as caught:
        assemble(files, TAGS, make.SIGNERS)
    assert caught.value.code == "name_twice"


def test_a_signature_by_another_key_is_refused() -> None:
    wrong = Signer(make.SIGNERS.record.public, make.FORGERS.record.sign)
    with pytest.raises(ContentError) as caught:
        assemble([], TAGS, Signers(make.SIGNERS.installation, wrong))
    assert caught.value.code == "signature"


def test_one_key_cannot_sign_for_both() -> None:
    with pytest.raises(ContentError) as caught:
        assemble([], TAGS, Signers(make.SIGNERS.record, make.SIGNERS.record))
    assert caught.value.code == "signers"
