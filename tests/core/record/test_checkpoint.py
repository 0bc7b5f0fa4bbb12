"""Checkpoints and notes as C2SP publishes them, openssl as second opinion, the paper form."""

import subprocess
from base64 import b64decode, b64encode
from datetime import date
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from fourfold.core.record import checkpoint
from fourfold.core.record.checkpoint import Checkpoint, ShortForm, Verify
from fourfold.core.record.errors import CheckpointError, NoteError, ShortFormError
from fourfold.core.record.merkle import EMPTY_ROOT

# The example of c2sp.org/signed-note: a verifier key and a note that it verifies.
PUBLISHED_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
PUBLISHED_NOTE = (
    "This is an example message.\n"
    "\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXm"
    "RKuwHjG1Yu72IneyaQM=\n"
)
# The example of c2sp.org/tlog-checkpoint.
PUBLISHED_CHECKPOINT = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
)
PUBLISHED_SIGNED = (
    PUBLISHED_CHECKPOINT
    + "\n— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/"
    "Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
)

ORIGIN = "fourfold.example/r/7a1c"
HEAD = Checkpoint(ORIGIN, 214, bytes(range(32)), ("day 2026-11-22",))
HEAD_BODY = f"{ORIGIN}\n214\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\nday 2026-11-22\n"
HEAD_SHORT = "214 22 Nov 2026 XQ6H-631R-0NNR-CHXK-MVKY-TKB1"

RECORD_KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
SERVER_KEY = Ed25519PrivateKey.from_private_bytes(bytes([1] * 32))

checkpoints = st.builds(
    lambda size, root, day: Checkpoint(ORIGIN, size, root, (checkpoint.day_line(day),)),
    st.integers(1, 2**53 - 1),
    st.binary(min_size=32, max_size=32),
    st.dates(date(1000, 1, 1)),
)


def public_of(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def verifier_of(public_key: bytes) -> Verify:
    def verify(signature: bytes, data: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(signature, data)
        except InvalidSignature:
            return False
        return True

    return verify


def known(name: str, key: Ed25519PrivateKey) -> dict[tuple[str, bytes], Verify]:
    public = public_of(key)
    return {(name, checkpoint.key_id(name, public)): verifier_of(public)}


def signed_twice(body: str = HEAD_BODY) -> str:
    pairs = ((ORIGIN, RECORD_KEY), ("fourfold.example", SERVER_KEY))
    return checkpoint.note(
        body, [checkpoint.sign(body, name, public_of(key), key.sign) for name, key in pairs]
    )


def test_the_published_verifier_key_verifies_the_published_note() -> None:
    name, _, encoded = PUBLISHED_KEY.split("+", 2)
    public = b64decode(encoded)[1:]
    verifiers = {(name, checkpoint.key_id(name, public)): verifier_of(public)}
    opened = checkpoint.open_note(PUBLISHED_NOTE, verifiers)
    assert opened.body == "This is an example message.\n"
    assert opened.signers == ("example.com/foo",)
    assert checkpoint.verifier_key(name, public) == PUBLISHED_KEY


def test_the_published_notes_are_written_again_byte_for_byte() -> None:
    for text in (PUBLISHED_NOTE, PUBLISHED_SIGNED):
        assert checkpoint.note(*checkpoint.parse_note(text)) == text


def test_the_published_checkpoint_is_read_and_written_again() -> None:
    body, signatures = checkpoint.parse_note(PUBLISHED_SIGNED)
    head = Checkpoint.from_body(body)
    assert (head.origin, head.size) == ("example.com/behind-the-sofa", 20852163)
    assert head.body() == PUBLISHED_CHECKPOINT
    assert head.day is None
    assert signatures[0].name == head.origin


def test_the_text_and_the_short_form_of_a_checkpoint_are_frozen() -> None:
    assert HEAD.body() == HEAD_BODY
    assert Checkpoint.from_body(HEAD_BODY) == HEAD
    assert HEAD.day == date(2026, 11, 22)
    assert checkpoint.short_form(HEAD) == HEAD_SHORT


@given(checkpoints)
def test_every_checkpoint_reads_back_from_its_text(head: Checkpoint) -> None:
    assert Checkpoint.from_body(head.body()) == head


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "size"),
        (HEAD_BODY.replace("214", "0214"), "size"),
        (HEAD_BODY.replace("214", "+214"), "size"),
        (HEAD_BODY.replace("214", "٢١٤"), "size"),
        (HEAD_BODY.replace("214", str(2**53)), "size"),
        (HEAD_BODY.replace("214", "0"), "root"),
        (HEAD_BODY.replace(ORIGIN, ""), "origin"),
        (HEAD_BODY.replace(ORIGIN, "two words"), "origin"),
        (HEAD_BODY.replace(ORIGIN, "a+b"), "origin"),
        (HEAD_BODY.replace(ORIGIN, "\ud800"), "origin"),
        (HEAD_BODY.replace("Hh8=", "Hh8"), "root"),
        (HEAD_BODY.replace("Hh8=", "Hh9="), "body"),
        (HEAD_BODY.replace("Hh8=", "é"), "root"),
        (HEAD_BODY.replace("AAEC", ""), "root"),
        (HEAD_BODY.removesuffix("\n"), "body"),
        (HEAD_BODY + "\n", "extension"),
        (HEAD_BODY + "tab\there\n", "extension"),
        (HEAD_BODY.replace("11-22", "11-31"), "day"),
        (HEAD_BODY.replace("2026-11-22", "20261122"), "day"),
        (HEAD_BODY.replace("2026-11-22", "today"), "day"),
        (HEAD_BODY + "day 2026-11-23\n", "day"),
    ],
)
def test_another_text_is_refused_with_a_code(body: str, code: str) -> None:
    with pytest.raises(CheckpointError) as caught:
        Checkpoint.from_body(body)
    assert caught.value.code == code


def test_a_checkpoint_that_cannot_be_written_cannot_be_made() -> None:
    assert Checkpoint(ORIGIN, 0, EMPTY_ROOT).body().startswith(f"{ORIGIN}\n0\n")
    for size, root in ((0, bytes(32)), (1, bytes(31)), (-1, bytes(32))):
        with pytest.raises(CheckpointError):
            Checkpoint(ORIGIN, size, root)
    with pytest.raises(CheckpointError, match="extension"):
        Checkpoint(ORIGIN, 1, bytes(32), ("two\nlines",))


def test_a_note_names_everybody_known_who_signed() -> None:
    text = signed_twice()
    both = known(ORIGIN, RECORD_KEY) | known("fourfold.example", SERVER_KEY)
    assert checkpoint.open_note(text, both).signers == (ORIGIN, "fourfold.example")
    one = checkpoint.open_note(text, known(ORIGIN, RECORD_KEY))
    assert (one.body, one.signers) == (HEAD_BODY, (ORIGIN,))


@given(st.integers(0, len(HEAD_BODY) - 1))
def test_a_note_with_a_changed_text_is_refused(place: int) -> None:
    changed = HEAD_BODY[:place] + chr(ord(HEAD_BODY[place]) ^ 1) + HEAD_BODY[place + 1 :]
    text = changed + signed_twice().removeprefix(HEAD_BODY)
    with pytest.raises(NoteError):
        checkpoint.open_note(text, known(ORIGIN, RECORD_KEY))


def test_a_note_is_refused_if_one_known_signature_fails_or_none_is_known() -> None:
    good = checkpoint.parse_note(signed_twice())[1]
    forged = good[1]._replace(signature=bytes(64))
    text = checkpoint.note(HEAD_BODY, [good[0], forged])
    both = known(ORIGIN, RECORD_KEY) | known("fourfold.example", SERVER_KEY)
    with pytest.raises(NoteError, match="bad_signature"):
        checkpoint.open_note(text, both)
    assert checkpoint.open_note(text, known(ORIGIN, RECORD_KEY)).signers == (ORIGIN,)
    with pytest.raises(NoteError, match="no_known_signature"):
        checkpoint.open_note(text, known("fourfold.example/other", SERVER_KEY))


def test_the_key_id_depends_on_the_name_and_on_the_key() -> None:
    public = public_of(RECORD_KEY)
    ids = {
        checkpoint.key_id("a", public),
        checkpoint.key_id("b", public),
        checkpoint.key_id("a", public_of(SERVER_KEY)),
    }
    assert len(ids) == 3
    assert {len(each) for each in ids} == {4}


LINE = "— a AAAAAAA=\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "shape"),
        ("text\n", "shape"),
        (f"text\n{LINE}", "shape"),
        (f"text\n\n{LINE}".removesuffix("\n"), "shape"),
        ("text\n\n", "shape"),
        (f"\n\n{LINE}", "body"),
        (f"text\n\n{LINE}more\n", "signature"),
        ("text\n\n- a AAAAAAA=\n", "signature"),
        ("text\n\n—  AAAAAAA=\n", "signature"),
        ("text\n\n— a+b AAAAAAA=\n", "signature"),
        ("text\n\n— a\u00a0b AAAAAAA=\n", "signature"),
        ("text\n\n— a AAAAAA==\n", "signature"),
        ("text\n\n— a AAAAAAB=\n", "signature"),
        ("text\n\n— a AAAAAAA\n", "signature"),
        ("text\n\n— a AAAAAAA= \n", "signature"),
        (f"te\rxt\n\n{LINE}", "character"),
        (f"te\x00xt\n\n{LINE}", "character"),
        (f"te\ud800xt\n\n{LINE}", "character"),
        (f"text\n\n{LINE * 17}", "too_many_signatures"),
        (f"\n\n{LINE}".rjust(65_537, "x"), "too_long"),
    ],
)
def test_what_is_not_a_note_is_refused_with_a_code(text: str, code: str) -> None:
    with pytest.raises(NoteError) as caught:
        checkpoint.parse_note(text)
    assert caught.value.code == code


def test_the_longest_note_is_read() -> None:
    assert len(checkpoint.parse_note(f"\n\n{LINE}".rjust(65_536, "x"))[1]) == 1


def test_sixteen_signatures_and_empty_lines_in_the_text_are_a_note() -> None:
    text = f"one\n\ntwo\n\n\n{LINE * 16}"
    body, signatures = checkpoint.parse_note(text)
    assert body == "one\n\ntwo\n\n"
    assert len(signatures) == 16
    assert checkpoint.note(body, signatures) == text


@pytest.mark.parametrize(
    ("body", "name", "key_id", "signature"),
    [
        ("text", "a", bytes(4), bytes(64)),
        ("", "a", bytes(4), bytes(64)),
        (f"text\n\n{LINE}".removesuffix("\n"), "a", bytes(4), bytes(64)),
        ("text\n", "a b", bytes(4), bytes(64)),
        ("text\n", "a\n— b", bytes(4), bytes(64)),
        ("text\n", "", bytes(4), bytes(64)),
        ("text\n", "a", bytes(3), bytes(64)),
        ("text\n", "a", bytes(4), b""),
    ],
)
def test_a_note_that_would_read_back_otherwise_is_not_written(
    body: str, name: str, key_id: bytes, signature: bytes
) -> None:
    with pytest.raises(NoteError):
        checkpoint.note(body, [(name, key_id, signature)])


@pytest.mark.needs("openssl")
def test_openssl_verifies_the_text_and_the_raw_signature(tmp_path: Path) -> None:
    body, signatures = checkpoint.parse_note(signed_twice())
    pem = RECORD_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "key.pem").write_bytes(pem)
    (tmp_path / "checkpoint.txt").write_bytes(body.encode())
    (tmp_path / "checkpoint.sig").write_bytes(signatures[0].signature)
    command = "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in checkpoint.txt -sigfile"
    whole = subprocess.run([*command.split(), "checkpoint.sig"], cwd=tmp_path, capture_output=True)
    assert (whole.returncode, whole.stdout) == (0, b"Signature Verified Successfully\n")
    (tmp_path / "checkpoint.txt").write_bytes(body.replace("214", "213").encode())
    bent = subprocess.run([*command.split(), "checkpoint.sig"], cwd=tmp_path, capture_output=True)
    assert bent.returncode != 0


@given(checkpoints)
def test_a_short_form_matches_its_own_checkpoint(head: Checkpoint) -> None:
    short = checkpoint.short_form(head)
    assert checkpoint.matches(short, head)
    assert checkpoint.parse_short_form(short).to_text() == short


@pytest.mark.parametrize(
    "other",
    [
        Checkpoint(ORIGIN, 215, HEAD.root, HEAD.extensions),
        Checkpoint(ORIGIN, 214, HEAD.root, ("day 2026-11-23",)),
        Checkpoint(ORIGIN, 214, HEAD.root),
        Checkpoint(ORIGIN, 214, HEAD.root, (*HEAD.extensions, "more")),
        Checkpoint(ORIGIN, 214, bytes(32), HEAD.extensions),
        Checkpoint("fourfold.example/r/other", 214, HEAD.root, HEAD.extensions),
    ],
)
def test_a_short_form_matches_no_other_checkpoint(other: Checkpoint) -> None:
    assert not checkpoint.matches(HEAD_SHORT, other)


GROUPS = HEAD_SHORT.split()[-1]


@pytest.mark.parametrize(
    "text",
    [
        HEAD_SHORT.lower(),
        f"  {HEAD_SHORT}\n",
        f"214 22 Nov 2026 {GROUPS.replace('-', ' ')}",
        f"214 22 Nov 2026 {GROUPS.replace('-', '')}",
        "214 22 Nov 2026 " + GROUPS.replace("-", "\u2013"),
        "214 22 Nov 2026 " + GROUPS.replace("-", "\n") + ".",
        f"214 22 Nov 2026 {GROUPS.replace('0', 'O').replace('1', 'l')}",
        f"214 22 Nov 2026 {GROUPS.replace('0', 'o').replace('1', 'I')}",
        f"214, 22nd November 2026: {GROUPS}",
        f"214 22\u00a0Nov\u00a02026 {GROUPS}",
        f"214 22 novem. 2026 {GROUPS}",
        f"214 22/11/2026 {GROUPS}",
        f"214 22.11.2026 {GROUPS}",
        f"214 2026-11-22 {GROUPS}",
        HEAD_SHORT.ljust(200),
    ],
)
def test_a_short_form_is_read_as_people_write_it(text: str) -> None:
    assert checkpoint.matches(text, HEAD)


def test_a_size_is_read_with_its_commas() -> None:
    head = Checkpoint(ORIGIN, 12_001_214, HEAD.root, HEAD.extensions)
    groups = checkpoint.short_form(head).split()[-1]
    assert checkpoint.matches(f"12,001,214 22 Nov 2026 {groups}", head)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "shape"),
        ("214", "shape"),
        (GROUPS, "shape"),
        (f"22 Nov 2026 {GROUPS}", "shape"),
        ("214 22 Nov 2026", "shape"),
        (f"214 22 Nov 26 {GROUPS}", "shape"),
        (HEAD_SHORT.ljust(201), "shape"),
        (f"214 31 Nov 2026 {GROUPS}", "day"),
        (f"214 22 Bov 2026 {GROUPS}", "day"),
        (f"214 22 No 2026 {GROUPS}", "day"),
        (f"214 22/13/2026 {GROUPS}", "day"),
        (f"214 22 Nov 2026 U{GROUPS[1:]}", "character"),
        (f"214 22 Nov 2026 é{GROUPS[1:]}", "character"),
        (f"214 22 Nov 2026 {GROUPS[:-1]}", "length"),
        (f"214 22 Nov 2026 {GROUPS}0", "length"),
        (f"215 22 Nov 2026 {GROUPS}", "check"),
        (f"214 23 Nov 2026 {GROUPS}", "check"),
        (f"214 22 Oct 2026 {GROUPS}", "check"),
    ],
)
def test_a_mistyped_short_form_is_a_slip_and_not_a_difference(text: str, code: str) -> None:
    with pytest.raises(ShortFormError) as caught:
        checkpoint.matches(text, HEAD)
    assert caught.value.code == code


def test_every_single_wrong_character_and_every_swap_is_caught() -> None:
    wrong = []
    for place, character in enumerate(GROUPS):
        if character == "-":
            continue
        others = set("0123456789ABCDEFGHJKMNPQRSTVWXYZ") - {character}
        wrong += [GROUPS[:place] + other + GROUPS[place + 1 :] for other in sorted(others)]
        after = GROUPS[place + 1 : place + 2]
        if after not in ("", "-", character):
            wrong.append(GROUPS[:place] + after + character + GROUPS[place + 2 :])
    assert len(wrong) > 24 * 31
    for groups in wrong:
        with pytest.raises(ShortFormError, match="check"):
            checkpoint.parse_short_form(f"214 22 Nov 2026 {groups}")


def test_a_checkpoint_without_a_day_has_no_short_form() -> None:
    with pytest.raises(CheckpointError, match="day"):
        checkpoint.short_form(Checkpoint(ORIGIN, 214, HEAD.root))


def test_a_short_form_that_was_parsed_once_can_be_compared() -> None:
    short = checkpoint.parse_short_form(HEAD_SHORT)
    assert isinstance(short, ShortForm)
    assert (short.size, short.day) == (214, date(2026, 11, 22))
    assert checkpoint.matches(short, HEAD)
    assert b64encode(HEAD.root).decode() in HEAD.body()
