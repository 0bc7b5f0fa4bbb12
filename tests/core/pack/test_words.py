"""What a pack says of itself: enough, in plain words, and never more than is true."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from fourfold.core.pack import errors, verify, words
from fourfold.core.pack.plan import Choice, Completeness, Label, PlannedExhibit, plan
from fourfold.core.record.log import Clock
from tests.core.pack import make

DOCUMENT = (Path(__file__).resolve().parents[3] / "docs" / "verifying-a-pack.md").read_text()
HEAD = words.LogHead("8 22 Nov 2026 74GN-SD6E", Clock.UNKNOWN)


def proves(choice: Choice = make.EVERYTHING, head: words.LogHead = HEAD) -> str:
    return words.what_this_proves(plan(make.record(), choice, make.NOW), make.SIGNERS, head)


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("here", "counted", "line"),
    [
        (214, 220, "214 of 220 entries; 6 withheld by the owner"),
        (4, 4, "4 of 4 entries; 0 withheld by the owner"),
        (1, 1, "1 of 1 entry; 0 withheld by the owner"),
        (0, 5, "0 of 5 entries; 5 withheld by the owner"),
    ],
)
def test_the_completeness_line_says_what_is_withheld(here: int, counted: int, line: str) -> None:
    found = words.completeness_line(Completeness(here=here, counted=counted, by_kind=()))
    assert found == line


def test_a_pack_says_that_nobody_has_checked_it() -> None:
    said = (
        "Written by the person who made it, with free software. Nobody has checked who they are or "
        "whether it is true."
    )
    assert said in flat(proves())
    assert said.encode() in make.contents()[verify.INFO]


def test_all_three_labels_are_explained() -> None:
    assert set(words.LABELS) == set(Label)
    assert all(text in flat(proves()) for text in words.LABELS.values())


@pytest.mark.parametrize(
    "limit",
    [
        "what is written is true",
        "who sent a message",
        "not changed before it was added",
        "everything that happened was written down",
        "who the owner is",
    ],
)
def test_what_a_pack_does_not_prove_is_said(limit: str) -> None:
    _, _, after = flat(proves()).partition("What it does not prove")
    assert limit in after


@pytest.mark.parametrize("clock", list(Clock))
def test_whose_clock_it_was_is_said(clock: Clock) -> None:
    assert proves(head=replace(HEAD, clock=clock)) != proves() or clock is Clock.UNKNOWN


def test_the_files_kept_back_and_the_entries_deleted_are_counted() -> None:
    everything = plan(make.record(), make.EVERYTHING, make.NOW, deleted=[9])
    sentences = " ".join(words.contains(everything))
    assert "With 2 files kept as evidence. 1 withheld; only the hash is here." in sentences
    assert "deleted before: 1." in sentences


@pytest.mark.parametrize(
    "claim",
    ["victim", "stalker", "offence", "crime", "certif", "guarantee", "admissible", "beyond"],
)
def test_a_pack_never_sounds_official(claim: str) -> None:
    texts = [proves(), words.how_to_verify(make.SIGNERS), *words.LABELS.values()]
    assert not [text for text in texts if claim in text.lower()]


def test_no_line_is_wider_than_a_page() -> None:
    texts = [proves(), words.how_to_verify(make.SIGNERS)]
    assert max(len(line) for text in texts for line in text.split("\n")) <= 90


def test_both_fingerprints_are_in_verify_txt() -> None:
    text = re.sub(r"\s", "", words.how_to_verify(make.SIGNERS))
    assert make.SIGNERS.installation.fingerprint in text
    assert make.SIGNERS.record.fingerprint in text


# --- Exhibit sheets ------------------------------------------------------------------------------
def sheet(**more: object) -> str:
    shown = replace(make.PHOTO, **more)  # type: ignore[arg-type]
    return words.exhibit_sheet(PlannedExhibit(shown, (1, 4), "2026-11-02T09:30:00Z"))


def test_a_sheet_says_where_a_file_comes_from() -> None:
    text = sheet(obtained="from my phone", obtained_how="share, save to files")
    for said in ("AB/1", "IMG_2041.JPG", "from my phone", "share, save to files", "1, 4"):
        assert said in text
    assert make.PHOTO.sha256 in text
    assert "2026-11-02T09:30:00Z" in text
    assert all(words.LABELS[label] in flat(text) for label in (Label.KEPT, Label.MADE))


@pytest.mark.parametrize("name", ["x\nSHA-256: 0000", "x\u202egpj.exe", "x\x1b[2J", "x\u2028y"])
def test_a_hostile_name_stays_on_its_line(name: str) -> None:
    lines = sheet(name=name).split("\n")
    assert (
        len([line for line in lines if line.startswith("    ")]) == len(sheet().split("    ")) - 1
    )
    assert len([line for line in lines if line.strip().startswith("SHA-256")]) == 1
    assert "\x1b" not in "".join(lines)
    assert "\u202e" not in "".join(lines)


# --- The document --------------------------------------------------------------------------------
@pytest.mark.parametrize("code", [0, 1, 2, 3, 64, 70])
def test_every_exit_code_is_documented(code: int) -> None:
    assert re.search(rf"^\| {code} \|", DOCUMENT, re.MULTILINE)


def test_every_kind_of_problem_is_documented() -> None:
    source = make.VERIFIER.read_text()
    found = set(re.findall(r'(?:refuse|Refused)\(\s*"([a-z-]+)"', source))
    found |= set(re.findall(r'refuse\("([a-z-]+)" if', source))
    assert {"altered", "missing", "extra", "renamed", "signature", "log", "commitment"} <= found
    assert [code for code in sorted(found) if f"| `{code}` |" not in DOCUMENT] == []


def test_every_code_of_an_error_is_one_that_is_raised() -> None:
    folder = make.VERIFIER.parent
    source = "".join(path.read_text() for path in sorted(folder.glob("*.py")))
    raised = set(re.findall(r'(?:Plan|Content)Error\("([a-z_]+)"', source))
    told = re.findall(r"[a-z_]+", f"{errors.PlanError.__doc__} {errors.ContentError.__doc__}")
    assert raised - set(told) == set()
