"""What one process of the service changes counts in the next answer of every other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.operators import plain_environment

pytestmark = pytest.mark.slow
BEGIN = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "fourfold.web.project.settings"
django.setup()
from datetime import date
from django.utils import timezone
from fourfold.cli import serve
from fourfold.web.rules import actions, queries
from fourfold.web.rules.rows import By
assert not serve.prepare()
"""
# Says what counts whenever it is asked, as a process does that has run for long.
LISTENER = f"""{BEGIN}
while input():
    print(sorted(queries.off()), queries.calendar().is_working(date(2027, 6, 4)), flush=True)
"""
CHANGE = f"""{BEGIN}
actions.switch_off("R6-ARR", By("Dee", timezone.now(), "the Code has changed"))
actions.add_holiday(date(2027, 6, 4), "A wedding", "a proclamation", By("Dee", timezone.now()))
"""
CHANGE_BACK = f"""{BEGIN}
actions.switch_on("R6-ARR", By("Dee", timezone.now()))
actions.undo(date(2027, 6, 4), By("Dee", timezone.now()))
"""


def test_a_change_counts_at_once_in_a_process_that_runs_already(tmp_path: Path) -> None:
    environment = plain_environment() | {"FOURFOLD_DATA": str(tmp_path / "data")}
    listener = subprocess.Popen(
        [sys.executable, "-c", LISTENER],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert listener.stdin
    assert listener.stdout

    def heard() -> str:
        print("now", file=listener.stdin, flush=True)
        return str(listener.stdout.readline()).strip() if listener.stdout else ""

    try:
        assert heard() == "[] True"
        subprocess.run([sys.executable, "-c", CHANGE], env=environment, check=True)
        assert heard() == "['R6-ARR'] False"
        subprocess.run([sys.executable, "-c", CHANGE_BACK], env=environment, check=True)
        assert heard() == "[] True"
    finally:
        listener.kill()
        listener.communicate()
