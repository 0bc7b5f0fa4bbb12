"""Log lines that hold no path, no query, no body, no address and no exception text."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path


class Formatter(logging.Formatter):
    """Our own messages as they are; anybody else's as the bare template, without its values.

    Beside an error even the template goes: Django puts the error's text there.
    """

    def format(self, record: logging.LogRecord) -> str:
        ours = record.name.partition(".")[0] == "fourfold"
        text = record.getMessage() if ours else "" if record.exc_info else str(record.msg)
        where = _where(record) if record.exc_info else ""
        said = " ".join(part for part in (record.name, text, where) if part)
        return f"{self.formatTime(record)} {record.levelname} {said}"


def _where(record: logging.LogRecord) -> str:
    """The kind of error and the places it came through, never its text: it may quote a form."""
    assert record.exc_info
    kind, _, trace = record.exc_info
    name = kind.__name__ if kind else "error"
    steps = (
        f"{Path(step.filename).name}:{step.lineno} {step.name}"
        for step in traceback.extract_tb(trace)
    )
    return f"[{name}: {' > '.join(steps)}]"
