"""The list of error codes in each class's docstring is kept true."""

import re
from pathlib import Path

import pytest

from fourfold.core.record import errors

SOURCE = "".join(path.read_text() for path in sorted(Path(errors.__file__).parent.glob("*.py")))


@pytest.mark.parametrize(
    "name",
    [
        "TreeError",
        "LeafError",
        "CommitmentError",
        "CheckpointError",
        "NoteError",
        "ShortFormError",
        "TimelineError",
    ],
)
def test_the_codes_listed_are_the_codes_raised(name: str) -> None:
    listed = getattr(errors, name).__doc__.removeprefix("Codes: ").rstrip(".")
    raised = set(re.findall(rf'{name}\(\s*"(\w+)"', SOURCE))
    assert set(re.split(r",\s+", listed)) == raised


def test_an_error_carries_its_code_and_its_facts() -> None:
    error = errors.TreeError("index", index=3, size=2)
    assert (error.code, error.facts) == ("index", {"index": 3, "size": 2})
    assert str(error) == "index"
