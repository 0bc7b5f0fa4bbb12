"""Entries, columns of messages and whole scenarios for tests of the pattern."""

import json
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fourfold.core.kernel.when import When
from fourfold.core.pattern.look import Pattern, look
from fourfold.core.pattern.values import Asked, Messages, Profile, Side, seconds
from fourfold.core.record import format as record_format
from fourfold.core.record.codes import (
    Act,
    Afraid,
    Direction,
    DoneBy,
    KnownWho,
    OrderKind,
    Party,
    Purpose,
    Route,
    StopPoint,
)
from fourfold.core.record.entry import (
    Body,
    Contact,
    Entry,
    Incident,
    Message,
    Order,
    Source,
    TermRef,
)
from fourfold.core.record.format import RecordFile
from fourfold.core.record.person import Person

LONDON = "Europe/London"
ZONES = {name: ZoneInfo(name) for name in (LONDON, "Asia/Tokyo", "America/New_York")}
SCENARIOS: dict[str, Any] = json.loads((Path(__file__).parent / "scenarios.json").read_text())
ORDER_ID = "0" * 31 + "a"
SOMEBODY = "0" * 31 + "b"
WHO = {
    "S": {"known_who": KnownWho.KNOWN},
    "P": {"done_by": DoneBy.FOR_THEM},
    "?": {"known_who": KnownWho.NOT_KNOWN},
    "N": {"done_by": DoneBy.SOMEONE_ELSE},
    "O": {},
}


def entry(number: int, body: Body, **more: Any) -> Entry:
    more = {"id": f"{number:032x}", "version": 1, "added": "2026-11-22T07:00:00Z"} | more
    return Entry(number=number, body=body, **more)


def incident(when: str, what: str = "Something.", zone: str = LONDON, **more: Any) -> Incident:
    fold = more.pop("fold", 0)
    more.setdefault("known_who", KnownWho.KNOWN)
    return Incident(what=what, when=When(when, zone, fold), **more)


def message(when: str, text: str = "Some words.", zone: str = LONDON, **more: Any) -> Message:
    more.setdefault("known_who", KnownWho.KNOWN)
    more.setdefault("direction", Direction.TO_OWNER)
    return Message(text=text, when=When(when, zone), **more)


def stop(when: str, kind: StopPoint = StopPoint.ASKED) -> Incident:
    return Incident(what="A point.", when=When(when), stop_point=kind)


def order(
    when: str, served: str | None = None, kind: OrderKind = OrderKind.NON_MOLESTATION
) -> Order:
    return Order(
        order_kind=kind,
        made=When(when),
        served=None if served is None else When(served),
    )


def contact(when: str, kind: StopPoint) -> Contact:
    return Contact(said="Said.", when=When(when), party=Party.POLICE, stop_point=kind)


def source(offset: int, sha256: str = "a" * 64) -> Source:
    return Source(file_id="1" * 32, sha256=sha256, offset=offset, length=1)


def numbered(bodies: Iterable[Body]) -> list[Entry]:
    return [entry(number, body) for number, body in enumerate(bodies, start=1)]


def seen(bodies: Iterable[Body], until: str = "2026-12-31", **asked: Any) -> Pattern:
    """Look at the bodies, numbered from 1."""
    return look(numbered(bodies), (), asking(until, **asked))


def asking(until: str = "2026-12-31", **more: Any) -> Asked:
    return Asked(until=date.fromisoformat(until), zones=ZONES, **more)


def columns(
    times: Sequence[str],
    profile: Profile | None = None,
    first_key: int = 0,
    entries: Sequence[int] | None = None,
) -> Messages:
    """Imported messages in London at these times, with one profile."""
    moments = [datetime.fromisoformat(each) for each in times]
    return Messages(
        key=array("q", range(first_key, first_key + len(times))),
        at=array("q", (int(each.replace(tzinfo=ZONES[LONDON]).timestamp()) for each in moments)),
        local=array("q", map(seconds, moments)),
        profile=array("q", [0] * len(times)),
        profiles=(profile or Profile(side=Side.PERSON, routes=("whatsapp",), how=(Route.APP,)),),
        entry=array("q", entries or [0] * len(times)),
    )


def scenario(name: str) -> list[Entry]:
    """The entries of a scenario, numbered in order of time."""
    found = SCENARIOS[name]
    bodies: list[tuple[Body, tuple[str, ...]]] = [(_mark(each), ()) for each in found["marks"]]
    for phase in found["phases"]:
        people = (SOMEBODY,) if phase.get("one_person") else ()
        bodies += [(body, people) for body in _phase(phase)]
    bodies.sort(key=lambda each: each[0].when.sort_key)
    return [entry(n, body, people=people) for n, (body, people) in enumerate(bodies, start=1)]


def record(entries: Iterable[Entry]) -> bytes:
    """A file of the open format that holds these."""
    persons = [Person(id=SOMEBODY, label="The one who writes")]
    made = RecordFile.of(entries, persons, "the tests", "2026-11-22T07:00:00Z")
    return record_format.dump(made)


def _mark(mark: dict[str, str]) -> Body:
    if mark["kind"] == "order":
        return replace(order(mark["when"], served=mark["when"]), what=mark["what"])
    when = When(mark["when"])
    return Incident(what=mark["what"], when=when, stop_point=StopPoint(mark["kind"]))


def _phase(phase: dict[str, Any]) -> list[Body]:
    """Occasion k is on `from` plus the first k steps, at times[k]; each has a burst of items."""
    day = date.fromisoformat(phase["from"])
    count, minutes = phase["burst"]
    bodies: list[Body] = []
    for k in range(phase["n"]):
        begin = datetime.fromisoformat(f"{day}T{phase['times'][k % len(phase['times'])]}")
        for n in range(count):
            at = begin + timedelta(minutes=n * minutes)
            bodies.append(_body(phase, at.isoformat()[:16], is_first=n == 0))
        day += timedelta(days=phase["step"][k % len(phase["step"])])
    return bodies


def _body(phase: dict[str, Any], when: str, *, is_first: bool) -> Body:
    deed: dict[str, Any] = {
        "how": tuple(Route(each) for each in phase["how"]),
        "channel": phase["channel"],
        "acts": tuple(Act(each) for each in phase["acts"]),
        "purpose": Purpose(phase.get("purpose", "")),
        "afraid": Afraid.YES if is_first and phase.get("fear") else Afraid.UNANSWERED,
        **WHO[phase["who"]],
    }
    if phase.get("breach"):
        deed["breaches"] = (TermRef(order=ORDER_ID, term="a"),)
    if phase.get("message"):
        is_own = phase["who"] == "O"
        deed["direction"] = Direction.FROM_OWNER if is_own else Direction.TO_OWNER
        deed["stop_point"] = StopPoint(phase.get("stop", ""))
        return Message(text=phase["what"], when=When(when), **deed)
    is_continuing = phase.get("continuing", False)
    return Incident(what=phase["what"], when=When(when), is_continuing=is_continuing, **deed)


def utc(text: str) -> int:
    """The seconds since 1970 of a moment in UTC."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())
