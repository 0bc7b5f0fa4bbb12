"""Packs checked without our own program: coreutils, OpenSSL, bagit, unzip and Python's zipfile."""

from __future__ import annotations

import base64
import logging
import subprocess
import zipfile
from hashlib import sha256
from pathlib import Path

import bagit
import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from fourfold.core.pack import verify
from fourfold.core.record import checkpoint
from tests.core.pack import make


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make.write(tmp_path / "pack", make.contents())


@pytest.fixture
def target(tmp_path: Path) -> Path:
    (tmp_path / "pack.zip").write_bytes(make.whole())
    return tmp_path / "pack.zip"


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.needs("sha256sum")
@pytest.mark.parametrize("listing", [verify.MANIFEST, verify.TAG_MANIFEST])
def test_sha256sum_agrees_with_both_lists(folder: Path, listing: str) -> None:
    assert run(folder, "sha256sum", "--strict", "-c", listing).returncode == 0
    (folder / "data/01-chronology.pdf").write_bytes(b"changed")
    (folder / "VERIFY.txt").write_bytes(b"changed")
    assert run(folder, "sha256sum", "--strict", "-c", listing).returncode == 1


@pytest.mark.needs("openssl")
@pytest.mark.parametrize("role", verify.ROLES)
def test_openssl_accepts_each_signature_over_the_tag_manifest(folder: Path, role: str) -> None:
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", verify.KEYS[role], "-rawin"]
    command += ["-in", verify.TAG_MANIFEST, "-sigfile", verify.SIGNATURES[role]]
    assert run(folder, *command).returncode == 0
    with (folder / verify.TAG_MANIFEST).open("ab") as file:
        file.write(b"\n")
    assert run(folder, *command).returncode == 1


@pytest.mark.needs("openssl", "bash")
def test_the_commands_that_verify_txt_gives_do_what_it_says(folder: Path) -> None:
    text = (folder / "VERIFY.txt").read_text()
    shown = [line[4:] for line in text.split("\n") if line.startswith("    ")]
    commands = "\n".join(
        line for line in shown if line.startswith(("sha256sum -c", "openssl", "  -"))
    )
    assert commands.count("openssl") == 3
    done = run(folder, "bash", "-euo", "pipefail", "-c", commands)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Signature Verified Successfully") == 2
    assert make.SIGNERS.installation.fingerprint in done.stdout


@pytest.mark.needs("openssl", "bash")
def test_openssl_accepts_each_signature_of_the_checkpoint(folder: Path) -> None:
    """The commands of docs/verifying-a-pack.md, for somebody who has no Python."""
    script = (
        "sed '/^$/,$d' checkpoint.txt > body; "
        "for line in $(grep '^\u2014 ' checkpoint.txt | cut -d' ' -f3); do "
        'echo "$line" | base64 -d | tail -c 64 > sig; '
        "for key in keys/*.pem; do "
        "openssl pkeyutl -verify -pubin -inkey $key -rawin -in body -sigfile sig; "
        "done; done"
    )
    done = run(folder, "bash", "-c", script)
    assert done.stdout.count("Signature Verified Successfully") == 2


def test_bagit_validates_the_bag_and_notices_an_extra_file(folder: Path) -> None:
    logging.getLogger("bagit").setLevel(logging.CRITICAL)
    assert bagit.Bag(str(folder)).is_valid()
    (folder / "data" / "extra.txt").write_text("x")
    assert not bagit.Bag(str(folder)).is_valid()


def test_bagit_accepts_a_forgery_that_we_refuse(folder: Path, tmp_path: Path) -> None:
    """Why the signature covers the tag manifest, and why bagit alone is not enough."""
    logging.getLogger("bagit").setLevel(logging.CRITICAL)
    files = {**make.contents(), "data/01-chronology.csv": b"number,when\r\n7,never\r\n"}
    info = files["bag-info.txt"].decode()
    total = sum(len(data) for path, data in files.items() if path.startswith("data/"))
    count = sum(path.startswith("data/") for path in files)
    old = next(line for line in info.split("\n") if line.startswith("Payload-Oxum"))
    files["bag-info.txt"] = info.replace(old, f"Payload-Oxum: {total}.{count}").encode()
    forged = make.write(tmp_path / "forged", make.relisted(files))
    assert bagit.Bag(str(forged)).is_valid()
    assert verify.verify(str(forged)).code == 1


def test_zipfile_and_our_layout_agree(target: Path) -> None:
    with zipfile.ZipFile(target) as other:
        assert other.testzip() is None
        assert {i.filename: other.read(i) for i in other.infolist()} == make.contents()
        for info in other.infolist():
            assert (info.compress_type, info.date_time) == (0, (1980, 1, 1, 0, 0, 0))
            assert (info.extra, info.comment, info.flag_bits) == (b"", b"", 0)
        assert other.comment == b""


@pytest.mark.needs("unzip")
def test_unzip_takes_it_and_what_it_lays_out_is_whole(target: Path, tmp_path: Path) -> None:
    assert run(tmp_path, "unzip", "-tqq", str(target)).returncode == 0
    out = tmp_path / "out"
    done = run(tmp_path, "unzip", "-qq", str(target), "-d", str(out))
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    assert verify.verify(str(out)).code == 3


def test_our_key_files_are_what_others_read_and_write() -> None:
    for _, signer in make.SIGNERS.by_role():
        key = load_pem_public_key(verify.write_pem(signer.public))
        assert verify.fingerprint(signer.public) == sha256(signer.public).hexdigest()
        assert (
            key == make.key("installation").public_key() or key == make.key("record").public_key()
        )


def test_the_record_reads_the_checkpoint_of_its_pack() -> None:
    body, signatures = checkpoint.parse_note(make.contents()[verify.CHECKPOINT].decode())
    head = checkpoint.Checkpoint.from_body(body)
    assert (head.size, len(signatures)) == (8, 2)
    text = make.contents()["data/what-this-proves.txt"].decode()
    assert checkpoint.short_form(head) in text


def test_an_earlier_short_form_can_be_checked_with_the_log_of_a_later_pack() -> None:
    """What an expert does with the line that an officer wrote down months before."""
    lines = make.contents()[verify.LOG].split(b"\n")[:-1]
    earlier = make.note(lines[:4])
    kept_on_paper = checkpoint.short_form(
        checkpoint.Checkpoint.from_body(checkpoint.parse_note(earlier)[0])
    )
    origin, *_ = make.contents()[verify.CHECKPOINT].decode().split("\n")
    short = checkpoint.parse_short_form(kept_on_paper)
    root = verify_root(lines[: short.size])
    body = f"{origin}\n{short.size}\n{root}\nday {short.day.isoformat()}\n"
    assert checkpoint.matches(short, checkpoint.Checkpoint.from_body(body))


def verify_root(lines: list[bytes]) -> str:
    """RFC 9162, section 2.1.1, written once more from the text of the standard."""

    def root(hashes: list[bytes]) -> bytes:
        if len(hashes) == 1:
            return hashes[0]
        half = 1 << (len(hashes) - 1).bit_length() - 1
        return sha256(b"\1" + root(hashes[:half]) + root(hashes[half:])).digest()

    return base64.b64encode(root([sha256(b"\0" + line).digest() for line in lines])).decode()
