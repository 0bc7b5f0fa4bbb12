"""How long the pattern of a record takes, as its imported conversations grow.

    python bench/bench_pattern.py [--rounds 3]

1,000 incidents and up to a million imported messages, the same in each run. Beside it, in the same
run, the same columns in plain Python: put in order of time, divided into occasions, and counted by
profile, hour and day, without the entries behind any number. Processor time, the best of all
rounds.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from array import array
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import report
import service

sys.path.insert(0, str(service.ROOT))

from fourfold.core.kernel.when import When
from fourfold.core.pattern.look import look
from fourfold.core.pattern.values import DAY, HOUR, Asked, Messages, Profile, Side
from fourfold.core.record.codes import Act, KnownWho, Route, StopPoint
from fourfold.core.record.entry import Entry, Incident

SIZES = (10_000, 100_000, 1_000_000)
INCIDENTS = 1_000
GAP = 6 * HOUR
BEGIN = 1_577_836_800  # 1 January 2020
ASKED = Asked(until=date(2026, 12, 31), gap=GAP)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    entries = incidents(INCIDENTS)
    alone = cpu(lambda: look(entries, (), ASKED), rounds)
    rows: list[report.Row] = [row("1,000 incidents", 0, alone, 0.0)]
    for size in SIZES:
        columns = conversation(size)
        whole = cpu(lambda columns=columns: look(entries, (columns,), ASKED), rounds)
        bare = cpu(lambda columns=columns: count_only(columns), rounds)
        rows.append(row(f"1,000 incidents, {size:,} messages", size, whole, bare))
    report.write("pattern", rows)


def row(what: str, size: int, seconds: float, bare: float) -> report.Row:
    return {
        "what": what,
        "cpu_ms": round(seconds * 1000, 1),
        "cpu_us_a_message": round(seconds * 1e6 / size, 2) if size else 0.0,
        "counting_alone_cpu_ms": round(bare * 1000, 1),
        "against_counting_alone": round(seconds / bare, 2) if bare else 0.0,
    }


def count_only(columns: Messages) -> tuple[int, Any, Any, Any]:
    """What anybody would write who wants the counts and nothing behind them."""
    order = sorted(range(len(columns.at)), key=columns.at.__getitem__)
    occasions, last = 0, -GAP
    for place in order:
        at = columns.at[place]
        occasions += at - last >= GAP
        last = at
    hours = Counter(local % DAY // HOUR for local in columns.local)
    days = Counter(local // DAY for local in columns.local)
    return occasions, Counter(columns.profile), hours, days


def conversation(size: int) -> Messages:
    """Bursts of messages over about six years, both ways, by four services."""
    chance = random.Random(size)  # noqa: S311  the same in each run, and nothing secret
    step = 6 * 365 * DAY / size
    at, now = array("q"), float(BEGIN)
    for _ in range(size):
        now += (
            chance.expovariate(2 / step) if chance.random() < 0.97 else chance.random() * 32 * step
        )
        at.append(int(now))
    profiles = tuple(
        Profile(side=side, routes=(route,), how=(Route.APP,), acts=(Act.CONTACT,))
        for side in (Side.PERSON, Side.OWNER)
        for route in ("whatsapp", "text", "email", "instagram")
    )
    chosen = array("q", chance.choices(range(len(profiles)), k=size))
    return Messages(array("q", range(size)), at, at, chosen, profiles, array("q", [0] * size))


def incidents(count: int) -> list[Entry]:
    chance = random.Random(1)  # noqa: S311
    found = [entry(number, chance) for number in range(1, count)]
    asked = Incident(what="I asked.", when=When("2021-03-01T10:00"), stop_point=StopPoint.ASKED)
    return [*found, wrap(count, asked)]


def entry(number: int, chance: random.Random) -> Entry:
    day = (
        f"{chance.randrange(2020, 2026)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    )
    time_ = f"T{chance.randrange(24):02}:{chance.randrange(60):02}" if number % 10 else ""
    return wrap(
        number,
        Incident(
            what="He was outside again.",
            when=When(day + time_),
            how=(chance.choice(list(Route)),),
            acts=(chance.choice(list(Act)),),
            known_who=KnownWho.KNOWN,
            where=chance.choice(["The shop", "The bus", "My door", ""]),
        ),
    )


def wrap(number: int, body: Incident) -> Entry:
    return Entry(
        number=number, id=f"{number:032x}", version=1, added="2026-11-22T07:00:00Z", body=body
    )


def cpu(do: Callable[[], object], rounds: int) -> float:
    """Seconds of this process, the best of all rounds."""
    found = []
    for _ in range(rounds):
        began = time.process_time()
        do()
        found.append(time.process_time() - began)
    return min(found)


if __name__ == "__main__":
    main()
