"""The sandbox keeps hostile bytes in: each escape is really tried, inside and outside."""

from pathlib import Path

import pytest

from fourfold.render import probe, sandbox
from fourfold.render.errors import JobFailed, NoSandbox

FOLDER = str(Path(__file__).parent)


@pytest.fixture
def jobs_here(monkeypatch):
    """Let a worker import the jobs planted in this folder."""
    monkeypatch.syspath_prepend(FOLDER)


@pytest.fixture
def no_machine_known(monkeypatch, tmp_path):
    """Workers start on a machine whose system calls the lock-down does not know."""
    (tmp_path / "unlocked.py").write_text(
        "from fourfold.render import lockdown\n"
        "lockdown.MACHINES.clear()\n"
        "def work(data):\n    return b'worked'\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))


def test_this_machine_has_a_whole_sandbox():
    assert sandbox.state() == "whole"


def test_every_escape_fails_inside(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("not yours")

    assert sandbox.run(sandbox.PROBE, str(secret).encode()) == probe.LOCKED_IN


def test_the_same_escapes_succeed_outside(jobs_here, tmp_path):
    """So that their failure inside means something."""
    door = tmp_path / "door"
    door.write_text("open")

    escaped = sandbox.run(sandbox.Job("planted_probe", must_lock=False), str(door).encode())

    assert escaped == b"open list write remove socket local-socket fork signal code"


def test_a_worker_gets_no_environment(jobs_here, monkeypatch):
    monkeypatch.setenv("FOURFOLD_DATA", "/where/the/keys/are")

    assert sandbox.run(sandbox.Job("planted_environment"), b"") == b""


def test_a_worker_has_only_its_three_pipes_open(jobs_here, tmp_path):
    with (tmp_path / "held").open("w") as held:
        assert held.fileno() > 2
        assert sandbox.run(sandbox.Job("planted_descriptors"), b"") == b"0 1 2"


def test_an_answer_comes_back_whole(jobs_here):
    data = bytes(range(256)) * 20_000

    assert sandbox.run(sandbox.Job("planted_echo"), data) == data


@pytest.mark.slow
@pytest.mark.parametrize(
    ("job", "why"),
    [
        (sandbox.Job("planted_crash"), "it raises"),
        (sandbox.Job("planted_hang", patience=0.5), "it never answers"),
        (sandbox.Job("planted_hang", processor=1), "it uses up its processor time"),
        (sandbox.Job("planted_glutton", memory=256 * sandbox.MIB), "it wants more memory"),
        (sandbox.Job("planted_echo", largest_answer=100), "it says too much"),
        (sandbox.Job("planted_deaf"), "it dies without reading"),
        (sandbox.Job("planted_nowhere"), "there is no such job"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_job_that_goes_wrong_is_a_failure(jobs_here, job, why):
    with pytest.raises(JobFailed) as caught:
        sandbox.run(job, b"x" * 1_000_000)

    assert caught.value.job == job.module


def test_without_a_lock_down_nothing_is_opened(no_machine_known):
    with pytest.raises(NoSandbox):
        sandbox.run(sandbox.Job("unlocked"), b"")


def test_without_a_lock_down_our_own_pages_are_still_made(no_machine_known):
    assert sandbox.run(sandbox.Job("unlocked", must_lock=False), b"") == b"worked"


def test_the_state_says_that_there_is_no_sandbox(monkeypatch, no_machine_known):
    monkeypatch.setattr(sandbox, "PROBE", sandbox.Job("unlocked"))

    assert sandbox.state.__wrapped__() == "none"


def test_the_state_says_that_the_sandbox_leaks(monkeypatch, jobs_here):
    monkeypatch.setattr(sandbox, "PROBE", sandbox.Job("planted_echo"))

    assert sandbox.state.__wrapped__() == "leaks"
