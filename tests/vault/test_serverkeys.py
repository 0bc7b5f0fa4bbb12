"""The installation's keys: made once, refused when anything about them is wrong."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fourfold.core.pack import verify
from fourfold.vault import keys, serverkeys, signing
from fourfold.vault.errors import BadServerKey
from fourfold.vault.serverkeys import Problem, PublicKey, ServerKeys, is_unbroken

Spoil = Callable[[Path, ServerKeys], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    serverkeys.create(tmp_path / "keys")
    return tmp_path / "keys"


def key_file(folder: Path, purpose: str) -> Path:
    return next(folder.glob(f"{purpose}-*.key"))


# ------------------------------------------------------------------ making


def test_an_installation_starts_with_one_key_of_each_kind(folder: Path) -> None:
    found = serverkeys.load(folder)
    assert [purpose for purpose, _ in found.ids()] == ["pepper", "signing", "jobs"]
    assert len({found.pepper.key, found.signing.key, found.job.key}) == 3
    assert is_unbroken(found.history)
    assert found.history[0].public == signing.public(found.signing.key)
    assert serverkeys.check(folder, found.ids()) == ()


def test_only_its_owner_can_look_into_the_folder(folder: Path) -> None:
    old = os.umask(0)
    try:
        serverkeys.rotate_pepper(folder)
        serverkeys.rotate_signing(folder)
        serverkeys.create(folder.parent / "more")
    finally:
        os.umask(old)
    for made in (folder, folder.parent / "more"):
        assert made.stat().st_mode & 0o777 == 0o700
        assert {path.stat().st_mode & 0o777 for path in made.iterdir()} == {0o600}


def test_two_installations_share_nothing(tmp_path: Path) -> None:
    one, other = (serverkeys.create(tmp_path / name) for name in ("one", "other"))
    assert not set(one.ids()) & set(other.ids())


@pytest.mark.parametrize("left", ["pepper", "signing", "jobs"])
def test_keys_are_never_made_where_any_key_lies(folder: Path, left: str) -> None:
    for path in folder.iterdir():
        if not path.name.startswith(left):
            path.unlink()
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(BadServerKey) as caught:
        serverkeys.create(folder)
    assert caught.value.code == "exists"
    assert sorted(path.name for path in folder.iterdir()) == before


# ------------------------------------------------------------------ refusing


def remove(purpose: str) -> Spoil:
    return lambda folder, _: key_file(folder, purpose).unlink()


def write(purpose: str, text: str) -> Spoil:
    return lambda folder, _: void(key_file(folder, purpose).write_text(text))


def open_up(name: str, mode: int) -> Spoil:
    return lambda folder, _: next(folder.parent.rglob(name)).chmod(mode)


def void(_: object) -> None:
    return None


def swap_contents(folder: Path, _: ServerKeys) -> None:
    """The pepper of another installation under this one's name."""
    other = serverkeys.create(folder.parent / "other")
    line = f"fourfold-pepper-1 1 {other.pepper.key.hex()}\n"
    key_file(folder, "pepper").write_text(line)


def jobs_as_pepper(folder: Path, found: ServerKeys) -> None:
    key_file(folder, "pepper").write_text(f"fourfold-jobs-1 1 {found.job.key.hex()}\n")


def forget_history(folder: Path, _: ServerKeys) -> None:
    (folder / "signing-history").unlink()


def forge_history(folder: Path, found: ServerKeys) -> None:
    """A second key that the first one never signed."""
    forged = serverkeys.ServerKey(serverkeys.Purpose.SIGNING, 2, bytes(range(32)))
    unsigned = PublicKey(2, forged.public, b"")
    line = replace(unsigned, signature=signing.sign(forged.key, unsigned.signed)).to_line()
    with (folder / "signing-history").open("a") as file:
        file.write(line)


def lengthen_history(folder: Path, found: ServerKeys) -> None:
    """A second key, rightly signed, whose file is gone."""
    serverkeys.rotate_signing(folder)
    newest = serverkeys.load(folder).signing
    (folder / f"{newest.name}.key").unlink()


def unlisted_signing_key(folder: Path, _: ServerKeys) -> None:
    history = (folder / "signing-history").read_text()
    serverkeys.rotate_signing(folder)
    (folder / "signing-history").write_text(history)


def garble_history(folder: Path, _: ServerKeys) -> None:
    (folder / "signing-history").write_text("1 zz zz\n")


@pytest.mark.parametrize(
    ("spoil", "code", "name"),
    [
        (remove("pepper"), "missing", "pepper"),
        (remove("signing"), "missing", "signing"),
        (remove("jobs"), "missing", "jobs"),
        (forget_history, "missing", "signing-history"),
        (lengthen_history, "missing", "signing-"),
        (write("pepper", ""), "default", "pepper-"),
        (write("pepper", "changeme"), "default", "pepper-"),
        (write("jobs", "fourfold-jobs-1 1 " + "00" * 32), "default", "jobs-"),
        (write("pepper", "fourfold-pepper-1 1 " + "deadbeef" * 8), "default", "pepper-"),
        (write("pepper", "fourfold-pepper-2 1 " + "00" * 32), "default", "pepper-"),
        (write("pepper", "fourfold-pepper-1 0 " + "00" * 32), "default", "pepper-"),
        (swap_contents, "unknown", "pepper-"),
        (jobs_as_pepper, "unknown", "pepper-"),
        (forge_history, "unknown", "signing-history"),
        (garble_history, "unknown", "signing-history"),
        (unlisted_signing_key, "unknown", "signing-"),
        (open_up("keys", 0o750), "mode", "keys"),
        (open_up("pepper-*.key", 0o640), "mode", "pepper-"),
        (open_up("signing-*.key", 0o604), "mode", "signing-"),
        (open_up("signing-history", 0o644), "mode", "signing-history"),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_keys_that_are_not_right_are_refused_by_name(
    folder: Path, spoil: Spoil, code: str, name: str
) -> None:
    spoil(folder, serverkeys.load(folder))
    problems = serverkeys.check(folder)
    assert [problem.code for problem in problems] == [code]
    assert problems[0].name.startswith(name)
    with pytest.raises(BadServerKey) as caught:
        serverkeys.load(folder)
    assert caught.value.code == code


def test_a_folder_that_is_not_there_is_missing(tmp_path: Path) -> None:
    assert serverkeys.check(tmp_path / "keys") == (Problem("missing", "keys"),)
    with pytest.raises(BadServerKey):
        serverkeys.load(tmp_path / "keys")


def test_the_keys_of_another_installation_are_noticed_by_the_database(tmp_path: Path) -> None:
    known = serverkeys.create(tmp_path / "known").ids()
    strange = serverkeys.create(tmp_path / "strange").ids()
    problems = serverkeys.check(tmp_path / "strange", known)
    missing = [Problem("missing", f"{purpose}-{key_id}") for purpose, key_id in known]
    unknown = [Problem("unknown", f"{purpose}-{key_id}") for purpose, key_id in sorted(strange)]
    assert list(problems) == missing + unknown


def test_a_problem_never_shows_a_key(folder: Path) -> None:
    pepper = serverkeys.load(folder).pepper
    key_file(folder, "pepper").chmod(0o644)
    shown = repr(serverkeys.check(folder)) + repr(pepper)
    assert pepper.key.hex() not in shown
    assert repr(pepper.key) not in shown


# ------------------------------------------------------------------ rotating


def test_two_peppers_live_together_and_the_newest_comes_first(folder: Path) -> None:
    first = serverkeys.load(folder).pepper
    second = serverkeys.rotate_pepper(folder)
    third = serverkeys.rotate_pepper(folder)
    found = serverkeys.load(folder)
    assert found.peppers == (third, second, first)
    assert found.pepper == third
    assert [found.pepper_by_id(each.id) for each in found.peppers] == list(found.peppers)
    with pytest.raises(BadServerKey):
        found.pepper_by_id("00000000")


def test_a_name_is_found_under_every_pepper(folder: Path) -> None:
    stored = keys.name_tag("quiet-harbour-42", serverkeys.load(folder).pepper.key)
    serverkeys.rotate_pepper(folder)
    tags = serverkeys.load(folder).name_tags("Quiet Harbour 42")
    assert tags[1] == stored
    assert len(set(tags)) == 2


def test_each_signing_key_is_signed_by_the_last(folder: Path) -> None:
    first = serverkeys.load(folder).signing
    second = serverkeys.rotate_signing(folder)
    found = serverkeys.load(folder)
    assert found.signing == second
    assert found.signings == (second, first)
    assert [each.public for each in found.history] == [first.public, second.public]
    assert is_unbroken(found.history)
    assert signing.is_signed(first.public, found.history[1].signature, found.history[1].signed)


def test_an_old_signing_key_may_be_put_away(folder: Path) -> None:
    first = serverkeys.load(folder).signing
    second = serverkeys.rotate_signing(folder)
    (folder / f"{first.name}.key").unlink()
    found = serverkeys.load(folder)
    assert found.signings == (second,)
    assert len(found.history) == 2


@pytest.mark.parametrize("spoil", ["drop the first", "swap", "drop one", "change", "nothing left"])
def test_a_history_with_a_gap_or_a_change_is_broken(folder: Path, spoil: str) -> None:
    for _ in range(2):
        serverkeys.rotate_signing(folder)
    first, second, third = serverkeys.load(folder).history
    changed = replace(second, public=third.public)
    spoilt = {
        "drop the first": (second, third),
        "swap": (first, third, second),
        "drop one": (first, third),
        "change": (first, changed, third),
        "nothing left": (),
    }[spoil]
    assert is_unbroken((first, second, third))
    assert not is_unbroken(spoilt)


@pytest.mark.needs("openssl")
def test_openssl_checks_a_line_of_the_history(folder: Path, tmp_path: Path) -> None:
    serverkeys.rotate_signing(folder)
    first, second = serverkeys.load(folder).history
    (tmp_path / "key.pem").write_bytes(verify.write_pem(first.public))
    (tmp_path / "signed").write_bytes(second.signed)
    (tmp_path / "signature").write_bytes(second.signature)
    command = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", "key.pem"]
    command += ["-in", "signed", "-sigfile", "signature"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True).returncode == 0


@pytest.mark.parametrize("rotate", [serverkeys.rotate_pepper, serverkeys.rotate_signing])
def test_an_interrupted_write_leaves_the_keys_as_they_were(
    folder: Path, rotate: Callable[[Path], object]
) -> None:
    before = serverkeys.load(folder)
    (folder / ".signing-history.part").write_text("half a li")
    (folder / ".signing-history.part").chmod(0o600)
    assert serverkeys.load(folder) == before
    rotate(folder)
    assert len(serverkeys.load(folder).ids()) == 4
