"""How long it takes to add an incident and to open the timeline or the pattern, as a record grows.

    python bench/bench_record.py [--rounds 40]

A real `fourfold serve`, asked over HTTP by a browser that has the record open. The entries in
between are added through the same action, with times spread over six years, so that each falls
into the middle of the index. What counts is how the cost grows: by the clock (medians), and in the
service's processor time, which hardly depends on what else the machine does.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

import django
import report
import service

SIZES = (10, 1_000, 10_000)
CHANCE = random.Random(1)  # noqa: S311  the same record in each run, and nothing secret
FROM_OUR_PAGES = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
WORDS = "He was outside the shop again when I closed up, and he only looked at me. "


@dataclass
class Browser:
    """A browser with a record open: one connection, one cookie, one form token."""

    line: http.client.HTTPConnection
    cookies: str
    token: str = ""

    def get(self, path: str) -> str:
        self.line.request("GET", path, headers=FROM_OUR_PAGES | {"Cookie": self.cookies})
        answer = self.line.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            self.cookies += f"; {cookie.split(';')[0]}"
        page = answer.read().decode()
        if answer.status != 200:
            raise SystemExit(f"GET {path} answered {answer.status}")
        return page

    def post(self, path: str, form: dict[str, str]) -> str:
        body = urlencode(form | {"csrfmiddlewaretoken": self.token})
        headers = FROM_OUR_PAGES | {
            "Cookie": self.cookies,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.line.request("POST", path, body, headers)
        answer = self.line.getresponse()
        answer.read()
        where = answer.getheader("Location", "")
        if answer.status != 303 or not where.endswith("/saved"):
            raise SystemExit(f"POST {path} answered {answer.status} {where}")
        return where

    def take_token(self) -> None:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get("/n/add"))
        if found is None:
            raise SystemExit("the form has no token")
        self.token = found[1]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=40)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.mkdir(mode=0o700)
        os.environ |= {"FOURFOLD_DATA": str(data)}
        sys.path.insert(0, str(service.ROOT))
        os.environ["DJANGO_SETTINGS_MODULE"] = "fourfold.web.project.settings"
        django.setup()
        with service.running(data) as running:
            report.write("record", measure(running, rounds))


def measure(running: service.Service, rounds: int) -> list[report.Row]:
    owner, browser = open_record(running)
    found = []
    count = 0
    for size in SIZES:
        while count < size:
            add_directly(owner, count)
            count += 1
        browser.line.close()  # the service has long hung up; the next request opens it again
        browser.get("/n/")
        adding = repeat(running, rounds, lambda n: browser.post("/n/add", form(n)))
        reading = repeat(running, rounds, lambda _: browser.get("/n/"))
        looking = repeat(running, max(1, rounds // 4), lambda _: browser.get("/n/pattern"))
        count += rounds
        found.append((size, adding, reading, looking))
    _, first_add, first_read, _ = found[0]
    return [
        {
            "entries": size,
            "add_ms": round(adding.wall * 1000, 2),
            "add_cpu_ms": round(adding.cpu * 1000, 2),
            "add_cpu_against_10": round(adding.cpu / first_add.cpu, 2),
            "timeline_ms": round(reading.wall * 1000, 2),
            "timeline_cpu_ms": round(reading.cpu * 1000, 2),
            "timeline_cpu_against_10": round(reading.cpu / first_read.cpu, 2),
            "pattern_ms": round(looking.wall * 1000, 1),
            "pattern_cpu_ms": round(looking.cpu * 1000, 1),
        }
        for size, adding, reading, looking in found
    ]


@dataclass(frozen=True)
class Cost:
    """Seconds a request: the median by the clock, the mean of the service's processor time."""

    wall: float
    cpu: float


def repeat(running: service.Service, rounds: int, ask: Callable[[int], object]) -> Cost:
    pids = service.family(running.process.pid)
    before = service.cpu_seconds(pids)
    wall = median(timed(lambda n=n: ask(n)) for n in range(rounds))
    return Cost(wall, (service.cpu_seconds(pids) - before) / rounds)


def open_record(running: service.Service) -> tuple[Any, Browser]:
    """A new record and a browser that has it open."""
    # Only now: these need Django to be set up on the data folder of this run.
    from django.conf import settings
    from django.db import connection

    from fourfold.web.safety.session import Session
    from tests import cast

    member = cast.make_member("blue stone 12")
    session = Session(None)
    session.open(member.record.pk, member.identity.secret)
    line = http.client.HTTPConnection("localhost", running.port, timeout=60)
    browser = Browser(line, f"{settings.VISIT_COOKIE}={session.set_cookie}")
    browser.take_token()
    # Only for the entries in between, which nobody measures: do not wait for the disk.
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    return member.owner, browser


def add_directly(owner: Any, n: int) -> None:
    from tests import make

    make.entry(owner, f"{WORDS}{n}", when=some_time().isoformat())


def form(n: int) -> dict[str, str]:
    day = some_time()
    return {
        "what": f"{WORDS}{n}",
        "when": "then",
        "date_day": str(day.day),
        "date_month": str(day.month),
        "date_year": str(day.year),
        "time": "21:05",
        "key": CHANCE.randbytes(16).hex(),
    }


def some_time() -> date:
    return date(2020, 1, 1) + timedelta(days=CHANCE.randrange(2000))


def timed(do: Any) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
