"""An invented record to explore: made through the same actions as a real one."""

from __future__ import annotations

import io
import json
import secrets
import wave
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from importlib import resources
from typing import Any

from django.conf import settings
from django.utils import timezone
from PIL import Image, ImageDraw

from fourfold.core.kernel.when import When
from fourfold.core.record import media
from fourfold.core.record.body import (
    Body,
    CaseEvent,
    Contact,
    Effect,
    Incident,
    Note,
    Order,
    Term,
    TermRef,
    Thing,
)
from fourfold.core.record.codes import (
    Afraid,
    Area,
    CaseStep,
    KnownWho,
    OrderKind,
    Party,
    Route,
    StopPoint,
)
from fourfold.vault.argon import SALT, Params, derive
from fourfold.vault.keep import Keeper
from fourfold.vault.passphrase import five_words, record_name
from fourfold.vault.recovery import RecoveryCode
from fourfold.web.accounts import actions as accounts
from fourfold.web.accounts import server
from fourfold.web.accounts.access import Owner, open_owner
from fourfold.web.record import actions, queries, rows
from fourfold.web.record.actions import FROM_NO_FORM, Content
from fourfold.web.record.rows import KeptFile

PAPER = "how-to-open-the-demo.txt"
WRITTEN = time(8, 10)
COLOURS = ("#4a6572", "#8a5a44", "#556b2f", "#5b4b8a", "#7a4b5e", "#2f6b66")


def make_demo() -> str:
    """Make the record unless it is there; returns how to open it, which lies beside it too."""
    paper = settings.DATA / PAPER
    if not paper.exists():
        paper.write_text(_make(timezone.now()))
    return paper.read_text()


def _make(now: datetime) -> str:
    name, passphrase = record_name(secrets.randbelow), five_words(secrets.randbelow)
    code = RecoveryCode.generate(secrets.token_bytes(16))
    salt = secrets.token_bytes(SALT)
    derived = derive(passphrase, salt, Params.current())
    opened = accounts.create_record(name, code, salt, derived, now)
    _fill(open_owner(opened.record, opened.identity), now)
    return (
        f"Record name:    {name}\nPassphrase:     {passphrase}\nRecovery code:  {code.to_text()}\n"
    )


def _fill(owner: Owner, now: datetime) -> None:
    text = resources.files("fourfold").joinpath("data", "demo.json").read_text("utf-8")
    invented = json.loads(text)
    order = ""
    for each in invented["entries"]:
        day = now.date() - timedelta(days=each["ago"])
        files = tuple(_keep(owner, name, day) for name in each.get("files", ()))
        is_about_him = each.get("kind", "incident") in ("incident", "order")
        is_about_him = is_about_him and not {"stop", "unseen"} & set(each)
        known = [person.id for person in queries.people(owner)] if is_about_him else []
        new = "" if known or not is_about_him else invented["person"]
        body = _body(each, day, order)
        content = Content(body, files, people=tuple(known), person=new)
        # As if each had been written down the morning after it happened.
        added = min(now, datetime.combine(day + timedelta(days=1), WRITTEN, UTC))
        number = actions.add_entry(owner, content, FROM_NO_FORM, added)
        order = _id_of(owner, number) if isinstance(body, Order) else order


def _id_of(owner: Owner, number: int) -> str:
    history = queries.history(owner, number)
    assert history
    return history.latest.id


def _body(each: dict[str, Any], day: date, order: str) -> Body:
    """The body of an entry; what it breaks are terms of `order`, the last one before it."""
    body = _BODIES[each.get("kind", "incident")](each, _when(each, day))
    if isinstance(body, Incident):
        breaches = tuple(TermRef(order=order, term=term) for term in each.get("breaks", ()))
        return replace(body, breaches=breaches)
    return body


def _later(each: dict[str, Any], name: str, when: When) -> When | None:
    """So many days after the entry's own; None if it does not say."""
    start = when.earliest
    assert start
    return When(f"{start.date() + timedelta(days=each[name])}") if name in each else None


def _when(each: dict[str, Any], day: date) -> When:
    """ "21:05" that minute, "~" about that day, nothing: that day."""
    time = each.get("time", "")
    if time == "~":
        return When(f"{day}~")
    return When(f"{day}T{time}" if time else f"{day}")


def _incident(each: dict[str, Any], when: When) -> Incident:
    return Incident(
        what=each["what"],
        when=when,
        where=each.get("where", ""),
        feelings=each.get("feelings", ""),
        afraid=Afraid(each.get("afraid", "")),
        how=tuple(Route(route) for route in each.get("how", ())),
        witnesses=tuple(each.get("witnesses", ())),
        known_who=KnownWho(each.get("known_who", "")),
        times=each.get("times"),
        stop_point=StopPoint(each.get("stop", "")),
    )


def _contact(each: dict[str, Any], when: When) -> Contact:
    return Contact(
        said=each["what"],
        when=when,
        party=Party.SUPPORT if "advocate" in each["who"] else Party.POLICE,
        who=each["who"],
        reference=each.get("reference", ""),
        promised=each.get("promised", ""),
        promised_by=_later(each, "promised_in", when),
        stop_point=StopPoint(each.get("stop", "")),
    )


def _effect(each: dict[str, Any], when: When) -> Effect:
    return Effect(what=each["what"], when=when, areas=tuple(Area(area) for area in each["areas"]))


def _order(each: dict[str, Any], when: When) -> Order:
    terms = enumerate(each["terms"], start=1)
    return Order(
        order_kind=OrderKind(each["order"]),
        made=when,
        court=each["court"],
        reference=each["reference"],
        served=_later(each, "served_in", when),
        served_how=each["served_how"],
        ends=_later(each, "ends_in", when),
        terms=tuple(Term(id=f"t{n}", label=str(n), words=words) for n, words in terms),
        what=each["what"],
    )


def _case_event(each: dict[str, Any], when: When) -> CaseEvent:
    return CaseEvent(
        event=CaseStep(each["event"]),
        when=when,
        told=_later(each, "told_in", when),
        what=each["what"],
    )


_BODIES: dict[str, Callable[[dict[str, Any], When], Body]] = {
    "incident": _incident,
    "contact": _contact,
    "effect": _effect,
    "order": _order,
    "case_event": _case_event,
    "thing": lambda each, when: Thing(what=each["what"], when=when),
    "note": lambda each, when: Note(text=each["what"], when=when),
}


# ------------------------------------------------------------------ files that could be hers


def _keep(owner: Owner, described: str, day: date) -> KeptFile:
    """Draw a file such as "photo:tyre.jpg" and keep it as an upload would be kept."""
    kind, _, name = described.partition(":")
    data = _FILES[kind](name)
    file_id = secrets.token_hex(16)
    place = rows.store_name(owner.record_id, file_id)
    with Keeper(server.store(), place, [owner.recipient]) as keeper:
        keeper.update(data)
        kept = keeper.finish()
    rows.save_waiting_file(owner.record_id, file_id, kept.header, day)
    found = media.media_type(data[: media.HEAD])
    return KeptFile(file_id, name, kept.size, kept.sha256, kept.header_sha256, found)


def _photo(name: str) -> bytes:
    """A plain drawing with a caption, so that nobody takes it for a photo of anything."""
    colour = COLOURS[zlib.crc32(name.encode()) % len(COLOURS)]
    picture = Image.new("RGB", (900, 675), colour)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((60, 60, 840, 615), outline="white", width=6)
    pen.text((90, 90), f"Invented picture: {name}", fill="white", font_size=40)
    file = io.BytesIO()
    picture.save(file, "PNG" if name.endswith(".png") else "JPEG")
    return file.getvalue()


def _pdf(name: str) -> bytes:
    picture = Image.new("L", (595, 842), 255)
    ImageDraw.Draw(picture).text((60, 60), f"Invented paper: {name}", fill=0, font_size=24)
    file = io.BytesIO()
    picture.save(file, "PDF")
    return file.getvalue()


def _sound(_name: str) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(2 * 8000 * 2))
    return file.getvalue()


_FILES: dict[str, Callable[[str], bytes]] = {
    "photo": _photo,
    "pdf": _pdf,
    "sound": _sound,
    "text": lambda _: b"I know you did not mean it.\nI can wait.\n",
    "csv": lambda _: b"number,time\nwithheld,21:03\nwithheld,21:07\n",
}
