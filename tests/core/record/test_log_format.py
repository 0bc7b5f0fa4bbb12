"""docs/log-format.md: its shell session is run and its numbers are those of our own code."""

import re
import subprocess
from pathlib import Path

import pytest

from fourfold.core.record import checkpoint, log, merkle
from fourfold.core.record.checkpoint import Checkpoint
from fourfold.core.record.log import Clock, Leaf, LeafKind

PAGE = Path(__file__).parents[3] / "docs" / "log-format.md"


def session() -> list[tuple[str, str]]:
    """Each command of the page's console blocks, with what the page says that it prints."""
    blocks = re.findall(r"```console\n(.*?)```", PAGE.read_text(), re.DOTALL)
    steps: list[tuple[str, str]] = []
    for line in "".join(blocks).splitlines(keepends=True):
        if line.startswith("$ "):
            steps.append((line.removeprefix("$ "), ""))
        elif steps[-1][0].endswith("\\\n"):
            steps[-1] = (steps[-1][0] + line, "")
        else:
            steps[-1] = (steps[-1][0], steps[-1][1] + line)
    return steps


@pytest.mark.needs("bash", "openssl", "sha256sum", "basenc")
def test_the_commands_print_what_the_page_says(tmp_path: Path) -> None:
    steps = session()
    script = "".join(f"{command}printf '\\036'\n" for command, _ in steps)
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script], cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    printed = done.stdout.split("\036")[:-1]
    commands = [command for command, _ in steps]
    assert list(zip(commands, printed, strict=True)) == steps


def test_our_own_code_comes_to_the_same_numbers() -> None:
    seed = bytes(range(32))
    values = {
        "number": b"1",
        "version": b"1",
        "kind": b'"incident"',
        "what": b'"He waited outside."',
        "when": b'"2026-11-21T18:40"',
    }
    leaves = [
        leaf(0, LeafKind.ADD, log.commit(values, lambda name: log.field_salt(seed, name))),
        leaf(1, LeafKind.OPEN, log.commit({}, lambda _: seed)),
        leaf(2, LeafKind.EXPORT, log.commit({}, lambda _: seed)),
    ]
    hashes = [each.hash for each in leaves]
    head = Checkpoint(
        "fourfold.example/r/7a1c", 3, merkle.root(log.replay(leaves)), ("day 2026-11-22",)
    )
    printed = "".join(output for _, output in session())
    assert leaves[0].to_bytes().decode() in printed
    for value in (*hashes, merkle.root_of(hashes[:2]), head.root):
        assert value.hex() in printed
    assert head.body() in printed
    note = re.search(rf"{re.escape(head.body())}\n— .*\n", printed)
    assert note is not None
    assert checkpoint.parse_note(note[0])[0] == head.body()
    assert printed.endswith(f"{checkpoint.short_form(head)}\n")
    assert merkle.verify_inclusion(hashes[2], 2, 3, [merkle.root_of(hashes[:2])], head.root)
    assert merkle.inclusion_proof(hashes, 0) == (hashes[1], hashes[2])


def leaf(number: int, kind: LeafKind, c: str) -> Leaf:
    identifier = f"{number:032x}" if number else "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
    utc = ("2026-11-22T07:00:00Z", "2026-11-22T19:30:00Z", "2026-11-22T19:45:12Z")[number]
    return Leaf(
        n=number, utc=utc, kind=kind, id=identifier, c=c, sw="0.1.0", clock=Clock.SYNCHRONISED
    )


def test_the_tables_of_the_page_name_every_member_and_word() -> None:
    text = PAGE.read_text()
    members = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    assert members == sorted(Leaf.__dataclass_fields__)
    for word in (*LeafKind, *Clock):
        assert f"`{word}`" in text


def test_the_short_form_in_the_text_is_that_of_the_checkpoint_in_the_text() -> None:
    text = PAGE.read_text()
    lines = text[text.index("    fourfold.example") :].splitlines()[:4]
    body = "".join(re.split(r"\s{3,}", line.strip())[0] + "\n" for line in lines)
    assert f"    {checkpoint.short_form(Checkpoint.from_body(body))}\n" in text
