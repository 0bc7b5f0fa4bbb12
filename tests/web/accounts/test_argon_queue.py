"""The sign-in queue: bounded, fair between networks, and never a hang."""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from fourfold.vault.argon import Params, Request, derive
from fourfold.web.accounts import argon
from fourfold.web.accounts.argon import ArgonQueue, QueueFull
from fourfold.web.safety.network import network_of

SALT = bytes(16)
CROWD, OWNER = network_of("203.0.113.5"), network_of("198.51.100.7")


def request(words: str = "five words on my paper") -> Request:
    return Request(words, SALT, Params.current())


class Turns:
    """Stands where the child process would: notes whose turn it is and waits to be let go on."""

    def __init__(self) -> None:
        self.order: list[str] = []
        self.go_on = threading.Semaphore(0)
        self._queues: list[ArgonQueue] = []

    def queue(self, limit: int) -> ArgonQueue:
        """A queue with one worker."""
        self._queues.append(ArgonQueue(1, limit))
        return self._queues[-1]

    def busy_queue(self, limit: int) -> ArgonQueue:
        """A queue whose one worker has begun with a first job."""
        queue = self.queue(limit)
        queue.submit(b"first", (request("first"),))
        wait_for(lambda: queue.length() == 0)
        return queue

    def end(self) -> None:
        """Let every worker finish: none may go on into the next test."""
        self.go_on.release(10_000)
        jobs = [job for queue in self._queues for job in queue._jobs.values()]
        wait_for(lambda: all(job.done.is_set() for job in jobs))

    def ask(self, _child: object, asked: Request) -> bytes:
        self.go_on.acquire()
        self.order.append(asked.passphrase)
        return asked.passphrase.encode()


@pytest.fixture
def turns(monkeypatch: pytest.MonkeyPatch) -> Iterator[Turns]:
    made = Turns()
    monkeypatch.setattr(argon, "_start_child", FakeChild)
    monkeypatch.setattr(argon, "_ask", made.ask)
    yield made
    made.end()


class FakeChild:
    """A process that lives for ever."""

    def poll(self) -> None:
        return None


def wait_for(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_a_full_queue_says_so_and_takes_more_once_there_is_room(turns: Turns) -> None:
    queue = turns.busy_queue(3)
    for _ in range(3):
        queue.submit(CROWD, (request(),))
    with pytest.raises(QueueFull):
        queue.submit(CROWD, (request(),))
    turns.go_on.release()
    wait_for(lambda: queue.length() == 2)
    queue.submit(CROWD, (request(),))


def test_one_networks_crowd_does_not_hold_up_anothers_turn(turns: Turns) -> None:
    queue = turns.busy_queue(400)
    for number in range(200):
        queue.submit(CROWD, (request(f"guess {number}"),))
    ticket = queue.submit(OWNER, (request("owner"),))
    turns.go_on.release(3)
    assert queue.answer(ticket, 10) == (b"owner",)
    assert turns.order.index("owner") <= 2


def test_each_network_in_a_crowd_of_networks_has_its_turn(turns: Turns) -> None:
    queue = turns.busy_queue(400)
    for network in (b"a", b"b", b"c"):
        for number in range(3):
            queue.submit(network, (request(f"{network.decode()}{number}"),))
    turns.go_on.release(10)
    wait_for(lambda: len(turns.order) == 10)
    assert turns.order[1:] == ["a0", "b0", "c0", "a1", "b1", "c1", "a2", "b2", "c2"]


def test_an_answer_is_given_once(turns: Turns) -> None:
    queue = turns.queue(10)
    turns.go_on.release()
    ticket = queue.submit(OWNER, (request("x"),))
    assert queue.answer(ticket, 10) == (b"x",)
    with pytest.raises(KeyError):
        queue.answer(ticket)


def test_of_many_who_ask_with_one_ticket_one_gets_the_answer(turns: Turns) -> None:
    queue = turns.queue(10)
    ticket = queue.submit(OWNER, (request("x"),))

    def ask(_: int) -> object:
        try:
            return queue.answer(ticket, 10)
        except KeyError:
            return "used"

    with ThreadPoolExecutor(4) as pool:
        answers = pool.map(ask, range(4))
        wait_for(lambda: queue.length() == 0)
        turns.go_on.release()
        assert sorted(map(str, answers)) == sorted(["(b'x',)", "used", "used", "used"])


def test_a_ticket_that_nobody_was_given_opens_nothing(turns: Turns) -> None:
    queue = turns.queue(10)
    with pytest.raises(KeyError):
        queue.answer("guessed")


def test_an_answer_that_nobody_fetched_is_forgotten(
    turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = turns.queue(10)
    ticket = queue.submit(OWNER, (request("x"),))
    turns.go_on.release()
    wait_for(lambda: turns.order == ["x"] and queue._jobs[ticket].done.is_set())
    late = time.monotonic() + argon.KEEP_ANSWERS_SECONDS + 1
    monkeypatch.setattr(argon.time, "monotonic", lambda: late)
    with pytest.raises(KeyError):
        queue.answer(ticket)
    assert not queue._jobs


def test_only_a_few_threads_wait_and_the_rest_come_back_at_once(turns: Turns) -> None:
    queue = turns.queue(100)
    tickets = [queue.submit(OWNER, (request(str(n)),)) for n in range(argon.WAITING_THREADS + 1)]
    with ThreadPoolExecutor(len(tickets)) as pool:
        waiting = [pool.submit(queue.answer, ticket, 10) for ticket in tickets[:-1]]
        wait_for(lambda: queue._slots._value == 0)  # type: ignore[attr-defined]
        # Nothing has been worked out yet, so only one that does not wait comes back from this.
        assert queue.answer(tickets[-1], 3600) is None
        turns.go_on.release(len(tickets))
        assert all(each.result() for each in waiting)


# ------------------------------------------------------------------ real processes


@pytest.mark.slow
def test_the_queue_gives_what_the_derivation_gives(
    children: list[subprocess.Popen[bytes]],
) -> None:
    queue = ArgonQueue(1, 10)
    ticket = queue.submit(OWNER, (request("one"), request("two")))
    expected = tuple(derive(words, SALT, Params.current()) for words in ("one", "two"))
    assert queue.answer(ticket, 30) == expected
    assert len(children) == 1


@pytest.mark.slow
def test_a_killed_process_gives_no_answer_and_the_next_try_works(
    children: list[subprocess.Popen[bytes]],
) -> None:
    queue = ArgonQueue(1, 10)
    tickets = [queue.submit(OWNER, tuple(request() for _ in range(20)))]
    wait_for(lambda: bool(children))
    children[0].send_signal(signal.SIGKILL)
    assert queue.answer(tickets[0], 30) == ()
    again = queue.submit(OWNER, (request(),))
    assert queue.answer(again, 30) == (derive(request().passphrase, SALT, Params.current()),)
    assert len(children) == 2
    children[1].send_signal(signal.SIGKILL)
    children[1].wait()
    third = queue.submit(OWNER, (request(),))
    assert queue.answer(third, 30)


# ------------------------------------------------------------------ networks


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("203.0.113.5", "203.0.113.250", True),
        ("203.0.113.5", "203.0.114.5", False),
        ("2001:db8:1:100::1", "2001:db8:1:1ff::2", True),
        ("2001:db8:1:100::1", "2001:db8:1:200::1", False),
        ("::ffff:203.0.113.5", "203.0.113.9", True),
        ("::ffff:203.0.113.5", "::ffff:198.51.100.5", False),
        ("", "not an address", True),
    ],
)
def test_a_network_is_a_24_or_a_56(one: str, other: str, is_same: bool) -> None:
    assert (network_of(one) == network_of(other)) is is_same


def test_a_network_says_nothing_about_the_address() -> None:
    assert len(network_of("203.0.113.5")) == 16
    assert b"203" not in network_of("203.0.113.5")


def test_a_crowd_that_fills_the_queue_makes_room_for_the_owner(turns: Turns) -> None:
    queue = turns.busy_queue(3)
    crowd = [queue.submit(CROWD, (request(f"guess {n}"),)) for n in range(3)]
    owner = queue.submit(OWNER, (request("owner"),))
    assert queue.length() == 3
    assert queue.answer(crowd[-1]) == ()  # its sender is told to try again
    with pytest.raises(QueueFull):
        queue.submit(CROWD, (request("guess 4"),))
    turns.go_on.release(10)
    assert queue.answer(owner, 5) == (b"owner",)
    assert turns.order[1:3] == ["guess 0", "owner"]
