"""A test over a table says as much as a test of each row."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from tests.table import over


def test_every_row_that_fails_is_named_with_what_was_wrong() -> None:
    tried = []

    @over("number", [1, -2, 3, -4])
    def is_positive(number: int) -> None:
        tried.append(number)
        if number == -4:
            raise KeyError("four")
        assert number > 0, f"{number} is too small"

    with pytest.raises(AssertionError) as failed:
        is_positive()
    assert tried == [1, -2, 3, -4]
    first, *rows = str(failed.value).splitlines()
    assert first == "2 of 4 rows"
    assert rows[0] == "[-2] AssertionError: -2 is too small"
    assert rows[-1] == "[-4] KeyError: 'four'"
    assert failed.value.__cause__ is not None


def test_rows_of_several_values_are_named_as_asked() -> None:
    @over("word, length", [("a", 1), ("abc", 2)], lambda row: row[0])
    def has_length(word: str, length: int) -> None:
        assert len(word) == length

    with pytest.raises(AssertionError, match=r"1 of 2 rows\n\[abc\] AssertionError"):
        has_length()


@over("name", ["a", "b"])
@pytest.mark.parametrize("ending", [".txt", ".md"])
def test_fixtures_and_parameters_stand_beside_the_rows(
    name: str, ending: str, tmp_path: Path
) -> None:
    (tmp_path / f"{name}{ending}").touch()


def test_nothing_but_the_arguments_of_a_row_is_taken_away() -> None:
    found = inspect.signature(test_fixtures_and_parameters_stand_beside_the_rows)
    assert list(found.parameters) == ["ending", "tmp_path"]


def test_a_table_without_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="without rows"):
        over("row", [])
