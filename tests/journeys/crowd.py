"""Many people who sign in at once, and press the button of the waiting page now and then.

    python -m tests.journeys.crowd ADDRESS PEOPLE

lets a crowd sign in over and over, for a benchmark: it says "waiting" when all have been queued,
and goes on until it is stopped.
"""

from __future__ import annotations

import secrets
import sys
import threading
import time

from tests.web.visitor import Form, Visitor

WAIT = "/n/open/wait"
PRESS_EVERY = 5.0


class Crowd:
    """`people` visitors. Nobody has a record: a wrong name costs the service what a right one does.

    queued: how many have sent their passphrase and were told to wait, or already know the end.
    finished: how many know the end.
    """

    def __init__(self, address: str, people: int, *, over_and_over: bool = False) -> None:
        self.address, self.people, self.over_and_over = address, people, over_and_over
        self.queued = self.finished = 0
        self.faults: list[Exception] = []
        self._counts = threading.Condition()
        self._is_over = threading.Event()
        self._ready = threading.Barrier(people)
        self._threads = [threading.Thread(target=self._sign_in) for _ in range(people)]

    def __enter__(self) -> Crowd:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._is_over.set()
        self._ready.abort()
        for thread in self._threads:
            thread.join()

    def wait_until_queued(self, people: int, seconds: float = 120) -> None:
        with self._counts:
            done = self._counts.wait_for(lambda: self.queued >= people or self.faults, seconds)
        assert done, f"only {self.queued} were queued"
        assert not self.faults, self.faults

    def _sign_in(self) -> None:
        try:
            form, visitor = self._open_form()
            self._ready.wait()
            is_first = True
            while is_first or (self.over_and_over and not self._is_over.is_set()):
                self._send(visitor, form, is_first)
                form, visitor = self._open_form() if self.over_and_over else (form, visitor)
                is_first = False
        except threading.BrokenBarrierError:
            return
        except (AssertionError, OSError) as fault:
            with self._counts:
                self.faults.append(fault)
                self._counts.notify_all()

    def _open_form(self) -> tuple[Form, Visitor]:
        visitor = Visitor(self.address)
        name = f"nobody-{secrets.token_hex(6)}-10"
        return visitor.fill_in("/n/open", name=name, passphrase="not a passphrase"), visitor

    def _send(self, visitor: Visitor, form: Form, is_first: bool) -> None:
        answer = visitor.post("/n/open", form.fields)
        assert answer.status == 303
        self._count(queued=int(is_first))
        while answer.leads_to == WAIT and not self._is_over.wait(PRESS_EVERY):
            answer = visitor.send(WAIT)
        if answer.leads_to != WAIT:
            self._count(finished=1)

    def _count(self, queued: int = 0, finished: int = 0) -> None:
        with self._counts:
            self.queued += queued
            self.finished += finished
            self._counts.notify_all()


def main() -> None:
    address, people = sys.argv[1], int(sys.argv[2])
    with Crowd(address, people, over_and_over=True) as crowd:
        crowd.wait_until_queued(people)
        print("waiting", flush=True)  # noqa: T201  the benchmark reads this
        while not crowd.faults:
            time.sleep(1)
        raise SystemExit(str(crowd.faults[0]))


if __name__ == "__main__":
    main()
