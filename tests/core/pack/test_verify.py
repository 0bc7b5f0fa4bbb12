"""What a stranger's verifier says of a pack that is whole, altered, forged or none at all."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fourfold.core.pack import verify
from fourfold.core.pack.manifest import Signers
from fourfold.core.pack.plan import Choice
from fourfold.core.pack.verify import Report, main
from fourfold.core.record.log import LeafKind
from tests.core.pack import make
from tests.deep import cases

PATHS = sorted(make.contents())
FINGERPRINT = make.SIGNERS.installation.fingerprint


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., Report]:
    """Verify bytes as a zip, or files as a folder."""

    def run(pack: bytes | dict[str, bytes], key: str | None = None) -> Report:
        target = tmp_path / "pack"
        if isinstance(pack, bytes):
            target.write_bytes(pack)
        else:
            make.write(target, pack)
        return verify.verify(str(target), key)

    return run


Check = Callable[..., Report]


def named(report: Report) -> set[str]:
    return {problem.path for problem in report.problems}


def codes(report: Report) -> set[str]:
    return {problem.code for problem in report.problems}


def flipped(data: bytes, place: int = -1) -> bytes:
    place = place if place >= 0 else len(data) // 2
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


# --- Whole ---------------------------------------------------------------------------------------
def test_a_zip_is_whole_but_its_signer_is_not_checked(check: Check) -> None:
    report = check(make.whole())
    assert (report.code, report.problems, report.matched) == (3, (), "")
    assert report.counts == {
        "entries_here": 4,
        "entries_counted": 4,
        "versions_here": 6,
        "log_lines": 8,
    }


def test_the_folder_it_unpacks_to_is_whole_too(check: Check) -> None:
    assert check(make.contents()).code == 3


@pytest.mark.parametrize("role", ["installation", "record"])
def test_either_key_can_be_the_one_that_was_named(check: Check, role: str) -> None:
    wanted = getattr(make.SIGNERS, role).fingerprint
    report = check(make.whole(), wanted)
    assert (report.code, report.matched, report.signers[role]) == (0, role, wanted)


@pytest.mark.parametrize(
    "spelling",
    [
        FINGERPRINT.upper(),
        " ".join(FINGERPRINT[at : at + 4] for at in range(0, 64, 4)),
        ":".join(FINGERPRINT[at : at + 2] for at in range(0, 64, 2)),
        f"  {FINGERPRINT[:32]}-{FINGERPRINT[32:]}\n",
    ],
)
def test_a_fingerprint_can_be_grouped_as_people_write_it(check: Check, spelling: str) -> None:
    assert check(make.whole(), spelling).code == 0


@pytest.mark.parametrize("data", [b"", b"hello\n", verify.write_pem(b"short")])
def test_a_file_that_is_no_key_is_no_key(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "key.pem").write_bytes(data)
    with pytest.raises(verify.NotAKey):
        verify.read_key(str(tmp_path / "key.pem"))


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_a_key_file_can_be_named(check: Check, tmp_path: Path, line_end: bytes) -> None:
    pem = verify.write_pem(make.SIGNERS.installation.public)
    (tmp_path / "key.pem").write_bytes(pem.replace(b"\n", line_end))
    assert check(make.whole(), str(tmp_path / "key.pem")).code == 0


@pytest.mark.parametrize("text", ["", "abc", "no such file", FINGERPRINT[:-1], FINGERPRINT + "0"])
def test_anything_else_is_no_key(text: str) -> None:
    with pytest.raises(ValueError, match="64 hex digits"):
        verify.read_key(text)


def test_a_pack_of_some_entries_and_one_of_one_entry_are_whole(check: Check) -> None:
    for numbers in ({2, 6}, {4}, {5}):
        choice = Choice(numbers=frozenset(numbers))
        assert check(make.zipped(make.make(choice))).code == 3


# --- Altered by somebody without keys ------------------------------------------------------------
@pytest.mark.parametrize("path", PATHS)
def test_one_changed_byte_in_any_file_is_named(check: Check, path: str) -> None:
    files = make.contents()
    report = check({**files, path: flipped(files[path])}, FINGERPRINT)
    assert report.code == 1
    assert path in named(report)


@pytest.mark.parametrize("path", PATHS)
def test_one_changed_byte_of_content_in_the_zip_is_named(check: Check, path: str) -> None:
    files = make.contents()
    place = make.whole().index(files[path])
    report = check(flipped(make.whole(), place + len(files[path]) - 1), FINGERPRINT)
    assert report.code == 1
    assert path in named(report)


@pytest.mark.parametrize("path", PATHS)
def test_a_file_taken_away_is_named(check: Check, path: str) -> None:
    files = make.contents()
    del files[path]
    report = check(make.zip_of(files), FINGERPRINT)
    assert report.code == 1
    assert path in named(report)


def test_a_file_taken_away_from_the_folder_is_named(check: Check) -> None:
    files = make.contents()
    del files["data/exhibits/AB-1/AB-1.jpg"]
    report = check(files)
    assert (report.code, named(report)) == (1, {"data/exhibits/AB-1/AB-1.jpg"})
    assert codes(report) == {"missing"}


@pytest.mark.parametrize(
    "path",
    ["data/extra.txt", "data/exhibits/AB-1/second.jpg", "note.txt", "fetch.txt", ".DS_Store"],
)
def test_a_file_put_in_is_named(check: Check, path: str) -> None:
    report = check({**make.contents(), path: b"more"})
    assert (report.code, codes(report), named(report)) == (1, {"extra"}, {path})


@pytest.mark.parametrize("path", ["data/01-chronology.pdf", "data/exhibits/AB-1/AB-1.jpg"])
def test_a_file_renamed_is_named_with_both_its_names(check: Check, path: str) -> None:
    files = make.contents()
    files["data/other.bin"] = files.pop(path)
    report = check(make.zip_of(files))
    problems = {(problem.code, problem.path) for problem in report.problems}
    assert problems == {("missing", path), ("renamed", "data/other.bin")}
    assert path in next(p.detail for p in report.problems if p.code == "renamed")


def test_two_files_swapped_are_both_named(check: Check) -> None:
    files = make.contents()
    one, other = "data/exhibits/AB-1/AB-1.jpg", "data/exhibits/AB-2/AB-2.pdf"
    files[one], files[other] = files[other], files[one]
    report = check(make.zip_of(files))
    assert (report.code, codes(report), named(report)) == (1, {"altered"}, {one, other})


def test_two_signatures_swapped_are_refused(check: Check) -> None:
    files = make.contents()
    one, other = verify.SIGNATURES.values()
    files[one], files[other] = files[other], files[one]
    assert "signature" in codes(check(make.zip_of(files)))


@pytest.mark.parametrize("path", ["VERIFY.txt", "bagit.txt", *verify.KEYS.values()])
def test_a_file_every_pack_has_is_missed_even_when_no_list_names_it(
    check: Check, path: str
) -> None:
    files = make.resigned(make.contents(), make.SIGNERS)
    del files[path]
    files = make.relisted(files)
    for role, each in make.SIGNERS.by_role():
        files[verify.SIGNATURES[role]] = each.sign(files[verify.TAG_MANIFEST])
    assert ("missing", path) in {p[:2] for p in check(make.zip_of(files)).problems}


@pytest.mark.parametrize(
    "spell", [lambda pem: pem + b"\n", lambda pem: pem.replace(b"\n", b"\r\n")]
)
def test_a_key_spelled_in_another_way_is_refused(
    check: Check, spell: Callable[[bytes], bytes]
) -> None:
    path = verify.KEYS["record"]
    files = make.contents()
    files = make.relisted({**files, path: spell(files[path])})
    for role, each in make.SIGNERS.by_role():
        files[verify.SIGNATURES[role]] = each.sign(files[verify.TAG_MANIFEST])
    assert ("unreadable", path) in {p[:2] for p in check(make.zip_of(files)).problems}


def test_lists_made_anew_do_not_help_without_a_key(check: Check) -> None:
    files = make.contents()
    files["data/01-chronology.csv"] = b"number,when\r\n1,never\r\n"
    report = check(make.zip_of(make.relisted(files)), FINGERPRINT)
    assert report.code == 1
    assert ("signature", verify.TAG_MANIFEST) in {p[:2] for p in report.problems}


# --- Forged with other keys ----------------------------------------------------------------------
def test_a_forgery_with_other_keys_shows_another_fingerprint(check: Check) -> None:
    files = make.contents(make.make(signers=make.FORGERS))
    forged = make.zip_of(make.resigned({**files, "data/01-chronology.csv": b"x"}, make.FORGERS))
    report = check(forged)
    assert report.code == 3
    assert report.signers["installation"] == make.FORGERS.installation.fingerprint
    assert report.signers["installation"] != FINGERPRINT


def test_a_forgery_with_other_keys_is_refused_when_the_key_is_named(check: Check) -> None:
    forged = make.zip_of(make.contents(make.make(signers=make.FORGERS)))
    report = check(forged, FINGERPRINT)
    assert (report.code, codes(report), report.matched) == (1, {"other-key"}, "")


def test_other_keys_do_not_fit_the_checkpoint(check: Check) -> None:
    forged = make.resigned(make.contents(), make.FORGERS)
    report = check(make.zip_of(forged))
    assert (report.code, named(report)) == (1, {verify.CHECKPOINT})


def test_one_key_exchanged_is_refused(check: Check) -> None:
    mixed = Signers(make.FORGERS.installation, make.SIGNERS.record)
    report = check(make.zip_of(make.resigned(make.contents(), mixed)))
    assert (report.code, named(report)) == (1, {verify.CHECKPOINT})


@pytest.mark.parametrize(
    "added", [b"\n", b"junk\n", b"- a bc=\n", "\u2014 a bc==\n".encode(), b"x"]
)
def test_a_checkpoint_with_anything_added_is_refused(check: Check, added: bytes) -> None:
    files = make.contents()
    files[verify.CHECKPOINT] += added
    assert check(make.zip_of(make.resigned(files, make.SIGNERS))).code == 1


# --- The log, with both keys or without ----------------------------------------------------------
def back_dated(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[1].replace(b'"2026-11-', b'"2025-11-'), *lines[2:]]


TAMPERED_LOGS: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "the last leaf dropped": lambda lines: lines[:-1],
    "the first leaf dropped": lambda lines: lines[1:],
    "a leaf in the middle dropped": lambda lines: [*lines[:3], *lines[4:]],
    "two leaves swapped": lambda lines: [*lines[:2], lines[3], lines[2], *lines[4:]],
    "a leaf dated earlier": back_dated,
    "a leaf there twice": lambda lines: [*lines, lines[-1]],
    "a leaf spelled with a space": lambda lines: [lines[0].replace(b",", b", "), *lines[1:]],
    "nothing left": lambda lines: lines[:0],
}


@pytest.mark.parametrize("tamper", TAMPERED_LOGS.values(), ids=TAMPERED_LOGS)
def test_a_changed_log_is_refused_even_with_new_lists(
    check: Check, tamper: Callable[[list[bytes]], list[bytes]]
) -> None:
    files = make.contents()
    lines = tamper(files[verify.LOG].split(b"\n")[:-1])
    files[verify.LOG] = b"".join(line + b"\n" for line in lines)
    unsigned = check(make.zip_of(make.relisted(files)))
    assert unsigned.code == 1
    assert "signature" in codes(unsigned)
    resigned = check(make.zip_of(make.resigned(files, make.SIGNERS)))
    assert resigned.code == 1
    assert named(resigned) <= {verify.LOG, verify.RECORD, verify.INFO, ""}


def test_leaves_renumbered_after_one_is_dropped_are_refused(check: Check) -> None:
    files = make.contents()
    lines = [json.loads(line) for line in files[verify.LOG].split(b"\n")[:-1]]
    kept = [{**leaf, "n": n} for n, leaf in enumerate(lines[:3] + lines[4:])]
    files[verify.LOG] = b"".join(verify.canonical(leaf) + b"\n" for leaf in kept)
    assert verify.LOG in named(check(make.zip_of(make.resigned(files, make.SIGNERS))))


def test_a_log_with_more_after_its_last_line_is_refused(check: Check) -> None:
    files = make.contents()
    files[verify.LOG] += b"more"
    report = check(make.zip_of(make.resigned(files, make.SIGNERS)))
    assert (codes(report), named(report)) == ({"log"}, {verify.LOG})


def with_json(path: str, change: Callable[[Any], None]) -> dict[str, bytes]:
    """Change one JSON file and sign everything anew, with the true keys and the true checkpoint."""
    files = make.contents()
    value = json.loads(files[path])
    change(value)
    return make.resigned({**files, path: verify.canonical(value)}, make.SIGNERS)


def set_account(value: Any) -> None:
    value["entries"][0]["body"]["what"] = "He did nothing."


def set_added(value: Any) -> None:
    value["entries"][0]["added"] = "2025-01-01T00:00:00Z"


def set_reason(value: Any) -> None:
    value["entries"][1]["reason"] = ""


def add_field(value: Any) -> None:
    value["entries"][0]["verdict"] = "guilty"


def drop_field(value: Any) -> None:
    del value["entries"][0]["body"]["where"]


def swap_versions(value: Any) -> None:
    value["entries"][:2] = value["entries"][1::-1]


def exchange_file(value: Any) -> None:
    value["entries"][0]["exhibits"][0]["sha256"] = "0" * 64


@pytest.mark.parametrize(
    "change",
    [set_account, set_added, set_reason, add_field, drop_field, swap_versions, exchange_file],
)
def test_an_entry_that_the_log_does_not_hold_is_refused(
    check: Check, change: Callable[[Any], None]
) -> None:
    report = check(make.zip_of(with_json(verify.RECORD, change)))
    assert report.code == 1
    assert named(report) & {verify.RECORD, ""}


def drop_first_version(value: Any) -> None:
    del value["entries"][0]


def drop_last_version(value: Any) -> None:
    del value["entries"][1]


@pytest.mark.parametrize("change", [drop_first_version, drop_last_version])
def test_a_version_left_out_is_noticed(check: Check, change: Callable[[Any], None]) -> None:
    report = check(make.zip_of(with_json(verify.RECORD, change)))
    assert ("versions", verify.RECORD) in {p[:2] for p in report.problems}


def test_an_entry_left_out_makes_the_count_wrong(check: Check) -> None:
    def drop(value: Any) -> None:
        del value["entries"][-1]

    assert ("counts", verify.INFO) in {
        p[:2] for p in check(make.zip_of(with_json(verify.RECORD, drop))).problems
    }


@pytest.mark.parametrize("line", ["3 of 4", "4 of 3", "4 of 7", "many of 4"])
def test_a_wrong_completeness_line_is_refused(check: Check, line: str) -> None:
    files = make.contents()
    files[verify.INFO] = files[verify.INFO].replace(b"4 of 4", line.encode())
    report = check(make.zip_of(make.resigned(files, make.SIGNERS)))
    assert (report.code, named(report)) == (1, {verify.INFO})


@pytest.mark.parametrize("path", [verify.RECORD, verify.PROOFS])
def test_json_spelled_in_another_way_is_refused(check: Check, path: str) -> None:
    files = make.contents()
    files[path] = json.dumps(json.loads(files[path])).encode()
    report = check(make.zip_of(make.resigned(files, make.SIGNERS)))
    assert (codes(report), named(report)) == ({"unreadable"}, {path})


@pytest.mark.parametrize(("kind", "code"), [("open", 3), ("delete", 1)])
def test_entries_deleted_before_cannot_be_counted(check: Check, kind: str, code: int) -> None:
    """Six were added; the line may say six unless the log says that one of them is gone."""
    files = make.contents()
    last = make.leaf(8, LeafKind(kind), f"{3:032x}", "0" * 64).to_bytes()
    files[verify.LOG] += last + b"\n"
    files[verify.CHECKPOINT] = make.note(files[verify.LOG].split(b"\n")[:-1]).encode()
    files[verify.INFO] = files[verify.INFO].replace(b"4 of 4", b"4 of 6")
    assert check(make.zip_of(make.resigned(files, make.SIGNERS))).code == code


def test_a_salt_that_was_changed_or_cut_is_refused(check: Check) -> None:
    for salt in ("0" * 64, "00", ""):

        def change(value: Any, salt: str = salt) -> None:
            value["entries"]["1.1"]["salts"]["what"] = salt

        report = check(make.zip_of(with_json(verify.PROOFS, change)))
        assert codes(report) == {"commitment"}


def test_salt_and_value_cannot_be_cut_elsewhere(check: Check) -> None:
    """Were the length of salts free, the first letters of an account could move into its salt."""

    def change(value: Any) -> None:
        salts = value["entries"]["1.1"]["salts"]
        salts["what"] += b'"He'.hex()

    assert check(make.zip_of(with_json(verify.PROOFS, change))).code == 1


def test_proofs_of_another_format_ask_for_a_newer_verifier(check: Check) -> None:
    def change(value: Any) -> None:
        value["format"] = "fourfold-proofs-2"

    report = check(make.zip_of(with_json(verify.PROOFS, change)))
    assert report.code == 1
    assert "newer" in report.problems[0].detail


def test_a_field_kept_back_leaves_the_rest_proved(check: Check) -> None:
    """The field's hash stands for it; nothing else of the entry is less certain."""
    files = make.contents()
    record, proofs = json.loads(files[verify.RECORD]), json.loads(files[verify.PROOFS])
    where = record["entries"][0]["body"].pop("where")
    salt = bytes.fromhex(proofs["entries"]["1.1"]["salts"].pop("where"))
    kept_back = sha256(salt + verify.canonical(where)).hexdigest()
    proofs["entries"]["1.1"]["withheld"]["where"] = kept_back
    files.update({verify.RECORD: verify.canonical(record), verify.PROOFS: verify.canonical(proofs)})
    assert check(make.zip_of(make.resigned(files, make.SIGNERS))).code == 3


def test_a_file_that_no_entry_names_is_refused(check: Check) -> None:
    files = {**make.contents(), "data/exhibits/AB-9/AB-9.jpg": b"planted"}
    report = check(make.zip_of(make.resigned(files, make.SIGNERS)))
    assert (report.code, named(report)) == (1, {"data/exhibits/AB-9/AB-9.jpg"})


def test_another_file_under_an_exhibits_name_is_refused(check: Check) -> None:
    files = {**make.contents(), "data/exhibits/AB-1/AB-1.jpg": b"planted"}
    report = check(make.zip_of(make.resigned(files, make.SIGNERS)))
    assert (codes(report), named(report)) == ({"exhibit"}, {"data/exhibits/AB-1/AB-1.jpg"})


# --- Names ---------------------------------------------------------------------------------------
HOSTILE_NAMES = [
    "../outside.txt",
    "data/../../outside.txt",
    "/etc/passwd",
    "C:/windows.txt",
    "data\\windows.txt",
    "data/trailing.",
    "data/trailing ",
    "data/ leading",
    "data//double",
    "data/./dot",
    "data/.hidden",
    "data/nul",
    "data/COM1.txt",
    "data/aux.pdf",
    "data/line\nbreak",
    "data/tab\t",
    "data/bell\x07",
    "data/q?",
    "data/star*",
    "data/colon:stream",
    "data/" + "n" * 300,
]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_is_refused_even_when_signed(check: Check, name: str) -> None:
    files = make.resigned({**make.contents(), name: b"hostile"}, make.SIGNERS)
    report = check(make.zip_of(files))
    assert report.code == 1


@pytest.mark.parametrize("name", ["data/caf\u00e9", "data/cafe\u0301", "data/a\u202egpj.exe"])
def test_a_name_outside_ascii_is_refused(check: Check, name: str) -> None:
    report = check({**make.contents(), name: b"hostile"})
    assert (report.code, named(report)) == (1, {name})
    assert verify.describe(report).isascii()


@pytest.mark.parametrize(
    "name", ["data/RECORD.json", "Data/more", "data/exhibits/ab-1/AB-1.jpg", "VERIFY.TXT"]
)
def test_names_that_are_one_on_some_computers_are_refused(check: Check, name: str) -> None:
    files = make.resigned({**make.contents(), name: b"again"}, make.SIGNERS)
    assert check(make.zip_of(files)).code == 1


@pytest.mark.parametrize("name", [*PATHS, "data/exhibits/ABCD-999999/ABCD-999999.heic"])
def test_the_names_that_packs_use_are_allowed(name: str) -> None:
    assert verify.NAME.match(name)


def test_a_link_in_the_folder_is_refused_and_not_followed(tmp_path: Path) -> None:
    folder = make.write(tmp_path / "pack", make.contents())
    photo = folder / "data/exhibits/AB-1/AB-1.jpg"
    photo.rename(tmp_path / "elsewhere.jpg")
    photo.symlink_to(tmp_path / "elsewhere.jpg")
    report = verify.verify(str(folder))
    assert report.code == 1
    assert {"not-a-file", "missing"} <= codes(report)


def test_a_linked_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    folder = make.write(tmp_path / "pack", make.contents())
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "data" / "pipe")
    report = verify.verify(str(folder))
    assert {"loop", "data/pipe"} <= named(report)


def test_a_folder_without_a_bottom_is_refused(tmp_path: Path) -> None:
    folder = make.write(tmp_path / "pack", make.contents())
    deep = folder.joinpath(*["deep"] * 30)
    deep.mkdir(parents=True)
    assert verify.verify(str(folder)).code == 1


# --- The zip -------------------------------------------------------------------------------------
def repacked(compression: int) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", compression) as other:
        for path, data in sorted(make.contents().items()):
            other.writestr(path, data)
    return target.getvalue()


def member_twice() -> bytes:
    """The same name twice, so that one program shows the one and another the other."""
    with_copy = make.zip_of({**make.contents(), "data/01-chronology.pdg": b"another"})
    return with_copy.replace(b"data/01-chronology.pdg", b"data/01-chronology.pdf")


WHOLE = make.whole()
ZIPS: dict[str, bytes] = {
    "a byte after it": WHOLE + b"\0",
    "a comment": WHOLE[:-2] + b"\x02\x00hi",
    "another zip after it": WHOLE + WHOLE,
    "the last byte cut": WHOLE[:-1],
    "cut in the middle": WHOLE[: len(WHOLE) // 2],
    "cut in the directory": WHOLE[: WHOLE.index(b"PK\1\2") + 10],
    "a name twice": member_twice(),
    "not sorted": make.zip_of(make.contents(), reversed(PATHS)),
    "a later time": WHOLE.replace(b"\x21\x00", b"\x22\x00"),
    "one file said to be compressed": WHOLE.replace(
        b"PK\3\4\x14\0\0\0\0\0", b"PK\3\4\x14\0\0\0\x08\0"
    ),
    "packed again, stored": repacked(zipfile.ZIP_STORED),
    "packed again, compressed": repacked(zipfile.ZIP_DEFLATED),
}


@pytest.mark.parametrize("name", ZIPS)
def test_a_zip_written_in_any_other_way_is_refused(check: Check, name: str) -> None:
    assert ZIPS[name] != WHOLE
    assert check(ZIPS[name], FINGERPRINT).code in (1, 2)


@pytest.mark.parametrize("junk", [b"\0", b"#!/bin/sh\n", WHOLE])
def test_bytes_in_front_of_the_zip_are_refused(check: Check, junk: bytes) -> None:
    assert check(junk + WHOLE, FINGERPRINT).code in (1, 2)


def test_a_file_hidden_between_two_members_is_refused(check: Check) -> None:
    place = WHOLE.index(b"PK\3\4", 10)
    hidden = make.zip_of({"hidden": b"hidden"})
    hidden = hidden[: hidden.index(b"PK\1\2")]
    assert check(WHOLE[:place] + hidden + WHOLE[place:]).code == 1


def test_a_size_beyond_the_end_is_refused_at_once(check: Check) -> None:
    huge = verify.Member("VERIFY.txt", 2**63, 0, 0)
    report = check(verify.local_header(huge) + b"x" * 100)
    assert report.code == 1


@pytest.mark.slow
@settings(max_examples=cases(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, len(WHOLE) - 1), value=st.integers(1, 255))
def test_no_single_byte_can_change(check: Check, place: int, value: int) -> None:
    changed = WHOLE[:place] + bytes([WHOLE[place] ^ value]) + WHOLE[place + 1 :]
    assert check(changed).code in (1, 2)


def outside_content() -> list[int]:
    """Where the zip's own bytes are: headers and directory, not the content of files."""
    places: list[int] = []
    at = 0
    for path, data in sorted(make.contents().items()):
        header = 30 + len(path)
        places += range(at, at + header)
        at += header + len(data)
    return [*places, *range(at, len(WHOLE))]


@pytest.mark.slow
def test_no_byte_of_the_zips_own_can_change(tmp_path: Path) -> None:
    """Every one of them, each with one bit changed; the container alone must refuse it."""
    places = outside_content()
    assert len(places) > 2500
    target = tmp_path / "pack.zip"
    quiet = []
    for place in places:
        target.write_bytes(flipped(WHOLE, place))
        files = verify.Files(str(target))
        for path in files.members if not files.problems else ():
            files.digest(path)
        quiet += [place] if not files.problems else []
    assert quiet == []


def test_a_checksum_that_is_wrong_in_both_its_places_is_named(check: Check) -> None:
    files = make.contents()
    good = zlib.crc32(files["VERIFY.txt"]).to_bytes(4, "little")
    assert WHOLE.count(good) == 2
    report = check(WHOLE.replace(good, b"\0\0\0\0"))
    assert (codes(report), named(report)) == ({"zip-checksum"}, {"VERIFY.txt"})


def test_a_flood_of_headers_ends(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "MOST_FILES", 200)
    empty = verify.local_header(verify.Member("", 0, 0, 0))
    files = make.zip_of({"VERIFY.txt": b""})
    report = check(files[: files.index(b"PK\1\2")] + empty * 100_000)
    assert report.code == 1
    assert len(report.problems) < 300


def test_a_flood_of_files_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "MOST_FILES", 20)
    folder = make.write(tmp_path / "pack", make.contents())
    for number in range(30):
        (folder / f"more{number}").mkdir()
        (folder / f"more{number}" / "file").touch()
    files = verify.Files(str(folder))
    assert len(files.members) < 40
    assert verify.verify(str(folder)).code == 1


@pytest.mark.parametrize("size", [0xFFFFFFFE, 0xFFFFFFFF, 0x100000000])
def test_a_member_of_four_gigabytes_is_readable_by_others(tmp_path: Path, size: int) -> None:
    """A hole stands for the content: nothing of that size is written."""
    big = verify.Member("data/big.bin", size, 0, 0)
    after = verify.Member("data/small.txt", 2, 0xD8932AAC, len(verify.local_header(big)) + size)
    target = tmp_path / "big.zip"
    with target.open("wb") as file:
        file.write(verify.local_header(big))
        file.seek(after.start)
        file.write(verify.local_header(after) + b"hi")
        file.write(verify.directory([big, after], file.tell()))
    with zipfile.ZipFile(target) as other:
        assert [(i.filename, i.file_size) for i in other.infolist()] == [
            ("data/big.bin", size),
            ("data/small.txt", 2),
        ]
        assert other.read("data/small.txt") == b"hi"
    assert verify.Files(str(target)).problems == []


@pytest.mark.slow
def test_a_zip_of_very_many_files_is_readable_by_others(tmp_path: Path) -> None:
    files = {f"data/{number:05}": b"" for number in range(0x10001)}
    target = tmp_path / "many.zip"
    body = bytearray()
    members = []
    for path in files:
        members.append(verify.Member(path, 0, 0, len(body)))
        body += verify.local_header(members[-1])
    target.write_bytes(bytes(body) + verify.directory(members, len(body)))
    with zipfile.ZipFile(target) as other:
        assert len(other.infolist()) == 0x10001
    assert verify.Files(str(target)).problems == []


# --- Not a pack ----------------------------------------------------------------------------------
NOT_PACKS = {
    "nothing": b"",
    "text": b"hello",
    "an empty zip": b"PK\5\6" + bytes(18),
    "another zip": make.zip_of({"word/document.xml": b"<xml/>"}),
    "a picture": b"\x89PNG\r\n\x1a\n",
}


@pytest.mark.parametrize("name", NOT_PACKS)
def test_another_file_is_no_pack(check: Check, name: str) -> None:
    assert check(NOT_PACKS[name]) == Report(2)


def test_another_folder_is_no_pack(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"sea")
    assert verify.verify(str(tmp_path)) == Report(2)


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"a":1,"a":2}', b"NaN", b"\xff", b'"\\ud800"'])
def test_json_that_is_not_canonical_is_no_crash(check: Check, data: bytes) -> None:
    for path in (verify.RECORD, verify.PROOFS, verify.LOG):
        files = make.resigned({**make.contents(), path: data}, make.SIGNERS)
        assert check(make.zip_of(files)).code == 1


@pytest.mark.parametrize("value", [[], {}, None, 1, "x", {"entries": 1}, {"entries": [1]}])
def test_json_of_another_shape_is_no_crash(check: Check, value: object) -> None:
    for path in (verify.RECORD, verify.PROOFS):
        files = make.contents()
        files[path] = verify.canonical(value)
        assert check(make.zip_of(make.resigned(files, make.SIGNERS))).code == 1


# --- The command ---------------------------------------------------------------------------------
@pytest.fixture
def pack(tmp_path: Path) -> str:
    (tmp_path / "pack.zip").write_bytes(make.whole())
    return str(tmp_path / "pack.zip")


def test_the_command_answers_with_its_exit_code(
    pack: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([pack]) == 3
    assert main([pack, "--key", FINGERPRINT]) == 0
    assert main([pack, "--key", "0" * 64]) == 1
    assert main([str(make.VERIFIER)]) == 2
    assert FINGERPRINT in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [[], ["a", "b"], ["a", "--key"], ["a", "--key", "zz"], ["-x"]]
)
def test_wrong_usage_is_none_of_the_answers(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 64
    assert "usage" in capsys.readouterr().err


def test_what_cannot_be_read_is_none_of_the_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "nothing here")]) == 70
    assert "Could not finish" in capsys.readouterr().err


def test_the_json_holds_all_that_the_report_holds(
    check: Check, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check({**make.contents(), "data/extra\x1b[31m": b"x"})
    assert main([str(tmp_path / "pack"), "--json"]) == 1
    out = capsys.readouterr().out
    assert out.isascii()
    facts = json.loads(out)
    assert facts["code"] == 1
    assert facts["problems"][0]["path"] == "data/extra\x1b[31m"
    assert facts["problems"][0]["code"] == "extra"
    assert set(facts["signers"]) == {"installation", "record"}


def test_names_in_a_pack_cannot_steer_the_terminal(check: Check) -> None:
    text = verify.describe(check({**make.contents(), "data/x\x1b[2J\u202e": b"x"}))
    assert "\x1b" not in text
    assert "\\x1b[2J\\u202e" in text


# --- The file itself -----------------------------------------------------------------------------
def test_it_runs_alone_from_any_folder(pack: str, tmp_path: Path) -> None:
    """Outside the project, with nothing on the path but the standard library."""
    (tmp_path / "alone.py").write_bytes(make.VERIFIER.read_bytes())
    command = [sys.executable, "-I", "-S", str(tmp_path / "alone.py"), pack]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (3, "")


def test_it_is_written_for_python_3_8_and_imports_the_standard_library_only() -> None:
    tree = ast.parse(make.VERIFIER.read_text(), feature_version=(3, 8))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {each.name.split(".")[0] for each in node.names}
        if isinstance(node, ast.ImportFrom):
            names.add(str(node.module).split(".")[0])
    assert names - sys.stdlib_module_names == set()
    assert not names & {"subprocess", "importlib", "pickle", "socket", "urllib", "shelve"}


def test_it_has_fewer_than_350_lines_of_code_in_short_plain_lines() -> None:
    source = make.VERIFIER.read_text()
    assert max(map(len, source.split("\n"))) <= 100
    assert ";" not in {token for line in source.split("\n") for token in line.split()}
    assert len(code_lines(source)) < 350


def code_lines(source: str) -> set[int]:
    """Every line on which code stands: not blank, not a comment, not a docstring."""
    tree = ast.parse(source)
    told = {
        line
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node)
        for line in range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)
    }
    lines = enumerate(source.split("\n"), 1)
    return {n for n, line in lines if line.strip() and line.strip()[0] != "#" and n not in told}


def test_it_neither_runs_nor_loads_what_is_in_a_pack() -> None:
    called = {
        node.func.id
        for node in ast.walk(ast.parse(make.VERIFIER.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not called & {"eval", "exec", "compile", "__import__"}
