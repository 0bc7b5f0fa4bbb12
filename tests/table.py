"""One test over a table of many rows, which fails with every row that fails, each by its name.

    @over("word", WORDS, lambda word: word.id)
    def test_a_meaning_is_short(word: Word) -> None: ...

`pytest.mark.parametrize` makes a test of every row. Thousands of those take longer to count, hand
out and report than to run, so it is for rows that need a fixture of their own or time.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any

Test = Callable[..., None]


def over(
    names: str, rows: Iterable[Any], named: Callable[[Any], object] = str
) -> Callable[[Test], Test]:
    """Runs the test for each row. `names` are the arguments that a row fills, as for parametrize.

    The fixtures are those of the whole test, so nothing in it may change them.
    """
    arguments, table = names.split(", "), list(rows)
    if not table:
        raise ValueError("a table without rows shows nothing")

    def decorate(test: Test) -> Test:
        @functools.wraps(test)
        def whole(**fixtures: Any) -> None:
            wrong: list[tuple[object, Exception]] = []
            for row in table:
                filled = dict(zip(arguments, row if arguments[1:] else (row,), strict=True))
                try:
                    test(**filled, **fixtures)
                except Exception as error:
                    wrong.append((named(row), error))
            if wrong:
                raise AssertionError(_told(wrong, len(table))) from wrong[0][1]

        left = inspect.signature(test)
        rest = [each for name, each in left.parameters.items() if name not in arguments]
        whole.__signature__ = left.replace(parameters=rest)  # type: ignore[attr-defined]
        return whole

    return decorate


def _told(wrong: list[tuple[object, Exception]], count: int) -> str:
    lines = [f"[{name}] {type(error).__name__}: {error}" for name, error in wrong]
    return "\n".join((f"{len(wrong)} of {count} rows", *lines))
